"""Changes as they are typed or listed in a file, and the faults in them as they are told."""

import json
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path

import pytest

from api.arguments import Typed
from api.changes_parts import KEYS
from api.changes_typed import changes_of, make_changes
from api.cli import run
from api.errors import ExitCode
from planner.changes import (
    CHANGES,
    AnyChange,
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


def typed(*texts: str) -> tuple[tuple[object, ...], list[tuple[str, str]]]:
    """The changes, and the codes and places of what is wrong."""
    reader = Typed()
    read = changes_of(reader, texts, office.problem())
    make_changes(reader, read, office.problem())
    found = tuple(item.change for item in read if item.change is not None)
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
    assert wrong[0] == ("CHANGE_UNKNOWN", "--change[0]")
    assert {code for code, _ in wrong[1:]} == {"CHANGE_PART"}
    # A part that was not typed goes by the word that would be typed, in the language of the change.
    assert [where for _, where in wrong[1:]] == [
        "--change[1] jalan-putus lokasi",
        "--change[1] jalan-putus mulai",
        "--change[1] jalan-putus sampai",
        "--change[2] staff-away",
        "--change[2] staff-away member",
        "--change[2] staff-away first",
        "--change[2] staff-away last",
        "--change[3] budget",
        "--change[3] budget amount",
    ]


@pytest.mark.parametrize("kind", CHANGES)
@pytest.mark.parametrize("tongue", [0, 1])
def test_a_missing_part_goes_by_its_word_and_tells_what_it_takes(kind: type[AnyChange], tongue: int) -> None:
    reader = Typed()
    read = changes_of(reader, [kind.names[tongue]], office.problem())
    make_changes(reader, read, office.problem())
    spoken = {field: key for key, field in KEYS.items()}
    wanted = [item.name for item in fields(kind) if item.default is MISSING]
    names = [spoken.get(name, name) if tongue == 0 else name for name in wanted]
    missing = [fault for fault in reader.faults if fault.code == "CHANGE_PART"]
    assert [fault.where for fault in missing] == [f"--change[0] {kind.names[tongue]} {name}" for name in names]
    assert all("nilai yang cocok" not in fault.expected[0] for fault in missing)


def test_a_value_that_cannot_be_read_tells_what_the_part_takes() -> None:
    reader = Typed()
    texts = ["peralatan alat=perahu buah=dua", "wajib-ikd berlaku=mungkin", "minta-hari tempat=10703040 hari=besok"]
    texts += ["permintaan id=p nama=P desa=17.02.01.2001 jenis=pesta perekaman=4"]
    changes_of(reader, texts, office.problem())
    told = [fault.expected[0].partition(";")[0] for fault in reader.faults]
    assert told == [
        "salah satu: satelit, alat_rekam, printer, genset, kendaraan",
        "bilangan bulat",
        "ya atau tidak",
        "tanggal seperti 2027-01-12, lebih dari satu dengan koma",
        "salah satu: acara, balai, pasar, mal, kantor, kunjungan_rumah",
    ]


def test_what_can_be_read_of_a_change_is_looked_at_too() -> None:
    """Faults come all at once: an unknown place, team or number beside a part that is missing."""
    texts = ["minta-hari tempat=Air Dukuh", "kebijakan bidang=xyzzy", "tarif tarif=xyzzy", "tim-absen tim=t9 mulai=x"]
    texts += ["petugas-absen petugas=s99 mulai=2027-01-06 sampai=2027-01-07 petugas=s01"]
    assert typed(*texts)[1] == [
        ("CHANGE_PART", "--change[0] minta-hari hari"),
        ("CHANGE_PART", "--change[1] kebijakan bidang"),
        ("CHANGE_PART", "--change[1] kebijakan nilai"),
        ("CHANGE_PART", "--change[2] tarif rupiah"),
        ("CHANGE_PART", "--change[3] tim-absen mulai"),
        ("CHANGE_PART", "--change[3] tim-absen sampai"),
        ("CHANGE_PART", "--change[4] petugas-absen petugas"),
        ("CHANGE_DOES_NOT_FIT", "--change[0] minta-hari tempat"),
        ("CHANGE_DOES_NOT_FIT", "--change[2] tarif tarif"),
        ("CHANGE_DOES_NOT_FIT", "--change[3] tim-absen tim"),
        ("CHANGE_DOES_NOT_FIT", "--change[4] petugas-absen petugas"),
    ]


def test_a_name_of_several_words_needs_no_quotes() -> None:
    wanted = RoadCut(sites=("17.02.01.2001",), first=date(2027, 1, 6), last=date(2027, 1, 8))
    assert typed("jalan-putus lokasi=Air Duku mulai=2027-01-06 sampai=2027-01-08") == ((wanted,), [])
    # But a key without its value is no part of the name before it.
    assert typed("jalan-putus lokasi=Air Duku mulai sampai=2027-01-08")[1] == [
        ("CHANGE_PART", "--change[0] jalan-putus"),
        ("CHANGE_PART", "--change[0] jalan-putus mulai"),
    ]
    assert typed("permintaan id=p nama=Jum'at desa=17.02.01.2001")[1] == [("CHANGE_PART", "--change[0]")]


def test_the_example_of_the_help_can_be_read(capsys: Output) -> None:
    for tongue, word in (("id", "Contoh"), ("en", "Example")):
        assert run(["replan", "--help", "--lang", tongue]) == ExitCode.GOOD
        told = " ".join(capsys.readouterr().out.split())
        example = told.partition(f'{word}: "')[2].partition('"')[0]
        assert typed(example.replace("2027-01-12", "2027-01-06").replace("2027-01-16", "2027-01-08"))[1] == []


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


def test_a_change_that_cannot_be_read_hides_nothing_that_is_wrong_with_others() -> None:
    wrong = ["kebijakan bidang=persiapn nilai=4", "petugas-absen petugas=s99 mulai=2027-01-06 sampai=2027-01-07"]
    assert typed(*wrong)[1] == [
        ("CHANGE_PART", "--change[0] kebijakan bidang"),
        ("CHANGE_DOES_NOT_FIT", "--change[1] petugas-absen petugas"),
    ]
    # Unless the one that cannot be read may have added the place that another names.
    asks = "permintaan id=acara nama=Pasar desa=17.02.01.2001 perekaman=banyak"
    assert {code for code, _ in typed(asks, "sinyal tempat=acara")[1]} == {"CHANGE_PART"}
    assert {code for code, _ in typed("permintan id=acara", "sinyal tempat=acara")[1]} == {"CHANGE_UNKNOWN"}


def test_parts_are_named_in_the_words_that_are_typed() -> None:
    reader = Typed()
    changes_of(
        reader, ["petugas-absen petugas=s01 mulai=besok sampai=2027-01-07", "jalan-putus Duku"], office.problem()
    )
    assert "petugas, mulai, sampai" in reader.faults[0].expected[0]
    assert "sites=Air Duku" in reader.faults[1].expected[1]


def test_a_fault_names_a_part_as_it_was_typed() -> None:
    assert typed("kebijakan bidang=hari_pemberitahuan nilai=x")[1] == [("CHANGE_PART", "--change[0] kebijakan nilai")]
    assert typed("kebijakan field=persiapn value=4")[1] == [("CHANGE_PART", "--change[0] kebijakan field")]
    assert typed("petugas-absen petugas=s01 mulai=besok sampai=2027-01-07")[1] == [
        ("CHANGE_PART", "--change[0] petugas-absen mulai")
    ]


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
    assert all(item.change is None for item in changes_of(reader, texts, office.problem()))
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
