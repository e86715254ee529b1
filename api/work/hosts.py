"""The staff of many computers: Procrastinate on PostgreSQL hands a job to whichever host has a hand free.

The library tells hosts of new jobs, hears their heartbeats and knows whose heart has stopped; it does not hand such
jobs on by itself. The reaper does: it runs every few seconds on one of the hosts, on a queue of its own, so that it
runs while all hands are busy. It also mends what an outage of the database can leave behind: a job without a ticket,
a ticket that nobody works on.
"""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import structlog
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import DeleteJobCondition
from psycopg import Error as PostgresError
from sqlalchemy.exc import SQLAlchemyError

from api.db.procrastinate_tables import SCHEMA
from api.db.scope import OpenRows
from api.work import queue
from api.work.queue import Claim
from api.work.solving import Child
from api.work.staff import Staff
from api.work.states import STUDY_LANE, WORK_LANE, JobState
from api.work.tickets import TASK

log = structlog.get_logger("jemput.jobs")
REAPING = "reaping"
STUDIES_AT_ONCE = 2
"""A study waits for its cells: more than one does no harm to a host."""
WAITS, HELD = "todo", "doing"
"""States of a ticket."""
TROUBLE = (ConnectorException, PostgresError, SQLAlchemyError, OSError, ExceptionGroup)


class Unfinished(Exception):
    """The job waits again; its ticket shall as well."""


class Again(BaseRetryStrategy):
    """Whatever broke a ticket off, it waits again: attempts are counted by our own claims."""

    def get_retry_decision(self, *, exception: BaseException, job: Any) -> RetryDecision:  # noqa: ARG002
        return RetryDecision(retry_in={"seconds": 0 if isinstance(exception, Unfinished) else 2})


class Hosts(Staff):
    """One host of many; as many hands as it is told, and as many spare children kept warm."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._numbers = count(1)
        self._spares: list[Child] = []
        self._spares_lock = threading.Lock()
        self._seen: dict[str, tuple[object, float]] = {}
        self._thread = threading.Thread(target=self._work, name="jemput-hosts", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    def start(self) -> None:
        if self._hands:
            self._thread.start()

    def ring(self) -> None:
        """PostgreSQL rings."""

    def close(self, seconds: float = 10.0) -> None:
        self._closing.set()
        if self._loop is not None and self._stop is not None:
            try:
                self._loop.call_soon_threadsafe(self._stop.set)
            except RuntimeError:
                # Its loop has ended by itself.
                log.debug("already stopped")
        if self._thread.is_alive():
            self._thread.join(seconds)
        with self._spares_lock:
            for child in self._spares:
                child.end()
            self._spares.clear()

    # --- the loop of the library ---------------------------------------------------------------------------------

    def _work(self) -> None:
        with self._spares_lock:
            self._spares = [Child(self._command) for _ in range(self._hands)]
        while not self._closing.is_set():
            try:
                # psycopg does without the loop that Windows would choose.
                with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                    runner.run(self._serve())
            except TROUBLE as error:
                log.error("queue out of reach", error=type(error).__name__)
            self._closing.wait(self._patience.poll)

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(
            ThreadPoolExecutor(self._hands + STUDIES_AT_ONCE + 4, thread_name_prefix="jemput-hand")
        )
        self._stop, self._loop = asyncio.Event(), loop
        app = self._app()
        async with app.open_async():
            workers = [
                asyncio.create_task(self._worker(app, WORK_LANE, self._hands)),
                asyncio.create_task(self._worker(app, STUDY_LANE, STUDIES_AT_ONCE)),
                asyncio.create_task(self._worker(app, REAPING, 1)),
            ]
            stop = asyncio.create_task(self._wait_for_the_end())
            await asyncio.wait([*workers, stop], return_when=asyncio.FIRST_COMPLETED)
            for task in (*workers, stop):
                task.cancel()
            ended = await asyncio.gather(*workers, stop, return_exceptions=True)
        for outcome in ended:
            if isinstance(outcome, Exception):
                raise outcome

    async def _wait_for_the_end(self) -> None:
        # The bell may have rung before there was anybody to hear it.
        while self._stop is not None and not self._stop.is_set() and not self._closing.is_set():
            try:
                await asyncio.wait_for(self._stop.wait(), timeout=1.0)
            except TimeoutError:
                continue

    async def _worker(self, app: App, name: str, hands: int) -> None:
        await app.run_worker_async(
            queues=[name],
            name=f"{self._name}:{name}",
            concurrency=hands,
            fetch_job_polling_interval=self._patience.poll,
            update_heartbeat_interval=self._patience.beat,
            stalled_worker_timeout=self._patience.silence,
            delete_jobs=DeleteJobCondition.ALWAYS,
            install_signal_handlers=False,
        )

    def _app(self) -> App:
        address = self._database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        connector = PsycopgConnector(
            conninfo=address,
            min_size=1,
            max_size=self._hands + STUDIES_AT_ONCE + 4,
            timeout=10,
            kwargs={"options": f"-c search_path={SCHEMA},public"},
        )
        app = App(connector=connector)
        app.task(name=TASK, queue=WORK_LANE, retry=Again())(self._carry)
        reap = app.task(name="reap", queue=REAPING, pass_context=True)(self._reap)
        seconds = max(1, int(self._patience.silence / 4))
        app.periodic(cron=f"* * * * * */{seconds}")(reap)
        return app

    # --- one ticket ----------------------------------------------------------------------------------------------

    def _carry(self, job_id: str) -> None:
        """Carry out the job of a ticket, in a thread; the ticket ends with the job, or waits again with it."""
        claim = self._claimed(job_id)
        if claim is None:
            return
        self.carry(claim, self.own_child(claim) or self._spare())
        with self._database.reading() as connection:
            found = queue.queued(OpenRows(connection), job_id)
        if found is not None and found.worker is None:
            raise Unfinished(job_id)

    def _claimed(self, job_id: str) -> Claim | None:
        with self._database.writing() as connection:
            now, rows = self._clock(), OpenRows(connection)
            claim, lost = queue.claim_job(rows, job_id, f"{self._name}:{next(self._numbers)}", now)
            if claim is None:
                return None
            job = queue.job_of(rows.of(claim.office_id), job_id)
            used_up = job is not None and (claim.attempt > job.attempts_max or job.state == JobState.STOPPING)
            if lost is None or not used_up:
                return self.claimed(claim, rows, now)
        log.warning("worker silent", job=job_id, worker=lost.worker, attempt=lost.attempt)
        self.retry_or_fail(claim, "WORKER_LOST")
        return None

    def _spare(self) -> Child:
        with self._spares_lock:
            spare = self._spares.pop() if self._spares else None
            if not self._closing.is_set():
                self._spares.append(Child(self._command))
        if spare is not None and spare.is_alive:
            return spare
        if spare is not None:
            spare.end()
        return Child(self._command)

    # --- the reaper ----------------------------------------------------------------------------------------------

    async def _reap(self, context: Any, timestamp: int) -> None:
        """Let jobs of hosts whose heart stopped wait again, and mend what an outage left."""
        log.debug("reaping", at=timestamp)
        manager = context.app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=self._patience.silence):
            log.warning("host silent", task=job.task_name, ticket=job.id)
            await manager.retry_job(job)
        tickets = {job.id: job for lane in (WORK_LANE, STUDY_LANE) for job in await manager.list_jobs_async(queue=lane)}
        for id in await asyncio.to_thread(self._mend, {id: job.status for id, job in tickets.items()}):
            log.warning("ticket without hands", ticket=id)
            await manager.retry_job(tickets[id])

    def _mend(self, states: dict[int, str]) -> list[int]:
        """Make tickets for jobs that have none; the tickets that nobody has worked on for long, by our own clock."""
        idle, seen = [], self._seen
        self._seen = {}
        with self._database.writing() as connection:
            rows = OpenRows(connection)
            for row in queue.all_queued(rows):
                state = states.get(row.ticket)
                if state == WAITS:
                    continue
                # What has not changed since it was first seen so long ago, nobody works on. A ticket that is not in
                # the list may also be younger than the list.
                sign = (row.ticket, state, row.worker, row.heard_at)
                before, since = seen.get(row.job_id, (None, 0.0))
                now = time.monotonic()
                if before != sign:
                    self._seen[row.job_id] = (sign, now)
                elif now - since < self._patience.silence:
                    self._seen[row.job_id] = (sign, since)
                elif state == HELD:
                    idle.append(row.ticket)
                else:
                    queue.renew_ticket(rows, row.job_id, row.priority, row.lane)
        return idle
