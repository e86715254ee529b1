"""Desktop mode: one office, no accounts, reachable from this computer only."""

import time
from typing import Any

from sqlalchemy import Row, select

from api.auth.principal import Principal
from api.auth.roles import Permission
from api.auth.tenants import DEFAULT_ZONE, NO_CODE, add_office
from api.db.engine import Database
from api.db.scope import OpenRows
from api.db.tables import offices

OFFICE_ID = "desktop"
FRESH_S = 1.0
EVERYTHING = frozenset(Permission) - {Permission.PROVINCE_READ}


def ensure_office(database: Database) -> None:
    """Make the office of the desktop mode if there is none yet."""
    with database.writing() as connection:
        rows = OpenRows(connection)
        if _office(rows) is None:
            add_office(rows, id=OFFICE_ID, code=NO_CODE, name="Kantor", time_zone=DEFAULT_ZONE)


class Desktop:
    """The one caller of the desktop mode, read at most once a second: every request asks for it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: tuple[float, Principal] | None = None

    def known(self) -> Principal | None:
        """As it was read a moment ago, without a look into the store; none if that is too long ago."""
        if self._known is None or time.monotonic() - self._known[0] > FRESH_S:
            return None
        return self._known[1]

    def read(self) -> Principal:
        """As the store has it now."""
        asked = time.monotonic()
        with self._database.reading() as connection:
            found = _office(OpenRows(connection))
        if found is None:
            raise LookupError("the desktop mode has no office")
        principal = Principal(
            kind="desktop",
            id="desktop",
            name="desktop",
            office_id=found.id,
            time_zone=found.time_zone,
            permissions=EVERYTHING,
        )
        self._known = asked, principal
        return principal

    def forget(self) -> None:
        """The office was changed: ask the store again."""
        self._known = None


def _office(rows: OpenRows) -> Row[Any] | None:
    return rows.one(select(offices.c.id, offices.c.time_zone).order_by(offices.c.created_at, offices.c.id).limit(1))
