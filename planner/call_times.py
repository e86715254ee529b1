"""Who is asked to come when: the invited of a visit in spans of half an hour.

The minutes of service are shared out in the order of arrival, the people of the place first, then those who come from
farther away; each span takes as many as its minutes hold of the turnout that is expected. Nobody is asked to come in
the break.
"""

from collections.abc import Iterator

from planner.domain.invitation import CallTime
from planner.domain.plan import Plan, Trip, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.units import MINUTE_S, SecondsOfDay

SPAN_S = 30 * MINUTE_S


def call_times(problem: Problem, plan: Plan) -> tuple[CallTime, ...]:
    """Spans of all visits in the order of the plan; the invited of each origin add up to those of the visit."""
    return tuple(span for trip in plan.trips for visit in trip.visits for span in _of_visit(problem, trip, visit))


def _of_visit(problem: Problem, trip: Trip, visit: Visit) -> Iterator[CallTime]:
    rows = sorted(
        (row for row in visit.people if row.invited + row.invited_ikd > 0),
        key=lambda row: (_distance_m(problem, visit, row), row.origin),
    )
    people = sum(row.invited + row.invited_ikd for row in rows)
    spans = list(_spans(trip, visit))
    total = sum(open_s for _, _, open_s in spans)
    if not people or not total:
        return
    # The n-th of all invited comes in the span in which the n-th part of the minutes lies.
    names = [row.origin for row in rows]
    left = [row.invited + row.invited_ikd for row in rows]
    passed = called = 0
    for start, end, open_s in spans:
        passed += open_s
        until = people * passed // total
        for place, name in enumerate(names):
            count = min(left[place], until - called)
            if count > 0:
                left[place] -= count
                called += count
                yield CallTime(
                    site=visit.site, day=visit.day, team=trip.team, start=start, end=end, origin=name, invited=count
                )


def _distance_m(problem: Problem, visit: Visit, row: VisitPeople) -> int:
    if row.origin == visit.site:
        return -1
    pair = problem.reach_of.get((row.origin, visit.site))
    return 0 if pair is None else pair.distance_m


def _spans(trip: Trip, visit: Visit) -> Iterator[tuple[SecondsOfDay, SecondsOfDay, int]]:
    """Half hours of the service, cut at its ends and at the break, with the seconds that it is open."""
    pauses = [(pause.start, pause.end) for pause in trip.breaks if pause.day == visit.day]
    start = visit.start
    while start < visit.end:
        end = min(visit.end, (start // SPAN_S + 1) * SPAN_S)
        inside = next(((first, last) for first, last in pauses if first <= start < last), None)
        if inside is not None:
            start = min(visit.end, inside[1])
            continue
        end = min([end, *(first for first, _ in pauses if start < first < end)])
        yield start, end, end - start
        start = end
