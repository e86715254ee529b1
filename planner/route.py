"""The way of a trip: its legs day by day, and how long the crew is away.

A day starts at the base or at the lodging of the night before, passes its visits in order and ends at the
lodging of its night or at the base.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from planner.domain.plan import Trip, Visit
from planner.domain.problem import Problem
from planner.hours import team_hours
from planner.units import DAY_S, SecondsOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """From one place to the next; ``seconds`` and ``metres`` are ``None`` where there is no way."""

    start: str
    end: str
    seconds: int | None
    metres: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TripDay:
    """One day of a trip.

    Attributes
    ----------
    day
        The date.
    visits
        Visits of the day in order.
    legs
        One to each visit, then one to where the day ends.
    first, last
        It is the first, the last day of the trip.
    """

    day: date
    visits: tuple[Visit, ...]
    legs: tuple[Leg, ...]
    first: bool
    last: bool


def trip_days(problem: Problem, trip: Trip) -> tuple[TripDay, ...]:
    """The days of ``trip`` in order, with their legs.

    A night whose lodging the trip does not name is spent at the base, so that a plan with that fault can
    still be measured.
    """
    base = problem.team[trip.team].base
    ends = [*trip.lodging[: len(trip.days) - 1]]
    ends += [base] * (len(trip.days) - len(ends))
    days: list[TripDay] = []
    start = base
    for number, (day, end) in enumerate(zip(trip.days, ends, strict=True)):
        visits = tuple(visit for visit in trip.visits if visit.day == day)
        places = [start, *(visit.site for visit in visits), end]
        legs = tuple(_leg(problem, trip, day, *pair) for pair in pairwise(places))
        days.append(TripDay(day=day, visits=visits, legs=legs, first=number == 0, last=number == len(trip.days) - 1))
        start = end
    return tuple(days)


def _leg(problem: Problem, trip: Trip, day: date, start: str, end: str) -> Leg:
    if start == end:
        return Leg(start=start, end=end, seconds=0, metres=0)
    found = problem.travel_on(trip.vehicle, day).leg(start, end)
    seconds, metres = (None, None) if found is None else found
    return Leg(start=start, end=end, seconds=seconds, metres=metres)


def working_span(problem: Problem, trip: Trip, day: TripDay) -> tuple[SecondsOfDay, SecondsOfDay]:
    """When the crew leaves in the morning and is back in the evening, seconds after midnight.

    A leg without a way adds no time; a day without a visit starts with the shift.
    """
    if day.visits:
        leave = day.visits[0].arrive - (day.legs[0].seconds or 0)
        return leave, day.visits[-1].depart + (day.legs[-1].seconds or 0)
    calendar = problem.period.day(day.day)
    hours = problem.policy.hours if calendar is None else team_hours(problem.policy, problem.team[trip.team], calendar)
    return hours.shift_start, hours.shift_start + sum(leg.seconds or 0 for leg in day.legs)


def away_s(problem: Problem, trip: Trip, day: TripDay) -> int:
    """Seconds of ``day`` that the crew is away from its base; nights out count until and from midnight."""
    leave, back = working_span(problem, trip, day)
    return (back if day.last else DAY_S) - (leave if day.first else 0)
