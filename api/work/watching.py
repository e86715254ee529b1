"""Events of jobs for many listeners at once: one look at the store for all of them, however many there are."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import anyio.to_thread
import structlog
from sqlalchemy.exc import SQLAlchemyError

from api.db.engine import Database
from api.db.scope import OfficeRows
from api.work import queue

log = structlog.get_logger("jemput.watching")
LOOK_EVERY_S = 0.4
MOST_AT_ONCE = 1_000
Event = dict[str, Any]


@dataclass(eq=False, slots=True)
class _Listener:
    office_id: str
    job_id: str
    number: int
    events: "asyncio.Queue[Event]" = field(default_factory=asyncio.Queue)


class Watch:
    """Looks for new events while somebody listens."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: set[_Listener] = set()
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def listening(self, office_id: str, job_id: str, after: int) -> AsyncIterator["asyncio.Queue[Event]"]:
        """Events of a job beyond a number, those that are there already first."""
        listener = _Listener(office_id, job_id, after)
        self._listeners.add(listener)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())
        try:
            yield listener.events
        finally:
            self._listeners.discard(listener)

    async def close(self) -> None:
        """Stop looking."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _look(self) -> None:
        while self._listeners:
            try:
                found = await anyio.to_thread.run_sync(self._found)
            except SQLAlchemyError as error:
                log.error("events out of reach", error=type(error).__name__)
                found = {}
            for listener in tuple(self._listeners):
                for event in found.get((listener.office_id, listener.job_id), ()):
                    if event["number"] > listener.number:
                        listener.number = event["number"]
                        listener.events.put_nowait(event)
            await asyncio.sleep(LOOK_EVERY_S)

    def _found(self) -> dict[tuple[str, str], list[Event]]:
        """New events of all jobs that are listened to, office by office."""
        wanted: dict[str, dict[str, int]] = {}
        for listener in tuple(self._listeners):
            jobs = wanted.setdefault(listener.office_id, {})
            jobs[listener.job_id] = min(jobs.get(listener.job_id, listener.number), listener.number)
        found: dict[tuple[str, str], list[Event]] = {}
        with self._database.reading() as connection:
            for office_id, jobs in wanted.items():
                rows = OfficeRows(connection, office_id)
                for row in queue.events_after(rows, list(jobs), min(jobs.values()), MOST_AT_ONCE):
                    event = {"number": row.number, "kind": row.kind, "data": row.data, "at": row.at}
                    found.setdefault((office_id, row.job_id), []).append(event)
        return found
