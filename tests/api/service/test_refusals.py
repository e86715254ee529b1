"""A PostgreSQL that lets nobody in: what stands between is told at the start of a command, the password never."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from api.cli import run
from api.errors import ExitCode
from api.settings import DATABASE_VARIABLE

PASSWORD = "rahasia-sekali"  # noqa: S105  # of a server that lives for these tests
Cannot = Callable[[str, list[str]], str]
UPGRADE = ["db", "upgrade"]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cannot:
    """What a command says that cannot begin with an address."""

    def begin(address: str, command: list[str]) -> str:
        monkeypatch.setenv(DATABASE_VARIABLE, address)
        assert run([*command, "--lang", "id"]) == ExitCode.BAD_INPUT
        said = capsys.readouterr()
        text = said.out + said.err
        assert PASSWORD not in text
        assert "Traceback" not in text
        return text

    return begin


@pytest.fixture(scope="module")
def guarded(postgres_address: str) -> Iterator[str]:
    """The folder of a server with an account that must know its password, and an own database; one is closed to it."""
    own = postgres_address.replace("postgresql+psycopg", "postgresql").format(name="postgres")
    with psycopg.connect(own, autocommit=True) as connection:
        [(rules,), (folder,)] = (
            connection.execute(f"SHOW {name}").fetchone() or ("",) for name in ("hba_file", "unix_socket_directories")
        )
        before = Path(rules).read_text(encoding="utf-8")
        Path(rules).write_text("local all sri scram-sha-256\n" + before, encoding="utf-8")
        connection.execute(sql.SQL("CREATE ROLE sri LOGIN PASSWORD {}").format(PASSWORD))
        connection.execute("CREATE DATABASE tertutup")
        connection.execute("REVOKE CONNECT ON DATABASE tertutup FROM PUBLIC")
        connection.execute("SELECT pg_reload_conf()")
        yield folder
        Path(rules).write_text(before, encoding="utf-8")
        connection.execute("DROP DATABASE tertutup")
        connection.execute("DROP ROLE sri")
        connection.execute("SELECT pg_reload_conf()")


@pytest.mark.parametrize(
    ("account", "database", "about", "indonesian", "english"),
    [
        (f"sri:{PASSWORD}", "tidak_ada", '"tidak_ada"', "nama basis data yang ada", "the name of a database"),
        (f"sri:{PASSWORD}x", "postgres", '"sri"', "akun dan kata sandi", "an account and a password"),
        ("sri", "postgres", '"sri"', "akun dan kata sandi", "an account and a password"),
        (f"budi:{PASSWORD}", "postgres", '"budi"', "akun dan kata sandi", "an account and a password"),
        (f"sri:{PASSWORD}", "tertutup", '"tertutup"', "basis data yang boleh dibuka", "this account may open"),
    ],
)
def test_an_account_and_a_database_that_are_refused_are_told_apart(  # a row of the table
    guarded: str,
    account: str,
    database: str,
    about: str,
    indonesian: str,
    english: str,
    told: Cannot,
) -> None:
    address = f"postgresql://{account}@/{database}?host={guarded}"
    text = told(address, UPGRADE)
    assert f"{DATABASE_VARIABLE}: DATABASE_UNAVAILABLE: {about} -> {indonesian}" in text
    assert english in text


@pytest.mark.parametrize("command", [UPGRADE, ["worker"], ["serve"], ["user", "list"]])
def test_a_server_that_does_not_answer_is_told_with_its_name(command: list[str], told: Cannot) -> None:
    # Taken and not listened on: nobody answers there, and nobody else takes it meanwhile.
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        place = f"127.0.0.1:{port}"
        command = [*command, "--host", "127.0.0.2", "--port", str(port)] if command == ["serve"] else command
        text = told(f"postgresql://sri:{PASSWORD}@{place}/jemput", command)
    assert f'DATABASE_UNAVAILABLE: "{place}" -> server PostgreSQL yang menjawab' in text
    assert "a PostgreSQL server that answers at this address" in text


def test_a_server_that_starts_is_told_as_that(told: Cannot) -> None:
    with starting() as place:
        text = told(f"postgresql://sri:{PASSWORD}@{place}/jemput?sslmode=disable", UPGRADE)
    assert f'DATABASE_UNAVAILABLE: "{place}" -> server PostgreSQL yang sudah siap' in text
    assert "is starting or stopping" in text


@contextmanager
def starting() -> Iterator[str]:
    """A server that answers as PostgreSQL does while it starts; a process of its own, for a ping lets no thread run."""
    words = """
import socket
fields = b"SFATAL\\0C57P03\\0Mthe database system is starting up\\0\\0"
with socket.create_server(("127.0.0.1", 0)) as server:
    print(server.getsockname()[1], flush=True)
    while True:
        caller, _ = server.accept()
        with caller:
            caller.recv(4096)
            caller.sendall(b"E" + (len(fields) + 4).to_bytes(4, "big") + fields)
"""
    with subprocess.Popen([sys.executable, "-S", "-c", words], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield f"127.0.0.1:{server.stdout.readline().strip()}"
        server.kill()


@pytest.mark.parametrize("option", ["sslmode=entah", "entah=1"])
def test_an_option_that_there_is_not_is_told_as_that(option: str, told: Cannot) -> None:
    address = f"postgresql://sri:{PASSWORD}@127.0.0.1:9/jemput?{option}"
    text = told(address, UPGRADE)
    assert "alamat dengan pilihan yang dikenal PostgreSQL" in text
    assert "an address with options that PostgreSQL knows" in text


@pytest.mark.parametrize(
    "address",
    [f"sri:x@{PASSWORD}@127.0.0.1/jemput", f"sri:{PASSWORD}@server:{PASSWORD}/jemput", f"sri:{PASSWORD}@[::1/j"],
)
def test_an_address_that_cannot_be_read_says_how_a_password_is_written(address: str, told: Cannot) -> None:
    text = told(f"postgresql://{address}", UPGRADE)
    assert "DATABASE_URL_UNKNOWN" in text
    assert "tulislah @ sebagai %40" in text
    assert "write @ as %40" in text
