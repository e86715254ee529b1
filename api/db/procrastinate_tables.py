"""The tables of Procrastinate on PostgreSQL, in a schema of their own and at the step of the installed library."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, text

SCHEMA = "procrastinate"
_STEP = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :name"


def bring_up(connection: Connection) -> None:
    """Make the library's tables, or take the steps that it has made since; the schema's comment tells the last one."""
    steps = {path.stem: path for path in Path(SchemaManager.get_migrations_path()).glob("*.sql")}
    newest = max(steps)
    known = connection.execute(text(_STEP), {"name": SCHEMA}).first()
    if known is None:
        connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
        missing = [SchemaManager.get_schema()]
    else:
        missing = [steps[name].read_text(encoding="utf-8") for name in sorted(steps) if name > (known[0] or "")]
    with first_look_into(connection):
        for script in missing:
            # Several statements, and signs that the usual way would take for parameters.
            cursor = connection.connection.cursor()
            cursor.execute(script)
            cursor.close()
    if missing:
        connection.exec_driver_sql(f"COMMENT ON SCHEMA {SCHEMA} IS '{newest}'")


@contextmanager
def first_look_into(connection: Connection) -> Iterator[None]:
    """Names are looked up in the library's schema first; for these statements only."""
    before = connection.execute(text("SELECT current_setting('search_path')")).scalar_one()
    setting = text("SELECT set_config('search_path', :path, true)")
    connection.execute(setting, {"path": f"{SCHEMA}, {before}"})
    yield
    connection.execute(setting, {"path": before})
