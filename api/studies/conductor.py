"""Answers the process of a study: looks up what is kept, puts what is not in the queue, and tells what came of it.

A run has one row, whoever asks for it: its name, the job that solves it, and what came of it. When this process dies,
the next one finds the rows, so that nothing is solved twice and what is under way is not begun anew.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from api.db import blobs
from api.db.engine import Database
from api.db.identity import new_id
from api.db.scope import OfficeRows
from api.db.tables import jobs, study_runs
from api.work import queue
from api.work.queue import Claim
from api.work.solving import Child, Said
from api.work.states import ENDED, EVENT_STATE, OPEN, STUDY_CELL, JobState

CELL_PRIORITY = -10
"""Below what people wait for."""
LOOK_S = 0.5
ASK, WANT, FILE = "ask", "want", "file"


class Conductor:
    """Between one study and the queue."""

    def __init__(self, database: Database, claim: Claim, child: Child) -> None:
        self._database, self._claim, self._child = database, claim, child
        self._wanted: dict[str, str] = {}
        self._told: dict[str, int] = {}
        self._ring = self._is_stopped = False
        self._looked: datetime | None = None

    def heard(self, said: Said, now: datetime) -> bool:
        """Whether that was a question of ours."""
        if said.kind == ASK:
            key = str(said.facts["key"])
            document = self._kept(key)
            self._child.answer(document or b"", of=ASK, key=key)
        elif said.kind == WANT:
            # What was asked before the wish to stop was heard is not begun.
            if not self._is_stopped:
                self._want(said, now)
        elif said.kind == FILE:
            with self._database.writing() as connection:
                blobs.put(OfficeRows(connection, self._claim.office_id), said.content)
        else:
            return False
        return True

    def look(self, now: datetime) -> bool:
        """Tell what has ended; whether there are new jobs."""
        rung, self._ring = self._ring, False
        if self._looked is not None and abs((now - self._looked).total_seconds()) < LOOK_S:
            return rung
        self._looked = now
        if not self._wanted:
            return rung
        with self._database.reading() as connection:
            rows = OfficeRows(connection, self._claim.office_id)
            found = {row.id: row for row in rows.all(rows.select(jobs).where(jobs.c.id.in_(self._wanted.values())))}
        for key, job_id in list(self._wanted.items()):
            self._tell(key, found.get(job_id), now)
        return rung or self._ring

    def stop(self, now: datetime) -> None:
        """Take back what nobody else would want: the cells of this study."""
        self._is_stopped = True
        with self._database.writing() as connection:
            rows = OfficeRows(connection, self._claim.office_id)
            for job_id in self._wanted.values():
                job = queue.job_of(rows, job_id)
                if job is None or job.state in ENDED:
                    continue
                if queue.drop_waiting(rows.open, job_id):
                    state = JobState.CANCELLED
                    queue.change_job(rows, job_id, state=state, finished_at=now)
                elif queue.ask_to_stop(rows.open, job_id):
                    state = JobState.STOPPING
                    queue.change_job(rows, job_id, state=state)
                else:
                    continue
                queue.add_event(rows, job_id, now, EVENT_STATE, {"state": state})
        self._wanted.clear()

    # --- one run -------------------------------------------------------------------------------------------------

    def _kept(self, key: str) -> bytes | None:
        with self._database.reading() as connection:
            rows = OfficeRows(connection, self._claim.office_id)
            row = run_of(rows, key)
            return None if row is None or row.document_sha256 is None else blobs.get(rows, row.document_sha256)

    def _want(self, said: Said, now: datetime) -> None:
        """Have a run solved: by the job that is under way for it, else by a new one."""
        key, size = str(said.facts["key"]), int(said.facts["problem_bytes"])
        problem, start = said.content[:size], said.content[size:]
        with self._database.writing() as connection:
            rows = OfficeRows(connection, self._claim.office_id)
            row, study = run_of(rows, key), queue.job_of(rows, self._claim.job_id)
            if row is not None:
                under_way = queue.job_of(rows, row.job_id)
                if row.document_sha256 is not None or (under_way is not None and under_way.state in OPEN):
                    self._wanted[key] = row.job_id
                    return
            if study is None:
                return
            order: dict[str, Any] = {
                "study_id": study.input["study_id"],
                "key": key,
                "problem_sha256": blobs.put(rows, problem),
                "start_sha256": blobs.put(rows, start) if start else None,
                "options": {**said.facts["options"], "bare": True},
            }
            self._wanted[key] = _new_cell(rows, key, order, study.priority + CELL_PRIORITY, study.created_by, now)
        self._ring = True

    def _again(self, key: str, job: Row[Any], now: datetime) -> None:
        """Another study, which wanted the run as well, was stopped."""
        with self._database.writing() as connection:
            rows = OfficeRows(connection, self._claim.office_id)
            self._wanted[key] = _new_cell(rows, key, job.input, job.priority, job.created_by, now)
        self._ring = True

    def _tell(self, key: str, job: Row[Any] | None, now: datetime) -> None:
        """Pass on how a run stands."""
        state = None if job is None else job.state
        if job is not None and state in OPEN:
            permille = int(job.progress.get("done_permille", 0)) if job.progress else 0
            if self._told.get(key) != permille:
                self._told[key] = permille
                self._child.answer(of=WANT, key=key, done_permille=permille)
            return
        document = self._kept(key)
        if document is None and job is not None and state == JobState.CANCELLED:
            self._again(key, job, now)
            return
        self._wanted.pop(key)
        if document is not None:
            attempts = 1 if job is None else job.attempt
            self._child.answer(document, of=WANT, key=key, attempts=attempts)
        else:
            error: Mapping[str, Any] = {"code": "RUN_LOST"} if job is None or not job.error else job.error
            self._child.answer(of=WANT, key=key, error=dict(error))


def _new_cell(rows: OfficeRows, key: str, order: Mapping[str, Any], priority: int, by: str, now: datetime) -> str:
    """A new job for a run, and its id."""
    id = new_id("job")
    if not rows.insert_new(study_runs, key=key, job_id=id, document_sha256=None, changed_at=now):
        rows.update(study_runs, study_runs.c.key == key, job_id=id, changed_at=now)
    queue.add_job(rows, id=id, kind=STUDY_CELL, input=order, priority=priority, by=by, now=now)
    return id


def run_of(rows: OfficeRows, key: str) -> Row[Any] | None:
    """What is known of a run."""
    return rows.one(rows.select(study_runs).where(study_runs.c.key == key))


class SolvedCells:
    """Keeps what a cell's job made, under the name of its run."""

    def prepared(self, rows: OfficeRows, job: Row[Any], document: bytes) -> None:
        """Nothing: the process of the study reads it."""
        del rows, job, document

    def keep(self, rows: OfficeRows, job: Row[Any], document: bytes, whole: None, now: datetime) -> None:
        """Keep it; the best plan of a run that was stopped is not what the run comes to."""
        del whole
        if job.state != JobState.STOPPING:
            sha, mine = blobs.put(rows, document), study_runs.c.key == job.input["key"]
            rows.update(study_runs, mine, document_sha256=sha, changed_at=now)
