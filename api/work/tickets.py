"""Tickets: the jobs of Procrastinate, one for each job of ours that waits or runs.

On PostgreSQL the hosts come by their jobs through Procrastinate. A ticket is made, cancelled and made anew in the
transaction that changes our own rows, so that there is never one without the other. Its tables stand in a schema of
their own, so that backups, and the steps of our tables, know nothing of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector
from sqlalchemy.exc import OperationalError

from api.db.procrastinate_tables import first_look_into
from api.db.scope import OpenRows

TASK = "carry"
# Never opened: every statement goes through the connection of the transaction.
_MANAGER = JobManager(SyncPsycopgConnector())


def new_ticket(rows: OpenRows, job_id: str, priority: int, lane: str) -> int | None:
    """The number of a ticket that waits."""
    job = Job(
        queue=lane, task_name=TASK, task_kwargs={"job_id": job_id}, priority=priority, lock=None, queueing_lock=None
    )
    with _within(rows) as connection:
        return _MANAGER.defer_job(job, connection=connection).id


def drop_ticket(rows: OpenRows, ticket: int) -> None:
    """Take a ticket back, if it waits still; a host that has it already finds no job to it."""
    with _within(rows) as connection:
        _MANAGER.cancel_job_by_id(ticket, delete_job=True, connection=connection)


@contextmanager
def _within(rows: OpenRows) -> Iterator[Any]:
    """The driver's own connection, which finds the library's tables first; its errors become those of the store."""
    try:
        with first_look_into(rows.connection):
            yield rows.connection.connection.driver_connection
    except ConnectorException as error:
        raise OperationalError("ticket", None, error.__cause__ or error) from error
