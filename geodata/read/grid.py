"""Raw tables as something that is kept, shown, edited and compared, cell by cell, faults and all.

A row keeps the number that its file showed, so that a fault told once is found again. What is kept is the cell as
it was read; only what is edited becomes text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from geodata.contracts import SHEETS, Column, columns_of
from geodata.read.cell_faults import Cell, text_of
from geodata.read.cells import is_empty
from geodata.read.raw_table import RawTable
from geodata.read.sheets import field_of
from geodata.read.spelling import heading_names, plain
from geodata.read.table import headings_of
from planner.errors import Fault, InputFaults

KEYS: Mapping[str, tuple[str, ...]] = {
    "villages": ("code",),
    "schools": ("npsn",),
    "other_sites": ("id",),
    "teams": ("id",),
    "staff": ("id",),
    "stock": (),
    "rates": ("code",),
    "policy": ("parameter",),
    "deliveries": ("date",),
    "calendar": ("date", "kind"),
    "trips_known": ("from", "to", "class"),
    "matrix": ("from", "to", "class"),
}
"""Columns that name a row of a sheet from version to version; where there are none, all of them do."""

LONGEST_CELL = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One row: its number in the sheet, its cells as text by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A sheet that is known. Sheets and columns go by their English names, whatever the file calls them.

    Attributes
    ----------
    field
        Name of the sheet, such as ``villages``.
    columns
        Columns that the file has.
    rows
        Those that are not blank.
    """

    field: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change: set cells of a row, add a row (``row`` is ``None``), or remove it (``cells`` is ``None``)."""

    sheet: str
    row: int | None
    cells: Mapping[str, str | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One row that is not the same in two versions: cells by column as (before, after)."""

    sheet: str
    key: str
    kind: str
    row_before: int | None
    row_after: int | None
    cells: Mapping[str, tuple[str, str]]


def grid_of(table: RawTable) -> Grid | None:
    """The sheet by its columns; ``None`` if it is no sheet of an office."""
    field = field_of(table.name)
    if field is None:
        return None
    head, columns = _headings(table, field)
    rows = tuple(
        GridRow(number=number, cells={name: _cell(cells, index) for index, name in columns.items()})
        for number, cells in enumerate(table.rows[head:], head + 1)
        if not all(map(is_empty, cells))
    )
    return Grid(field=field, columns=tuple(columns.values()), rows=rows if head else ())


def place_of(fault: Fault) -> tuple[str | None, str | None]:
    """Sheet and column of a fault by their English names, as far as they are known."""
    field = field_of(fault.sheet or "")
    if field is None or fault.column is None:
        return field, None
    written = plain(fault.column)
    named = (name for name, column in _columns(field).items() if written in heading_names(column))
    return field, next(named, None)


def _columns(field: str) -> dict[str, Column]:
    """Columns of a sheet by their English headings."""
    return {column.heading[1]: column for column in columns_of(SHEETS[field]).values()}


def _headings(table: RawTable, field: str) -> tuple[int, dict[int, str]]:
    """Row of the headings, and the English heading of each column index."""
    known = columns_of(SHEETS[field])
    head, found = headings_of(table, SHEETS[field])
    return head, {index: known[name].heading[1] for index, name in found.items()}


def edited(tables: Sequence[RawTable], edits: Sequence[Edit], language: int) -> tuple[RawTable, ...]:
    """The tables with all edits, in order; ``language`` 0 or 1 says in which language new headings are written.

    Raises
    ------
    InputFaults
        With every edit that names what is not there, each by its number.
    """
    found = {field: table for table in tables if (field := field_of(table.name)) is not None}
    others = [table for table in tables if field_of(table.name) is None]
    faults: list[Fault] = []
    removed: dict[str, set[int]] = {}
    for number, edit in enumerate(edits):
        wrong = _wrong(edit, number, found)
        faults += wrong
        if wrong:
            continue
        table = found.get(edit.sheet) or _new_sheet(edit.sheet, language)
        if edit.cells is None:
            removed.setdefault(edit.sheet, set()).add(int(edit.row or 0))
            found[edit.sheet] = table
            continue
        table = _with_columns(table, edit.sheet, edit.cells, language)
        found[edit.sheet] = _with_cells(table, edit.sheet, edit.row, edit.cells)
    if faults:
        raise InputFaults(tuple(faults))
    for field, rows in removed.items():
        found[field] = _without(found[field], rows)
    return (*(found[field] for field in SHEETS if field in found), *others)


def _wrong(edit: Edit, number: int, found: Mapping[str, RawTable]) -> list[Fault]:
    where = f"/edits/{number}"
    if edit.sheet not in SHEETS:
        return [_fault(f"{where}/sheet", "SHEET_UNKNOWN", edit.sheet, (", ".join(SHEETS), ", ".join(SHEETS)))]
    faults = []
    if edit.row is not None:
        table = found.get(edit.sheet)
        head = headings_of(table, SHEETS[edit.sheet])[0] if table is not None else 0
        last = len(table.rows) if table is not None else 0
        if not head < edit.row <= last:
            expected = (f"nomor baris {head + 1} sampai {last}", f"a row from {head + 1} to {last}")
            faults.append(_fault(f"{where}/row", "ROW_UNKNOWN", edit.row, expected))
    known = _columns(edit.sheet)
    for name, value in (edit.cells or {}).items():
        if name not in known:
            expected = (", ".join(known), ", ".join(known))
            faults.append(_fault(f"{where}/cells/{name}", "COLUMN_UNKNOWN", name, expected))
        elif value is not None and (len(value) > LONGEST_CELL or "\x00" in value):
            expected = (f"teks paling panjang {LONGEST_CELL} huruf", f"text of at most {LONGEST_CELL} characters")
            faults.append(_fault(f"{where}/cells/{name}", "TEXT_NOT_USABLE", "", expected))
    return faults


def _fault(where: str, code: str, found: object, expected: tuple[str, str]) -> Fault:
    return Fault(code=code, where=where, found=str(found)[:80], expected=expected)


def _new_sheet(field: str, language: int) -> RawTable:
    headings = tuple(column.heading[language] for column in columns_of(SHEETS[field]).values())
    return RawTable(name=SHEETS[field].sheet[language], rows=(headings,))


def _with_columns(table: RawTable, field: str, cells: Iterable[str], language: int) -> RawTable:
    """A column for every field that is given a value."""
    head, columns = _headings(table, field)
    missing = [name for name in cells if name not in columns.values()]
    if not missing:
        return table
    known = _columns(field)
    if not head:
        return replace(table, rows=(*table.rows, tuple(known[name].heading[language] for name in missing)))
    width = max(len(row) for row in table.rows)
    line = table.rows[head - 1]
    headings = (*line, *[None] * (width - len(line)), *(known[name].heading[language] for name in missing))
    return replace(table, rows=(*table.rows[: head - 1], headings, *table.rows[head:]))


def _with_cells(table: RawTable, field: str, row: int | None, cells: Mapping[str, str | None]) -> RawTable:
    _, columns = _headings(table, field)
    place = {name: index for index, name in columns.items()}
    number = len(table.rows) + 1 if row is None else row
    line: list[Cell] = [] if row is None else list(table.rows[number - 1])
    usable = dict(table.unusable)
    for name, value in cells.items():
        index = place[name]
        line += [None] * (index + 1 - len(line))
        line[index] = None if value is None or not value.strip() else value
        usable.pop((number, index + 1), None)
    return replace(table, rows=(*table.rows[: number - 1], tuple(line), *table.rows[number:]), unusable=usable)


def _without(table: RawTable, rows: set[int]) -> RawTable:
    """Without these rows: what is below moves up, with the marks of its cells."""
    moved = {old: old - sum(row < old for row in rows) for old in range(1, len(table.rows) + 1)}
    return replace(
        table,
        rows=tuple(cells for number, cells in enumerate(table.rows, 1) if number not in rows),
        unusable={(moved[row], column): code for (row, column), code in table.unusable.items() if row not in rows},
        merged=tuple(
            (moved.get(top, top), left, moved.get(bottom, bottom), right) for top, left, bottom, right in table.merged
        ),
    )


def differences(before: Sequence[RawTable], after: Sequence[RawTable]) -> Iterator[Difference]:
    """Every row that was added, removed or changed, sheet by sheet, in the order of the rows."""
    grids = [
        {grid.field: grid for table in tables if (grid := grid_of(table)) is not None} for tables in (before, after)
    ]
    for field in SHEETS:
        old, new = (found.get(field) for found in grids)
        rows = [_by_key(field, grid) for grid in (old, new)]
        for key in dict.fromkeys([*rows[1], *rows[0]]):
            one, two = rows[0].get(key), rows[1].get(key)
            if one is None or two is None:
                kind = "added" if one is None else "removed"
            elif _filled(one) != _filled(two):
                kind = "changed"
            else:
                continue
            yield Difference(
                sheet=field,
                key=key,
                kind=kind,
                row_before=one.number if one else None,
                row_after=two.number if two else None,
                cells=_changed(one, two),
            )


def _by_field(tables: Iterable[RawTable]) -> dict[str, Grid]:
    return {grid.field: grid for table in tables if (grid := grid_of(table)) is not None}


def _by_key(field: str, grid: Grid | None) -> dict[str, GridRow]:
    """Rows by what names them; a name that comes again is told apart by its turn."""
    found: dict[str, GridRow] = {}
    for row in grid.rows if grid is not None else ():
        names = KEYS.get(field, tuple(row.cells))
        key = " ".join(row.cells.get(name, "") for name in names).strip() or field
        turn, unique = 1, key
        while unique in found:
            turn += 1
            unique = f"{key} ({turn})"
        found[unique] = row
    return found


def _filled(row: GridRow) -> dict[str, str]:
    return {name: text for name, text in row.cells.items() if text}


def _changed(one: GridRow | None, two: GridRow | None) -> dict[str, tuple[str, str]]:
    old, new = (_filled(row) if row is not None else {} for row in (one, two))
    names = [*old, *(name for name in new if name not in old)]
    return {name: (old.get(name, ""), new.get(name, "")) for name in names if old.get(name) != new.get(name)}


def _cell(cells: Sequence[Cell], index: int) -> str:
    return shown(cells[index]) if index < len(cells) else ""


def shown(cell: Cell) -> str:
    """A cell as text that reads as the same value again."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ")
    if isinstance(cell, time):
        return cell.isoformat(timespec="minutes")
    return text_of(cell)


# --- as it is kept ---------------------------------------------------------------------------------------------


def to_plain(table: RawTable) -> dict[str, Any]:
    """The table as JSON values."""
    return {
        "name": table.name,
        "rows": [[_to_json(cell) for cell in row] for row in table.rows],
        "unusable": [[row, column, code] for (row, column), code in sorted(table.unusable.items())],
        "merged": [list(area) for area in table.merged],
        "loose_cells": table.loose_cells,
    }


def from_plain(kept: Mapping[str, Any]) -> RawTable:
    """The table that was kept."""
    return RawTable(
        name=kept["name"],
        rows=tuple(tuple(_from_json(cell) for cell in row) for row in kept["rows"]),
        unusable={(row, column): code for row, column, code in kept["unusable"]},
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in kept["merged"]),
        loose_cells=kept["loose_cells"],
    )


def _to_json(cell: Cell) -> Any:
    if cell is None or isinstance(cell, str | int | float | bool):
        return cell
    if isinstance(cell, timedelta):
        return {"seconds": cell.total_seconds()}
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    raise TypeError(f"no cell holds a {type(cell).__name__}")


def _from_json(value: Any) -> Cell:
    if not isinstance(value, dict):
        return value
    ((kind, text),) = value.items()
    if kind == "seconds":
        return timedelta(seconds=text)
    if kind == "datetime":
        return datetime.fromisoformat(text)
    return date.fromisoformat(text) if kind == "date" else time.fromisoformat(text)
