"""Studies answered without waiting for an engine: each plan is made by hand, all the rest is the product's own."""

import json
from datetime import datetime
from typing import Any

from api.db import blobs
from api.db.engine import Database
from api.db.scope import OfficeRows
from api.scenarios.conducting import answered
from api.scenarios.store import Nothing
from api.studies.answering import AnsweredStudies
from api.work import queue
from api.work.states import JobState
from tests.api.scenarios.quick import QuickPool

ASKED: dict[str, Any] = {
    "name": "Usulan",
    "month": "2027-01",
    "as_of": "2026-12-01",
    "effort": {"work": [1], "gap_percent": 100},
    "scenario": [
        {"name": "kurang-kartu", "title": "Stok tinggal 60", "changes": [{"kind": "stock", "difference": -440}]},
        {"name": "tim-lagi", "changes": [{"kind": "teams_added", "like": "T1"}]},
    ],
    "seek": [
        {"name": "empat-puluh", "measure": "recording", "at_least": 40, "money_max": 9_000_000, "step": 4_000_000}
    ],
}


def answer_study(database: Database, office: str, job_id: str, now: datetime) -> None:
    """Answer a study that waits, as its process and whoever holds its claim do together."""
    with database.reading() as connection:
        rows = OfficeRows(connection, office)
        job = queue.job_of(rows, job_id)
        assert job is not None
        kept = json.loads(blobs.get(rows, job.input["problem_sha256"]))
    files: list[bytes] = []
    told = answered(job.input["options"], kept, QuickPool(), Nothing(), keep_file=files.append)
    with database.writing() as connection:
        rows = OfficeRows(connection, office)
        for content in files:
            blobs.put(rows, content)
        queue.drop_waiting(rows.open, job_id)
        keep = AnsweredStudies()
        keep.keep(rows, job, told, keep.prepared(rows, job, told), now)
        queue.change_job(rows, job_id, state=JobState.DONE, finished_at=now)
