"""Plans: asked for and made by a job, kept, read by filter, handed out as files."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from api import wiring
from api.app import create_app
from api.db.engine import Database
from api.settings import Settings
from api.work.patience import Patience
from tests.api.office import day, plan_document
from tests.api.service.sheets import SHEETS, as_json

PLAN = wiring.plan_json(plan_document())
ORDER = {"first": "2027-01-04", "last": "2027-01-15", "as_of": "2026-12-01", "options": {"work": 1}}


def kept(client: TestClient, content: bytes = PLAN) -> str:
    answer = client.post("/v1/plans/imports", content=content, params={"name": "Uji"})
    assert answer.status_code == 201, answer.text
    id: str = answer.json()["id"]
    return id


def dataset(client: TestClient, sheets: dict[str, list[dict[str, Any]]] | None = None) -> str:
    id: str = client.post("/v1/datasets", json={"name": "Kabupaten Uji"}).json()["id"]
    made = client.post(f"/v1/datasets/{id}/versions", content=as_json(sheets), headers={"if-match": '"1"'})
    assert made.status_code == 201
    return id


def events(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            yield int(lines["id"]), lines["event"], json.loads(lines["data"])


def test_a_plan_is_ordered_made_by_its_own_process_and_kept(database: Database, settings: Settings) -> None:
    busy = Settings(data_folder=settings.data_folder, extra_hosts=("testserver",), solves=1)
    with TestClient(create_app(busy, database=database), raise_server_exceptions=False) as client:
        id = dataset(client)
        order = {**ORDER, "dataset_id": id, "policy": {"notice_days": "10"}}
        answer = client.post("/v1/plans", json=order, headers={"idempotency-key": "one"})
        assert answer.status_code == 202, answer.text
        again = client.post("/v1/plans", json=order, headers={"idempotency-key": "one"})
        assert again.json()["id"] == answer.json()["id"]
        job = answer.headers["location"]
        told = list(events(client.get(f"{job}/events").text))
        assert [data["state"] for _, kind, data in told if kind == "state"][-1] == "done"
        assert any(data["value"] for _, kind, data in told if kind == "progress")
        # A listener that lost its line goes on where it was; one that heard all is told so.
        last = told[-1][0]
        resumed = client.get(f"{job}/events", headers={"last-event-id": str(last - 1)})
        assert [number for number, _, _ in events(resumed.text)] == [last]
        assert client.get(f"{job}/events", headers={"last-event-id": str(last)}).status_code == 204
        plan = client.get(f"/v1/plans/{client.get(job).json()['plan_id']}").json()
        assert (plan["origin"], plan["dataset_id"], plan["dataset_version"]) == ("solve", id, 1)
        assert plan["summary"]["visits"] > 0
        assert plan["summary"]["bound"] >= plan["summary"]["value"] > 0
        series = client.get(f"{job}/series").json()
        assert series["points"][-1]["value"] == plan["summary"]["value"]
        assert [point["seconds"] for point in series["points"]] == sorted(
            point["seconds"] for point in series["points"]
        )
        rest_and_reasons(client, plan["id"])


def done(client: TestClient, job: str) -> str:
    told = list(events(client.get(f"{job}/events").text))
    assert [data["state"] for _, kind, data in told if kind == "state"][-1] == "done", told
    made: str = client.get(job).json()["plan_id"]
    return made


def rest_and_reasons(client: TestClient, id: str) -> None:
    """The rest planned anew beside the plan, compared and taken over; reasons weighed; places sought."""
    visit = client.get(f"/v1/plans/{id}/visits").json()["items"][0]
    asked = client.post(f"/v1/plans/{id}/replans", json={"hold": [visit["id"]], "options": {"work": 1}})
    assert asked.status_code == 202, asked.text
    other = done(client, asked.headers["location"])
    rest = client.get(f"/v1/plans/{other}").json()
    assert (rest["origin"], rest["pins"]) == ("replan", 1)
    assert visit["id"] in [item["id"] for item in client.get(f"/v1/plans/{other}/visits").json()["items"]]
    told = client.get(f"/v1/plans/{id}/comparison", params={"with": other}).json()
    assert told["after"]["summary"]["value"] >= told["before"]["summary"]["value"] * 0.99
    taken = client.post(f"/v1/plans/{id}/adoptions", json={"plan_id": other}, headers={"if-match": '"1"'})
    assert (taken.status_code, taken.json()["revision"]) == (201, 2)
    assert client.get(f"/v1/plans/{id}/history").json()["undo"]["revision"] == 1
    cut = {"kind": "road_cut", "sites": [visit["site"]], "first": visit["day"], "last": ORDER["last"]}
    wish = {"changes": [cut], "as_of": visit["day"], "options": {"work": 1}}
    # What is locked stays: a lock that the road no longer allows is told, not broken.
    stuck = client.post(f"/v1/plans/{id}/replans", json=wish).headers["location"]
    told = list(events(client.get(f"{stuck}/events").text))
    assert [data["state"] for _, kind, data in told if kind == "state"][-1] == "failed"
    assert client.get(stuck).json()["error"]["errors"][0]["where"] == "/pins/0"
    unlock = {"op": "unlock", "site": visit["site"], "day": visit["day"]}
    free = client.post(f"/v1/plans/{id}/changes", json={"changes": [unlock]}, headers={"if-match": '"2"'})
    assert free.status_code == 201, free.text
    asked = client.post(f"/v1/plans/{id}/replans", json=wish)
    around = done(client, asked.headers["location"])
    assert visit["site"] not in [item["site"] for item in client.get(f"/v1/plans/{around}/visits").json()["items"]]
    told = client.get(f"/v1/plans/{id}/comparison", params={"with": around}).json()
    assert ("dropped", visit["site"]) in {(item["kind"], item["site"]) for item in told["visits"]}
    assert visit["site"] in {item["site"] for item in told["origins"]}
    visits = client.get(f"/v1/plans/{id}/visits").json()["items"]
    assert told["done_visits"] == sum(item["day"] < visit["day"] for item in visits)
    wrong = client.post(f"/v1/plans/{id}/replans", json={"changes": [cut | {"sites": ["x"]}]})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/changes/0/sites")
    wish = {"hold": ["x@y"], "cancelled": ["@2027-01-12", "a@2027-02-30"], "options": {"work": 0}}
    wrong = client.post(f"/v1/plans/{id}/replans", json=wish)
    assert [item["pointer"] for item in wrong.json()["errors"]] == [
        *("/hold/0", "/cancelled/0", "/cancelled/1", "/options/work")
    ]
    assert wrong.json()["errors"][0]["code"] == "VISIT_UNKNOWN"
    gone = client.post(
        f"/v1/plans/{id}/changes",
        json={"changes": [{"op": "remove", "site": visit["site"], "day": visit["day"]}]},
        headers={"if-match": '"3"'},
    )
    assert gone.status_code == 201, gone.text
    before = {item["site"]: item for item in client.get(f"/v1/plans/{id}/left-out").json()["items"]}
    weighing = client.post(f"/v1/plans/{id}/explanations", json={"sites": [visit["site"]]})
    assert done(client, weighing.headers["location"]) == id
    after = client.get(f"/v1/plans/{id}/left-out/{visit['site']}").json()
    assert after["value_lost"] is not None
    assert before[visit["site"]]["value_lost"] is None
    slots = client.get(f"/v1/plans/{id}/slots", params={"site": visit["site"]}).json()["slots"]
    assert slots[0]["value"] >= slots[-1]["value"]
    best = slots[0]
    fit = {"op": "fit", "site": visit["site"], "team": best["team"], "day": best["day"]}
    kept = client.post(f"/v1/plans/{id}/changes", json={"changes": [fit]}, headers={"if-match": '"4"'})
    assert kept.status_code == 201, kept.text
    assert visit["site"] not in {item["site"] for item in client.get(f"/v1/plans/{id}/left-out").json()["items"]}


def test_faults_of_the_data_are_told_when_a_plan_is_asked_for(desktop: TestClient) -> None:
    sheets = {**SHEETS, "villages": [{**SHEETS["villages"][0], "recorded": 5_000}]}
    id = dataset(desktop, sheets)
    answer = desktop.post("/v1/plans", json={**ORDER, "dataset_id": id})
    assert answer.status_code == 422
    fault = answer.json()["errors"][0]
    assert (fault["code"], fault["sheet"], fault["row"]) == ("RECORDED_ABOVE_ELIGIBLE", "villages", 2)
    wrong = desktop.post("/v1/plans", json={**ORDER, "dataset_id": dataset(desktop), "policy": {"magic": "1"}})
    assert wrong.status_code == 422
    backwards = desktop.post("/v1/plans", json={**ORDER, "dataset_id": id, "last": "2026-01-01"})
    assert backwards.json()["errors"][0]["pointer"] == "/last"
    assert desktop.post("/v1/plans", json={**ORDER, "dataset_id": "data_x"}).status_code == 404
    assert desktop.get("/v1/jobs").json()["items"] == []


def test_a_period_that_ends_first_is_told_with_what_else_is_wrong(desktop: TestClient) -> None:
    order = {**ORDER, "dataset_id": dataset(desktop), "last": "2027-01-01", "options": {"work": 0}}
    answer = desktop.post("/v1/plans", json=order)
    assert answer.status_code == 422
    found = {item["pointer"]: (item["code"], item["expected"]) for item in answer.json()["errors"]}
    assert set(found) == {"/last", "/options/work"}
    expected = {"id": "hari yang tidak sebelum first", "en": "a day not before first"}
    assert found["/last"] == ("PERIOD_ENDS_FIRST", expected)


def test_faults_of_an_order_stand_at_their_place_in_it(desktop: TestClient) -> None:
    id = dataset(desktop)
    policy = {"magic/x": "1", "notice_days": "soon", "show_up_invited": "0.4"}
    wrong = desktop.post("/v1/plans", json={**ORDER, "dataset_id": id, "policy": policy})
    assert {fault["pointer"]: fault["code"] for fault in wrong.json()["errors"]} == {
        "/policy/magic~1x": "UNKNOWN_PARAMETER",
        "/policy/notice_days": "NOT_A_NUMBER",
    }
    long = desktop.post("/v1/plans", json={**ORDER, "dataset_id": id, "last": "2028-01-31"})
    assert [(fault["pointer"], fault["code"]) for fault in long.json()["errors"]] == [("/last", "PERIOD_TOO_LONG")]
    late = {"first": "2077-01-01", "last": "2077-01-31", "as_of": "2077-02-01"}
    both = desktop.post("/v1/plans", json={**ORDER, "dataset_id": id, **late})
    assert {fault["pointer"]: fault["code"] for fault in both.json()["errors"]} == {
        "/first": "PERIOD_WITHOUT_CALENDAR",
        "/as_of": "AS_OF_OUTSIDE",
    }
    year = desktop.post("/v1/plans", json={**ORDER, "dataset_id": id, "as_of": "2027"})
    assert year.json()["errors"][0]["expected"]["en"] == "a date such as 2027-01-31, without a time"


def test_an_empty_dataset_cannot_be_planned_with(desktop: TestClient) -> None:
    id = desktop.post("/v1/datasets", json={"name": "x"}).json()["id"]
    answer = desktop.post("/v1/plans", json={**ORDER, "dataset_id": id})
    assert (answer.status_code, answer.json()["code"]) == (409, "DATASET_EMPTY")


def test_jobs_wait_in_order_and_are_cancelled_and_retried(desktop: TestClient) -> None:
    order = {**ORDER, "dataset_id": dataset(desktop)}
    first, second = (desktop.post("/v1/plans", json=order).json()["id"] for _ in range(2))
    read = desktop.get(f"/v1/jobs/{second}")
    assert read.json()["position"] == 2
    seen = {"if-match": read.headers["etag"]}
    assert desktop.patch(f"/v1/jobs/{second}", json={"priority": 3}).json()["code"] == "IF_MATCH_NEEDED"
    raised = desktop.patch(f"/v1/jobs/{second}", json={"priority": 3}, headers=seen)
    late = desktop.patch(f"/v1/jobs/{second}", json={"priority": 4}, headers=seen)
    assert (late.status_code, late.json()["code"]) == (412, "CHANGED_MEANWHILE")
    assert raised.headers["etag"] == desktop.get(f"/v1/jobs/{second}").headers["etag"] != read.headers["etag"]
    assert (raised.json()["position"], desktop.get(f"/v1/jobs/{first}").json()["position"]) == (1, 2)
    gone = desktop.post(f"/v1/jobs/{first}/cancel")
    assert (gone.status_code, gone.json()["state"], gone.json()["plan_id"]) == (202, "cancelled", None)
    assert desktop.patch(f"/v1/jobs/{first}", json={"priority": 3}, headers=seen).status_code == 409
    assert desktop.post(f"/v1/jobs/{second}/retry").json()["code"] == "JOB_NOT_ENDED"
    again = desktop.post(f"/v1/jobs/{first}/retry").json()
    assert (again["state"], again["retry_of"]) == ("waiting", first)
    assert [item["id"] for item in desktop.get("/v1/jobs?state=waiting").json()["items"]] == [again["id"], second]


def test_an_office_may_have_so_many_jobs_and_no_more(sqlite_address: str, settings: Settings) -> None:
    few = Settings(data_folder=settings.data_folder, extra_hosts=("testserver",), solves=0, queue_limit=1)
    client = TestClient(create_app(few, database=Database(sqlite_address)), raise_server_exceptions=False)
    order = {**ORDER, "dataset_id": dataset(client)}
    assert client.post("/v1/plans", json=order).status_code == 202
    answer = client.post("/v1/plans", json=order)
    assert (answer.status_code, answer.json()["code"]) == (429, "QUEUE_FULL")


def test_a_plan_made_elsewhere_is_kept_and_told(desktop: TestClient) -> None:
    id = kept(desktop)
    plan = desktop.get(f"/v1/plans/{id}").json()
    assert (plan["name"], plan["origin"], plan["summary"]["visits"], plan["revision"]) == ("Uji", "upload", 4, 1)
    assert [item["id"] for item in desktop.get("/v1/plans").json()["items"]] == [id]
    steps = desktop.get(f"/v1/plans/{id}/revisions").json()["items"]
    assert [(step["revision"], step["change"]) for step in steps] == [(1, [{"op": "upload"}])]


def test_a_plan_that_is_none_is_refused(desktop: TestClient) -> None:
    told = json.loads(PLAN)
    broken = {
        "SUMMARY_UNTRUE": {**told, "summary": {**told["summary"], "value": 1}},
        "PLAN_OF_OTHER_PROBLEM": {**told, "problem_hash": "0" * 64},
    }
    for code, plan in broken.items():
        answer = desktop.post("/v1/plans/imports", json=plan)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)
    late = json.loads(PLAN)
    late["trips"][0]["visits"][0]["people"][0]["invited"] += 1_000
    answer = desktop.post("/v1/plans/imports", json=late)
    assert answer.json()["code"] == "PLAN_BREAKS_RULES"
    assert answer.json()["facts"]["violations"][0]["rule"]
    assert desktop.post("/v1/plans/imports", content=b"{").status_code == 422
    assert desktop.get("/v1/plans").json()["items"] == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 4),
        ({"since": day(3).isoformat()}, 2),
        ({"until": day(2).isoformat()}, 2),
        ({"team": "t1"}, 1),
        ({"site": "17.02.01.2002"}, 1),
        ({"subdistrict": "k2"}, 0),
        ({"team": "t2", "since": day(4).isoformat(), "site": "17.02.01.2005"}, 1),
    ],
)
def test_visits_are_found_by_filter(desktop: TestClient, query: dict[str, str], count: int) -> None:
    id = kept(desktop)
    items = desktop.get(f"/v1/plans/{id}/visits", params=query).json()["items"]
    assert len(items) == count
    assert all(item["id"] == f"{item['site']}@{item['day']}" for item in items)


def test_ledgers_add_up_and_reasons_are_told(desktop: TestClient) -> None:
    id = kept(desktop)
    summary = desktop.get(f"/v1/plans/{id}").json()["summary"]
    costs = desktop.get(f"/v1/plans/{id}/costs", params={"limit": 500}).json()["items"]
    assert sum(line["amount_rupiah"] for line in costs) == summary["cost_rupiah"]
    stock = desktop.get(f"/v1/plans/{id}/stock", params={"limit": 500}).json()["items"]
    assert [line["day"] for line in stock][:2] == [day(1).isoformat(), day(2).isoformat()]
    assert all(one["closing"] == two["opening"] for one, two in pairwise(stock))
    left = desktop.get(f"/v1/plans/{id}/left-out").json()["items"]
    assert len(left) == summary["left_out"] > 0
    reason = left[0]["reason"]
    filtered = desktop.get(f"/v1/plans/{id}/left-out", params={"reason": reason}).json()["items"]
    assert {item["reason"] for item in filtered} == {reason}
    assert left[0]["sentence"]["id"] != left[0]["sentence"]["en"]


def test_a_plan_is_handed_out_as_files(desktop: TestClient) -> None:
    id = kept(desktop)
    assert desktop.get(f"/v1/plans/{id}/files/plan.json").content == PLAN
    book = desktop.get(f"/v1/plans/{id}/files/jadwal.xlsx", headers={"accept-language": "en"})
    assert "attachment" in book.headers["content-disposition"]
    sheets = openpyxl.load_workbook(io.BytesIO(book.content), read_only=True)
    assert "jadwal" in sheets.sheetnames
    features = desktop.get(f"/v1/plans/{id}/files/plan.geojson").json()
    assert features["type"] == "FeatureCollection"
    assert desktop.get(f"/v1/plans/{id}/files/peta.html").headers["content-security-policy"].startswith("default-src")
    assert desktop.get(f"/v1/plans/{id}/files/passwd").status_code == 404


def test_formulas_in_names_do_not_run_in_the_workbook(desktop: TestClient) -> None:
    # The little office has a village called =HYPERLINK(...).
    id = kept(desktop)
    book = openpyxl.load_workbook(io.BytesIO(desktop.get(f"/v1/plans/{id}/files/jadwal.xlsx").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" and "HYPERLINK" in str(cell.value)] == []


def test_a_name_is_changed_by_who_has_read_it(desktop: TestClient) -> None:
    id = kept(desktop)
    seen = {"if-match": desktop.get(f"/v1/plans/{id}").headers["etag"]}
    assert desktop.patch(f"/v1/plans/{id}", json={"name": "Baru"}, headers=seen).json()["name"] == "Baru"
    assert desktop.patch(f"/v1/plans/{id}", json={"name": "Lagi"}, headers=seen).status_code == 412
    now = {"if-match": desktop.get(f"/v1/plans/{id}").headers["etag"]}
    assert desktop.delete(f"/v1/plans/{id}", headers=now).status_code == 204
    assert desktop.get("/v1/plans").json()["items"] == []
    assert len(desktop.get("/v1/plans?archived=true").json()["items"]) == 1


def test_the_silence_of_a_worker_is_longer_than_its_beat() -> None:
    assert timedelta(seconds=Patience().silence) > 3 * timedelta(seconds=Patience().beat)
