"""Workbooks: cells that cannot be used, and files that are no workbook or mean harm."""

import io
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from geodata.read import Limits
from tests.geodata.read.office import TABLES, Table, book, codes, faults, one, read, saved, with_parts

STOCK: Table = [["saldo", "cadangan"], [2000, 500]]


def test_cells_keep_their_types(tmp_path: Path) -> None:
    deliveries: Table = [["tanggal", "jumlah"], [datetime(2027, 1, 12), 4000], [date(2027, 1, 20), "1.000"]]
    desa = [row if number == 0 else [1702012001 + number, *row[1:]] for number, row in enumerate(TABLES["desa"])]
    sheets = read(saved(book(desa=desa, pengiriman=deliveries), tmp_path))
    assert [row.code for row in sheets.villages] == ["1702012002", "1702012003"]
    assert [(row.day, row.quantity) for row in sheets.deliveries] == [
        (date(2027, 1, 12), 4000),
        (date(2027, 1, 20), 1000),
    ]


def test_a_code_that_a_spreadsheet_made_a_fraction(tmp_path: Path) -> None:
    desa = [TABLES["desa"][0], [17.02, *TABLES["desa"][1][1:]]]
    assert one(saved(book(desa=desa), tmp_path)).code == "CODE_AS_NUMBER"


def test_merged_cells_inside_a_table_only(tmp_path: Path) -> None:
    made = book(desa=[["Data desa"], [], *TABLES["desa"]])
    made["desa"].merge_cells("A1:G1")
    assert len(read(saved(made, tmp_path)).villages) == 2
    made["desa"].merge_cells("C4:C5")
    found = faults(saved(made, tmp_path))
    assert [(fault.code, fault.where) for fault in found] == [
        ("MERGED_CELLS", "desa!C4:C5"),
        ("EMPTY_CELL", "desa!C5"),
    ]


def test_formulas_without_a_stored_value(tmp_path: Path) -> None:
    # openpyxl writes formulas and never their values.
    fault = one(saved(book(stok=[["saldo"], ["=1000+1000"]]), tmp_path))
    assert (fault.code, fault.where) == ("FORMULA_WITHOUT_VALUE", "stok!A2")


def test_formulas_by_their_stored_value_and_errors(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        for name, rows in TABLES.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        made.get_worksheet_by_name("stok").write_formula(1, 0, "=1000+1500", value=2500)
    assert read(path).stock.opening == 2500
    broken = b'<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    with zipfile.ZipFile(path) as archive:
        sheet_xml = archive.read("xl/worksheets/sheet3.xml")
    changed = sheet_xml.replace(b'<c r="A2"><f>1000+1500</f><v>2500</v></c>', broken)
    assert changed != sheet_xml
    assert one(with_parts(path, xl_worksheets_sheet3=changed)).code == "ERROR_VALUE"


def test_remarks_beside_the_table_are_no_fault(tmp_path: Path) -> None:
    assert read(saved(book(stok=[["saldo"], [2000, None, "dihitung 1 Januari"]]), tmp_path)).stock.opening == 2000


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (b"", "FILE_EMPTY", "0 B"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "CONTENT_NOT_AS_NAMED", ".xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "WORKBOOK_ENCRYPTED",
            "encrypted",
        ),
        (b"<html><table></table></html>", "CONTENT_NOT_AS_NAMED", "HTML"),
        (b"kode,nama\n", "CONTENT_NOT_AS_NAMED", "text"),
        (b"PK\x03\x04" + b"\x00" * 40, "WORKBOOK_BROKEN", ""),
    ],
)
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes, code: str, found: str) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(content)
    fault = one(path)
    assert (fault.code, fault.where) == (code, "data.xlsx")
    assert found in fault.found


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    assert one(path).code == "CONTENT_NOT_AS_NAMED"


def test_a_workbook_over_the_size_limit(tmp_path: Path) -> None:
    assert one(saved(book(), tmp_path), Limits(file_bytes=1_000)).code == "FILE_TOO_LARGE"


def test_a_bomb_by_its_ratio_and_by_its_size(tmp_path: Path) -> None:
    path = with_parts(saved(book(), tmp_path), xl_media_zeros=b"\x00" * 3_000_000)
    assert one(path).code == "ZIP_BOMB"
    assert one(saved(book(), tmp_path), Limits(inflated_bytes=2_000)).code == "ZIP_BOMB"


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = with_parts(saved(book(), tmp_path), xl_worksheets_sheet1=b"<x>" + b" " * 5_000_000 + b"</x>")
    content = bytearray(path.read_bytes())
    honest = struct.pack("<I", 5_000_007)
    assert content.count(honest) == 2
    path.write_bytes(bytes(content).replace(honest, struct.pack("<I", 1_000)))
    assert one(path).code == "WORKBOOK_BROKEN"


def test_a_part_twice_in_the_archive(tmp_path: Path) -> None:
    path = saved(book(), tmp_path)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert one(path).code == "WORKBOOK_BROKEN"


def test_a_zip_inside_a_zip_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\x00" * 3_000_000)
    path = saved(book(), tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../inner.zip", inner.getvalue())
    assert len(read(path).villages) == 2
    assert not (tmp_path.parent / "inner.zip").exists()


def test_an_encrypted_part(tmp_path: Path) -> None:
    path = saved(book(), tmp_path)
    content = bytearray(path.read_bytes())
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    path.write_bytes(bytes(content))
    assert one(path).code == "WORKBOOK_ENCRYPTED"


def test_a_cell_at_the_far_end_of_the_sheet(tmp_path: Path) -> None:
    made = book()
    made["stok"]["XFD1048576"] = "far"
    assert one(saved(made, tmp_path)).code == "SHEET_TOO_LARGE"


def test_many_cells_that_point_at_one_long_text(tmp_path: Path) -> None:
    path = saved(book(), tmp_path)
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 2_100))
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData></worksheet>'
    shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%b</t></si></sst>'
    path = with_parts(path, xl_worksheets_sheet1=sheet % cells, xl_sharedStrings=shared % (b"x" * 32_000))
    assert one(path).code == "WORKBOOK_BROKEN"
    path = with_parts(path, xl_sharedStrings=shared % (b"x" * 33_000))
    assert one(path).code == "WORKBOOK_BROKEN"


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    sheet = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert one(with_parts(saved(book(), tmp_path), xl_worksheets_sheet1=sheet)).code == "WORKBOOK_BROKEN"


def test_a_workbook_without_sheets(tmp_path: Path) -> None:
    empty = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>'
    assert one(with_parts(saved(book(), tmp_path), xl_workbook=empty)).code == "NO_SHEETS"


def test_a_link_to_a_workbook_is_the_workbook(tmp_path: Path) -> None:
    path = saved(book(), tmp_path)
    link = tmp_path / "link.xlsx"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("links need a right on Windows")
    assert len(read(link).villages) == 2


def test_needed_sheets_of_a_workbook(tmp_path: Path) -> None:
    assert codes(saved(book(desa=None, stok=[["saldo"]]), tmp_path)) == ["MISSING_SHEET", "EMPTY_SHEET"]
