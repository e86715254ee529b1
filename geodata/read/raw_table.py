"""A sheet as a file holds it, before anything is known of its columns; and the limits of what is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from geodata.contracts.column import BothLanguages
from geodata.privacy import masked
from geodata.read.cell_faults import Cell
from planner.errors import Fault

MEBIBYTE = 1_048_576


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read at most; what is beyond is a fault before it is parsed.

    Attributes
    ----------
    file_bytes
        Size of a file on disk.
    inflated_bytes
        Size of a workbook once it is unpacked.
    ratio
        How many times larger a part of a workbook may become than it is packed, from 1 MiB on.
    rows, columns
        Of one sheet.
    cells
        Rows times columns of one sheet.
    """

    file_bytes: int = 20 * MEBIBYTE
    inflated_bytes: int = 150 * MEBIBYTE
    ratio: int = 200
    rows: int = 300_000
    columns: int = 256
    cells: int = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """One sheet.

    Attributes
    ----------
    name
        As the user calls it: the name of the sheet, or of the file without its ending.
    rows
        From row 1 on; a short row ends early.
    unusable
        (row, column), both from 1, of cells whose value cannot be used, with the code of the fault.
    merged
        (first row, first column, last row, last column), from 1.
    loose_cells
        Cells to the right of the headings are remarks (workbook), not a row that went astray (CSV).
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    unusable: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    loose_cells: bool = False


class FileError(Exception):
    """A file or sheet that cannot be read at all; carries its fault."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.code)


def file_error(code: str, name: str, found: object, expected: BothLanguages) -> FileError:
    """A fault of a whole file or sheet, named without its folder."""
    return FileError(Fault(code=code, where=masked(name), found=masked(found), expected=expected))


def letter(index: int) -> str:
    """Letters of a column counted from 0: A, B, ..., Z, AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text
