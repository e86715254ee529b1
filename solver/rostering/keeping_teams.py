"""Trips go back to the teams that were published for their visits, where nothing else changes by that.

Dates and teams are sought together for a little while; what they leave may have two teams trade their trips of a day
without need, and everybody on the list of changes asks why.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from planner.calm import day_points
from planner.check import violations
from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.domain.team import Team

Named = Mapping[tuple[str, date], str]
"""The team that was published, by site and day."""


def with_published_teams(problem: Problem, plan: Plan) -> Plan:
    """``plan`` with trips traded among teams alike, on the same days, while more visits keep the team that was told.

    People, times and crews stay with the trip; each trade keeps every rule.
    """
    named = {place: team for place, (_, team) in day_points(problem).items()}
    if not named:
        return plan
    refused: set[tuple[str, str]] = set()
    while (traded := next(_trades(problem, plan, named, refused), None)) is not None:
        plan = traded
    return plan


def _trades(problem: Problem, plan: Plan, named: Named, refused: set[tuple[str, str]]) -> Iterator[Plan]:
    """Plans with one trade more that keep every rule, those that serve most visits with their team first.

    A trade of a trip that broke a rule once is not judged again: judging is what takes time.
    """
    options: list[tuple[int, int, str]] = []
    for number, trip in enumerate(plan.trips):
        for team in problem.teams:
            if team.id == trip.team or (trip.id, team.id) in refused or not _alike(problem.team[trip.team], team):
                continue
            gain = _kept(named, [trip], team.id) - _kept(named, [trip], trip.team)
            others = [other for other in plan.trips if other.team == team.id and set(other.days) & set(trip.days)]
            if any(other.days != trip.days for other in others):
                continue
            gain += _kept(named, others, trip.team) - _kept(named, others, team.id)
            if gain > 0:
                options.append((-gain, number, team.id))
    for _, number, team_id in sorted(options):
        made = _traded(plan, plan.trips[number], team_id)
        if not violations(problem, made):
            yield made
        refused.add((plan.trips[number].id, team_id))


def _alike(one: Team, other: Team) -> bool:
    """Whether a trip of one team can be made by the other as it stands."""
    same = replace(other, id=one.id, members=one.members, closed_dates=one.closed_dates)
    return replace(same, days_per_week=one.days_per_week, days_per_month=one.days_per_month) == one


def _kept(named: Named, trips: Sequence[Trip], team: str) -> int:
    return sum(named.get((visit.site, visit.day)) == team for trip in trips for visit in trip.visits)


def _traded(plan: Plan, trip: Trip, team: str) -> Plan:
    """The trip with that team, whose own of these days goes to the team of the trip."""
    now = {trip.team: team, team: trip.team}
    trips = [
        replace(one, team=now[one.team], id=f"{one.days[0].isoformat()}-{now[one.team]}")
        if one.days == trip.days and one.team in now
        else one
        for one in plan.trips
    ]
    return replace(plan, trips=tuple(sorted(trips, key=lambda one: (one.days[0], one.team))))
