"""The one place that keeps offices apart.

Every table with a column ``office_id`` is reached through :class:`OfficeRows`, which adds the office to each
statement. Features never see the connection. Tables without it (offices themselves, sign-in before an office is
known, what belongs to the whole installation) are reached through :class:`OpenRows`, which refuses all others.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    Delete,
    FromClause,
    Join,
    Row,
    Select,
    SelectBase,
    Table,
    Update,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.sql.elements import SQLCoreOperations
from sqlalchemy.sql.functions import FunctionElement

OFFICE = "office_id"
Condition = ColumnElement[bool] | SQLCoreOperations[bool]


class ScopeError(Exception):
    """A statement would have left its office: a mistake in the code, never the user's."""


class OfficeRows:
    """The rows of one office inside one transaction."""

    def __init__(self, connection: Connection, office_id: str) -> None:
        self._connection = connection
        self.office_id = office_id

    @property
    def dialect(self) -> str:
        return self._connection.dialect.name

    def select(self, table: Table, *columns: ColumnElement[Any]) -> Select[Any]:
        """``SELECT`` from a table of an office; :meth:`all`, :meth:`one` and :meth:`scalar` hold it to this one."""
        _office_of(table)
        return select(*(columns or (table,))).select_from(table)

    def all(self, statement: Select[Any]) -> Sequence[Row[Any]]:
        return self._connection.execute(_scoped(statement, self.office_id)).all()

    def one(self, statement: Select[Any]) -> Row[Any] | None:
        return self._connection.execute(_scoped(statement, self.office_id)).first()

    def scalar(self, statement: Select[Any]) -> Any:
        return self._connection.execute(_scoped(statement, self.office_id)).scalar()

    def insert(self, table: Table, **values: Any) -> None:
        _office_of(table)
        self._connection.execute(insert(table), {**values, OFFICE: self.office_id})

    def insert_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        _office_of(table)
        if rows:
            self._connection.execute(insert(table), [{**row, OFFICE: self.office_id} for row in rows])

    def insert_new(self, table: Table, **values: Any) -> bool:
        """Insert unless its key is there already; whether it was new."""
        _office_of(table)
        if self.dialect == "sqlite":
            from sqlalchemy.dialects.sqlite import insert as gentle
        else:
            from sqlalchemy.dialects.postgresql import insert as gentle  # type: ignore[assignment]
        statement = gentle(table).on_conflict_do_nothing().returning(table.c[OFFICE])
        return self._connection.execute(statement, {**values, OFFICE: self.office_id}).first() is not None

    def update(self, table: Table, *conditions: Condition, **values: Any) -> int:
        """Change rows of this office; how many."""
        statement: Update = update(table).where(_office_of(table) == self.office_id, *conditions).values(**values)
        return self._connection.execute(statement).rowcount

    def delete(self, table: Table, *conditions: Condition) -> int:
        """Remove rows of this office; how many."""
        statement: Delete = delete(table).where(_office_of(table) == self.office_id, *conditions)
        return self._connection.execute(statement).rowcount

    @property
    def open(self) -> "OpenRows":
        """Tables that belong to no office, in the same transaction."""
        return OpenRows(self._connection)


class OpenRows:
    """Rows of tables that belong to no office."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> str:
        return self._connection.dialect.name

    @property
    def connection(self) -> Connection:
        """What lies below, for a library that brings statements of its own."""
        return self._connection

    def of(self, office_id: str) -> OfficeRows:
        """The rows of an office, in the same transaction."""
        return OfficeRows(self._connection, office_id)

    def all(self, statement: Select[Any]) -> Sequence[Row[Any]]:
        return self._connection.execute(_open(statement)).all()

    def one(self, statement: Select[Any]) -> Row[Any] | None:
        return self._connection.execute(_open(statement)).first()

    def scalar(self, statement: Select[Any]) -> Any:
        return self._connection.execute(_open(statement)).scalar()

    def insert(self, table: Table, **values: Any) -> None:
        _not_of_an_office(table)
        self._connection.execute(insert(table), values)

    def update(self, table: Table, *conditions: Condition, **values: Any) -> int:
        _not_of_an_office(table)
        return self._connection.execute(update(table).where(*conditions).values(**values)).rowcount

    def delete(self, table: Table, *conditions: Condition) -> int:
        _not_of_an_office(table)
        return self._connection.execute(delete(table).where(*conditions)).rowcount


def _office_of(table: Table) -> Any:
    if OFFICE not in table.c:
        raise ScopeError(f"{table.name} belongs to no office")
    return table.c[OFFICE]


def _not_of_an_office(table: Table) -> None:
    if OFFICE in table.c:
        raise ScopeError(f"{table.name} belongs to an office; reach it through OfficeRows")


def _scoped(statement: Select[Any], office_id: str) -> Select[Any]:
    """The statement with every table of an office held to this one, whoever wrote it."""
    return statement.where(*(_office_of(table) == office_id for table in tables_read(statement)))


def _open(statement: Select[Any]) -> Select[Any]:
    for table in tables_read(statement):
        _not_of_an_office(table)
    return statement


def tables_read(statement: Select[Any]) -> list[Table]:
    """Every table that a statement reads from, in the order found.

    The library's own answer (``get_final_froms``) compiles the statement for it, on every call: a third of a request.

    Raises
    ------
    ScopeError
        It reads from something that is no table: neither by office nor openly.
    """
    found: dict[Table, None] = {}
    waiting: list[Any] = [statement]
    while waiting:
        part = waiting.pop()
        source = getattr(part, "table", None) if isinstance(part, ColumnClause) else part
        if isinstance(source, Table):
            found[source] = None
        elif isinstance(source, FromClause) and not isinstance(source, Join | FunctionElement):
            raise ScopeError(f"{type(source).__name__} is read neither by office nor openly")
        elif part is statement or not isinstance(part, SelectBase):
            waiting.extend(part.get_children())
    return list(found)
