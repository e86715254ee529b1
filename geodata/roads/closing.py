"""A closure written into the sheets of a planning folder, the rest of the sheet as it was."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geodata.contracts import ClosureKind, ClosureRow, Word, columns_of
from geodata.contracts.roads import CLOSURES
from geodata.contracts.words import VEHICLES
from geodata.read.csv_folder import csv_files, delimiter, parse_csv
from geodata.read.files import bytes_of, csv_text
from geodata.read.raw_table import FileError, Limits
from geodata.read.sheets import field_of
from geodata.read.table import headings_of
from planner.errors import Fault, InputFaults

SHEET_FILE = f"{ClosureRow.sheet[0]}.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureFile:
    """The new content of the sheet of closures.

    Attributes
    ----------
    path
        Where it belongs.
    content
        All of it, the new row last.
    """

    path: Path
    content: bytes


def with_closure(folder: Path, row: ClosureRow) -> ClosureFile:
    """The sheet of closures of a folder with one row more; columns, divider and language stay as they are.

    Raises
    ------
    InputFaults
        If the sheet that is there cannot be read.
    """
    try:
        path = next((path for path in csv_files(folder)[0] if field_of(path.stem) == "closures"), None)
        if path is None:
            names = list(columns_of(ClosureRow))
            heads = [columns_of(ClosureRow)[name].heading[0] for name in names]
            return ClosureFile(path=folder / SHEET_FILE, content=_text([heads, _cells(row, names)], ",").encode())
        raw = bytes_of(path, Limits())
        text = csv_text(path.name, raw)
        table = parse_csv(path.name, text, Limits())
    except FileError as error:
        raise InputFaults((error.fault,)) from error
    _, fields = headings_of(table, ClosureRow)
    width = max((len(cells) for cells in table.rows), default=0)
    names = [fields.get(number, "") for number in range(width)]
    missing = [name for name in _filled(row) if name not in names]
    if missing or not fields:
        needed = ", ".join(columns_of(ClosureRow)[name].heading[0] for name in missing)
        expected = (f"lembar penutupan dengan kolom {needed}", f"a sheet of closures with the columns {needed}")
        raise InputFaults((Fault(code="MISSING_COLUMN", where=path.name, found="", expected=expected),))
    sign, _ = delimiter(text)
    kept = text if text.endswith(("\n", "\r")) else text + "\n"
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    return ClosureFile(path=path, content=mark + (kept + _text([_cells(row, names)], sign)).encode())


def _filled(row: ClosureRow) -> list[str]:
    return [name for name in columns_of(ClosureRow) if _cell(row, name)]


def _cells(row: ClosureRow, names: list[str]) -> list[str]:
    return [_cell(row, name) if name else "" for name in names]


def _cell(row: ClosureRow, name: str) -> str:
    value = getattr(row, name)
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if name == "kind":
        return _written(CLOSURES, value)
    if name == "vehicle_class":
        return _written(VEHICLES, value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _written(words: tuple[Word, ...], value: object) -> str:
    return next(word.written[0] for word in words if word.value == value)


def _text(rows: list[list[str]], sign: str) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=sign, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def kind_of(minutes: float | None) -> ClosureKind:
    """A closure with a time is a delay."""
    return ClosureKind.CLOSED if minutes is None else ClosureKind.DELAY
