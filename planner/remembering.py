"""What the plan of the month before leaves behind for this one: who was out when, and where somebody was.

Its counts stay with the office's own sheets; only days are taken over. They count for field days, rest and fairness.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from planner.domain.history import History, PastFieldDay, PastVisit
from planner.domain.plan import Plan
from planner.domain.problem import Problem

HISTORY_DAYS = 31
"""Days before a period that count in it."""
FieldDays = set[tuple[date, str, bool]]
"""Day, who was out, and whether they slept out after it."""


def field_days(plan: Plan) -> tuple[FieldDays, FieldDays]:
    """Field days of the teams, and of the staff, of all trips."""
    teams = {(day, trip.team, day != trip.days[-1]) for trip in plan.trips for day in trip.days}
    staff = {(day, who, day != trip.days[-1]) for trip in plan.trips for day in trip.days for who in trip.staff}
    return teams, staff


def past(days: Iterable[tuple[date, str, bool]], first: date) -> tuple[PastFieldDay, ...]:
    """Field days from ``first`` on, in order."""
    return tuple(PastFieldDay(who=who, day=day, night=night) for day, who, night in sorted(days) if day >= first)


def remembered(problem: Problem, before: Plan, of: Problem | None = None) -> Problem:
    """The problem with the field days and visits of a plan that lies before its period.

    ``of`` is the problem of that plan: where its month was replanned, what was done before stands there. Days more than
    31 before the period, and teams, staff and sites that the problem does not know, are left out.
    """
    begin, first = problem.period.first, problem.period.first - timedelta(days=HISTORY_DAYS)
    teams, staff = field_days(before)
    history = problem.history
    held = {(visit.day, visit.site) for trip in before.trips for visit in trip.visits if visit.day < begin}
    if of is not None:
        over = {(visit.day, visit.site) for visit in of.done}
        over |= {(visit.day, visit.site) for visit in of.history.visits}
        held |= {entry for entry in over if entry[0] < begin}
        teams |= {(one.day, one.who, one.night) for one in of.history.team_days}
        teams |= {(visit.day, visit.team, False) for visit in of.done} - {(day, who, False) for day, who, _ in teams}
        staff |= {(one.day, one.who, one.night) for one in of.history.staff_days}
    crews, people = {team.id for team in problem.teams}, {member.id for member in problem.staff}
    teams = {entry for entry in teams if entry[1] in crews and entry[0] < begin}
    staff = {entry for entry in staff if entry[1] in people and entry[0] < begin}
    teams |= {(one.day, one.who, one.night) for one in history.team_days}
    staff |= {(one.day, one.who, one.night) for one in history.staff_days}
    last = {site: day for day, site in sorted(held)}
    sites = tuple(
        replace(site, last_visit=max(last[site.id], site.last_visit or last[site.id])) if site.id in last else site
        for site in problem.sites
    )
    visits = {(one.day, one.site) for one in history.visits} | {entry for entry in held if entry[1] in problem.site}
    return replace(
        problem,
        sites=sites,
        history=History(
            visits=tuple(PastVisit(site=site, day=day) for day, site in sorted(visits) if day >= first),
            team_days=past(teams, first),
            staff_days=past(staff, first),
        ),
    )
