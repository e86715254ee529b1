"""Rows of the relaxation: their limits, their prices, and the variables that stand in them besides trips.

Rows are named by keys such as ``("link", 3)``; :mod:`solver.master.relaxation` tells what each means. A *link* is
a supply at a place of service. *Capped* variables are choices (a village's place of service) and counts (trips of a
class in a week): they earn nothing themselves, so a bound pays each only what its rows give it back.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from planner.domain.site import SiteKind
from planner.units import MICRO, VALUE_UNITS_PER_PERSON
from solver.counts import kits_of_days, kits_of_weeks, open_limits, visit_limits
from solver.indexing import Index, IntArray
from solver.master.comings import Coming
from solver.master.linear import FloatArray, LinearProgram
from solver.master.pools import Pool
from solver.trips.nights import night_rows

Key = tuple[object, ...]
MONEY: Key = ("money",)
"""The row of the budget, in rupiah."""
AT_MOST: Key = ("trips_most",)
AT_LEAST: Key = ("trips_least",)
"""The rows of the number of all trips, where there is a budget; they limit nothing but in cases."""
MISSED_TRIP = 2_000.0
"""What a trip too few costs, in weighted people: more than a trip brings and its money besides."""
SHORT_OF_MONEY = 9
"""Tenths of the calendar's trips: a budget that pays for fewer settles what plans look like."""
Entries = list[tuple[Key, int]]
"""Rows that a variable stands in, with its whole coefficients."""


@dataclass(slots=True)
class Prices:
    """Rounded duals in value units, never negative, by row."""

    rows: dict[Key, int] = field(default_factory=dict)
    _links: IntArray | None = field(default=None, repr=False, compare=False)

    def of(self, *key: object) -> int:
        """The price of a row; 0 where there is none."""
        return self.rows.get(key, 0)

    def of_links(self, count: int) -> IntArray:
        """The price of each of so many links, a copy; every cell asks for the same."""
        known = self._links
        if known is None or len(known) != count:
            known = np.array([self.rows.get(("link", link), 0) for link in range(count)], dtype=np.int64)
            self._links = known
        return known.copy()

    def paid(self, entries: Entries) -> int:
        """What a variable with these entries pays, value units."""
        known = self.rows
        return sum([coefficient * known[key] for key, coefficient in entries if key in known])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its number in the linear program and its right-hand side in whole units.

    The linear program sees it divided by ``unit``; prices are per whole unit.
    """

    number: int
    limit: int
    unit: int


class Rows:
    """The rows of one problem in a linear program, with its capped variables.

    Attributes
    ----------
    link_of_item
        Link of each item.
    links
        (supply, pair) of each link.
    links_of_pair
        Those of each place of service.
    pair_variable
        The choice y of each place of service that is a choice.
    calendar_trips, most_trips, trips_now
        Trips of all teams that the calendar allows; with the budget; and as far as the present case allows them.
    """

    def __init__(self, index: Index, program: LinearProgram, payable_trips: int | None = None) -> None:
        self.index, self.program = index, program
        self.link_of_item, self.links = links_of(index)
        self.pair_variable: dict[int, int] = {}
        self._rows: dict[Key, Row] = {}
        self._capped: list[tuple[int, Entries]] = []
        self._banned: frozenset[int] = frozenset()
        self._pair_entries: dict[int, Entries] = {}
        self.calendar_trips = self.most_trips = sum(index.days.month_days)
        if payable_trips is not None:
            self.most_trips = min(self.most_trips, payable_trips)
        self.trips_now = self.most_trips
        self._add_places()
        self._add_trip_counts()
        for number, period in enumerate(index.days.stock_periods):
            self.add(("stock", number), period.allowed, unit=MICRO)
        for place, top in visit_limits(index).items():
            self.add(("visits", place), top)
        for place, number, top in open_limits(index):
            self.add(("open", place, number), top)
        for key, limit in night_rows(index).items():
            self.add(key, limit)
        if index.problem.policy.budget_rupiah is not None:
            self.add(MONEY, index.problem.policy.budget_rupiah, unit=MICRO)
            self.add(AT_MOST, self.most_trips)
            self.add(AT_LEAST, 0)
            # Cases of more trips than can be made have a solution as well: one that is worth little.
            program.add_variable(-MISSED_TRIP, np.inf, {self.number(AT_LEAST): -1.0})

    def __contains__(self, key: Key) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[Key]:
        return iter(self._rows)

    @property
    def is_short_of_money(self) -> bool:
        """Whether the budget pays for clearly fewer trips than the calendar holds."""
        return self.most_trips * 10 < self.calendar_trips * SHORT_OF_MONEY

    def number(self, key: Key) -> int:
        """The number of a row in the linear program."""
        return self._rows[key].number

    def add(self, key: Key, limit: int, *, unit: int = 1) -> None:
        """Add a row unless it is there."""
        if key not in self._rows:
            number = self.program.add_row(limit / unit)
            self._rows[key] = Row(number=number, limit=limit, unit=unit)

    def add_cut(self, key: Key, link: int, limit: int) -> None:
        """Add the row of a cut on a link: at most ``limit``, times y where the place of service is a choice."""
        pair = self.links[link][1]
        variable = self.pair_variable.get(pair)
        self.add(key, limit if variable is None else 0)
        if variable is not None:
            self.program.add_entry(variable, self.number(key), -limit)
            self._pair_entries[pair].append((key, -limit))

    def add_pool(self, key: Key, pool: Pool) -> None:
        """Add the row of a cut on all people of a site."""
        self.add(key, pool.limit, unit=pool.unit)
        for pair, gain in pool.gains:
            self.program.add_entry(self.pair_variable[pair], self.number(key), -gain / pool.unit)
            self._pair_entries[pair].append((key, -gain))

    def add_coming(self, key: Key, coming: Coming) -> None:
        """Add the row of a cut on who comes at all."""
        self.add(key, 0, unit=coming.unit)
        for pair, sign in coming.choices:
            self.program.add_entry(self.pair_variable[pair], self.number(key), sign)
            self._pair_entries[pair].append((key, sign * coming.unit))

    # -- prices -------------------------------------------------------------------------------------------

    def prices(self, duals: FloatArray) -> Prices:
        """The duals of the linear program in whole value units."""
        prices = Prices()
        for key, row in self._rows.items():
            rounded = round(duals[row.number] * VALUE_UNITS_PER_PERSON / row.unit)
            if rounded > 0:
                prices.rows[key] = rounded
        self._lift(prices)
        return prices

    def worth_of_limits(self, prices: Prices) -> int:
        """What all limits and all capped variables are worth at these prices, value units."""
        total = sum(price * self._rows[key].limit for key, price in prices.rows.items())
        for variable, entries in self._capped:
            worth = -prices.paid(entries)
            total += int(self.program.top[variable]) * max(0, worth)
        return total

    def count_trips(self, least: int, most: int) -> None:
        """Let there be no fewer and no more trips in all; only where there is a budget."""
        self.trips_now = most
        for key, limit in ((AT_MOST, most), (AT_LEAST, -least)):
            if key in self._rows:
                row = self._rows[key]
                self._rows[key] = replace(row, limit=limit)
                self.program.limits[row.number] = float(limit)

    def ban(self, pairs: frozenset[int]) -> None:
        """Let nobody choose some places of service; those banned before are free again."""
        for pair in self._banned - pairs:
            self.program.top[self.pair_variable[pair]] = 1.0
        for pair in pairs:
            self.program.top[self.pair_variable[pair]] = 0.0
        self._banned = pairs

    def choice_worth(self, prices: Prices) -> dict[int, int]:
        """What each place of service that is a choice is worth at these prices, value units; may be negative.

        :meth:`worth_of_limits` counts ``max(0, worth)`` of each by itself.
        """
        return {pair: -prices.paid(entries) for pair, entries in self._pair_entries.items()}

    def _lift(self, prices: Prices) -> None:
        """Raise the prices of people at places of service that nobody uses yet, as far as it costs nothing.

        A place y is not worth opening while its links pay less than its rows cost; the difference may be put on
        the links without changing the bound, and keeps pricing from taking people that are taken elsewhere.
        """
        for pair, entries in self._pair_entries.items():
            if pair in self._banned:
                # Nobody is there: no price is too high.
                for link in self.links_of_pair[pair]:
                    prices.rows[("link", link)] = max(self._link_top[link], prices.of("link", link))
                continue
            spare = prices.paid(entries)
            for link in self.links_of_pair[pair]:
                people = int(self.index.supply_people[self.links[link][0]])
                if spare <= 0:
                    break
                if people == 0:
                    continue
                key = ("link", link)
                top = max(0, self._link_top[link] - prices.of(*key))
                rise = min(spare // people, top)
                if rise > 0:
                    prices.rows[key] = prices.of(*key) + rise
                    spare -= rise * people

    # -- places of service --------------------------------------------------------------------------------

    def _add_places(self) -> None:
        index = self.index
        sites_of: dict[int, list[int]] = {}
        for pair, village in enumerate(index.pair_village):
            sites_of.setdefault(int(village), []).append(pair)
        free = {village for village, pairs in sites_of.items() if len(pairs) > 1 or joins(index, pairs[0])}
        for link, (supply, pair) in enumerate(self.links):
            chosen = int(index.pair_village[pair]) in free
            self.add(("link", link), 0 if chosen else int(index.supply_people[supply]))
        for village in sorted(free):
            self.add(("place", village), 1)
        entries: dict[int, Entries] = {}
        for village in sorted(free):
            for pair in sites_of[village]:
                entries[pair] = [(("place", village), 1), *self._guest_rows(pair, free)]
        for pair in list(entries):
            host = int(index.pair_site[pair])
            if joins(index, pair) and host in free:
                for away in sites_of[host]:
                    if joins(index, away):
                        entries[away].append((("host", pair), 1))
        for link, (supply, pair) in enumerate(self.links):
            if pair in entries:
                entries[pair].append((("link", link), -int(index.supply_people[supply])))
        for pair in sorted(entries):
            self.pair_variable[pair] = self._capped_variable(1, entries[pair])
        self._pair_entries = entries
        self._note_links()

    def _guest_rows(self, pair: int, free: set[int]) -> Entries:
        """Rows of a village that joins: the hub's room, and that its host stays at home."""
        index = self.index
        if not joins(index, pair):
            return []
        host = int(index.pair_site[pair])
        is_hall = index.problem.sites[host].kind is SiteKind.HALL
        most = index.problem.policy.hub_max_villages
        self.add(("hub", host), most if is_hall else most - 1)
        rows: Entries = [(("hub", host), 1)]
        if host in free:
            self.add(("host", pair), 1)
            rows.append((("host", pair), 1))
        return rows

    def _note_links(self) -> None:
        """The links of each pair, and what one person of a link is worth at most."""
        index = self.index
        self.links_of_pair: dict[int, list[int]] = {}
        for link, (_, pair) in enumerate(self.links):
            self.links_of_pair.setdefault(pair, []).append(link)
        top = index.item_worth + index.item_card_micro * index.item_card_worth
        self._link_top = [0] * len(self.links)
        for item, link in enumerate(self.link_of_item):
            self._link_top[link] = max(self._link_top[link], int(top[item]))

    # -- counts of trips ----------------------------------------------------------------------------------

    def _add_trip_counts(self) -> None:
        days = self.index.days
        for number in range(len(days.classes)):
            self.add(("trips", number), 0)
            self.add(("kit_trips", number), 0)
        for kind, most in enumerate(days.month_days):
            self.add(("month", kind), most)
        for (kind, week), most in days.week_days.items():
            self.add(("week", kind, week), most)
        for week, kits in kits_of_weeks(self.index).items():
            self.add(("kit_week", week), kits)
        shared: dict[int, Entries] = defaultdict(list)
        for span, (cells, kits) in kits_of_days(self.index).items():
            self.add(("kit_days", span), kits)
            for number in cells:
                shared[number].append((("kit_days", span), 1))
        crews: dict[int, Entries] = defaultdict(list)
        for place, limit in enumerate(days.crew_limits):
            self.add(("crews", place), limit.most)
            for number, need in limit.needs.items():
                crews[number].append((("crews", place), need))
        for number, cell in enumerate(days.cells):
            kind = days.classes[cell.day_class].team_type
            in_class: Entries = [(("trips", cell.day_class), -1)]
            limits: Entries = [(("month", kind), 1), (("week", kind, cell.week), 1)]
            self._capped_variable(cell.trips, in_class + limits + crews[number])
            kit: Entries = [(("kit_trips", cell.day_class), -1), (("kit_week", cell.week), 1), *shared[number]]
            self._capped_variable(cell.kit_trips, kit)

    def _capped_variable(self, top: int, entries: Entries) -> int:
        """A variable between 0 and ``top`` that stands in rows that exist."""
        variable = self.program.add_variable(0.0, top, {self.number(key): coefficient for key, coefficient in entries})
        self._capped.append((variable, entries))
        return variable


def joins(index: Index, pair: int) -> bool:
    """Whether a place of service is away from home."""
    return bool(index.pair_village[pair] != index.pair_site[pair])


def links_of(index: Index) -> tuple[IntArray, list[tuple[int, int]]]:
    """The link of each item, and (supply, pair) of each link."""
    links: dict[tuple[int, int], int] = {}
    numbers = [
        links.setdefault((int(supply), int(pair)), len(links))
        for supply, pair in zip(index.item_supply, index.item_pair, strict=True)
    ]
    return np.array(numbers, dtype=np.int64), list(links)
