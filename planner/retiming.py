"""A trip with new times: on another day, by another team, or with other visits."""

from dataclasses import replace
from datetime import date

from planner.domain.plan import Break, Trip, Visit
from planner.domain.problem import Problem
from planner.domain.team import Team
from planner.hours import team_hours
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.rules.reading import link_of, service_time
from planner.service import service_need
from planner.timetable import Stop, timetable


def with_figures(problem: Problem, trip: Trip) -> Trip:
    """The trip with its distance and cost counted anew."""
    measured = replace(trip, distance_m=trip_distance_m(problem, trip))
    return replace(measured, cost_rupiah=lines_total(trip_cost(problem, measured)))


def retimed(problem: Problem, trip: Trip, team: Team, day: date, *, as_needed: bool = False) -> Trip | None:
    """The trip of one day on ``day`` by ``team``, same order of visits, earliest times; ``None`` if it does not fit.

    Parameters
    ----------
    as_needed
        Service lasts as long as its people need; else as long as it does now.
    """
    table, today = problem.travel_on(team.vehicle_class, day), problem.period.day(day)
    if today is None or not trip.visits:
        return None
    stops, before = [], team.base
    for visit in trip.visits:
        leg, site = table.leg(before, visit.site), problem.site[visit.site]
        service = _needed_s(problem, trip, visit, team) if as_needed else service_time(trip, visit)
        if leg is None or service is None:
            return None
        stops.append(
            Stop(
                travel_s=leg[0],
                setup_s=problem.policy.setup_s,
                service_s=max(0, service),
                pack_s=problem.policy.pack_s,
                open_from=site.open_from,
                open_until=site.open_until,
            )
        )
        before = visit.site
    home = table.leg(before, team.base)
    times = None if home is None else timetable(team_hours(problem.policy, team, today), stops, home[0])
    if times is None:
        return None
    visits = tuple(
        replace(visit, day=day, arrive=at.arrive, set_up=at.set_up, start=at.start, end=at.end, depart=at.depart)
        for visit, at in zip(trip.visits, times.stops, strict=True)
    )
    moved = replace(
        trip,
        id=f"{day.isoformat()}-{team.id}",
        team=team.id,
        vehicle=team.vehicle_class,
        days=(day,),
        lodging=(),
        breaks=(Break(day=day, start=times.break_start, end=times.break_end),),
        visits=visits,
    )
    return with_figures(problem, moved)


def _needed_s(problem: Problem, trip: Trip, visit: Visit, team: Team) -> int | None:
    """Seconds of service that the people of a visit need."""
    recorded, ikd = sum(row.recorded for row in visit.people), sum(row.ikd for row in visit.people)
    return service_need(problem.policy, team, recorded, ikd, link_of(problem, trip, visit))
