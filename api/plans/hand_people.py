"""The people of a visit that is made or changed by hand: as many as are left, and what they may be expected to get."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from planner.domain.plan import Plan, Service, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.ledger import allowed_field_use, field_use
from planner.service import activates, ikd_of_recorded, same_day_ready, turnout_ppm
from planner.units import MICRO, PERMILLE, MicroPeople


def row_of(
    problem: Problem, plan: Plan, origin: str, team: str, visit: Visit, invited: int | None = None
) -> VisitPeople:
    """People of ``origin`` at a visit that ``plan`` does not hold: as many as it leaves, or ``invited`` of them.

    Cards go first to those recorded there, then to those who wait for theirs, as far as blanks are left.
    """
    home, site, policy = problem.site[origin], problem.site[visit.site], problem.policy
    others = [row for item in _visits(plan) for row in item.people if row.origin == origin]
    gone = sum(row.invited for row in others) + sum(item.invited for item in problem.done if item.origin == origin)
    left = max(0, home.recording_demand * policy.rounds_per_period - gone)
    count = left if invited is None else invited
    if visit.service is Service.IKD_ONLY:
        count = 0
    recorded = count * turnout_ppm(problem, home, site)
    fresh = same_day_ready(policy, home, recorded)
    waiting = home.print_ready * MICRO - sum(
        max(0, row.cards - same_day_ready(policy, home, row.recorded)) for row in others
    )
    wanted = fresh + max(0, waiting) if count or invited is None else 0
    return VisitPeople(
        origin=origin,
        invited=count,
        recorded=recorded,
        cards=min(wanted, cards_left(problem, plan, visit.day)),
        ikd=ikd_of_recorded(policy, home, recorded) if activates(policy, problem.team[team]) else 0,
    )


def cards_left(problem: Problem, plan: Plan, day: date) -> MicroPeople:
    """Cards that may still be printed on ``day`` beside ``plan`` without a day that is short, micro-people."""
    allowed, used = allowed_field_use(problem), field_use(problem, plan)
    blanks = min((allowed[later] - used[later] for later in allowed if later >= day), default=0)
    return max(0, blanks) * PERMILLE // (PERMILLE + problem.policy.waste_permille)


def with_row(visit: Visit, row: VisitPeople) -> Visit:
    """The visit with these people of one origin in place of those that it had; without them if nobody is left."""
    others = [item for item in visit.people if item.origin != row.origin]
    kept = [*others, row] if max(row.invited, row.invited_ikd, row.cards) > 0 else others
    return replace(visit, people=tuple(sorted(kept, key=lambda item: item.origin)))


def _visits(plan: Plan) -> Iterable[Visit]:
    return (visit for trip in plan.trips for visit in trip.visits)
