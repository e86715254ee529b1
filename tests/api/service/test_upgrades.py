"""Stores that an older version left behind: brought to this one with everything that is in them, on both databases."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, insert, select, text

from api.db.engine import Database
from api.db.scope import OfficeRows
from api.db.tables import metadata
from api.db.upgrade import current, newest, upgrade, upgrade_to
from api.work import bests, queue
from tests.api.service.conftest import fresh

STEPS = [f"{number:04d}" for number in range(1, int(newest()))]
OFFICE = {"id": "a", "code": "17.02", "name": "Rejang Lebong", "kind": "regency", "time_zone": "WIB", "created_at": 1}
JOB = {
    "id": "job_1", "office_id": "a", "kind": "plan", "state": "waiting", "input": {}, "progress": {},
    "created_by": "sri", "created_at": 2,
}  # fmt: skip
QUEUED = {"job_id": "job_1", "office": "a"}
LINE = {
    "id": "1", "office_id": "a", "at": 3, "actor_kind": "account", "actor_id": "x", "actor": "sri", "action": "tested",
    "subject": "job_1", "detail": {"n": 1}, "request_id": "r",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("step", STEPS)
def test_a_store_of_an_older_step_keeps_what_it_holds(
    request: pytest.FixtureRequest, kind: str, step: str, tmp_path: Path
) -> None:
    database = Database(fresh(request, kind, tmp_path, with_tables=False))
    upgrade_to(database, step)
    rows: list[tuple[str, dict[str, Any]]] = [
        ("offices", OFFICE),
        ("jobs", JOB),
        ("job_queue", QUEUED),
        ("audit_log", LINE),
    ]
    with database.writing() as connection:
        # Its own tables, as they were then.
        old = MetaData()
        old.reflect(connection)
        for table, values in rows:
            connection.execute(insert(old.tables[table]).values(values))
    assert upgrade(database) == (step, newest())
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert current(connection) == newest()
        office = OfficeRows(connection, "a")
        job = queue.job_of(office, "job_1")
        assert job is not None
        assert (job.state, job.created_by, job.attempts_max) == ("waiting", "sri", 3)
        waiting = queue.queued(office.open, "job_1")
        assert waiting is not None
        assert (waiting.worker, waiting.priority, waiting.attempt) == (None, 0, 0)
        assert bests.head_of(office, "job_1") is None
        line = metadata.tables["audit_log"]
        assert connection.execute(select(line.c.detail)).scalar_one() == {"n": 1}
    with pytest.raises(Exception, match="append-only"), database.writing() as connection:
        connection.execute(text("DELETE FROM audit_log"))
    database.close()
