"""``jemput check`` prices breaches of an edited workbook, ``jemput repair`` mends it; nothing given is changed."""

import json
from pathlib import Path

import openpyxl
import pytest

from api import wiring
from api.cli import run
from api.commands.planning import run_files
from api.errors import ExitCode
from api.language import CODES, language
from planner.check import violations
from tests.api import office

Output = pytest.CaptureFixture[str]


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The workbook of a run, its first trip moved to a day off by hand."""
    for name, content in run_files(language("id"), office.problem(), office.plan_document()).items():
        (tmp_path / name).write_bytes(content)
    book = openpyxl.load_workbook(tmp_path / "jadwal.xlsx")
    headings = [cell.value for cell in book["jadwal"][1]]
    for row in (2, 3):
        book["jadwal"].cell(row, headings.index("tanggal") + 1).value = office.day(6)
    path = tmp_path / "tangan.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("code", CODES)
def test_check_prices_every_breach_against_the_best_plan(edited: Path, capsys: Output, code: str) -> None:
    assert run(["check", str(edited), "--lang", code]) == ExitCode.BREACH
    told = capsys.readouterr().out
    assert "jemput repair" in told
    assert ("rencana terbaik yang diketahui" if code == "id" else "best plan known") in told


def test_check_prices_breaches_for_programs(edited: Path, capsys: Output) -> None:
    assert run(["check", str(edited), "--json"]) == ExitCode.BREACH
    told = json.loads(capsys.readouterr().out)
    assert all(item["cost"] is not None for item in told["violations"])
    assert told["value_best"] == office.plan_document().summary.value
    assert 0 < told["value_repaired"] <= told["value"]


@pytest.mark.parametrize("code", CODES)
def test_repair_writes_a_legal_plan_and_leaves_the_workbook(edited: Path, capsys: Output, code: str) -> None:
    before = edited.read_bytes()
    out = edited.parent / "baik"

    assert run(["repair", str(edited), "--out", str(out), "--lang", code]) == ExitCode.GOOD
    told = capsys.readouterr().out
    assert ("dipindah" if code == "id" else "moved") in told
    assert edited.read_bytes() == before
    document = wiring.read_plan(out / "plan.json")
    assert violations(office.problem(), document.plan) == ()
    assert document.summary.bound == office.plan_document().summary.bound
    assert run(["check", str(out / "jadwal.xlsx")]) == ExitCode.GOOD


def test_repair_tells_programs_what_it_changed(edited: Path, capsys: Output) -> None:
    assert run(["repair", str(edited), "--json"]) == ExitCode.GOOD
    told = json.loads(capsys.readouterr().out)
    assert told["counts"]["moved"] == 1
    assert told["counts"]["removed"] == 0
    assert told["violations"] == 0
    # Without a folder it goes beside the file.
    assert (edited.parent / "tangan-perbaikan" / "plan.json").is_file()


def test_a_broken_row_is_told_and_nothing_is_written(edited: Path, capsys: Output) -> None:
    book = openpyxl.load_workbook(edited)
    headings = [cell.value for cell in book["jadwal"][1]]
    book["jadwal"].cell(4, headings.index("diundang") + 1).value = "banyak"
    book.save(edited)
    before = sorted(path.name for path in edited.parent.iterdir())

    assert run(["repair", str(edited), "--out", str(edited.parent / "baik")]) == ExitCode.BAD_INPUT
    told = capsys.readouterr().err
    assert "NOT_A_COUNT" in told
    assert "jadwal!" in told
    assert sorted(path.name for path in edited.parent.iterdir()) == before


def test_a_foreign_plan_beside_it_is_no_measure(edited: Path, capsys: Output) -> None:
    (edited.parent / "plan.json").write_text("{}", encoding="utf-8")

    assert run(["check", str(edited), "--json"]) == ExitCode.BREACH
    assert json.loads(capsys.readouterr().out)["value_best"] is None


def test_repair_tells_what_is_other_at_a_visit_that_stays(edited: Path, capsys: Output) -> None:
    book = openpyxl.load_workbook(edited.parent / "jadwal.xlsx")
    headings = [cell.value for cell in book["jadwal"][1]]
    sheet = book["jadwal"]
    rows = [
        row
        for row in range(2, sheet.max_row + 1)
        if sheet.cell(row, headings.index("kode_tempat") + 1).value == "10703040"
    ]
    sheet.cell(rows[0], headings.index("diundang") + 1).value = 900
    book.save(edited)

    assert run(["repair", str(edited), "--out", str(edited.parent / "baik")]) == ExitCode.GOOD
    told = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "undangan 900 menjadi " in told
