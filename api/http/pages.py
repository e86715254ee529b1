"""Long lists in pages by key: what comes after the last id seen, however many were added before it."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Row, Select

from api.db.scope import OfficeRows
from api.http.problems import fault_at, unprocessable

MOST = 500
USUAL = 50
Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """Some of a list, and how to get on."""

    model_config = ConfigDict(extra="forbid")

    items: list[Item]
    next: str | None = Field(None, description="Send it as `after` for what follows; absent at the end.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWish:
    """How many, and after what."""

    limit: int
    after: str | None

    def of(self, rows: OfficeRows, statement: Select[Any], key: ColumnElement[Any], *, newest_first: bool) -> "Found":
        """The page of ``statement`` by a unique key."""
        if self.after is not None:
            statement = statement.where(key < self.after if newest_first else key > self.after)
        ordered = statement.order_by(key.desc() if newest_first else key).limit(self.limit + 1)
        found = rows.all(ordered)
        more = len(found) > self.limit
        kept = found[: self.limit]
        return Found(rows=kept, next=cursor(str(getattr(kept[-1], str(key.key)))) if more else None)

    def told(
        self,
        rows: OfficeRows,
        statement: Select[Any],
        key: ColumnElement[Any],
        tell: Callable[[Row[Any]], Item],
        *,
        newest_first: bool = True,
    ) -> "Page[Item]":
        """The same, each row as the wire has it."""
        found = self.of(rows, statement, key, newest_first=newest_first)
        return Page(items=[tell(row) for row in found.rows], next=found.next)

    def of_numbers(self, rows: OfficeRows, statement: Select[Any], key: ColumnElement[Any]) -> "Found":
        """The page of ``statement`` by a unique number, the largest first."""
        if self.after is not None:
            statement = statement.where(key < number_of(self.after))
        found = rows.all(statement.order_by(key.desc()).limit(self.limit + 1))
        kept = found[: self.limit]
        more = len(found) > self.limit
        return Found(rows=kept, next=cursor(str(getattr(kept[-1], str(key.key)))) if more else None)

    def part(self, items: Sequence[Item]) -> "Page[Item]":
        """The page of a list that never changes, by place."""
        start = 0 if self.after is None else number_of(self.after)
        end = start + self.limit
        return Page(items=list(items[start:end]), next=cursor(str(end)) if end < len(items) else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Rows of a page, and the cursor of what follows."""

    rows: Sequence[Row[Any]]
    next: str | None


def cursor(key: str) -> str:
    """A key as callers carry it."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def number_of(after: str) -> int:
    """A cursor that is a number."""
    if not (after.isascii() and after.isdecimal() and len(after) < 10):
        expected = ("nilai next dari halaman sebelumnya", "the value of next of the page before")
        raise unprocessable([fault_at("?after", "CURSOR_UNKNOWN", after, expected)])
    return int(after)


def page_wish(
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many at most.")] = USUAL,
    after: Annotated[str | None, Query(max_length=400, description="`next` of the page before.")] = None,
) -> PageWish:
    """Read from the query."""
    if after is None:
        return PageWish(limit=limit, after=None)
    try:
        key = base64.b64decode(after + "=" * (-len(after) % 4), altchars=b"-_", validate=True).decode()
        if "\x00" in key:
            raise ValueError
    except (binascii.Error, ValueError, UnicodeError) as error:
        expected = ("nilai next dari halaman sebelumnya", "the value of next of the page before")
        raise unprocessable([fault_at("?after", "CURSOR_UNKNOWN", after, expected)]) from error
    return PageWish(limit=limit, after=key)
