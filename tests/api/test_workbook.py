"""``jadwal.xlsx`` as an office sees it."""

from io import BytesIO

import openpyxl
import pytest

from api.documents.workbook import workbook_bytes
from api.language import CODES, language
from planner.ledger import cost_ledger, lines_total
from planner.units import MICRO, rounded_people
from tests.api import office


def book(code: str = "id") -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(workbook_bytes(language(code), office.facts())))


def texts(sheet: object) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]  # type: ignore[attr-defined]


def test_it_has_every_sheet_in_both_languages() -> None:
    assert book("id").sheetnames == [
        "Kalender",
        "Jadwal Bulan",
        "Tim A",
        "Tim B",
        "Titik kumpul",
        "Undangan",
        "Stok Blangko",
        "Biaya",
        "Belum Terlayani",
        "Mengapa rencana ini",
        "Keterangan",
        "jadwal",
    ]
    assert book("en").sheetnames[-1] == "jadwal"
    assert len(book("en").sheetnames) == 12


@pytest.mark.parametrize("code", CODES)
def test_every_sheet_prints_on_a4_as_wide_as_the_page(code: str) -> None:
    for sheet in book(code).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # The format leaves a width of one page out.
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert "&P" in sheet.oddFooter.right.text
        if sheet.title not in ("Keterangan", "About this plan"):
            assert sheet.print_title_rows or sheet.title in ("Biaya", "Costs")


def test_the_month_sheet_tells_each_visit() -> None:
    sheet = book()["Jadwal Bulan"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows() if isinstance(row[0].value, int)]

    # 81.44 people x 360 s on two stations: 4 h 4 min, and the break of an hour.
    assert (rows[0][1].date(), *rows[0][2:5]) == (
        office.day(2),
        "08.30-13.34",
        "A",
        "Air Duku",
    )
    assert len(rows) == 4
    assert office.HOSTILE in rows[0][6]
    assert [row[9] for row in rows] == [rounded_people(item.recorded) for item in office.facts().visits]


def test_names_never_become_formulas_or_links() -> None:
    workbook = book()
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                assert cell.data_type != "f" or str(cell.value).startswith("=SUM(")


def test_the_stock_sheet_balances() -> None:
    rows = [row for row in book()["Stok Blangko"].iter_rows(values_only=True) if hasattr(row[0], "year")]

    assert len(rows) == 12
    for _, opening, received, counter, field, waste, closing, *_ in rows:
        assert opening + (received or 0) - (counter or 0) - (field or 0) - (waste or 0) == pytest.approx(closing)
    assert rows[-1][6] * MICRO == pytest.approx(office.plan_document().stock[-1].closing)


def test_the_cost_sheet_adds_up_to_the_plan() -> None:
    values = openpyxl.load_workbook(BytesIO(workbook_bytes(language("id"), office.facts())), data_only=True)["Biaya"]
    total = lines_total(cost_ledger(office.problem(), office.plan()))

    totals = [row for row in values.iter_rows(values_only=True) if row[2] == "Jumlah"]

    assert len(totals) == 2
    assert all(total in row for row in totals)


def test_everybody_left_out_is_named_with_a_reason() -> None:
    told = texts(book()["Belum Terlayani"])

    for item in office.plan_document().unserved:
        assert item.sentence[0] in told


def test_the_gap_is_told_in_words() -> None:
    assert "Paling banyak 0,99 % di bawah rencana terbaik yang mungkin (terbukti)" in texts(book()["Keterangan"]) or (
        "Paling banyak 1,00 % di bawah rencana terbaik yang mungkin (terbukti)" in texts(book()["Keterangan"])
    )


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert workbook_bytes(language("id"), office.facts()) == workbook_bytes(language("id"), office.facts())
