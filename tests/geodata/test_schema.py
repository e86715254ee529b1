"""The schemas under docs/schema are those of the code, and hold for real problems and plans."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from geodata.read.plan_json import plan_json
from geodata.read.problem_json import problem_json
from geodata.schema import schema_text, schemas
from planner.domain.plan import Plan, PlanDocument, SolveOptions
from planner.domain.problem import Problem
from planner.month import document
from tests.build import equipment, month, plan_of, school, trip, village, visit

DIRECTORY = Path(__file__).parents[2] / "docs" / "schema"
KINDS: dict[str, type] = {"problem-1.json": Problem, "plan-1.json": PlanDocument}


def problem() -> Problem:
    return month(
        village("a"),
        village("b", signal="none"),
        school("sch"),
        reach={("b", "a"): 3.0},
        equipment=[equipment("printer", 2)],
    )


def document_of(plan: Plan) -> PlanDocument:
    options = SolveOptions()
    return document(problem(), plan, None, options=options, problem_hash="0" * 64, version="1", started="", machine="")


def faults(name: str, value: Any) -> list[str]:
    return [fault.message for fault in Draft202012Validator(schemas()[name]).iter_errors(value)]


@pytest.mark.parametrize("name", KINDS)
def test_file_and_code_are_equal(name: str) -> None:
    written = (DIRECTORY / name).read_text(encoding="utf-8")

    assert written == schema_text(schemas()[name]), "run: python -m geodata.schema docs/schema"


def test_there_is_a_file_for_each_schema_and_no_other() -> None:
    assert {path.name for path in DIRECTORY.glob("*.json")} == set(schemas()) == set(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(schemas()[name])


def test_a_problem_and_a_plan_keep_their_schemas() -> None:
    plan = plan_of(problem(), trip("t1", 1, visit("a", {"a": 20, "b": 10})))

    assert faults("problem-1.json", json.loads(problem_json(problem()))) == []
    assert faults("plan-1.json", json.loads(plan_json(document_of(plan)))) == []


def test_what_the_core_does_not_know_is_refused() -> None:
    value = json.loads(problem_json(problem()))
    value["sites"][0]["nik"] = "1702"
    value["schema"] = "jemput/problem/2"

    assert len(faults("problem-1.json", value)) == 2
