"""How many trips of teams of several kinds the staff can man together, on single days and in weeks.

Each kind of team by itself is limited by :mod:`solver.day_classes`; where teams differ, those limits let each of them
have all of the staff. Here the trips of all kinds are counted together against those who can fill a skill, or one of
several skills, on some days: people who are there, each within the field days of a week, as many of those who record
as may leave the office. Every plan obeys these limits, whoever goes with whom.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import gcd

from planner.crew import recorders_to_spare
from planner.domain.problem import Problem
from planner.domain.team import Skill, StaffMember, Team

APART = (Skill.RECORD, Skill.PRINT, Skill.IKD)
"""Skills of which each takes a person of its own; whoever drives may be one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outings:
    """Trips of alike teams on some days of one week, ``trips`` at most; ``kind`` tells teams apart."""

    kind: int
    team: Team
    days: frozenset[date]
    trips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewLimit:
    """The sum of needs x trips is ``most`` at most; needs by the place of the outings."""

    needs: Mapping[int, int]
    most: int


def crew_limits(problem: Problem, outings: Sequence[Outings]) -> tuple[CrewLimit, ...]:
    """The limits in which trips of several kinds of team stand, but for those that hold anyhow."""
    if not problem.staff or len({one.kind for one in outings}) < 2:
        return ()
    weeks: dict[date, set[date]] = {}
    for one in outings:
        for day in one.days:
            weeks.setdefault(_monday(day), set()).add(day)
    spans = {
        tuple(sorted(days)) for days in ({*map(frozenset, weeks.values())} | {one.days for one in outings}) if days
    }
    found = []
    for span in sorted(spans):
        within = [place for place, one in enumerate(outings) if one.days and one.days <= set(span)]
        for skills in _sets_of_skills(problem):
            needs = {place: need for place in within if (need := _need(outings[place].team, skills)) > 0}
            if len({outings[place].kind for place in needs}) > 1:
                limit = _limit(problem, needs, skills, span)
                if sum(need * outings[place].trips for place, need in limit.needs.items()) > limit.most:
                    found.append(limit)
    return tuple(found)


def _limit(problem: Problem, needs: Mapping[int, int], skills: frozenset[Skill], span: Sequence[date]) -> CrewLimit:
    """Crews are whole: people who do not make up one more are of no use, on each day and in the week."""
    unit = gcd(*needs.values())
    able = [member for member in problem.staff if skills & set(member.skills)]
    daily = sum(_there(problem, able, day) // unit for day in span)
    most = min(daily, _field_days(problem, able, span) // unit)
    return CrewLimit(needs={place: need // unit for place, need in needs.items()}, most=most)


def _sets_of_skills(problem: Problem) -> list[frozenset[Skill]]:
    apart = [skill for skill in APART if any(team.need(skill) for team in problem.teams)]
    several = [frozenset(found) for count in range(1, len(apart) + 1) for found in combinations(apart, count)]
    return [*several, frozenset({Skill.DRIVE})]


def _need(team: Team, skills: frozenset[Skill]) -> int:
    return sum(team.need(skill) for skill in skills)


def _there(problem: Problem, able: Sequence[StaffMember], day: date) -> int:
    """How many of these people may go out on a day."""
    there = [member for member in able if not member.is_away(day)]
    record = sum(Skill.RECORD in member.skills for member in there)
    return len(there) - record + min(record, recorders_to_spare(problem, day))


def _field_days(problem: Problem, able: Sequence[StaffMember], span: Sequence[date]) -> int:
    """Field days that these people have left on days of one week."""
    week, total = _monday(span[0]), 0
    for member in able:
        past = {item.day for item in problem.history.staff_days if item.who == member.id}
        left = member.days_per_week - sum(_monday(day) == week for day in past)
        total += min(max(0, left), sum(not member.is_away(day) for day in span))
    return total


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
