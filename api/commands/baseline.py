"""The office's present schedule beside a plan: a workbook or a plan file of the same problem."""

from pathlib import Path

from api import wiring
from api.documents.belonging import not_of_problem
from api.documents.hand_plan import read_hand_plan
from api.errors import refuse
from planner.baseline import baseline_of
from planner.domain.evidence import Baseline
from planner.domain.problem import Problem
from planner.errors import PlanFault


def baseline_in(path: Path, problem: Problem, problem_hash: str) -> Baseline:
    """The sums of the schedule in a file; a plan of another problem is refused."""
    if path.suffix.lower() == ".xlsx":
        plan = read_hand_plan(path, problem)
    else:
        other = wiring.read_plan(path)
        if other.problem_hash != problem_hash:
            raise refuse(
                "PLAN_OF_OTHER_PROBLEM",
                path.name,
                other.problem_hash[:16],
                f"rencana untuk data dengan sidik {problem_hash[:16]}",
                f"a plan of the problem with hash {problem_hash[:16]}",
            )
        plan = other.plan
    try:
        return baseline_of(problem, plan, path.name)
    except PlanFault as error:
        raise not_of_problem(error, path.name) from error
