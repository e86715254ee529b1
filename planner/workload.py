"""How field days and nights are shared out among the staff: what the roster's fairness comes to, in numbers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.team import Skill


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The least and the most that anybody of a group has."""

    least: int
    most: int

    @classmethod
    def of(cls, counts: Iterable[int]) -> "Share":
        found = list(counts)
        return cls(least=min(found, default=0), most=max(found, default=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Those with one skill: how many they are, and how their days and nights are spread.

    Attributes
    ----------
    skill, people
        Who; driving alone is no group, since somebody of the crew does it.
    days, nights
        Field days and nights out in the months of the period, history and visits done counted in.
    weekly
        Field days in a week.
    """

    skill: Skill
    people: int
    days: Share
    nights: Share
    weekly: Share


def days_of_staff(problem: Problem, plan: Plan) -> dict[str, dict[date, bool]]:
    """By person: field days within the months of the period, each with whether the night was spent out."""
    months = {(day.day.year, day.day.month) for day in problem.period.days}
    found: dict[str, dict[date, bool]] = {member.id: {} for member in problem.staff}
    for past in problem.history.staff_days:
        if past.who in found and (past.day.year, past.day.month) in months:
            found[past.who][past.day] = past.night
    for trip in plan.trips:
        for name in trip.staff:
            for day in trip.days:
                found[name][day] = day != trip.days[-1]
    return found


def workloads(problem: Problem, plan: Plan) -> tuple[Workload, ...]:
    """The groups of the staff by skill, those that trips need."""
    days = days_of_staff(problem, plan)
    weeks = sorted({day.week for day in problem.period.days})
    needed = [skill for skill in Skill if skill is not Skill.DRIVE and any(team.need(skill) for team in problem.teams)]
    found = []
    for skill in needed:
        names = [member.id for member in problem.staff if skill in member.skills]
        if not names:
            continue
        by_week: dict[tuple[str, date], int] = defaultdict(int)
        for name in names:
            for day in days[name]:
                calendar = problem.period.day(day)
                if calendar is not None:
                    by_week[name, calendar.week] += 1
        found.append(
            Workload(
                skill=skill,
                people=len(names),
                days=Share.of(len(days[name]) for name in names),
                nights=Share.of(sum(days[name].values()) for name in names),
                weekly=Share.of(by_week[name, week] for name in names for week in weeks),
            )
        )
    return tuple(found)
