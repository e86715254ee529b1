"""Whether a plan belongs to a problem: it names only what is known, and its own figures are true.

What is derived in a plan (distance, cost) is computed again; a plan that says otherwise is refused rather
than judged, because every sum told of it would be wrong. The rules are checked only after this.
"""

from collections.abc import Iterator
from datetime import timedelta

from planner.domain.plan import Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.errors import PlanFault
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.units import DAY_S


def ensure_belongs(problem: Problem, plan: Plan) -> None:
    """Raise if the plan does not belong to the problem.

    Raises
    ------
    PlanFault
        With everything found: unknown or repeated ids, days outside the period, amounts below zero, trips
        that do not hold together, distances and costs that are not those of the trip.
    """
    faults = [*_repeated_trips(plan)]
    for trip in plan.trips:
        found = [*_unknown(problem, trip), *_shape(problem, trip)]
        for visit in trip.visits:
            found += _visit_faults(problem, visit)
        # Figures can be computed again only where every name is known.
        faults += [f"trip {trip.id}: {fault}" for fault in found or _untrue_figures(problem, trip)]
    for item in plan.assignments:
        faults += [
            f"assignment: unknown site {site!r}" for site in (item.village, item.site) if site not in problem.site
        ]
    if faults:
        raise PlanFault("the plan does not belong to the problem: " + "; ".join(faults))


def _repeated_trips(plan: Plan) -> Iterator[str]:
    seen: set[str] = set()
    for trip in plan.trips:
        if trip.id in seen:
            yield f"trip {trip.id}: the id occurs twice"
        seen.add(trip.id)


def _unknown(problem: Problem, trip: Trip) -> Iterator[str]:
    if trip.team not in problem.team:
        yield f"unknown team {trip.team!r}"
    if trip.vehicle not in problem.travel_of:
        yield f"no travel table for vehicle {str(trip.vehicle)!r}"
    yield from (f"unknown member of staff {name!r}" for name in trip.staff if name not in problem.member)
    yield from (f"unknown lodging {name!r}" for name in trip.lodging if name not in problem.site | problem.base)


def _shape(problem: Problem, trip: Trip) -> Iterator[str]:
    if not trip.days or not trip.visits:
        yield "it has no day or no visit"
        return
    yield from (f"{day} is no day of the period" for day in trip.days if problem.period.day(day) is None)
    if any(later - day != timedelta(days=1) for day, later in zip(trip.days, trip.days[1:], strict=False)):
        yield "its days do not follow each other"
    if len(trip.lodging) != len(trip.days) - 1:
        yield f"{len(trip.lodging)} places to sleep for {len(trip.days) - 1} nights"
    visit_days = [visit.day for visit in trip.visits]
    yield from (f"visit on {day}, which is no day of it" for day in sorted(set(visit_days) - set(trip.days)))
    if visit_days != sorted(visit_days):
        yield "its visits are not in the order of their days"
    break_days = [pause.day for pause in trip.breaks]
    if len(set(break_days)) != len(break_days) or not set(break_days) <= set(trip.days):
        yield "its breaks are not one for each of its days"
    yield from (f"the break of {item.day} ends before it starts" for item in trip.breaks if item.end < item.start)
    yield from (f"{use.count} pieces of {use.kind}" for use in trip.equipment if use.count < 0)


def _visit_faults(problem: Problem, visit: Visit) -> Iterator[str]:
    if visit.site not in problem.site:
        yield f"unknown site {visit.site!r}"
    times = (visit.arrive, visit.set_up, visit.start, visit.end, visit.depart)
    if min(times) < 0 or max(times) > DAY_S:
        yield f"a time at {visit.site} lies outside the day"
    origins = [people.origin for people in visit.people]
    if len(set(origins)) != len(origins):
        yield f"an origin is listed twice at {visit.site}"
    for people in visit.people:
        if people.origin not in problem.site:
            yield f"unknown origin {people.origin!r}"
        if min(people.invited, people.invited_ikd, people.recorded, people.cards, people.ikd) < 0:
            yield f"people of {people.origin} at {visit.site} are counted below zero"


def _untrue_figures(problem: Problem, trip: Trip) -> Iterator[str]:
    distance = trip_distance_m(problem, trip)
    if trip.distance_m != distance:
        yield f"distance_m is {trip.distance_m}; its way has {distance}"
    cost = lines_total(trip_cost(problem, trip))
    if trip.cost_rupiah != cost:
        yield f"cost_rupiah is {trip.cost_rupiah}; its lines add up to {cost}"
