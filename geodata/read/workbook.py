"""One XLSX workbook as raw tables. Formulas are read by their stored value."""

from typing import Any

import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum

from geodata.read.archive import INTACT, bomb, repacked, text_parts
from geodata.read.cell_faults import Cell
from geodata.read.csv_folder import too_long
from geodata.read.files import check_workbook_bytes
from geodata.read.raw_table import FileError, Limits, RawTable, file_error
from geodata.read.sheet_xml import SheetFacts, XmlError, shared_text_lengths, sheet_facts, sheet_paths

CONTENT_BROKEN = "isi yang rusak / damaged content"


def workbook_tables(name: str, content: bytes, limits: Limits) -> list[RawTable]:
    """Every worksheet of a workbook, in order.

    Raises
    ------
    FileError
        With the fault of the file; nothing is parsed before its size is known to be harmless.
    """
    check_workbook_bytes(name, content)
    parts = text_parts(name, content, limits)
    try:
        shared = shared_text_lengths(parts)
        facts = {sheet: sheet_facts(parts[path], shared) for sheet, path in sheet_paths(parts).items()}
    except XmlError as error:
        raise file_error("WORKBOOK_BROKEN", name, CONTENT_BROKEN, INTACT) from error
    for sheet, found in facts.items():
        if found.rows > limits.rows or found.columns > limits.columns or found.rows * found.columns > limits.cells:
            raise too_long(f"{name} > {sheet}", limits)
    if sum(found.text for found in facts.values()) > limits.inflated_bytes:
        raise bomb(name, limits)
    tables = _parsed(name, parts, facts)
    if not tables:
        raise file_error("NO_SHEETS", name, "0", ("paling sedikit satu lembar kerja", "at least one worksheet"))
    return tables


def _parsed(name: str, parts: dict[str, bytes], facts: dict[str, SheetFacts]) -> list[RawTable]:
    try:
        with CalamineWorkbook.from_filelike(repacked(parts)) as book:
            return [
                _table(book, item.name, facts)
                for item in book.sheets_metadata
                if item.typ == SheetTypeEnum.WorkSheet and item.name in facts
            ]
    except (python_calamine.CalamineError, ValueError, OverflowError, OSError) as error:
        raise file_error("WORKBOOK_BROKEN", name, CONTENT_BROKEN, INTACT) from error
    except BaseException as error:
        # A panic of the parser's own language arrives outside Exception; anything else of that rank passes on.
        if type(error).__name__ != "PanicException":
            raise
        raise _broken(name) from error


def _broken(name: str) -> FileError:
    return file_error("WORKBOOK_BROKEN", name, CONTENT_BROKEN, INTACT)


def _table(book: CalamineWorkbook, name: str, facts: dict[str, SheetFacts]) -> RawTable:
    sheet = book.get_sheet_by_name(name)
    merged = sheet.merged_cell_ranges or []
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for row, column in facts[name].unusable:
        # The parser ends a sheet before trailing cells without a value.
        rows += [[] for _ in range(row - len(rows))]
        rows[row - 1] += [None] * (column - len(rows[row - 1]))
    return RawTable(
        name=name,
        rows=tuple(tuple(row) for row in rows),
        unusable=facts[name].unusable,
        merged=tuple((top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merged),
        loose_cells=True,
    )


def _cell(value: Any) -> Cell:
    return None if value == "" else value
