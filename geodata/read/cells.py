"""One cell to one value, by the kind of its column."""

import re
from collections.abc import Callable
from decimal import Decimal

from geodata.contracts.column import CellKind, Column
from geodata.contracts.teams import BaseCell
from geodata.read import dates
from geodata.read.cell_faults import Cell, CellError, text_of
from geodata.read.numbers import decimal, whole
from geodata.read.spelling import plain, spellings, word
from planner.domain.team import CrewNeed, Skill

LAT_LOW, LAT_HIGH = -11.1, 6.2
LON_LOW, LON_HIGH = 95.0, 141.1
LONGEST_TEXT = 200
_CREW_PART = re.compile(r"([^\d:=;,]+?)\s*[:= ]\s*(\d{1,2})")
_POINT = re.compile(r"\s*([+-]?\d+(?:[.,]\d+)?)\s*[,; ]\s*([+-]?\d+(?:[.,]\d+)?)\s*")

INDONESIA = (
    f"titik di Indonesia: lintang {LAT_LOW} sampai {LAT_HIGH}, bujur {LON_LOW} sampai {LON_HIGH}",
    f"a point in Indonesia: latitude {LAT_LOW} to {LAT_HIGH}, longitude {LON_LOW} to {LON_HIGH}",
)
SWAPPED = (
    "lintang dan bujur tampaknya tertukar; lintang antara -11.1 dan 6.2, bujur antara 95 dan 141.1",
    "latitude and longitude seem swapped; latitude lies between -11.1 and 6.2, longitude between 95 and 141.1",
)
CREW = ('kebutuhan kru, mis. "rekam:2, ikd:1, sopir:1"', 'a crew, such as "record:2, ikd:1, drive:1"')
BASE = ('"lat, lon" atau kode tempat', '"lat, lon" or the id of a site')


def value_of(cell: Cell, column: Column) -> object:
    """The value of a cell that is not empty.

    Raises
    ------
    CellError
        With its code and what was expected.
    """
    return _READERS[column.kind](cell, column)


def is_empty(cell: Cell) -> bool:
    """Nothing, blanks only, or a lone dash."""
    return cell is None or (isinstance(cell, str) and cell.replace("\u00a0", " ").strip() in ("", "-", "\u2013"))


def _code(cell: Cell, column: Column) -> str:
    text = _text(cell, column)
    if isinstance(cell, float) and not cell.is_integer():
        raise CellError(
            "CODE_AS_NUMBER",
            (
                "kode sebagai teks; Excel menyimpannya sebagai bilangan pecahan, ubah format sel menjadi Teks",
                "a code as text; Excel keeps it as a fraction, format the cell as Text",
            ),
        )
    return text


def _text(cell: Cell, _: Column) -> str:
    text = text_of(cell)
    if len(text) > LONGEST_TEXT or not text.isprintable():
        raise CellError(
            "TEXT_NOT_USABLE",
            (f"teks biasa, paling panjang {LONGEST_TEXT} huruf", f"plain text of at most {LONGEST_TEXT} characters"),
        )
    return text


def _factor(cell: Cell, _: Column) -> int:
    value = decimal(cell, high=10) * 1000
    if value != value.to_integral_value() or value <= 0:
        raise CellError("OUT_OF_RANGE", ("di atas 0 sampai 10, tiga desimal", "above 0 up to 10, three decimals"))
    return int(value)


def _minutes(cell: Cell, column: Column) -> float | None:
    if isinstance(cell, str) and any(plain(cell) in spellings(item) for item in column.words):
        return None
    expected = (
        f"menit di atas 0, atau {column.words[0].written[0]}",
        f"minutes above 0, or {column.words[0].written[1]}",
    )
    try:
        value = decimal(cell)
    except CellError as fault:
        raise CellError(fault.code, expected) from fault
    if not 0 < value <= 10_000:
        raise CellError("OUT_OF_RANGE", expected)
    return float(value)


def _latitude(cell: Cell, _: Column) -> float:
    value = decimal(cell, low=None)
    if not _within(value, LAT_LOW, LAT_HIGH):
        swapped = _within(value, LON_LOW, LON_HIGH)
        raise CellError("COORDINATES_SWAPPED" if swapped else "OUTSIDE_INDONESIA", SWAPPED if swapped else INDONESIA)
    return float(value)


def _longitude(cell: Cell, _: Column) -> float:
    value = decimal(cell, low=None)
    if not _within(value, LON_LOW, LON_HIGH):
        swapped = _within(value, LAT_LOW, LAT_HIGH)
        raise CellError("COORDINATES_SWAPPED" if swapped else "OUTSIDE_INDONESIA", SWAPPED if swapped else INDONESIA)
    return float(value)


def _within(value: Decimal, low: float, high: float) -> bool:
    return low <= value <= high


def _base(cell: Cell, column: Column) -> BaseCell:
    matched = _POINT.fullmatch(cell) if isinstance(cell, str) else None
    if matched is None:
        return BaseCell(site=_code(cell, column))
    return BaseCell(lat=_latitude(matched.group(1), column), lon=_longitude(matched.group(2), column))


def _codes(cell: Cell, column: Column) -> tuple[str, ...]:
    parts = [part.strip() for part in re.split(r"[,;|]", text_of(cell)) if part.strip()]
    return tuple(dict.fromkeys(_code(part, column) for part in parts))


def _skills(cell: Cell, column: Column) -> tuple[Skill, ...]:
    parts = [part for part in re.split(r"[,;/+|]", text_of(cell)) if part.strip()]
    found = {Skill(str(word(part, column.words))) for part in parts}
    if not found:
        raise CellError("UNKNOWN_WORD", ("paling sedikit satu keahlian", "at least one skill"))
    return tuple(skill for skill in Skill if skill in found)


def _crew(cell: Cell, column: Column) -> tuple[CrewNeed, ...]:
    counts: dict[Skill, int] = {}
    for part in re.split(r"[,;]", text_of(cell)):
        matched = _CREW_PART.fullmatch(part.strip())
        if matched is None:
            raise CellError("CREW_NOT_READABLE", CREW)
        skill = Skill(str(word(matched.group(1), column.words)))
        if skill in counts:
            raise CellError("CREW_NOT_READABLE", CREW)
        counts[skill] = int(matched.group(2))
    needs = tuple(CrewNeed(skill=skill, count=counts[skill]) for skill in Skill if counts.get(skill))
    if not needs:
        raise CellError("CREW_NOT_READABLE", CREW)
    return needs


def _raw(cell: Cell, _: Column) -> Cell:
    return cell


_READERS: dict[CellKind, Callable[[Cell, Column], object]] = {
    CellKind.CODE: _code,
    CellKind.TEXT: _text,
    CellKind.COUNT: lambda cell, _: whole(cell, high=10**9),
    CellKind.PERMILLE: lambda cell, _: whole(cell, high=1000),
    CellKind.NUMBER: lambda cell, _: float(decimal(cell, high=10**9)),
    CellKind.FACTOR: _factor,
    CellKind.RUPIAH: lambda cell, _: whole(cell, high=10**12),
    CellKind.MINUTES: _minutes,
    CellKind.LATITUDE: _latitude,
    CellKind.LONGITUDE: _longitude,
    CellKind.WORD: lambda cell, column: word(cell, column.words),
    CellKind.DATE: lambda cell, _: dates.day(cell),
    CellKind.DATES: lambda cell, _: dates.days(cell),
    CellKind.RANGES: lambda cell, _: dates.ranges(cell),
    CellKind.WHEN: lambda cell, _: dates.when(cell),
    CellKind.TIME: lambda cell, _: dates.clock(cell),
    CellKind.HOURS: lambda cell, _: dates.hours(cell),
    CellKind.CREW: _crew,
    CellKind.CODES: _codes,
    CellKind.SKILLS: _skills,
    CellKind.BASE: _base,
    CellKind.RAW: _raw,
}
