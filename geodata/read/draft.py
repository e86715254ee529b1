"""A row on its way: the cells that could be read, and the place of the row.

Checks that look at several cells or several sheets run on drafts, so that a row with one bad cell still tells
everything else that is wrong with it, and a code in it still counts as known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from geodata.contracts.column import BothLanguages, Place, Row, cell_fault
from planner.errors import Fault, InputFaults


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A row with the values that could be read: of its cells, and defaults where a cell is empty."""

    row: type[Row]
    place: Place
    values: Mapping[str, Any]
    complete: bool

    def has(self, *names: str) -> bool:
        """Whether all these fields could be read."""
        return all(name in self.values for name in names)

    def get(self, name: str) -> Any:
        """The value of a field, ``None`` where it could not be read."""
        return self.values.get(name)

    def fault(self, code: str, name: str, found: object, expected: BothLanguages) -> Fault:
        return cell_fault(self.row, self.place, code, name, found, expected)

    def made(self) -> Row:
        """The row itself; only of a complete draft."""
        return self.row(place=self.place, **self.values)


ID_OF_SITES: Mapping[str, str] = {"villages": "code", "schools": "npsn", "other_sites": "id"}
"""Sheets of sites, each with the field that holds the id."""

Drafts: TypeAlias = Mapping[str, tuple[Draft, ...]]
"""Field of ``Sheets`` to the drafts of its sheet."""


def made(drafts: Iterable[Draft]) -> tuple[Any, ...]:
    """Rows of complete drafts."""
    return tuple(draft.made() for draft in drafts if draft.complete)


class SheetFaults(InputFaults):
    """Sheets that cannot be used; ``drafts`` are their rows as far as they could be read, for checks on the roads."""

    def __init__(self, faults: tuple[Fault, ...], drafts: Drafts) -> None:
        super().__init__(faults)
        self.drafts = drafts
