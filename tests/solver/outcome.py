"""What the exact model chose, counted anew in whole micro-people, and the plan that it makes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.plan import Assignment, Break, EquipmentUse, Plan, Service, Trip, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.domain.team import EquipmentKind, Team
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.service import gets_something, ikd_of_invited, ikd_of_recorded, same_day_ready, turnout_ppm
from planner.units import MICRO
from tests.solver.day_orders import Order, times


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """People as the program found them, with the errors of floating point."""

    recorded: float
    same_day: float
    backlog: float
    ikd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenRow:
    """People of one origin at a visit."""

    origin: Site
    invited: int
    invited_ikd: int
    wanted: Amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenDay:
    """A team-day that goes out; stays and rows follow the visits of its order."""

    team: Team
    day: date
    order: Order
    stays: tuple[int, ...]
    kit: bool
    staff: tuple[str, ...]
    rows: tuple[tuple[ChosenRow, ...], ...]


def plan_from(problem: Problem, days: Sequence[ChosenDay], *, spare: int = 0) -> Plan:
    """The plan of these team-days with true figures and the places of service that it uses.

    Every amount is rounded to the nearest micro-person and then lowered by ``spare`` of them.
    """
    trips = [found for trip in _journeys(days) if (found := _trip(problem, trip, spare)).visits]
    places = {
        (people.origin, visit.site)
        for trip in trips
        for visit in trip.visits
        for people in visit.people
        if problem.site[people.origin].kind is SiteKind.VILLAGE
    }
    return Plan(
        trips=tuple(trips),
        assignments=tuple(Assignment(village=village, site=site) for village, site in sorted(places)),
    )


def _journeys(days: Sequence[ChosenDay]) -> list[list[ChosenDay]]:
    """Days of one trip together, in order of their first day and team."""
    found: list[list[ChosenDay]] = []
    for one in sorted(days, key=lambda one: (one.team.id, one.day)):
        if one.order.begin == one.team.base:
            found.append([])
        found[-1].append(one)
    return sorted(found, key=lambda trip: (trip[0].day, trip[0].team.id))


def _trip(problem: Problem, days: Sequence[ChosenDay], spare: int) -> Trip:
    first = days[0]
    kits = (EquipmentUse(kind=EquipmentKind.SATELLITE_KIT, count=1),) if first.kit else ()
    visits, breaks = [], []
    for one in days:
        if one.order.stops:
            made, pause = _visits(problem, one, spare)
            visits += made
            breaks.append(pause)
    trip = Trip(
        id=f"{first.day.isoformat()}-{first.team.id}",
        team=first.team.id,
        vehicle=first.team.vehicle_class,
        staff=first.staff,
        equipment=kits,
        days=tuple(one.day for one in days),
        lodging=tuple(one.order.end for one in days[:-1]),
        breaks=tuple(breaks),
        visits=tuple(visits),
        distance_m=0,
        cost_rupiah=0,
    )
    return replace(trip, distance_m=trip_distance_m(problem, trip), cost_rupiah=lines_total(trip_cost(problem, trip)))


def _visits(problem: Problem, one: ChosenDay, spare: int) -> tuple[list[Visit], Break]:
    found = times(problem, one.team, one.day, one.order, one.stays)
    visits = []
    for (site, service), moments, rows in zip(one.order.stops, found.visits, one.rows, strict=True):
        arrive, set_up, start, end, depart = moments
        people = [_people(problem, problem.site[site], service, row, spare) for row in rows]
        visits.append(
            Visit(
                site=site,
                day=one.day,
                service=service,
                arrive=arrive,
                set_up=set_up,
                start=start,
                end=end,
                depart=depart,
                people=tuple(sorted((row for row in people if gets_something(row)), key=lambda row: row.origin)),
            )
        )
    return visits, Break(day=one.day, start=found.break_start, end=found.break_end)


def _people(problem: Problem, site: Site, service: Service, row: ChosenRow, spare: int) -> VisitPeople:
    """Amounts no larger than the rules of one origin at one visit allow, exactly."""
    policy, origin = problem.policy, row.origin

    def near(people: float, most: int) -> int:
        return max(0, min(most, round(people * MICRO) - spare))

    recorded = near(row.wanted.recorded, row.invited * turnout_ppm(problem, origin, site))
    same_day = near(row.wanted.same_day, same_day_ready(policy, origin, recorded))
    backlog = near(row.wanted.backlog, origin.print_ready * MICRO)
    due = ikd_of_recorded(policy, origin, recorded)
    ikd = near(row.wanted.ikd, due + ikd_of_invited(problem, origin, site, row.invited_ikd))
    if policy.mandatory_ikd and service is Service.RECORDING:
        ikd = due
    return VisitPeople(
        origin=origin.id,
        invited=row.invited,
        invited_ikd=row.invited_ikd,
        recorded=recorded,
        cards=same_day + backlog,
        ikd=ikd,
    )
