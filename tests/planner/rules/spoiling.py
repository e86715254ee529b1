"""Take a legal plan, spoil one thing, and see exactly one rule broken."""

import re
from dataclasses import replace
from typing import Any

from planner.check import violations
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules import Violation
from tests.build import settled


def assert_legal(problem: Problem, plan: Plan) -> None:
    """No rule is broken."""
    assert violations(problem, plan) == ()


def only(rule: str, problem: Problem, plan: Plan) -> Violation:
    """The first violation, after seeing that no other rule is broken and that every sentence is whole."""
    found = violations(problem, plan)
    assert {item.rule for item in found} == {rule}
    for item in found:
        assert item.amount > 0
        for sentence in item.sentence:
            assert re.fullmatch(r"[A-Z0-9].*\.", sentence), sentence
            assert not re.search(r"[{}]|None|_", sentence), sentence
    return found[0]


def with_trip(problem: Problem, plan: Plan, trip: int = 0, **fields: Any) -> Plan:
    """The plan with other fields of one trip; its distance and cost stay true."""
    trips = tuple(replace(item, **fields) if number == trip else item for number, item in enumerate(plan.trips))
    return settled(problem, replace(plan, trips=trips))


def with_visit(problem: Problem, plan: Plan, trip: int = 0, visit: int = 0, **fields: Any) -> Plan:
    """The plan with other fields of one visit."""
    visits = tuple(
        replace(item, **fields) if number == visit else item for number, item in enumerate(plan.trips[trip].visits)
    )
    return with_trip(problem, plan, trip, visits=visits)


def with_people(problem: Problem, plan: Plan, trip: int = 0, visit: int = 0, row: int = 0, **fields: Any) -> Plan:
    """The plan with other amounts for one origin at one visit."""
    people = tuple(
        replace(item, **fields) if number == row else item
        for number, item in enumerate(plan.trips[trip].visits[visit].people)
    )
    return with_visit(problem, plan, trip, visit, people=people)
