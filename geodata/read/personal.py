"""Personal data of residents are refused wherever they stand, in ignored columns and sheets too."""

from collections.abc import Iterator

from geodata.privacy import MASK, is_personal_heading, looks_like_resident_number
from geodata.read.cell_faults import text_of
from geodata.read.raw_table import RawTable, letter
from planner.errors import Fault

ENOUGH_NUMBERS = 3
HEADING_ROWS = 20
NO_PERSONAL_DATA = (
    "angka per desa saja; hapus kolom ini, Jemput tidak pernah memerlukan data penduduk",
    "village totals only; remove this column, Jemput never needs data of residents",
)


def personal_faults(table: RawTable, heading_row: int) -> Iterator[Fault]:
    """Columns that ask for, or hold, data of residents.

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
    counts: dict[int, int] = {}
    for number, row in enumerate(table.rows, 1):
        for index, cell in enumerate(row):
            if index in refused or not looks_like_resident_number(cell):
                continue
            counts[index] = counts.get(index, 0) + 1
            if counts[index] == ENOUGH_NUMBERS:
                refused.add(index)
                yield _fault("PERSONAL_DATA_VALUES", table, number, index, MASK)


def _fault(code: str, table: RawTable, row: int, index: int, found: str) -> Fault:
    return Fault(
        code=code,
        where=f"{table.name}!{letter(index)}{row}",
        found=found,
        expected=NO_PERSONAL_DATA,
        sheet=table.name,
        row=row,
        column=letter(index),
    )
