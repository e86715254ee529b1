"""How many months an hour the queue of the service carries: ``python -m benchmarks.national queue``.

A study of scenarios that start from the base alone is asked over HTTP, over the embedded database, with two hands.
Counted is from the end of the base's month, after which both hands have work, to the end of the last one.
"""

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import select

from api.app import create_app
from api.db.engine import Database
from api.db.tables import jobs
from api.db.upgrade import upgrade
from api.settings import Settings
from api.work.states import STUDY_CELL

HANDS = 2
SHOW_UP_PPM = (400_000, 430_000, 460_000, 530_000, 560_000, 600_000)
LOOK_S = 0.5
LIVE = ("waiting", "running", "stopping")


def measured(work: int) -> dict[str, Any]:
    """Months an hour, and the processor seconds that each took."""
    with tempfile.TemporaryDirectory() as folder:
        own = Settings(data_folder=Path(folder), extra_hosts=("testserver",), solves=HANDS)
        database = Database(own.url)
        upgrade(database)
        spent = _children_seconds()
        with TestClient(create_app(own, database=database)) as client:
            data = client.post("/v1/datasets", json={"name": "Rejang Lebong", "embedded": "rejang-lebong"}).json()
            asked = client.post("/v1/studies", json=_study(data["id"], work))
            asked.raise_for_status()
            address = f"/v1/jobs/{asked.json()['id']}"
            while (told := client.get(address).json())["state"] in LIVE:
                time.sleep(LOOK_S)
            if told["state"] != "done":
                raise RuntimeError(told)
        with database.reading() as connection:
            cells = connection.execute(
                select(jobs.c.started_at, jobs.c.finished_at).where(jobs.c.kind == STUDY_CELL)
            ).all()
        database.close()
    ends = sorted(cell.finished_at for cell in cells)
    seconds = (ends[-1] - ends[0]).total_seconds()
    return {
        "months": len(cells),
        "seconds_after_base": round(seconds, 1),
        "months_an_hour": round((len(cells) - 1) * 3600 / seconds, 1),
        "processor_seconds_a_month": round((_children_seconds() - spent) / len(cells), 1),
        "villages": 156,
        "work": work,
    }


def _study(dataset: str, work: int) -> dict[str, Any]:
    """Offices with other show-ups: none relaxes another, so each month must be solved."""
    scenarios = [
        {"name": f"hadir-{ppm}", "changes": [{"kind": "show_up", "ppm": ppm, "site_kind": "village"}]}
        for ppm in SHOW_UP_PPM
    ]
    effort = {"work": [work], "gap_percent": 2.0}
    return {"name": "antrean", "dataset_id": dataset, "month": "2027-01", "as_of": "2026-12-01",
            "scenario": scenarios, "effort": effort}  # fmt: skip


def _children_seconds() -> float:
    """Processor time of processes that have ended."""
    used = os.times()
    return used.children_user + used.children_system
