"""Bound and plan against the exact optimum beside visits already done, pins and a cap on money.

``JEMPUT_ORACLE_SEEDS`` sets how many random problems are tried (``first:last`` picks some of them).
"""

import os

import pytest

from planner.check import violations
from planner.domain.plan import SolveOptions
from planner.errors import PinConflict
from planner.score import score
from solver.solve import solve
from tests.solver.busy_problems import busy_problem
from tests.solver.oracle import TOLERANCE, NoPlan, best_value, optimum
from tests.solver.test_bound_against_oracle import Quiet, bounds


def _seeds(default: str) -> range:
    first, _, last = os.environ.get("JEMPUT_ORACLE_SEEDS", default).rpartition(":")
    return range(int(first or 0), int(last))


@pytest.mark.parametrize("seed", _seeds("15"))
def test_the_best_plan_breaks_no_rule_and_is_worth_what_is_said(seed: int) -> None:
    problem = busy_problem(seed, pins=False)
    best = optimum(problem)
    assert violations(problem, best.plan) == ()
    assert score(problem, best.plan).value == best.value
    assert best.value <= best.ceiling <= best.value + TOLERANCE


@pytest.mark.parametrize("seed", _seeds("18"))
def test_no_round_of_the_bound_lies_below_the_optimum(seed: int) -> None:
    problem = busy_problem(seed, pins=False)
    assert min(bounds(problem)) >= best_value(problem)


@pytest.mark.parametrize("seed", _seeds("16"))
def test_a_run_keeps_pins_and_lies_between_its_bound_and_nothing_better_than_the_optimum(seed: int) -> None:
    problem = busy_problem(seed)
    try:
        best = optimum(problem)
    except NoPlan:
        with pytest.raises(PinConflict):
            solve(problem, SolveOptions(work=1, workers=1), Quiet())
        return
    assert violations(problem, best.plan) == ()
    solution = solve(problem, SolveOptions(work=4, workers=1), Quiet())
    assert violations(problem, solution.plan) == ()
    assert solution.notes == ()
    assert score(problem, solution.plan).value <= best.ceiling
    assert solution.bound is not None
    assert solution.bound >= best.value
