"""The sheets of signal as files: what is understood, and every fault with its cell."""

from datetime import date
from pathlib import Path

import pytest

from geodata.contracts import ReportKind, Technology
from geodata.read.cell_faults import CellError
from geodata.read.dates import when
from planner.domain.site import Connectivity
from planner.domain.team import DateRange
from tests.geodata.read.office import faults, folder, one, read

TWINS = """kode,nama,kecamatan,lat,lon,wajib_ktp,perekaman
a,Suka Rami,Utara,-3.40,102.50,300,200
b,Suka Rami,Selatan,-3.45,102.55,120,100
c,LB. Belimbing II,Selatan,-3.46,102.56,120,100
"""


def test_reports_towers_and_tests_are_read_in_the_words_of_the_office(tmp_path: Path) -> None:
    sheets = read(
        folder(
            tmp_path,
            sinyal="kode;konektivitas;jenis;tanggal;sumber\na;blank spot;;Des 2024;Diskominfo\nb;baik;kantor;;\n",
            menara="id,lat,lon,teknologi,jangkauan_km\nBTS 1,-3.41,102.51,LTE,3.5\n",
            uji_kecepatan="lat;lon;unduh;unggah;ping;tanggal\n-3,401;102,501;2,5;0,8;90;2026-11-20\n",
        )
    )

    assert [(row.connectivity, row.kind) for row in sheets.signal] == [
        (Connectivity.NONE, ReportKind.REPORT),
        (Connectivity.GOOD, ReportKind.OFFICE),
    ]
    assert sheets.signal[0].seen == DateRange(first=date(2024, 12, 1), last=date(2024, 12, 31))
    assert (sheets.towers[0].technology, sheets.towers[0].range_km) == (Technology.G4, 3.5)
    test = sheets.speed_tests[0]
    assert (test.lat, test.download_mbps, test.upload_mbps, test.latency_ms) == (-3.401, 2.5, 0.8, 90)


@pytest.mark.parametrize(
    ("sheet", "text", "code", "where"),
    [
        ("sinyal", "kode,konektivitas\nzz,lemah\n", "UNKNOWN_SITE", "sinyal!A2"),
        ("sinyal", "kode,konektivitas\na,\n", "EMPTY_CELL", "sinyal!B2"),
        ("sinyal", "kode,konektivitas\na,sedang\n", "UNKNOWN_WORD", "sinyal!B2"),
        ("sinyal", "kode,konektivitas,tanggal\na,lemah,kemarin\n", "NOT_A_DATE", "sinyal!C2"),
        ("sinyal", "konektivitas,operator\nlemah,XL\n", "LOCATION_MISSING", "sinyal!2"),
        ("sinyal", "nama,konektivitas\nSuka Rami,lemah\n", "NAME_NOT_UNIQUE", "sinyal!A2"),
        ("sinyal", "nama,kecamatan,konektivitas\nSuka Ramai,Utara,lemah\n", "UNKNOWN_VILLAGE", "sinyal!A2"),
        ("sinyal", "kecamatan,konektivitas\nTimur,lemah\n", "UNKNOWN_SUBDISTRICT", "sinyal!A2"),
        ("menara", "id,lat,lon\nT1,102.5,-3.4\n", "COORDINATES_SWAPPED", "menara!B2"),
        ("menara", "id,lat,lon,jangkauan_km\nT1,-3.4,102.5,4000\n", "OUT_OF_RANGE", "menara!D2"),
        ("menara", "id,lat,lon\nT1,-3.4,102.5\nT1,-3.4,102.5\n", "REPEATED_TOWER", "menara!A3"),
        ("uji_kecepatan", "lat,unduh_mbps\n-3.4,2\n", "POINT_INCOMPLETE", "uji_kecepatan!2"),
        ("uji_kecepatan", "unduh_mbps\n2\n", "LOCATION_MISSING", "uji_kecepatan!2"),
        ("uji_kecepatan", "kode,unduh_mbps\na,-2\n", "NEGATIVE", "uji_kecepatan!B2"),
        ("uji_kecepatan", "kode,unduh_mbps,nik\na,2,1\n", "PERSONAL_DATA_HEADING", "uji_kecepatan!C1"),
    ],
)
def test_a_fault_is_told_at_its_cell(tmp_path: Path, sheet: str, text: str, code: str, where: str) -> None:
    source = folder(tmp_path, desa=TWINS, **{sheet: text})
    assert (code, where) in [(fault.code, fault.where) for fault in faults(source)]


def test_a_wrong_name_or_code_is_told_the_nearest(tmp_path: Path) -> None:
    named = one(folder(tmp_path, desa=TWINS, sinyal="nama,kecamatan,konektivitas\nLb Belimbing 3,Selatan,lemah\n"))
    assert named.code == "UNKNOWN_VILLAGE"
    assert "perhaps c" in named.expected[1]


def test_a_name_that_is_written_otherwise_is_the_same_name(tmp_path: Path) -> None:
    text = "nama,kecamatan,konektivitas\nDesa lb belimbing 2,Kecamatan SELATAN,lemah\n"
    assert len(read(folder(tmp_path, desa=TWINS, sinyal=text)).signal) == 1


def test_one_mast_may_carry_several_operators(tmp_path: Path) -> None:
    text = "id,lat,lon,operator\nT1,-3.4,102.5,XL\nT1,-3.4,102.5,Telkomsel\n"
    assert len(read(folder(tmp_path, menara=text)).towers) == 2


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2026-12-07", date(2026, 12, 7), date(2026, 12, 7)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("Nopember 2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("des 2024", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        (2024, date(2024, 1, 1), date(2024, 12, 31)),
        (2024.0, date(2024, 1, 1), date(2024, 12, 31)),
        (date(2026, 1, 2), date(2026, 1, 2), date(2026, 1, 2)),
    ],
)
def test_a_day_a_month_or_a_year(cell: object, first: date, last: date) -> None:
    assert when(cell) == DateRange(first=first, last=last)


@pytest.mark.parametrize("cell", ["2026-13", "13/2026", "0000", "1889", "smester 2026", "", True, 46_000])
def test_what_is_no_date_at_all(cell: object) -> None:
    with pytest.raises(CellError) as caught:
        when(cell)
    assert caught.value.code == "NOT_A_DATE"
