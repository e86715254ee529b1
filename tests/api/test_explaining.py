"""``jemput explain`` and ``jemput slots``: why this plan, weighed reasons, the best team-days for a request."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from api import wiring
from api.board.slots import slots_told
from api.cli import run
from api.commands.planning import run_files
from api.documents.causes import cause_lines
from api.documents.facts import PlanFacts
from api.documents.page import page_bytes
from api.documents.workbook import workbook_bytes
from api.errors import ExitCode
from api.language import CODES, language
from planner.check import violations
from planner.domain.evidence import Resource, WorthOfMore
from planner.domain.plan import Solution, SolveOptions, StoppedBy
from planner.domain.revision import Revision
from planner.explain import explain_unserved
from planner.month import document
from planner.requests import request_slots
from planner.units import VALUE_UNITS_PER_PERSON
from tests.api import office
from tests.build import month, plan_of, trip, village, visit
from tests.solver.callers import Listener

Output = pytest.CaptureFixture[str]
LEFT = "17.02.01.2004"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of a run of the tiny office."""
    for name, content in run_files(language("id"), office.problem(), office.plan_document()).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("code", CODES)
def test_explain_tells_why_and_weighs_who_is_left_out(folder: Path, capsys: Output, code: str) -> None:
    out = folder / "baru"

    result = run(["explain", str(folder / "plan.json"), "--out", str(out), "--lang", code])

    told = capsys.readouterr().out
    assert result == ExitCode.GOOD
    assert ("Mengapa rencana ini" if code == "id" else "Why this plan") in told
    weighed = next(item for item in wiring.read_plan(out / "plan.json").unserved if item.origin == LEFT)
    assert weighed.found is not None
    assert weighed.changes
    # What was weighed is told without weighing it again.
    before = (out / "plan.json").read_bytes()
    assert run(["explain", str(out / "plan.json"), "--out", str(out)]) == ExitCode.GOOD
    assert (out / "plan.json").read_bytes() == before


def test_explain_fits_a_screen_unless_all_is_asked_for(
    folder: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.commands.explain.SHOWN", 1)
    left = len(office.plan_document().unserved)
    assert left > 1
    words = ["explain", str(folder / "plan.json"), "--quick", "--lang", "en"]

    assert run(words) == ExitCode.GOOD
    short = capsys.readouterr().out
    assert run([*words, "--full"]) == ExitCode.GOOD
    full = capsys.readouterr().out

    assert "Why this plan" in short
    assert f"{left - 1} more" in short
    assert "--full tells all" in short
    assert "--full" not in full
    assert len(full) > len(short)


def test_explain_can_be_quick_and_speak_to_programs(folder: Path, capsys: Output) -> None:
    assert run(["explain", str(folder / "plan.json"), "--quick", "--json", "--site", LEFT]) == ExitCode.GOOD

    told = json.loads(capsys.readouterr().out)
    assert [item["origin"] for item in told["unserved"]] == [LEFT]
    assert told["worth_of_more"] == []


def test_a_plan_of_another_problem_is_refused_before_anything_is_written(folder: Path, capsys: Output) -> None:
    other = replace(office.problem(), name="Kabupaten Lain")
    (folder / "lain.json").write_bytes(wiring.problem_json(other))
    problem = ["--problem", str(folder / "lain.json")]

    for command in (["explain", "--out", str(folder / "baru")], ["slots", "--site", LEFT]):
        assert run([command[0], str(folder / "plan.json"), *command[1:], *problem]) == ExitCode.BAD_INPUT
        assert "PLAN_OF_OTHER_PROBLEM" in capsys.readouterr().err
    assert not (folder / "baru").exists()


def test_slots_are_told_with_who_gives_way(folder: Path, capsys: Output) -> None:
    assert run(["slots", str(folder / "plan.json"), "--site", LEFT, "--lang", "en"]) == ExitCode.GOOD
    told = capsys.readouterr().out
    assert "The best team-days for this request" in told

    assert run(["slots", str(folder / "plan.json"), "--site", LEFT, "--json"]) == ExitCode.GOOD
    answer = json.loads(capsys.readouterr().out)
    assert answer["sentence"]["en"].endswith("The best team-days for this request:")
    assert answer["reason"] is None
    rows = answer["slots"]
    assert 1 <= len(rows) <= 3
    assert len({(row["team"], row["day"]) for row in rows}) == len(rows)
    assert all(row["invited"] > 0 for row in rows)


def test_every_slot_is_a_legal_plan_with_the_place_in_it() -> None:
    answer = request_slots(office.problem(), office.plan(), LEFT, wiring.plans_with, Listener())

    assert answer.slots
    for slot in answer.slots:
        assert violations(office.problem(), slot.plan) == ()
        assert any(row.origin == LEFT for row in slot.visit.people)
    assert [slot.change for slot in answer.slots] == sorted((slot.change for slot in answer.slots), reverse=True)


def test_a_place_without_any_slot_is_told_why() -> None:
    def nothing(*_: object, **__: object) -> dict[str, tuple[Revision, ...]]:
        return {}

    answer = request_slots(office.problem(), office.plan(), LEFT, nothing, Listener())
    [entry] = [item for item in explain_unserved(office.problem(), office.plan()) if item.origin == LEFT]
    assert answer.slots == ()
    assert answer.reason is entry.reason
    for found, why, none in zip(
        answer.sentence, entry.sentence, ("Tidak ditemukan hari tim", "No team-day was found"), strict=True
    ):
        assert found.startswith(none)
        assert why in found


def test_a_place_that_cannot_be_served_at_all_is_told_with_the_code_of_the_reason(
    tmp_path: Path, capsys: Output
) -> None:
    problem = month(village("a", unrecorded=20), village("n", unrecorded=20, signal="none"), days=3)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    solved = Solution(plan=plan, bound=None, stopped_by=StoppedBy.WORK, seconds=1.0)
    made = document(
        problem,
        plan,
        solved,
        options=SolveOptions(),
        problem_hash=wiring.hash_of(problem),
        version="1.2.3",
        started="2027-01-05T08:00:00+07:00",
        machine="test",
    )
    path = tmp_path / "plan.json"
    path.write_bytes(wiring.plan_json(made))
    (tmp_path / "problem.json").write_bytes(wiring.problem_json(problem))
    [entry] = [item for item in made.unserved if item.origin == "n"]
    assert run(["slots", str(path), "--site", "n", "--lang", "en"]) == ExitCode.NOTHING_PLANNED
    assert f"[{entry.reason.value}]" in capsys.readouterr().out
    assert run(["slots", str(path), "--site", "n", "--json"]) == ExitCode.NOTHING_PLANNED
    told = json.loads(capsys.readouterr().out)
    assert (told["slots"], told["reason"]) == ([], entry.reason.value)
    assert entry.sentence[0] in told["sentence"]["id"]
    facts = PlanFacts(problem, made)
    answer = slots_told(facts, "n")
    assert (answer.slots, answer.reason) == ([], entry.reason)


def test_a_folder_in_place_of_a_file_is_told_so(folder: Path, capsys: Output) -> None:
    for words in (
        ["slots", str(folder), "--site", LEFT],
        ["slots", str(folder / "plan.json"), "--site", LEFT, "--problem", str(folder)],
    ):
        assert run(words) == ExitCode.BAD_INPUT
        told = capsys.readouterr().err
        assert "FOLDER_NOT_FILE" in told
        assert "ini sebuah folder" in " ".join(told.split())


def test_a_place_that_is_served_or_unknown_is_told(folder: Path, capsys: Output) -> None:
    assert run(["slots", str(folder / "plan.json"), "--site", "17.02.01.2001", "--lang", "en"]) == (
        ExitCode.NOTHING_PLANNED
    )
    assert "All 60 people are invited" in capsys.readouterr().out
    assert run(["slots", str(folder / "plan.json"), "--site", "tidak ada"]) == ExitCode.BAD_INPUT
    assert "SITE_NOT_FOUND" in capsys.readouterr().err
    assert run(["slots", str(folder / "plan.json")]) == ExitCode.BAD_INPUT
    assert "MISSING_ARGUMENT" in capsys.readouterr().err


@pytest.mark.parametrize("code", CODES)
def test_the_page_and_the_workbook_tell_why(code: str) -> None:
    gain = 12 * VALUE_UNITS_PER_PERSON
    worth = WorthOfMore(resource=Resource.TEAM_DAY, gain=gain, least=None, most=2 * gain)
    facts = PlanFacts(office.problem(), replace(office.plan_document(), worth_of_more=(worth,)))
    lines = cause_lines(language(code), facts)

    page = page_bytes(language(code), facts).decode()
    title = language(code).say("Why this plan")
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(language(code), facts)))[title]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}

    assert f"<h2>{title}</h2>" in page
    assert {line.sentence for line in lines} <= cells
    assert any("12" in line.sentence and "24" in line.sentence for line in lines)
    assert "<img src=x" not in page


@pytest.mark.parametrize("code", CODES)
def test_the_present_schedule_stands_beside_the_plan_in_every_report(folder: Path, capsys: Output, code: str) -> None:
    out = folder / "baru"
    words = ["explain", str(folder / "plan.json"), "--quick", "--baseline", str(folder / "jadwal.xlsx")]

    assert run([*words, "--out", str(out), "--lang", code]) == ExitCode.GOOD
    label = "Jadwal sekarang" if code == "id" else "Present schedule"
    assert label in capsys.readouterr().out
    found = wiring.read_plan(out / "plan.json").baseline
    assert found is not None
    assert (found.value, found.violations) == (office.plan_document().summary.value, 0)
    book = openpyxl.load_workbook(out / "jadwal.xlsx")
    assert any(cell.value == label for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_present_schedule_of_another_problem_is_refused(folder: Path, capsys: Output) -> None:
    foreign = replace(office.plan_document(), problem_hash="0" * 64)
    (folder / "lain.json").write_bytes(wiring.plan_json(foreign))

    words = ["explain", str(folder / "plan.json"), "--quick", "--baseline", str(folder / "lain.json")]
    assert run(words) == ExitCode.BAD_INPUT
    assert "PLAN_OF_OTHER_PROBLEM" in capsys.readouterr().err
