"""The database: SQLite in the data folder, or PostgreSQL by its address; the same calls for both.

SQLite runs in WAL mode: readers never wait for the writer. Writers of one process queue up here instead of
polling the file, and a writing transaction takes the lock at its start, so that it cannot fail half-way for
having read first. What they commit reaches the disk together, before any of them is told: :mod:`api.db.settling`.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import OperationalError

from api.db.settling import Settling

BUSY_MS = 5_000
POOL = 20
CONNECT_S = 5


class Database:
    """Connections to one database; safe to use from many threads."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._turn = threading.Lock() if self.is_sqlite else None
        file = self.engine.url.database if self.is_sqlite else None
        self._settling = Settling(Path(file)) if file else None

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view; nothing is kept."""
        with self.engine.connect() as connection:
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """One view of everything, however long it is read."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: kept whole and on the disk at the end, or not at all."""
        with self._turn or nullcontext(), self.engine.connect() as connection:
            connection = connection.execution_options(jemput_writing=True)
            with connection.begin():
                yield connection
        if self._settling is not None:
            try:
                self._settling.settle()
            except OSError as error:
                # Told as every other trouble of the store is: callers and the queue know what to do then.
                raise OperationalError("fsync", None, error) from error

    def is_alive(self) -> bool:
        """Whether the database answers."""
        with self.reading() as connection:
            return connection.execute(text("SELECT 1")).scalar() == 1

    def close(self) -> None:
        self.engine.dispose()


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(
            address,
            pool_size=POOL,
            max_overflow=POOL,
            pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_S},
        )
    engine = create_engine(
        address, pool_size=POOL, max_overflow=POOL, connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # Transactions are begun below, not by the driver.
        connection.isolation_level = None
        cursor = connection.cursor()
        for line in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_MS}",
            "trusted_schema=OFF",
        ):
            cursor.execute(f"PRAGMA {line}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("jemput_writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
