"""The relaxing order: which problem allows every plan of another, with the same score.

Along it plans may be handed up and bounds down: a larger office can do what a smaller one can, and a smaller one cannot
do better than a larger one. What is not proven to relax is not said to: any other difference between two problems
leaves them without order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.check import violations
from planner.domain.plan import Plan
from planner.domain.policy import Policy
from planner.domain.problem import Problem
from planner.domain.team import DateRange, EquipmentKind, StaffMember, Team
from planner.keeping import legal_part
from planner.ledger import allowed_field_use
from planner.score import score
from planner.units import ValueUnits

MORE_IS_FREER = ("max_nights", "max_visits_per_day", "join_max_unrecorded", "hub_max_villages", "overtime_max_s")
"""Numbers of the policy of which more allows more, and changes no score."""


def relaxes(larger: Problem, smaller: Problem) -> bool:
    """Whether every plan legal for ``smaller`` is legal for ``larger`` and worth the same there.

    Held true only where each difference is one of: more teams or field days of a team, more staff or fewer absences,
    more equipment on every day, more cards on every day, a larger budget, more working or school days, fewer closed
    days of sites, larger hubs or more pairs in reach, more nights, visits a day or overtime.
    """
    return larger is smaller or (
        _same_world(larger, smaller)
        and _days_are_freer(larger, smaller)
        and _policy_is_freer(larger.policy, smaller.policy)
        and _teams_are_freer(larger, smaller)
        and _staff_is_freer(larger, smaller)
        and _equipment_is_freer(larger, smaller)
        and _sites_are_freer(larger, smaller)
        and set(smaller.reach) <= set(larger.reach)
        and _cards_are_freer(larger, smaller)
    )


def _same_world(one: Problem, other: Problem) -> bool:
    names = ("bases", "travel", "dated_travel", "history", "published", "done", "pins")
    return all(_same(getattr(one, name), getattr(other, name)) for name in names)


def _same(one: object, other: object) -> bool:
    return one is other or one == other


def _days_are_freer(larger: Problem, smaller: Problem) -> bool:
    one, other = larger.period, smaller.period
    if one is other:
        return True
    if (one.first, one.last, one.as_of) != (other.first, other.last, other.as_of):
        return False
    return all(
        ours.ramadan == theirs.ramadan and ours.working >= theirs.working and ours.school_open >= theirs.school_open
        for ours, theirs in zip(one.days, other.days, strict=True)
    )


def _policy_is_freer(larger: Policy, smaller: Policy) -> bool:
    caps = (larger.budget_rupiah, smaller.budget_rupiah)
    if caps[0] is not None and (caps[1] is None or caps[0] < caps[1]):
        return False
    if larger.overtime_allowed < smaller.overtime_allowed:
        return False
    if any(getattr(larger, name) < getattr(smaller, name) for name in MORE_IS_FREER):
        return False
    freed = {name: getattr(larger, name) for name in (*MORE_IS_FREER, "budget_rupiah", "overtime_allowed")}
    # Pairs in reach are held against each other by themselves.
    freed["hub_max_m"] = larger.hub_max_m
    return replace(smaller, **freed) == larger


def _teams_are_freer(larger: Problem, smaller: Problem) -> bool:
    new = [team for team in larger.teams if team.id not in smaller.team]
    if any(member in smaller.member for team in new for member in team.members):
        # A fixed team takes its members away from all others.
        return False
    return all(team.id in larger.team and _team_is_freer(larger.team[team.id], team) for team in smaller.teams)


def _team_is_freer(larger: Team, smaller: Team) -> bool:
    if larger.days_per_week < smaller.days_per_week or larger.days_per_month < smaller.days_per_month:
        return False
    if not set(larger.closed_dates) <= set(smaller.closed_dates):
        return False
    limits = {
        "days_per_week": larger.days_per_week,
        "days_per_month": larger.days_per_month,
        "closed_dates": larger.closed_dates,
    }
    return replace(smaller, **limits) == larger  # type: ignore[arg-type]


def _staff_is_freer(larger: Problem, smaller: Problem) -> bool:
    if not smaller.staff or not larger.staff:
        # Nobody listed means that nobody is counted.
        return not smaller.staff and not larger.staff
    return all(one.id in larger.member and _member_is_freer(larger.member[one.id], one) for one in smaller.staff)


def _member_is_freer(larger: StaffMember, smaller: StaffMember) -> bool:
    away: set[DateRange] = set(larger.away)
    return (
        set(smaller.skills) <= set(larger.skills)
        and away <= set(smaller.away)
        and larger.days_per_week >= smaller.days_per_week
        and larger.days_per_month >= smaller.days_per_month
    )


def _equipment_is_freer(larger: Problem, smaller: Problem) -> bool:
    if larger.equipment == smaller.equipment:
        return True
    days = [item.day for item in smaller.period.days]
    return all(_pieces(larger, kind, day) >= _pieces(smaller, kind, day) for kind in EquipmentKind for day in days)


def _pieces(problem: Problem, kind: EquipmentKind, day: date) -> float:
    listed = [item for item in problem.equipment if item.kind is kind]
    if not listed:
        return 0 if kind is EquipmentKind.SATELLITE_KIT else float("inf")
    return sum(item.available(day) for item in listed)


def _sites_are_freer(larger: Problem, smaller: Problem) -> bool:
    if larger.sites is smaller.sites:
        return True
    if len(larger.sites) != len(smaller.sites):
        return False
    return all(
        one is other
        or (set(one.closed_dates) <= set(other.closed_dates) and replace(other, closed_dates=one.closed_dates) == one)
        for one, other in zip(larger.sites, smaller.sites, strict=True)
    )


def _cards_are_freer(larger: Problem, smaller: Problem) -> bool:
    ours, theirs = allowed_field_use(larger), allowed_field_use(smaller)
    return all(ours[day] >= theirs[day] for day in theirs)


# --- plans up, bounds down ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The answer of one problem: its best plan known, and what no plan exceeds.

    Attributes
    ----------
    plan, value
        The best plan known, and its value.
    bound
        Proven; ``None`` if there is none.
    plan_from, bound_from
        Which problem each comes from.
    """

    plan: Plan
    value: ValueUnits
    bound: ValueUnits | None
    plan_from: str
    bound_from: str


def order_of(problems: Mapping[str, Problem]) -> dict[str, tuple[str, ...]]:
    """For each problem the names of those that relax it, itself left out, in order of name."""
    names = sorted(problems)
    return {
        name: tuple(other for other in names if other != name and relaxes(problems[other], problems[name]))
        for name in names
    }


def passed(
    problems: Mapping[str, Problem], found: Mapping[str, Settled], above: Mapping[str, Sequence[str]]
) -> dict[str, Settled]:
    """Plans handed up and bounds handed down; what is taken over was judged anew by every rule."""
    result = dict(found)
    below: dict[str, list[str]] = {name: [] for name in found}
    for name in sorted(found):
        for other in above[name]:
            if other in below:
                below[other].append(name)
    for name in sorted(found):
        best = result[name]
        for other in above[name]:
            bound = found[other].bound if other in found else None
            if bound is not None and (best.bound is None or bound < best.bound):
                best = replace(best, bound=bound, bound_from=found[other].bound_from)
        for other in below[name]:
            if found[other].value > best.value:
                plan = recounted(problems[name], found[other].plan)
                value = score(problems[name], plan).value
                if value > best.value:
                    best = replace(best, plan=plan, value=value, plan_from=found[other].plan_from)
        result[name] = best
    return result


def recounted(problem: Problem, plan: Plan) -> Plan:
    """A plan of another problem as this one counts it; what breaks a rule here is left out."""
    kept = legal_part(problem, plan)
    return kept if not violations(problem, kept) else Plan()
