"""The commands of the service: who may come in, and what is kept, from the command line."""

import asyncio
import io
import json
import logging
import os
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from api.cli import run
from api.commands.serving import address_told, store_told
from api.db.engine import Database
from api.db.upgrade import is_current
from api.http.records import set_up
from api.settings import Settings
from tests.api.service.conftest import fresh
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


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_first_account_may_be_added_before_anything_made_the_tables(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = fresh(request, kind, tmp_path, with_tables=False)
    monkeypatch.setenv("JEMPUT_DATABASE_URL", "" if kind == "sqlite" else address.replace("+psycopg", ""))
    monkeypatch.setenv("JEMPUT_DATA", str(tmp_path))
    typed(monkeypatch, PASSWORD)
    assert run(["user", "add", "sri", "--roles", "admin", "--office", "17.02", "--office-name", "Uji"]) == 0
    database = Database(address)
    try:
        assert is_current(database)
        with database.reading() as connection:
            assert connection.execute(text("SELECT login FROM accounts")).scalars().all() == ["sri"]
    finally:
        database.close()


def test_no_package_of_the_ground_is_left_to_be_loaded_by_two_requests_at_once() -> None:
    """A package that loads its own parts must be there before threads come: each may hold what the other waits for."""
    root = Path(__file__).parents[3]
    heavy = {
        ".".join(file.parent.relative_to(root).parts)
        for top in ("geodata", "planner")
        for file in (root / top).rglob("__init__.py")
        if re.search(r"^(from|import) ", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert "geodata.read" in heavy
    words = "import sys; import api.app; from api import wiring; wiring.warm_ground(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True, cwd=root)
    assert heavy <= set(loaded.stdout.split())


def test_a_store_without_accounts_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["user", "list", "--data", str(folder)]) == 0
    assert "There is no account yet" in capsys.readouterr().out


def test_a_plan_is_kept_once_however_often_it_is_loaded(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(PLAN)

    async def beside_a_loop() -> int:
        return run(["load", str(plan)])

    # Whoever calls may have a loop that runs already, as in a notebook.
    with ThreadPoolExecutor(max_workers=1) as alone:
        assert alone.submit(lambda: asyncio.run(beside_a_loop())).result() == 0
    assert run(["load", str(plan)]) == 0
    assert "jemput serve --data" in capsys.readouterr().out
    database = Database(f"sqlite:///{folder / 'jemput.sqlite3'}")
    with database.writing() as connection:
        # Another month: the answers to old requests are forgotten, the data are still there.
        assert connection.execute(text("DELETE FROM idempotency WHERE key LIKE 'data-%'")).rowcount == 1
    assert run(["load", str(plan)]) == 0
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
        (["user", "list", "--data", "mistyped"], "STORE_MISSING"),
        (["key", "list", "--data", "mistyped"], "STORE_MISSING"),
        (["key", "revoke", "key_x", "--data", "mistyped"], "STORE_MISSING"),
        (["user", "add", "sri", "--roles", "admin", "--data", "mistyped"], "OFFICE_UNKNOWN"),
        (["key", "add", "x", "--scopes", "plans:approve"], "SCOPE_PERSONAL"),
        (["key", "add", "x", "--scopes", "data:read", "--days", "9999"], "OUT_OF_RANGE"),
    ],
)
def test_what_is_typed_wrong_is_told(
    folder: Path,
    tmp_path: Path,
    arguments: list[str],
    code: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    typed(monkeypatch, PASSWORD)
    assert run(arguments) == 2
    assert code in capsys.readouterr().err
    # A folder that was mistyped is not made.
    assert not (tmp_path / "mistyped").exists()


def test_all_that_is_wrong_with_an_account_is_told_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "short")
    assert run(["--lang", "en", "user", "add", "x y", "--roles", "king", "--office", "99"]) == 2
    told = capsys.readouterr().err
    codes = ("LOGIN_UNUSABLE", "UNKNOWN_WORD", "OFFICE_UNKNOWN", "PASSWORD_LENGTH")
    assert [code for code in codes if told.count(code) != 1] == []
    typed(monkeypatch, "short")
    assert run(["--lang", "en", "user", "password", "nobody"]) == 2
    told = capsys.readouterr().err
    assert [code for code in ("LOGIN_UNKNOWN", "PASSWORD_LENGTH") if told.count(code) != 1] == []


def test_nobody_types_a_password_for_a_command_that_is_refused_anyway(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def asked(_question: str) -> str:
        raise AssertionError("asked for a password")

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", asked)
    assert run(["user", "add", "budi", "--roles", "king", "--office", "17.02", "--office-name", "Uji"]) == 2
    assert run(["user", "password", "nobody"]) == 2
    assert "PASSWORD" not in capsys.readouterr().err


def test_an_office_is_named_as_the_service_takes_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, PASSWORD)
    assert run(["--lang", "en", "user", "add", "sri", "--roles", "admin", "--office", "../&", "--office-name", ""]) == 2
    told = capsys.readouterr().err
    assert [place for place in ("--office: STRING_PATTERN", "--office-name: STRING_TOO") if place not in told] == []


def test_a_key_for_a_store_that_is_not_there_is_told_with_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["key", "add", "3171234567890001", "--scopes", "zzz", "--days", "0", "--data", str(tmp_path / "mistyped")]
    assert run(words) == 2
    told = capsys.readouterr().err
    codes = ("STORE_MISSING", "PERSONAL_DATA_VALUE", "UNKNOWN_WORD", "OUT_OF_RANGE")
    assert [code for code in codes if told.count(code) != 1] == []
    assert not (tmp_path / "mistyped").exists()


def test_all_that_is_wrong_with_a_key_is_told_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "key", "add", "x", "--scopes", "plans:approve,zzz", "--days", "0"]) == 2
    told = capsys.readouterr().err
    assert [
        code for code in ("SCOPE_PERSONAL", "UNKNOWN_WORD", "OUT_OF_RANGE", "OFFICE_UNKNOWN") if told.count(code) != 1
    ] == []
    # What no key can have is not offered.
    assert "plans:approve" not in told.split("one of:")[1].split("SCOPE_PERSONAL")[0]


def test_the_address_of_a_database_is_told_without_its_password(tmp_path: Path) -> None:
    url = "postgresql+psycopg://kantor:rahasia@10.0.0.1:5432/jemput"
    assert store_told(Settings(data_folder=tmp_path, database_url=url)) == url.replace("rahasia", "***")
    assert store_told(Settings(data_folder=tmp_path)) == str(tmp_path)


def test_who_serves_reads_address_and_link_apart_from_the_log(tmp_path: Path) -> None:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = str(place.getsockname()[1])
    words = [sys.executable, "-m", "api", "--lang", "en", "serve", "--accounts", "--port", port, "--solves", "0"]
    environment = {**os.environ, "JEMPUT_DATA": str(tmp_path)}
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=log, env=environment, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            told = [next(process.stdout).strip() for _ in range(5)]
            client = httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=httpx.HTTPTransport(retries=8))
            assert client.get("/health/live").status_code == 200
        finally:
            process.terminate()
            rest = process.stdout.read() if process.stdout else ""
    assert told[0] == f"Jemput serves at http://127.0.0.1:{port}"
    assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/setup#token=\S{{20,}}", told[4])
    assert rest == ""
    lines = (tmp_path / "log").read_text("utf-8").splitlines()
    assert any(json.loads(line).get("event") == "request" for line in lines)
    assert "token" not in "".join(lines)


def test_a_terminal_shows_what_goes_wrong_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen, root = Terminal(), logging.getLogger()
    before = (root.handlers, root.level)
    monkeypatch.setattr("sys.stderr", screen)
    try:
        set_up()
        logging.getLogger("jemput.test").info("a request")
        logging.getLogger("jemput.test").warning("disk nearly full")
        # Not even where every line is shown: how many points a file got is the library's own affair.
        root.setLevel("INFO")
        logging.getLogger("pyogrio._io").info("Created 3 records")
    finally:
        root.handlers, root.level = before
    assert "disk nearly full" in screen.getvalue()
    assert "a request" not in screen.getvalue()
    assert "Created" not in screen.getvalue()
    assert "{" not in screen.getvalue()
