"""What SQLite committed reaches the disk before anybody is told, many writers with one turn of it."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from api.db.engine import Database
from api.db.settling import Settling


class Disk:
    """Stands for ``os.fsync``: counts its turns, which begin when they are let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.turns = 0
        self.began, self.let = threading.Semaphore(0), threading.Semaphore(0)
        self.fails = False
        monkeypatch.setattr(os, "fsync", self)

    def __call__(self, _opened: int) -> None:
        self.began.release()
        assert self.let.acquire(timeout=30)
        self.turns += 1
        if self.fails:
            self.fails = False
            raise OSError("the disk is gone")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def settle(tmp_path: Path) -> Callable[[], None]:
    (tmp_path / "some.sqlite3-wal").touch()
    return Settling(tmp_path / "some.sqlite3").settle


def test_those_who_come_during_a_turn_share_the_next(disk: Disk, settle: Callable[[], None]) -> None:
    with ThreadPoolExecutor(5) as threads:
        first = threads.submit(settle)
        assert disk.began.acquire(timeout=30)
        late = [threads.submit(settle) for _ in range(4)]
        disk.let.release()
        first.result(30)
        assert disk.began.acquire(timeout=30)
        assert not any(item.done() for item in late), "their change may have come after the first turn began"
        disk.let.release(2)
        for item in late:
            item.result(30)
    assert disk.turns in (2, 3)  # Who came too late for the second turn takes a third.


def test_a_disk_that_refuses_is_told_and_asked_again(disk: Disk, settle: Callable[[], None]) -> None:
    disk.fails = True
    disk.let.release(2)
    with pytest.raises(OSError, match="gone"):
        settle()
    settle()
    assert disk.turns == 2


def test_no_writer_is_told_before_the_disk_has_it(tmp_path: Path, disk: Disk) -> None:
    database = Database(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    told = threading.Event()

    def write() -> None:
        with database.writing() as connection:
            connection.execute(text("CREATE TABLE kept (id INTEGER)"))
        told.set()

    with ThreadPoolExecutor(1) as threads:
        writer = threads.submit(write)
        assert disk.began.acquire(timeout=30)
        assert not told.is_set()
        with database.reading() as seen:
            # The lock is free again, and others see the change, while the disk still works.
            assert seen.execute(text("SELECT count(*) FROM kept")).scalar() == 0
        disk.let.release()
        writer.result(30)
    assert told.is_set()
    database.close()


def test_a_disk_that_refuses_is_trouble_of_the_store(tmp_path: Path, disk: Disk) -> None:
    database = Database(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    disk.fails = True
    disk.let.release(2)
    with pytest.raises(OperationalError, match="gone"), database.writing() as connection:
        connection.execute(text("CREATE TABLE kept (id INTEGER)"))
    with database.writing() as connection:
        connection.execute(text("DROP TABLE IF EXISTS kept"))
    database.close()


def test_a_log_that_is_gone_needs_no_disk(tmp_path: Path, disk: Disk) -> None:
    Settling(tmp_path / "closed.sqlite3").settle()
    assert disk.turns == 0


def test_the_store_keeps_its_log_beside_the_file(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE kept (id INTEGER)"))
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    assert (tmp_path / "store.sqlite3-wal").is_file(), "what is put on the disk is not where SQLite writes"
    database.close()
