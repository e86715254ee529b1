"""The integer program of amounts: people, cards and places of service for given orders of stops.

An order may be driven by more than one trip; its amounts are then those of all its trips together.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ortools.math_opt.python import mathopt

from planner.domain.site import SiteKind
from planner.service import activates
from planner.units import MICRO, VALUE_UNITS_PER_PERSON
from solver.indexing import BACKLOG, NO_HALL, Index, IntArray
from solver.master.columns import blanks_per_card
from solver.master.loading import Loaded, in_part, service_limits
from solver.search.anneal import Draft
from solver.trips.cells import Part, PricingCell
from solver.trips.money import Money, brief_cells

MARGIN = 1e-5
IKD_MARGIN = 1e-3
"""Cards, people in halls and digital identities stay so far below their limits: the program keeps them only nearly, and
digital identities are counted per person invited, rounded down."""
WHOLE = 1e-6
"""How near to a whole number of people an amount of the program counts as one."""


@dataclass(slots=True)
class _Load:
    """People of an item on the trips of an order: invited, served (in people invited), cards if they are printed."""

    item: int
    invited: mathopt.Variable
    served: mathopt.Variable
    cards: mathopt.Variable | None


@dataclass(slots=True)
class _Order:
    """An order of stops with what its trips carry."""

    cell: int
    stops: tuple[int, ...]
    loads: list[_Load] = field(default_factory=list)


class AmountsModel:
    """Variables and rows, order by order.

    Parameters
    ----------
    shared
        Places that more than one trip may visit: only there must invitations be whole numbers in the program, since
        elsewhere they can be rounded up afterwards.
    """

    def __init__(self, index: Index, cells: tuple[PricingCell, ...], shared: Iterable[int]) -> None:
        self.index, self.cells = index, cells
        self.model = mathopt.Model()
        self.worth: list[mathopt.LinearTerm] = []
        self.orders: list[_Order] = []
        self._shared = frozenset(shared)
        self._of_link: dict[tuple[int, int], list[mathopt.Variable]] = defaultdict(list)
        self._blanks: dict[int, list[mathopt.LinearTerm]] = defaultdict(list)
        self._ikd = index.item_ikd_micro()
        self._rupiah: list[mathopt.LinearBase] = []
        self._paid = 0
        # Pinned trips stand in cells of their own: those that end in time are told by their limits as well.
        whole = [number for number, cell in enumerate(cells) if cell.part is Part.WHOLE]
        twins = brief_cells(index, cells, waiting=False)
        self._brief = dict(zip(whole, twins, strict=True)) if twins else {}
        self._money = Money.of(index, [self._brief.get(number, cell) for number, cell in enumerate(cells)])

    def add_order(
        self,
        number: int,
        stops: tuple[int, ...],
        *,
        trips: mathopt.Variable | None = None,
        pairs: frozenset[int] | None = None,
        squeeze: int = 0,
    ) -> None:
        """An order of stops in a cell, driven once or as often as ``trips`` says; nobody is served if it cannot be.

        Parameters
        ----------
        number
            Its cell.
        trips
            How many trips drive it; one if ``None``.
        pairs
            Places of service that may be used; all if ``None``.
        squeeze
            Milliseconds of service less than the limits allow.
        """
        index, cell = self.index, self.cells[number]
        order = _Order(cell=number, stops=stops)
        self.orders.append(order)
        if not stops:
            return
        times: float | mathopt.Variable = 1.0 if trips is None else trips
        policy = index.problem.policy
        team = index.days.team_types[index.days.classes[cell.day_class].team_type].team
        rows = index.item_rows(team, cell.mode, up=True)
        limits = service_limits(cell, stops)
        if limits is None:
            order.stops = ()
            return
        service: list[mathopt.Variable] = []
        for level, stop in enumerate(stops):
            here = [] if index.stop_link[stop, cell.mode] == 0 else self._at(cell, stop, rows, pairs)
            order.loads += here
            if trips is not None:
                # What takes no time, such as cards of the backlog, needs a trip all the same.
                for load in here:
                    self.model.add_linear_constraint(load.invited <= load.invited.upper_bound * trips)
            self._keep_hall(stop, here, times)
            service.append(self.model.add_variable(lb=0.0))
            for row in rows:
                spent = [float(row[load.item]) / 1000.0 * load.served for load in here if row[load.item] > 0]
                self.model.add_linear_constraint(mathopt.fast_sum(spent) <= service[level])
            room = max(0.0, (int(limits[level]) - squeeze) / 1000.0 - len(stops))
            self.model.add_linear_constraint(mathopt.fast_sum(service) <= room * times)
        self._pay(number, stops, trips, service, room, squeeze)
        prints = [load.cards for load in order.loads if load.cards is not None]
        if prints:
            most = max(0.0, team.printers * policy.prints_per_printer_day - MARGIN)
            self.model.add_linear_constraint(mathopt.fast_sum(prints) <= most * times)
        ikd = [float(self._ikd[load.item]) / MICRO * load.served for load in order.loads if self._ikd[load.item] > 0]
        if ikd and activates(policy, team):
            top = max(0.0, policy.ikd_cap_per_day - IKD_MARGIN)
            self.model.add_linear_constraint(mathopt.fast_sum(ikd) <= top * times)

    def _pay(
        self,
        number: int,
        stops: tuple[int, ...],
        trips: mathopt.Variable | None,
        service: list[mathopt.Variable],
        room: float,
        squeeze: int,
    ) -> None:
        """What the trips of an order cost: those that serve longer than a brief day allows, the higher allowance."""
        if self.index.problem.policy.budget_rupiah is None:
            return
        cost = self._money.of_order(number, [int(self.index.stop_site[stop]) for stop in stops])
        times: float | mathopt.Variable = 1.0 if trips is None else trips
        self._paid += cost if trips is None else 0
        self._rupiah.append(cost / MICRO * times)
        brief = self._brief.get(number)
        if brief is None:
            return
        limits = service_limits(brief, stops)
        short = 0.0 if limits is None else max(0.0, (int(limits[len(stops) - 1]) - squeeze) / 1000.0 - len(stops))
        if short < room:
            top = 1.0 if trips is None else trips.upper_bound
            longer = self.model.add_integer_variable(lb=0.0, ub=top)
            self.model.add_linear_constraint(longer <= times)
            total = mathopt.fast_sum(service)
            self.model.add_linear_constraint(total <= short * times + (room - short) * longer)
            rates, crew = self.index.problem.policy.rates, self._crew(number)
            self._rupiah.append(crew * (rates.allowance_long - rates.allowance_short) / MICRO * longer)

    def _crew(self, number: int) -> int:
        days = self.index.days
        return days.team_types[days.classes[self.cells[number].day_class].team_type].team.crew_size

    def _keep_hall(self, stop: int, here: list[_Load], times: float | mathopt.Variable) -> None:
        """No more people at a stop than its hall receives on a day; cards of the backlog are fetched there too."""
        room = int(self.index.stop_hall[stop])
        if room < NO_HALL and here:
            heads = [float(self.index.item_turnout[load.item]) / MICRO * load.served for load in here]
            self.model.add_linear_constraint(mathopt.fast_sum(heads) <= max(0.0, room / MICRO - MARGIN) * times)

    def _at(
        self, cell: PricingCell, stop: int, rows: tuple[IntArray, IntArray], pairs: frozenset[int] | None
    ) -> list[_Load]:
        """What may be carried at a stop."""
        index = self.index
        found = []
        for item in range(int(index.stop_items[stop]), int(index.stop_items[stop + 1])):
            most = int(index.supply_people[index.item_supply[item]])
            may = bool(index.item_open[item, cell.day_class]) and (pairs is None or int(index.item_pair[item]) in pairs)
            if most > 0 and may and max(int(row[item]) for row in rows) < 10**12:
                found.append(self._load(cell, item, most))
        return found

    def _load(self, cell: PricingCell, item: int, most: int) -> _Load:
        index, model = self.index, self.model
        whole = not in_part(index, item) or int(index.stop_site[index.item_stop[item]]) in self._shared
        invited = model.add_variable(lb=0.0, ub=float(most), is_integer=whole)
        served = invited
        if whole and in_part(index, item):
            served = model.add_variable(lb=0.0, ub=float(most))
            model.add_linear_constraint(served <= invited)
        self._of_link[(int(index.item_supply[item]), int(index.item_pair[item]))].append(invited)
        self.worth.append(float(cell.item_worth[item]) / VALUE_UNITS_PER_PERSON * served)
        share = float(index.item_card_micro[item]) / MICRO
        if share == 0:
            return _Load(item, invited, served, None)
        per_card = float(index.item_card_worth[item]) * MICRO / VALUE_UNITS_PER_PERSON
        if index.item_kind[item] == BACKLOG:
            self.worth.append(per_card * invited)
            self._blanks[cell.period].append(blanks_per_card(index) * invited)
            return _Load(item, invited, served, None)
        cards = model.add_variable(lb=0.0)
        model.add_linear_constraint(cards <= share * served)
        self.worth.append(per_card * cards)
        self._blanks[cell.period].append(blanks_per_card(index) * cards)
        return _Load(item, invited, served, cards)

    # -- what trips share ---------------------------------------------------------------------------------

    def share_people(self, fixed: dict[int, int]) -> None:
        """People once; one place of service; no chains; hubs not over full.

        ``fixed`` gives villages their place of service (pair by village); the others are free to choose.
        """
        index, model = self.index, self.model
        by_supply: dict[int, list[mathopt.Variable]] = defaultdict(list)
        chosen: dict[int, mathopt.Variable] = {}
        for (supply, pair), people in self._of_link.items():
            by_supply[supply] += people
            if pair not in chosen:
                place = fixed.get(int(index.pair_village[pair]), pair)
                chosen[pair] = model.add_binary_variable()
                chosen[pair].upper_bound = 1.0 if place == pair else 0.0
            most = float(index.supply_people[supply])
            model.add_linear_constraint(mathopt.fast_sum(people) <= most * chosen[pair])
        for supply, people in by_supply.items():
            model.add_linear_constraint(mathopt.fast_sum(people) <= float(index.supply_people[supply]))
        self._share_places(chosen)

    def _share_places(self, chosen: dict[int, mathopt.Variable]) -> None:
        index, model = self.index, self.model
        places: dict[int, list[int]] = defaultdict(list)
        guests: dict[int, list[int]] = defaultdict(list)
        for pair in chosen:
            places[int(index.pair_village[pair])].append(pair)
            if index.pair_village[pair] != index.pair_site[pair]:
                guests[int(index.pair_site[pair])].append(pair)
        for pairs in places.values():
            model.add_linear_constraint(mathopt.fast_sum([chosen[pair] for pair in pairs]) <= 1.0)
        for host, pairs in guests.items():
            before = self._guests_before(host)
            new = [chosen[pair] for pair in pairs if int(index.pair_village[pair]) not in before]
            hall = index.problem.sites[host].kind is SiteKind.HALL
            top = index.problem.policy.hub_max_villages - (not hall) - len(before)
            if new:
                model.add_linear_constraint(mathopt.fast_sum(new) <= float(max(0, top)))
            away = [chosen[pair] for pair in places[host] if index.pair_site[pair] != host]
            if away:
                for pair in pairs:
                    model.add_linear_constraint(chosen[pair] + mathopt.fast_sum(away) <= 1.0)

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
            used += self._blanks.get(number, [])
            if used:
                self.model.add_linear_constraint(mathopt.fast_sum(used) <= max(0.0, period.allowed / MICRO - MARGIN))

    def keep_budget(self) -> None:
        """All trips within the budget; where orders that are driven anyhow cost more, trips are left out later."""
        budget = self.index.problem.policy.budget_rupiah
        if budget is not None and self._paid <= budget:
            self.model.add_linear_constraint(mathopt.fast_sum(self._rupiah) <= budget / MICRO)

    # -- results ------------------------------------------------------------------------------------------

    def loaded(self, values: dict[mathopt.Variable, float]) -> list[Loaded]:
        """What each order carries, in the order they were added: whole people invited, cards rounded down."""
        left = self.index.supply_micro.copy()
        return [self._loaded(order, values, left) for order in self.orders]

    def _loaded(self, order: _Order, values: dict[mathopt.Variable, float], left: IntArray) -> Loaded:
        """What an order carries; ``left`` are the micro-people of each supply that no earlier one has taken."""
        index = self.index
        loads, partly = [], []
        for load in order.loads:
            item, amount = load.item, values[load.served]
            part = in_part(index, item)
            invited = math.ceil(amount - WHOLE) if part else round(amount)
            if invited == 0:
                continue
            turnout = int(index.item_turnout[item])
            served = invited * turnout
            if part and amount < invited - WHOLE:
                served = int(amount * turnout)
                partly.append((item, served))
            micro = served * int(index.item_card_micro[item]) // turnout
            if load.cards is not None:
                micro = max(0, min(micro, int(values[load.cards] * MICRO)))
            supply = int(index.item_supply[item])
            if index.item_kind[item] == BACKLOG:
                micro = min(micro, int(left[supply]))
            left[supply] -= served
            loads.append((item, invited, micro))
        return Loaded(cell=order.cell, order=order.stops, loads=tuple(loads), partly=tuple(partly))


def shared_places(index: Index, orders: Iterable[tuple[int, ...]]) -> frozenset[int]:
    """Places that more than one of these orders visits."""
    visits = Counter(int(index.stop_site[stop]) for order in orders for stop in order)
    return frozenset(place for place, times in visits.items() if times > 1)


def places_of_service(index: Index, drafts: Iterable[Draft]) -> dict[int, int]:
    """The place of service (pair) that the drafts give to each village they serve."""
    pairs = {int(index.item_pair[item]) for draft in drafts for item, _ in draft.loads}
    return {int(index.pair_village[pair]): pair for pair in sorted(pairs)}
