"""Amounts and places of service for fixed trips: exact up to the tolerance of a small integer program.

The search fills trips greedily; here, with the orders of stops fixed, the people invited at each stop, the place
of service of each village and the cards printed are chosen together.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from ortools.math_opt.python import mathopt

from planner.domain.site import SiteKind
from planner.units import MICRO, VALUE_UNITS_PER_PERSON
from solver.indexing import BACKLOG, Index, IntArray
from solver.master.columns import blanks_per_card
from solver.search.anneal import Draft
from solver.search.kernel import fits
from solver.trips.cells import PricingCell
from solver.trips.limits import MAX_STOPS, prefix_limits

GAP = 1e-5
SQUEEZE_MS = 300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A draft with its cards: (item, people, micro-cards) for each load."""

    cell: int
    order: tuple[int, ...]
    loads: tuple[tuple[int, int, int], ...]


def improve_amounts(index: Index, cells: tuple[PricingCell, ...], drafts: list[Draft]) -> list[Loaded]:
    """The best loads for the orders of ``drafts``; trips that end up serving nobody keep an empty load.

    Trips whose loads have no timetable get less time until they have one. An order that has none even for nobody
    is given up: it comes back without stops.

    Raises
    ------
    ArithmeticError
        If the integer program ends without a solution (the drafts themselves are one).
    """
    drafts = list(drafts)
    squeeze = [0] * len(drafts)
    while True:
        loaded = _solve(index, cells, drafts, squeeze)
        late = [
            number for number, trip in enumerate(loaded) if trip.loads and not _timed(index, cells[trip.cell], trip)
        ]
        if not late:
            return loaded
        for number in late:
            squeeze[number] += SQUEEZE_MS
            if squeeze[number] > cells[drafts[number].cell].day.service_limit + SQUEEZE_MS:
                drafts[number] = replace(drafts[number], order=(), loads=())


def _solve(index: Index, cells: tuple[PricingCell, ...], drafts: list[Draft], squeeze: list[int]) -> list[Loaded]:
    model = mathopt.Model()
    build = _Amounts(index, cells, model)
    for draft, less in zip(drafts, squeeze, strict=True):
        build.add_trip(draft, less)
    build.share_people(_places(index, drafts))
    build.keep_stock()
    model.maximize(mathopt.fast_sum(build.worth))
    parameters = mathopt.SolveParameters(relative_gap_tolerance=GAP, node_limit=2_000)
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    if not result.has_primal_feasible_solution():
        raise ArithmeticError(f"no amounts for fixed trips: {result.termination.reason}")
    values = result.variable_values()
    return [build.loaded(draft, rows, values) for draft, rows in zip(drafts, build.trips, strict=True)]


def _places(index: Index, drafts: list[Draft]) -> dict[int, int]:
    """The place of service (pair) that the drafts give to each village they serve."""
    pairs = {int(index.item_pair[item]) for draft in drafts for item, _ in draft.loads}
    return {int(index.pair_village[pair]): pair for pair in sorted(pairs)}


def _timed(index: Index, cell: PricingCell, trip: Loaded) -> bool:
    """Whether a timetable exists for the loads of a trip."""
    order = np.zeros(MAX_STOPS, dtype=np.int64)
    order[: len(trip.order)] = trip.order
    service = np.zeros(MAX_STOPS, dtype=np.int64)
    team = index.days.team_types[index.days.classes[cell.day_class].team_type].team
    rows = index.item_rows(team, cell.mode, up=True)
    for level, stop in enumerate(trip.order):
        spent = [
            sum(int(row[item]) * people for item, people, _ in trip.loads if index.item_stop[item] == stop)
            for row in rows
        ]
        # Whole seconds, as the plan counts them.
        service[level] = -(-max(spent) // 1000) * 1000
    ground = cell.ground
    return bool(
        fits(
            order,
            len(trip.order),
            service,
            ground.travel,
            ground.base,
            ground.stop_place,
            ground.opens,
            ground.closes,
            cell.day.array(),
        )
    )


class _Amounts:
    """Variables and rows of the integer program, trip by trip."""

    def __init__(self, index: Index, cells: tuple[PricingCell, ...], model: mathopt.Model) -> None:
        self.index, self.cells, self.model = index, cells, model
        self.worth: list[mathopt.LinearTerm] = []
        self.trips: list[list[tuple[int, mathopt.Variable, mathopt.Variable | None]]] = []
        self.of_link: dict[tuple[int, int], list[mathopt.Variable]] = defaultdict(list)
        self.blanks: dict[int, list[mathopt.LinearTerm]] = defaultdict(list)
        self.ikd = index.item_ikd_micro()

    def add_trip(self, draft: Draft, squeeze: int) -> None:
        index, cell = self.index, self.cells[draft.cell]
        if not draft.order:
            self.trips.append([])
            return
        policy = index.problem.policy
        team = index.days.team_types[index.days.classes[cell.day_class].team_type].team
        rows = index.item_rows(team, cell.mode, up=True)
        served = []
        prints, activations = [], []
        service = [self.model.add_variable(lb=0.0) for _ in draft.order]
        for level, stop in enumerate(draft.order):
            spent: tuple[list[mathopt.LinearTerm], list[mathopt.LinearTerm]] = ([], [])
            if index.stop_link[stop, cell.mode] == 0:
                continue
            for item in range(int(index.stop_items[stop]), int(index.stop_items[stop + 1])):
                people, cards = self._item(cell, item, rows)
                if people is None:
                    continue
                served.append((item, people, cards))
                for row, terms in zip(rows, spent, strict=True):
                    if row[item] > 0:
                        terms.append(float(row[item]) / 1000.0 * people)
                if cards is not None:
                    prints.append(cards)
                if self.ikd[item] > 0:
                    activations.append(float(self.ikd[item]) / MICRO * people)
            for terms in spent:
                self.model.add_linear_constraint(mathopt.fast_sum(terms) <= service[level])
        limits = self._limits(draft, cell)
        for level in range(len(draft.order)):
            room = max(0.0, (int(limits[level]) - squeeze) / 1000.0 - len(draft.order))
            self.model.add_linear_constraint(mathopt.fast_sum(service[: level + 1]) <= room)
        if prints:
            most = team.printers * policy.prints_per_printer_day
            self.model.add_linear_constraint(mathopt.fast_sum(prints) <= float(most))
        if activations:
            self.model.add_linear_constraint(mathopt.fast_sum(activations) <= float(policy.ikd_cap_per_day))
        self.trips.append(served)

    def _limits(self, draft: Draft, cell: PricingCell) -> IntArray:
        limits = np.zeros(MAX_STOPS, dtype=np.int64)
        order = np.zeros(MAX_STOPS, dtype=np.int64)
        order[: len(draft.order)] = draft.order
        ground = cell.ground
        prefix_limits(
            order,
            len(draft.order),
            ground.travel,
            ground.base,
            ground.stop_place,
            ground.opens,
            ground.closes,
            cell.day.array(),
            limits,
        )
        return limits

    def _item(
        self,
        cell: PricingCell,
        item: int,
        rows: tuple[IntArray, IntArray],
    ) -> tuple[mathopt.Variable | None, mathopt.Variable | None]:
        index = self.index
        supply = int(index.item_supply[item])
        most = int(index.supply_people[supply])
        may = bool(index.item_open[item, cell.day_class])
        if most == 0 or not may or max(int(row[item]) for row in rows) >= 10**12:
            return None, None
        people = self.model.add_integer_variable(lb=0.0, ub=float(most))
        self.of_link[(supply, int(index.item_pair[item]))].append(people)
        self.worth.append(float(index.item_worth[item]) / VALUE_UNITS_PER_PERSON * people)
        share = float(index.item_card_micro[item]) / MICRO
        if share == 0:
            return people, None
        per_card = float(index.item_card_worth[item]) * MICRO / VALUE_UNITS_PER_PERSON
        if index.item_kind[item] == BACKLOG:
            self.worth.append(per_card * people)
            self.blanks[cell.period].append(blanks_per_card(index) * people)
            return people, None
        cards = self.model.add_variable(lb=0.0)
        self.model.add_linear_constraint(cards <= share * people)
        self.worth.append(per_card * cards)
        self.blanks[cell.period].append(blanks_per_card(index) * cards)
        return people, cards

    def share_people(self, fixed: dict[int, int]) -> None:
        """People once; one place of service; no chains; hubs not over full.

        Villages that are served keep their place (the search has weighed it); the others are free to join.
        """
        index = self.index
        by_supply: dict[int, list[mathopt.Variable]] = defaultdict(list)
        chosen: dict[int, mathopt.Variable] = {}
        for (supply, pair), people in self.of_link.items():
            by_supply[supply] += people
            if pair not in chosen:
                place = fixed.get(int(index.pair_village[pair]), pair)
                chosen[pair] = self.model.add_binary_variable()
                chosen[pair].upper_bound = 1.0 if place == pair else 0.0
            most = float(index.supply_people[supply])
            self.model.add_linear_constraint(mathopt.fast_sum(people) <= most * chosen[pair])
        for supply, people in by_supply.items():
            self.model.add_linear_constraint(mathopt.fast_sum(people) <= float(index.supply_people[supply]))
        places: dict[int, list[int]] = defaultdict(list)
        guests: dict[int, list[int]] = defaultdict(list)
        for pair in chosen:
            places[int(index.pair_village[pair])].append(pair)
            if index.pair_village[pair] != index.pair_site[pair]:
                guests[int(index.pair_site[pair])].append(pair)
        for pairs in places.values():
            self.model.add_linear_constraint(mathopt.fast_sum([chosen[pair] for pair in pairs]) <= 1.0)
        for host, pairs in guests.items():
            before = self._guests_before(host)
            new = [chosen[pair] for pair in pairs if int(index.pair_village[pair]) not in before]
            hall = index.problem.sites[host].kind is SiteKind.HALL
            top = index.problem.policy.hub_max_villages - (not hall) - len(before)
            if new:
                self.model.add_linear_constraint(mathopt.fast_sum(new) <= float(max(0, top)))
            away = [chosen[pair] for pair in places[host] if index.pair_site[pair] != host]
            if away:
                for pair in pairs:
                    self.model.add_linear_constraint(chosen[pair] + mathopt.fast_sum(away) <= 1.0)

    def _guests_before(self, host: int) -> set[int]:
        """Villages that visits already done served at a hub: each has its place there, invited again or not."""
        problem = self.index.problem
        here = problem.sites[host].id
        guests = {done.origin for done in problem.done if done.site == here != done.origin}
        return {number for number, site in enumerate(problem.sites) if site.id in guests}

    def keep_stock(self) -> None:
        """Blanks used up to the end of each stock period, one card less than allowed for rounding."""
        used: list[mathopt.LinearTerm] = []
        for number, period in enumerate(self.index.days.stock_periods):
            used += self.blanks.get(number, [])
            if used:
                self.model.add_linear_constraint(mathopt.fast_sum(used) <= max(0.0, period.allowed / MICRO - 0.001))

    def loaded(
        self,
        draft: Draft,
        rows: list[tuple[int, mathopt.Variable, mathopt.Variable | None]],
        values: dict[mathopt.Variable, float],
    ) -> Loaded:
        """The whole amounts of a trip; cards rounded down to what the people allow."""
        loads = []
        for item, people, cards in rows:
            count = round(values[people])
            if count == 0:
                continue
            micro = count * int(self.index.item_card_micro[item])
            if cards is not None:
                micro = max(0, min(micro, int(values[cards] * MICRO)))
            loads.append((item, count, micro))
        return Loaded(cell=draft.cell, order=draft.order, loads=tuple(loads))


def worth_of(index: Index, trip: Loaded) -> int:
    """Worth of a loaded trip, value units."""
    return sum(
        people * int(index.item_worth[item]) + cards * int(index.item_card_worth[item])
        for item, people, cards in trip.loads
    )
