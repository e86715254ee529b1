"""The best plan found that differs from a given one in few trips: with an origin served, or with more of something.

Dates, teams and crews stay (:mod:`solver.forcing.neighbours`). For an origin every way to put a stop for it into a trip
is tried, with each other stop of the trip taken out in turn, with a satellite kit where one is free, and as a trip of
its own; the best few ways are carried out, stops that still help are added, and the other trips take up whom that
sets free. What is handed out was judged by all rules; its value is counted anew.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from planner.check import violations
from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.domain.revision import Revision
from planner.ports import Control, Progress
from planner.score import score
from planner.units import PERMILLE
from solver.building import build_plan, build_trip
from solver.forcing.inserting import carry_out, grow, served, ways_in, worth_of
from solver.forcing.neighbours import Neighbours, Place
from solver.indexing import BACKLOG, BoolArray, IntArray
from solver.master.loading import Loaded
from solver.search.kernel import Cells, Room, State, View
from solver.search.moves import copy_state
from solver.trips.limits import MAX_STOPS

MARK_UPS = (0, 300, 20_000)
"""What each person of the origin counts more for while stops are filled, permille: nothing, a little, and
before all others."""
FEW = 3
"""Ways that are carried out for each mark-up."""
NONE = np.int64(-(2**60))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A way in: its trip, what it seems to gain (nano-people), and the way as compiled code wants it."""

    slot: int
    gain: int
    way: IntArray


class Revising:
    """Plans near one plan."""

    def __init__(self, near: Neighbours) -> None:
        self.near = near
        self.problem, self.index = near.problem, near.index
        self.value = score(near.problem, near.plan).value
        if near.search is None:
            return
        self._view: View = near.search.view
        self._cells: Cells = near.search.cells
        self._start = near.state()
        self._pinned = near.pinned_stops()
        self._kit_cells = np.array([place.kit_cell for place in near.places], dtype=np.int64)

    # -- an origin served -------------------------------------------------------------------------------------

    def with_origin(self, origin: str, *, most: int = 1) -> list[Revision]:
        """The best plans found that serve more of ``origin``, best first, each on another team-day.

        Where several are asked for, somebody waits for a visit: a plan that serves less than half as many of the
        origin as another one does comes after all that serve more, however little it costs.
        """
        if self.near.search is None:
            return []
        stops, mine = self._marked(origin)
        tried: list[tuple[int, int, int, View, State]] = []
        for mark_up in MARK_UPS if len(stops) else ():
            cells, bonus = self._dearer(mine, stops, mark_up)
            for way in self._ways(stops, mine, cells, bonus)[: FEW + 2 * (most - 1)]:
                view, state = self._own()
                if self._carry_out(way, mine, cells, view, state):
                    tried.append((self._of_origin(mine, state), -self._worth(view, state), way.slot, view, state))
        enough = max((one[0] for one in tried), default=0) / 2 if most > 1 else 0
        tried.sort(key=lambda one: (one[0] < enough, *one[1:3]))
        found: dict[int, tuple[bool, Revision]] = {}
        for people, _, slot, view, state in tried:
            if slot not in found and len(found) < most:
                revision = self._revision(view, state, slot)
                if revision is not None:
                    found[slot] = (people < enough, revision)
        ranked = sorted(found.values(), key=lambda one: (one[0], -one[1].value, one[1].day, one[1].team))
        return [revision for _, revision in ranked]

    def _of_origin(self, mine: BoolArray, state: State) -> int:
        """How many of the origin a state serves, on all trips."""
        return sum(int(served(slot, mine, state)) for slot in range(len(self.near.places)))

    def _worth(self, view: View, state: State) -> int:
        """True worth of a state, nano-people."""
        return sum(int(worth_of(slot, view, self._cells, state)) for slot in range(len(self.near.places)))

    def _marked(self, origin: str) -> tuple[IntArray, BoolArray]:
        """Stops where the origin may be served, and its items."""
        sites = self.problem.sites
        number = next(place for place, site in enumerate(sites) if site.id == origin)
        found = self.index
        mine = found.supply_origin[found.item_supply] == number
        # Whom nobody waits for need not be served; the backlog of those who do comes along.
        people = found.supply_people[found.item_supply] > 0
        people &= (found.item_kind != BACKLOG) | (sites[number].recording_demand == 0)
        mine = mine & people
        return np.unique(found.item_stop[mine]), mine

    def _dearer(self, mine: BoolArray, stops: IntArray, mark_up: int) -> tuple[Cells, int]:
        """The cells with the people of an origin marked up, and by how much."""
        if mark_up == 0:
            return self._cells, 0
        bonus = int(self._cells.item_worth.max(initial=1)) * mark_up // PERMILLE
        worth = self._cells.item_worth.copy()
        worth[:, mine] += bonus
        order = self._cells.sorted_item.copy()
        for stop in stops:
            first, end = int(self.index.stop_items[stop]), int(self.index.stop_items[stop + 1])
            for row in order:
                part = row[first:end]
                row[first:end] = np.concatenate([part[mine[part]], part[~mine[part]]])
        return self._cells._replace(item_worth=worth, sorted_item=order), bonus

    def _ways(self, stops: IntArray, mine: BoolArray, cells: Cells, bonus: int) -> list[_Way]:
        """Ways in, best first; before them the best two of trips made anew."""
        view, state = self._own()
        best = np.full((len(self.near.places), 2), NONE, dtype=np.int64)
        ways = np.zeros((len(self.near.places), 2, 5), dtype=np.int64)
        ways_in(stops, mine, bonus, self._kit_cells, self._pinned, view, cells, state, _room(), best, ways)
        found = [
            _Way(slot=slot, gain=int(best[slot, row]), way=ways[slot, row].copy())
            for slot in range(len(self.near.places))
            for row in range(2)
            if best[slot, row] > NONE
        ]
        found.sort(key=lambda one: (-one.gain, one.slot))
        alone = [one for one in found if one.way[4]][:2]
        return [*alone, *(one for one in found if not one.way[4])]

    def _carry_out(self, way: _Way, mine: BoolArray, cells: Cells, view: View, state: State) -> bool:
        """Change the state; whether it then serves more of the origin."""
        view.trip_cell[way.slot] = way.way[0]
        carry_out(way.slot, way.way, view, cells, state, _room(), _stream())
        if served(way.slot, mine, state) <= served(way.slot, mine, self._start):
            return False
        grow(way.slot, self._start.left, view, self._cells, state, _room())
        return True

    # -- more of something ------------------------------------------------------------------------------------

    def with_new_trip(self) -> Revision | None:
        """The best plan found with one trip more, on a team-day that is free."""
        tried: list[tuple[int, int, View, State]] = []
        alike: set[tuple[int, int, bytes]] = set()
        for slot in range(self.near.planned, len(self.near.places)):
            cell = self.near.cells[self.near.places[slot].cell]
            kind = (cell.day_class, cell.mode, cell.usable.tobytes())
            if kind in alike:
                continue
            alike.add(kind)
            view, state = self._own()
            way = np.array([view.trip_cell[slot], 0, -1, -1, 0], dtype=np.int64)
            carry_out(slot, way, view, self._cells, state, _room(), _stream())
            grow(slot, self._start.left, view, self._cells, state, _room())
            if state.loads[slot]:
                tried.append((-int(state.worth.sum()), slot, view, state))
        tried.sort(key=lambda one: one[:2])
        for _, slot, view, state in tried[:FEW]:
            revision = self._revision(view, state, slot)
            if revision is not None:
                return revision
        return None

    def with_kits(self) -> Revision | None:
        """The best plan found with a satellite kit on every trip that finds one free and is better with it."""
        if self.near.search is None:
            return None
        view, state = self._own()
        taken: dict[object, int] = {}
        last = None
        for slot, place in enumerate(self.near.places):
            if place.kit_cell < 0 or place.trip is None or taken.get(place.day, 0) >= self.near.kits_left(place.day):
                continue
            trial = self.near.search.copy(state)
            view.trip_cell[slot] = place.kit_cell
            way = np.array([place.kit_cell, 0, -1, -1, 0], dtype=np.int64)
            carry_out(slot, way, view, self._cells, trial, _room(), _stream())
            if trial.worth[slot] > state.worth[slot]:
                copy_state(trial, state)
                taken[place.day] = taken.get(place.day, 0) + 1
                last = slot
            else:
                view.trip_cell[slot] = place.cell
        if last is None:
            return None
        grow(-1, self._start.left, view, self._cells, state, _room())
        return self._revision(view, state, last)

    def filled_anew(self) -> Revision | None:
        """The plan with every trip filled anew where that is better: what more blanks or more money allow at once."""
        if self.near.search is None or not self.near.planned:
            return None
        view, state = self._own()
        # Everybody is left to be found: all trips are filled anew.
        grow(-1, np.full_like(self._start.left, -1), view, self._cells, state, _room())
        return self._revision(view, state, 0)

    # -- from a state to a plan -------------------------------------------------------------------------------

    def _own(self) -> tuple[View, State]:
        """View and state that may be changed."""
        if self.near.search is None:
            raise ValueError("nothing can be planned here")
        return self._view._replace(trip_cell=self._view.trip_cell.copy()), self.near.search.copy(self._start)

    def _revision(self, view: View, state: State, slot: int) -> Revision | None:
        """The plan of a state, if it breaks no rule."""
        trips: list[Trip] = list(self.near.frozen)
        for number, place in enumerate(self.near.places):
            if place.trip is not None and self._is_as_it_was(number, view, state):
                trips.append(place.trip)
            elif state.loads[number]:
                made = self._trip(number, place, view, state)
                if made is None:
                    return None
                trips.append(made)
        plan = build_plan(self.problem, trips)
        if violations(self.problem, plan):
            return None
        place = self.near.places[slot]
        return Revision(plan=plan, value=score(self.problem, plan).value, team=place.team, day=place.day)

    def _is_as_it_was(self, slot: int, view: View, state: State) -> bool:
        start = self._start
        count = int(start.loads[slot])
        return bool(
            view.trip_cell[slot] == self._view.trip_cell[slot]
            and state.length[slot] == start.length[slot]
            and state.loads[slot] == count
            and state.cards[slot] == start.cards[slot]
            and (state.stops[slot] == start.stops[slot]).all()
            and (state.load_item[slot][:count] == start.load_item[slot][:count]).all()
            and (state.load_people[slot][:count] == start.load_people[slot][:count]).all()
        )

    def _trip(self, slot: int, place: Place, view: View, state: State) -> Trip | None:
        cell = int(view.trip_cell[slot])
        order = tuple(int(stop) for stop in state.stops[slot][: state.length[slot]])
        loads, cards = [], int(state.cards[slot])
        for at in range(int(state.loads[slot])):
            item, people = int(state.load_item[slot, at]), int(state.load_people[slot, at])
            printed = min(cards, people * int(self.index.item_card_micro[item]))
            cards -= printed
            loads.append((item, people, printed))
        kept = dict.fromkeys(place.pinned)
        return build_trip(
            self.index,
            self.near.cells[cell],
            Loaded(cell=cell, order=order, loads=tuple(loads)),
            day=place.day,
            team=place.team,
            staff=place.staff,
            pinned=kept,
        )


def plans_with(
    problem: Problem, plan: Plan, origins: Sequence[str], control: Control, *, most: int = 1, workers: int = 2
) -> dict[str, tuple[Revision, ...]]:
    """For each origin the best plans found that serve more of it, as far as the caller has time.

    Parameters
    ----------
    plan
        Breaks no rule.
    most
        Plans for each origin, each with another team-day changed.
    """
    revising = Revising(Neighbours(problem, plan))

    def one(origin: str) -> tuple[Revision, ...] | None:
        return None if control.should_stop() else tuple(revising.with_origin(origin, most=most))

    found: dict[str, tuple[Revision, ...]] = {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for number, (origin, revisions) in enumerate(zip(origins, pool.map(one, origins), strict=True), start=1):
            if revisions is not None:
                found[origin] = revisions
            done = 1000 * number // len(origins)
            control.report(Progress(stage="reasons", done_permille=done, value=revising.value))
    return found


def _room() -> Room:
    return Room(*(np.zeros(MAX_STOPS, dtype=np.int64) for _ in range(5)))


def _stream() -> IntArray:
    return np.array([0x9E3779B97F4A7C15 | 1], dtype=np.uint64)
