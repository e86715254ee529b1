"""Every order of visits that a team can make on a day, and how long it can serve at each of them.

Written from the rules alone, without :mod:`planner.timetable`: the break is tried before set-up, in set-up, in service
and in packing of every visit. A break that straddles two phases can be moved into one of them without loss, and a
service that has to wait for its break is no better than a break after it. For one place of the break the earliest
times are the largest of some sums, so that what fits is a set of limits on services that follow each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from planner.domain.plan import Service
from planner.domain.policy import Hours
from planner.domain.problem import Problem
from planner.domain.team import Team
from planner.hours import may_be_served, site_receives, team_hours

WAIT, SET_UP, SERVICE, PACK = range(4)
Stop = tuple[str, Service]
Limit = tuple[frozenset[Stop], int]
"""These visits together serve at most so many seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order of visits with one place of the break, and what it can hold.

    ``starts`` are places of the order, counted from 0, where service starts at a given time, as a pin asks.
    ``begin`` and ``end`` are where the day starts and ends: the base, or where the team sleeps out.
    """

    stops: tuple[Stop, ...]
    limits: tuple[Limit, ...]
    starts: tuple[tuple[int, int], ...] = ()
    begin: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """A day's times: for each visit arrival, set-up, start, end and departure; and the break."""

    visits: tuple[tuple[int, int, int, int, int], ...]
    break_start: int
    break_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leg:
    """What a visit needs: the way to it and its hours."""

    way: int
    opens: int
    closes: int


def orders(problem: Problem, team: Team, day: date) -> tuple[Order, ...]:
    """Orders that the day can hold; one that can hold no more than another with the same visits is left out."""
    return tuple(
        order
        for begin in sleeping_places(problem, team)
        for end in sleeping_places(problem, team)
        for order in _orders_between(problem, team, day, begin, end)
    )


def sleeping_places(problem: Problem, team: Team) -> list[str]:
    """Where a day may start or end: the base first, then, where nights out are allowed, every other place."""
    others = sorted((problem.base.keys() | problem.site.keys()) - {team.base}) if problem.policy.max_nights else []
    return [team.base, *others]


def _orders_between(problem: Problem, team: Team, day: date, begin: str, end: str) -> Iterator[Order]:
    """Orders of a day that starts and ends at these places; on a way from or to a night, there may be no visit."""
    kept: dict[object, list[Order]] = {}
    if (begin, end) != (team.base, team.base) and _is_driven(problem, team, day, begin, end):
        yield Order(stops=(), limits=(), begin=begin, end=end)
    for stops in _sequences(problem, _open_stops(problem, team, day)):
        legs = _legs(problem, team, day, stops, begin, end)
        if legs is None:
            continue
        hours = _hours(problem, team, day)
        for starts in _pinned_starts(problem, team, day, stops):
            for number in range(len(stops)):
                for place in range(4):
                    found = _limits(problem, hours, *legs, number, place, dict(starts))
                    if found is None:
                        continue
                    named = tuple((frozenset(stops[first : last + 1]), most) for first, last, most in found)
                    order = Order(stops=stops, limits=named, starts=starts, begin=begin, end=end)
                    same = kept.setdefault((frozenset(stops), _mark(problem, team, day, order)), [])
                    if not any(_inside(order, other) for other in same):
                        same[:] = [other for other in same if not _inside(other, order)] + [order]
    for same in kept.values():
        yield from same


def _is_driven(problem: Problem, team: Team, day: date, begin: str, end: str) -> bool:
    legs, hours = _legs(problem, team, day, [], begin, end), _hours(problem, team, day)
    return legs is not None and hours.shift_start + legs[1] <= hours.shift_end


def _pinned_starts(
    problem: Problem, team: Team, day: date, stops: Sequence[Stop]
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Starts that pins of the day ask for, each kept or not, by place in the order."""
    asked = [
        (number, pin.start)
        for number, (site, _) in enumerate(stops)
        for pin in problem.pins
        if (pin.site, pin.day) == (site, day) and pin.start is not None and pin.team in (None, team.id)
    ]
    for count in range(len(asked) + 1):
        for chosen in combinations(asked, count):
            if len({number for number, _ in chosen}) == count:
                yield chosen


def _mark(problem: Problem, team: Team, day: date, order: Order) -> object:
    """What else than room makes one order better than another: pins that it keeps, and metres where money binds."""
    far = 0 if problem.policy.budget_rupiah is None else metres_of(problem, team, day, order)
    return far, kept_pins(problem, team, day, order), may_serve_nobody(problem, team, day, order)


def kept_pins(problem: Problem, team: Team, day: date, order: Order) -> frozenset[tuple[int, int]]:
    """(pin, place in the order) of each pin, by number, that a visit of the order keeps."""
    starts = dict(order.starts)
    return frozenset(
        (number, place)
        for number, pin in enumerate(problem.pins)
        for place, (site, _) in enumerate(order.stops)
        if (pin.site, pin.day) == (site, day)
        and pin.team in (None, team.id)
        and pin.position in (None, place + 1)
        and (pin.start is None or pin.start == starts.get(place))
    )


def may_serve_nobody(problem: Problem, team: Team, day: date, order: Order) -> frozenset[Stop]:
    """Visits that a pin locks, those before one whose place in the order it locks, and those that lead to one."""
    found: set[Stop] = _leading_on(problem, team, day, order)
    for number, place in kept_pins(problem, team, day, order):
        placed = problem.pins[number].position is not None
        found |= set(order.stops[: place + 1] if placed else order.stops[place : place + 1])
    return frozenset(found)


def _leading_on(problem: Problem, team: Team, day: date, order: Order) -> set[Stop]:
    """Visits between two locked ones, or between one and the day's ends, that no leg joins."""
    table, most = problem.travel_on(team.vehicle_class, day), problem.policy.driving_leg_max_s
    locked = sorted({place for _, place in kept_pins(problem, team, day, order)})
    if not locked:
        return set()
    names = {-1: order.begin, len(order.stops): order.end}
    names |= {place: order.stops[place][0] for place in locked}
    found: set[Stop] = set()
    for before, after in pairwise([-1, *locked, len(order.stops)]):
        leg = (0, 0) if names[before] == names[after] else table.leg(names[before], names[after])
        if leg is None or leg[0] > most:
            found |= set(order.stops[before + 1 : after])
    return found


def metres_of(problem: Problem, team: Team, day: date, order: Order) -> int:
    """Length of the day's way."""
    table = problem.travel_on(team.vehicle_class, day)
    places = [order.begin, *(site for site, _ in order.stops), order.end]
    legs = [(0, 0) if start == end else table.leg(start, end) for start, end in pairwise(places)]
    return sum(leg[1] for leg in legs if leg is not None)


def times(problem: Problem, team: Team, day: date, order: Order, stays: Sequence[int]) -> Times:
    """Times of the day for these seconds of service, with the break wherever it fits."""
    legs = _legs(problem, team, day, order.stops, order.begin, order.end)
    assert legs is not None
    hours = _hours(problem, team, day)
    for number in range(len(stays)):
        for place in range(4):
            found = _forward(problem, hours, *legs, number, place, stays, dict(order.starts))
            if found is not None:
                return found
    raise ValueError(f"no times for {order.stops} with {stays}")


def _hours(problem: Problem, team: Team, day: date) -> Hours:
    calendar = problem.period.day(day)
    assert calendar is not None
    return team_hours(problem.policy, team, calendar)


def _open_stops(problem: Problem, team: Team, day: date) -> list[Stop]:
    calendar = problem.period.day(day)
    assert calendar is not None
    activates = team.ikd_officers > 0 or problem.policy.mandatory_ikd
    found = []
    for site in problem.sites:
        past = [visit.day for visit in problem.history.visits if visit.site == site.id]
        past += [] if site.last_visit is None else [site.last_visit]
        fresh = not past or (day - max(past)).days >= problem.policy.min_gap_days
        if fresh and site_receives(problem.policy, site, calendar) and may_be_served(problem, site, site.id, day):
            found.append((site.id, Service.RECORDING))
            origins = [site.id, *(pair.village for pair in problem.reach if pair.site == site.id)]
            asked = any(problem.site[origin].ikd_demand for origin in origins)
            if problem.policy.ikd_only_visits and activates and asked:
                found.append((site.id, Service.IKD_ONLY))
    return found


def _sequences(problem: Problem, stops: list[Stop]) -> Iterator[tuple[Stop, ...]]:
    """All orders; no site comes twice."""
    level: list[tuple[Stop, ...]] = [()]
    for _ in range(problem.policy.max_visits_per_day):
        level = [(*before, stop) for before in level for stop in stops if stop[0] not in {site for site, _ in before}]
        yield from level


def _legs(
    problem: Problem, team: Team, day: date, stops: Sequence[Stop], begin: str, end: str
) -> tuple[list[_Leg], int] | None:
    """The way to each visit and home, or nothing if a leg or the day is too long."""
    places = [begin, *(site for site, _ in stops), end]
    ways = []
    for place, following in pairwise(places):
        leg = (0, 0) if place == following else problem.travel_on(team.vehicle_class, day).leg(place, following)
        if leg is None or leg[0] > problem.policy.driving_leg_max_s:
            return None
        ways.append(leg[0])
    if sum(ways) > problem.policy.driving_day_max_s:
        return None
    sites = [problem.site[site] for site, _ in stops]
    legs = [
        _Leg(way=way, opens=site.open_from, closes=site.open_until) for way, site in zip(ways[:-1], sites, strict=True)
    ]
    return legs, ways[-1]


class _Earliest:
    """An earliest time: the largest of constants plus the services from one visit up to now."""

    def __init__(self, start: int) -> None:
        self.terms = {0: start}
        self.served = 0

    def add(self, seconds: int) -> None:
        self.terms = {first: constant + seconds for first, constant in self.terms.items()}

    def at_least(self, moment: int) -> None:
        self.terms[self.served] = max(moment, self.terms.get(self.served, moment))

    def serve(self) -> None:
        self.served += 1

    def at_most(self, moment: int) -> Iterator[tuple[int, int, int]]:
        """Limits (first visit, last visit, seconds); a limit on no visit has last < first."""
        for first, constant in self.terms.items():
            yield first, self.served - 1, moment - constant


def _limits(
    problem: Problem,
    hours: Hours,
    legs: list[_Leg],
    home: int,
    number: int,
    place: int,
    starts: Mapping[int, int],
) -> list[tuple[int, int, int]] | None:
    policy, pause = problem.policy, hours.break_s
    begun_by = hours.break_latest - pause
    now = _Earliest(hours.shift_start)
    found: list[tuple[int, int, int]] = [(0, len(legs) - 1, hours.service_limit_s)]
    for visit, leg in enumerate(legs):
        here = place if visit == number else None
        now.add(leg.way)
        if here in (WAIT, SET_UP):
            found += now.at_most(begun_by)
        if here == WAIT:
            now.at_least(hours.break_earliest)
            now.add(pause)
        now.add(policy.setup_s)
        if here == SET_UP:
            now.add(pause)
            now.at_least(hours.break_earliest + pause)
        now.at_least(leg.opens)
        if visit in starts:
            found += now.at_most(starts[visit])
            now.at_least(starts[visit])
        if here == SERVICE:
            found += now.at_most(begun_by)
        now.serve()
        if here == SERVICE:
            now.at_least(hours.break_earliest)
            now.add(pause)
        found += now.at_most(leg.closes)
        if here == PACK:
            found += now.at_most(begun_by)
            now.add(pause)
        now.add(policy.pack_s)
        if here == PACK:
            now.at_least(hours.break_earliest + pause)
    now.add(home)
    found += now.at_most(hours.shift_end)
    if any(most < 0 for _, _, most in found):
        return None
    return [limit for limit in found if limit[1] >= limit[0]]


def _inside(one: Order, other: Order) -> bool:
    """Whether all that ``one`` can hold fits ``other``, by comparing limits."""
    return all(any(wider >= visits and less <= most for wider, less in one.limits) for visits, most in other.limits)


def _forward(
    problem: Problem,
    hours: Hours,
    legs: list[_Leg],
    home: int,
    number: int,
    place: int,
    stays: Sequence[int],
    starts: Mapping[int, int],
) -> Times | None:
    policy, pause = problem.policy, hours.break_s
    now = hours.shift_start
    begin, visits = -1, []
    for visit, leg in enumerate(legs):
        here = place if visit == number else None
        arrive = set_up = now + leg.way
        if here == WAIT:
            begin = max(arrive, hours.break_earliest)
            set_up = begin + pause
        start = max(set_up + policy.setup_s, leg.opens)
        if here == SET_UP:
            begin = max(set_up, hours.break_earliest)
            start = max(set_up + policy.setup_s + pause, begin + pause, leg.opens)
        if start > starts.get(visit, start):
            return None
        start = starts.get(visit, start)
        end = start + stays[visit]
        if here == SERVICE:
            begin = max(start, hours.break_earliest)
            if begin > end:
                return None
            end += pause
        now = end + policy.pack_s
        if here == PACK:
            begin = max(end, hours.break_earliest)
            now = max(end + policy.pack_s, begin) + pause
        if end > leg.closes:
            return None
        visits.append((arrive, set_up, start, end, now))
    if begin + pause > hours.break_latest or now + home > hours.shift_end or sum(stays) > hours.service_limit_s:
        return None
    return Times(visits=tuple(visits), break_start=begin, break_end=begin + pause)
