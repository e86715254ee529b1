"""Ids outside, indices inside: the only place that knows both.

Terms used in the solver
------------------------
place
    Index into bases and sites of the travel arrays.
stop
    A way to use a site: a site with a service (recording, or digital identity only).
item
    A group of people that may be served at a stop: an origin with a kind (``RECORD``, ``IKD``,
    ``BACKLOG``). An item has a worth per person invited, and a use of minutes per person invited.
supply
    What an item draws on: the people of an origin of one kind, counted once.

Arrays over items are sorted by stop; ``stop_items[j]:stop_items[j + 1]`` are the items of stop ``j``.
Worth is counted in *nano-people* here (value units / 1000, rounded up for bounds), time in milliseconds,
so that products stay within 64 bits.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Service
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.domain.team import Team
from planner.domain.travel import TravelTable
from planner.hours import may_be_served
from planner.service import (
    PPM,
    acceptance_permille,
    activates,
    backlog_of_done,
    ikd_turnout_ppm,
    invites_for_ikd,
    link_permille,
    may_host,
    may_join,
    turnout_ppm,
)
from planner.units import MICRO, PERMILLE
from solver.day_classes import DayModel, day_model

RECORD, IKD, BACKLOG = 0, 1, 2
WITHOUT_KIT, WITH_KIT = 0, 1
NANO = 1_000
"""Value units in one nano-person of worth."""
NO_HALL = 2**60
"""Micro-people that nobody counts."""

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The problem in arrays.

    Attributes
    ----------
    problem, days
        What it was made from.
    places
        Ids of places, rows of ``travel_ms`` and ``travel_m``.
    stop_site, stop_service
        Place index and service of each stop.
    stop_link
        Link factor of each stop without and with a kit, permille; shape (stops, 2).
    stop_open
        Number of open days of each stop in each class; shape (stops, classes).
    stop_hall
        Micro-people that the hall of each stop receives on a day; ``NO_HALL`` where nothing limits it.
    stop_items
        First item of each stop, one longer than the stops.
    item_stop, item_supply, item_pair, item_kind
        Stop, supply, place-of-service pair and kind of each item.
    item_open
        Whether an item may be served on some day of each class: its people told in time, and their data ready;
        shape (items, classes).
    item_turnout
        Share of the invited who are served, ppm (backlog: 1,000,000).
    item_worth
        Worth per person invited but for cards, value units.
    item_card_micro
        Same-day cards per person invited, micro-cards (backlog: one card).
    item_card_worth
        Worth of one micro-card, value units.
    supply_people, supply_micro
        People in each supply: rounded up, and exactly in millionths (visits done may leave parts of cards).
    supply_origin, supply_kind
        Site index (into ``problem.sites``) and kind.
    pair_village, pair_site
        Site indices of each place of service that can be chosen; own sites included.
    travel_ms, travel_m
        For each team type one array for each travel table of the period, over places; -1 where there is no way.
    base_place
        Place index of the base of each team type.
    """

    problem: Problem
    days: DayModel
    places: tuple[str, ...]
    stop_site: IntArray
    stop_service: tuple[Service, ...]
    stop_link: IntArray
    stop_open: IntArray
    stop_hall: IntArray
    stop_items: IntArray
    item_stop: IntArray
    item_supply: IntArray
    item_pair: IntArray
    item_kind: IntArray
    item_open: BoolArray
    item_turnout: IntArray
    item_worth: IntArray
    item_card_micro: IntArray
    item_card_worth: IntArray
    supply_people: IntArray
    supply_micro: IntArray
    supply_origin: IntArray
    supply_kind: IntArray
    pair_village: IntArray
    pair_site: IntArray
    travel_ms: tuple[tuple[IntArray, ...], ...]
    travel_m: tuple[tuple[IntArray, ...], ...]
    base_place: tuple[int, ...]

    @property
    def pair_place(self) -> IntArray:
        """Place index of the site of each pair: bases come before sites there."""
        return self.pair_site + len(self.problem.bases)

    @property
    def stops(self) -> int:
        return len(self.stop_service)

    @property
    def items(self) -> int:
        return len(self.item_stop)

    def item_rows(self, team: Team, mode: int, *, up: bool) -> tuple[IntArray, IntArray]:
        """Milliseconds per person invited, by item, in each of the two rows of minutes at a visit.

        Both rows must hold. Where nothing can be served at all the time is huge.
        """
        policy = self.problem.policy
        link = self.stop_link[self.item_stop, mode]
        recorded = np.where(self.item_kind == RECORD, self.item_turnout, 0)
        along = recorded * self._ikd_share() // PPM * int(activates(policy, team))
        ikd = np.where(self.item_kind == IKD, self.item_turnout, 0) + along
        hands, officers = team.stations, team.ikd_officers
        record_work, ikd_work = recorded * policy.record_s, ikd * policy.ikd_s
        if policy.mandatory_ikd:
            second = _per_person(record_work + ikd_work, link * (hands + officers), up=up)
        else:
            second = _per_person(ikd_work, link * officers, up=up)
        return _per_person(record_work, link * hands, up=up), second

    def item_ms(self, team: Team, mode: int, *, up: bool) -> IntArray:
        """Milliseconds of service per person invited, for each item, rounded up or down.

        Of the rows that must hold at a visit only one is kept when rounding down (a relaxation); rounding up
        takes the longer for each item, so that what fits here fits both rows.
        """
        first, second = self.item_rows(team, mode, up=up)
        if up:
            return np.maximum(first, second)
        only_ikd = np.array([service is Service.IKD_ONLY for service in self.stop_service], dtype=np.bool_)
        return np.where(only_ikd[self.item_stop], second, first)

    def worth_with(self, team: Team) -> IntArray:
        """Worth per person invited, by item, where a team of this kind comes; at most ``item_worth``."""
        if activates(self.problem.policy, team):
            return self.item_worth
        weights = self.problem.policy.weights
        factor = np.array([site.factor_permille for site in self.problem.sites], dtype=np.int64)
        plain = factor[self.supply_origin[self.item_supply]] * self.item_turnout * weights.recording
        return np.where(self.item_kind == RECORD, plain, self.item_worth)

    def item_ikd_micro(self) -> IntArray:
        """Digital identities per person invited, micro-people, by item (backlog: none)."""
        along = self.item_turnout * self._ikd_share() // PPM
        return np.where(self.item_kind == RECORD, along, np.where(self.item_kind == IKD, self.item_turnout, 0))

    def _ikd_share(self) -> IntArray:
        """Digital identities per person recorded at the visit, ppm, by item."""
        policy = self.problem.policy
        origin = self.supply_origin[self.item_supply]
        sites = self.problem.sites
        share = np.array(
            [
                site.adult_permille
                * policy.same_day_ready_permille
                * site.fit_phone_permille
                * acceptance_permille(policy)
                // MICRO
                for site in sites
            ],
            dtype=np.int64,
        )
        return share[origin]


def _per_person(work: IntArray, speed: IntArray, *, up: bool) -> IntArray:
    """ms for ``work`` (ppm x seconds) at ``speed`` (permille x hands); a huge time where there is no speed."""
    safe = np.maximum(speed, 1)
    # ppm x s / (permille x hands) = milliseconds: 1e-6 people x 1e3 permille x 1e3 ms.
    time = -(-work // safe) if up else work // safe
    never = np.int64(10**12)
    return np.where((speed == 0) & (work > 0), never, time)


def index(problem: Problem, *, visited: Collection[str] = ()) -> Index:
    """Build the arrays of ``problem``; sites in ``visited`` have a stop even if nobody can be served there."""
    return _Builder(problem, visited).build()


class _Builder:
    def __init__(self, problem: Problem, visited: Collection[str]) -> None:
        self.problem, self.visited = problem, visited
        self.days = day_model(problem)
        self.number = {site.id: number for number, site in enumerate(problem.sites)}
        self.places = tuple(base.id for base in problem.bases) + tuple(site.id for site in problem.sites)
        self.place = {name: number for number, name in enumerate(self.places)}
        self.done = {(visit.origin, visit.site) for visit in problem.done}
        self.joiners: dict[str, list[Site]] = {site.id: [] for site in problem.sites}
        for pair in problem.reach:
            may = may_join(problem, problem.site[pair.village], problem.site[pair.site])
            if may and self._joins_beside_done(pair.village, pair.site):
                self.joiners[pair.site].append(problem.site[pair.village])
        self.pairs: dict[tuple[int, int], int] = {}
        self.supplies: dict[tuple[int, int], int] = {}
        self.supply_micro: list[int] = []

    def build(self) -> Index:
        stops: list[tuple[Site, Service]] = []
        rows: list[tuple[int, ...]] = []
        for site in self.problem.sites:
            for service in self._services(site):
                found = self._items(site, service)
                if found or (site.id in self.visited and service is Service.RECORDING):
                    rows += [(len(stops), *row) for row in found]
                    stops.append((site, service))
        # One array per column: compiled code is made for one layout, also where there is a single row.
        columns = np.array(rows, dtype=np.int64).reshape(len(rows), 8).T.copy()
        policy = self.problem.policy
        link = [[link_permille(policy, site, with_kit=kit) for kit in (False, True)] for site, _ in stops]
        counts = np.bincount(columns[0], minlength=len(stops)) if len(stops) else np.zeros(0, dtype=np.int64)
        kinds = self.days.team_types
        tables = [self.problem.travel_tables(kind.team.vehicle_class) for kind in kinds]
        return Index(
            problem=self.problem,
            days=self.days,
            places=self.places,
            stop_site=np.array([self.place[site.id] for site, _ in stops], dtype=np.int64),
            stop_service=tuple(service for _, service in stops),
            stop_link=np.array(link, dtype=np.int64).reshape(len(stops), 2),
            stop_open=np.array(
                [
                    [len(self.days.open_days[site.id] & set(kind.days)) for kind in self.days.classes]
                    for site, _ in stops
                ],
                dtype=np.int64,
            ).reshape(len(stops), len(self.days.classes)),
            stop_hall=np.array(
                [NO_HALL if site.hall_people is None else site.hall_people * MICRO for site, _ in stops], dtype=np.int64
            ),
            stop_items=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            item_stop=columns[0],
            item_supply=columns[1],
            item_pair=columns[2],
            item_kind=columns[3],
            item_open=self._item_open(columns[2]),
            item_turnout=columns[4],
            item_worth=columns[5],
            item_card_micro=columns[6],
            item_card_worth=columns[7],
            supply_people=-(-np.array(self.supply_micro, dtype=np.int64) // MICRO),
            supply_micro=np.array(self.supply_micro, dtype=np.int64),
            supply_origin=np.array([key[0] for key in self.supplies], dtype=np.int64),
            supply_kind=np.array([key[1] for key in self.supplies], dtype=np.int64),
            pair_village=np.array([key[0] for key in self.pairs], dtype=np.int64),
            pair_site=np.array([key[1] for key in self.pairs], dtype=np.int64),
            travel_ms=tuple(
                tuple(
                    self._in_order(one, np.where(one.seconds_array < 0, -1, one.seconds_array.astype(np.int64) * 1000))
                    for one in own
                )
                for own in tables
            ),
            travel_m=tuple(
                tuple(self._in_order(one, one.metres_array.astype(np.int64)) for one in own) for own in tables
            ),
            base_place=tuple(self.place[kind.team.base] for kind in kinds),
        )

    def _in_order(self, table: TravelTable, values: IntArray) -> IntArray:
        """Values over the places of a table, in the order of places here."""
        order = [table.index[name] for name in self.places]
        return values[np.ix_(order, order)].copy()

    def _services(self, site: Site) -> tuple[Service, ...]:
        if site.excluded or not self.days.open_days[site.id]:
            return ()
        allowed = self.problem.policy.ikd_only_visits
        return (Service.RECORDING, Service.IKD_ONLY) if allowed else (Service.RECORDING,)

    def _items(self, site: Site, service: Service) -> list[tuple[int, ...]]:
        """Rows (supply, pair, kind, turnout, worth, card micro, card worth) of a stop, own people first."""
        policy = self.problem.policy
        # Who was served elsewhere by a visit already done is served there or nowhere.
        origins = [] if any(origin == site.id != where for origin, where in self.done) else [site]
        if may_host(policy, site, with_kit=True):
            origins += [village for village in self.joiners[site.id] if not village.excluded]
        rows: list[tuple[int, ...]] = []
        for origin in origins:
            rows += self._origin_items(site, service, origin)
        return rows

    def _joins_beside_done(self, village: str, site: str) -> bool:
        """Whether visits already done let a village join: one place for each, no chains, hubs not over full."""
        if any(origin == village and where != site for origin, where in self.done):
            return False
        if any(origin == site != where or (where == village != origin) for origin, where in self.done):
            return False
        guests = {origin for origin, where in self.done if where == site != origin} | {village}
        host = self.problem.site[site].kind is SiteKind.VILLAGE
        return len(guests) + host <= self.problem.policy.hub_max_villages

    def _origin_items(self, site: Site, service: Service, origin: Site) -> list[tuple[int, ...]]:
        policy, weights = self.problem.policy, self.problem.policy.weights
        factor = origin.factor_permille
        pair = (self.number[origin.id], self.number[site.id])
        rows: list[tuple[int, ...]] = []
        turnout = turnout_ppm(self.problem, origin, site)
        if service is Service.RECORDING and origin.recording_demand > 0 and turnout > 0:
            adult = origin.adult_permille * policy.same_day_ready_permille
            share = adult * origin.fit_phone_permille * acceptance_permille(policy)
            # Rounded up: many people together lose less to rounding than each alone.
            ikd = -(-turnout * share // PERMILLE**4)
            worth = factor * (turnout * weights.recording + ikd * weights.ikd)
            cards = -(-turnout * adult // PERMILLE**2)
            rows.append(
                (self._supply(origin, RECORD), self._pair(pair), RECORD, turnout, worth, cards, factor * weights.card)
            )
        if invites_for_ikd(policy, site, service) and origin.ikd_demand > 0:
            share = ikd_turnout_ppm(self.problem, origin, site)
            weight = weights.ikd_only if service is Service.IKD_ONLY else weights.ikd
            if share > 0:
                row = (self._supply(origin, IKD), self._pair(pair), IKD, share, factor * share * weight, 0, 0)
                rows.append(row)
        # An IKD-only visit hands over no cards.
        if service is Service.RECORDING and origin.print_ready > 0 and (origin.id == site.id or turnout > 0):
            supply = self._supply(origin, BACKLOG)
            rows.append((supply, self._pair(pair), BACKLOG, MICRO, 0, MICRO, factor * weights.card))
        return rows

    def _supply(self, origin: Site, kind: int) -> int:
        key = (self.number[origin.id], kind)
        if key not in self.supplies:
            people = {RECORD: origin.recording_demand, IKD: origin.ikd_demand, BACKLOG: origin.print_ready}[kind]
            if kind != BACKLOG:
                people *= self.problem.policy.rounds_per_period
            micro = people * MICRO
            had = [visit for visit in self.problem.done if visit.origin == origin.id]
            if kind == RECORD:
                micro -= sum(visit.invited for visit in had) * MICRO
            if kind == BACKLOG:
                micro -= sum(backlog_of_done(self.problem, visit) for visit in had)
            self.supplies[key] = len(self.supply_micro)
            self.supply_micro.append(max(0, micro))
        return self.supplies[key]

    def _item_open(self, item_pair: IntArray) -> BoolArray:
        classes, sites = self.days.classes, self.problem.sites
        pairs = np.array(
            [
                [
                    any(may_be_served(self.problem, sites[origin], sites[site].id, day) for day in kind.days)
                    for kind in classes
                ]
                for origin, site in self.pairs
            ],
            dtype=np.bool_,
        ).reshape(len(self.pairs), len(classes))
        return pairs[item_pair]

    def _pair(self, key: tuple[int, int]) -> int:
        return self.pairs.setdefault(key, len(self.pairs))
