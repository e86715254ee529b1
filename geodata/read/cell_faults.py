"""What is wrong with one cell, before it is known where the cell stands."""

from typing import TypeAlias

from geodata.contracts.column import BothLanguages

Cell: TypeAlias = object
"""As a file holds it: ``None``, str, int, float, bool, date, datetime, time or timedelta."""


class CellError(Exception):
    """A cell does not hold what its column asks for; caught by the table reader, never by a user."""

    def __init__(self, code: str, expected: BothLanguages) -> None:
        self.code = code
        self.expected = expected
        super().__init__(code)


def text_of(cell: Cell) -> str:
    """The cell as the user sees it: whole numbers without ``.0``, blanks trimmed."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**16:
        return str(int(cell))
    if isinstance(cell, bool):
        return "1" if cell else "0"
    return "" if cell is None else " ".join(str(cell).replace("\u00a0", " ").split())
