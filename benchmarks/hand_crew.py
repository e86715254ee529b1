"""Who and what goes along on a team-day, as a duty roster is filled by hand: the first who fit."""

from collections.abc import Sequence
from datetime import date

from planner.crew import recorders_to_spare, staff_free
from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind, Skill, StaffMember, Team
from planner.rules.equipment import pieces_taken


def first_crew(problem: Problem, team: Team, day: date, plan: Plan) -> tuple[str, ...] | None:
    """Ids of the first crew that mans ``team`` on ``day`` beside the trips of ``plan``; ``None`` if there is none.

    Whoever can do the least is sent first, so that drivers are left for the next team; then whoever has been out
    least. Somebody of the crew drives: nobody comes along for that alone unless the team needs more drivers than
    others. Without a list of staff nobody is named.
    """
    if not problem.staff:
        return ()
    days_out = {member.id: 0 for member in problem.staff}
    for trip in plan.trips:
        for name in trip.staff:
            days_out[name] += len(trip.days)
    free = sorted(staff_free(problem, team, day, plan), key=lambda member: (len(member.skills), days_out[member.id]))
    places: list[Skill] = [need.skill for need in team.crew if need.skill is not Skill.DRIVE for _ in range(need.count)]
    places += [Skill.DRIVE] * (team.crew_size - len(places))
    found = _filled(places, free, drivers=team.need(Skill.DRIVE), spare=recorders_to_spare(problem, day, plan))
    return None if found is None else tuple(sorted(found))


def _filled(
    places: Sequence[Skill], free: Sequence[StaffMember], *, drivers: int, spare: int
) -> tuple[str, ...] | None:
    """The first of ``free`` for each of ``places``, such that ``drivers`` of them drive."""
    if not places:
        return () if drivers <= 0 else None
    tried: set[frozenset[Skill]] = set()
    for member in free:
        kind = frozenset(member.skills)
        records = Skill.RECORD in kind
        if places[0] not in kind or kind in tried or records > spare:
            continue
        tried.add(kind)
        others = [other for other in free if other is not member]
        rest = _filled(places[1:], others, drivers=drivers - (Skill.DRIVE in kind), spare=spare - records)
        if rest is not None:
            return (member.id, *rest)
    return None


def has_equipment(problem: Problem, team: Team, day: date, plan: Plan) -> bool:
    """Whether recording sets, printers and a vehicle are left for ``team``; kinds that are not listed do not limit."""
    takes = {EquipmentKind.RECORDING_SET: team.stations, EquipmentKind.PRINTER: team.printers, EquipmentKind.VEHICLE: 1}
    listed = {item.kind for item in problem.equipment} & takes.keys()
    return all(_left(problem, kind, day, plan) >= takes[kind] for kind in listed)


def has_kit(problem: Problem, day: date, plan: Plan) -> bool:
    """Whether a satellite kit is still at the office on ``day``."""
    return _left(problem, EquipmentKind.SATELLITE_KIT, day, plan) > 0


def _left(problem: Problem, kind: EquipmentKind, day: date, plan: Plan) -> int:
    out: list[Trip] = [trip for trip in plan.trips if day in trip.days]
    owned = sum(item.available(day) for item in problem.equipment if item.kind is kind)
    return owned - sum(pieces_taken(problem.team[trip.team], trip, kind) for trip in out)
