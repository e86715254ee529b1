"""Headings and single cells of a sheet, each fault by its code."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.site import Connectivity, Terrain
from planner.domain.team import CrewNeed, DateRange, Skill, VehicleClass
from tests.geodata.read.office import DESA, codes, faults, folder, one, read, village


def test_a_needed_column_that_is_missing(tmp_path: Path) -> None:
    fault = one(folder(tmp_path, desa=DESA.replace("wajib_ktp", "wajib_ktpp")))
    assert (fault.code, fault.where, fault.column) == ("MISSING_COLUMN", "desa!1", "wajib_ktp")
    assert fault.expected == ("kolom wajib_ktp (mungkin wajib_ktpp?)", "column eligible (perhaps wajib_ktpp?)")


def test_a_missing_column_of_codes_makes_no_unknown_codes(tmp_path: Path) -> None:
    sekolah = "npsn,nama,siswa_16,kode_desa\n1,S,20,a\n"
    assert codes(folder(tmp_path, desa=DESA.replace("kode", "x"), sekolah=sekolah)) == ["MISSING_COLUMN"]


def test_a_heading_twice_also_in_both_languages(tmp_path: Path) -> None:
    fault = one(folder(tmp_path, desa=village("a", "code")))
    assert (fault.code, fault.where, fault.found) == ("REPEATED_HEADING", "desa!H1", "code")


def test_a_needed_cell_that_is_empty(tmp_path: Path) -> None:
    fault = one(folder(tmp_path, desa=DESA.replace("Utara", "")))
    assert (fault.code, fault.where, fault.row, fault.column) == ("EMPTY_CELL", "desa!C2", 2, "kecamatan")


def test_a_team_without_a_base(tmp_path: Path) -> None:
    assert one(folder(tmp_path, tim="id;basis\nt1;\n")).code == "TEAM_WITHOUT_BASE"


@pytest.mark.parametrize(
    ("heading", "cell", "code", "hint"),
    [
        ("konektivitas", "lemahh", "UNKNOWN_WORD", "lemah"),
        ("konektivitas", "5G", "UNKNOWN_WORD", "tidak_ada"),
        ("hari_pasar", "kliwon", "UNKNOWN_WORD", "senin"),
        ("kecualikan", "mungkin", "UNKNOWN_WORD", "ya"),
        ("medan", "gunung", "UNKNOWN_WORD", "bukit"),
        ("ikd", "-5", "NEGATIVE", "0"),
        ("ikd", "lima", "NOT_A_NUMBER", "1204"),
        ("ikd", '"12,5"', "NOT_WHOLE", "1204"),
        ("hadir_permil", "1200", "OUT_OF_RANGE", "1000"),
        ("faktor", "1150", "OUT_OF_RANGE", "10"),
        ("faktor", "0", "OUT_OF_RANGE", "10"),
        ("tanggal_siap_data", "31/02/2027", "NOT_A_DATE", "2027-01-07"),
        ("tutup", "2027-01-09..2027-01-07", "RANGE_REVERSED", "tanggal"),
        ("tutup", "2026-01-01..2028-01-01", "RANGE_TOO_LONG", "400"),
    ],
)
def test_cells_that_cannot_be_read(tmp_path: Path, heading: str, cell: str, code: str, hint: str) -> None:
    fault = one(folder(tmp_path, desa=village(cell, heading)))
    assert (fault.code, fault.where, fault.column) == (code, "desa!H2", heading)
    assert fault.found == cell.strip('"')
    assert hint in fault.expected[0]


def test_text_that_no_sheet_should_hold(tmp_path: Path) -> None:
    assert one(folder(tmp_path, desa=DESA.replace("Desa A", "A" * 300))).code == "TEXT_NOT_USABLE"


@pytest.mark.parametrize(
    ("lat", "lon", "found"),
    [
        ("51.5", "102.5", ["OUTSIDE_INDONESIA"]),
        ("-3.4", "4.9", ["COORDINATES_SWAPPED"]),
        ("-3.4", "200", ["OUTSIDE_INDONESIA"]),
        ("102.5", "-3.4", ["COORDINATES_SWAPPED", "COORDINATES_SWAPPED"]),
        ("-11.2", "94.9", ["OUTSIDE_INDONESIA", "OUTSIDE_INDONESIA"]),
        ("selatan", "102.5", ["NOT_A_NUMBER"]),
    ],
)
def test_coordinates_outside_indonesia_or_swapped(tmp_path: Path, lat: str, lon: str, found: list[str]) -> None:
    assert codes(folder(tmp_path, desa=DESA.replace("-3.40,102.50", f"{lat},{lon}"))) == found


def test_every_column_of_a_village(tmp_path: Path) -> None:
    headings = "belum_rekam;ikd;siap_cetak;sinyal;hadir_permil;hp_layak_permil;tanggal_siap_data;kunjungan_terakhir;"
    headings += "hari_pasar;tutup;faktor;kecualikan;medan"
    cells = "100;1;2;Tidak Ada;400;500;5/1/2027;1 Des 2026;Jum'at;2027-01-07, 2027-01-11;1,15;ya;jalan setapak"
    desa = village().replace(",", ";").replace("perekaman", f"perekaman;{headings}").replace(";200", f";200;{cells}")
    (row,) = read(folder(tmp_path, desa=desa)).villages
    assert (row.gap, row.ikd_active, row.print_ready, row.connectivity) == (100, 1, 2, Connectivity.NONE)
    assert (row.show_up_permille, row.fit_phone_permille) == (400, 500)
    assert (row.data_ready, row.last_visit) == (date(2027, 1, 5), date(2026, 12, 1))
    assert (row.market_weekday, row.closed_dates) == (4, (date(2027, 1, 7), date(2027, 1, 11)))
    assert (row.factor_permille, row.excluded, row.terrain) == (1150, True, Terrain.TRACK)


def test_every_column_of_a_team_and_of_staff(tmp_path: Path) -> None:
    tim = "id;basis;id_basis;nama_basis;stasiun;printer;kelas_kendaraan;hari_per_minggu;hari_per_bulan;"
    tim += "mulai;selesai;kru;tutup\n"
    tim += "t1;a;k;Kantor;3;0;motor;4;15;07.00;15:00;perekaman 2, sopir=1;2027-01-04\n"
    petugas = (
        "id,keahlian,tidak_tersedia,maks_per_minggu,maks_per_bulan\np1,rekam + sopir,11/1/2027 s.d. 13/1/2027,3,9\n"
    )
    sheets = read(folder(tmp_path, tim=tim, petugas=petugas + "p2,record,,,\n"))
    (team,) = sheets.teams
    assert (team.base.site, team.base.point, team.base_id, team.base_name) == ("a", None, "k", "Kantor")
    assert (team.stations, team.printers, team.vehicle_class) == (3, 0, VehicleClass.MOTORCYCLE)
    assert (team.days_per_week, team.days_per_month, team.shift_start, team.shift_end) == (4, 15, 25_200, 54_000)
    assert team.crew == (CrewNeed(skill=Skill.RECORD, count=2), CrewNeed(skill=Skill.DRIVE, count=1))
    assert team.closed_dates == (date(2027, 1, 4),)
    assert sheets.staff[0].skills == (Skill.RECORD, Skill.DRIVE)
    assert sheets.staff[0].away == (DateRange(first=date(2027, 1, 11), last=date(2027, 1, 13)),)
    assert (sheets.staff[0].days_per_week, sheets.staff[1].days_per_week) == (3, 4)


@pytest.mark.parametrize("crew", ["dua orang", "rekam:2, rekam:1", "rekam:0", "rekam:2; menari:1", "2"])
def test_crews_that_cannot_be_read(tmp_path: Path, crew: str) -> None:
    found = one(folder(tmp_path, tim=f'id,basis,kru\nt1,a,"{crew}"\n'))
    assert found.code in ("CREW_NOT_READABLE", "UNKNOWN_WORD")


@pytest.mark.parametrize(
    ("jarak", "code"),
    [("a,b,0,5", "OUT_OF_RANGE"), ("a,b,-3,5", "NEGATIVE"), ("a,b,dekat,5", "NOT_A_NUMBER"), ("a,b,5,-1", "NEGATIVE")],
)
def test_known_trips_take_time(tmp_path: Path, jarak: str, code: str) -> None:
    assert one(folder(tmp_path, jarak=f"dari,ke,menit,km\n{jarak}\n")).code == code


def test_a_way_that_does_not_exist(tmp_path: Path) -> None:
    sheets = read(folder(tmp_path, jarak="dari,ke,menit,kelas,dua_arah,sifat\na,b,putus,motor,tidak,teramati\n"))
    (trip,) = sheets.trips_known
    assert (trip.minutes, trip.vehicle_class, trip.both_ways, trip.kind) == (None, "motorcycle", False, "observed")


def test_hours_and_dates_of_an_event(tmp_path: Path) -> None:
    other = "id,nama,jenis,kode_desa,tanggal,jam,permintaan_rekam,permintaan_ikd\n"
    other += "e1,Pameran,acara,a,2027-01-09..2027-01-10,08.00-20.00,30,200\n"
    (row,) = read(folder(tmp_path, tempat_lain=other)).other_sites
    assert (row.dates, row.hours) == ((date(2027, 1, 9), date(2027, 1, 10)), (28_800, 72_000))
    assert one(folder(tmp_path, tempat_lain=other.replace("08.00-20.00", "malam"))).code == "NOT_A_TIME"


def test_each_bad_cell_of_a_row_is_told(tmp_path: Path) -> None:
    desa = village("x,y", "ikd,hari_pasar", counts="100,120").replace("-3.40", "kiri")
    assert [(fault.code, fault.where) for fault in faults(folder(tmp_path, desa=desa))] == [
        ("NOT_A_NUMBER", "desa!D2"),
        ("RECORDED_ABOVE_ELIGIBLE", "desa!G2"),
        ("NOT_A_NUMBER", "desa!H2"),
        ("UNKNOWN_WORD", "desa!I2"),
    ]
