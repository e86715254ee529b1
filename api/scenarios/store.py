"""The folder of a study: what was solved, by content; one study at a time; each file whole or not at all."""

import errno
import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from api import wiring
from api.errors import refuse
from planner.causes import found_of
from planner.domain.plan import PlanDocument, SolveOptions

RUNS = "runs"
LOCK = "study.lock"
PACE = "pace.json"
ENGINE = 10
"""Raised when the engine finds other plans for the same work: then nothing that was kept is the answer any more."""


def run_key(problem_hash: str, options: SolveOptions, start: str, version: str) -> str:
    """Name of a run: everything that its result depends on, and nothing else (the number of threads does not count)."""
    parts = [ENGINE, version, problem_hash, options.work, options.seed, options.enough_basis_points, start]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class KeptRuns(Protocol):
    """Where the runs of a study are kept."""

    def run(self, key: str) -> PlanDocument | None:
        """What a run handed back, if it is there."""

    def keep_run(self, key: str, document: bytes) -> None:
        """Keep what a run handed back."""

    def keep_pace(self, seconds_per_work: float) -> None:
        """Remember how long a unit of work took."""


class Nothing:
    """Keeps nothing and has nothing: for a study that is only looked at."""

    def run(self, key: str) -> PlanDocument | None:
        del key
        return None

    def keep_run(self, key: str, document: bytes) -> None:
        """Nothing."""

    def keep_pace(self, seconds_per_work: float) -> None:
        """Nothing."""


class StudyFolder:
    """Keeps runs and results of studies; may be shared by studies one after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder for one study; whoever holds it loses it with the end of its process, however it ends.

        Raises
        ------
        InputFaults
            Another study holds it, or nothing can be written there.
        """
        try:
            (self.path / RUNS).mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path / LOCK, timeout=0, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise _not_writable(self.path, error) from error
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            if "locked" not in str(error):
                raise _not_writable(self.path, error) from error
            raise refuse(
                "STUDY_FOLDER_BUSY",
                "--out",
                self.path,
                "folder lain, atau tunggu: studi lain sedang menulis di sini",
                "another folder, or wait: another study is writing here",
            ) from error
        try:
            self._clear_leftovers()
            yield
        finally:
            connection.close()

    def _clear_leftovers(self) -> None:
        """Files that a process which was killed did not finish."""
        for path in (self.path / RUNS).glob("*.part"):
            path.unlink(missing_ok=True)

    def run(self, key: str) -> PlanDocument | None:
        """What a run handed back; a file that is damaged counts as none and is solved anew."""
        path = self._run_path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        digest, _, text = content.partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() != digest:
            return None
        return wiring.parse_plan(text)

    def keep_run(self, key: str, document: bytes) -> None:
        """Keep what a run handed back, with its digest before it."""
        self.write(self._run_path(key), hashlib.sha256(document).hexdigest().encode() + b"\n" + document)

    def _run_path(self, key: str) -> Path:
        return self.path / RUNS / f"{key}.json"

    def write(self, path: Path, content: bytes) -> None:
        """Write one file beside its old version, then put it in its place.

        Raises
        ------
        InputFaults
            There is no room, or it may not be written; the old version stays.
        """
        part: str | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(part, path)
        except OSError as error:
            if part is not None:
                Path(part).unlink(missing_ok=True)
            raise _not_writable(path, error) from error

    def pace(self) -> float | None:
        """Seconds that a unit of work took here before."""
        try:
            found: Any = json.loads((self.path / PACE).read_text(encoding="utf-8"))
            return float(found["seconds_per_work"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep_pace(self, seconds_per_work: float) -> None:
        self.write(self.path / PACE, json.dumps({"seconds_per_work": seconds_per_work}).encode())


def _not_writable(path: Path, error: Exception) -> Exception:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return refuse(
            "DISK_FULL",
            str(path),
            found_of(error),
            "ruang kosong di disk; yang sudah dihitung tetap tersimpan",
            "free space on the disk; what was computed so far is kept",
        )
    return refuse(
        "OUT_NOT_WRITABLE", str(path), found_of(error), "folder yang boleh ditulisi",
        "a folder that may be written to",
    )  # fmt: skip
