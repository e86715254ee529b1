"""Stores and services for the tests: each test has its own, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text

from api.app import create_app
from api.db.engine import Database
from api.db.upgrade import upgrade
from api.settings import Settings
from tests.api.service import postgres

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    why = postgres.missing()
    if why is not None:
        pytest.skip(f"SKIPPED, BY NAME: no tests on PostgreSQL: {why}")
    with postgres.running() as address:
        database = Database(address.format(name="postgres"))
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CREATE DATABASE made"))
        database.close()
        made = Database(address.format(name="made"))
        upgrade(made)
        made.close()
        yield address


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("store") / "made.sqlite3"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store of this test's own, with all tables."""
    return fresh(request, str(request.param), tmp_path)


@pytest.fixture
def sqlite_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same on SQLite alone, for what does not touch the store's own ways."""
    return fresh(request, "sqlite", tmp_path)


def fresh(request: pytest.FixtureRequest, kind: str, folder: Path, *, with_tables: bool = True) -> str:
    """A new store, with all tables unless it shall be empty."""
    if kind == "sqlite":
        path = folder / "jemput.sqlite3"
        if not with_tables:
            return f"sqlite:///{path}"
        shutil.copy(request.getfixturevalue("sqlite_file"), path)
        return f"sqlite:///{path}"
    server: str = request.getfixturevalue("postgres_address")
    name = f"test_{next(_NUMBERS)}"
    engine = create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {'made' if with_tables else 'template0'}"))
    engine.dispose()
    return server.format(name=name)


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """A store."""
    opened = Database(address)
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path, extra_hosts=("testserver",), solves=0)


@pytest.fixture
def desktop(database: Database, settings: Settings) -> Iterator[TestClient]:
    """A service in desktop mode."""
    with TestClient(create_app(settings, database=database), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def desktop_of(settings: Settings) -> Callable[[Database], TestClient]:
    """A service over a store of the test's choice."""
    return lambda store: TestClient(create_app(settings, database=store), raise_server_exceptions=False)
