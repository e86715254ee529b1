"""Takes jobs from the queue and has each carried out by a process of its own.

A claim carries an attempt number; the result is written by whoever ends that claim, in the same transaction, so that
it is written once however many workers believed to hold the job. A worker that falls silent loses its claims; a
worker that has lost its claim kills its child.
"""

import os
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from sqlalchemy import Row
from sqlalchemy.exc import SQLAlchemyError

from api.db import blobs
from api.db.engine import Database
from api.db.identity import new_id
from api.db.scope import OfficeRows, OpenRows
from api.http.metrics import Metrics
from api.work import queue
from api.work.queue import Claim
from api.work.solving import COMMAND, Child, Said
from api.work.states import EVENT_PROGRESS, EVENT_STATE, JobState

log = structlog.get_logger("jemput.jobs")


class Keep(Protocol):
    """Keeps what a job made."""

    def prepared(self, rows: OfficeRows, job: Row[Any], document: bytes, /) -> Any:
        """What can be done before anything is locked."""

    def keep(self, rows: OfficeRows, job: Row[Any], document: bytes, whole: Any, now: datetime, /) -> str:
        """Keep the document in the transaction that ends the job; the id of the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long things may take, seconds.

    Attributes
    ----------
    poll
        Between looks at the queue when nobody rings.
    listen
        Between looks at the child; a wish to stop is passed on as fast.
    beat
        Between signs of life.
    silence
        Without a sign of life, a worker is taken to be dead.
    stop
        For the best plan so far, once it is asked for.
    progress
        Between reports of progress that are kept.
    """

    poll: float = 1.0
    listen: float = 0.25
    beat: float = 3.0
    silence: float = 20.0
    stop: float = 20.0
    progress: float = 0.5


class Foreman:
    """Some threads, each with at most one child at work; a spare child is kept warm for the next job."""

    def __init__(
        self,
        database: Database,
        *,
        keep: Keep,
        clock: Callable[[], datetime],
        metrics: Metrics,
        hands: int = 1,
        patience: Patience | None = None,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        self._database, self._keep, self._clock, self._metrics = database, keep, clock, metrics
        self._patience = patience or Patience()
        self._command = command
        self._closing = threading.Event()
        self._bell = threading.Condition()
        self._rung = 0
        name = f"{socket.gethostname()}:{os.getpid()}:{new_id('w')[-6:]}"
        self._threads = [
            threading.Thread(target=self._work, args=(f"{name}:{hand}",), name=f"jemput-foreman-{hand}", daemon=True)
            for hand in range(hands)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def ring(self) -> None:
        """There is something to do."""
        with self._bell:
            self._rung += 1
            self._bell.notify_all()

    def close(self, seconds: float = 10.0) -> None:
        """Stop working: children end, their jobs go back to the queue."""
        self._closing.set()
        self.ring()
        for thread in self._threads:
            thread.join(seconds)

    # --- one thread ----------------------------------------------------------------------------------------------

    def _work(self, worker: str) -> None:
        spare: Child | None = None
        try:
            while not self._closing.is_set():
                rung = self._rung
                if spare is None or not spare.is_alive:
                    spare = self._fresh(spare)
                claim = self._claimed(worker)
                if claim is None:
                    with self._bell:
                        if self._rung == rung and not self._closing.is_set():
                            self._bell.wait(self._patience.poll)
                    continue
                child, spare = spare, None
                self._metrics.solving.inc()
                try:
                    _Carrying(self, claim, child).carry()
                except SQLAlchemyError as error:
                    # The claim falls silent and is taken back once the database is there again.
                    log.error("job interrupted", job=claim.job_id, error=type(error).__name__)
                    self._closing.wait(self._patience.poll)
                finally:
                    child.end()
                    self._metrics.solving.dec()
        finally:
            if spare is not None:
                spare.end()

    def _fresh(self, old: Child | None) -> Child:
        if old is not None:
            old.end()
        return Child(self._command)

    def _claimed(self, worker: str) -> Claim | None:
        """The next job, after jobs of silent workers were put back; ``None`` also while the database is away."""
        try:
            self.reap()
            if not self._is_waiting():
                return None
            with self._database.writing() as connection:
                now = self._clock()
                rows = OpenRows(connection)
                claim = queue.claim_next(rows, worker, now)
                if claim is not None:
                    office = rows.of(claim.office_id)
                    job = queue.job_of(office, claim.job_id)
                    started = now if job is None or job.started_at is None else job.started_at
                    queue.change_job(
                        office, claim.job_id, state=JobState.RUNNING, attempt=claim.attempt, started_at=started
                    )
                    data = {"state": JobState.RUNNING, "attempt": claim.attempt}
                    queue.add_event(office, claim.job_id, now, EVENT_STATE, data)
            return claim
        except SQLAlchemyError as error:
            log.error("queue out of reach", error=type(error).__name__)
            return None

    def _is_waiting(self) -> bool:
        """Whether anybody waits: a look costs no lock."""
        with self._database.reading() as connection:
            return queue.somebody_waits(OpenRows(connection))

    def reap(self) -> None:
        """Put jobs of silent workers back, or fail them for good."""
        with self._database.reading() as connection:
            silence = timedelta(seconds=self._patience.silence)
            lost = queue.lost_claims(OpenRows(connection), self._clock(), silence)
        for claim in lost:
            log.warning("worker silent", job=claim.job_id, worker=claim.worker, attempt=claim.attempt)
            self.retry_or_fail(claim, "WORKER_LOST")

    # --- ends of a job -------------------------------------------------------------------------------------------

    def retry_or_fail(self, claim: Claim, code: str) -> None:
        """The child or its worker is gone: another attempt, unless there were enough."""
        now = self._clock()
        with self._database.writing() as connection:
            rows = OpenRows(connection)
            office = rows.of(claim.office_id)
            job = queue.job_of(office, claim.job_id)
            stopping = job is not None and job.state == JobState.STOPPING
            if job is None or stopping or claim.attempt >= job.attempts_max:
                if queue.release(rows, claim):
                    state = JobState.CANCELLED if stopping else JobState.FAILED
                    self._end(office, claim, state, now, error=None if stopping else {"code": code})
            elif queue.give_back(rows, claim):
                queue.change_job(office, claim.job_id, state=JobState.WAITING, progress={})
                queue.add_event(office, claim.job_id, now, EVENT_STATE, {"state": JobState.WAITING, "code": code})

    def hand_back(self, claim: Claim) -> None:
        """We are closing: somebody else carries it out; the attempt does not count."""
        with self._database.writing() as connection:
            rows = OpenRows(connection)
            if queue.give_back(rows, claim):
                office = rows.of(claim.office_id)
                queue.forget_attempt(rows, claim)
                queue.change_job(office, claim.job_id, state=JobState.WAITING, progress={}, attempt=claim.attempt - 1)
                queue.add_event(office, claim.job_id, self._clock(), EVENT_STATE, {"state": JobState.WAITING})

    def finish(self, claim: Claim, document: bytes | None, error: Mapping[str, Any] | None) -> None:
        """Write the end of a job, once: the plan that was made, or why there is none."""
        with self._database.reading() as connection:
            seen = OfficeRows(connection, claim.office_id)
            before = queue.job_of(seen, claim.job_id)
            whole = None if document is None or before is None else self._keep.prepared(seen, before, document)
        now = self._clock()
        with self._database.writing() as connection:
            rows = OpenRows(connection)
            if not queue.release(rows, claim):
                log.warning("result of a lost claim dropped", job=claim.job_id, attempt=claim.attempt)
                return
            office = rows.of(claim.office_id)
            job = queue.job_of(office, claim.job_id)
            if job is None:
                return
            plan_id = None if document is None else self._keep.keep(office, job, document, whole, now)
            queue.change_job(office, claim.job_id, plan_id=plan_id)
            if error is not None:
                state = JobState.FAILED
            else:
                state = JobState.CANCELLED if job.state == JobState.STOPPING else JobState.DONE
            self._end(office, claim, state, now, error=error, plan_id=plan_id)

    def _end(
        self,
        office: OfficeRows,
        claim: Claim,
        state: JobState,
        now: datetime,
        *,
        error: Mapping[str, Any] | None,
        plan_id: str | None = None,
    ) -> None:
        queue.change_job(office, claim.job_id, state=state, finished_at=now, error=error)
        data = {"state": state, "plan_id": plan_id, "error": error}
        queue.add_event(office, claim.job_id, now, EVENT_STATE, {k: v for k, v in data.items() if v is not None})
        self._metrics.jobs.labels("plan", state).inc()
        log.info("job ended", job=claim.job_id, state=state, attempt=claim.attempt)

    # --- what carrying needs -------------------------------------------------------------------------------------

    @property
    def metrics(self) -> Metrics:
        return self._metrics

    @property
    def database(self) -> Database:
        return self._database

    @property
    def patience(self) -> Patience:
        return self._patience

    @property
    def is_closing(self) -> bool:
        return self._closing.is_set()

    def now(self) -> datetime:
        return self._clock()


class _Carrying:
    """One job with one child, from the order to the end."""

    def __init__(self, foreman: Foreman, claim: Claim, child: Child) -> None:
        self._foreman, self._claim, self._child = foreman, claim, child
        self._patience = foreman.patience
        self._last_beat = self._last_kept = foreman.now()
        self._stop_asked: datetime | None = None
        self._untold: dict[str, Any] | None = None

    def carry(self) -> None:
        self._order()
        while True:
            said = self._child.next(self._patience.listen)
            if said is not None and self._heard(said):
                return
            if self._foreman.is_closing:
                self._foreman.hand_back(self._claim)
                return
            if not self._look_after():
                return

    def _order(self) -> None:
        with self._foreman.database.reading() as connection:
            rows = OfficeRows(connection, self._claim.office_id)
            job = queue.job_of(rows, self._claim.job_id)
            if job is None:
                raise LookupError(self._claim.job_id)
            problem = blobs.get(rows, job.input["problem_sha256"])
            start = job.input.get("start_sha256")
            self._child.order(job.input["options"], problem, blobs.get(rows, start) if start else b"")

    def _heard(self, said: Said) -> bool:
        """Whether that was the end."""
        if said.kind == "progress":
            names = ("stage", "done_permille", "value", "bound")
            self._untold = {name: said.facts[name] for name in names}
            return False
        if said.kind == "plan":
            self._tell_progress()
            self._foreman.finish(self._claim, said.content, None)
            return True
        if said.kind == "faults":
            error = {"code": said.facts["code"], "faults": said.facts["faults"]}
            self._foreman.finish(self._claim, None, error)
            return True
        if said.kind == "gone":
            self._foreman.retry_or_fail(self._claim, "SOLVER_DIED")
            return True
        return False

    def _look_after(self) -> bool:
        """Beat, pass a wish to stop on, keep progress; whether the job is still ours and the child may go on."""
        now = self._foreman.now()
        asked = self._is_stop_asked(now)
        if asked is None:
            log.warning("claim lost", job=self._claim.job_id, attempt=self._claim.attempt)
            return False
        if asked and self._stop_asked is None:
            self._stop_asked = now
            self._child.stop()
        if self._stop_asked is not None and abs((now - self._stop_asked).total_seconds()) > self._patience.stop:
            self._foreman.retry_or_fail(self._claim, "STOP_TOOK_TOO_LONG")
            return False
        if abs((now - self._last_kept).total_seconds()) >= self._patience.progress:
            self._tell_progress()
            self._last_kept = now
        return True

    def _is_stop_asked(self, now: datetime) -> bool | None:
        if abs((now - self._last_beat).total_seconds()) >= self._patience.beat:
            self._last_beat = now
            with self._foreman.database.writing() as connection:
                return queue.beat(OpenRows(connection), self._claim, now)
        with self._foreman.database.reading() as connection:
            found = queue.queued(OpenRows(connection), self._claim.job_id)
        if found is None or found.attempt != self._claim.attempt or found.worker != self._claim.worker:
            return None
        return bool(found.stop)

    def _tell_progress(self) -> None:
        if self._untold is None:
            return
        data, self._untold = self._untold, None
        now = self._foreman.now()
        with self._foreman.database.writing() as connection:
            rows = OpenRows(connection)
            # Only the holder of the claim tells: a job taken over meanwhile has a teller of its own.
            if queue.holds(rows, self._claim):
                office = rows.of(self._claim.office_id)
                queue.change_job(office, self._claim.job_id, progress=data)
                queue.add_event(office, self._claim.job_id, now, EVENT_PROGRESS, data)
