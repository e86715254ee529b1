"""Tiny plans: wishes for trips turned into legal trips with times, crew and figures. See :mod:`tests.build`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from planner.domain.plan import Assignment, Break, EquipmentUse, Plan, Service, Trip, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.domain.team import EquipmentKind, Skill, StaffMember, Team
from planner.hours import team_hours
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.service import ikd_of_invited, ikd_of_recorded, link_permille, same_day_ready, service_need, turnout_ppm
from planner.timetable import Stop, timetable
from planner.units import MICRO
from tests.builders.problems import day

Counts = int | Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWish:
    """What a test wants at one stop; see :func:`visit`."""

    site: str
    invited: Counts
    invited_ikd: Counts
    backlog: Counts
    service: Service
    on: int | None
    stay_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TripWish:
    """What a test wants of one trip; see :func:`trip`."""

    team: str
    day: int
    visits: tuple[VisitWish, ...]
    kits: int
    lodging: tuple[str, ...]
    staff: tuple[str, ...] | None


def visit(
    site: str,
    invited: Counts = 0,
    *,
    invited_ikd: Counts = 0,
    backlog: Counts = 0,
    ikd_only: bool = False,
    on: int | None = None,
    stay_s: int | None = None,
) -> VisitWish:
    """A stop at ``site``.

    Counts are people of the site itself, or by origin. ``backlog`` are cards for print-ready people, ``on`` the day
    number within a longer trip, ``stay_s`` the seconds of service (default: just what the people need).
    """
    service = Service.IKD_ONLY if ikd_only else Service.RECORDING
    return VisitWish(
        site=site, invited=invited, invited_ikd=invited_ikd, backlog=backlog, service=service, on=on, stay_s=stay_s
    )


def trip(
    team: str,
    day: int,
    *visits: VisitWish,
    kits: int = 0,
    lodging: Sequence[str] = (),
    staff: Sequence[str] | None = None,
) -> TripWish:
    """A trip from day number ``day``; with ``lodging`` it lasts a night for each place named."""
    return TripWish(
        team=team,
        day=day,
        visits=visits,
        kits=kits,
        lodging=tuple(lodging),
        staff=None if staff is None else tuple(sorted(staff)),
    )


def plan_of(problem: Problem, *trips: TripWish) -> Plan:
    """The plan of these trips, with the earliest times, everybody expected served, and the first crew that is free.

    Raises
    ------
    ValueError
        If a day has no timetable, a visit no signal, or no crew is free: build the plan in a looser problem and
        check it in the one that the test is about.
    """
    made: list[Trip] = []
    for wish in sorted(trips, key=lambda wish: (wish.day, wish.team)):
        made.append(_trip(problem, wish, made))
    places = {
        (people.origin, stop.site)
        for done_trip in made
        for stop in done_trip.visits
        for people in stop.people
        if problem.site[people.origin].kind is SiteKind.VILLAGE
    }
    return Plan(
        trips=tuple(made), assignments=tuple(Assignment(village=origin, site=site) for origin, site in sorted(places))
    )


def settled(problem: Problem, plan: Plan) -> Plan:
    """The plan with true figures for distance and cost, after a test has changed something else in it."""
    return replace(plan, trips=tuple(_with_figures(problem, item) for item in plan.trips))


def _trip(problem: Problem, wish: TripWish, before: Sequence[Trip]) -> Trip:
    days = tuple(day(wish.day + offset) for offset in range(len(wish.lodging) + 1))
    crew = problem.team[wish.team]
    places = [crew.base, *wish.lodging, crew.base]
    visits: list[Visit] = []
    breaks: list[Break] = []
    for number, today in enumerate(days):
        stops = [item for item in wish.visits if day(item.on or wish.day) == today]
        if stops:
            found, pause = _day(problem, crew, today, stops, places[number], places[number + 1], wish.kits)
            visits += found
            breaks.append(pause)
    use = (EquipmentUse(kind=EquipmentKind.SATELLITE_KIT, count=wish.kits),) if wish.kits else ()
    made = Trip(
        id=_unused_id(f"{days[0].isoformat()}-{wish.team}", before),
        team=wish.team,
        vehicle=crew.vehicle_class,
        staff=_free_crew(problem, crew, days, before) if wish.staff is None else wish.staff,
        equipment=use,
        days=days,
        lodging=wish.lodging,
        breaks=tuple(breaks),
        visits=tuple(visits),
        distance_m=0,
        cost_rupiah=0,
    )
    return _with_figures(problem, made)


def _unused_id(wanted: str, before: Sequence[Trip]) -> str:
    taken = {other.id for other in before}
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, 100))) if name not in taken)


def _day(
    problem: Problem, crew: Team, today: date, wishes: Sequence[VisitWish], start: str, end: str, kit: int
) -> tuple[list[Visit], Break]:
    calendar_day = problem.period.day(today)
    if calendar_day is None:
        raise ValueError(f"{today} is no day of the period")
    table = problem.travel_of[crew.vehicle_class]
    people = [_people(problem, wish) for wish in wishes]
    stops, here = [], start
    for wish, served in zip(wishes, people, strict=True):
        site = problem.site[wish.site]
        leg = table.leg(here, site.id)
        recorded, ikd = sum(item.recorded for item in served), sum(item.ikd for item in served)
        link = link_permille(problem.policy, site, with_kit=kit > 0)
        need = service_need(problem.policy, crew, recorded, ikd, link)
        stay = need if wish.stay_s is None else wish.stay_s
        if leg is None or stay is None:
            raise ValueError(f"no way or no signal at {site.id}")
        stops.append(
            Stop(
                travel_s=leg[0],
                setup_s=problem.policy.setup_s,
                service_s=stay,
                pack_s=problem.policy.pack_s,
                open_from=site.open_from,
                open_until=site.open_until,
            )
        )
        here = site.id
    home = table.leg(here, end)
    times = None if home is None else timetable(team_hours(problem.policy, crew, calendar_day), stops, home[0])
    if times is None:
        raise ValueError(f"no timetable for {[wish.site for wish in wishes]} on {today}")
    visits = [
        Visit(
            site=wish.site,
            day=today,
            service=wish.service,
            arrive=at.arrive,
            set_up=at.set_up,
            start=at.start,
            end=at.end,
            depart=at.depart,
            people=served,
        )
        for wish, served, at in zip(wishes, people, times.stops, strict=True)
    ]
    return visits, Break(day=today, start=times.break_start, end=times.break_end)


def _people(problem: Problem, wish: VisitWish) -> tuple[VisitPeople, ...]:
    site = problem.site[wish.site]
    counts = [
        {wish.site: item} if isinstance(item, int) else item for item in (wish.invited, wish.invited_ikd, wish.backlog)
    ]
    invited, invited_ikd, backlog = counts
    listed = sorted({origin for table in counts for origin, count in table.items() if count})
    served = []
    for name in listed:
        origin = problem.site[name]
        recorded = invited.get(name, 0) * turnout_ppm(problem, origin, site)
        extra = invited_ikd.get(name, 0)
        served.append(
            VisitPeople(
                origin=name,
                invited=invited.get(name, 0),
                invited_ikd=extra,
                recorded=recorded,
                cards=same_day_ready(problem.policy, origin, recorded) + backlog.get(name, 0) * MICRO,
                ikd=ikd_of_recorded(problem.policy, origin, recorded) + ikd_of_invited(problem, origin, site, extra),
            )
        )
    return tuple(served)


def _free_crew(problem: Problem, crew: Team, days: Sequence[date], before: Sequence[Trip]) -> tuple[str, ...]:
    busy = {name for other in before if set(other.days) & set(days) for name in other.staff}
    free = [item for item in problem.staff if item.id not in busy and not any(item.is_away(today) for today in days)]
    for chosen in combinations(free, crew.crew_size):
        if _fills(crew, chosen):
            return tuple(item.id for item in chosen)
    raise ValueError(f"no crew is free for {crew.id} on {days[0]}")


def _fills(crew: Team, chosen: Sequence[StaffMember]) -> bool:
    slots = [need.skill for need in crew.crew if need.skill is not Skill.DRIVE for _ in range(need.count)]

    def fill(number: int, left: frozenset[int]) -> bool:
        return number == len(slots) or any(
            slots[number] in chosen[index].skills and fill(number + 1, left - {index}) for index in left
        )

    drivers = sum(Skill.DRIVE in item.skills for item in chosen)
    return drivers >= crew.need(Skill.DRIVE) and fill(0, frozenset(range(len(chosen))))


def _with_figures(problem: Problem, made: Trip) -> Trip:
    return replace(made, distance_m=trip_distance_m(problem, made), cost_rupiah=lines_total(trip_cost(problem, made)))
