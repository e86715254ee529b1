"""Rows of offices."""

from typing import Any

from sqlalchemy import Row, select

from api.db.scope import OpenRows
from api.db.tables import offices


def office_of(rows: OpenRows, id: str) -> Row[Any] | None:
    """The office of that id."""
    return rows.one(select(offices).where(offices.c.id == id))


def change_office(rows: OpenRows, id: str, revision: int, **values: Any) -> bool:
    """Change an office that still stands at ``revision``; whether it did."""
    changed = rows.update(offices, offices.c.id == id, offices.c.revision == revision, **values, revision=revision + 1)
    return changed == 1
