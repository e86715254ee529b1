"""``budget``: the cost of all trips exceeds the cap."""

from collections.abc import Iterator

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.ledger import lines_total, trip_cost
from planner.rules.violation import Violation
from planner.rules.wording import rupiah, told

RULE = "budget"
TITLE = ("Biaya seluruh perjalanan tidak melebihi anggaran", "The cost of all trips keeps the budget")


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation at most: the sum of the cost lines of all trips against the cap."""
    cap = problem.policy.budget_rupiah
    cost = sum(lines_total(trip_cost(problem, trip)) for trip in plan.trips)
    if cap is None or cost <= max(0, cap):
        return
    yield Violation(
        rule=RULE,
        where="plan",
        found=str(cost),
        allowed=str(cap),
        amount=cost - cap,
        sentence=told(
            "Rencana ini berbiaya {cost}; anggarannya {cap}, jadi lebih {over}.",
            "The plan costs {cost}; the budget is {cap}, so it is over by {over}.",
            cost=rupiah(cost),
            cap=rupiah(cap),
            over=rupiah(cost - cap),
        ),
    )
