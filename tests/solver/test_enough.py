"""A run that is told which proven gap is enough ends there, the same way every time; what it hands out holds."""

from dataclasses import replace

import pytest

from planner.check import violations
from planner.domain.plan import Solution, SolveOptions
from planner.domain.problem import Problem
from planner.score import score
from planner.units import gap_basis_points
from solver.solve import solve
from tests.build import cards, month, school, village
from tests.solver.callers import Listener

ALL = SolveOptions(work=12, workers=1)


def small() -> Problem:
    villages = [
        village(name, at=(12 * number - 30, 9 * number % 40), unrecorded=35 + 9 * number)
        for number, name in enumerate("abcdefg")
    ]
    return month(*villages, school("s", pupils=120), days=6, teams=2, stock=cards(260), budget_rupiah=4_000_000)


def gap(problem: Problem, found: Solution) -> int:
    assert found.bound is not None
    assert violations(problem, found.plan) == ()
    return gap_basis_points(score(problem, found.plan).value, found.bound)


@pytest.fixture(scope="module")
def whole() -> int:
    """The gap after all work, in hundredths of a percent."""
    problem = small()
    return gap(problem, solve(problem, ALL, Listener()))


@pytest.mark.parametrize("more", [0, 100, 1500])
def test_ends_when_the_gap_is_proven_and_is_repeatable(whole: int, more: int) -> None:
    problem, enough = small(), whole + more
    asked = replace(ALL, enough_basis_points=enough)
    heard, again = Listener(), Listener()
    found = solve(problem, asked, heard)
    assert solve(problem, replace(asked, workers=2), again).plan == found.plan
    assert gap(problem, found) <= enough or more == 0
    bounds = [(told.value, told.bound) for told in heard.heard[:-1] if told.value is not None and told.bound]
    # Before its last report it had not proven enough, or it would have ended there.
    assert all(gap_basis_points(value, bound) > enough for value, bound in bounds[:-2] if value is not None)


def test_a_gap_that_is_wide_enough_takes_less_than_all_work(whole: int) -> None:
    heard, all_heard = Listener(), Listener()
    solve(small(), replace(ALL, enough_basis_points=whole + 2000), heard)
    solve(small(), ALL, all_heard)
    assert len(heard.heard) < len(all_heard.heard)
