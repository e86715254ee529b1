"""``jemput replan``: files as they are written, faults as they are told."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from api import wiring
from api.cli import run
from api.commands.planning import run_files
from api.errors import ExitCode
from api.language import language
from tests.api import office

Output = pytest.CaptureFixture[str]


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """The plan of the tiny office, with its problem inside."""
    path = tmp_path / "plan.json"
    path.write_bytes(wiring.plan_json(office.plan_document()))
    return path


def test_replan_writes_what_moved_and_who_must_be_told(plan_file: Path, capsys: Output) -> None:
    out = plan_file.parent / "baru"
    change = "jalan-putus lokasi=17.02.01.2003 mulai=2027-01-07 sampai=2027-01-07"

    code = run(
        ["replan", str(plan_file), "--as-of", "2027-01-06", "--change", change, "--out", str(out), "--work", "1"]
    )

    told = capsys.readouterr().out
    assert code == ExitCode.GOOD
    assert "1 dari 2 kunjungan" in told
    assert "Yang harus diberi tahu" in told
    document = wiring.read_plan(out / "plan.json")
    assert document.summary.violations == 0
    with (out / "perubahan.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["jenis", "kode", "nama", "diberitahukan", "isi"]
    assert {(row[0], row[1], row[3]) for row in rows[1:]} >= {("batal", "17.02.01.2003", "ya")}
    # A name that begins like a formula stays a name.
    assert all(not cell.startswith("=") for row in rows for cell in row)
    assert run(["check", str(out / "plan.json")]) == ExitCode.GOOD
    problem = wiring.read_problem(out / "problem.json")
    assert {visit.day for visit in problem.done} == {date(2027, 1, 5)}
    # The rest of what was published stands beside it, and breaks a rule where the road is cut.
    assert document.baseline is not None
    assert (document.baseline.name, document.baseline.visits) == ("plan.json", 2)
    assert document.baseline.violations > 0
    assert "plan.json: " in told


def test_replan_sets_the_schedule_that_is_named_beside_the_rest(plan_file: Path, capsys: Output) -> None:
    folder = plan_file.parent
    own = run_files(language("id"), office.problem(), office.plan_document())["jadwal.xlsx"]
    (folder / "kantor.xlsx").write_bytes(own)
    words = ["replan", str(plan_file), "--as-of", "2027-01-06", "--work", "1"]
    code = run([*words, "--baseline", str(folder / "kantor.xlsx"), "--out", str(folder / "baru")])
    assert code == ExitCode.GOOD, capsys.readouterr().err
    document = wiring.read_plan(folder / "baru" / "plan.json")
    assert document.baseline is not None
    assert (document.baseline.name, document.baseline.violations) == ("kantor.xlsx", 0)
    assert run([*words, "--baseline", str(folder / "none.xlsx"), "--out", str(folder / "x")]) == ExitCode.BAD_INPUT
    assert "FILE_NOT_FOUND" in capsys.readouterr().err
    assert not (folder / "x").exists()


def test_replan_takes_the_workbook_that_an_office_has_changed_by_hand(plan_file: Path, capsys: Output) -> None:
    folder = plan_file.parent
    for name, content in run_files(language("id"), office.problem(), office.plan_document()).items():
        (folder / name).write_bytes(content)
    wanted = [*("--as-of", "2027-01-06", "--change", "libur tanggal=2027-01-07"), *("--work", "1", "--json")]

    told = []
    for name in ("plan.json", "jadwal.xlsx"):
        code = run(["replan", str(folder / name), *wanted, "--out", str(folder / name) + "-baru"])
        assert code == ExitCode.GOOD, capsys.readouterr().err
        told.append(json.loads(capsys.readouterr().out))

    assert told[0]["visits"] == told[1]["visits"] != []


def test_replan_tells_programs_and_faults(plan_file: Path, capsys: Output) -> None:
    out, again = plan_file.parent / "baru", plan_file.parent / "lagi"
    words = ["--as-of", "2027-01-06", "--work", "1", "--json"]
    assert run(["replan", str(plan_file), *words, "--out", str(out)]) == ExitCode.GOOD
    told = json.loads(capsys.readouterr().out)
    # The plan of a day and a half was made by hand: five more people are worth telling somebody.
    assert (told["coming"], told["summary"]["value_milli"]) == (2, 101_500)
    assert told["moves"] == {
        "coming": 2,
        "moved": 0,
        "limit": 0,
        "forced": 0,
        "people_lost_by_keeping": None,
        "value_lost_by_keeping": None,
    }
    assert {visit["kind"] for visit in told["visits"]} == {"retimed", "other_team"}

    # Where nothing happens and nothing can be gained, nothing moves.
    assert run(["replan", str(out / "plan.json"), *words, "--out", str(again)]) == ExitCode.GOOD
    told = json.loads(capsys.readouterr().out)
    assert (told["coming"], told["visits"], told["tell"], told["staff"]) == (2, [], [], [])
    bad = ["replan", str(plan_file), "--as-of", "2028-01-06", "--lang", "en"]
    assert run(bad) == ExitCode.BAD_INPUT
    assert "AS_OF_OUTSIDE" in capsys.readouterr().err
    assert run([*bad[:3], "2027-01-06", "--change", "hujan", "--announced", "x@2027-01-07"]) == ExitCode.BAD_INPUT
    shown = capsys.readouterr().err
    assert "CHANGE_UNKNOWN" in shown
    assert "SITE_NOT_FOUND" in shown


def test_what_was_counted_is_typed_or_listed(plan_file: Path, capsys: Output) -> None:
    out = plan_file.parent / "baru"
    table = plan_file.with_name("hasil.csv")
    table.write_text(
        "kode;tanggal;asal;direkam;kartu\n17.02.01.2001;2027-01-05;17.02.01.2002;11;0\n;;;;\n", encoding="utf-8-sig"
    )
    words = ["replan", str(plan_file), "--as-of", "2027-01-06", "--out", str(out), "--work", "1", "--lang", "en"]
    own = "17.02.01.2001@2027-01-05 direkam=44 cards=30 ikd=3 diundang=58"

    assert run([*words, "--counted", own, "--counted", f"@{table}"]) == ExitCode.GOOD

    capsys.readouterr()
    done = {visit.origin: visit for visit in wiring.read_problem(out / "problem.json").done}
    host, guest = done["17.02.01.2001"], done["17.02.01.2002"]
    assert (host.invited, host.recorded, host.cards, host.ikd) == (58, 44, 30, 3)
    assert (guest.invited, guest.recorded, guest.cards) == (30, 11, 0)
    # Where nothing was counted it went as expected.
    assert done["10703040"].recorded == 50


def test_counts_that_cannot_be_read_are_told_all_at_once(plan_file: Path, capsys: Output) -> None:
    out = plan_file.parent / "baru"
    table = plan_file.with_name("hasil.csv")
    table.write_text("desa,tanggal\nx,y\n", encoding="utf-8")
    given = ["17.02.01.2001 direkam=3", "x@2027-01-05 direkam=3 kartu=1", "17.02.01.2001@besok direkam=-1 kartu=2"]
    given += ["17.02.01.2001@2027-01-05 direkam=3", f"@{table}", "@tidak-ada.csv"]
    words = [word for text in given for word in ("--counted", text)]

    assert run(["replan", str(plan_file), "--as-of", "2027-01-06", "--out", str(out), *words]) == ExitCode.BAD_INPUT

    told = capsys.readouterr().err
    for number, code in ((0, "COUNT_NOT_READABLE"), (1, "SITE_NOT_FOUND"), (2, "NOT_A_DATE"), (4, "COUNT_FILE")):
        assert f"--counted[{number}]: {code}" in told
    assert "NOT_A_NUMBER" in told
    assert not out.exists()


def test_plan_goes_on_from_a_plan_and_is_no_worse(plan_file: Path, capsys: Output) -> None:
    problem = plan_file.with_name("problem.json")
    problem.write_bytes(wiring.problem_json(office.problem()))
    out = plan_file.parent / "lanjut"
    words = ["plan", str(problem), "--start", str(plan_file), "--out", str(out), "--work", "1"]

    assert run(words) == ExitCode.GOOD

    made = wiring.read_plan(out / "plan.json")
    before, after = office.plan_document().summary.value, made.summary.value
    assert after >= before
    # The schedule gone on from stands beside the plan in every report; so does any other that is named.
    assert made.baseline is not None
    assert (made.baseline.name, made.baseline.value, made.baseline.violations) == ("plan.json", before, 0)
    assert "plan.json" in capsys.readouterr().out
    named = ["plan", str(problem), "--baseline", str(plan_file), "--out", str(out), "--work", "1", "--json"]
    assert run(named) == ExitCode.GOOD
    assert wiring.read_plan(out / "plan.json").baseline == made.baseline
    capsys.readouterr()
    assert run([*words[:3], str(plan_file.parent / "none.json")]) == ExitCode.BAD_INPUT
    assert "FILE_NOT_FOUND" in capsys.readouterr().err


def test_announced_names_a_visit_of_the_plan(plan_file: Path, capsys: Output) -> None:
    out = plan_file.parent / "none"
    wrong = ["--announced", "17.02.01.2003@2027-01-08", "--announced", "x@2027-01-07"]
    assert run(["replan", str(plan_file), "--as-of", "2027-01-06", *wrong, "--out", str(out)]) == ExitCode.BAD_INPUT
    told = capsys.readouterr().err
    assert "VISIT_UNKNOWN" in told
    assert "SITE_NOT_FOUND" in told
    assert not out.exists()


def test_faults_of_dates_visits_and_changes_are_told_together(plan_file: Path, capsys: Output) -> None:
    wrong = ["--as-of", "2027-03-01", "--cancelled", "17.02.01.2003@2027-01-09", "--announced", "x@2027-01-07"]
    wrong += ["--change", "tim-absen tim=t9 mulai=2027-01-06 sampai=2027-01-07"]
    assert run(["replan", str(plan_file), *wrong, "--out", str(plan_file.parent / "none")]) == ExitCode.BAD_INPUT
    told = capsys.readouterr().err
    for code in ("AS_OF_OUTSIDE", "NOT_A_PAST_VISIT", "SITE_NOT_FOUND", "CHANGE_DOES_NOT_FIT"):
        assert code in told
    # Each stands at the option that was typed, the visit as it was typed.
    for where in (
        "--as-of: AS_OF",
        "--cancelled: NOT_A_PAST",
        "--announced: SITE",
        "--change[0] tim-absen tim: CHANGE",
    ):
        assert where in told
    assert "17.02.01.2003@2027-01-09" in told


def test_visits_are_called_by_the_name_of_their_place_too(plan_file: Path, capsys: Output) -> None:
    name, out = office.problem().site["17.02.01.2001"].name, plan_file.parent / "baru"
    words = ["--counted", f"{name}@2027-01-05 direkam=44 kartu=30", "--announced", f"{name}@2027-01-05"]
    words += ["--as-of", "2027-01-06", "--out", str(out), "--work", "1"]
    assert run(["replan", str(plan_file), *words]) == ExitCode.GOOD, capsys.readouterr().err
    done = {visit.origin: visit for visit in wiring.read_problem(out / "problem.json").done}
    assert done["17.02.01.2001"].recorded == 44
    capsys.readouterr()
    # What is missing is told by the word that would be typed.
    assert (
        run(["replan", str(plan_file), *words[2:], "--counted", f"{name}@2027-01-05 direkam=4"]) == ExitCode.BAD_INPUT
    )
    assert "--counted[0] kartu/cards: COUNT_NOT_READABLE" in capsys.readouterr().err


def test_the_published_schedule_stands_beside_a_month_with_other_prices(plan_file: Path, capsys: Output) -> None:
    words = ["replan", str(plan_file), "--as-of", "2027-01-06", "--work", "1", "--out"]
    costs = []
    for name, price in (("a", []), ("b", ["--change", "tarif tarif=alat_tulis rupiah=900000"])):
        assert run([*words, str(plan_file.parent / name), *price]) == ExitCode.GOOD, capsys.readouterr().err
        beside = wiring.read_plan(plan_file.parent / name / "plan.json").baseline
        assert beside is not None
        costs.append(beside.cost_rupiah)
    assert costs[1] > costs[0] + 800_000


def test_no_difference_is_told_as_none(plan_file: Path, capsys: Output) -> None:
    out, again = plan_file.parent / "baru", plan_file.parent / "lagi"
    words = ["--as-of", "2027-01-06", "--work", "1", "--out"]
    assert run(["replan", str(plan_file), *words, str(out)]) == ExitCode.GOOD
    capsys.readouterr()
    assert run(["replan", str(out / "plan.json"), *words, str(again)]) == ExitCode.GOOD
    told = capsys.readouterr().out
    assert "rencana ini sama nilainya" in told
    assert "0,0 % lebih" not in told


def test_what_became_of_who_asked_is_told(plan_file: Path, capsys: Output) -> None:
    asks = ["--change", "minta-hari tempat=17.02.01.2003 hari=2027-01-08", "--out", str(plan_file.parent / "new")]
    assert run(["replan", str(plan_file), "--as-of", "2027-01-06", *asks, "--work", "1"]) == ExitCode.GOOD
    told = capsys.readouterr().out
    assert " belum terlayani: 0 dari 45 orang diundang. Pemberitahuan perlu " in told
    assert "tambahkan setuju=ya pada perubahan itu" in told
    assert "batal. Sebab: " in " ".join(told.replace("│", " ").split())
