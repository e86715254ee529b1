"""Where two scenarios differ: who is recorded, place by place."""

from collections.abc import Iterable

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.units import MicroPeople


def recorded_by_place(months: Iterable[tuple[Problem, Plan]]) -> dict[str, MicroPeople]:
    """People recorded over all months, by the place that they come from; places without any are left out."""
    found: dict[str, MicroPeople] = {}
    for _, plan in months:
        for trip in plan.trips:
            for visit in trip.visits:
                for row in visit.people:
                    if row.recorded:
                        found[row.origin] = found.get(row.origin, 0) + row.recorded
    return found
