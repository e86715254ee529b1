"""Plans of earlier versions keep belonging to their problem, although the problem has got members since."""

import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.read import is_hash_of, parse_problem_json, plan_json, problem_hash, problem_json, read_plan_json
from planner.check import violations
from planner.domain.policy import EquityPlace
from planner.domain.problem import Problem
from planner.score import score
from tests.api import office

EARLIER = Path(__file__).parent / "earlier" / "plan-without-later-members.json"
"""Written before halls had sizes, teams had members, equity had a place and ways of people could be cut."""


def earlier() -> tuple[dict[str, object], Problem]:
    document = read_plan_json(EARLIER)
    assert document.problem is not None
    return json.loads(EARLIER.read_bytes()), document.problem


def test_a_plan_of_an_earlier_version_belongs_to_its_problem() -> None:
    held, problem = earlier()
    document = read_plan_json(EARLIER)
    assert "reach_cuts" not in held["problem"]  # type: ignore[operator]
    assert problem_hash(problem) == document.problem_hash
    assert is_hash_of(problem, document.problem_hash)
    again = json.loads(problem_json(office.problem()))
    assert again == held["problem"], "a member added since belongs into LATER_MEMBERS of geodata.read.problem_json"
    assert not violations(problem, document.plan)
    assert score(problem, document.plan).value == document.summary.value


def test_what_says_something_new_is_another_problem() -> None:
    _, problem = earlier()
    first = problem.sites[0]
    for other in (
        replace(problem, policy=replace(problem.policy, equity=EquityPlace.FIRST)),
        replace(problem, sites=(replace(first, hall_people=30), *problem.sites[1:])),
    ):
        assert not is_hash_of(other, problem_hash(problem))
        assert parse_problem_json(problem_json(other)) == other


def test_plans_whose_problem_was_written_with_every_member_belong_too(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = office.problem()
    with monkeypatch.context() as before:
        before.setattr(sys.modules["geodata.read.problem_json"], "LATER_MEMBERS", {})
        complete = problem_json(problem)
    assert b'"reach_cuts":[]' in complete
    assert parse_problem_json(complete) == problem
    told = hashlib.sha256(complete).hexdigest()
    assert told != problem_hash(problem)
    assert is_hash_of(problem, told)


def test_the_problem_inside_a_plan_has_the_bytes_that_were_hashed() -> None:
    held = json.loads(plan_json(office.plan_document()))
    text = json.dumps(held["problem"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert hashlib.sha256(text).hexdigest() == held["problem_hash"]
