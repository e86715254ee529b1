"""``jemput replan``: changes as they are typed, files as they are written, faults as they are told."""

import csv
import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from api import wiring
from api.arguments import Typed
from api.changes_typed import KEYS, changes_of
from api.cli import run
from api.commands.planning import run_files
from api.errors import ExitCode
from api.language import language
from planner.changes import (
    CHANGES,
    EquipmentChanged,
    NewRequest,
    OtherDays,
    PolicyChanged,
    RateChanged,
    RoadCut,
    StaffAdded,
    StaffAway,
    changed,
)
from planner.domain.site import SiteKind
from planner.domain.team import EquipmentKind, Skill
from tests.api import office

Output = pytest.CaptureFixture[str]


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """The plan of the tiny office, with its problem inside."""
    path = tmp_path / "plan.json"
    path.write_bytes(wiring.plan_json(office.plan_document()))
    return path


def typed(*texts: str) -> tuple[tuple[object, ...], list[tuple[str, str]]]:
    """The changes, and the codes and places of what is wrong."""
    reader = Typed()
    found = changes_of(reader, texts, office.problem())
    return found, [(fault.code, fault.where) for fault in reader.faults]


def test_changes_are_typed_in_both_languages_and_places_by_name() -> None:
    wanted = RoadCut(sites=("17.02.01.2001", "10703040"), first=date(2027, 1, 6), last=date(2027, 1, 8))
    for text in (
        "jalan-putus 'lokasi=Air Duku, 10703040' mulai=2027-01-06 sampai=2027-01-08",
        "Road-Cut sites=17.02.01.2001,10703040 first=2027-01-06 last=2027-01-08",
    ):
        assert typed(text) == ((wanted,), [])


def test_values_take_their_types() -> None:
    found, wrong = typed(
        "minta-hari tempat=10703040 hari=2027-01-11,2027-01-12",
        "new-request id=e name='Pasar malam' village='Air Duku' recording=30",
        "peralatan alat=printer buah=-1",
        "wajib-ikd on=tidak",
    )
    assert wrong == []
    assert found[0] == OtherDays(site="10703040", days=(date(2027, 1, 11), date(2027, 1, 12)))
    assert found[1] == NewRequest(id="e", name="Pasar malam", village="17.02.01.2001", recording=30)
    assert getattr(found[2], "equipment") is EquipmentKind.PRINTER  # noqa: B009
    assert getattr(found[3], "on") is False  # noqa: B009


def test_everything_wrong_is_told_at_once() -> None:
    _, wrong = typed("hujan", "jalan-putus mulai=besok", "staff-away member", "budget amount=banyak rupiah2=1")
    assert [code for code, _ in wrong] == ["CHANGE_UNKNOWN", *["CHANGE_PART"] * 6]
    assert wrong[0][1] == "--change[0]"
    assert {where for _, where in wrong[1:4]} == {
        "--change[1] jalan-putus sites",
        "--change[1] jalan-putus mulai",
        "--change[1] jalan-putus last",
    }


def test_changes_come_from_a_file_too(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    entry = {"kind": "staff_away", "member": "s01", "first": "2027-01-06", "last": "2027-01-07"}
    path.write_text(json.dumps([entry, {"kind": "rain"}]), encoding="utf-8")
    found, wrong = typed(f"@{path}", f"@{tmp_path / 'none.json'}")
    assert found == (StaffAway(member="s01", first=date(2027, 1, 6), last=date(2027, 1, 7)),)
    assert [code for code, _ in wrong] == ["CHANGE_UNKNOWN", "CHANGE_FILE"]


@pytest.mark.parametrize("head", ["perubahan", "changes"])
def test_a_file_of_changes_may_be_written_like_those_of_a_study(tmp_path: Path, head: str) -> None:
    path, other = tmp_path / "c.toml", tmp_path / "c.json"
    path.write_text(
        f"[[{head}]]\njenis = 'petugas-absen'\npetugas = 's01'\nmulai = 2027-01-06\nsampai = '2027-01-07'\n"
        f"[[{head}]]\nkind = 'road-cut'\nlokasi = ['Air Duku', '10703040']\nfirst = 2027-01-06\nlast = 2027-01-08\n",
        encoding="utf-8",
    )
    found, wrong = typed(f"@{path}")
    assert wrong == []
    assert found == (
        StaffAway(member="s01", first=date(2027, 1, 6), last=date(2027, 1, 7)),
        RoadCut(sites=("17.02.01.2001", "10703040"), first=date(2027, 1, 6), last=date(2027, 1, 8)),
    )
    # The same words in JSON.
    entry = {"jenis": "petugas-absen", "petugas": "s01", "mulai": "2027-01-06", "sampai": "2027-01-07"}
    other.write_text(json.dumps([entry]), encoding="utf-8")
    assert typed(f"@{other}") == (found[:1], [])


@pytest.mark.parametrize("text", ["x = ", "name = 'studi'", "changes = 3", "changes = []\nname = 'studi'"])
def test_a_file_of_changes_holds_nothing_else(tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text, encoding="utf-8")
    assert typed(f"@{path}") == ((), [("CHANGE_FILE", "--change[0]")])


def test_a_number_of_a_resident_in_a_file_of_changes_is_told_once_wherever_it_stands(tmp_path: Path) -> None:
    path, other = tmp_path / "c.toml", tmp_path / "c.json"
    path.write_text(
        "# 3201015006900012 minta izin\n[[perubahan]]\njenis = 'petugas-absen'\npetugas = '3201015006900012'  # s01\n",
        encoding="utf-8",
    )
    assert typed(f"@{path}") == (
        (),
        [("PERSONAL_DATA_VALUE", "c.toml#/perubahan/0/petugas"), ("PERSONAL_DATA_VALUE", "c.toml:1")],
    )
    path.write_text("x = # 3201015006900012", encoding="utf-8")
    assert typed(f"@{path}") == ((), [("CHANGE_FILE", "--change[0]"), ("PERSONAL_DATA_VALUE", "c.toml:1")])
    other.write_text(json.dumps([{"jenis": "petugas-absen", "petugas": "3201015006900012"}]), encoding="utf-8")
    assert typed(f"@{other}") == ((), [("PERSONAL_DATA_VALUE", "c.json#/0/petugas")])


def test_indonesian_keys_are_fields_of_some_change() -> None:
    known = {name for kind in CHANGES for name in kind.__dataclass_fields__}
    assert set(KEYS.values()) <= known
    assert not KEYS.keys() & known


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


def test_words_of_the_sheets_are_values_and_names_stay_names() -> None:
    asks = "permintaan id=p nama=Pasar desa='Air Duku' jenis=pasar perekaman=5"
    found, wrong = typed("peralatan alat=satelit buah=-1", "petugas-tambah keterampilan=rekam,sopir", asks)
    assert wrong == []
    assert found == (
        EquipmentChanged(equipment=EquipmentKind.SATELLITE_KIT, pieces=-1),
        StaffAdded(skills=(Skill.RECORD, Skill.DRIVE)),
        NewRequest(id="p", name="Pasar", village="17.02.01.2001", site_kind=SiteKind.MARKET, recording=5),
    )


def test_a_price_is_called_by_any_name_of_the_sheet() -> None:
    found, wrong = typed("tarif tarif=uang_harian rupiah=160000", "rate rate=bbm_per_km amount=1500")
    assert (found, wrong) == (
        (RateChanged(rate="allowance_long", amount=160_000), RateChanged(rate="per_km", amount=1_500)),
        [],
    )


def test_the_page_tells_every_part_of_every_change() -> None:
    page = (Path(__file__).parents[2] / "docs/concepts/replan.md").read_text(encoding="utf-8")
    spoken = {field: key for key, field in KEYS.items()}
    for kind in CHANGES:
        row = next(line for line in page.splitlines() if line.startswith(f"| `{kind.names[0]}` / `{kind.names[1]}` |"))
        for name in {field.name for field in fields(kind)} - {"kind"}:
            told = f"`{spoken[name]}`/`{name}`" if name in spoken else f"`{name}`"
            assert told in row, (kind.names, name)


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


def test_a_change_that_cannot_be_read_hides_nothing_that_is_wrong_with_others() -> None:
    wrong = ["kebijakan bidang=persiapn nilai=4", "petugas-absen petugas=s99 mulai=2027-01-06 sampai=2027-01-07"]
    assert typed(*wrong)[1] == [
        ("CHANGE_PART", "--change[0] kebijakan bidang"),
        ("CHANGE_DOES_NOT_FIT", "/changes/1/member"),
    ]
    # Unless the one that cannot be read may have added the place that another names.
    asks = "permintaan id=acara nama=Pasar desa=17.02.01.2001 perekaman=banyak"
    assert {code for code, _ in typed(asks, "sinyal tempat=acara")[1]} == {"CHANGE_PART"}
    assert {code for code, _ in typed("permintan id=acara", "sinyal tempat=acara")[1]} == {"CHANGE_UNKNOWN"}


def test_parts_are_named_in_the_words_that_are_typed() -> None:
    reader = Typed()
    changes_of(
        reader,
        ["petugas-absen petugas=s01 mulai=besok sampai=2027-01-07", "jalan-putus lokasi=Air Duku"],
        office.problem(),
    )
    assert "petugas, mulai, sampai" in reader.faults[0].expected[0]
    assert "'sites=Air Duku'" in reader.faults[1].expected[1]


def test_a_fault_names_a_part_as_it_was_typed() -> None:
    assert typed("kebijakan bidang=hari_pemberitahuan nilai=x")[1] == [("CHANGE_PART", "--change[0] kebijakan nilai")]
    assert typed("kebijakan field=persiapn value=4")[1] == [("CHANGE_PART", "--change[0] kebijakan field")]
    assert typed("petugas-absen petugas=s1 mulai=besok sampai=2027-01-07")[1] == [
        ("CHANGE_PART", "--change[0] petugas-absen mulai")
    ]


def test_what_became_of_who_asked_is_told(plan_file: Path, capsys: Output) -> None:
    asks = ["--change", "minta-hari tempat=17.02.01.2003 hari=2027-01-08", "--out", str(plan_file.parent / "new")]
    assert run(["replan", str(plan_file), "--as-of", "2027-01-06", *asks, "--work", "1"]) == ExitCode.GOOD
    told = capsys.readouterr().out
    assert " belum terlayani: 0 dari 45 orang diundang. Pemberitahuan perlu " in told
    assert "tambahkan setuju=ya pada perubahan itu" in told
    assert "batal. Sebab: " in " ".join(told.replace("│", " ").split())


def test_a_part_that_a_change_does_not_have_is_told() -> None:
    assert typed("sabtu apa=ya") == ((), [("CHANGE_PART", "--change[0] sabtu")])
    assert typed("minta-hari tempat=10703040 hari=2027-01-11 setju=ya") == (
        (),
        [("CHANGE_PART", "--change[0] minta-hari")],
    )


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("kebijakan bidang=menit_persiapan nilai=45", "setup_s", 2_700),
        ("policy field=setup_minutes value=7,5", "setup_s", 450),
        ("kebijakan bidang=setup_s nilai=2700", "setup_s", 2_700),
        ("kebijakan 'bidang=Kehadiran desa' nilai=60%", "show_up_village_ppm", 600_000),
        ("kebijakan bidang=jarak_hub_maks_km nilai=7,5", "hub_max_m", 7_500),
        ("kebijakan bidang=lembur_boleh nilai=ya", "overtime_allowed", 1),
        ("policy field=overtime_allowed value=1", "overtime_allowed", 1),
        ("kebijakan bidang=jam_mulai nilai=07:30", "hours.shift_start", 27_000),
        ("kebijakan bidang=bobot_kartu nilai=500", "weights.card", 500),
        ("kebijakan bidang=anggaran nilai=12.000.000", "budget_rupiah", 12_000_000),
    ],
)
def test_a_number_of_the_policy_goes_by_its_name_and_unit_on_the_sheet(text: str, field: str, value: int) -> None:
    assert typed(text) == ((PolicyChanged(field=field, value=value),), [])
    policy = changed(office.problem(), [PolicyChanged(field=field, value=value)]).policy
    part, _, name = field.rpartition(".")
    assert getattr(getattr(policy, part) if part else policy, name) == value


def test_a_policy_that_is_unknown_or_no_number_is_told_with_what_is_near() -> None:
    reader = Typed()
    texts = [
        "kebijakan bidang=menit_persiapn nilai=45",
        "kebijakan bidang=persiapan nilai=45",
        "kebijakan bidang=xyzzy nilai=45",
        "kebijakan bidang=pemerataan nilai=utama",
        "kebijakan bidang=kunjungan_minimum:Curup nilai=2",
        "kebijakan bidang=stations_per_team nilai=2",
        "kebijakan bidang=menit_persiapan nilai=lama",
        "kebijakan bidang=hari_pemberitahuan nilai=3",
    ]
    assert changes_of(reader, texts, office.problem()) == ()
    field, value = ("bidang", "nilai")
    assert [fault.where for fault in reader.faults] == [
        f"--change[{number}] kebijakan {part}" for number, part in enumerate([field] * 6 + [value] * 2)
    ]
    told = [fault.expected for fault in reader.faults]
    assert told[0][0].startswith("nama yang dikenal; mungkin menit_persiapan")
    assert told[0][1].startswith("a known name; perhaps setup_min")
    assert "menit_persiapan" in told[1][0]
    assert "lembar baca dulu" in told[2][0]
    assert "lembar kebijakan" in told[3][0]
    assert "lembar kebijakan" in told[4][0]
    assert "lembar tim" in told[5][0]
    assert told[6][0].endswith("(menit)")
    assert told[7][0].endswith("(hari)")
    assert "7" in told[7][0]


def test_a_file_of_changes_takes_names_and_units_of_the_policy(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    entries = [
        {"jenis": "kebijakan", "bidang": "menit_persiapan", "nilai": 45},
        {"kind": "policy", "field": "fit_phone_share", "value": 0.25},
    ]
    path.write_text(json.dumps(entries), encoding="utf-8")
    found = (PolicyChanged(field="setup_s", value=2_700), PolicyChanged(field="fit_phone_permille", value=250))
    assert typed(f"@{path}") == (found, [])
