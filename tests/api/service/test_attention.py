"""What needs a decision: the most pressing first, and nothing that does not."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import wiring
from api.auth.roles import Role
from api.db.engine import Database
from tests.api.office import day
from tests.api.service.sheets import SHEETS
from tests.api.service.test_changes import change, move
from tests.api.service.test_plans import dataset, kept
from tests.api.service.test_publications import Office, approve, asked, step
from tests.api.test_held import facts


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office(database, tmp_path)


def decisions(client: TestClient, today: int = 1) -> dict[str, Any]:
    answer = client.get("/v1/attention", params={"month": "2027-01", "today": day(today).isoformat()})
    assert answer.status_code == 200, answer.text
    return {item["kind"]: item for item in answer.json()["items"]}


def test_an_empty_office_is_told_where_to_begin(office: Office) -> None:
    planner = office.client("sri", Role.PLANNER)
    assert set(decisions(planner)) == {"no_data", "no_plan"}
    dataset(planner, {**SHEETS, "villages": [{**SHEETS["villages"][0], "recorded": 5_000}]})
    found = decisions(planner)
    assert set(found) == {"data_faults", "no_plan"}
    assert found["data_faults"]["target"]["part"] == "versions/1"


def test_drafts_approvals_and_steps_ask_until_they_are_done(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    viewer = office.client("bupati", Role.VIEWER)
    dataset(planner)
    plan = kept(planner)
    assert set(decisions(planner)) == set()
    change(planner, plan, move("10703040", 2, 6, "t2"), accept_breaches=True)
    assert decisions(planner)["draft_breaks"]["number"] == 1
    seen = {"if-match": planner.get(f"/v1/plans/{plan}").headers["etag"]}
    planner.post(f"/v1/plans/{plan}/undo", headers=seen)
    address = asked(planner, plan, 3)
    assert decisions(head)["awaiting_approval"]["number"] == 1
    approve(head, address)
    found = decisions(planner)
    assert (set(found), found["not_announced"]["number"]) == ({"not_announced"}, 4)
    assert found["not_announced"]["days_left"] < 0, "notice has run out"
    named = found["not_announced"]["visits"]
    assert sorted(named) == sorted(item["id"] for item in planner.get(f"{address}/visits").json()["items"])
    assert [one.rsplit("@", 1)[1] for one in named] == sorted(one.rsplit("@", 1)[1] for one in named)
    step(planner, address, "announced", 0)
    found = decisions(planner)
    assert set(found["not_announced"]["visits"] + found["not_confirmed"]["visits"]) == set(named)
    assert (found["not_announced"]["number"], found["not_confirmed"]["number"]) == (3, 1)
    late = decisions(planner, today=12)
    assert late["not_reported"]["number"] == 4
    assert late["not_reported"]["people"] > 0
    ranks = [item["days_left"] for item in planner.get("/v1/attention?month=2027-01&today=2027-01-04").json()["items"]]
    assert ranks == sorted(ranks)
    told = viewer.get("/v1/attention?month=2027-01&today=2027-01-04").json()
    assert (told["items"], told["publication_number"]) == ([], 1)
    # A new version of the rest of the month does not forget what is still to be reported of what is over.
    rest = kept(planner, wiring.plan_json(facts().document))
    approve(head, asked(planner, rest))
    assert decisions(planner, today=12)["not_reported"] == late["not_reported"] | {
        "target": {**late["not_reported"]["target"], "id": planner.get("/v1/publications").json()["items"][0]["id"]}
    }
