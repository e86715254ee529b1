"""The office's present schedule beside a plan: a workbook or a plan file of the same problem."""

from pathlib import Path

from api import wiring
from api.documents.belonging import not_of_problem
from api.documents.hand_plan import read_hand_plan
from api.errors import refuse
from planner.baseline import baseline_of
from planner.domain.evidence import Baseline
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.errors import PlanFault


def baseline_in(path: Path, problem: Problem) -> Baseline:
    """The sums of the schedule in a file; a plan of another problem is refused."""
    return judged(problem, plan_beside(path, problem), path.name)


def plan_beside(path: Path, problem: Problem) -> Plan:
    """The schedule in a file; a plan of another problem is refused."""
    if path.suffix.lower() == ".xlsx":
        return read_hand_plan(path, problem)
    other = wiring.read_plan(path)
    if not wiring.belongs(other, problem):
        told = wiring.hash_of(problem)[:16]
        raise refuse(
            "PLAN_OF_OTHER_PROBLEM",
            path.name,
            other.problem_hash[:16],
            f"rencana untuk data dengan sidik {told}",
            f"a plan of the problem with hash {told}",
        )
    return other.plan


def judged(problem: Problem, plan: Plan, name: str) -> Baseline:
    """The sums of a schedule; one that does not belong to the problem is refused."""
    try:
        return baseline_of(problem, plan, name)
    except PlanFault as error:
        raise not_of_problem(error, name) from error
