"""What is wrong between cells and between sheets."""

from pathlib import Path

import pytest

from geodata.contracts import named_bases
from tests.geodata.read.office import DESA, TIM, codes, faults, folder, one, read, village

STAFF = "id,keahlian\n"


def test_a_code_twice(tmp_path: Path) -> None:
    fault = one(folder(tmp_path, desa=DESA.replace("\nb,", "\na,")))
    assert (fault.code, fault.where, fault.found) == ("REPEATED_CODE", "desa!A3", "a")
    assert "baris 2" in fault.expected[0]


@pytest.mark.parametrize(
    "sheets",
    [
        {"sekolah": "npsn,nama,siswa_16,kode_desa\na,S,20,a\n"},
        {"tempat_lain": "id,nama,jenis,kode_desa\nb,X,balai,a\n"},
        {"tim": TIM + "t1;-3.42, 102.52\n"},
        {"tim": "id;basis;id_basis\nt1;-3.42, 102.52;a\n"},
        {"petugas": STAFF + "p1,rekam\np1,ikd\np2,rekam sopir\n".replace("rekam sopir", '"rekam,sopir"')},
    ],
)
def test_codes_are_unique_over_sites_bases_teams_and_staff(tmp_path: Path, sheets: dict[str, str]) -> None:
    assert one(folder(tmp_path, **sheets)).code == "REPEATED_CODE"


@pytest.mark.parametrize(
    ("counts", "headings", "cells", "code"),
    [
        ("100,120", "", "", "RECORDED_ABOVE_ELIGIBLE"),
        ("300,200", "belum_rekam", "90", "STATED_GAP_DIFFERS"),
        ("300,200", "ikd", "201", "IKD_ABOVE_RECORDED"),
        ("300,200", "siap_cetak", "201", "PRINT_READY_ABOVE_RECORDED"),
    ],
)
def test_counts_that_contradict_each_other(tmp_path: Path, counts: str, headings: str, cells: str, code: str) -> None:
    assert one(folder(tmp_path, desa=village(cells, headings, counts=counts))).code == code


def test_a_stated_gap_that_is_right(tmp_path: Path) -> None:
    assert read(folder(tmp_path, desa=village("100", "belum_rekam"))).villages[0].gap == 100


@pytest.mark.parametrize(
    ("row", "code", "where"),
    [
        ("1,S,20,25,a,,", "PUPILS_RECORDED_ABOVE_PUPILS", "sekolah!D2"),
        ("1,S,20,5,c,,", "UNKNOWN_VILLAGE", "sekolah!E2"),
        ("1,S,20,5,,,", "LOCATION_MISSING", "sekolah!F2"),
        ("1,S,20,5,a,-3.4,", "POINT_INCOMPLETE", "sekolah!G2"),
    ],
)
def test_schools(tmp_path: Path, row: str, code: str, where: str) -> None:
    sekolah = f"npsn,nama,siswa_16,siswa_terekam,kode_desa,lat,lon\n{row}\n"
    fault = one(folder(tmp_path, sekolah=sekolah))
    assert (fault.code, fault.where) == (code, where)


def test_the_nearest_village_code_is_named(tmp_path: Path) -> None:
    desa = DESA.replace("\na,", "\n17.02.01.2001,")
    fault = one(folder(tmp_path, desa=desa, sekolah="npsn,nama,siswa_16,kode_desa\n1,S,20,17.02.01.201\n"))
    assert "17.02.01.2001" in fault.expected[0]


@pytest.mark.parametrize(
    ("tim", "code"),
    [
        ("id,basis\nt1,nowhere\n", "UNKNOWN_BASE"),
        ("id,basis,stasiun\nt1,a,0\n", "OUT_OF_RANGE"),
        ("id,basis,mulai,selesai\nt1,a,10:00,09:00\n", "SHIFT_IMPOSSIBLE"),
        # The day in Ramadan ends at 15:00 unless the team says otherwise.
        ("id,basis,mulai\nt1,a,15:30\n", "SHIFT_IMPOSSIBLE"),
        ("id,basis,id_basis\nt1,a,k\nt2,b,k\n", "BASE_ID_DIFFERS"),
        ("id,basis,id_basis\nt1,a,k\nt2,a,m\n", "BASE_ID_DIFFERS"),
    ],
)
def test_teams(tmp_path: Path, tim: str, code: str) -> None:
    assert one(folder(tmp_path, tim=tim)).code == code


def test_a_crew_that_the_staff_can_never_fill(tmp_path: Path) -> None:
    # Two places to record and one for IKD; b is the only one for IKD and cannot record at the same time.
    staff = STAFF + 'a,"rekam,sopir"\nb,"rekam,ikd"\n'
    fault = one(folder(tmp_path, petugas=staff))
    assert (fault.code, fault.found) == ("CREW_CANNOT_BE_FILLED", "rekam:2, ikd:1, sopir:1")
    # A third who records fills it: driving is done by one of them.
    assert len(read(folder(tmp_path, petugas=staff + "c,rekam\n")).staff) == 3
    # Nobody drives.
    assert one(folder(tmp_path, petugas=STAFF + "a,rekam\nb,ikd\nc,rekam\n")).code == "CREW_CANNOT_BE_FILLED"


def test_a_fixed_team(tmp_path: Path) -> None:
    staff = STAFF + 'a,"rekam,sopir"\nb,rekam\nc,ikd\nd,rekam\n'
    heading = "id,basis,anggota\n"
    sheets = read(folder(tmp_path, petugas=staff, tim=heading + 't1,"-3.46, 102.52","c, a; b"\n'))
    assert sheets.teams[0].members == ("c", "a", "b")
    fault = one(folder(tmp_path, petugas=staff, tim=heading + 't1,"-3.46, 102.52","a,b,c,x"\n'))
    assert (fault.code, fault.found) == ("UNKNOWN_MEMBER", "x")
    # Its own members cannot fill its crew, whoever else there is.
    assert (
        one(folder(tmp_path, petugas=staff, tim=heading + 't1,"-3.46, 102.52","a,b"\n')).code == "CREW_CANNOT_BE_FILLED"
    )
    # Nobody is left for the second team.
    both = heading + 't1,"-3.46, 102.52","a,b,c"\nt2,"-3.46, 102.52",\n'
    fault = one(folder(tmp_path, petugas=staff, tim=both))
    assert (fault.code, fault.where) == ("CREW_CANNOT_BE_FILLED", "tim!3")


def test_staff_with_an_unread_skill_accuse_no_crew(tmp_path: Path) -> None:
    assert codes(folder(tmp_path, petugas=STAFF + "a,rekam\nb,terbang\n")) == ["UNKNOWN_WORD"]


@pytest.mark.parametrize(
    ("sheet", "text", "code"),
    [
        ("stok", "saldo\n2000\n1000\n", "STOCK_ROWS"),
        ("peralatan", "jenis,jumlah,dari,sampai\nsatelit,1,2027-02-01,2027-01-01\n", "RANGE_REVERSED"),
        ("kalender", "tanggal,jenis\n2027-01-04,libur\n2027-01-01..2027-01-05,kerja\n", "CALENDAR_CONFLICT"),
        ("kebijakan", "parameter,nilai\ncakupan_minimum:Timur,95%\n", "UNKNOWN_SUBDISTRICT"),
        ("jarak", "dari,ke,menit\na,c,10\n", "UNKNOWN_PLACE"),
        ("jarak", "dari,ke,menit\na,a,10\n", "SAME_PLACE"),
        ("jarak", "dari,ke,menit\na,b,10\na,b,12\n", "REPEATED_PAIR"),
    ],
)
def test_other_sheets(tmp_path: Path, sheet: str, text: str, code: str) -> None:
    assert one(folder(tmp_path, **{sheet: text})).code == code


def test_both_ways_may_differ_where_each_is_stated(tmp_path: Path) -> None:
    jarak = "dari,ke,menit,dua_arah\na,b,10,\nb,a,12,tidak\nbasis,a,5,ya\n"
    assert len(read(folder(tmp_path, jarak=jarak)).trips_known) == 3


def matrix(*missing: str) -> str:
    places = ("a", "b", "basis")
    rows = [f"{x},{y},10" for x in places for y in places if x != y and f"{x}{y}" not in missing]
    return "\n".join(["dari,ke,menit", *rows, ""])


def test_a_matrix_is_complete_or_a_fault(tmp_path: Path) -> None:
    assert len(read(folder(tmp_path, matriks=matrix())).matrix) == 6
    fault = one(folder(tmp_path, matriks=matrix("ab")))
    assert (fault.code, fault.found) == ("MATRIX_HOLE", "a")
    assert "a ke b" in fault.expected[0]
    assert codes(folder(tmp_path, matriks=matrix("ab", "basisa", "basisb"))) == ["MATRIX_HOLE"] * 2


def test_a_matrix_that_says_a_pair_twice_or_names_nobody(tmp_path: Path) -> None:
    assert codes(folder(tmp_path, matriks=matrix() + "a,b,11\n")) == ["REPEATED_PAIR"]
    assert codes(folder(tmp_path, matriks=matrix() + "a,x,11\n")) == ["UNKNOWN_PLACE"]


def test_a_base_at_a_site_needs_no_rows_of_its_own(tmp_path: Path) -> None:
    rows = "dari,ke,menit\na,b,10\nb,a,putus\n"
    assert len(read(folder(tmp_path, tim="id,basis\nt1,a\n", matriks=rows)).matrix) == 2


def test_names_of_bases(tmp_path: Path) -> None:
    tim = "id;basis\nt1;-3.42, 102.52\nt2;-3.5, 102.6\nt3;a\nt4;-3.42, 102.52\n"
    bases = named_bases(read(folder(tmp_path, tim=tim)).teams)
    assert [base.id for base in bases] == ["basis-1", "basis-2", "basis-a"]
    assert bases[0].point == (-3.5, 102.6)


def test_promises_carry_the_subdistrict_as_the_villages_write_it(tmp_path: Path) -> None:
    (row,) = read(folder(tmp_path, kebijakan='parameter,nilai\ncakupan_minimum:UTARA,"95,5%"\n')).policy
    assert (row.parameter, row.value) == ("floors.coverage_permille:Utara", 955)


def test_two_spellings_of_a_subdistrict_are_noted(tmp_path: Path) -> None:
    notes = read(folder(tmp_path, desa=DESA.replace("Selatan", "UTARA"))).notes
    assert any("UTARA, Utara" in note[1] for note in notes)


def test_a_base_that_cannot_be_read_makes_no_unknown_places(tmp_path: Path) -> None:
    source = folder(tmp_path, tim="id;basis\nt1;-3.42, 10.5\n", jarak="dari,ke,menit\nbasis,a,10\n")
    assert [fault.sheet for fault in faults(source)] == ["tim"]
