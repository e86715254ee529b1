"""Backups: taken while in use, read back, restored into either database."""

import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from api.app import create_app
from api.db.backup import MANIFEST, back_up, restore
from api.db.engine import Database
from api.db.upgrade import is_current
from api.settings import Settings
from planner.errors import InputFaults
from tests.api.service.conftest import fresh
from tests.api.service.test_plans import PLAN, dataset


@pytest.mark.parametrize("other", ["sqlite", "postgresql"])
def test_a_store_moves_whole_from_one_database_to_the_other(
    database: Database, settings: Settings, other: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    client = TestClient(create_app(settings, database=database))
    id = dataset(client)
    plan = client.post("/v1/plans/imports", content=PLAN).json()
    target = tmp_path / "store.zip"
    rows = back_up(database, target)
    assert (rows["plans"], rows["dataset_versions"]) == (1, 1)
    (tmp_path / "second").mkdir()
    second = Database(fresh(request, other, tmp_path / "second", with_tables=False))
    assert restore(target, second) == rows
    assert is_current(second)
    moved = TestClient(create_app(settings, database=second))
    assert moved.get(f"/v1/plans/{plan['id']}").json() == plan
    for address in (f"/v1/datasets/{id}/versions/1/sheets/villages", f"/v1/plans/{plan['id']}/files/plan.json"):
        assert moved.get(address).content == client.get(address).content
    with pytest.raises(InputFaults, match="STORE_NOT_EMPTY") as caught:
        restore(target, second)
    assert caught.value.faults[0].found == "1 kantor, 1 rencana / 1 offices, 1 plans"
    second.close()


def test_a_backup_that_was_touched_is_refused(sqlite_address: str, tmp_path: Path) -> None:
    database = Database(sqlite_address)
    with database.writing() as connection:
        connection.execute(text("INSERT INTO setup_links VALUES ('x', 1, 2, NULL)"))
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    back_up(database, good)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b'"x"', b'"y"') if name != MANIFEST else content)
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    whole = good.read_bytes()
    cut, text_file, other = tmp_path / "cut.zip", tmp_path / "letter.zip", tmp_path / "other.zip"
    cut.write_bytes(whole[: len(whole) // 2])
    text_file.write_text("Yth. Bapak Camat", encoding="utf-8")
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("kantor.csv", "kode,nama\n")
    why = {
        bad: "table setup_links was changed",
        tmp_path / "missing.zip": "no such file",
        tmp_path: "cannot be read",
        cut: "cut off",
        text_file: "or no .zip",
        other: "without what a backup holds",
    }
    for broken, told in why.items():
        with pytest.raises(InputFaults, match="BACKUP_BROKEN") as refused:
            restore(broken, empty)
        fault = refused.value.faults[0]
        assert told in fault.expected[1]
        assert "Error" not in f"{fault.found}{fault.expected}", "no words of programmers"
    with pytest.raises(InputFaults, match="FILE_EXISTS"):
        back_up(database, good)
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []
    empty.close()
    database.close()
