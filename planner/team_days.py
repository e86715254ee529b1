"""Team-days: how many the limits allow, and which are still free beside a plan.

A team may go out on a working day that is not its own day off, with notice given, within its field days of
the week (Monday-Sunday) and of the calendar month, and not on the day of rest after nights out. Field days
before the period and visits already done count.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from planner.domain.calendar import CalendarDay
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.team import Team
from planner.hours import team_works

DAY = timedelta(days=1)


class Busy(StrEnum):
    """Why a team cannot begin one more trip on a day."""

    OUT = "out"
    OFF = "off"
    WEEK = "week"
    MONTH = "month"


def first_noticed_day(problem: Problem) -> date:
    """First day that any village can be told of in time."""
    return problem.period.as_of + timedelta(days=problem.policy.notice_days)


def team_days_available(problem: Problem) -> int:
    """The most team-days that all teams together can be out, whatever the staff."""
    return sum(len(_most_days(problem, team)) for team in problem.teams)


def free_team_days(problem: Problem, plan: Plan) -> frozenset[tuple[str, date]]:
    """(team, day) pairs on which one more trip of a day would break no limit of the team."""
    free: set[tuple[str, date]] = set()
    for team in problem.teams:
        planned = {day for trip in plan.trips if trip.team == team.id for day in trip.days}
        nights = {day for trip in plan.trips if trip.team == team.id for day in trip.days[:-1]}
        taken = _past_days(problem, team) | planned
        free |= {
            (team.id, day)
            for day in _open_days(problem, team, nights)
            if day not in planned and within_limits(taken, day, team.days_per_week, team.days_per_month)
        }
    return frozenset(free)


def why_busy(problem: Problem, plan: Plan, team: Team, day: date) -> tuple[Busy, tuple[date, ...]] | None:
    """Why the team cannot begin one more trip on that day, and the field days that use its limit up.

    ``None`` if it can.
    """
    trips = [trip for trip in plan.trips if trip.team == team.id]
    planned = {out for trip in trips for out in trip.days}
    if day in planned:
        return Busy.OUT, (day,)
    if day not in _open_days(problem, team, {night for trip in trips for night in trip.days[:-1]}):
        return Busy.OFF, ()
    taken = _past_days(problem, team) | planned
    if within_limits(taken, day, team.days_per_week, team.days_per_month):
        return None
    in_week = tuple(sorted(other for other in taken if _monday(other) == _monday(day)))
    if len(in_week) >= team.days_per_week:
        return Busy.WEEK, in_week
    return Busy.MONTH, tuple(sorted(other for other in taken if (other.year, other.month) == (day.year, day.month)))


def within_limits(taken: Iterable[date], day: date, per_week: int, per_month: int) -> bool:
    """Whether one more field day on ``day`` keeps the limits of its week and its month."""
    days = set(taken) | {day}
    in_week = sum(_monday(other) == _monday(day) for other in days)
    in_month = sum((other.year, other.month) == (day.year, day.month) for other in days)
    return in_week <= per_week and in_month <= per_month


def _most_days(problem: Problem, team: Team) -> set[date]:
    """A largest set of days that the limits allow.

    Taking each day as early as it may be taken is best: weeks and months are spans without a hole, so an early
    day never takes a place that a later one could not give back.
    """
    past = _past_days(problem, team)
    chosen: set[date] = set()
    for day in _open_days(problem, team, set()):
        if day not in past and within_limits(past | chosen, day, team.days_per_week, team.days_per_month):
            chosen.add(day)
    return chosen


def _open_days(problem: Problem, team: Team, nights: set[date]) -> list[date]:
    """Days on which the team may start a trip, limits of field days aside."""
    out = nights | {past.day for past in problem.history.team_days if past.who == team.id and past.night}
    return [day.day for day in problem.period.days if _may_start(problem, team, day, out)]


def _may_start(problem: Problem, team: Team, day: CalendarDay, nights_out: set[date]) -> bool:
    rests = day.day - DAY in nights_out or day.day - 2 * DAY in nights_out
    noticed = day.day >= first_noticed_day(problem) or any(day.day == told for _, _, told in problem.told)
    return team_works(team, day) and noticed and not rests


def _past_days(problem: Problem, team: Team) -> set[date]:
    past = {item.day for item in problem.history.team_days if item.who == team.id}
    return past | {visit.day for visit in problem.done if visit.team == team.id}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
