"""Bound and plan with nights out against the exact optimum of tiny problems: bound >= optimum >= value.

``JEMPUT_ORACLE_SEEDS`` sets how many random problems are tried (``first:last`` picks some of them).
"""

import os
from random import Random

import pytest

from planner.check import violations
from planner.score import score
from planner.units import VALUE_UNITS_PER_PERSON
from solver.master.rows import Prices
from tests.solver.callers import solved
from tests.solver.night_problems import night_problem
from tests.solver.oracle import optimum
from tests.solver.test_bound_against_oracle import bounds
from tests.solver.test_relaxation import any_price, bound_at, rounds

PERSON = VALUE_UNITS_PER_PERSON


def _seeds(default: str) -> range:
    first, _, last = os.environ.get("JEMPUT_ORACLE_SEEDS", default).rpartition(":")
    return range(int(first or 0), int(last))


@pytest.mark.parametrize("seed", _seeds("24"))
def test_no_round_of_the_bound_lies_below_the_optimum(seed: int) -> None:
    problem, dice = night_problem(seed), Random(seed)
    best = optimum(problem)
    assert violations(problem, best.plan) == ()
    assert min(bounds(problem)) >= best.value
    relaxation = rounds(problem)
    prices = Prices(rows={key: any_price(key, dice) for key in relaxation.rows})
    assert bound_at(relaxation, prices) >= best.value


@pytest.mark.parametrize("seed", _seeds("10"))
def test_a_plan_is_legal_and_no_better_than_the_optimum(seed: int) -> None:
    problem = night_problem(seed)
    best = optimum(problem)
    solution = solved(problem, work=4)
    assert score(problem, solution.plan).value <= best.ceiling
    assert solution.bound is not None
    assert solution.bound >= best.value
