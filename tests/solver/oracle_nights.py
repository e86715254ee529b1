"""Nights out in the exact model: days start where the team slept, with the same crew and kit; rest comes after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ortools.math_opt.python import mathopt

from planner.domain.team import Team
from tests.solver.day_orders import sleeping_places

if TYPE_CHECKING:
    from tests.solver.oracle import Model, TeamDay

DAY = timedelta(days=1)


def add_nights(model: Model) -> None:
    """Tie the days of each team together."""
    if model.policy.max_nights:
        for team in model.problem.teams:
            _tie(model, team, {one.day: one for one in model.team_days if one.team.id == team.id})


def _tie(model: Model, team: Team, days: dict[date, TeamDay]) -> None:
    places = [place for place in sleeping_places(model.problem, team) if place != team.base]

    def sleeps(day: date, place: str) -> mathopt.LinearExpression:
        one = days.get(day)
        return mathopt.fast_sum([]) if one is None else one.taken_if(lambda order: order.end == place)

    def wakes(day: date, place: str) -> mathopt.LinearExpression:
        one = days.get(day)
        return mathopt.fast_sum([]) if one is None else one.taken_if(lambda order: order.begin == place)

    def out(day: date) -> mathopt.LinearExpression:
        return days[day].out if day in days else mathopt.fast_sum([])

    every = {day + DAY * step for day in days for step in (-1, 0)}
    night = {day: mathopt.fast_sum(sleeps(day, place) for place in places) for day in every}
    for day in sorted(every):
        for place in places:
            model.keep(sleeps(day, place) - wakes(day + DAY, place) == 0)
        window = [night[day + DAY * step] for step in range(model.policy.max_nights + 1) if day + DAY * step in night]
        model.keep(mathopt.fast_sum(window) <= model.policy.max_nights)
        # Home tomorrow: the day after is for rest.
        model.keep(night[day] + out(day + 2 * DAY) - night.get(day + DAY, mathopt.fast_sum([])) <= 1)
        if day in days and day + DAY in days:
            _keep_together(model, days[day], days[day + DAY], night[day])


def _keep_together(model: Model, today: TeamDay, tomorrow: TeamDay, night: mathopt.LinearExpression) -> None:
    pairs = [(today.kit, tomorrow.kit)]
    for name in sorted(today.crew.keys() | tomorrow.crew.keys()):
        nobody = model.amount(0)
        pairs.append((today.crew.get(name, nobody), tomorrow.crew.get(name, nobody)))
    for one, other in pairs:
        model.keep(one - other + night <= 1)
        model.keep(other - one + night <= 1)
