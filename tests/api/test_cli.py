"""The commands as people and scripts use them: words, files and exit codes."""

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from api import wiring
from api.cli import build_app, language_code, run
from api.commands.office import Desk
from api.commands.planning import run_files
from api.errors import ExitCode
from api.language import CODES, language
from api.product import product_version
from planner.domain.plan import Plan
from tests.api import office
from tests.build import month, village

Output = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of a run of the tiny office."""
    for name, content in run_files(language("id"), office.problem(), office.plan_document()).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_plan_writes_every_file_and_check_finds_it_good(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "problem.json").write_bytes(wiring.problem_json(office.problem()))
    out = tmp_path / "hasil"

    code = run(["plan", str(tmp_path / "problem.json"), "--out", str(out), "--work", "1", "--workers", "1"])

    told = capsys.readouterr().out
    assert code == ExitCode.GOOD
    assert sorted(path.name for path in out.iterdir()) == [
        "jadwal.xlsx",
        "peta.html",
        "plan.geojson",
        "plan.json",
        "problem.json",
    ]
    assert "Orang direkam" in told
    assert "rencana terbaik" in told
    document = wiring.read_plan(out / "plan.json")
    assert document.summary.violations == 0
    assert run(["check", str(out / "plan.json")]) == ExitCode.GOOD
    assert run(["check", str(out / "jadwal.xlsx")]) == ExitCode.GOOD


def test_json_is_for_programs(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "problem.json").write_bytes(wiring.problem_json(office.problem()))
    out = tmp_path / "hasil"

    code = run(["plan", str(tmp_path / "problem.json"), "--out", str(out), "--work", "1", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == ExitCode.GOOD
    assert told["summary"]["violations"] == 0
    assert set(told["files"]) == {"jadwal.xlsx", "peta.html", "plan.geojson", "plan.json", "problem.json"}


def test_nothing_to_plan_is_told_with_reasons(tmp_path: Path, capsys: Output) -> None:
    problem = month(village("a", unrecorded=0), village("b", unrecorded=30, signal="none"), days=5)
    (tmp_path / "problem.json").write_bytes(wiring.problem_json(problem))

    code = run(["plan", str(tmp_path / "problem.json"), "--out", str(tmp_path / "out"), "--work", "1"])

    assert code == ExitCode.NOTHING_PLANNED
    assert "Tidak ada kunjungan yang dapat direncanakan" in capsys.readouterr().out
    document = wiring.read_plan(tmp_path / "out" / "plan.json")
    assert {item.origin for item in document.unserved} >= {"b"}


@pytest.mark.parametrize("code", CODES)
def test_check_tells_every_breach(folder: Path, capsys: Output, code: str) -> None:
    book = openpyxl.load_workbook(folder / "jadwal.xlsx")
    headings = [cell.value for cell in book["jadwal"][1]]
    for row in (2, 3):
        book["jadwal"].cell(row, headings.index("tanggal") + 1).value = office.day(6)
    book.save(folder / "tangan.xlsx")

    result = run(["check", str(folder / "tangan.xlsx"), "--problem", str(folder / "problem.json"), "--lang", code])

    told = capsys.readouterr().out
    assert result == ExitCode.BREACH
    assert "working_day" in told


def test_check_as_json_carries_both_languages(folder: Path, capsys: Output) -> None:
    assert run(["check", str(folder / "plan.json"), "--json"]) == ExitCode.GOOD
    assert json.loads(capsys.readouterr().out)["violations"] == []


def test_a_changed_summary_does_not_pass(folder: Path, capsys: Output) -> None:
    document = wiring.read_plan(folder / "plan.json")
    value, milli = document.summary.value, document.summary.value_milli
    assert milli is not None
    for summary in (
        replace(document.summary, value=value + 1),
        replace(document.summary, value_milli=milli + 1),
    ):
        (folder / "plan.json").write_bytes(wiring.plan_json(replace(document, summary=summary)))

        assert run(["check", str(folder / "plan.json")]) == ExitCode.BAD_INPUT
        assert "SUMMARY_UNTRUE" in capsys.readouterr().err


def test_what_does_not_belong_to_the_problem_is_told_in_both_languages(folder: Path, capsys: Output) -> None:
    document = wiring.read_plan(folder / "plan.json")
    first, *others = document.trips
    strange = replace(document, trips=(replace(first, team="t9", staff=("siapa",)), *others))
    (folder / "plan.json").write_bytes(wiring.plan_json(strange))

    assert run(["check", str(folder / "plan.json")]) == ExitCode.BAD_INPUT
    err = capsys.readouterr().err
    assert err.count(f'plan.json: PLAN_NOT_OF_PROBLEM: "{first.id}"') == 2
    for text in ("tim 't9' tidak dikenal", "unknown team 't9'", "petugas 'siapa'", "unknown member of staff 'siapa'"):
        assert text in err


def test_a_plan_is_judged_by_its_own_problem_only(folder: Path, capsys: Output) -> None:
    other = replace(office.problem(), name="Kabupaten Lain")
    (folder / "lain.json").write_bytes(wiring.problem_json(other))

    assert run(["check", str(folder / "plan.json"), "--problem", str(folder / "lain.json")]) == ExitCode.BAD_INPUT
    assert "PLAN_OF_OTHER_PROBLEM" in capsys.readouterr().err


def test_a_hand_made_plan_needs_its_problem(folder: Path, capsys: Output) -> None:
    (folder / "problem.json").unlink()

    assert run(["check", str(folder / "jadwal.xlsx")]) == ExitCode.BAD_INPUT
    assert "PROBLEM_NOT_FOUND" in capsys.readouterr().err


def test_explain_tells_one_place_by_code_or_name(folder: Path, capsys: Output) -> None:
    assert run(["explain", str(folder / "plan.json"), "--site", "air duku"]) == ExitCode.GOOD
    assert "Selasa, 5 Januari 2027" in capsys.readouterr().out
    assert run(["explain", str(folder / "plan.json"), "--site", "17.02.01.2004", "--lang", "en"]) == ExitCode.GOOD
    reason = office.facts().unserved["17.02.01.2004"]
    assert reason.sentence[1] in capsys.readouterr().out


def test_explain_asks_back_when_a_name_repeats(folder: Path, capsys: Output) -> None:
    assert run(["explain", str(folder / "plan.json"), "--site", "Kayu Manis"]) == ExitCode.BAD_INPUT
    told = capsys.readouterr().err
    assert "SITE_NAMED_TWICE" in told
    assert "17.02.01.2004" in told


def test_explain_lists_everybody_left_out(folder: Path, capsys: Output) -> None:
    assert run(["explain", str(folder / "plan.json")]) == ExitCode.GOOD
    assert "17.02.01.2004" in capsys.readouterr().out


def test_the_embedded_data_are_listed_and_sound(capsys: Output) -> None:
    assert run(["datasets"]) == ExitCode.GOOD
    assert "rejang-lebong-stok-tipis" in capsys.readouterr().out
    assert run(["check-data", "rejang-lebong", "--month", "2027-01"]) == ExitCode.GOOD
    assert "156" in capsys.readouterr().out


def test_the_template_is_written_once(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "kantor.xlsx"

    assert run(["template", str(path)]) == ExitCode.GOOD
    before = path.read_bytes()
    assert run(["template", str(path)]) == ExitCode.BAD_INPUT
    assert path.read_bytes() == before
    assert run(["template", str(tmp_path / "kantor.csv")]) == ExitCode.BAD_INPUT
    assert run(["template", str(tmp_path / "tidak" / "ada.xlsx")]) == ExitCode.BAD_INPUT
    assert run(["check-data", str(path), "--month", "2027-01"]) == ExitCode.GOOD
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["plan", "--month", "Januari"], "NOT_A_MONTH"),
        (["plan", "--month", "2027-13"], "NOT_A_MONTH"),
        (["plan", "--from", "2027-01-01"], "PERIOD_HALF"),
        (["plan", "--from", "2027-01-01", "--to", "2027-12-31"], "PERIOD_LENGTH"),
        (["plan", "--from", "2027-02-01", "--to", "2027-01-31"], "PERIOD_LENGTH"),
        (["plan", "--month", "2027-01", "--from", "2027-01-01", "--to", "2027-01-31"], "PERIOD_TWICE"),
        (["plan", "--work", "nol"], "NOT_A_NUMBER"),
        (["plan", "--seconds", "-1"], "NOT_A_NUMBER"),
        (["plan", "--seconds", "nan"], "NOT_A_NUMBER"),
        (["plan", "tidak-ada"], "SOURCE_NOT_FOUND"),
        (["plan", "--lang", "jv"], "UNKNOWN_LANGUAGE"),
        (["plan", "--foto"], "NO_SUCH_OPTION"),
        (["plan", "--out"], "BAD_COMMAND_LINE"),
        (["rencana"], "BAD_COMMAND_LINE"),
        (["check"], "MISSING_ARGUMENT"),
        (["check", "tidak-ada.json"], "FILE_NOT_FOUND"),
        (["explain", "tidak-ada.json"], "FILE_NOT_FOUND"),
        (["check-data", "tidak-ada"], "SOURCE_NOT_FOUND"),
    ],
)
def test_bad_input_is_told_in_both_languages_without_a_traceback(
    arguments: list[str], code: str, capsys: Output
) -> None:
    assert run(arguments) == ExitCode.BAD_INPUT

    told = capsys.readouterr().err
    assert code in told
    assert "Traceback" not in told


def test_help_and_what_is_missing_speak_the_words_that_are_typed(capsys: Output) -> None:
    assert run(["user", "add", "kepala"]) == ExitCode.BAD_INPUT
    assert "--roles harus ditulis" in capsys.readouterr().err

    assert run(["key", "add", "--help"]) == ExitCode.GOOD
    told = capsys.readouterr().out
    assert "[wajib]" in told
    assert "[bawaan: 90]" in told
    assert "[required]" not in told


def test_all_faults_of_a_command_line_are_told_at_once(capsys: Output) -> None:
    assert run(["plan", "--month", "x", "--work", "y", "--seed", "z", "--lang", "en"]) == ExitCode.BAD_INPUT

    told = capsys.readouterr().err
    assert told.count("NOT_A_") == 3
    assert "a month such as 2027-01" in told
    assert "bulan seperti 2027-01" in told


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"schema": "jemput/plan/1"}'])
def test_broken_plan_files_are_faults(tmp_path: Path, content: bytes, capsys: Output) -> None:
    (tmp_path / "plan.json").write_bytes(content)

    assert run(["check", str(tmp_path / "plan.json")]) == ExitCode.BAD_INPUT
    assert "Traceback" not in capsys.readouterr().err


def test_a_problem_file_has_its_own_period(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "problem.json").write_bytes(wiring.problem_json(office.problem()))

    code = run(["plan", str(tmp_path / "problem.json"), "--month", "2027-02", "--out", str(tmp_path / "out")])

    assert code == ExitCode.BAD_INPUT
    assert "PERIOD_OF_PROBLEM" in capsys.readouterr().err


def test_the_plan_before_must_end_before_the_period(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "problem.json").write_bytes(wiring.problem_json(office.problem()))
    (tmp_path / "plan.json").write_bytes(wiring.plan_json(office.plan_document()))

    asked = ["plan", str(tmp_path / "problem.json"), "--after", str(tmp_path / "plan.json")]
    code = run([*asked, "--out", str(tmp_path / "out")])

    assert code == ExitCode.BAD_INPUT
    assert "PLAN_NOT_BEFORE" in capsys.readouterr().err


def test_an_unexpected_error_is_one_sentence_and_a_log(tmp_path: Path, capsys: Output) -> None:
    # A folder where a plan file should be: nobody foresaw it, and still no traceback is shown.
    broken = replace(office.plan_document(), trips=(), assignments=Plan().assignments)
    (tmp_path / "plan.json").write_bytes(wiring.plan_json(replace(broken, problem=None, problem_file="problem.json")))
    (tmp_path / "problem.json").mkdir()

    assert run(["check", str(tmp_path / "plan.json")]) in (ExitCode.BAD_INPUT, ExitCode.INTERNAL)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(("code", "heading"), [("id", "Pemakaian:"), ("en", "Usage:")])
def test_help_speaks_the_language(code: str, heading: str) -> None:
    told = CliRunner().invoke(build_app(Desk(language(code))), ["plan", "--help"])

    assert told.exit_code == 0
    assert heading in told.output
    assert "--month" in told.output


def test_the_language_comes_from_the_option_then_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert language_code(["plan", "--lang", "en"]) == "en"
    assert language_code(["plan", "--lang=en"]) == "en"
    assert language_code([]) == "id"
    monkeypatch.setenv("JEMPUT_LANG", "en")
    assert language_code([]) == "en"
    assert language_code(["--lang", "id"]) == "id"


def test_the_version_is_told_without_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"jemput {product_version()}\n"
