"""From loaded and dated trips to the trips of a plan: people by origin, times, kits, distance, money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.domain.plan import (
    Assignment,
    Break,
    EquipmentUse,
    Plan,
    Service,
    Trip,
    Visit,
    VisitPeople,
)
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.domain.team import EquipmentKind, Team
from planner.domain.travel import TravelTable
from planner.hours import team_hours
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.service import (
    activates,
    ikd_of_invited,
    ikd_of_recorded,
    link_permille,
    same_day_ready,
    service_need,
    turnout_ppm,
)
from planner.timetable import Stop, timetable
from planner.units import SecondsOfDay
from solver.indexing import BACKLOG, IKD, RECORD, WITH_KIT, Index
from solver.master.loading import Loaded
from solver.trips.cells import PricingCell


def people_at(index: Index, trip: Loaded, stop: int, crew: Team) -> tuple[VisitPeople, ...]:
    """The people of a trip by a team at one stop, by origin."""
    problem, policy = index.problem, index.problem.policy
    site = problem.site[index.places[index.stop_site[stop]]]
    by_origin: dict[str, dict[int, tuple[int, int]]] = {}
    expected: dict[str, int] = {}
    for item, people, cards in trip.loads:
        if index.item_stop[item] == stop and people > 0:
            name = problem.sites[int(index.supply_origin[index.item_supply[item]])].id
            by_origin.setdefault(name, {})[int(index.item_kind[item])] = (people, cards)
            if index.item_kind[item] == RECORD:
                expected[name] = trip.expected(index, item, people)
    rows = []
    for name, kinds in sorted(by_origin.items()):
        origin = problem.site[name]
        invited, printed = kinds.get(RECORD, (0, 0))
        alone, _ = kinds.get(IKD, (0, 0))
        _, backlog = kinds.get(BACKLOG, (0, 0))
        recorded = min(expected.get(name, 0), invited * turnout_ppm(problem, origin, site))
        ikd = 0
        if index.stop_service[stop] is Service.RECORDING and activates(policy, crew):
            ikd = ikd_of_recorded(policy, origin, recorded)
        rows.append(
            VisitPeople(
                origin=name,
                invited=invited,
                invited_ikd=alone,
                recorded=recorded,
                cards=min(printed, same_day_ready(policy, origin, recorded)) + backlog,
                ikd=ikd + ikd_of_invited(problem, origin, site, alone),
            )
        )
    return tuple(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a trip as the search left it: its cell, what it carries, and where it starts and ends.

    ``start`` and ``end`` are ids of places, ``None`` for the base.
    """

    cell: PricingCell
    loaded: Loaded
    start: str | None = None
    end: str | None = None


def build_trip(
    index: Index,
    cell: PricingCell,
    loaded: Loaded,
    *,
    day: date,
    team: str,
    staff: tuple[str, ...],
    pinned: Mapping[str, SecondsOfDay | None] | None = None,
) -> Trip | None:
    """The trip of one day by a team; see :func:`build_days`."""
    return build_days(index, [Day(cell=cell, loaded=loaded)], day=day, team=team, staff=staff, pinned=pinned)


def build_days(
    index: Index,
    days: Sequence[Day],
    *,
    day: date,
    team: str,
    staff: tuple[str, ...],
    pinned: Mapping[str, SecondsOfDay | None] | None = None,
) -> Trip | None:
    """The trip from a day on by a team, or ``None`` if it serves nobody or has no timetable.

    Sites in ``pinned`` are visited even if nobody is served there, from the start given, if any.
    """
    problem = index.problem
    crew = problem.team[team]
    with_kit = days[0].cell.mode == WITH_KIT
    dates = tuple(day + timedelta(days=number) for number in range(len(days)))
    visits: list[Visit] = []
    breaks: list[Break] = []
    for one, when in zip(days, dates, strict=True):
        timed = _timed(index, one, crew, when, pinned or {})
        if timed is None:
            return None
        visits += timed[0]
        breaks += timed[1]
    if not visits:
        return None
    trip = Trip(
        id=f"{day.isoformat()}-{team}",
        team=team,
        vehicle=crew.vehicle_class,
        staff=staff,
        equipment=(EquipmentUse(kind=EquipmentKind.SATELLITE_KIT, count=1),) if with_kit else (),
        days=dates,
        lodging=tuple(one.end if one.end is not None else crew.base for one in days[:-1]),
        breaks=tuple(breaks),
        visits=tuple(visits),
        distance_m=0,
        cost_rupiah=0,
    )
    trip = replace(trip, distance_m=trip_distance_m(problem, trip))
    return replace(trip, cost_rupiah=lines_total(trip_cost(problem, trip)))


def _timed(
    index: Index, one: Day, crew: Team, day: date, kept: Mapping[str, SecondsOfDay | None]
) -> tuple[list[Visit], list[Break]] | None:
    """Visits and break of a day, neither if it is spent on the way; ``None`` if it has no timetable."""
    problem, policy = index.problem, index.problem.policy
    with_kit = one.cell.mode == WITH_KIT
    loaded = one.loaded
    served = [
        (stop, people)
        for stop in loaded.order
        if (people := people_at(index, loaded, stop, crew)) or index.places[index.stop_site[stop]] in kept
    ]
    calendar_day = problem.period.day(day)
    if calendar_day is None:
        return None
    table = problem.travel_on(crew.vehicle_class, day)
    before = crew.base if one.start is None else one.start
    end = crew.base if one.end is None else one.end
    hours = team_hours(policy, crew, calendar_day)
    stops = []
    for stop, people in served:
        site = problem.site[index.places[index.stop_site[stop]]]
        need = _need(problem, crew, site, people, with_kit=with_kit)
        leg = _leg(table, before, site.id)
        if need is None or leg is None:
            return None
        start = kept.get(site.id)
        stops.append(
            Stop(
                travel_s=leg,
                setup_s=policy.setup_s,
                service_s=need,
                pack_s=policy.pack_s,
                open_from=site.open_from if start is None else max(start, site.open_from),
                open_until=site.open_until,
                start_by=start,
            )
        )
        before = site.id
    home = _leg(table, before, end)
    if home is None:
        return None
    ways = [*(stop.travel_s for stop in stops), home]
    if max(ways) > policy.driving_leg_max_s or sum(ways) > policy.driving_day_max_s:
        # Stops at which nobody is served any more fall out: what is left may be too far apart.
        return None
    if not stops:
        return ([], []) if hours.shift_start + home <= hours.shift_end else None
    times = timetable(hours, stops, home)
    if times is None:
        return None
    visits = [
        Visit(
            site=index.places[index.stop_site[stop]],
            day=day,
            service=index.stop_service[stop],
            arrive=when.arrive,
            set_up=when.set_up,
            start=when.start,
            end=when.end,
            depart=when.depart,
            people=people,
        )
        for (stop, people), when in zip(served, times.stops, strict=True)
    ]
    return visits, [Break(day=day, start=times.break_start, end=times.break_end)]


def _leg(table: TravelTable, start: str, end: str) -> int | None:
    """Seconds from one place to another; ``None`` where there is no way."""
    if start == end:
        return 0
    leg = table.leg(start, end)
    return None if leg is None else leg[0]


def _need(problem: Problem, team: Team, site: Site, people: tuple[VisitPeople, ...], *, with_kit: bool) -> int | None:
    recorded = sum(row.recorded for row in people)
    ikd = sum(row.ikd for row in people)
    return service_need(problem.policy, team, recorded, ikd, link_permille(problem.policy, site, with_kit=with_kit))


def build_plan(problem: Problem, trips: list[Trip]) -> Plan:
    """A plan in canonical order, with the place of service of each village that is served."""
    places = {
        people.origin: visit.site
        for trip in trips
        for visit in trip.visits
        for people in visit.people
        if problem.site[people.origin].kind is SiteKind.VILLAGE
    }
    return Plan(
        trips=tuple(sorted(trips, key=lambda trip: (trip.days[0], trip.team))),
        assignments=tuple(Assignment(village=village, site=site) for village, site in sorted(places.items())),
    )


def micro_ikd(trip: Trip) -> tuple[int, ...]:
    """Digital identities of each day of a trip, micro-people."""
    return tuple(
        sum(people.ikd for visit in trip.visits if visit.day == day for people in visit.people) for day in trip.days
    )
