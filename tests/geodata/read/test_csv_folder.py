"""Files of a folder: what they are called, how they are written, and what is refused whole."""

import os
from pathlib import Path

import pytest

from geodata.read import Limits
from tests.geodata.read.office import DESA, TIM, codes, faults, folder, one, read

ENGLISH = "code;name;subdistrict;lat;lon;eligible;recorded\na;Desa A;Utara;-3,40;102,50;300;200\n"


def test_indonesian_and_english_names_and_both_delimiters(tmp_path: Path) -> None:
    source = folder(tmp_path, desa=None, villages=ENGLISH, tim=None, Teams="ID\tBASE\nt1\t-3.42, 102.52\n")
    sheets = read(source)
    assert (sheets.villages[0].lat, sheets.villages[0].lon) == (-3.4, 102.5)
    assert sheets.teams[0].base.point == (-3.42, 102.52)
    assert sheets.villages[0].place.sheet == "villages"
    assert (sheets.villages[0].place.row, sheets.villages[0].place.columns["eligible"]) == (2, ("F", "eligible"))


def test_a_mark_at_the_start_and_the_line_of_excel(tmp_path: Path) -> None:
    source = folder(tmp_path, desa=b"\xef\xbb\xbf" + DESA.encode(), tim="sep=;\r\n" + TIM.replace("\n", "\r\n"))
    assert read(source).teams[0].place.row == 3


def test_headings_stand_below_titles_and_are_free_in_case(tmp_path: Path) -> None:
    desa = "DATA DESA 2027,,,,,,\n,,,,,,\n" + DESA.replace("wajib_ktp", "Wajib KTP").replace("kode", "KODE")
    sheets = read(folder(tmp_path, desa=desa))
    assert [row.place.row for row in sheets.villages] == [4, 5]


def test_unknown_columns_and_files_are_ignored_with_a_note(tmp_path: Path) -> None:
    source = folder(tmp_path, desa=DESA.replace("perekaman\n", "perekaman,catatan\n"), dessa="x\n1\n")
    (tmp_path / "lain.xlsx").write_bytes(b"")
    notes = read(source).notes
    assert ("Lembar desa: kolom catatan diabaikan", "Sheet desa: column catatan is ignored") in notes
    assert ("Lembar dessa diabaikan; maksudnya desa?", "Sheet dessa is ignored; desa meant?") in notes
    assert ("Berkas lain.xlsx diabaikan", "File lain.xlsx is ignored") in notes


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (DESA.replace("Desa A", "D\u00e9sa").encode("cp1252"), "NOT_UTF8", "Windows-1252"),
        (DESA.encode("utf-16"), "NOT_UTF8", "UTF-16"),
        (DESA.encode() + b"\x00", "CONTENT_NOT_AS_NAMED", "NUL"),
        (b"PK\x03\x04rest", "CONTENT_NOT_AS_NAMED", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "CONTENT_NOT_AS_NAMED", ".xls"),
        (b"<!DOCTYPE html><table></table>", "CONTENT_NOT_AS_NAMED", "HTML"),
        (b"%PDF-1.7", "CONTENT_NOT_AS_NAMED", "PDF"),
        (b'kode,nama\na,"open\n', "CSV_BROKEN", "2"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(tmp_path: Path, content: bytes, code: str, found: str) -> None:
    fault = one(folder(tmp_path, desa=content))
    assert (fault.code, fault.where) == (code, "desa.csv")
    assert found in fault.found


def test_a_file_over_the_size_limit_is_not_parsed(tmp_path: Path) -> None:
    # The content could not be parsed; only its size is told.
    fault = one(folder(tmp_path, desa=b"\x00" * 2_000), Limits(file_bytes=1_000))
    assert (fault.code, fault.found) == ("FILE_TOO_LARGE", "2000 B")


def test_a_sheet_with_too_many_rows(tmp_path: Path) -> None:
    assert codes(folder(tmp_path), Limits(rows=2)) == ["SHEET_TOO_LARGE"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_links_inside_the_folder_are_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_text(DESA)
    source = folder(tmp_path / "office", desa=None)
    (source / "desa.csv").symlink_to(elsewhere)
    assert one(source).code == "SYMLINK"


def test_a_folder_named_like_a_file(tmp_path: Path) -> None:
    source = folder(tmp_path, desa=None)
    (source / "desa.csv").mkdir()
    assert one(source).code in ("NOT_A_FILE", "FILE_NOT_READABLE")


def test_the_same_sheet_in_both_languages(tmp_path: Path) -> None:
    fault = one(folder(tmp_path, villages=ENGLISH))
    assert (fault.code, fault.found) == ("REPEATED_SHEET", "villages")


def test_needed_sheets(tmp_path: Path) -> None:
    found = faults(folder(tmp_path, desa=None, tim="id,basis\n", stok=""))
    assert [(fault.code, fault.sheet) for fault in found] == [
        ("MISSING_SHEET", "desa"),
        ("EMPTY_SHEET", "tim"),
        ("EMPTY_SHEET", "stok"),
    ]


def test_a_needed_sheet_that_cannot_be_read_is_not_missing_too(tmp_path: Path) -> None:
    sekolah = "npsn,nama,siswa_16,kode_desa\n1,S,20,a\n"
    assert codes(folder(tmp_path, desa=b"\xff\xff\xff", sekolah=sekolah)) == ["NOT_UTF8"]


def test_cells_beyond_the_headings(tmp_path: Path) -> None:
    # An unquoted decimal comma makes two cells of one.
    fault = one(folder(tmp_path, stok="saldo,cadangan,pemakaian_loket\n2000,500,75,5\n"))
    assert (fault.code, fault.where, fault.found) == ("ROW_TOO_LONG", "stok!D2", "5")


@pytest.mark.parametrize(
    ("name", "code"),
    [("nothing", "SOURCE_MISSING"), ("data.csv", "SOURCE_NOT_SUPPORTED"), ("x.xls", "SOURCE_NOT_SUPPORTED")],
)
def test_sources_that_are_none(tmp_path: Path, name: str, code: str) -> None:
    if name != "nothing":
        (tmp_path / name).write_text("x")
    assert one(tmp_path / name).code == code
