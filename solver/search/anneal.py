"""Runs of the compiled search: from slots (a day class, with or without a kit) to trips with their loads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from planner.service import activates
from planner.units import MICRO, PERMILLE
from solver.counts import visit_limits
from solver.day_classes import may_lie_so
from solver.indexing import BACKLOG, NANO, BoolArray, Index, IntArray
from solver.search.kernel import MAX_LOADS, Cells, Room, State, View, allowed, cards_left, print_cards, take
from solver.search.moves import anneal, drop_empty, insert, rebuild
from solver.trips.cells import PricingCell
from solver.trips.limits import MAX_STOPS

NEIGHBOURS = 40
NO_CAP = 2**60
"""Where nobody activates, no cap on digital identities holds anybody back."""
FRAME = 3
"""Numbers in a trip's frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A day of a trip with nights: which trip among those drafted, and the places where the day starts and ends.

    The days of a trip stand one after the other among the drafts.
    """

    journey: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A trip without date or team: its pricing cell, its stops in order, what it carries.

    Loads are (item, whole people); for backlog items people are cards. ``stage`` is what a day of a trip with nights
    has besides; ``when`` the team and day that the search drafted it for, if any: a wish, no promise.
    """

    cell: int
    order: tuple[int, ...]
    loads: tuple[tuple[int, int], ...]
    stage: Stage | None = None
    when: tuple[str, date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is settled of a trip.

    Attributes
    ----------
    order
        Stops that it must keep, in this order.
    fixed
        The position before which nothing is put.
    bonus
        (stop, value units): what serving somebody there is worth besides.
    """

    order: tuple[int, ...]
    fixed: int = 0
    bonus: tuple[tuple[int, int], ...] = ()


class Search:
    """The arrays of one problem for the compiled search, and runs over them.

    Parameters
    ----------
    cells
        Pricing cells of the trips.
    slots
        Cell of each trip that may be made.
    held
        What the first trips must keep; the others are free.
    card_cost
        Price of a micro-card printed in each cell, value units.
    guide
        Price of a person by item, value units: what taking them from others costs.
    """

    def __init__(
        self,
        index: Index,
        cells: Sequence[PricingCell],
        slots: Sequence[int],
        *,
        held: Sequence[Held] = (),
        card_cost: Sequence[int] | None = None,
        guide: IntArray | None = None,
    ) -> None:
        self.index = index
        self.slots = np.array(slots, dtype=np.int64)
        self._held = held
        self._cells = stacked(index, cells, [0] * len(cells) if card_cost is None else card_cost)
        price = np.zeros(index.items, dtype=np.int64) if guide is None else guide
        self._view = self._viewed(cells, price // NANO)

    @property
    def view(self) -> View:
        """The problem as compiled code sees it."""
        return self._view

    @property
    def cells(self) -> Cells:
        """The cells as compiled code sees them."""
        return self._cells

    def _viewed(self, cells: Sequence[PricingCell], guide: IntArray) -> View:
        index = self.index
        kept = np.zeros((len(self.slots), index.stops), dtype=np.bool_)
        bonus = np.zeros((len(self.slots), index.stops), dtype=np.int64)
        fixed = np.zeros(len(self.slots), dtype=np.int64)
        for trip, held in enumerate(self._held):
            kept[trip, list(held.order)] = True
            fixed[trip] = held.fixed
            for stop, worth in held.bonus:
                bonus[trip, stop] = worth // NANO
        return View(
            first=index.stop_items,
            kind=index.item_kind,
            supply=index.item_supply,
            village=index.pair_village[index.item_pair],
            site=index.pair_site[index.item_pair],
            card_micro=index.item_card_micro,
            ikd_micro=index.item_ikd_micro(),
            item_stop=index.item_stop,
            guests_max=index.problem.policy.hub_max_villages - 1,
            trip_cell=self.slots,
            trip_period=np.array([cells[slot].period for slot in self.slots], dtype=np.int64),
            held=kept,
            fixed=fixed,
            bonus=bonus,
            guide=guide,
            near=_neighbours(index),
            stop_place=index.stop_site,
            stop_open=np.array([cell.usable & (index.stop_link[:, cell.mode] > 0) for cell in cells]),
            visit_max=self._visit_max(),
            together=_together(index, cells),
            most_stops=min(index.problem.policy.max_visits_per_day, MAX_STOPS),
            stock=_stock(index),
            heads=index.item_turnout,
            hall=index.stop_hall,
        )

    def _visit_max(self) -> IntArray:
        """Visits at most to each place: parts of one invitation."""
        index = self.index
        top = np.zeros(len(index.places), dtype=np.int64)
        for place, most in visit_limits(index).items():
            top[place] = min(most, index.problem.policy.split_parts_max)
        return top

    def empty_state(self) -> State:
        """No trip serves anybody; only what must be kept is in the orders."""
        trips, index = len(self.slots), self.index
        sites = len(index.problem.sites)
        state = State(
            stops=np.full((trips, MAX_STOPS), -1, dtype=np.int64),
            length=np.zeros(trips, dtype=np.int64),
            load_item=np.zeros((trips, MAX_LOADS), dtype=np.int64),
            load_people=np.zeros((trips, MAX_LOADS), dtype=np.int64),
            loads=np.zeros(trips, dtype=np.int64),
            left=index.supply_people.copy(),
            place=np.full(sites, -1, dtype=np.int64),
            uses=np.zeros(sites, dtype=np.int64),
            guests=np.zeros(sites, dtype=np.int64),
            visits=np.zeros(len(index.places), dtype=np.int64),
            worth=np.zeros(trips, dtype=np.int64),
            cards=np.zeros(trips, dtype=np.int64),
            printed=np.zeros(len(index.days.stock_periods), dtype=np.int64),
            frame=np.zeros((trips, FRAME), dtype=np.int64),
        )
        self._add_done(state)
        for trip, held in enumerate(self._held):
            for position, stop in enumerate(held.order):
                insert(trip, position, stop, self._view, state)
        return state

    def _add_done(self, state: State) -> None:
        """Visits already done have settled the place of service of whom they served."""
        number = {site.id: place for place, site in enumerate(self.index.problem.sites)}
        pairs = {(visit.origin, visit.site) for visit in self.index.problem.done}
        for origin, site in sorted(pair for pair in pairs if number.keys() >= set(pair)):
            village, place = number[origin], number[site]
            if state.uses[village] == 0:
                state.uses[village], state.place[village] = 1, place
                state.guests[place] += village != place

    def copy(self, state: State) -> State:
        """A state of its own, to be changed by another run."""
        return State(*(part.copy() for part in state))

    def construct(self, seed: int) -> State:
        """Fill the slots one after the other, each as well as it can be."""
        state, stream, space = self.empty_state(), stream_of(seed), room()
        for slot in range(len(self.slots)):
            rebuild(slot, self._view, self._cells, state, space, stream, 0.0)
        return state

    def seeded(self, drafts: Mapping[int, Draft]) -> State:
        """A state that carries ``drafts``, given by slot; the other slots are filled as well as they can be.

        Loads that no longer find their people, or a place of service that others have settled, are left out.
        """
        state, stream, space = self.empty_state(), stream_of(1), room()
        for slot, draft in sorted(drafts.items()):
            at = [int(stop) for stop in state.stops[slot][: state.length[slot]]]
            for stop in draft.order:
                if stop not in at:
                    insert(slot, int(state.length[slot]), stop, self._view, state)
            for item, people in draft.loads:
                self.load(state, slot, item, people)
            served = {int(self._view.item_stop[item]) for item in state.load_item[slot][: state.loads[slot]]}
            state.worth[slot] += sum(int(self._view.bonus[slot, stop]) for stop in served)
        for slot in range(len(self.slots)):
            if slot not in drafts:
                rebuild(slot, self._view, self._cells, state, space, stream, 0.0)
        return state

    def load(self, state: State, slot: int, item: int, people: int) -> None:
        """Let a trip carry people of an item, as far as they are left and may be served there; counts follow."""
        view, cells, cell = self._view, self._cells, int(self.slots[slot])
        per_person, card_worth = int(view.card_micro[item]), int(cells.card_worth[cell, item])
        people = min(people, int(state.left[view.supply[item]]))
        left = int(cards_left(slot, view, state))
        if view.kind[item] == BACKLOG:
            people = min(people, left // per_person)
        worth = int(cells.item_worth[cell, item])
        room = state.loads[slot] < MAX_LOADS - 1
        if people <= 0 or worth <= 0 or not room or not allowed(item, view, state):
            return
        take(slot, item, people, view, state)
        cards = min(people * per_person, left) if card_worth > 0 else 0
        print_cards(slot, cards, view, state)
        state.worth[slot] += people * (worth - card_worth)
        state.worth[slot] += card_worth * cards // per_person if cards else 0

    def improve(
        self, state: State, *, rounds: int, seed: int, stop_flag: IntArray, hot: float = 2.0
    ) -> tuple[State, int]:
        """Anneal from ``state`` (which is changed); the best state and its worth in nano-people."""
        best, undo = self.empty_state(), self.empty_state()
        person = 1_000_000_000.0
        worth = anneal(
            self._view,
            self._cells,
            state,
            best,
            undo,
            room(),
            stream_of(seed),
            rounds,
            hot * person,
            0.02 * person,
            stop_flag,
        )
        return best, int(worth)

    def drafts(self, state: State) -> list[Draft]:
        """The trips of a state, stops that serve nobody left out unless they must be kept."""
        found = []
        for slot in range(len(self.slots)):
            drop_empty(slot, self._view, state)
            order = tuple(int(stop) for stop in state.stops[slot][: state.length[slot]])
            count = int(state.loads[slot])
            loads = tuple(
                (int(item), int(people))
                for item, people in zip(state.load_item[slot][:count], state.load_people[slot][:count], strict=True)
            )
            if order:
                found.append(Draft(cell=int(self.slots[slot]), order=order, loads=loads))
        return found

    def further_drafts(self) -> list[list[Draft]]:
        """What else the last run came across that trips may be chosen from."""
        return []


def _together(index: Index, cells: Sequence[PricingCell]) -> BoolArray:
    """Cells that may hold two visits to one place, as far as the spacing of their days goes; not both on one day."""
    policy = index.problem.policy
    days = [kind.days for kind in index.days.classes]
    numbers = sorted({cell.day_class for cell in cells})
    near = {
        (one, other): any(
            may_lie_so(policy, day, later) and (day != later or policy.joint_visits)
            for day in days[one]
            for later in days[other]
        )
        for one in numbers
        for other in numbers
    }
    return np.array([[near[one.day_class, other.day_class] for other in cells] for one in cells], dtype=np.bool_)


def room() -> Room:
    """Room for the compiled search to work in."""
    return Room(*(np.zeros(MAX_STOPS, dtype=np.int64) for _ in range(5)))


def stacked(index: Index, cells: Sequence[PricingCell], card_cost: Sequence[int]) -> Cells:
    """The cells below each other."""
    policy = index.problem.policy
    classes = [index.days.classes[cell.day_class] for cell in cells]
    kinds = [(kind.team_type, kind.travel) for kind in classes]
    grounds = {kind: cell.ground for kind, cell in zip(kinds, cells, strict=True)}
    rows = {kind: row for row, kind in enumerate(sorted(grounds))}
    teams = [index.days.team_types[kind].team for kind, _ in kinds]
    worth, prints, spent, ordered = [], [], [], []
    for cell, team, cost in zip(cells, teams, card_cost, strict=True):
        net = np.maximum(0, index.item_card_worth - cost) * index.item_card_micro
        # Who may not be served on any day of the class is worth nothing there.
        may = index.item_open[:, cell.day_class]
        prints.append(np.where(may, net // NANO, 0))
        worth.append(np.where(may, cell.item_worth // NANO, 0) + prints[-1])
        spent.append(index.item_ms(team, cell.mode, up=True))
        ordered.append(_sorted_items(index, worth[-1], spent[-1]))
    return Cells(
        sorted_item=np.array(ordered, dtype=np.int64),
        item_ms=np.array(spent, dtype=np.int64),
        item_worth=np.array(worth, dtype=np.int64),
        card_worth=np.array(prints, dtype=np.int64),
        ground=np.array([rows[kind] for kind in kinds], dtype=np.int64),
        travel=np.array([grounds[kind].travel for kind in sorted(grounds)], dtype=np.int64),
        base=np.array([cell.ground.base for cell in cells], dtype=np.int64),
        opens=np.array([cell.ground.opens for cell in cells], dtype=np.int64),
        closes=np.array([cell.ground.closes for cell in cells], dtype=np.int64),
        day=np.array([cell.day.array() for cell in cells], dtype=np.int64),
        print_cap=np.array([team.printers * policy.prints_per_printer_day * MICRO for team in teams], dtype=np.int64),
        ikd_cap=np.array(
            [policy.ikd_cap_per_day * MICRO if activates(policy, team) else NO_CAP for team in teams], dtype=np.int64
        ),
    )


def _stock(index: Index) -> IntArray:
    """Micro-cards that blanks allow up to the end of each stock period, waste left out."""
    blank = PERMILLE + index.problem.policy.waste_permille
    return np.array([period.allowed * PERMILLE // blank for period in index.days.stock_periods], dtype=np.int64)


def stream_of(seed: int) -> IntArray:
    """A stream of random numbers."""
    return np.array([seed * 0x9E3779B97F4A7C15 % 2**64 | 1], dtype=np.uint64)


def _sorted_items(index: Index, worth: IntArray, spent: IntArray) -> IntArray:
    """Items of each stop: about equally dense ones together, own people first, then the larger groups."""
    density = worth / np.maximum(spent, 1)
    bucket = np.round(np.log(np.maximum(density, 1e-9)) / 0.03)
    joins = (index.pair_village != index.pair_site)[index.item_pair]
    size = worth * index.supply_people[index.item_supply]
    backlog = index.item_kind == BACKLOG
    order = np.lexsort((-size, joins, np.where(backlog, 0, -bucket), backlog, index.item_stop))
    return order.astype(np.int64)


def _neighbours(index: Index) -> IntArray:
    """The nearest stops of each stop, nearest first, -1 where there are no more."""
    # Places are as near as they are to the team that gets there soonest: boats and cars each know their own.
    travel = np.full((index.stops, index.stops), np.inf)
    for tables in index.travel_ms:
        own = tables[0][np.ix_(index.stop_site, index.stop_site)].astype(np.float64)
        travel = np.minimum(travel, np.where(own < 0, np.inf, own))
    count = min(NEIGHBOURS, index.stops)
    order = np.argsort(travel, axis=1, kind="stable")[:, :count].astype(np.int64)
    reachable = np.isfinite(np.take_along_axis(travel, order, axis=1))
    return np.where(reachable, order, -1)
