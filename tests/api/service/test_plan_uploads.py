"""Plans made elsewhere that belong to data kept here."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from api import wiring, wiring_layers
from api.cli import run
from api.db.engine import Database
from planner.domain.plan import Plan, Solution, SolveOptions, StoppedBy
from planner.domain.problem import Problem
from planner.month import document
from tests.api.service.sheets import as_json
from tests.api.service.test_plans import PLAN, dataset, kept

SPAN = wiring.Span(first=date(2027, 1, 4), last=date(2027, 1, 15), as_of=date(2026, 12, 1))


def of_sheets(name: str) -> Problem:
    """The problem of the sheets that the tests upload."""
    return wiring_layers.problem_over(wiring.uploaded("kantor.json", as_json()), [], name, SPAN, None)


def empty_plan_of(problem: Problem) -> bytes:
    """A plan file as the command line writes it."""
    plan = Plan(trips=(), assignments=())
    told = document(
        problem,
        plan,
        Solution(plan=plan, bound=10**9, stopped_by=StoppedBy.WORK, seconds=1.0),
        options=SolveOptions(),
        problem_hash=wiring.hash_of(problem),
        version="1.2.3",
        started="2026-12-01T08:00:00+07:00",
        machine="test",
    )
    return wiring.plan_json(replace(told, problem=problem))


def sent(client: TestClient, content: bytes, data: str) -> tuple[int, Any]:
    answer = client.post("/v1/plans/imports", content=content, params={"dataset_id": data})
    return answer.status_code, answer.json()


def test_a_plan_belongs_to_the_data_that_give_its_problem_whatever_they_are_called(desktop: TestClient) -> None:
    id = dataset(desktop)
    status, told = sent(desktop, empty_plan_of(of_sheets("Nama lain")), id)
    assert (status, told["dataset_id"], told["dataset_version"]) == (201, id, 1)
    assert [item["id"] for item in desktop.get("/v1/plans", params={"dataset_id": id}).json()["items"]] == [told["id"]]
    assert desktop.get(f"/v1/plans/{kept(desktop)}").json()["dataset_id"] is None


def test_other_data_than_the_plans_own_are_refused_with_where(desktop: TestClient) -> None:
    id = dataset(desktop)
    edits = [{"op": "set", "sheet": "villages", "row": 2, "cells": {"recorded": "1"}}]
    edited = desktop.post(f"/v1/datasets/{id}/edits", json={"edits": edits}, headers={"if-match": '"2"'})
    assert edited.status_code == 201, edited.text
    for content in (PLAN, empty_plan_of(of_sheets("Kabupaten Uji"))):
        status, told = sent(desktop, content, id)
        fault = told["errors"][0]
        assert (status, fault["code"], fault["parameter"]) == (422, "PLAN_OF_OTHER_DATA", "dataset_id")
        assert "versi 2" in fault["expected"]["id"]
    nothing = desktop.post("/v1/datasets", json={"name": "Kosong"}).json()["id"]
    assert sent(desktop, PLAN, nothing)[1]["code"] == "DATASET_EMPTY"
    assert sent(desktop, PLAN, "data_x")[0] == 404
    assert desktop.get("/v1/plans").json()["items"] == []


def test_the_demo_is_loaded_as_a_plan_of_the_example(
    sqlite_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "data" / "jemput.sqlite3"
    store.parent.mkdir()
    store.write_bytes(sqlite_file.read_bytes())
    monkeypatch.delenv("JEMPUT_DATABASE_URL", raising=False)
    monkeypatch.setenv("JEMPUT_DATA", str(store.parent))
    for number, content in enumerate((empty_plan_of(wiring.problem_from("rejang-lebong", SPAN)), PLAN)):
        file = tmp_path / f"{number}.json"
        file.write_bytes(content)
        assert run(["load", str(file)]) == 0
    database = Database(f"sqlite:///{store}")
    with database.reading() as connection:
        kept_as = connection.execute(text("SELECT dataset_version FROM plans ORDER BY created_at")).scalars().all()
        assert connection.execute(text("SELECT count(*) FROM datasets")).scalar() == 1
    database.close()
    # A plan of other data stands by itself.
    assert sorted(kept_as, key=str) == [1, None]
