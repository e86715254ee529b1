"""Desktop mode: one office, no accounts, reachable from this computer only."""

from typing import Any

from sqlalchemy import Row, select

from api.auth.principal import Principal
from api.auth.roles import Permission
from api.auth.tenants import DEFAULT_ZONE, NO_CODE, add_office
from api.db.engine import Database
from api.db.scope import OpenRows
from api.db.tables import offices

OFFICE_ID = "desktop"
EVERYTHING = frozenset(Permission) - {Permission.PROVINCE_READ}


def ensure_office(database: Database) -> None:
    """Make the office of the desktop mode if there is none yet."""
    with database.writing() as connection:
        rows = OpenRows(connection)
        if _office(rows) is None:
            add_office(rows, id=OFFICE_ID, code=NO_CODE, name="Kantor", time_zone=DEFAULT_ZONE)


def desktop_principal(database: Database) -> Principal:
    """The one caller of the desktop mode."""
    with database.reading() as connection:
        found = _office(OpenRows(connection))
    if found is None:
        raise LookupError("the desktop mode has no office")
    return Principal(
        kind="desktop",
        id="desktop",
        name="desktop",
        office_id=found.id,
        time_zone=found.time_zone,
        permissions=EVERYTHING,
    )


def _office(rows: OpenRows) -> Row[Any] | None:
    return rows.one(select(offices.c.id, offices.c.time_zone).order_by(offices.c.created_at, offices.c.id).limit(1))
