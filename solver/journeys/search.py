"""Runs of the search over trips with nights, from the calendar to drafts."""

from collections.abc import Sequence

import numpy as np

from planner.domain.plan import Trip
from planner.domain.team import EquipmentKind
from solver.indexing import NANO, WITH_KIT, WITHOUT_KIT, Index, IntArray
from solver.journeys.arrays import Numbering, bonus_of_published, framed_cells, frames_of, together_on_days
from solver.journeys.calendar import Calendar
from solver.journeys.frames import CELL, LONGEST, NIGHT, Trials, begins_at, count_out, ends_at, follow, lay, may_lie
from solver.journeys.kernel import anneal_journeys, fill_calendar
from solver.pinned_slots import PinnedSlot
from solver.search.anneal import Draft, Search, Stage, room, stream_of
from solver.search.kernel import State
from solver.search.moves import drop_empty, insert
from solver.starting import loads_of, stop_of
from solver.trips.cells import PricingCell

PASSED = 4
"""States on the way of a run that trips are chosen from besides."""
ROUNDS_EACH = 12
"""Rounds of the plain search that cost about as much as one round here, which tries whole weeks."""


class JourneySearch(Search):
    """The search over slots of the calendar; the frames of its states say what each slot is used for.

    Parameters
    ----------
    cells
        Pricing cells of the problem, of which each is a day's.
    pinned
        Slots that keep pins: the first of the calendar.
    card_cost
        Price of a micro-card printed in each of ``cells``, then in each pinned slot.
    guide
        Price of a person by item, value units.
    calm
        What a point of change to the published plan costs, weighted people.
    """

    def __init__(
        self,
        index: Index,
        cells: Sequence[PricingCell],
        days: Calendar,
        pinned: Sequence[PinnedSlot],
        *,
        card_cost: Sequence[int] | None = None,
        guide: IntArray | None = None,
        calm: float = 0.0,
    ) -> None:
        self.index, self.days = index, days
        self._held = [slot.held for slot in pinned]
        numbering = Numbering.of(index, cells, days, [slot.cell for slot in pinned])
        self._numbering = numbering
        self.slots = numbering.first
        self._cells = framed_cells(index, days, numbering, card_cost)
        price = np.zeros(index.items, dtype=np.int64) if guide is None else guide
        view = self._viewed(numbering.cells, price // NANO)
        self._view = view._replace(
            together=together_on_days(index, days, numbering),
            bonus=view.bonus + bonus_of_published(index, days, calm),
            trip_cell=np.full(len(days.slots), numbering.idle, dtype=np.int64),
        )
        self._frames = frames_of(index, days, numbering, self._cells)
        self._passed: list[State] = []

    # -- states -----------------------------------------------------------------------------------------------

    def empty_state(self) -> State:
        """All teams are at home; only what must be kept is in the orders."""
        state = super().empty_state()
        state.frame[:, CELL] = self._numbering.idle
        pinned = len(self._held)
        state.frame[:pinned, CELL] = self._numbering.of_slot[:pinned, WITHOUT_KIT]
        return state

    def construct(self, seed: int) -> State:
        """Fill the calendar week by week, each as well as it can be."""
        state = self.empty_state()
        self._fill(state, seed)
        return state

    def begun(self, trips: Sequence[Trip]) -> State:
        """A state that carries these trips as they are, as far as they fit; teams at home are sent out besides.

        Loads that no longer find their people, or a place of service that others have settled, are left out.
        """
        state = self.empty_state()
        follow(self._view, self._cells, state, self._frames)
        count_out(state, self._frames)
        slot_of = {(slot.team, slot.day): number for number, slot in enumerate(self.days.slots)}
        for trip in trips:
            slots = [slot_of[trip.team, day] for day in trip.days if (trip.team, day) in slot_of]
            mode = WITH_KIT if trip.carries(EquipmentKind.SATELLITE_KIT) else WITHOUT_KIT
            if len(slots) == len(trip.days) <= self._frames.longest:
                self._lay(state, trip, slots, mode)
        self._fill(state, 1)
        return state

    def _lay(self, state: State, trip: Trip, slots: Sequence[int], mode: int) -> None:
        places = {name: number for number, name in enumerate(self.index.places)}
        lodges = np.zeros(LONGEST, dtype=np.int64)
        lodges[: len(trip.lodging)] = [places[name] for name in trip.lodging]
        if not may_lie(slots[0], len(slots), mode, state, self._frames):
            return
        lay(slots[0], len(slots), mode, lodges, self._view, self._cells, state, self._frames)
        for visit in trip.visits:
            slot, stop = slots[trip.days.index(visit.day)], stop_of(self.index, visit)
            at = state.stops[slot][: state.length[slot]]
            if stop is None or not self._view.stop_open[self._view.trip_cell[slot], stop] or stop in at:
                continue
            insert(slot, int(state.length[slot]), stop, self._view, state)
            for item, people in loads_of(self.index, stop, visit):
                self.load(state, slot, item, people)
        for slot in slots:
            served = {int(self._view.item_stop[item]) for item in state.load_item[slot][: state.loads[slot]]}
            state.worth[slot] += sum(int(self._view.bonus[slot, stop]) for stop in served)

    def _fill(self, state: State, seed: int) -> None:
        fill_calendar(self._view, self._cells, state, self._trials(), room(), stream_of(seed), self._frames)

    def _trials(self) -> Trials:
        return Trials(before=super().empty_state(), best=super().empty_state(), undo=super().empty_state())

    def improve(
        self, state: State, *, rounds: int, seed: int, stop_flag: IntArray, hot: float = 2.0
    ) -> tuple[State, int]:
        """Anneal from ``state`` (which is changed); the best state and its worth in nano-people."""
        best, undo, *passed = (super(JourneySearch, self).empty_state() for _ in range(2 + PASSED))
        person = 1_000_000_000.0
        worth = anneal_journeys(
            self._view,
            self._cells,
            state,
            best,
            undo,
            self._trials(),
            room(),
            stream_of(seed),
            -(-rounds // ROUNDS_EACH),
            hot * person,
            0.02 * person,
            stop_flag,
            self._frames,
            tuple(passed),
        )
        self._passed = [one for one in passed if one.length.any()]
        return best, int(worth)

    # -- drafts -----------------------------------------------------------------------------------------------

    def drafts(self, state: State) -> list[Draft]:
        """The trips of a state that serve somebody, pinned ones first; days of a trip with nights follow each other."""
        follow(self._view, self._cells, state, self._frames)
        found: list[Draft] = []
        journeys = 0
        for slot in range(len(self.slots)):
            if state.frame[slot, CELL] == self._numbering.idle or not self._begins(slot, state):
                continue
            trip = [slot]
            while state.frame[trip[-1], NIGHT]:
                trip.append(int(self.days.following[trip[-1]]))
            for one in trip:
                drop_empty(one, self._view, state)
            if not any(state.length[one] for one in trip):
                continue
            staged = len(trip) > 1
            found += [self._draft(one, state, journeys if staged else None) for one in trip]
            journeys += staged
        return found

    def further_drafts(self) -> list[list[Draft]]:
        """The drafts that the last run had on its way."""
        return [self.drafts(state) for state in self._passed]

    def _begins(self, slot: int, state: State) -> bool:
        before = int(self.days.before[slot])
        return before < 0 or not state.frame[before, NIGHT]

    def _draft(self, slot: int, state: State, journey: int | None) -> Draft:
        count = int(state.loads[slot])
        stage = None
        if journey is not None:
            start, end = (int(where(slot, state, self._frames)) for where in (begins_at, ends_at))
            stage = Stage(journey=journey, start=start, end=end)
        one = self.days.slots[slot]
        return Draft(
            cell=int(self._numbering.source[state.frame[slot, CELL]]),
            order=tuple(int(stop) for stop in state.stops[slot][: state.length[slot]]),
            loads=tuple(
                (int(item), int(people))
                for item, people in zip(state.load_item[slot][:count], state.load_people[slot][:count], strict=True)
            ),
            stage=stage,
            when=None if one.pinned is not None else (one.team, one.day),
        )
