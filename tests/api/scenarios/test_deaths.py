"""A solving process that dies is told to whoever runs a study: its exit code and its last words, in both languages."""

import os
from pathlib import Path

import pytest

from api.cli import run
from tests.api.scenarios.test_study_file import GOOD, written

ONE_MONTH = GOOD.split("[[skenario]]")[0]
DIES = """
import os, pathlib, sys
lives = {lives}
if "api.scenarios.solving" in sys.orig_argv:
    died = pathlib.Path(__file__).with_name("died")
    count = len(died.read_text()) if died.exists() else 0
    if count < lives:
        died.write_text("x" * (count + 1))
        print("Fatal Python error: out of luck", file=sys.stderr, flush=True)
        print("MemoryError: 3201015006900012", file=sys.stderr, flush=True)
        os._exit(9)
"""


@pytest.fixture
def frail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Solving processes of which the first few die as they start."""
    start = tmp_path / "start"
    start.mkdir()
    (start / "sitecustomize.py").write_text(DIES.format(lives=request.param), encoding="utf-8")
    before = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(start), *([before] if before else [])]))


@pytest.mark.usefixtures("frail")
@pytest.mark.parametrize("frail", [1], indirect=True)
def test_a_process_that_dies_once_is_told_and_the_study_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["scenario", "run", str(written(tmp_path, ONE_MONTH)), "--out", str(tmp_path / "out"), "--processes", "1"]
    assert run([*command, "--lang", "en"]) == 0
    told = capsys.readouterr().err
    last = "*" * 16
    assert f"A solving process died (exit code 9: MemoryError: {last}). Begun again, attempt 2 of 3." in told
    assert "    Fatal Python error: out of luck\n" in told
    assert (tmp_path / "out" / "hasil.json").exists()


@pytest.mark.usefixtures("frail")
@pytest.mark.parametrize("frail", [3], indirect=True)
def test_processes_that_die_again_and_again_end_the_study_with_their_last_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["scenario", "run", str(written(tmp_path, ONE_MONTH)), "--out", str(tmp_path / "out"), "--processes", "1"]
    assert run([*command, "--lang", "id"]) == 2
    told = capsys.readouterr().err
    assert told.count("Proses penyusun mati (kode keluar 9: MemoryError") == 3
    assert "Dimulai lagi, percobaan 3 dari 3." in told
    assert "percobaan 4" not in told
    [here] = [line for line in told.splitlines() if "SOLVER_DIED" in line]
    assert "Terakhir kode keluar 9: MemoryError" in here
    assert "The last one: exit code 9: MemoryError" in told
    assert "Traceback" not in told
    assert "3201015006900012" not in told
