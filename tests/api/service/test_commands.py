"""The commands of the service: who may come in, and what is kept, from the command line."""

import io
from pathlib import Path

import pytest
from sqlalchemy import text

from api.cli import run
from api.commands.serving import address_told
from api.db.engine import Database
from api.db.upgrade import is_current
from api.settings import Settings
from tests.api.service.test_plans import PLAN

PASSWORD = "kuda putih berlari pelan"  # noqa: S105  # a test's own


@pytest.fixture
def folder(tmp_path: Path, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    (data / "jemput.sqlite3").write_bytes(sqlite_file.read_bytes())
    monkeypatch.delenv("JEMPUT_DATABASE_URL", raising=False)
    monkeypatch.setenv("JEMPUT_DATA", str(data))
    monkeypatch.setenv("JEMPUT_LANG", "en")
    return data


def typed(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line + "\n"))


def test_accounts_and_keys_by_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, PASSWORD)
    assert run(["user", "add", "Sri", "--roles", "admin,planner", "--office", "17.02", "--office-name", "Uji"]) == 0
    typed(monkeypatch, PASSWORD)
    assert run(["user", "add", "sri", "--roles", "head"]) == 2
    assert "LOGIN_TAKEN" in capsys.readouterr().err
    assert run(["user", "add", "budi", "--roles", "king,queen"]) == 2
    assert capsys.readouterr().err.count("UNKNOWN_WORD") == 2
    typed(monkeypatch, "short")
    assert run(["user", "password", "sri"]) == 2
    assert run(["user", "disable", "sri"]) == 0
    assert run(["user", "list"]) == 0
    assert "shut out" in capsys.readouterr().out
    assert run(["key", "add", "QGIS", "--scopes", "data:read"]) == 0
    key = capsys.readouterr().out.strip()
    assert key.startswith("jmp_")
    assert run(["key", "list"]) == 0
    listed = capsys.readouterr().out
    assert key not in listed
    assert run(["key", "revoke", listed.split()[1]]) == 0
    assert run(["key", "revoke", "key_x"]) == 2
    content = (folder / "jemput.sqlite3").read_bytes()
    assert key.encode() not in content
    assert PASSWORD.encode() not in content


def test_a_plan_is_kept_once_however_often_it_is_loaded(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(PLAN)
    assert run(["load", str(plan)]) == 0
    assert run(["load", str(plan)]) == 0
    assert "jemput serve --data" in capsys.readouterr().out
    database = Database(f"sqlite:///{folder / 'jemput.sqlite3'}")
    with database.reading() as connection:
        counts = [connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in ("plans", "datasets")]  # noqa: S608
    database.close()
    assert counts == [1, 1]


def test_the_command_that_is_told_can_be_typed_where_the_user_stands(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(PLAN)
    monkeypatch.setattr("sys.argv", [".venv/bin/jemput", "load"])
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert run(["load", str(plan)]) == 0
    assert f"  .venv/bin/jemput serve --data {folder}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:8765"),
        ("192.168.1.7", "http://192.168.1.7:8765"),
        ("0.0.0.0", "http://pc-dukcapil:8765"),  # noqa: S104 - told, not listened on
        ("::", "http://pc-dukcapil:8765"),
        ("fd00::7", "http://[fd00::7]:8765"),
    ],
)
def test_the_address_that_is_told_opens_in_a_browser(
    folder: Path, host: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "pc-dukcapil")
    assert address_told(Settings(data_folder=folder, host=host)) == shown


def test_a_store_is_upgraded_backed_up_and_restored(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "cadangan.zip"
    assert run(["db", "upgrade"]) == 0
    assert run(["backup", str(backup)]) == 0
    assert run(["restore", str(backup), "--data", str(tmp_path / "new")]) == 0
    assert run(["restore", str(backup), "--data", str(tmp_path / "new")]) == 2
    assert "STORE_NOT_EMPTY" in capsys.readouterr().err
    restored = Database(f"sqlite:///{tmp_path / 'new' / 'jemput.sqlite3'}")
    assert is_current(restored)
    restored.close()


def test_a_store_of_a_newer_version_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = Database(f"sqlite:///{folder / 'jemput.sqlite3'}")
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    assert run(["db", "upgrade"]) == 2
    assert "STORE_OF_NEWER_VERSION" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["serve", "--port", "0", "--solves", "x"], "OUT_OF_RANGE"),
        (["load", "missing.json"], "FILE_NOT_FOUND"),
        (["restore", "missing.zip", "--data", "new"], "FILE_NOT_FOUND"),
        (["backup", "x.zip", "--data", "mistyped"], "STORE_MISSING"),
        (["key", "add", "x", "--scopes", "plans:approve"], "SCOPE_PERSONAL"),
        (["key", "add", "x", "--scopes", "data:read", "--days", "9999"], "OUT_OF_RANGE"),
    ],
)
def test_what_is_typed_wrong_is_told(
    folder: Path, arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert code in capsys.readouterr().err
