"""Runs of the compiled search: from slots (a day class, with or without a kit) to trips with their loads."""

from dataclasses import dataclass

import numpy as np

from planner.units import MICRO
from solver.counts import visit_limits
from solver.indexing import BACKLOG, NANO, Index, IntArray
from solver.search.kernel import MAX_LOADS, anneal, drop_empty, rebuild
from solver.trips.cells import PricingCell
from solver.trips.limits import MAX_STOPS

NEIGHBOURS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A trip without date or team: its pricing cell, its stops in order, what it carries.

    Loads are (item, whole people); for backlog items people are cards.
    """

    cell: int
    order: tuple[int, ...]
    loads: tuple[tuple[int, int], ...]


class Search:
    """The arrays of one problem for the compiled search, and runs over them.

    Parameters
    ----------
    cells
        Pricing cells of the problem.
    slots
        Cell of each trip that may be made.
    card_cost
        Price of a micro-card printed in each cell, value units.
    guide
        Price of a person by item, value units: what taking them from others costs.
    """

    def __init__(
        self, index: Index, cells: tuple[PricingCell, ...], slots: list[int], card_cost: list[int], guide: IntArray
    ) -> None:
        self.index = index
        self.slots = np.array(slots, dtype=np.int64)
        self._cells = tuple(self._cell(cell, cost) for cell, cost in zip(cells, card_cost, strict=True))
        self._stop_open = np.array([cell.usable & (index.stop_link[:, cell.mode] > 0) for cell in cells])
        village = index.pair_village[index.item_pair]
        site = index.pair_site[index.item_pair]
        self._view = (
            index.stop_items,
            index.item_kind,
            index.item_supply,
            village,
            site,
            np.int64(index.problem.policy.hub_max_villages - 1),
            np.int64(0),
            index.item_card_micro,
            index.item_ikd_micro(),
            index.item_stop,
        )
        self._guide = guide // NANO
        limits = visit_limits(index)
        top = np.zeros(len(index.places), dtype=np.int64)
        for place, most in limits.items():
            top[place] = min(most, index.problem.policy.split_parts_max)
        self._visit_max = top
        self._near = _neighbours(index)

    def _cell(self, cell: PricingCell, card_cost: int) -> tuple[object, ...]:
        index = self.index
        team = index.days.team_types[index.days.classes[cell.day_class].team_type].team
        net = np.maximum(0, index.item_card_worth - card_cost) * index.item_card_micro
        worth = (index.item_worth + net) // NANO
        spent = index.item_ms(team, cell.mode, up=True)
        policy = index.problem.policy
        return (
            _sorted_items(index, worth, spent),
            spent,
            worth,
            cell.ground.travel,
            np.int64(cell.ground.base),
            cell.ground.stop_place,
            cell.ground.opens,
            cell.ground.closes,
            cell.day.array(),
            np.int64(team.printers * policy.prints_per_printer_day * MICRO),
            np.int64(policy.ikd_cap_per_day * MICRO),
        )

    def empty_state(self) -> tuple[IntArray, ...]:
        trips, index = len(self.slots), self.index
        sites = len(index.problem.sites)
        return (
            np.full((trips, MAX_STOPS), -1, dtype=np.int64),
            np.zeros(trips, dtype=np.int64),
            np.zeros((trips, MAX_LOADS), dtype=np.int64),
            np.zeros((trips, MAX_LOADS), dtype=np.int64),
            np.zeros(trips, dtype=np.int64),
            index.supply_people.copy(),
            np.full(sites, -1, dtype=np.int64),
            np.zeros(sites, dtype=np.int64),
            np.zeros(sites, dtype=np.int64),
            np.zeros(len(index.places), dtype=np.int64),
            np.zeros(trips, dtype=np.int64),
        )

    def copy(self, state: tuple[IntArray, ...]) -> tuple[IntArray, ...]:
        """A state of its own, to be changed by another run."""
        return tuple(part.copy() for part in state)

    def _room(self) -> tuple[IntArray, ...]:
        return tuple(np.zeros(MAX_STOPS, dtype=np.int64) for _ in range(4))

    def construct(self, seed: int) -> tuple[IntArray, ...]:
        """Fill the slots one after the other, each as well as it can be."""
        state, random = self.empty_state(), _stream(seed)
        deepest = self._deepest()
        for slot in range(len(self.slots)):
            rebuild(
                slot,
                self.slots[slot],
                self._view,
                self._cells,
                state,
                self._room(),
                self._guide,
                self._near,
                self._stop_open,
                self._visit_max,
                random,
                0.0,
                deepest,
            )
        return state

    def improve(
        self, state: tuple[IntArray, ...], *, rounds: int, seed: int, stop_flag: IntArray, hot: float = 2.0
    ) -> tuple[tuple[IntArray, ...], int]:
        """Anneal from ``state`` (which is changed); the best state and its worth in nano-people."""
        best, undo = self.empty_state(), self.empty_state()
        person = 1_000_000_000.0
        worth = anneal(
            self.slots,
            self._view,
            self._cells,
            state,
            best,
            undo,
            self._room(),
            self._guide,
            self._near,
            self._stop_open,
            self._visit_max,
            _stream(seed),
            rounds,
            hot * person,
            0.02 * person,
            self._deepest(),
            stop_flag,
        )
        return best, int(worth)

    def drafts(self, state: tuple[IntArray, ...]) -> list[Draft]:
        """The trips of a state, stops that serve nobody left out."""
        found = []
        for slot in range(len(self.slots)):
            drop_empty(slot, self._view, self.index.stop_site, state)
            order = tuple(int(stop) for stop in state[0][slot][: state[1][slot]])
            loads = tuple(
                (int(item), int(people)) for item, people in zip(state[2][slot], state[3][slot], strict=True)
            )[: int(state[4][slot])]
            if order:
                found.append(Draft(cell=int(self.slots[slot]), order=order, loads=loads))
        return found

    def _deepest(self) -> int:
        return min(self.index.problem.policy.max_visits_per_day, MAX_STOPS)


def _stream(seed: int) -> IntArray:
    return np.array([seed * 0x9E3779B97F4A7C15 % 2**64 | 1], dtype=np.uint64)  # type: ignore[return-value]


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
    travel = index.travel_ms[0][np.ix_(index.stop_site, index.stop_site)].astype(np.float64)
    travel[travel < 0] = np.inf
    count = min(NEIGHBOURS, index.stops)
    order = np.argsort(travel, axis=1, kind="stable")[:, :count].astype(np.int64)
    reachable = np.isfinite(np.take_along_axis(travel, order, axis=1))
    return np.where(reachable, order, -1)
