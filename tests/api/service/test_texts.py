"""Texts that people write: no number of a resident in any of them, wherever the contract takes one."""

import copy
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.cli import run
from api.errors import ExitCode
from api.http.texts import CODE
from api.wiring_privacy import MASK
from tests.api.service.sheets import as_json
from tests.api.service.test_plans import PLAN
from tests.architecture.house import ROOT

NUMBER = "3201 0150 6090 0012"
CONTRACT = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
# Names of what is kept already, and secrets: they are compared, never kept as they came.
NO_TEXTS = {
    *("dataset_id", "plan_id", "start_plan", "scenario_ids", "data_hash"),
    *("password", "old", "new", "token"),
    # An account whose login was made before such numbers were refused still comes in.
    "POST /v1/session /login",
}
JUDGED = {"POST /v1/check/data", "POST /v1/check/plan"}
"""Nothing of what they are sent is kept."""
CELLS = "cells"
"""They are judged with their sheet."""
SHEETS = "POST /v1/datasets/{id}/versions"
"""Its body is a file, read as sheets."""


def leaves(schema: dict[str, Any], inside: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every text that a body may hold: its path, and a body with nothing else but what tells kinds apart."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name not in inside:
            yield from leaves(CONTRACT["components"]["schemas"][name], inside | {name})
        return
    for several in ("anyOf", "oneOf", "allOf"):
        for one in schema.get(several, ()):
            yield from leaves(one, inside)
    kind = schema.get("type")
    if kind == "string" and not {"enum", "const", "format"} & schema.keys() and fits(schema):
        yield (), NUMBER
    if kind == "array":
        for path, body in leaves(schema.get("items", {}), inside):
            yield ("0", *path), [body]
    if kind == "object":
        marks = {name: part["const"] for name, part in schema.get("properties", {}).items() if "const" in part}
        for name, part in schema.get("properties", {}).items():
            for path, body in leaves(part, inside):
                yield (name, *path), {**marks, name: body}
        if schema.get("additionalProperties", False) is not False:
            yield ("any",), {"any": NUMBER}
            yield (), {NUMBER: "x"}


def fits(schema: dict[str, Any]) -> bool:
    """Whether such a number is a text of this pattern at all, written in one or in parts."""
    return not str(schema.get("pattern", "")).startswith(r"^20\d{2}-")


def texts() -> Iterator[Any]:
    for path, operations in CONTRACT["paths"].items():
        for method, operation in operations.items():
            if method not in ("post", "put", "patch", "delete"):
                continue
            name = f"{method.upper()} {path}"
            for part in operation.get("parameters", ()):
                schema = part["schema"]
                is_text = any(one.get("type") == "string" for one in (schema, *schema.get("anyOf", ())))
                if part["in"] == "query" and is_text and name not in JUDGED:
                    yield pytest.param(name, ("?", part["name"]), None, id=f"{name} ?{part['name']}")
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            for place, body in () if name == SHEETS else leaves(content.get("schema", {}), frozenset()):
                told = f"{name} /{'/'.join(place)}"
                if CELLS not in place and not NO_TEXTS.intersection((*place, told)):
                    yield pytest.param(name, place, body, id=told)


TEXTS = list(texts())


def test_no_text_of_the_contract_takes_the_number_of_a_resident(desktop: TestClient) -> None:
    assert len(TEXTS) > 100
    missed = []
    for text in TEXTS:
        name, place, body = text.values
        method, _, path = name.partition(" ")
        address = path.replace("{layer}", "roads").replace("{id}", "x_1")
        query = {place[1]: NUMBER} if place[:1] == ("?",) else {}
        # Each sign apart, none, and a pattern without blanks.
        told = []
        for written in (NUMBER, NUMBER.replace(" ", "")):
            sent = json.loads(json.dumps(body).replace(NUMBER, written))
            more: dict[str, Any] = {"params": dict.fromkeys(query, written)} if query else {"json": sent}
            answer = desktop.request(method, address, headers={"if-match": '"1"'}, **more)
            assert written not in answer.text, text.id
            told += answer.json().get("errors", [])
        where = f"?{place[1]}" if query else "".join(f"/{part}" for part in place)
        if (CODE, MASK) not in {(item["code"], item["found"]) for item in told if where.startswith(item["where"])}:
            missed.append((text.id, [(item["code"], item["where"]) for item in told]))
    assert missed == []


def test_a_cell_that_is_edited_is_refused_as_a_cell_that_is_sent(desktop: TestClient) -> None:
    made = desktop.post("/v1/datasets", json={"name": "Kantor"})
    address = made.headers["location"]
    tag = {"if-match": made.headers["etag"]}
    tag = {"if-match": desktop.post(f"{address}/versions", content=as_json(), headers=tag).headers["etag"]}
    edit = {"op": "set", "sheet": "villages", "row": 2, "cells": {"name": f"Desa {NUMBER}"}}
    answer = desktop.post(f"{address}/edits", json={"edits": [edit]}, headers=tag)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, CODE)
    assert desktop.get(f"{address}/versions").json()["items"][0]["number"] == 1


def test_a_plan_made_elsewhere_brings_none_in(desktop: TestClient) -> None:
    held = json.loads(PLAN)
    spoiled = copy.deepcopy(held)
    spoiled["problem"]["sites"][0]["name"] += " NIK 3201.0150.6090.0012"
    for address in ("/v1/plans/imports", "/v1/check/plan"):
        answer = desktop.post(address, content=json.dumps(spoiled).encode())
        (fault,) = answer.json()["errors"]
        assert (answer.status_code, fault["code"], fault["found"]) == (422, CODE, MASK)
        assert fault["pointer"] == "/problem/sites/0/name"
    assert desktop.post("/v1/plans/imports", content=PLAN).status_code == 201


def test_what_only_looks_long_is_a_text_as_any(desktop: TestClient) -> None:
    for text in ("19650101 199003 1 001", "Rapat 2027-01-12 08.00-12.00", "0736-123456", "DPA 1.02.01.2.06.0001"):
        assert desktop.post("/v1/datasets", json={"name": text}).status_code == 201, text


def test_nor_does_the_command_line(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--data", str(tmp_path)]
    for words in (
        ["user", "add", NUMBER.replace(" ", ""), "--roles", "planner"],
        ["user", "add", "sri", "--roles", "planner", "--office", "17.02", "--office-name", f"Kantor {NUMBER}"],
        ["key", "add", f"QGIS {NUMBER}", "--scopes", "published:read"],
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO("empat kata yang acak\n"))
        assert run([*words, *place]) == ExitCode.BAD_INPUT, words
        told = capsys.readouterr().err
        assert CODE in told
        assert "3201" not in told
