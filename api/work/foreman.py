"""The staff of one computer: threads that take jobs from the embedded queue, the highest priority first.

A worker that falls silent loses its claims: its jobs are put back for another attempt.
"""

import threading
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from api.db.scope import OpenRows
from api.work import queue
from api.work.queue import Claim
from api.work.solving import Child
from api.work.staff import Staff
from api.work.states import STUDY_LANE, WORK_LANE

log = structlog.get_logger("jemput.jobs")


class Foreman(Staff):
    """Some threads; each keeps a spare child warm for its next job."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._bell = threading.Condition()
        self._rung = 0
        self._out_of_reach: set[str] = set()
        self._threads = [
            threading.Thread(
                target=self._work, args=(f"{self._name}:{hand}", lane), name=f"jemput-foreman-{hand}", daemon=True
            )
            for hand, lane in enumerate([WORK_LANE] * self._hands + [STUDY_LANE] * (1 if self._hands else 0))
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def ring(self) -> None:
        with self._bell:
            self._rung += 1
            self._bell.notify_all()

    def close(self, seconds: float = 10.0) -> None:
        self._closing.set()
        self.ring()
        for thread in self._threads:
            thread.join(seconds)

    def _work(self, worker: str, lane: str) -> None:
        spare: Child | None = None
        try:
            while not self._closing.is_set():
                rung = self._rung
                if lane == WORK_LANE and (spare is None or not spare.is_alive):
                    spare = self._fresh(spare)
                claim = self._claimed(worker, lane)
                if claim is None:
                    with self._bell:
                        if self._rung == rung and not self._closing.is_set():
                            self._bell.wait(self._patience.poll)
                    continue
                child = self.own_child(claim)
                if child is None:
                    child, spare = spare or self._fresh(None), None
                self.carry(claim, child)
        finally:
            if spare is not None:
                spare.end()

    def _fresh(self, old: Child | None) -> Child:
        if old is not None:
            old.end()
        return Child(self._command)

    def _claimed(self, worker: str, lane: str) -> Claim | None:
        """The next job, after jobs of silent workers were put back; ``None`` also while the database is away."""
        try:
            self.reap()
            if not self._is_waiting(lane):
                # That nobody waits says nothing of whether anything can be kept.
                return None
            with self._database.writing() as connection:
                now, rows = self._clock(), OpenRows(connection)
                claim = queue.claim_next(rows, worker, now, lane)
                found = None if claim is None else self.claimed(claim, rows, now)
        except SQLAlchemyError as error:
            # Once for each outage, not at every look.
            if worker not in self._out_of_reach:
                log.error("queue out of reach", worker=worker, error=type(error).__name__)
            self._out_of_reach.add(worker)
            return None
        self._reached(worker)
        return found

    def _reached(self, worker: str) -> None:
        if worker in self._out_of_reach:
            self._out_of_reach.discard(worker)
            log.info("queue in reach again", worker=worker)

    def _is_waiting(self, lane: str) -> bool:
        """Whether anybody waits: a look costs no lock."""
        with self._database.reading() as connection:
            return queue.somebody_waits(OpenRows(connection), lane)

    def reap(self) -> None:
        """Put jobs of silent workers back, or fail them for good."""
        with self._database.reading() as connection:
            silence = timedelta(seconds=self._patience.silence)
            lost = queue.lost_claims(OpenRows(connection), self._clock(), silence)
        for claim in lost:
            self.retry_or_fail(claim, "WORKER_LOST")
            # Told once it is kept: while nothing can be, each look would find it anew.
            log.warning("worker silent", job=claim.job_id, worker=claim.worker, attempt=claim.attempt)
