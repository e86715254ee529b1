"""Ctrl-C in a real process: the first keeps the best plan, the second ends it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api import wiring

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SKIPPED, NO POSIX SIGNALS: Ctrl-C cannot be sent here")


def started(folder: Path) -> "subprocess.Popen[str]":
    """A run on the embedded data that would take very long."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "plan", "rejang-lebong"]
    command += ["--month", "2027-01", "--as-of", "2026-12-01", "--work", "100000", "--out", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def wait_for(process: "subprocess.Popen[str]", word: str) -> None:
    """Read its lines until one holds ``word``."""
    assert process.stderr is not None
    for line in process.stderr:
        if word in line:
            return
    pytest.fail(f"the run ended before it said {word!r}")


def test_the_first_ctrl_c_writes_the_best_plan(tmp_path: Path) -> None:
    process = started(tmp_path)
    try:
        wait_for(process, "nilai layanan")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=120)
    finally:
        process.kill()

    assert process.returncode == 130, errors
    assert "rencana terbaik sejauh ini" in errors
    document = wiring.read_plan(tmp_path / "plan.json")
    assert document.summary.stopped_by == "user"
    assert document.summary.violations == 0
    assert document.trips


def test_the_second_ctrl_c_ends_at_once(tmp_path: Path) -> None:
    process = started(tmp_path)
    try:
        wait_for(process, "nilai layanan")
        process.send_signal(signal.SIGINT)
        wait_for(process, "Ctrl-C")
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        process.wait(timeout=60)
    finally:
        process.kill()

    assert process.returncode == 130
    assert time.monotonic() - began < 30
    # Either the first was already obeyed, or nothing was written: never half a plan.
    assert (tmp_path / "plan.json").exists() or not list(tmp_path.glob("*.json"))
