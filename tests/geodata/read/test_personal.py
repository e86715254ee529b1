"""Data of residents are refused wherever they stand, and never shown."""

from pathlib import Path

import pytest

from geodata.privacy import is_personal_heading, looks_like_resident_number, masked
from tests.geodata.read.office import DESA, TABLES, Table, book, codes, faults, folder, one, read, saved, village

NIK = "1702012345678901"


@pytest.mark.parametrize(
    "heading",
    [
        *("NIK", "nik", "N I K", "NIK kepala desa", "No KK", "no_kk", "NO. KK", "Nama Lengkap", "nama_penduduk"),
        *("Tgl. Lahir", "TANGGAL LAHIR", "tanggal_lahir", "No HP", "no-hp", "Nomor HP"),
    ],
)
def test_headings_that_ask_for_personal_data(tmp_path: Path, heading: str) -> None:
    desa = DESA.replace("perekaman\n", f"perekaman,{heading}\n")
    fault = one(folder(tmp_path, desa=desa))
    assert (fault.code, fault.where, fault.found) == ("PERSONAL_DATA_HEADING", "desa!H1", heading)


@pytest.mark.parametrize("heading", ["nama", "unik", "klinik", "tanggal", "no", "kode", "teknik", "keterangan"])
def test_headings_that_do_not(heading: str) -> None:
    assert not is_personal_heading(heading)


@pytest.mark.parametrize("form", ["{}", "'{}", "NIK {} a.n. x", "1702 0123 4567 {:.4}", "1702-0123-4567-{:.4}"])
def test_three_numbers_of_16_digits_in_an_ignored_column(tmp_path: Path, form: str) -> None:
    lines = village("x", "catatan").splitlines()
    rows = [lines[0]] + [
        lines[1].replace("a,Desa", f"{n},Desa").replace(",x", "," + form.format(f"{int(NIK) + n}")) for n in range(3)
    ]
    fault = one(folder(tmp_path, desa="\n".join(rows)))
    assert (fault.code, fault.where) == ("PERSONAL_DATA_VALUES", "desa!H2")
    assert "1702" not in str(fault)


@pytest.mark.parametrize("form", ["{}", "Desa {}", "NIK Kades: {}.", "1702 0123 4567 {:.4}"])
def test_a_single_one_is_refused_at_its_cell(tmp_path: Path, form: str) -> None:
    found = one(folder(tmp_path, desa=DESA.replace("Desa A", form.format(NIK))))
    assert (found.code, found.where, found.found) == ("PERSONAL_DATA_VALUE", "desa!B2", "*" * 16)
    assert "KK" in found.expected[0]


def test_two_are_told_one_by_one_and_a_column_of_them_once(tmp_path: Path) -> None:
    second = {"a": NIK, "b": "1", "c": NIK}
    lines = "".join(f"{code},{code},U,-3,102,1,1,{NIK},{cell}\n" for code, cell in second.items())
    made = folder(tmp_path, desa="kode,nama,kecamatan,lat,lon,wajib_ktp,perekaman,x,y\n" + lines)
    assert [(fault.code, fault.where) for fault in faults(made)] == [
        ("PERSONAL_DATA_VALUES", "desa!H2"),
        ("PERSONAL_DATA_VALUE", "desa!I2"),
        ("PERSONAL_DATA_VALUE", "desa!I4"),
    ]


@pytest.mark.parametrize(
    "value",
    [
        *("17.02.01.2001", "1702012001", "17.02.01.2001, 17.02.01.2002", "081234567890"),
        *("2027-01-12 08.00-12.00", "12-01-2027 08.00-12.00", "01.01.2027-31.01.2027", "2027-01-12 2027-01-20"),
        *("-3.467123 102.521345", "-3.467123, 102.521345", "1.234567890123456e-05", 1.234567890123456e-05),
        *("10703040 10703041", "12345678901234567", "123456789012345", True, None, float("nan"), 10**15 - 1, 10**16),
        *("12.500.000 13.750.000", "Rp 1.250.000 - Rp 12.750.000", "0812-1234-1501 0812-3456-7890"),
        *("+62 812-1234-1501, +62 812-3456-7890", "17.02.01.2001 245 118", "1702012001 245 118 90"),
        *("RT 07 39119 39225 39312", "1200 1401 1290 1234 4567", "12 34 56 78 90 12 34 56 78 90"),
        *("RT 07 3201 1450 6090 1234", "01-02-2027 08.00 s.d. 05-02-2027 16.00", "-3.467123 102.521345 120 1250 840"),
    ],
)
def test_what_is_no_number_of_a_resident(value: object) -> None:
    assert not looks_like_resident_number(value)


@pytest.mark.parametrize(
    "value",
    [
        *("1702031505900001", "1702-0315-0590-0001", "17.02.03.150590.0001", "170203 150590 0001", "3201014107990002"),
        *("1.702031505900001E+15", "pada 2027-01-12 datang 1702031505900001", "-3.467123 1702031505900001"),
        *(1702031505900001, 1702031505900001.0, "KK 1702030101120007"),
        *(
            "RT 07 3201 0150 0690 0012",
            "RT 07 320101 500690 0012",
            "3201-0150-0690-0012 RT 07",
            "RT 07 RW 3 3201 0150 0690 0012",
        ),
        *("no. 3 32.01.01.500690.0012", "1.702.031.505.900.001", "1702 0812 3456 7890", "250.000 3201 0150 0690 0012"),
    ],
)
def test_what_is_one(value: object) -> None:
    assert looks_like_resident_number(value)


def test_numbers_that_a_spreadsheet_keeps_as_numbers(tmp_path: Path) -> None:
    rows: Table = [["catatan"], *([int(NIK) + n] for n in range(3))]
    fault = one(saved(book(lain=rows), tmp_path))
    assert (fault.code, fault.sheet) == ("PERSONAL_DATA_VALUES", "lain")


def test_sheets_and_files_that_are_ignored_are_looked_at(tmp_path: Path) -> None:
    assert codes(folder(tmp_path / "a", penduduk="no,nik\n1,2\n")) == ["PERSONAL_DATA_HEADING"]
    made = saved(book(penduduk=[["Daftar"], ["no", "Nama Lengkap"]]), tmp_path)
    assert codes(made) == ["PERSONAL_DATA_HEADING"]


def test_decimals_of_a_coordinate_are_no_resident(tmp_path: Path) -> None:
    desa = DESA.replace("-3.40", "-3.467123456789012").replace("102.50", "102.5213456789012")
    assert len(read(folder(tmp_path, desa=desa)).villages) == 2
    assert not looks_like_resident_number("-3.4671234567890123")
    assert not looks_like_resident_number(102.5213456789012)


def test_scientific_notation_of_a_csv_export() -> None:
    assert looks_like_resident_number("1.70201E+15")
    assert not looks_like_resident_number("1.70201E+12")


def test_faults_never_show_such_a_number(tmp_path: Path) -> None:
    desa = f"kode,nama,kecamatan,lat,lon,wajib_ktp,perekaman\n{NIK},A,U,-3,102,{NIK},x{NIK}\n{NIK},B,U,-3,102,1,1\n"
    found = faults(folder(tmp_path, desa=desa))
    assert {fault.code for fault in found} >= {"OUT_OF_RANGE", "NOT_A_NUMBER", "REPEATED_CODE"}
    assert NIK not in str(found)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (NIK, "*" * 16),
        (float(NIK), "*" * 16),
        (int(NIK), "*" * 16),
        ("1702 0123 4567 8901", "*" * 16),
        (f"a {NIK} b", f"a {'*' * 16} b"),
        ("x" * 100, "x" * 77 + "..."),
        ("a\nb", "a b"),
        (300.0, "300"),
    ],
)
def test_masked(value: object, shown: str) -> None:
    assert masked(value) == shown


def test_the_tables_of_this_office_are_clean(tmp_path: Path) -> None:
    assert read(saved(book(**TABLES), tmp_path)).notes == ()
