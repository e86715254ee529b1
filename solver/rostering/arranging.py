"""Trips that keep pins: every way to put the pinned visits of a day into trips, with nobody served yet.

Fewer people never break a rule, so pins can be kept together exactly if trips that serve nobody keep them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations, islice, pairwise, permutations

from planner.domain.history import Pin
from planner.domain.plan import Break, Trip, Visit
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.domain.team import Team
from planner.hours import may_be_served, site_receives, team_hours, team_works
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.timetable import DayTimes, Stop, timetable
from planner.units import SecondsOfDay
from solver.rostering.ways_over import needs_others, orders_over

ALTERNATIVES = 6
"""Trips offered for one set of pins where other stops must come before a pinned one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One visit that pins ask for: all pins on the same visit together."""

    site: str
    day: date
    team: str | None = None
    position: int | None = None
    start: SecondsOfDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedTrip:
    """A trip that keeps pins and serves nobody.

    Attributes
    ----------
    trip
        The trip, without staff.
    wishes
        What it keeps, as numbers of the wishes.
    starts
        Sites that it must visit, with the start of service that is pinned, if any.
    fixed
        Nothing may be put before this position.
    spoilt_s
        A day of service, and what of it the ways and set-ups leave unusable, seconds.
    """

    trip: Trip
    wishes: frozenset[int]
    starts: Mapping[str, SecondsOfDay | None] = field(default_factory=dict)
    fixed: int
    spoilt_s: int


def wishes_of(problem: Problem, pins: Sequence[Pin]) -> tuple[Wish, ...] | None:
    """The visits that ``pins`` ask for; ``None`` if two of them contradict each other on one visit."""
    by_visit: dict[tuple[str, date], list[Wish]] = defaultdict(list)
    # Pins with a team come first, so that pins without one can join their visit.
    for pin in sorted(pins, key=lambda pin: (pin.day, pin.site, pin.team is None, pin.team or "")):
        wish = Wish(site=pin.site, day=pin.day, team=pin.team, position=pin.position, start=pin.start)
        here = by_visit[pin.site, pin.day]
        for number, other in enumerate(here):
            merged = _merged(other, wish)
            if merged is not None:
                here[number] = merged
                break
        else:
            if here and not problem.policy.joint_visits:
                return None
            here.append(wish)
    return tuple(wish for _, found in sorted(by_visit.items()) for wish in found)


def _merged(first: Wish, second: Wish) -> Wish | None:
    """One visit that keeps both, or ``None``."""
    pairs = ((first.team, second.team), (first.position, second.position), (first.start, second.start))
    if any(one is not None and other is not None and one != other for one, other in pairs):
        return None
    return replace(
        first,
        team=first.team if first.team is not None else second.team,
        position=first.position if first.position is not None else second.position,
        start=first.start if first.start is not None else second.start,
    )


def may_be_visited(problem: Problem, site: Site, day: date) -> bool:
    """Whether a visit keeps opening, notice and the gap to visits before the period."""
    today = problem.period.day(day)
    past = [visit.day for visit in problem.history.visits if visit.site == site.id]
    past += [] if site.last_visit is None else [site.last_visit]
    rested = not past or day >= max(past) + timedelta(days=problem.policy.min_gap_days)
    return (
        today is not None
        and rested
        and may_be_served(problem, site, site.id, day)
        and site_receives(problem.policy, site, today)
    )


def pinned_trips(problem: Problem, wishes: Sequence[Wish]) -> list[PinnedTrip]:
    """Every trip that keeps some of the wishes of a day, all of those of its team among them."""
    days: dict[date, list[int]] = defaultdict(list)
    for number, wish in enumerate(wishes):
        days[wish.day].append(number)
    taken = frozenset(wish.site for wish in wishes)
    return [
        trip
        for day, numbers in sorted(days.items())
        if all(may_be_visited(problem, problem.site[wishes[number].site], day) for number in numbers)
        for team in problem.teams
        for trip in _trips_of_day(problem, team, day, {number: wishes[number] for number in numbers}, taken)
    ]


def _trips_of_day(
    problem: Problem, team: Team, day: date, wishes: Mapping[int, Wish], taken: frozenset[str]
) -> Iterator[PinnedTrip]:
    today = problem.period.day(day)
    if today is None or not team_works(team, today):
        return
    own = [number for number, wish in wishes.items() if wish.team == team.id]
    free = [number for number, wish in wishes.items() if wish.team is None]
    for size in range(problem.policy.max_visits_per_day - len(own) + 1):
        for extra in combinations(free, size):
            chosen = {number: wishes[number] for number in (*own, *extra)}
            if chosen and len({wish.site for wish in chosen.values()}) == len(chosen):
                yield from islice(_arranged(problem, team, day, chosen, taken), ALTERNATIVES)


def _arranged(
    problem: Problem, team: Team, day: date, chosen: Mapping[int, Wish], taken: frozenset[str]
) -> list[PinnedTrip]:
    """Trips of one team with exactly these wishes, the best order for each choice of other stops."""
    length = max(len(chosen), *(wish.position or 0 for wish in chosen.values()))
    if length > problem.policy.max_visits_per_day:
        return []
    found: list[PinnedTrip] = []
    for others in _others(problem, team, day, taken, length - len(chosen)):
        orders = (_trip(problem, team, day, chosen, order) for order in _orders(chosen, others, length))
        best = min((trip for trip in orders if trip is not None), key=lambda trip: trip.spoilt_s, default=None)
        if best is not None:
            found.append(best)
        if len(found) >= ALTERNATIVES:
            break
    return found or _arranged_over(problem, team, day, chosen, taken)


def _arranged_over(
    problem: Problem, team: Team, day: date, chosen: Mapping[int, Wish], taken: frozenset[str]
) -> list[PinnedTrip]:
    """Trips of one team with exactly these wishes that stop at other places where no way joins the wished ones."""
    sites = [wish.site for wish in chosen.values()]
    table = problem.travel_on(team.vehicle_class, day)
    if not needs_others(problem, table, team.base, sites):
        return []
    others = [site.id for site in problem.sites if site.id not in taken and may_be_visited(problem, site, day)]
    positions = {wish.site: wish.position for wish in chosen.values() if wish.position is not None}
    orders = orders_over(problem, table, team.base, sites, others, positions)
    trips = (_trip(problem, team, day, chosen, order) for order in orders)
    return list(islice((trip for trip in trips if trip is not None), ALTERNATIVES))


def _others(problem: Problem, team: Team, day: date, taken: frozenset[str], count: int) -> Iterator[tuple[str, ...]]:
    """Sites without pins to be visited before a pinned one, the nearest to the base first."""
    if count == 0:
        yield ()
        return
    table = problem.travel_on(team.vehicle_class, day)
    legs = {site.id: table.leg(team.base, site.id) for site in problem.sites if site.id not in taken}
    near = sorted((leg[0], name) for name, leg in legs.items() if leg is not None)
    yield from combinations([name for _, name in near if may_be_visited(problem, problem.site[name], day)], count)


def _orders(chosen: Mapping[int, Wish], others: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    """Orders of all stops in which every pinned position is kept."""
    placed = {wish.position - 1: wish.site for wish in chosen.values() if wish.position is not None}
    free = [*(wish.site for wish in chosen.values() if wish.position is None), *others]
    if len(placed) + len(free) != length or min(placed, default=0) < 0:
        return
    for order in permutations(free):
        rest = iter(order)
        yield tuple(placed[level] if level in placed else next(rest) for level in range(length))


def _trip(
    problem: Problem, team: Team, day: date, chosen: Mapping[int, Wish], order: Sequence[str]
) -> PinnedTrip | None:
    wished = {wish.site: wish for wish in chosen.values()}
    starts = {name: wished[name].start if name in wished else None for name in order}
    found = _timed(problem, team, day, order, starts)
    if found is None:
        return None
    times, limit, shift_end = found
    trip = Trip(
        id=f"{day.isoformat()}-{team.id}",
        team=team.id,
        vehicle=team.vehicle_class,
        days=(day,),
        breaks=(Break(day=day, start=times.break_start, end=times.break_end),),
        visits=tuple(
            Visit(site=name, day=day, arrive=at.arrive, set_up=at.set_up, start=at.start, end=at.end, depart=at.depart)
            for name, at in zip(order, times.stops, strict=True)
        ),
        distance_m=0,
        cost_rupiah=0,
    )
    trip = replace(trip, distance_m=trip_distance_m(problem, trip))
    held = [
        level
        for level, name in enumerate(order)
        if name in wished and (wished[name].position is not None or wished[name].start is not None)
    ]
    return PinnedTrip(
        trip=replace(trip, cost_rupiah=lines_total(trip_cost(problem, trip))),
        wishes=frozenset(chosen),
        starts=starts,
        fixed=max(held, default=-1) + 1,
        spoilt_s=2 * limit - min(limit, shift_end - times.back),
    )


def _timed(
    problem: Problem, team: Team, day: date, order: Sequence[str], starts: Mapping[str, SecondsOfDay | None]
) -> tuple[DayTimes, int, SecondsOfDay] | None:
    """Times without any service, the limit of service and the end of the shift; ``None`` if it cannot be driven."""
    policy, table = problem.policy, problem.travel_on(team.vehicle_class, day)
    legs = [table.leg(one, other) for one, other in pairwise((team.base, *order, team.base))]
    driven = [leg[0] for leg in legs if leg is not None]
    today = problem.period.day(day)
    if today is None or len(driven) < len(legs) or max(driven) > policy.driving_leg_max_s:
        return None
    if sum(driven) > policy.driving_day_max_s:
        return None
    stops = []
    for name, leg in zip(order, driven, strict=False):
        site, start = problem.site[name], starts[name]
        stops.append(
            Stop(
                travel_s=leg,
                setup_s=policy.setup_s,
                service_s=0,
                pack_s=policy.pack_s,
                open_from=site.open_from if start is None else max(start, site.open_from),
                open_until=site.open_until,
                start_by=start,
            )
        )
    hours = team_hours(policy, team, today)
    times = timetable(hours, stops, driven[-1])
    return None if times is None else (times, hours.service_limit_s, hours.shift_end)
