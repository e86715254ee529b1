"""Studies over HTTP: answered by the queue in the bytes of the local run, told, stopped, gone on with, kept apart."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from api import wiring
from api.app import create_app
from api.db.engine import Database
from api.scenarios import results
from api.scenarios.asking import months_of_source, source_of_kept
from api.scenarios.pool import SolvingPool
from api.scenarios.running import StudyRunner
from api.scenarios.store import StudyFolder
from api.scenarios.study_file import asked_of, study_of
from api.settings import Settings
from api.work.solving import COMMAND
from tests.api.scenarios.pools import HerePool
from tests.api.scenarios.quick import QuickPool
from tests.api.service.answered import ASKED
from tests.api.service.sheets import as_json
from tests.api.service.test_plans import dataset, events

QUICK = (sys.executable, "-m", "tests.api.scenarios.quick")


@contextmanager
def serving(
    address: str, settings: Settings, solves: int = 1, solver: tuple[str, ...] = COMMAND
) -> Iterator[TestClient]:
    database = Database(address)
    busy = Settings(data_folder=settings.data_folder, extra_hosts=("testserver",), solves=solves)
    with TestClient(create_app(busy, database=database, solver=solver), raise_server_exceptions=False) as client:
        yield client
    database.close()


def ended(client: TestClient, job: str) -> list[Any]:
    told = list(events(client.get(f"{job}/events").text))
    assert [data["state"] for _, kind, data in told if kind == "state"][-1] == "done", told[-1]
    return told


def here(asked: dict[str, Any], pool: SolvingPool, folder: Path) -> bytes:
    """The same study answered by the local run, on the same sheets."""
    kept = wiring.uploaded("data.json", as_json())
    head = asked_of(asked)
    base, grounds = months_of_source(head, source_of_kept(kept, (), "Kabupaten Uji", None), date(2026, 12, 1))
    store = StudyFolder(folder)
    with store.held():
        runner = StudyRunner(study_of(head, base), base, grounds, store, processes=1, pool=pool)
        return results.canonical(results.results_of(runner.run(), base))


def test_a_study_is_answered_by_the_queue_as_it_is_by_the_local_run(
    address: str, settings: Settings, tmp_path: Path
) -> None:
    with serving(address, settings, solver=QUICK) as client:
        answer = client.post("/v1/studies", json={**ASKED, "dataset_id": dataset(client)})
        assert answer.status_code == 202, answer.text
        study = f"/v1/studies/{answer.json()['study_id']}"
        told = ended(client, answer.headers["location"])
        progress = [data for _, kind, data in told if kind == "progress"]
        assert (progress[-1]["done"], progress[-1]["total"]) == (3, 3)
        content = client.get(f"{study}/files/hasil.json").content
        assert content == here(ASKED, QuickPool(), tmp_path / "local")
        # Asked again, nothing is solved again: no cell was added.
        cells = client.get("/v1/jobs", params={"study_id": answer.json()["study_id"]}).json()["items"]
        assert {cell["state"] for cell in cells} == {"done"}
        again = client.post(f"{study}/run", json={})
        ended(client, again.headers["location"])
        assert client.get(f"{study}/files/hasil.json").content == content
        assert client.get("/v1/jobs", params={"study_id": answer.json()["study_id"]}).json()["items"] == cells
        assert all(job["kind"] == "study" for job in client.get("/v1/jobs").json()["items"])
        if address.startswith("sqlite"):
            answers_and_papers(client, study)


def test_the_engine_of_the_queue_is_that_of_the_local_run(
    sqlite_address: str, settings: Settings, tmp_path: Path
) -> None:
    alone = {**ASKED, "scenario": [], "seek": []}
    with serving(sqlite_address, settings) as client:
        answer = client.post("/v1/studies", json={**alone, "dataset_id": dataset(client)})
        ended(client, answer.headers["location"])
        content = client.get(f"/v1/studies/{answer.json()['study_id']}/files/hasil.json").content
    assert content == here(alone, HerePool(), tmp_path / "local")


def answers_and_papers(client: TestClient, study: str) -> None:
    table = client.get(f"{study}/table", headers={"accept-language": "en"}).json()
    assert [column["name"] for column in table["columns"]] == ["dasar", "kurang-kartu", "tim-lagi"]
    recorded = table["rows"][0]["cells"]
    assert recorded[0]["verdict"] is None
    assert recorded[2]["number"] >= recorded[0]["number"]
    turned = client.get(f"{study}/table", params={"scenario": ["tim-lagi", "dasar"]}).json()
    assert [column["name"] for column in turned["columns"]] == ["tim-lagi", "dasar"]
    assert client.get(f"{study}/table", params={"scenario": "entah"}).status_code == 404
    (sought,) = client.get(f"{study}/seeks").json()
    assert sought["outcome"] in ("reached", "undecided", "out_of_reach")
    assert sought["probes"]
    places = client.get(f"{study}/differences", params={"scenario": "tim-lagi"}).json()["places"]
    assert round(sum(place["difference"] for place in places), 3) == pytest.approx(
        recorded[2]["number"] - recorded[0]["number"], abs=0.01
    )
    risk = client.get(f"{study}/scenarios/dasar/risk", params={"runs": 50}).json()
    assert risk["recording"]["low"] <= risk["recording"]["median"] <= risk["recording"]["high"]
    whole = client.get(study).json()
    assert whole["answered"]
    assert whole["scenarios"] == ["dasar", "kurang-kartu", "tim-lagi"]
    assert whole["job"]["state"] == "done"
    kept = client.post(f"{study}/scenarios/dasar/plan")
    assert kept.status_code == 201, kept.text
    cost = table["rows"][[row["name"]["en"] for row in table["rows"]].index("Cost, Rp")]["cells"][0]["number"]
    papers = f"{study}/scenarios/dasar/papers"
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{papers}/rab.xlsx").content), data_only=True)
    assert any(cell.value == cost for sheet in book for line in sheet.iter_rows() for cell in line)
    for name, start in (("nota-dinas.pdf", b"%PDF"), ("permohonan-blangko.docx", b"PK")):
        assert client.get(f"{papers}/{name}").content.startswith(start)
    assert client.get(f"{papers}/rahasia.pdf").status_code == 404
    assert b"<!doctype html>" in client.get(f"{study}/files/banding.html").content
    assert client.get("/v1/studies").json()["items"][0]["id"] in study


@pytest.fixture
def idle(sqlite_address: str, settings: Settings) -> Iterator[TestClient]:
    with serving(sqlite_address, settings, solves=0) as client:
        yield client


def test_everything_wrong_in_a_study_is_told_at_once_and_nothing_is_kept(idle: TestClient) -> None:
    wrong = {
        **ASKED,
        "dataset_id": dataset(idle),
        "scenario": [
            {"name": "a", "changes": [{"kind": "teams_added", "like": "T9"}]},
            {"name": "b", "changes": [{"kind": "budget", "amount": -5}]},
        ],
    }
    answer = idle.post("/v1/studies", json=wrong)
    assert answer.status_code == 422
    found = {fault["pointer"].rpartition("/")[0]: fault["code"] for fault in answer.json()["errors"]}
    assert found == {
        "/scenario/0/changes/0": "CHANGE_DOES_NOT_FIT",
        "/scenario/1/changes/0": "CHANGE_DOES_NOT_FIT",
    }
    crowd = [{"name": "c", "changes": [{"kind": "teams_added", "like": "T1", "count": 1_000_000_000}]}]
    axes = [{"vary": "teams", "values": [2, 1_000_000_000]}]
    huge = {**ASKED, "dataset_id": wrong["dataset_id"], "scenario": crowd, "grid": [{"name": "g", "axes": axes}]}
    answer = idle.post("/v1/studies", json=huge)
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [
        "/scenario/0/changes/0/count",
        "/grid/0/axes/0/values",
    ]
    beyond = {**ASKED, "dataset_id": wrong["dataset_id"], "seek": [{**ASKED["seek"][0], "percent": 130}]}
    del beyond["seek"][0]["at_least"]
    assert idle.post("/v1/studies", json=beyond).json()["errors"][0]["code"] == "PERCENT_OUT_OF_RANGE"
    gone = {**ASKED, "dataset_id": wrong["dataset_id"], "data_hash": "0" * 64}
    assert idle.post("/v1/studies", json=gone).json()["errors"][0]["code"] == "DATA_VERSION_GONE"
    assert idle.post("/v1/studies", json={**ASKED, "dataset_id": "ds_none"}).status_code == 404
    assert idle.post("/v1/studies", json={**gone, "version": 7}).status_code == 404
    assert idle.get("/v1/studies").json()["items"] == []
    assert idle.get("/v1/jobs").json()["items"] == []


def test_a_large_study_is_agreed_to_and_a_huge_one_refused(idle: TestClient) -> None:
    def grid(last: int) -> dict[str, Any]:
        axes = [{"vary": "budget", "from": 0, "to": last, "step": 1000}]
        return {**ASKED, "dataset_id": made, "seek": [], "grid": [{"name": "uang", "axes": axes}]}

    made = dataset(idle)
    told = idle.post("/v1/studies/check", json=grid(99_000)).json()
    assert told["size"]["runs"] == 103
    assert told["size"]["must_agree"]
    assert [item["name"] for item in told["scenarios"]] == ["dasar", "kurang-kartu", "tim-lagi"]
    asked = idle.post("/v1/studies", json=grid(99_000))
    assert (asked.status_code, asked.json()["facts"]["runs"]) == (409, 103)
    assert idle.post("/v1/studies", json={**grid(99_000), "agreed": True}).status_code == 202
    huge = idle.post("/v1/studies", json={**grid(1_000_000_000), "agreed": True})
    assert huge.json()["errors"][0]["code"] == "STUDY_TOO_LARGE"


def test_a_study_waits_is_cancelled_and_goes_on(idle: TestClient) -> None:
    job = idle.post("/v1/studies", json={**ASKED, "dataset_id": dataset(idle)}).json()
    study = f"/v1/studies/{job['study_id']}"
    assert idle.post(f"{study}/run", json={}).json()["code"] == "STUDY_RUNS"
    assert idle.get(f"{study}/table").json()["code"] == "STUDY_NOT_ANSWERED"
    assert idle.post(f"/v1/jobs/{job['id']}/cancel").json()["state"] == "cancelled"
    assert idle.get(study).json()["job"]["state"] == "cancelled"
    again = idle.post(f"/v1/jobs/{job['id']}/retry").json()
    assert idle.get(study).json()["job"]["id"] == again["id"]
    tag = idle.get(study).headers["etag"]
    assert idle.delete(study, headers={"if-match": tag}).status_code == 204
    assert idle.get("/v1/studies").json()["items"] == []


def test_scenarios_are_saved_and_asked(idle: TestClient) -> None:
    wish = {"name": "tim-lagi", "title": "Satu tim lagi", "changes": [{"kind": "teams_added", "like": "T1"}]}
    made = idle.post("/v1/scenarios", json=wish)
    assert made.status_code == 201, made.text
    address = made.headers["location"]
    changed = idle.put(address, json={**wish, "title": "Lagi"}, headers={"if-match": made.headers["etag"]})
    assert changed.json()["title"] == "Lagi"
    assert idle.put(address, json=wish, headers={"if-match": made.headers["etag"]}).status_code == 412
    bad = idle.post("/v1/scenarios", json={**wish, "changes": [{"kind": "sulap"}]})
    assert bad.json()["errors"][0]["code"] == "CHANGE_UNKNOWN"
    asked = {**ASKED, "dataset_id": dataset(idle), "scenario": [], "scenario_ids": [made.json()["id"]]}
    told = idle.post("/v1/studies/check", json=asked).json()
    assert [item["name"] for item in told["scenarios"]] == ["dasar", "tim-lagi"]
    assert idle.post("/v1/studies/check", json={**asked, "scenario_ids": ["scen_x"]}).status_code == 422
    assert idle.delete(address, headers={"if-match": changed.headers["etag"]}).status_code == 204
    assert idle.get(address).status_code == 404
    kinds = {item["kind"]: item for item in idle.get("/v1/scenarios/changes").json()}
    assert {part["name"]: part["type"] for part in kinds["delivery"]["parts"]} == {
        "due": "date",
        "day": "date",
        "quantity": "number",
    }
