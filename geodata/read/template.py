"""The empty workbook that an office fills in: one sheet for each table, with lists, notes and example rows."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeAlias

import xlsxwriter

from geodata.contracts import NEEDED_SHEETS, READ_ME, SHEETS, CellKind, Column, PolicyRow, RateRow, Row
from geodata.contracts.column import columns_of, needed_of
from geodata.read.cells import LAT_HIGH, LAT_LOW, LON_HIGH, LON_LOW
from geodata.read.template_read_me import Lists, write_read_me

Language: TypeAlias = Literal["id", "en"]

LAST_ROW = 5_000
NARROWEST, WIDEST = 10, 42
MADE = datetime(2027, 1, 1)
NUMBERS = frozenset(
    {
        *(CellKind.COUNT, CellKind.PERMILLE, CellKind.NUMBER, CellKind.FACTOR, CellKind.RUPIAH),
        *(CellKind.MINUTES, CellKind.LATITUDE, CellKind.LONGITUDE),
    }
)
AS_TEXT = frozenset(
    {
        *(CellKind.CODE, CellKind.DATES, CellKind.RANGES, CellKind.WHEN, CellKind.TIME, CellKind.HOURS),
        *(CellKind.CREW, CellKind.CODES, CellKind.SKILLS, CellKind.BASE),
    }
)
"""Kinds whose cells are formatted as text, so that a spreadsheet leaves what is typed as it is."""


def write_template(path: Path, lang: Language = "id") -> None:
    """Write the template workbook.

    Parameters
    ----------
    path
        Where to; an existing file is replaced.
    lang
        Language of sheets, headings, notes and lists.
    """
    language = 0 if lang == "id" else 1
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": "Jemput", "created": MADE})
    formats = {
        "needed": book.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "border": 1}),
        "optional": book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1}),
        "example": book.add_format({"italic": True, "font_color": "#7F6000", "bg_color": "#FFF2CC"}),
        "example_text": book.add_format(
            {"italic": True, "font_color": "#7F6000", "bg_color": "#FFF2CC", "num_format": "@"}
        ),
        "text": book.add_format({"num_format": "@"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "bold": book.add_format({"bold": True}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    lists = write_read_me(book, formats, language)
    for field, row in SHEETS.items():
        _write_sheet(book, formats, field, row, language, lists)
    book.close()


def _write_sheet(book: Any, formats: Any, field: str, row: type[Row], language: int, lists: Lists) -> None:
    sheet = book.add_worksheet(row.sheet[language])
    sheet.set_tab_color("#1F4E79" if field in NEEDED_SHEETS else "#9DC3E6")
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for index, (name, column) in enumerate(columns_of(row).items()):
        needed = name in needed_of(row)
        heading = column.heading[language]
        width = min(max(len(heading) + 3, len(column.example[language]) + 2, NARROWEST), WIDEST)
        sheet.set_column(index, index, width, _cell_format(column, formats))
        sheet.write_string(0, index, heading, formats["needed" if needed else "optional"])
        sheet.write_comment(0, index, _comment(column, language, needed=needed), {"x_scale": 2, "y_scale": 1.4})
        validation = _validation(row, name, column, language, lists)
        if validation:
            sheet.data_validation(1, index, LAST_ROW, index, validation)
        if row.example_in_template:
            _write_examples(sheet, formats, row, name, column, index, language)


def _write_examples(
    sheet: Any, formats: Any, row: type[Row], name: str, column: Column, index: int, language: int
) -> None:
    examples = [column.example[language], *(more.get(name, ("", ""))[language] for more in row.more_examples)]
    for number, example in enumerate(examples, 1):
        if example and (column.kind in NUMBERS or (example.isdecimal() and column.kind is CellKind.RAW)):
            sheet.write_number(number, index, float(Decimal(example.replace(",", "."))), formats["example"])
        elif example:
            shown = formats["example_text" if column.kind in AS_TEXT else "example"]
            sheet.write_string(number, index, example, shown)


def _cell_format(column: Column, formats: Any) -> Any:
    if column.kind in AS_TEXT:
        return formats["text"]
    return formats["date"] if column.kind is CellKind.DATE else None


def _comment(column: Column, language: int, *, needed: bool) -> str:
    must = (("Wajib diisi", "Needed"), ("Boleh kosong", "May be empty"))[0 if needed else 1][language]
    lines = [column.note[language], must]
    if column.unit[language]:
        lines.append(f"{('Satuan', 'Unit')[language]}: {column.unit[language]}")
    if column.words:
        lines.append(f"{('Pilihan', 'Words')[language]}: {', '.join(word.written[language] for word in column.words)}")
    if column.example[language]:
        lines.append(f"{('Contoh', 'Example')[language]}: {column.example[language]}")
    return "\n".join(lines)


def _validation(row: type[Row], name: str, column: Column, language: int, lists: Lists) -> dict[str, Any] | None:
    """Drop-down lists and limits; the reader checks them all again."""
    if row is PolicyRow and name == "parameter":
        # A warning only: promises to a subdistrict carry its name and are in no list.
        return {"validate": "list", "source": lists.parameters, "error_type": "warning"}
    if row is RateRow and name == "code":
        return {"validate": "list", "source": lists.rates}
    if column.kind is CellKind.WORD:
        return {"validate": "list", "source": [word.written[language] for word in column.words]}
    if column.kind in (CellKind.COUNT, CellKind.RUPIAH):
        return {"validate": "integer", "criteria": ">=", "value": 0}
    if column.kind is CellKind.PERMILLE:
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 1000}
    limits = {CellKind.LATITUDE: (LAT_LOW, LAT_HIGH), CellKind.LONGITUDE: (LON_LOW, LON_HIGH)}.get(column.kind)
    if limits:
        return {"validate": "decimal", "criteria": "between", "minimum": limits[0], "maximum": limits[1]}
    return None


__all__ = ["READ_ME", "Language", "write_template"]
