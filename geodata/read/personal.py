"""Personal data of residents are refused wherever they stand, in ignored columns and sheets too."""

from collections.abc import Iterator

from geodata.privacy import MASK, is_personal_heading, looks_like_resident_number
from geodata.read.cell_faults import text_of
from geodata.read.raw_table import RawTable, letter
from planner.errors import Fault

A_COLUMN_OF_THEM = 3
"""From so many on, what is wrong is the column and not a slip in single cells."""
HEADING_ROWS = 20
NO_PERSONAL_DATA = (
    "angka per desa saja; hapus kolom ini, Jemput tidak pernah memerlukan data penduduk",
    "village totals only; remove this column, Jemput never needs data of residents",
)
NO_RESIDENT_NUMBER = (
    "sel tanpa nomor 16 angka, yang tampak seperti NIK atau nomor KK; hapus nomor itu",
    "a cell without a number of 16 digits, which looks like a NIK or a family number; take it out",
)


def personal_faults(table: RawTable, heading_row: int) -> Iterator[Fault]:
    """Columns that ask for, or hold, data of residents; also a single number of a resident, wherever it stands.

    Parameters
    ----------
    heading_row
        Row of the headings, from 1; before it only titles stand. Where it is unknown, headings are looked for in
        the first rows.
    """
    refused: set[int] = set()
    rows = range(heading_row, heading_row + 1) if heading_row else range(1, min(HEADING_ROWS, len(table.rows)) + 1)
    for number in rows:
        for index, cell in enumerate(table.rows[number - 1]):
            heading = text_of(cell)
            if len(heading) <= 40 and index not in refused and is_personal_heading(heading):
                refused.add(index)
                yield _fault("PERSONAL_DATA_HEADING", table, number, index, heading)
    held: dict[int, list[int]] = {}
    for number, row in enumerate(table.rows, 1):
        for index, cell in enumerate(row):
            if index not in refused and looks_like_resident_number(cell):
                held.setdefault(index, []).append(number)
    for index, numbers in held.items():
        if len(numbers) >= A_COLUMN_OF_THEM:
            yield _fault("PERSONAL_DATA_VALUES", table, numbers[0], index, MASK)
        else:
            yield from (
                _fault("PERSONAL_DATA_VALUE", table, number, index, MASK, NO_RESIDENT_NUMBER) for number in numbers
            )


def _fault(
    code: str, table: RawTable, row: int, index: int, found: str, expected: tuple[str, str] = NO_PERSONAL_DATA
) -> Fault:
    return Fault(
        code=code,
        where=f"{table.name}!{letter(index)}{row}",
        found=found,
        expected=expected,
        sheet=table.name,
        row=row,
        column=letter(index),
    )
