"""The best plan so far of a job that runs: read over HTTP, kept by cancelling."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from api.app import create_app
from api.db.engine import Database
from api.settings import Settings
from api.work.patience import Patience
from planner.units import VALUE_UNITS_PER_PERSON
from tests.api.service.test_plans import ORDER, PLAN, dataset

SHORT = Path(__file__).with_name("short_child.py")
QUICK = Patience(poll=0.05, listen=0.02, beat=0.2, progress=0.02, stop=10, stop_with_best=0.2)
SOON_S = 30.0


def test_a_plan_is_looked_at_while_its_job_runs_and_kept_when_that_is_cancelled(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "plan.json").write_bytes(PLAN)
    command = (sys.executable, "-S", str(SHORT), str(tmp_path / "plan.json"), "600")
    busy = Settings(data_folder=settings.data_folder, extra_hosts=("testserver",), solves=1)
    app = create_app(busy, database=database, solver=command, patience=QUICK)
    with TestClient(app, raise_server_exceptions=False) as client:
        job = client.post("/v1/plans", json={**ORDER, "dataset_id": dataset(client)}).headers["location"]
        until(lambda: client.get(job).json(), lambda told: (told["progress"] or {}).get("best") == 1)
        best = client.get(f"{job}/best").json()
        assert (best["state"], best["number"], best["plan_id"]) == ("running", 1, None)
        assert best["summary"]["value"] == json.loads(PLAN)["summary"]["value"] / VALUE_UNITS_PER_PERSON
        visits = client.get(f"{job}/best/visits").json()["items"]
        assert len(visits) == best["summary"]["visits"] > 1
        day = visits[0]["day"]
        one_day = client.get(f"{job}/best/visits", params={"since": day, "until": day, "limit": 1}).json()
        assert [item["day"] for item in one_day["items"]] == [day]
        routes = client.get(f"{job}/best/map/routes")
        assert (len(routes.json()["features"]) > 0, routes.json()["revision"]) == (True, 1)
        lands = client.get(f"{job}/best/map/villages", params={"shape": "land"}).json()["features"]
        assert {item["geometry"]["type"] for item in lands} <= {"Polygon", "MultiPolygon"}
        mark = {"if-none-match": routes.headers["etag"]}
        assert client.get(f"{job}/best/map/routes", headers=mark).status_code == 304

        assert client.post(f"{job}/cancel").status_code == 202
        ended = until(lambda: client.get(job).json(), lambda told: told["state"] == "cancelled")
        after = client.get(f"{job}/best").json()
        assert (after["number"], after["plan_id"]) == (0, ended["plan_id"])
        kept = client.get(f"/v1/plans/{ended['plan_id']}/visits").json()["items"]
        assert client.get(f"{job}/best/visits").json()["items"] == kept == visits
        assert client.get(f"{job}/best/map/routes", headers=mark).status_code == 200


def test_there_is_no_plan_so_far_before_the_first_one(desktop: TestClient) -> None:
    job = desktop.post("/v1/plans", json={**ORDER, "dataset_id": dataset(desktop)}).headers["location"]
    for address in ("best", "best/visits", "best/map/routes"):
        assert desktop.get(f"{job}/{address}").status_code == 404


def until(look: Callable[[], Any], good: Callable[[Any], bool]) -> Any:
    end = time.monotonic() + SOON_S
    while time.monotonic() < end:
        found = look()
        if good(found):
            return found
        time.sleep(0.02)
    raise AssertionError(f"still {look()}")
