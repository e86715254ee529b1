"""What a column holds: its headings, how its cells are read, and what is told about it."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias

from geodata.privacy import masked
from planner.errors import Fault

BothLanguages: TypeAlias = tuple[str, str]
"""(Indonesian, English)."""


class CellKind(StrEnum):
    """How the cells of a column are read, and the type that comes out."""

    CODE = "code"
    """Text that names something; numbers become their digits. ``str``"""
    TEXT = "text"
    """``str``"""
    COUNT = "count"
    """Whole number from 0. ``int``"""
    PERMILLE = "permille"
    """Whole number from 0 to 1000. ``int``"""
    NUMBER = "number"
    """Number from 0, decimals allowed. ``float``"""
    FACTOR = "factor"
    """Number above 0 and at most 10, decimals allowed; kept in permille. ``int``"""
    RUPIAH = "rupiah"
    """Whole rupiah from 0. ``int``"""
    MINUTES = "minutes"
    """Number above 0, or the word for a way that does not exist (``None``). ``float | None``"""
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    WORD = "word"
    """One of the words of the column. The value of the :class:`Word`."""
    DATE = "date"
    """``datetime.date``"""
    DATES = "dates"
    """Dates and ranges, spelt out day by day. ``tuple[date, ...]``, sorted"""
    RANGES = "ranges"
    """Dates and ranges. ``tuple[DateRange, ...]``, sorted"""
    WHEN = "when"
    """A day, a month or a year. :class:`planner.domain.team.DateRange` from its first to its last day"""
    TIME = "time"
    """Time of day. ``int``, seconds after midnight"""
    HOURS = "hours"
    """From one time to another. ``tuple[int, int]``"""
    CREW = "crew"
    """``record:2, ikd:1``. ``tuple[CrewNeed, ...]``"""
    CODES = "codes"
    """Ids, several in a cell. ``tuple[str, ...]``, as written"""
    SKILLS = "skills"
    """Words of the column, several in a cell. ``tuple[Skill, ...]``, sorted"""
    BASE = "base"
    """``lat, lon`` or the id of a site. :class:`geodata.contracts.teams.BaseCell`"""
    RAW = "raw"
    """As written; read later with what another column says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One allowed word: its value, how it is written in both languages, and other spellings."""

    value: Any
    written: BothLanguages
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The contract of one column.

    Attributes
    ----------
    heading
        (Indonesian, English); case, blanks and underscores do not matter.
    kind
        How its cells are read.
    note
        What it means: (Indonesian, English).
    example
        A cell of the template's example row: (Indonesian, English); empty leaves the cell empty.
    unit
        (Indonesian, English), empty where there is none.
    words
        Allowed words of a ``WORD`` or ``SKILLS`` column.
    also
        Other headings that are understood.
    empty_code
        Code of the fault when a needed cell is empty.
    """

    heading: BothLanguages
    kind: CellKind
    note: BothLanguages
    example: BothLanguages = ("", "")
    unit: BothLanguages = ("", "")
    words: tuple[Word, ...] = ()
    also: tuple[str, ...] = ()
    empty_code: str = "EMPTY_CELL"


def column(
    heading: str,
    kind: CellKind,
    note: BothLanguages,
    example: str | BothLanguages = "",
    *,
    unit: str | BothLanguages = "",
    words: tuple[Word, ...] = (),
    also: tuple[str, ...] = (),
    empty_code: str = "EMPTY_CELL",
) -> dict[str, Column]:
    """Metadata of a row's field. ``heading`` is ``"kode code"``; one word serves both languages."""
    indonesian, _, english = heading.partition(" ")
    return {
        "column": Column(
            heading=(indonesian, english or indonesian),
            kind=kind,
            note=note,
            example=(example, example) if isinstance(example, str) else example,
            unit=(unit, unit) if isinstance(unit, str) else unit,
            words=words,
            also=also,
            empty_code=empty_code,
        )
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row was read.

    Attributes
    ----------
    sheet
        As the user calls it (``desa`` or ``villages``).
    row
        Counted from 1 with the heading row.
    columns
        Field to (letter, heading as written), for the columns that the sheet has.
    """

    sheet: str = ""
    row: int = 0
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a sheet; its place is no part of its value."""

    sheet: ClassVar[BothLanguages]
    """Name of the sheet: (Indonesian, English)."""
    about: ClassVar[BothLanguages]
    """What the sheet is for."""
    more_examples: ClassVar[tuple[Mapping[str, BothLanguages], ...]] = ()
    """Example rows of the template after the first: field to cell; other cells stay empty."""
    example_in_template: ClassVar[bool] = True
    """Whether the template fills in the examples; rows that need a file beside the workbook leave them to the notes."""

    place: Place = field(default_factory=Place, compare=False, repr=False)

    def fault(self, code: str, name: str, found: object, expected: BothLanguages) -> Fault:
        """A fault of the field ``name`` of this row, told at its cell; 16-digit numbers are masked."""
        return cell_fault(type(self), self.place, code, name, found, expected)


def cell_fault(row: type[Row], place: Place, code: str, name: str, found: object, expected: BothLanguages) -> Fault:
    """A fault of the field ``name`` of a row at ``place``, told at its cell; 16-digit numbers are masked."""
    letter, heading = place.columns.get(name, ("", columns_of(row)[name].heading[0]))
    sheet = place.sheet or row.sheet[0]
    return Fault(
        code=code,
        where=f"{sheet}!{letter}{place.row}" if place.row else f"{sheet}.{heading}",
        found=masked("" if found is None else found),
        expected=expected,
        sheet=sheet,
        row=place.row or None,
        column=heading,
    )


def columns_of(row: type[Row]) -> dict[str, Column]:
    """Field to column of a kind of row, in the order of the sheet."""
    return {item.name: item.metadata["column"] for item in fields(row) if "column" in item.metadata}


def needed_of(row: type[Row]) -> frozenset[str]:
    """Fields that must be filled in: those without a default."""
    return frozenset(
        item.name
        for item in fields(row)
        if "column" in item.metadata and item.default is MISSING and item.default_factory is MISSING
    )
