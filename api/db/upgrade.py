"""Bring a database to this version's tables, and make the step for a change of the tables.

``python -m api.db.upgrade "What changes"`` writes the next step from the difference between the steps so far
and :mod:`api.db.tables`; look it over before it is committed.
"""

import sys
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from api.db.engine import Database

_LOCK = 7_236_111
"""Any number that only upgrades use: PostgreSQL lets one of them run at a time."""


def upgrade(database: Database) -> tuple[str | None, str]:
    """Take every step that is missing, all or none; the step before and the step after."""
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        before = current(connection)
        command.upgrade(_config(connection), "head")
        if not database.is_sqlite:
            from api.db import procrastinate_tables

            procrastinate_tables.bring_up(connection)
        return before, newest()


def upgrade_to(database: Database, step: str) -> None:
    """Take every step up to this one.

    Raises
    ------
    LookupError
        This version does not know it.
    """
    known = {item.revision for item in ScriptDirectory.from_config(_config(None)).walk_revisions()}
    if step not in known:
        raise LookupError(step)
    with database.writing() as connection:
        command.upgrade(_config(connection), step)


def current(connection: Connection) -> str | None:
    """The step that a database stands at; ``None`` for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The step that this version of the product needs."""
    found = ScriptDirectory.from_config(_config(None)).get_current_head()
    if found is None:
        raise LookupError("the product holds no step at all")
    return found


def is_current(database: Database) -> bool:
    """Whether a database has all that this version needs."""
    with database.reading() as connection:
        return current(connection) == newest()


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("api.db").joinpath("migrations")).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def make_step(message: str) -> None:
    """Write the next step."""
    number = f"{len(list(ScriptDirectory.from_config(_config(None)).walk_revisions())) + 1:04d}"
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'steps.sqlite3'}")
        with database.writing() as connection:
            made: Any = _config(connection)
            command.upgrade(made, "head")
            command.revision(made, message=message, rev_id=number, autogenerate=True)
        database.close()


if __name__ == "__main__":
    make_step(" ".join(sys.argv[1:]))
