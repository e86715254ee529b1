"""Problem and plan as JSON: canonical, strict, and every fault at its pointer."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geodata.read import (
    Limits,
    parse_plan_json,
    parse_problem_json,
    plan_json,
    problem_hash,
    problem_json,
    read_plan_json,
    read_problem_json,
)
from planner.domain.plan import PlanDocument, SolveOptions
from planner.domain.policy import Floor
from planner.domain.problem import Problem
from planner.errors import Fault, InputFaults
from planner.month import document
from tests.build import cards, month, plan_of, trip, village, visit, with_policy

PROBLEM = with_policy(
    month(village("a"), village("b", name="Désa"), stock=cards(500)), floors=(Floor(subdistrict="k1", visits=1),)
)


def told(problem: Problem, problem_file: str | None = None) -> PlanDocument:
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    return document(
        problem,
        plan,
        None,
        options=SolveOptions(),
        problem_hash=problem_hash(problem),
        version="1",
        started="2026-12-01T08:00:00",
        machine="a desk",
        problem_file=problem_file,
    )


def faults(read: Callable[[], object]) -> list[Fault]:
    with pytest.raises(InputFaults) as caught:
        read()
    return list(caught.value.faults)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    held = json.loads(problem_json(PROBLEM))
    change(held)
    return json.dumps(held).encode()


def test_a_problem_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "problem.json"
    path.write_bytes(problem_json(PROBLEM))
    assert read_problem_json(path) == PROBLEM
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(json.loads(problem_json(PROBLEM)), indent=2).encode())
    assert read_problem_json(path) == PROBLEM


def test_the_canonical_form() -> None:
    text = problem_json(PROBLEM)
    assert b": " not in text
    assert "Désa".encode() in text
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert problem_json(parse_problem_json(text)) == text
    assert len(problem_hash(PROBLEM)) == 64
    assert problem_hash(PROBLEM) != problem_hash(replace(PROBLEM, name="other"))


def test_a_plan_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(plan_json(told(PROBLEM)))
    assert read_plan_json(path) == told(PROBLEM)


def test_a_plan_holds_its_problem_or_names_its_file() -> None:
    shared = {"schema", "problem_hash", "options", "run", "summary", "trips", "assignments", "stock", "costs"}
    shared |= {"unserved", "warnings"}
    shared |= {"fallbacks", "call_times", "site_bounds", "more_bounds", "worth_of_more", "baseline", "goals", "moves"}
    assert set(json.loads(plan_json(told(PROBLEM)))) == shared | {"problem"}
    apart = told(PROBLEM, "problem.json")
    assert set(json.loads(plan_json(apart))) == shared | {"problem_file"}
    assert parse_plan_json(plan_json(apart)) == apart


def test_all_faults_at_once_with_pointers() -> None:
    def change(held: dict[str, Any]) -> None:
        held["sites"][0]["eligible"] = "20"
        held["sites"][1]["extra/key"] = 1
        held["stock"]["opening"] = 2.5
        held["period"]["as_of"] = "kemarin"
        held["teams"][0]["vehicle_class"] = "plane"
        held["policy"]["mandatory_ikd"] = 1
        del held["name"]
        held["bases"] = {}

    found = {fault.where: fault.code for fault in faults(lambda: parse_problem_json(changed(change)))}
    assert found == {
        "/sites/0/eligible": "JSON_TYPE",
        "/sites/1/extra~1key": "JSON_UNKNOWN_MEMBER",
        "/stock/opening": "JSON_TYPE",
        "/period/as_of": "JSON_TYPE",
        "/teams/0/vehicle_class": "JSON_VALUE",
        "/policy/mandatory_ikd": "JSON_TYPE",
        "/name": "JSON_MISSING_MEMBER",
        "/bases": "JSON_TYPE",
    }


def test_values_that_are_no_problem() -> None:
    def recorded(held: dict[str, Any]) -> None:
        held["sites"][0]["recorded"] = 10_000

    def base(held: dict[str, Any]) -> None:
        held["teams"][0]["base"] = "nowhere"

    (fault,) = faults(lambda: parse_problem_json(changed(recorded)))
    assert (fault.code, fault.where) == ("JSON_VALUE", "/sites/0")
    assert "exceeds eligible" in fault.found
    (fault,) = faults(lambda: parse_problem_json(changed(base)))
    assert (fault.code, fault.where, fault.found) == ("REFERENCE_UNKNOWN", "/teams/0/base", "nowhere")


def test_every_unknown_name_is_told_at_its_place_in_both_languages() -> None:
    def change(held: dict[str, Any]) -> None:
        held["pins"] = [{"site": "lost", "day": "2027-01-05", "team": "t9", "position": None, "start": None}]
        held["teams"][0]["members"] = ["nobody"]

    found = faults(lambda: parse_problem_json(changed(change)))
    assert {fault.code for fault in found} == {"REFERENCE_UNKNOWN"}
    told = {fault.where: (fault.found, fault.expected) for fault in found}
    assert told["/pins/0/site"][0] == "lost"
    assert told["/pins/0/team"][0] == "t9"
    assert told["/teams/0/members/0"][0] == "nobody"
    assert all(indonesian != english for _, (indonesian, english) in told.values())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"12", b"\xff\xfe", b"{}{}", b"], [", b"[" * 100_000])
def test_what_is_no_json_object(content: bytes) -> None:
    assert [fault.code for fault in faults(lambda: parse_problem_json(content))] == ["JSON_BROKEN"]


def test_another_schema() -> None:
    content = changed(lambda held: held.update(schema="jemput/problem/2"))
    (fault,) = faults(lambda: parse_problem_json(content))
    assert (fault.code, fault.where, fault.found) == ("JSON_SCHEMA", "/schema", "jemput/problem/2")
    assert [fault.code for fault in faults(lambda: parse_plan_json(problem_json(PROBLEM)))] == ["JSON_SCHEMA"]


def test_numbers_that_are_none() -> None:
    content = problem_json(PROBLEM).replace(b'"lat":', b'"lat":NaN,"was":', 1)
    assert "JSON_TYPE" in {fault.code for fault in faults(lambda: parse_problem_json(content))}


def test_no_number_of_a_resident_is_shown() -> None:
    content = changed(lambda held: held.update({"1702012345678901": "1702012345678901"}))
    assert "1702012345678901" not in str(faults(lambda: parse_problem_json(content)))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "problem.json"
    assert [fault.code for fault in faults(lambda: read_problem_json(path))] == ["FILE_NOT_READABLE"]
    path.write_bytes(problem_json(PROBLEM))
    assert [fault.code for fault in faults(lambda: read_problem_json(path, Limits(file_bytes=10)))] == [
        "FILE_TOO_LARGE"
    ]


def test_disorder_and_repeats_are_told_at_their_places_in_both_languages() -> None:
    def change(held: dict[str, Any]) -> None:
        held["sites"] = [held["sites"][1], held["sites"][0], held["sites"][0], *held["sites"][2:]]
        held["reach"] = []
        held["reach_cuts"] = []
        held["travel"] = held["travel"][:0]

    found = {fault.where: fault for fault in faults(lambda: parse_problem_json(changed(change)))}
    assert {fault.code for fault in found.values()} == {"JSON_VALUE"}
    assert found["/sites/1/id"].expected[0].startswith("urut menurut kode: sesudah")
    assert found["/sites/2/id"].expected == ("kode yang belum dipakai", "a code not used before")
    assert found["/teams/0/vehicle_class"].expected[1] == "a vehicle class with a travel table (travel)"
