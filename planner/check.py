"""Every breach of every rule in a plan, found without any engine."""

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.integrity import ensure_belongs
from planner.rules import RULES, Violation


def violations(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """Breaches of all rules, in the order of the rule book, then by place.

    Raises
    ------
    PlanFault
        If the plan does not belong to the problem; see :mod:`planner.integrity`.
    """
    ensure_belongs(problem, plan)
    return tuple(found for rule in RULES for found in sorted(rule.check(problem, plan)))
