"""Where the rule book says that a rule is kept: there it is kept, and without it the best plan breaks the rule."""

from dataclasses import replace

import pytest

from planner.check import violations
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules import RULES
from planner.rules.violation import KeptAt
from tests.build import settled
from tests.solver.callers import planned
from tests.solver.kept_cases import CASES, FURTHER, Case

NO_OTHER_PLAN = frozenset({"travel_limit"})
"""Rules whose smallest problem has no plan but the empty one."""


def test_every_place_of_the_rule_book_has_its_case() -> None:
    assert set(CASES) == {(rule.id, place) for rule in RULES for place in rule.kept_at}


@pytest.mark.parametrize(("rule", "place"), CASES, ids=lambda word: str(word))
def test_it_is_kept_and_would_be_broken_without(rule: str, place: KeptAt) -> None:
    _assert_kept(rule, CASES[rule, place])


@pytest.mark.parametrize(("rule", "place", "case"), FURTHER, ids=lambda word: word if isinstance(word, str) else "case")
def test_it_is_kept_in_its_other_ways_too(rule: str, place: KeptAt, case: Case) -> None:
    assert (rule, place) in CASES
    _assert_kept(rule, case)


def _assert_kept(rule: str, case: Case) -> None:
    # Legal, below its bound, and no draft was refused on the way: the engine keeps the rule by itself.
    kept = planned(case.full, work=1)
    # Something is planned all the same, so that the rule was not kept by staying at home.
    assert bool(kept.trips) is (rule not in NO_OTHER_PLAN)
    without = _as_plan_of(case.full, case.rewritten(planned(case.relaxed, work=1)))
    assert {item.rule for item in violations(case.full, without)} == {rule}


def _as_plan_of(problem: Problem, plan: Plan) -> Plan:
    """With the figures that follow from the problem, so that rules alone are judged."""
    return settled(problem, replace(plan, assignments=()))
