"""Trouble of a database, in words: made by real ones."""

import errno
import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from api.cli import run
from api.db.engine import Database
from api.db.trouble import Trouble, told, trouble_of
from api.errors import ExitCode


def of(url: str) -> Trouble:
    database = Database(url)
    with pytest.raises(DBAPIError) as caught:
        database.is_alive()
    database.close()
    return trouble_of(caught.value)


def test_a_file_that_is_no_database_and_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"not a database at all" * 100)
    assert of(f"sqlite:///{tmp_path / 'x.sqlite3'}") is Trouble.DAMAGED
    assert of(f"sqlite:///{tmp_path / 'none' / 'x.sqlite3'}") is Trouble.NOT_OPENED


def test_a_server_that_is_away_or_refuses(postgres_address: str) -> None:
    assert of("postgresql+psycopg://x@127.0.0.1:9/x") is Trouble.AWAY
    assert of(postgres_address.format(name="tidak_ada")) is Trouble.AWAY
    assert "name of the database" in told(Trouble.AWAY)


def test_what_is_not_known_is_a_disk_that_fails_or_a_server_that_does_not_answer() -> None:
    assert trouble_of(OperationalError("x", None, sqlite3.OperationalError("?"))) is Trouble.FAILED
    assert trouble_of(OperationalError("x", None, OSError(errno.EIO, "?"))) is Trouble.FAILED
    assert trouble_of(OperationalError("x", None, psycopg.OperationalError("?"))) is Trouble.AWAY
    assert all(" / " in told(trouble) for trouble in Trouble)


def test_a_data_folder_whose_store_is_damaged_is_told_without_names_of_classes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "jemput.sqlite3").write_bytes(b"not a database at all" * 100)
    assert run(["key", "list", "--data", str(tmp_path)]) == ExitCode.BAD_INPUT
    text = capsys.readouterr().err
    assert "DATABASE_UNAVAILABLE" in text
    assert "damaged" in text
    assert "Error" not in text
