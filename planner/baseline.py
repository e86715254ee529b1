"""The office's present schedule as the measure of a plan."""

from planner.check import violations
from planner.domain.evidence import Baseline
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.score import score


def baseline_of(problem: Problem, plan: Plan, name: str) -> Baseline:
    """The sums of somebody's own plan, and how many rules it breaks.

    Raises
    ------
    PlanFault
        The plan does not belong to the problem.
    """
    broken = violations(problem, plan)
    found = score(problem, plan)
    return Baseline(
        name=name,
        value=found.value,
        recording=found.people.recording,
        cards=found.people.cards,
        ikd=found.people.ikd,
        visits=sum(len(trip.visits) for trip in plan.trips),
        villages_served=found.villages_served,
        schools_served=found.schools_served,
        team_days_used=found.team_days_used,
        cost_rupiah=found.cost_rupiah,
        violations=len(broken),
    )
