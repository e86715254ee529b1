"""Cells of a CSV file that somebody opens in a spreadsheet."""

from collections.abc import Sequence

STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
"""What a spreadsheet takes for the beginning of a formula."""


def plain_cells(cells: Sequence[str]) -> list[str]:
    """Cells that no spreadsheet takes for a formula."""
    return [f"'{cell}" if cell.startswith(STARTS) else cell for cell in cells]
