"""One raw table against the contract of its rows: headings found, every cell read, every fault collected."""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from geodata.contracts.column import BothLanguages, Column, Place, Row, cell_fault, columns_of, needed_of
from geodata.privacy import masked
from geodata.read.cell_faults import Cell, CellError, text_of
from geodata.read.cells import is_empty, value_of
from geodata.read.draft import Draft
from geodata.read.personal import HEADING_ROWS, personal_faults
from geodata.read.raw_table import RawTable, letter
from geodata.read.sheet_xml import ERROR_VALUE, FORMULA_WITHOUT_VALUE
from geodata.read.spelling import heading_names, nearest, plain
from planner.errors import Fault

UNUSABLE: dict[str, BothLanguages] = {
    FORMULA_WITHOUT_VALUE: (
        "rumus dengan nilai tersimpan; buka dan simpan ulang di Excel, atau tempel sebagai nilai",
        "a formula with a stored value; open and save it in Excel, or paste it as a value",
    ),
    ERROR_VALUE: ("nilai, bukan kesalahan rumus (#REF!, #N/A)", "a value, no formula error (#REF!, #N/A)"),
}
MERGED = ("sel tanpa penggabungan di dalam tabel", "no merged cells inside a table")


@dataclass(slots=True)
class ReadTable:
    """What became of a sheet."""

    drafts: list[Draft] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[BothLanguages] = field(default_factory=list)
    has_headings: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """Heading row (from 1) and the field of each column index; the last index with a heading."""

    row: int
    fields: dict[int, str]
    last: int


def read_table(table: RawTable, row: type[Row]) -> ReadTable:
    """Every row of a sheet as a draft, with all that is wrong and all that was ignored."""
    result = ReadTable()
    number = _heading_row(table, row)
    result.faults += personal_faults(table, number)
    if number == 0:
        return result
    result.has_headings = True
    head = _head(table, row, number, result)
    result.faults += _merged(table, head)
    place_columns = {
        name: (letter(index), masked(text_of(table.rows[number - 1][index]))) for index, name in head.fields.items()
    }
    contract = _contract(row)
    for line in range(number + 1, len(table.rows) + 1):
        cells = table.rows[line - 1]
        if all(is_empty(cell) and (line, index + 1) not in table.unusable for index, cell in enumerate(cells)):
            continue
        place = Place(sheet=table.name, row=line, columns=place_columns)
        result.faults += _stray_cells(table, head, line)
        result.drafts.append(_draft(table, contract, head, place, result.faults))
    return result


def headings_of(table: RawTable, row: type[Row]) -> tuple[int, dict[int, str]]:
    """The row of the headings, from 1 (0 if there is none), and the field of each column index that has one."""
    number = _heading_row(table, row)
    return (number, _head(table, row, number, ReadTable()).fields) if number else (0, {})


def _heading_row(table: RawTable, row: type[Row]) -> int:
    """Row of the headings: the one among the first with most known headings; else the first that is not blank."""
    known = {name for column in columns_of(row).values() for name in heading_names(column)}
    best, most, first = 0, 0, 0
    for number, cells in enumerate(table.rows[:HEADING_ROWS], 1):
        texts = [cell for cell in cells if isinstance(cell, str) and not is_empty(cell)]
        if texts and not first:
            first = number
        count = sum(plain(text) in known for text in texts)
        if count > most:
            best, most = number, count
    return best or first


def _head(table: RawTable, row: type[Row], number: int, result: ReadTable) -> _Head:
    columns = columns_of(row)
    by_name = {name: field for field, column in columns.items() for name in heading_names(column)}
    found: dict[int, str] = {}
    ignored: list[str] = []
    last = 0
    for index, cell in enumerate(table.rows[number - 1]):
        heading = text_of(cell)
        if not heading:
            continue
        last = index
        name = by_name.get(plain(heading))
        if name is None:
            ignored.append(heading)
        elif name in found.values():
            once = ("judul kolom yang hanya satu kali", "a heading that stands only once")
            result.faults.append(_heading_fault("REPEATED_HEADING", table, number, index, heading, once))
        else:
            found[index] = name
    for name in columns:
        if name in needed_of(row) and name not in found.values():
            result.faults.append(_missing_column(table, number, columns[name], ignored))
    free = {name for name, field in by_name.items() if field not in found.values()}
    _note_ignored(table, ignored, free, result)
    return _Head(row=number, fields=found, last=last)


def _missing_column(table: RawTable, number: int, column: Column, ignored: list[str]) -> Fault:
    local, english = column.heading
    near = next((text for text in ignored if nearest(text, heading_names(column))), None)
    hint = ("", "") if near is None else (f" (mungkin {masked(near)}?)", f" (perhaps {masked(near)}?)")
    return Fault(
        code="MISSING_COLUMN",
        where=f"{table.name}!{number}",
        found="",
        expected=(f"kolom {local}{hint[0]}", f"column {english}{hint[1]}"),
        sheet=table.name,
        row=number,
        column=local,
    )


def _note_ignored(table: RawTable, ignored: list[str], free: set[str], result: ReadTable) -> None:
    """``free`` are the headings that the table might still have."""
    for heading in ignored:
        shown = masked(heading)
        near = nearest(heading, free)
        hint = ("", "") if near is None else (f"; maksudnya {near}?", f"; {near} meant?")
        result.notes.append(
            (
                f"Lembar {table.name}: kolom {shown} diabaikan{hint[0]}",
                f"Sheet {table.name}: column {shown} is ignored{hint[1]}",
            )
        )


def _heading_fault(code: str, table: RawTable, row: int, index: int, heading: str, expected: BothLanguages) -> Fault:
    return Fault(
        code=code,
        where=f"{table.name}!{letter(index)}{row}",
        found=masked(heading),
        expected=expected,
        sheet=table.name,
        row=row,
        column=masked(heading),
    )


def _merged(table: RawTable, head: _Head) -> Iterator[Fault]:
    """Merged cells that touch the table: from its headings down, within its columns."""
    last_row = max((number for number, cells in enumerate(table.rows, 1) if any(map(_filled, cells))), default=0)
    for top, left, bottom, right in table.merged:
        if bottom >= head.row and top <= last_row and left <= head.last + 1:
            where = f"{letter(left - 1)}{top}:{letter(right - 1)}{bottom}"
            yield Fault(
                code="MERGED_CELLS",
                where=f"{table.name}!{where}",
                found=where,
                expected=MERGED,
                sheet=table.name,
                row=top,
                column=letter(left - 1),
            )


def _filled(cell: Cell) -> bool:
    return not is_empty(cell)


def _stray_cells(table: RawTable, head: _Head, line: int) -> Iterator[Fault]:
    """Cells of a CSV row beyond its headings: a sign between cells that was meant as part of one."""
    if table.loose_cells:
        return
    for index in range(head.last + 1, len(table.rows[line - 1])):
        cell = table.rows[line - 1][index]
        if not is_empty(cell):
            expected = (
                "sel sebanyak judul kolom; beri tanda kutip pada nilai yang memuat koma",
                "as many cells as headings; put values that hold a comma in quotation marks",
            )
            yield _heading_fault("ROW_TOO_LONG", table, line, index, text_of(cell), expected)
            return


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contract:
    """The contract of a kind of row, looked up once for a sheet."""

    row: type[Row]
    columns: dict[str, Column]
    needed: frozenset[str]
    defaults: dict[str, Any]


def _contract(row: type[Row]) -> _Contract:
    defaults = {
        item.name: item.default for item in fields(row) if "column" in item.metadata and item.default is not MISSING
    }
    return _Contract(row=row, columns=columns_of(row), needed=needed_of(row), defaults=defaults)


def _draft(table: RawTable, contract: _Contract, head: _Head, place: Place, faults: list[Fault]) -> Draft:
    values = dict(contract.defaults)
    complete = contract.needed <= set(head.fields.values())
    cells = table.rows[place.row - 1]
    for index, name in head.fields.items():
        cell = cells[index] if index < len(cells) else None
        try:
            unusable = table.unusable.get((place.row, index + 1))
            value = _value(cell, contract.columns[name], unusable, needed=name in contract.needed)
        except CellError as error:
            values.pop(name, None)
            complete = False
            faults.append(cell_fault(contract.row, place, error.code, name, text_of(cell), error.expected))
            continue
        if value is not _DEFAULT:
            values[name] = value
    return Draft(row=contract.row, place=place, values=values, complete=complete)


_DEFAULT = object()
"""Stands for an empty cell: the default of its field holds."""


def _value(cell: Cell, column: Column, unusable: str | None, *, needed: bool) -> object:
    if unusable is not None:
        raise CellError(unusable, UNUSABLE[unusable])
    if not is_empty(cell):
        return value_of(cell, column)
    if needed:
        raise CellError(column.empty_code, (f"nilai; {column.note[0]}", f"a value; {column.note[1]}"))
    return _DEFAULT
