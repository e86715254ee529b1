"""What everybody who carries out jobs does: the claim, the child, and the one end of a job.

A claim carries an attempt number; the result is written by whoever ends that claim, in the same transaction, so that
it is written once however many workers believed to hold the job. A worker that has lost its claim kills its child.
Two kinds of staff differ in how they come by jobs only: :mod:`api.work.foreman` on one computer, :mod:`api.work.hosts`
on many.
"""

import os
import socket
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Row
from sqlalchemy.exc import SQLAlchemyError

from api.db import blobs
from api.db.engine import Database
from api.db.identity import new_id
from api.db.scope import OfficeRows, OpenRows
from api.http.metrics import Metrics
from api.work import bests, queue
from api.work.kinds import Kind, Partner
from api.work.patience import Patience
from api.work.queue import Claim
from api.work.solving import Child, Said
from api.work.states import EVENT_PROGRESS, EVENT_STATE, PLAN_MONTH, JobState

log = structlog.get_logger("jemput.jobs")
MORE_TOLD = ("done", "total", "seconds_left")
"""What some kinds of jobs tell of their progress besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document that a job made, and what was prepared of it for being kept."""

    document: bytes
    whole: Any


class Staff(ABC):
    """Hands that carry out jobs, each with at most one child at work."""

    def __init__(
        self,
        database: Database,
        *,
        kinds: Mapping[str, Kind],
        clock: Callable[[], datetime],
        metrics: Metrics,
        hands: int = 1,
        patience: Patience | None = None,
    ) -> None:
        self._database, self._kinds, self._clock, self._metrics = database, kinds, clock, metrics
        self._hands = hands
        self._patience = patience or Patience()
        # Spare children are kept warm for the first kind.
        self._command = next(iter(kinds.values())).command
        self._closing = threading.Event()
        self._name = f"{socket.gethostname()}:{os.getpid()}:{new_id('w')[-6:]}"

    @abstractmethod
    def start(self) -> None:
        """Begin to work, in threads of its own."""

    @abstractmethod
    def ring(self) -> None:
        """There is something to do."""

    @abstractmethod
    def close(self, seconds: float = 10.0) -> None:
        """Stop working: children end, their jobs go back to the queue."""

    # --- one job -------------------------------------------------------------------------------------------------

    def claimed(self, claim: Claim, rows: OpenRows, now: datetime) -> Claim:
        """Tell that a claimed job runs, in the transaction of the claim; the claim with the kind of its job."""
        office = rows.of(claim.office_id)
        job = queue.job_of(office, claim.job_id)
        started = now if job is None or job.started_at is None else job.started_at
        queue.change_job(office, claim.job_id, state=JobState.RUNNING, attempt=claim.attempt, started_at=started)
        queue.add_event(office, claim.job_id, now, EVENT_STATE, {"state": JobState.RUNNING, "attempt": claim.attempt})
        return replace(claim, kind="" if job is None else job.kind)

    def own_child(self, claim: Claim) -> Child | None:
        """A child for a job of a kind that has a command of its own."""
        kind = self._kinds.get(claim.kind)
        return None if kind is None or kind.command == self._command else Child(kind.command)

    def partner_of(self, claim: Claim) -> Callable[[Database, Claim, Child], Partner] | None:
        """Who answers the questions of this kind of job."""
        kind = self._kinds.get(claim.kind)
        return None if kind is None else kind.partner

    def carry(self, claim: Claim, child: Child) -> None:
        """Carry a claimed job out to its end, or give it back where that is not ours to reach."""
        self._metrics.solving.inc()
        try:
            _Carrying(self, claim, child).carry()
        except SQLAlchemyError as error:
            log.error("job interrupted", job=claim.job_id, error=type(error).__name__)
            child.end()
            self._hand_back_when_reachable(claim)
        except Exception as error:
            # A mistake of ours: told, and no reason for this hand to work no more.
            log.error("job broken", job=claim.job_id, error=type(error).__name__, exc_info=error)
            self.retry_or_fail(claim, "INTERNAL")
        finally:
            child.end()
            self._metrics.solving.dec()

    def _hand_back_when_reachable(self, claim: Claim) -> None:
        """The database went away under a job: not the fault of the job. Silence tells if it never comes back."""
        while not self._closing.is_set():
            try:
                self.hand_back(claim)
                return
            except SQLAlchemyError:
                self._closing.wait(self._patience.poll)

    # --- ends of a job -------------------------------------------------------------------------------------------

    def retry_or_fail(self, claim: Claim, code: str) -> None:
        """The child or its worker is gone: another attempt, unless there were enough or nobody wants one.

        What ends for good keeps the best plan so far, if there was any.
        """
        now, best = self._clock(), self._best(claim)
        with self._database.writing() as connection:
            rows = OpenRows(connection)
            office = rows.of(claim.office_id)
            job = queue.job_of(office, claim.job_id)
            stopping = job is not None and job.state == JobState.STOPPING
            if job is None or stopping or claim.attempt >= job.attempts_max:
                if queue.release(rows, claim):
                    state = JobState.CANCELLED if stopping else JobState.FAILED
                    self._end(office, claim, job, state, now, error=None if stopping else {"code": code}, made=best)
            elif queue.give_back(rows, claim):
                queue.change_job(office, claim.job_id, state=JobState.WAITING, progress={})
                queue.add_event(office, claim.job_id, now, EVENT_STATE, {"state": JobState.WAITING, "code": code})

    def hand_back(self, claim: Claim) -> None:
        """We cannot go on: somebody else carries it out; the attempt does not count."""
        best = self._best(claim)
        with self._database.writing() as connection:
            rows = OpenRows(connection)
            office = rows.of(claim.office_id)
            job = queue.job_of(office, claim.job_id)
            if job is not None and job.state == JobState.STOPPING:
                # Somebody else would begin anew what nobody wants any more.
                if queue.release(rows, claim):
                    self._end(office, claim, job, JobState.CANCELLED, self._clock(), error=None, made=best)
            elif queue.give_back(rows, claim):
                queue.forget_attempt(rows, claim)
                queue.change_job(office, claim.job_id, state=JobState.WAITING, progress={}, attempt=claim.attempt - 1)
                queue.add_event(office, claim.job_id, self._clock(), EVENT_STATE, {"state": JobState.WAITING})

    def _best(self, claim: Claim) -> "Made | None":
        """The best plan so far as it was kept, read before anything is locked."""
        with self._database.reading() as connection:
            office = OfficeRows(connection, claim.office_id)
            job, document = queue.job_of(office, claim.job_id), bests.content_of(office, claim.job_id)
            if job is None or document is None:
                return None
            return Made(document=document, whole=self._kinds[job.kind].keep.prepared(office, job, document))

    def finish(self, claim: Claim, document: bytes | None, error: Mapping[str, Any] | None) -> None:
        """Write the end of a job, once: the plan that was made, or why there is none."""
        made = None
        with self._database.reading() as connection:
            seen = OfficeRows(connection, claim.office_id)
            before = queue.job_of(seen, claim.job_id)
            if document is not None and before is not None:
                made = Made(document=document, whole=self._kinds[before.kind].keep.prepared(seen, before, document))
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
            if error is not None:
                state = JobState.FAILED
            else:
                state = JobState.CANCELLED if job.state == JobState.STOPPING else JobState.DONE
            self._end(office, claim, job, state, now, error=error, made=made)

    def _end(
        self,
        office: OfficeRows,
        claim: Claim,
        job: Row[Any] | None,
        state: JobState,
        now: datetime,
        *,
        error: Mapping[str, Any] | None,
        made: "Made | None",
    ) -> None:
        plan_id = None
        if job is not None and made is not None:
            plan_id = self._kinds[job.kind].keep.keep(office, job, made.document, made.whole, now)
        bests.drop(office, claim.job_id)
        queue.change_job(office, claim.job_id, state=state, finished_at=now, error=error, plan_id=plan_id)
        data = {"state": state, "plan_id": plan_id, "error": error}
        queue.add_event(office, claim.job_id, now, EVENT_STATE, {k: v for k, v in data.items() if v is not None})
        self._metrics.jobs.labels(claim.kind or "unknown", state).inc()
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

    def __init__(self, staff: Staff, claim: Claim, child: Child) -> None:
        self._staff, self._claim, self._child = staff, claim, child
        self._patience = staff.patience
        self._last_beat = self._last_kept = staff.now()
        self._stop_asked: datetime | None = None
        self._untold: dict[str, Any] | None = None
        self._progress: dict[str, Any] = {"stage": "start", "done_permille": 0, "value": None, "bound": None}
        self._best: int | None = None
        meet = staff.partner_of(claim)
        self._partner = None if meet is None else meet(staff.database, claim, child)

    def carry(self) -> None:
        self._order()
        while True:
            said = self._child.next(self._patience.listen)
            if said is not None and self._heard(said):
                return
            if self._staff.is_closing:
                self._staff.hand_back(self._claim)
                return
            if not self._look_after():
                return
            if self._partner is not None and self._stop_asked is None and self._partner.look(self._staff.now()):
                self._staff.ring()

    def _order(self) -> None:
        with self._staff.database.reading() as connection:
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
            names = ("stage", "done_permille", "value", "bound", *(name for name in MORE_TOLD if name in said.facts))
            self._untold = self._progress = {name: said.facts[name] for name in names} | {"best": self._best}
            return False
        if said.kind == "best":
            self._keep_best(said)
            return False
        if self._partner is not None and self._partner.heard(said, self._staff.now()):
            return False
        if said.kind == "stopped":
            self._staff.finish(self._claim, None, None)
            return True
        if said.kind == "plan":
            self._tell_progress()
            self._staff.finish(self._claim, said.content, None)
            return True
        if said.kind == "faults":
            error = {"code": said.facts["code"], "faults": said.facts["faults"]}
            self._staff.finish(self._claim, None, error)
            return True
        if said.kind == "gone":
            code, lines = self._child.last_words()
            log.warning(
                "child died", job=self._claim.job_id, attempt=self._claim.attempt, exit_code=code, last_lines=lines
            )
            self._staff.retry_or_fail(self._claim, "SOLVER_DIED")
            return True
        return False

    def _look_after(self) -> bool:
        """Beat, pass a wish to stop on, keep progress; whether the job is still ours and the child may go on."""
        now = self._staff.now()
        asked = self._is_stop_asked(now)
        if asked is None:
            log.warning("claim lost", job=self._claim.job_id, attempt=self._claim.attempt)
            return False
        if asked and self._stop_asked is None:
            self._stop_asked = now
            if self._partner is not None:
                self._partner.stop(now)
            self._child.stop()
        if self._stop_asked is not None and abs((now - self._stop_asked).total_seconds()) > self._longest_stop():
            self._staff.retry_or_fail(self._claim, "STOP_TOOK_TOO_LONG")
            return False
        if abs((now - self._last_kept).total_seconds()) >= self._patience.progress:
            self._tell_progress()
            self._last_kept = now
        return True

    def _longest_stop(self) -> float:
        """Seconds that who cancels waits for the child's own answer."""
        if self._best is not None:
            return self._patience.stop_with_best
        if self._claim.kind == PLAN_MONTH and self._progress["value"] is None:
            return self._patience.stop_without_plan
        # A plan that is not kept yet, or what a study has answered.
        return self._patience.stop

    def _is_stop_asked(self, now: datetime) -> bool | None:
        if abs((now - self._last_beat).total_seconds()) >= self._patience.beat:
            self._last_beat = now
            with self._staff.database.writing() as connection:
                return queue.beat(OpenRows(connection), self._claim, now)
        with self._staff.database.reading() as connection:
            found = queue.queued(OpenRows(connection), self._claim.job_id)
        if found is None or found.attempt != self._claim.attempt or found.worker != self._claim.worker:
            return None
        return bool(found.stop)

    def _keep_best(self, said: Said) -> None:
        """Keep the best plan so far, for whoever wants to see it now, and for a job that is broken off."""
        now = self._staff.now()
        with self._staff.database.writing() as connection:
            rows = OpenRows(connection)
            if queue.holds(rows, self._claim):
                office = rows.of(self._claim.office_id)
                self._best = bests.keep(office, self._claim.job_id, said.facts["value"], said.content, now)
        self._untold = self._progress = {**self._progress, "best": self._best}

    def _tell_progress(self) -> None:
        if self._untold is None:
            return
        data, self._untold = self._untold, None
        now = self._staff.now()
        with self._staff.database.writing() as connection:
            rows = OpenRows(connection)
            # Only the holder of the claim tells: a job taken over meanwhile has a teller of its own.
            if queue.holds(rows, self._claim):
                office = rows.of(self._claim.office_id)
                queue.change_job(office, self._claim.job_id, progress=data)
                queue.add_event(office, self._claim.job_id, now, EVENT_PROGRESS, data)
