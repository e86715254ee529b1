"""What the best plan found is worth with one more of something, near a given plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from planner.crew import find_crew, with_more_staff
from planner.domain.evidence import Resource
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.team import Skill, StaffMember, Team
from planner.hours import team_works
from planner.score import score
from planner.team_days import first_noticed_day, free_team_days
from planner.units import ValueUnits
from solver.forcing.bounds import with_one_more
from solver.forcing.neighbours import Neighbours
from solver.forcing.revising import Revising

EXTRA = "~"
"""Ids of those who come along begin so: no office's own id does, and they stand last."""
TeamDay = tuple[str, date, tuple[str, ...]]


def value_with_more(problem: Problem, plan: Plan, resource: Resource) -> ValueUnits | None:
    """Value of the best plan found with one more of ``resource``; never below that of ``plan``.

    ``None`` where the problem does not know the resource: no names of staff, no cap on money. A team-day more comes
    with its crew and counts beside the limits of its team.
    """
    value = score(problem, plan).value
    if resource is Resource.TEAM_DAY:
        return max([value, *(_with_trip(richer, days, plan) for richer, days in _richer_by_team_day(problem, plan))])
    if resource is Resource.OPERATOR_DAY:
        if not problem.staff:
            return None
        return max([value, *(_with_trip(richer, days, plan) for richer, days in _richer_by_operator(problem, plan))])
    if resource is Resource.MILLION_RUPIAH and problem.policy.budget_rupiah is None:
        return None
    revising = Revising(Neighbours(with_one_more(problem, resource), plan))
    found = [revising.filled_anew(), revising.with_new_trip()]
    if resource is Resource.SATELLITE_KIT:
        found.append(revising.with_kits())
    return max([value, *(revision.value for revision in found if revision is not None)])


def _with_trip(richer: Problem, days: list[TeamDay], plan: Plan) -> ValueUnits:
    """The best value found with a trip on one of these team-days."""
    if not days:
        return 0
    found = Revising(Neighbours(richer, plan, more=days, free=False)).with_new_trip()
    return 0 if found is None else found.value


def _richer_by_team_day(problem: Problem, plan: Plan) -> list[tuple[Problem, list[TeamDay]]]:
    """The problem with a crew more and one field day more for each team, and the days on which a team stays at home.

    In each way that the crew can be there: in the pool, or as members of fixed teams.
    """
    crew = _crew(max(problem.teams, key=lambda team: (team.crew_size, team.id)))
    teams = tuple(
        replace(team, days_per_week=team.days_per_week + 1, days_per_month=team.days_per_month + 1)
        for team in problem.teams
    )
    names = tuple(member.id for member in crew) if problem.staff else ()
    more = replace(problem, teams=teams)
    found = []
    for richer in with_more_staff(more, crew) if problem.staff else (more,):
        alike: dict[tuple[object, ...], TeamDay] = {}
        for team in problem.teams:
            own = {member.id for member in richer.staff_of(richer.team[team.id])}
            if not own >= set(names):
                continue
            for day in _at_home(problem, plan, team):
                alike.setdefault((replace(team, id=""), day), (team.id, day, names[: team.crew_size]))
        found.append((richer, sorted(alike.values(), key=lambda item: (item[1], item[0]))))
    return found


def _at_home(problem: Problem, plan: Plan, team: Team) -> Iterator[date]:
    """Days with notice on which a team works and is not out."""
    out = {day for trip in plan.trips if trip.team == team.id for day in trip.days}
    out |= {done.day for done in problem.done if done.team == team.id}
    for day in problem.period.days:
        if day.day not in out and team_works(team, day) and day.day >= first_noticed_day(problem):
            yield day.day


def _crew(team: Team) -> list[StaffMember]:
    """People who can do everything, as many as a team needs."""
    return [
        StaffMember(id=f"{EXTRA}{number:02d}", skills=tuple(Skill), days_per_week=1, days_per_month=1)
        for number in range(team.crew_size)
    ]


def _richer_by_operator(problem: Problem, plan: Plan) -> list[tuple[Problem, list[TeamDay]]]:
    """The problem with one more of the staff for a day, and where that alone lets a team go out."""
    extra = _crew(problem.teams[0])[:1]
    found = []
    for richer in with_more_staff(problem, extra):
        days: dict[date, TeamDay] = {}
        for name, day in sorted(free_team_days(problem, plan), key=lambda pair: (pair[1], pair[0])):
            if day not in days and find_crew(problem, problem.team[name], day, plan) is None:
                crew = find_crew(richer, richer.team[name], day, plan)
                if crew is not None:
                    days[day] = (name, day, crew)
        found.append((richer, list(days.values())))
    return found
