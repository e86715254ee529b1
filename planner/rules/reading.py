"""How the checks read a plan: its visits, its days, its breaks, and the time that remains beside a break.

The checks run after :mod:`planner.integrity` has seen that the plan belongs to the problem, so that every id
here is known and every day lies in the period.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from planner.domain.calendar import CalendarDay
from planner.domain.history import Pin
from planner.domain.plan import Break, Plan, Trip, Visit
from planner.domain.policy import Hours
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind
from planner.hours import team_hours
from planner.service import link_permille
from planner.units import SecondsOfDay


def place_text(*parts: str | date) -> str:
    """``where`` of a violation: ``"2027-01-04-t1/2027-01-04/a"``."""
    return "/".join(part if isinstance(part, str) else part.isoformat() for part in parts)


def visits_of(plan: Plan) -> Iterator[tuple[Trip, Visit]]:
    """Every visit with its trip."""
    for trip in plan.trips:
        for visit in trip.visits:
            yield trip, visit


def visit_place(trip: Trip, visit: Visit) -> str:
    """``where`` of a visit."""
    return place_text(trip.id, visit.day, visit.site)


def keeps(pin: Pin, trip: Trip, number: int) -> bool:
    """Whether visit ``number`` of a trip, counted from 0, is the one that ``pin`` locks."""
    visit = trip.visits[number]
    return (
        (visit.site, visit.day) == (pin.site, pin.day)
        and pin.team in (None, trip.team)
        and pin.position in (None, number + 1)
        and pin.start in (None, visit.start)
    )


def trips_on(plan: Plan) -> dict[date, list[Trip]]:
    """Trips that are out on each day, days in order."""
    found: dict[date, list[Trip]] = defaultdict(list)
    for trip in plan.trips:
        for day in trip.days:
            found[day].append(trip)
    return dict(sorted(found.items()))


def calendar_day(problem: Problem, day: date) -> CalendarDay:
    """The day of the period; a plan that belongs to the problem has no other."""
    return problem.period.days[(day - problem.period.first).days]


def hours_on(problem: Problem, trip: Trip, day: date) -> Hours:
    """The hours of the trip's team on ``day``, paid overtime included."""
    return team_hours(problem.policy, problem.team[trip.team], calendar_day(problem, day))


def break_on(trip: Trip, day: date) -> Break | None:
    """The break of ``day``, if the plan has one."""
    return next((item for item in trip.breaks if item.day == day), None)


def without_break(trip: Trip, day: date, start: SecondsOfDay, end: SecondsOfDay) -> int:
    """Seconds from ``start`` to ``end`` on ``day`` that are not break; negative if they run backwards."""
    pause = break_on(trip, day)
    if pause is None:
        return end - start
    return end - start - max(0, min(end, pause.end) - max(start, pause.start))


def service_time(trip: Trip, visit: Visit) -> int:
    """Seconds of service of a visit, break left out."""
    return without_break(trip, visit.day, visit.start, visit.end)


def with_kit(trip: Trip) -> bool:
    """Whether the trip carries a satellite kit; one serves all its visits."""
    return trip.carries(EquipmentKind.SATELLITE_KIT) > 0


def link_of(problem: Problem, trip: Trip, visit: Visit) -> int:
    """Link factor of a visit, permille; 0 without signal."""
    return link_permille(problem.policy, problem.site[visit.site], with_kit=with_kit(trip))


def site_name(problem: Problem, site: str) -> str:
    """Name of a site as the office writes it."""
    return problem.site[site].name
