"""A data folder that truly cannot be written to, and a disk that is truly full: commands and the service say so.

What is refused leaves the store intact, and all goes on once there is a right or room.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server

import httpx
import pytest

from tests.api.service.sheets import as_json
from tests.api.service.test_plans import ORDER

PASSWORD = "kuda putih berlari pelan\n"  # noqa: S105  # a test's own
HERE = Path(__file__).parents[3]
NEW_ACCOUNT = ["user", "add", "sri", "--roles", "admin", "--office", "17.02", "--office-name", "Uji"]
COMMANDS = (NEW_ACCOUNT, ["user", "list"], ["key", "list"], ["db", "upgrade"], ["worker"], ["serve"])
WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
"""Before a command of root's: without them root writes wherever it likes."""


def environment(folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("JEMPUT_")}
    return kept | {"JEMPUT_DATA": str(folder), "JEMPUT_LANG": "en", "PYTHONPATH": str(HERE)}


RUN = """
import contextlib, io, json, sys
from api.cli import run
told = []
for command in json.loads(sys.argv[1]):
    error = io.StringIO()
    sys.stdin = io.StringIO(sys.argv[2])
    with contextlib.redirect_stderr(error), contextlib.redirect_stdout(io.StringIO()):
        code = run(command)
    told.append((code, error.getvalue()))
print(json.dumps(told))
"""


def said(folder: Path, *commands: list[str], before: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    """Exit codes and error streams of commands, one after the other in one process of its own."""
    words = [*before, sys.executable, "-c", RUN, json.dumps(commands), PASSWORD]
    run = subprocess.run(words, env=environment(folder), capture_output=True, text=True, timeout=240, check=True)
    assert "Traceback" not in run.stderr
    return [(code, told) for code, told in json.loads(run.stdout)]


def is_intact(folder: Path) -> bool:
    with sqlite3.connect(folder / "jemput.sqlite3") as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


@pytest.fixture
def sealed(tmp_path: Path, sqlite_file: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """A data folder that can be read and not written to, and how whoever cannot is called."""
    before = WITHOUT_RIGHTS if os.geteuid() == 0 else ()
    if before and shutil.which(before[0]) is None:
        pytest.skip("SKIPPED, BY NAME: no tests without rights: setpriv is not there (apt-get install util-linux)")
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(sqlite_file, folder / "jemput.sqlite3")
    (folder / "jemput.sqlite3").chmod(0o444)
    folder.chmod(0o555)
    yield folder, before
    folder.chmod(0o755)


def test_a_folder_without_a_right_to_write_is_told_by_every_command(
    sealed: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> None:
    folder, before = sealed
    for code, told in said(folder, *COMMANDS, ["backup", str(tmp_path / "b.zip")], before=before):
        assert code == 2, told
        assert 'DATABASE_UNAVAILABLE: "hanya dapat dibaca / read-only" -> a database' in told
        assert "basis data yang dapat dibuka dan ditulisi" in told
    assert os.listdir(folder) == ["jemput.sqlite3"]
    folder.chmod(0o755)
    (folder / "jemput.sqlite3").chmod(0o644)
    good, closed = tmp_path / "good.zip", tmp_path / "closed"
    closed.mkdir(mode=0o555)
    again = said(folder, NEW_ACCOUNT, ["backup", str(good)], ["backup", str(closed / "b.zip")], before=before)
    assert [code for code, _ in again] == [0, 0, 2]
    assert "OUT_NOT_WRITABLE" in again[2][1]
    assert is_intact(folder)
    [(code, told)] = said(closed, ["restore", str(good)], before=before)
    assert code == 2
    assert "DATABASE_UNAVAILABLE" in told
    assert "check the folder and its permissions" in told
    folder.chmod(0o000)
    [(code, told)] = said(folder, ["backup", str(tmp_path / "c.zip")], before=before)
    assert code == 2
    assert "DATABASE_UNAVAILABLE" in told


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of twelve megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("SKIPPED, BY NAME: no tests on a full disk: only root mounts one")
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("SKIPPED, BY NAME: no tests on a full disk: a tmpfs cannot be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Take all room that is left."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as stream:
        for size in (65_536, 4_096, 1):
            try:
                while stream.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    return filler


def test_a_full_disk_is_told_by_every_command(small: Path, sqlite_file: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_file, small / "jemput.sqlite3")
    filler = fill(small)
    for code, told in said(small, *COMMANDS, ["backup", str(small / "b.zip")]):
        assert code == 2, told
        assert 'DATABASE_UNAVAILABLE: "disk penuh / a full disk" -> a database' in told
        assert "basis data yang dapat dibuka dan ditulisi" in told
    filler.unlink()
    again = said(small, NEW_ACCOUNT, ["backup", str(tmp_path / "good.zip")])
    assert again == [(0, ""), (0, "")]
    assert is_intact(small)


@contextmanager
def serving(folder: Path) -> Iterator[httpx.Client]:
    """A service on a data folder."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "api", "serve", "--port", str(port)]
    log = folder.with_name("log").open("wb")
    with log, subprocess.Popen(words, env=environment(folder), stdout=log, stderr=log) as service:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                until(lambda: is_ready(client))
                yield client
        finally:
            service.terminate()
            service.wait(30)


def is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/health/ready").status_code == 200
    except httpx.TransportError:
        return False


def not_ready(client: httpx.Client) -> str:
    """The code of what keeps the service from working; it answers all the same."""
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert client.get("/health/live").status_code == 200
    return str(answer.json()["code"])


def until(holds: Callable[[], bool], seconds: float = 90.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def is_done(client: httpx.Client, job: str) -> bool:
    told = client.get(job).json()
    assert told["state"] in ("waiting", "running", "done"), told
    return bool(told["state"] == "done")


def test_a_service_whose_disk_fills_says_so_and_carries_its_jobs_out_once_there_is_room(
    small: Path, tmp_path: Path
) -> None:
    with serving(small) as client:
        data = client.post("/v1/datasets", json={"name": "Uji"}).json()["id"]
        made = client.post(f"/v1/datasets/{data}/versions", content=as_json(), headers={"if-match": '"1"'})
        assert made.status_code == 201
        order = {**ORDER, "dataset_id": data}
        job = client.post("/v1/plans", json=order).headers["location"]
        filler = fill(small)
        # What is left in the pages of the store is taken first.
        for number in range(2_000):
            answer = client.post("/v1/datasets", json={"name": f"Uji {number}"})
            if answer.status_code != 201:
                break
        plan = client.post("/v1/plans", json=order)
        for refused in (answer, plan):
            assert (refused.status_code, refused.json()["code"]) == (507, "STORAGE_FULL")
            assert refused.json()["sentence"]["id"].startswith("Penyimpanan penuh")
            assert refused.json()["sentence"]["en"].startswith("The disk is full")
        assert client.get("/v1/datasets").status_code == 200
        assert client.get(job).status_code == 200
        assert not_ready(client) == "STORAGE_FULL"
        filler.unlink()
        assert is_ready(client)
        until(lambda: is_done(client, job))
        again = client.post("/v1/plans", json=order)
        assert again.status_code == 202
        until(lambda: is_done(client, again.headers["location"]))
    assert is_intact(small)
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "Traceback" not in log
    # Told once by each hand, not at every look.
    assert log.count("queue out of reach") <= 2


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder, until the end, as a mount that nobody may write to: what is open in it stays open."""
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_service_whose_folder_becomes_read_only_says_so_and_goes_on_once_it_is_not(
    small: Path, tmp_path: Path
) -> None:
    with serving(small) as client:
        assert client.post("/v1/datasets", json={"name": "Uji"}).status_code == 201
        with read_only(small):
            assert not_ready(client) == "STORAGE_READ_ONLY"
            answer = client.post("/v1/datasets", json={"name": "Lain"})
            assert (answer.status_code, answer.json()["code"]) == (503, "STORAGE_READ_ONLY")
            assert client.get("/v1/datasets").status_code == 200
        assert is_ready(client)
        assert client.post("/v1/datasets", json={"name": "Lagi"}).status_code == 201
        names = {one["name"] for one in client.get("/v1/datasets").json()["items"]}
    assert {"Uji", "Lagi"} <= names
    assert is_intact(small)
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")
