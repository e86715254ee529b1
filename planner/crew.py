"""Whether a team can be manned on a day: an exact search over the kinds of people who are there."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.team import Skill, StaffMember, Team
from planner.team_days import within_limits

Skills = frozenset[Skill]


def staff_free(problem: Problem, team: Team, day: date, plan: Plan | None = None) -> tuple[StaffMember, ...]:
    """Staff who may go out with ``team`` on ``day``: not away, not booked by ``plan``, within their field days."""
    trips = () if plan is None else plan.trips
    found = []
    for member in problem.staff_of(team):
        taken = {past.day for past in problem.history.staff_days if past.who == member.id}
        taken |= {other for trip in trips if member.id in trip.staff for other in trip.days}
        booked = any(member.id in trip.staff and day in trip.days for trip in trips)
        fresh = within_limits(taken, day, member.days_per_week, member.days_per_month)
        if not booked and not member.is_away(day) and fresh:
            found.append(member)
    return tuple(found)


def recorders_to_spare(problem: Problem, day: date, plan: Plan | None = None) -> int:
    """How many more who record may leave the office on ``day``, beside the trips of ``plan``.

    Where absences alone go below the minimum of the office, none may.
    """
    out = set() if plan is None else {name for trip in plan.trips if day in trip.days for name in trip.staff}
    present = {item.id for item in problem.staff if Skill.RECORD in item.skills and not item.is_away(day)}
    return max(0, len(present) - problem.policy.office_minimum_record) - len(out & present)


def can_be_manned(problem: Problem, team: Team, day: date, plan: Plan | None = None) -> bool:
    """Whether ``team`` finds a crew for a trip on ``day``, beside the trips of ``plan``.

    Each skill but driving takes a person of its own; whoever drives is one of them or comes along. Enough who
    record stay at the office. A problem without any staff does not limit: its crews are not planned by name.
    """
    if not problem.staff:
        return True
    free = Counter(frozenset(member.skills) for member in staff_free(problem, team, day, plan))
    slots = [need.skill for need in team.crew if need.skill is not Skill.DRIVE for _ in range(need.count)]
    spare = recorders_to_spare(problem, day, plan)
    return _fill(slots, free, drivers=team.need(Skill.DRIVE), spare=spare)


def _fill(slots: Sequence[Skill], free: Mapping[Skills, int], *, drivers: int, spare: int) -> bool:
    """Fill ``slots`` from ``free`` with ``drivers`` who drive, taking at most ``spare`` who record."""
    if spare < 0:
        return False
    if not slots:
        return _drivers_come_along(free, drivers, spare)
    return any(
        _fill(
            slots[1:],
            {**free, kind: count - 1},
            drivers=drivers - (Skill.DRIVE in kind),
            spare=spare - (Skill.RECORD in kind),
        )
        for kind, count in free.items()
        if count and slots[0] in kind
    )


def _drivers_come_along(free: Mapping[Skills, int], missing: int, spare: int) -> bool:
    others = sum(count for kind, count in free.items() if Skill.DRIVE in kind and Skill.RECORD not in kind)
    recorders = sum(count for kind, count in free.items() if Skill.DRIVE in kind and Skill.RECORD in kind)
    return missing <= others + min(recorders, spare)


def find_crew(problem: Problem, team: Team, day: date, plan: Plan | None = None) -> tuple[str, ...] | None:
    """Ids of a crew for ``team`` on ``day`` beside the trips of ``plan``, sorted; ``None`` if there is none.

    Those with the fewest skills are taken first, so that whoever can do much stays free for others.
    """
    if not problem.staff:
        return ()
    free = sorted(staff_free(problem, team, day, plan), key=lambda member: (len(member.skills), member.id))
    return crew_among(team, free, recorders_to_spare(problem, day, plan))


def crew_among(team: Team, free: Sequence[StaffMember], spare: int) -> tuple[str, ...] | None:
    """Ids of a crew of people who are free, sorted, the first of them sooner; at most ``spare`` who record.

    Somebody comes along only to drive where no other crew does.
    """
    slots = [need.skill for need in team.crew if need.skill is not Skill.DRIVE for _ in range(need.count)]
    drivers = team.need(Skill.DRIVE)
    for along in (0, drivers) if slots and drivers else (drivers,):
        found = _name(slots, free, drivers=drivers, along=along, spare=spare)
        if found is not None:
            return tuple(sorted(found))
    return None


def _name(
    slots: Sequence[Skill], free: Sequence[StaffMember], *, drivers: int, along: int, spare: int
) -> list[str] | None:
    """Names that fill ``slots``, and at most ``along`` who come along to drive."""
    if spare < 0:
        return None
    if not slots:
        found: list[str] = []
        for member in sorted(free, key=lambda one: (Skill.RECORD in one.skills, len(one.skills))):
            records = Skill.RECORD in member.skills
            if len(found) < min(drivers, along) and Skill.DRIVE in member.skills and (spare > 0 or not records):
                found.append(member.id)
                spare -= records
        return found if len(found) >= drivers else None
    tried: set[Skills] = set()
    for number, member in enumerate(free):
        kind = frozenset(member.skills)
        if slots[0] in kind and kind not in tried:
            tried.add(kind)
            rest = [*free[:number], *free[number + 1 :]]
            others = _name(
                slots[1:],
                rest,
                drivers=drivers - (Skill.DRIVE in kind),
                along=along,
                spare=spare - (Skill.RECORD in kind),
            )
            if others is not None:
                return [member.id, *others]
    return None


def without_staff(problem: Problem) -> Problem:
    """The problem as if crews were no concern: no staff by name, no fixed teams."""
    return replace(problem, staff=(), teams=tuple(replace(team, members=()) for team in problem.teams))


def alike_in_members(teams: Iterable[Team]) -> list[list[Team]]:
    """Teams that draw on the same people, together: fixed teams with the same members, and all others."""
    found: dict[tuple[str, ...], list[Team]] = {}
    for team in teams:
        found.setdefault(team.members, []).append(team)
    return list(found.values())


def with_more_staff(problem: Problem, extra: Sequence[StaffMember]) -> tuple[Problem, ...]:
    """The problem with more people, in each way they can help: in the pool, or as members of every fixed team.

    Ids of ``extra`` stand after all others.
    """
    staff, names = (*problem.staff, *extra), tuple(member.id for member in extra)
    fixed = tuple(
        replace(team, members=tuple(sorted((*team.members, *names)))) if team.members else team
        for team in problem.teams
    )
    found = []
    if not all(team.members for team in problem.teams):
        found.append(replace(problem, staff=staff))
    if fixed != problem.teams:
        found.append(replace(problem, staff=staff, teams=fixed))
    return tuple(found)


def skill_counts(members: Iterable[StaffMember]) -> dict[Skill, int]:
    """How many of ``members`` have each skill."""
    return dict(Counter(skill for member in members for skill in member.skills))
