"""Months that cannot be planned as they are asked for: clear words in both languages, the exit code, nothing lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from api import wiring
from api.cli import run
from api.errors import ExitCode
from planner.domain.history import Pin
from planner.domain.plan import Reason
from planner.domain.problem import Problem
from tests.api import office
from tests.build import member

Output = pytest.CaptureFixture[str]


def planned(folder: Path, problem: Problem, out: str = "hasil") -> int:
    (folder / "problem.json").write_bytes(wiring.problem_json(problem))
    return run(["plan", str(folder / "problem.json"), "--out", str(folder / out), "--work", "1", "--workers", "1"])


def test_locks_that_contradict_each_other_are_named_and_what_is_there_stays(tmp_path: Path, capsys: Output) -> None:
    problem = office.problem()
    assert planned(tmp_path, problem) == ExitCode.GOOD
    before = {path.name: path.read_bytes() for path in (tmp_path / "hasil").iterdir()}
    team = problem.teams[0].id
    pins = tuple(
        Pin(site=site, day=office.day(2), team=team, position=1) for site in ("17.02.01.2001", "17.02.01.2005")
    )
    capsys.readouterr()

    assert planned(tmp_path, replace(problem, pins=pins)) == ExitCode.BAD_INPUT

    told = capsys.readouterr().err
    assert told.count("PIN_CONFLICT") == 2
    # As it was typed, in no language.
    assert f"17.02.01.2001 {office.day(2)} {team} #1" in told
    assert "bertentangan" in told
    assert "contradicts" in told
    assert {path.name: path.read_bytes() for path in (tmp_path / "hasil").iterdir()} == before


def test_a_lock_on_a_day_off_says_what_is_in_its_way(tmp_path: Path, capsys: Output) -> None:
    pins = (Pin(site="17.02.01.2001", day=office.day(6)),)
    assert planned(tmp_path, replace(office.problem(), pins=pins)) == ExitCode.BAD_INPUT
    told = capsys.readouterr().err
    assert "tidak menerima kunjungan pada hari itu" in told
    assert "receives no visit on that day" in told


def test_a_crew_that_nobody_can_fill_leaves_a_month_with_reasons(tmp_path: Path, capsys: Output) -> None:
    nobody = (member("s1", "drive"), member("s2", "ikd"))
    assert planned(tmp_path, replace(office.problem(), staff=nobody)) == ExitCode.NOTHING_PLANNED
    assert "Tidak ada kunjungan yang dapat direncanakan" in capsys.readouterr().out
    left = wiring.read_plan(tmp_path / "hasil" / "plan.json").unserved
    assert {item.reason for item in left} <= {Reason.SKILL_MISSING, Reason.NO_DEMAND, Reason.TEAM_DAYS_EXHAUSTED}
    assert Reason.SKILL_MISSING in {item.reason for item in left}
    assert all(all(item.sentence) for item in left)
    assert run(["explain", str(tmp_path / "hasil" / "plan.json"), "--quick"]) == ExitCode.GOOD
