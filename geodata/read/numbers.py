"""Numbers as offices write them.

A dot between groups of three is a thousands sign in columns of whole numbers (``1.204`` people) and a
decimal sign in columns that may hold decimals (``1.204`` km); a comma is a decimal sign there
(``12,5``). Where both signs stand in one number the last one is the decimal sign. Numbers that Excel
stores as numbers are taken as they are.
"""

import re
from decimal import Decimal

from geodata.read.cell_faults import Cell, CellError, text_of

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"[+-]?\d+")
_ZERO_DECIMALS = re.compile(r"([+-]?\d+)[.,]0{1,2}")
_GROUPED_ZERO_DECIMALS = re.compile(r"([+-]?\d{1,3}(?:\.\d{3})+),(?:0{1,2}|-)|([+-]?\d{1,3}(?:,\d{3})+)\.0{1,2}")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,2})?")
_MANY_GROUPS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3}){2,}|[+-]?\d{1,3}(?:,\d{3}){2,}")
_BOTH_SIGNS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:,\d{3})+\.\d+")

WHOLE = ("bilangan bulat, mis. 1204 atau 1.204", "a whole number, such as 1204 or 1.204")
DECIMAL = ("bilangan, mis. 12,5 atau 12.5", "a number, such as 12.5 or 12,5")
LONGEST = 30
"""Signs of the longest number that is read; more is no number that an office means."""


def whole(cell: Cell, low: int = 0, high: int | None = None) -> int:
    """A whole number from ``low`` to ``high``.

    Raises
    ------
    CellError
        ``NOT_A_NUMBER``, ``NOT_WHOLE``, ``NEGATIVE``, ``OUT_OF_RANGE``.
    """
    value = _whole(cell)
    if value < 0 <= low:
        raise CellError("NEGATIVE", ("angka dari 0 ke atas", "a number from 0"))
    if value < low or (high is not None and value > high):
        raise CellError("OUT_OF_RANGE", span(low, high))
    return value


def decimal(cell: Cell, low: float | None = 0, high: float | None = None) -> Decimal:
    """A number from ``low`` to ``high``, exactly as written.

    Raises
    ------
    CellError
        ``NOT_A_NUMBER``, ``NEGATIVE``, ``OUT_OF_RANGE``.
    """
    value = _decimal(cell)
    if low is not None and value < 0 <= low:
        raise CellError("NEGATIVE", ("angka dari 0 ke atas", "a number from 0"))
    if (low is not None and value < low) or (high is not None and value > high):
        raise CellError("OUT_OF_RANGE", span(low, high))
    return value


def span(low: float | None, high: float | None) -> tuple[str, str]:
    """``from low to high`` in both languages."""
    if high is None:
        return (f"paling sedikit {low}", f"at least {low}")
    if low is None:
        return (f"paling banyak {high}", f"at most {high}")
    return (f"dari {low} sampai {high}", f"from {low} to {high}")


def _whole(cell: Cell) -> int:
    if isinstance(cell, bool):
        raise CellError("NOT_A_NUMBER", WHOLE)
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float):
        if cell != cell or abs(cell) > 1e15:
            raise CellError("NOT_A_NUMBER", WHOLE)
        if not cell.is_integer():
            raise CellError("NOT_WHOLE", WHOLE)
        return int(cell)
    text = _digits(cell, WHOLE)
    if _PLAIN.fullmatch(text):
        return int(text)
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"[.,' ]", "", text))
    trailing = _ZERO_DECIMALS.fullmatch(text)
    if trailing:
        return int(trailing.group(1))
    trailing = _GROUPED_ZERO_DECIMALS.fullmatch(text)
    if trailing:
        return int(re.sub(r"[.,]", "", trailing.group(1) or trailing.group(2)))
    if _DECIMAL.fullmatch(text) or _BOTH_SIGNS.fullmatch(text):
        raise CellError("NOT_WHOLE", WHOLE)
    raise CellError("NOT_A_NUMBER", WHOLE)


def _decimal(cell: Cell) -> Decimal:
    if isinstance(cell, bool):
        raise CellError("NOT_A_NUMBER", DECIMAL)
    if isinstance(cell, int | float):
        if cell != cell or abs(cell) > 1e15:
            raise CellError("NOT_A_NUMBER", DECIMAL)
        return Decimal(repr(cell))
    text = _digits(cell, DECIMAL)
    if _MANY_GROUPS.fullmatch(text):
        return Decimal(re.sub(r"[.,]", "", text))
    if _BOTH_SIGNS.fullmatch(text):
        thousands, point = (".", ",") if text.rfind(",") > text.rfind(".") else (",", ".")
        return Decimal(text.replace(thousands, "").replace(point, "."))
    if _DECIMAL.fullmatch(text):
        return Decimal(text.replace(",", "."))
    raise CellError("NOT_A_NUMBER", DECIMAL)


def _digits(cell: Cell, expected: tuple[str, str]) -> str:
    """The text of a number: ASCII digits, a true minus sign as a hyphen, no ``Rp``."""
    if not isinstance(cell, str) or len(cell) > LONGEST or (not cell.isascii() and "\u2212" not in cell):
        raise CellError("NOT_A_NUMBER", expected)
    text = text_of(cell).replace("\u2212", "-")
    if not text.isascii():
        raise CellError("NOT_A_NUMBER", expected)
    return re.sub(r"^rp\.?\s*", "", text, flags=re.IGNORECASE).removesuffix(",-")
