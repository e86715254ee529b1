"""The linear relaxation over trips in day classes, solved by columns, and its safe bound.

Maximise the worth of trips z subject to

* ``link``: people taken at a place of service <= people x y(village, site);
* ``place``: sum over sites of y(village, .) <= 1; ``host``: a village that joins elsewhere hosts nobody;
  ``hub``: at most ``hub_max_villages`` at a hub, host included;
* ``trips``, ``kit_trips``: trips of a class <= q, those with a kit <= g, per week and class, with the week, month
  and kit limits on q and g;
* ``stock``: blanks up to the end of each stock period;
* ``cut``: hinges on the people that trips take at one place (:mod:`solver.master.cuts`);
* ``pool``: all people of a site together (:mod:`solver.master.pools`);
* ``coming``: villages that come to a site at all (:mod:`solver.master.comings`);
* ``visits``: visits to a site, in the period and in a class, as spacing and open days allow;
* ``money``: trips cost no more than the budget, each no less than :mod:`solver.trips.money` tells;
* ``night_out``, ``night_back``, ``night_between``: days of trips with nights belong together
  (:mod:`solver.trips.nights`).

Every legal plan is a solution of it. With any prices >= 0 on the rows, the Lagrangian value computed by
:func:`solver.master.safe.safe_bound` in integers is an upper bound; the prices come from the linear program, rounded.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from planner.units import MICRO
from solver.indexing import NANO, WITH_KIT, Index
from solver.master import charging
from solver.master.columns import Column, blanks_per_card, column
from solver.master.comings import Coming
from solver.master.cuts import Cut
from solver.master.linear import FloatArray, LinearProgram
from solver.master.pools import Pool
from solver.master.rows import AT_LEAST, AT_MOST, MONEY, Key, Prices, Rows
from solver.master.standing import Standing
from solver.trips.cells import Part, PricingCell, card_price, priced_items, pricing_cells, rho_grid
from solver.trips.filling import PricedItems
from solver.trips.joiners import BRANCH_NODES, finer, groups
from solver.trips.many import EXACT_STOPS, ManyStops
from solver.trips.money import Money, brief_cells
from solver.trips.nights import night_cells, night_entries
from solver.trips.pricing import search

__all__ = ["Prices", "Relaxation"]

Taken = Mapping[int, float]
"""People by link."""
KEEP_PERMILLE = 900
MOST_COLUMNS = 60
"""Trips that pricing keeps: those that earn nearly as much over their price as the best of a cell, and how many."""
AWAKE = 4_000
FRESH = 2_000
"""Columns kept in the linear program at a time: the best of the older ones, and the newest."""


class Relaxation:
    """The linear program with the columns found so far."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.day_cells = pricing_cells(index)
        self.cells = (*self.day_cells, *night_cells(index), *brief_cells(index, self.day_cells))
        self.money = Money.of(index, self.cells)
        self._rupiah = {
            (cell.day_class, cell.mode, cell.part, cell.is_brief): rupiah
            for cell, rupiah in zip(self.cells, self.money.trip, strict=True)
        }
        self._night_entries = {
            (cell.day_class, cell.mode, cell.part): night_entries(index, cell) for cell in self.cells
        }
        self.columns: list[Column] = []
        self._known: set[tuple[object, ...]] = set()
        self.program = LinearProgram()
        self.cuts: list[Cut] = []
        self.pools: list[Pool] = []
        self.comings: list[Coming] = []
        self._most: dict[int, tuple[int, ...]] = {}
        self.standing = Standing()
        self._many: dict[int, ManyStops] = {}
        self._variables: list[int] = []
        self.values: FloatArray = np.zeros(0)
        self._asleep = np.zeros(0, dtype=np.int64)
        self.rows = Rows(index, self.program, self.money.most_trips)
        self.link_of_item = self.rows.link_of_item
        self._items_of_link: dict[int, list[int]] = defaultdict(list)
        for item, link in enumerate(self.link_of_item):
            self._items_of_link[int(link)].append(item)
        self.value, self.least_trips = 0.0, 0
        self.kind_of_supply = np.zeros(len(index.supply_people), dtype=np.int64)
        self.kind_of_supply[index.item_supply] = index.item_kind
        self._items_at: dict[int, list[int]] = defaultdict(list)
        for item, stop in enumerate(index.item_stop):
            self._items_at[int(index.stop_site[stop])].append(item)

    def items_at_site(self, site: int) -> list[int]:
        """Items of all stops of a site."""
        return self._items_at[site]

    def cell_of(self, day_cell: int, part: Part) -> int:
        """The cell of the same class with or without a kit for a part of a trip with nights; itself for a whole one."""
        plain = self.cells[day_cell]
        return next(
            (
                number
                for number, cell in enumerate(self.cells)
                if (cell.day_class, cell.mode, cell.part) == (plain.day_class, plain.mode, part)
            ),
            day_cell,
        )

    def whole_day(self, number: int) -> int | None:
        """The cell in which plans are drafted for trips of a cell; ``None`` for days beside nights out."""
        cell = self.cells[number]
        return None if cell.part is not Part.WHOLE else self.cell_of(number, Part.WHOLE)

    # -- columns ------------------------------------------------------------------------------------------

    def add(self, columns: Iterable[Column]) -> int:
        """Add columns that are new; how many were."""
        added = 0
        for new in columns:
            key = (
                new.cell,
                new.order,
                tuple((item, round(people, 6)) for item, people in new.loads),
                round(new.cards, 6),
            )
            if key in self._known:
                continue
            self._known.add(key)
            self.columns.append(new)
            self._variables.append(self._column_variable(new))
            added += 1
        return added

    def _column_variable(self, new: Column) -> int:
        index, cell = self.index, self.cells[new.cell]
        coefficients: dict[Key, float] = {("trips", cell.day_class): 1.0}
        if cell.mode == WITH_KIT:
            coefficients[("kit_trips", cell.day_class)] = 1.0
        coefficients |= {key: float(count) for key, count in self._nights_of(cell).items()}
        if MONEY in self.rows:
            places = [int(index.stop_site[stop]) for stop in new.order]
            coefficients[MONEY] = self.money.of_order(new.cell, places) / MICRO
            if cell.starts_trip:
                coefficients |= {AT_MOST: 1.0, AT_LEAST: -1.0}
        for item, people in new.loads:
            key: Key = ("link", int(self.link_of_item[item]))
            coefficients[key] = coefficients.get(key, 0.0) + people
        if new.cards:
            blanks = new.cards * blanks_per_card(index)
            for period in range(cell.period, len(index.days.stock_periods)):
                coefficients[("stock", period)] = blanks
        for stop in new.order:
            place = int(index.stop_site[stop])
            for key in (("visits", place), ("open", place, cell.day_class)):
                if key in self.rows:
                    coefficients[key] = coefficients.get(key, 0.0) + 1.0
        taken = self.standing.add(new.order, self._people_taken(new))
        for number in self.standing.cuts_on(taken):
            cut = self.cuts[number]
            coefficients[("cut", number)] = cut.coefficient(new.cell, taken[cut.link])
        for number in self.standing.pools_at(new.order):
            coefficients[("pool", number)] = self.pools[number].coefficient(new.cell, new.order, taken)
        for number in self.standing.comings_at(new.order):
            coefficients[("coming", number)] = self.comings[number].coefficient(new.order, taken)
        entries = {self.rows.number(key): coefficient for key, coefficient in coefficients.items() if coefficient}
        return self.program.add_variable(new.worth, np.inf, entries)

    def _people_taken(self, new: Column) -> dict[int, float]:
        """People whom a column takes of each link."""
        taken: dict[int, float] = {}
        for item, people in new.loads:
            link = int(self.link_of_item[item])
            taken[link] = taken.get(link, 0.0) + people
        return taken

    def most_taken(self, link: int) -> tuple[int, ...]:
        """People of a link that one trip of each cell can take at most, rounded up: served may be less than invited."""
        if link not in self._most:
            items = np.array(self._items_of_link[link], dtype=np.int64)
            stops = self.index.item_stop[items]
            people = int(self.index.supply_people[self.rows.links[link][0]])
            self._most[link] = tuple(
                min(people, int(np.max(cell.most_ms[stops] // np.maximum(1, cell.item_ms[items]))) + 1)
                for cell in self.cells
            )
        return self._most[link]

    def add_cut(self, cut: Cut) -> None:
        """Add a hinge, also to the columns there are."""
        key: Key = ("cut", len(self.cuts))
        self.standing.add_cut(len(self.cuts), cut.link)
        self.cuts.append(cut)
        self.rows.add_cut(key, cut.link, cut.limit)
        columns = self.standing.that_take(cut.link)
        self._stand_in(key, columns, lambda new, taken: cut.coefficient(new.cell, taken[cut.link]))

    def add_pool(self, pool: Pool) -> None:
        """Add a cut on all people of a site, also to the columns there are."""
        key: Key = ("pool", len(self.pools))
        self.standing.add_pool(len(self.pools), pool.stops)
        self.pools.append(pool)
        self.rows.add_pool(key, pool)
        columns = self.standing.that_visit(pool.stops)
        self._stand_in(key, columns, lambda new, taken: pool.coefficient(new.cell, new.order, taken))

    def add_coming(self, coming: Coming) -> None:
        """Add a cut on who comes to a site at all, also to the columns there are."""
        key: Key = ("coming", len(self.comings))
        self.standing.add_coming(len(self.comings), coming.stops)
        self.comings.append(coming)
        self.rows.add_coming(key, coming)
        columns = self.standing.that_visit(coming.stops)
        self._stand_in(key, columns, lambda new, taken: coming.coefficient(new.order, taken))

    def _stand_in(self, key: Key, columns: Iterable[int], value: Callable[[Column, Taken], float]) -> None:
        """Let columns stand in a row that is new."""
        row = self.rows.number(key)
        for number in columns:
            if coefficient := value(self.columns[number], self.standing.taken[number]):
                self.program.add_entry(self._variables[number], row, coefficient)

    def single_stops(self) -> list[Column]:
        """A trip to each stop alone, in every cell: a start that gives every row a sensible price."""
        found = []
        for number, cell in enumerate(self.cells):
            items, cost = self.items_at(number, Prices())
            rhos = rho_grid(items)
            fine = groups(items, finer(rhos))
            for stop in np.nonzero(cell.usable)[0]:
                found.append(column(self.index, number, cell, items, fine, (int(stop),), cost))
        found = [single for single in found if single.worth > 0]
        # Days of trips with nights on which nobody is served, and trips that only make up their number.
        idle = [number for number, cell in enumerate(self.cells) if cell.part is not Part.WHOLE or MONEY in self.rows]
        return found + [Column(cell=number, order=(), loads=(), worth=0.0, cards=0.0) for number in idle]

    # -- solving ------------------------------------------------------------------------------------------

    def solve(self, accuracy: float) -> Prices:
        """Solve the linear program; its duals, rounded to whole value units."""
        active = np.ones(len(self.program.worth), dtype=np.bool_)
        active[self._asleep] = False
        solved = self.program.solve(active, accuracy=accuracy)
        self.value, self.values = solved.value, solved.values
        self._put_to_sleep(solved.prices)
        return self.rows.prices(solved.prices)

    def recall(self, values: FloatArray, duals: FloatArray, least_trips: int) -> None:
        """Let the solution of a case, with no fewer trips, be the last one."""
        self.values, self.least_trips = values, least_trips
        self.program.go_on_from(values, duals)

    def _put_to_sleep(self, prices: FloatArray) -> None:
        """Leave out columns that are far from being used while there are many; they may wake again."""
        if len(self._variables) <= AWAKE + FRESH:
            return
        numbers = np.array(self._variables[:-FRESH])
        lack = -self.program.reduced_worth(prices)[numbers]
        self._asleep = numbers[np.argsort(lack, kind="stable")[AWAKE:]]

    def activity(self) -> list[float]:
        """Value of each column in the last solution."""
        return [float(self.values[variable]) if variable < len(self.values) else 0.0 for variable in self._variables]

    def reduced_worth(self) -> list[float]:
        """What each column is worth less the prices of the last solution; 0 where it is used."""
        worth = self.program.reduced_worth(self.program.last()[1])
        return [float(worth[variable]) for variable in self._variables]

    def last_prices(self) -> Prices:
        """Those of the last solution; rows that came after it have none."""
        return self.rows.prices(self.program.last_prices())

    def trips(self) -> float:
        """Trips in the last solution."""
        counts = zip(self.columns, self.activity(), strict=True)
        return sum(count for column, count in counts if self.cells[column.cell].starts_trip)

    def place(self, pair: int) -> float:
        """How far the last solution chooses a place of service; 1 where it is no choice."""
        variable = self.rows.pair_variable.get(pair)
        return 1.0 if variable is None else float(self.values[variable])

    def items_at(self, number: int, prices: Prices) -> tuple[PricedItems, int]:
        """Items of a cell at the prices, and the price of one micro-card there."""
        index, cell = self.index, self.cells[number]
        link_price = prices.of_links(len(self.rows.links))
        stop_price = charging.stop_prices(index, cell, prices)
        pair_fee = np.zeros(len(index.pair_village), dtype=np.int64)
        charging.pools(self.pools, prices, number, link_price, stop_price)
        charging.comings(self.comings, prices, link_price, stop_price, pair_fee)
        cost = self.card_cost(cell, prices)
        return priced_items(
            index,
            cell,
            link_price=link_price[self.link_of_item],
            card_cost=cost,
            stop_price=stop_price,
            hinges=charging.hinges(self.cuts, prices, number, self._items_of_link),
            pair_fee=pair_fee,
        ), cost

    def card_cost(self, cell: PricingCell, prices: Prices) -> int:
        """Price of one micro-card printed on a trip of the cell, value units."""
        blank = sum(prices.of("stock", period) for period in range(cell.period, len(self.index.days.stock_periods)))
        return card_price(self.index, blank)

    def trip_price(self, cell: PricingCell, prices: Prices) -> int:
        """What a trip of the cell costs whatever it does, value units; a day beside nights out may be paid for."""
        price = prices.of("trips", cell.day_class) + self.night_price(cell, prices)
        price += prices.of(*MONEY) * self._rupiah[cell.day_class, cell.mode, cell.part, cell.is_brief]
        if cell.starts_trip:
            price += prices.of(*AT_MOST) - prices.of(*AT_LEAST)
        if cell.mode == WITH_KIT:
            price += prices.of("kit_trips", cell.day_class)
        return price

    def night_price(self, cell: PricingCell, prices: Prices) -> int:
        """What of that price keeps the days of a trip with nights together."""
        return sum(count * prices.of(*key) for key, count in self._nights_of(cell).items())

    def _nights_of(self, cell: PricingCell) -> dict[Key, int]:
        """Where a day of a cell stands in the rows of nights."""
        return self._night_entries[cell.day_class, cell.mode, cell.part]

    def price(
        self,
        prices: Prices,
        *,
        keep_permille: int = KEEP_PERMILLE,
        most: int = MOST_COLUMNS,
        node_limit: int = 2**60,
        branch_limit: int = BRANCH_NODES,
        workers: int = 2,
        only: Collection[int] | None = None,
    ) -> tuple[list[int | None], list[Column]]:
        """Best surplus of a trip over its price in each cell (value units), and columns.

        The surplus is ``None`` where the search was cut short, and in cells other than ``only``.
        """
        cells = range(len(self.cells)) if only is None else sorted(only)
        with ThreadPoolExecutor(max_workers=workers) as pool:
            priced = list(
                pool.map(
                    lambda number: self._price_cell(number, prices, keep_permille, most, node_limit, branch_limit),
                    cells,
                )
            )
        surplus: list[int | None] = [None] * len(self.cells)
        for number, (entry, _) in zip(cells, priced, strict=True):
            surplus[number] = entry
        found = [new for _, columns in priced for new in columns]
        return surplus, found

    def _price_cell(
        self, number: int, prices: Prices, keep_permille: int, most: int, node_limit: int, branch_limit: int
    ) -> tuple[int | None, list[Column]]:
        cell = self.cells[number]
        items, cost = self.items_at(number, prices)
        rhos = rho_grid(items)
        price = self.trip_price(cell, prices)
        fine = groups(items, finer(rhos))
        # Where a day is paid for, it is worth it even if nobody is served.
        floor = max(0, price // NANO)
        toll = self.money.toll(number, prices.of(*MONEY)) if MONEY in self.rows else None
        if cell.day.max_stops > EXACT_STOPS:
            if number not in self._many:
                self._many[number] = ManyStops(cell.ground, cell.day)
            limit, trips = self._many[number].search(
                items, floor=floor, keep_permille=keep_permille, node_limit=node_limit, toll=toll
            )
            best, complete = limit or 0, limit is not None
        else:
            best, complete, trips = search(
                cell.ground,
                cell.day,
                items,
                rhos,
                fine,
                floor=floor,
                keep_permille=keep_permille,
                node_limit=node_limit,
                branch_limit=branch_limit,
                toll=toll,
            )
        surplus = max(0, (best + 1) * NANO - price) if complete else None
        return surplus, [column(self.index, number, cell, items, fine, order, cost) for _, order in trips[:most]]
