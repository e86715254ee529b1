"""The offices that callers belong to, as far as coming in needs them."""

from datetime import UTC, datetime

from api.db.scope import OpenRows
from api.db.tables import offices

DEFAULT_ZONE = "WIB"


def add_office(rows: OpenRows, *, id: str, code: str, name: str, time_zone: str, kind: str = "regency") -> None:
    """A new office."""
    rows.insert(
        offices,
        id=id,
        code=code,
        name=name,
        kind=kind,
        time_zone=time_zone,
        created_at=datetime.now(UTC),
        revision=1,
    )
