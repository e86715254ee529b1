"""The store: the same on both databases, offices kept apart, what only grows is protected."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from fastapi.testclient import TestClient
from sqlalchemy import Select, Table, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.visitors import iterate

from api.auth.tenants import add_office
from api.db import blobs
from api.db.engine import Database
from api.db.scope import OfficeRows, OpenRows, ScopeError, tables_read
from api.db.tables import APPEND_ONLY, audit_log, metadata, offices
from api.db.tables import blobs as blob_table
from api.db.upgrade import current, is_current, newest, upgrade

NOW = datetime(2027, 1, 4, 8, 30, tzinfo=UTC)


def two_offices(database: Database) -> None:
    with database.writing() as connection:
        for name in ("a", "b"):
            add_office(OpenRows(connection), id=name, code=name, name=name, time_zone="WIB")


def line(rows: OfficeRows, id: str) -> None:
    rows.insert(
        audit_log,
        id=id,
        at=NOW,
        actor_kind="account",
        actor_id="x",
        actor="x",
        action="tested",
        subject=id,
        detail={"n": 1},
        request_id="r",
    )


def test_the_steps_make_exactly_the_tables(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert current(connection) == newest()
    assert is_current(database)
    assert upgrade(database) == (newest(), newest())


def test_a_moment_comes_back_as_it_went(database: Database) -> None:
    two_offices(database)
    with database.writing() as connection:
        line(OfficeRows(connection, "a"), "1")
    with database.reading() as connection:
        rows = OfficeRows(connection, "a")
        found = rows.one(rows.select(audit_log))
    assert found is not None
    assert (found.at, found.detail) == (NOW, {"n": 1})


def test_an_office_sees_its_own_rows_alone(database: Database) -> None:
    two_offices(database)
    with database.writing() as connection:
        line(OfficeRows(connection, "a"), "1")
        line(OfficeRows(connection, "b"), "2")
    with database.reading() as connection:
        rows = OfficeRows(connection, "a")
        assert [row.id for row in rows.all(rows.select(audit_log))] == ["1"]
        # A statement that was not made by select() is held to the office as well.
        assert rows.scalar(select(audit_log.c.id).where(audit_log.c.id == "2")) is None


def test_tables_of_an_office_have_no_open_door(database: Database) -> None:
    with database.writing() as connection:
        rows = OpenRows(connection)
        owned = [table for table in metadata.tables.values() if "office_id" in table.c]
        assert len(owned) >= 10
        for table in owned:
            doors: list[Callable[[Table], Any]] = [
                rows.insert,
                rows.update,
                rows.delete,
                lambda table: rows.all(select(table)),
            ]
            for door in doors:
                with pytest.raises(ScopeError):
                    door(table)
        with pytest.raises(ScopeError):
            OfficeRows(connection, "a").all(select(offices))


@pytest.mark.parametrize(
    "statement",
    [
        select(audit_log),
        select(audit_log.c.id).where(audit_log.c.subject == "x").order_by(audit_log.c.at).limit(3),
        select(func.count()).select_from(audit_log),
        select(func.max(audit_log.c.at)),
        select(audit_log.c.id).join(blob_table, blob_table.c.sha256 == audit_log.c.subject),
        select(audit_log.c.id).outerjoin(blob_table, blob_table.c.sha256 == audit_log.c.subject).distinct(),
        select(audit_log.c.id).where(blob_table.c.sha256 == audit_log.c.subject),
        select(audit_log.c.id.label("name"), func.coalesce(blob_table.c.size, 0) + 1),
        select(audit_log.c.id).where(audit_log.c.subject.in_(select(blob_table.c.sha256))),
    ],
)
def test_the_tables_of_a_statement_are_those_that_it_reads_from(statement: Select[Any]) -> None:
    wanted: set[Any] = set()
    for source in statement.get_final_froms():
        wanted |= {part for part in iterate(source) if isinstance(part, Table)}
    assert set(tables_read(statement)) == wanted


@pytest.mark.parametrize(
    "statement", [select(select(audit_log).subquery()), select(audit_log.alias()), select(select(audit_log).cte())]
)
def test_no_office_is_read_through_something_that_hides_it(statement: Select[Any]) -> None:
    with pytest.raises(ScopeError):
        tables_read(statement)


def test_changes_of_another_office_touch_nothing(database: Database) -> None:
    two_offices(database)
    with database.writing() as connection:
        OfficeRows(connection, "b").insert_new(blob_table, sha256="x", size=1, content=b"1")
        assert OfficeRows(connection, "a").update(blob_table, blob_table.c.sha256 == "x", size=2) == 0
        assert OfficeRows(connection, "a").delete(blob_table) == 0


@pytest.mark.parametrize("statement", ["UPDATE audit_log SET action = 'x'", "DELETE FROM audit_log"])
def test_the_audit_log_cannot_be_changed(database: Database, statement: str) -> None:
    two_offices(database)
    with database.writing() as connection:
        line(OfficeRows(connection, "a"), "1")
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as connection:
        connection.execute(text(statement))


def test_every_table_that_only_grows_is_protected(database: Database) -> None:
    query = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
    if not database.is_sqlite:
        query = "SELECT event_object_table FROM information_schema.triggers WHERE event_object_schema = 'public'"
    with database.reading() as connection:
        assert set(connection.execute(text(query)).scalars()) == set(APPEND_ONLY)


def test_a_transaction_is_kept_whole_or_not_at_all(database: Database) -> None:
    two_offices(database)

    def broken() -> None:
        with database.writing() as connection:
            line(OfficeRows(connection, "a"), "1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    with database.reading() as connection:
        assert OfficeRows(connection, "a").all(select(audit_log)) == []


def test_a_text_is_kept_once(database: Database) -> None:
    two_offices(database)
    with database.writing() as connection:
        rows = OfficeRows(connection, "a")
        name = blobs.put(rows, b"x" * 10_000)
        assert blobs.put(rows, b"x" * 10_000) == name
        assert blobs.get(rows, name) == b"x" * 10_000
        with pytest.raises(KeyError):
            blobs.get(OfficeRows(connection, "b"), name)


def test_a_service_whose_tables_are_missing_is_not_ready(
    desktop_of: Callable[[Database], TestClient], database: Database
) -> None:
    client = desktop_of(database)
    assert client.get("/health/ready").status_code == 200
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["code"]) == (503, "DATABASE_NOT_UPGRADED")
    assert client.get("/health/live").status_code == 200
