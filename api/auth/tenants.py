"""The offices that callers belong to, as far as coming in needs them."""

from datetime import UTC, datetime

from api.db.scope import OpenRows
from api.db.tables import offices

DEFAULT_ZONE = "WIB"
NO_CODE = "00"
"""Of an office that has told none yet."""


def kind_of_code(code: str) -> str:
    """``17`` is a province, ``17.02`` a regency of it; the desktop mode's own code is a regency's."""
    return "province" if len(code) == 2 and code.isdecimal() and code != NO_CODE else "regency"


def add_office(rows: OpenRows, *, id: str, code: str, name: str, time_zone: str) -> None:
    """A new office; its code tells what it is."""
    rows.insert(
        offices,
        id=id,
        code=code,
        name=name,
        kind=kind_of_code(code),
        time_zone=time_zone,
        created_at=datetime.now(UTC),
        revision=1,
    )
