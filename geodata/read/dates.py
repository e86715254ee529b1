"""Dates and times as offices write them: ISO, ``7 Januari 2027``, ``07/01/2027`` (day first), Excel's own."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

from geodata.read.cell_faults import Cell, CellError, text_of
from planner.domain.team import DateRange
from planner.units import DAY_S, SecondsOfDay

_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "pebruari"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "aug", "ags", "agt"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov", "nopember", "nop"),
    ("desember", "december", "des", "dec"),
)
MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_WEEKDAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b\s*,?\s*",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})")
_NAMED = re.compile(r"(\d{1,2})[ \-]([a-z]+)\.?[ \-](\d{4})", re.IGNORECASE)
_UNTIL = re.compile(
    r"\.\.|\bs\s*[./]\s*d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b|\bto\b|\u2013|\u2014| - ", re.IGNORECASE
)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]00)?")
FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_RANGE_DAYS = 400

_YEAR = re.compile(r"\d{4}")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})")
_NAMED_MONTH = re.compile(r"([a-z]+)\.?[ \-](\d{4})", re.IGNORECASE)

DATE = (
    "tanggal, mis. 2027-01-07, 7 Januari 2027 atau 07/01/2027",
    "a date, such as 2027-01-07, 7 January 2027 or 07/01/2027",
)
DATES = (
    "tanggal atau rentang dipisah titik koma, mis. 2027-01-07; 2027-01-11..2027-01-15",
    "dates or ranges separated by semicolons, such as 2027-01-07; 2027-01-11..2027-01-15",
)
WHEN = (
    "tanggal, bulan atau tahun, mis. 2026-12-07, Desember 2026 atau 2026",
    "a day, month or year, such as 2026-12-07, December 2026 or 2026",
)
TIME = ("jam, mis. 07:30", "a time, such as 07:30")
HOURS = ("jam mulai dan selesai, mis. 08:00-14:30", "times from and to, such as 08:00-14:30")


def day(cell: Cell) -> date:
    """A date.

    Raises
    ------
    CellError
        ``NOT_A_DATE``.
    """
    if isinstance(cell, datetime):
        found = cell.date()
    elif isinstance(cell, date):
        found = cell
    elif isinstance(cell, str):
        found = _written(_WEEKDAY.sub("", text_of(cell)).strip())
    else:
        raise CellError("NOT_A_DATE", DATE)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CellError("NOT_A_DATE", DATE)
    return found


def when(cell: Cell) -> DateRange:
    """A day, a month or a year, from its first to its last day.

    Raises
    ------
    CellError
        ``NOT_A_DATE``.
    """
    if isinstance(cell, str | int | float) and not isinstance(cell, bool):
        span = _year_or_month(text_of(cell))
        if span is not None:
            return span
    try:
        single = day(cell)
    except CellError as error:
        raise CellError(error.code, WHEN) from error
    return DateRange(first=single, last=single)


def _year_or_month(text: str) -> DateRange | None:
    if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return DateRange(first=date(int(text), 1, 1), last=date(int(text), 12, 31))
    named = _NAMED_MONTH.fullmatch(text)
    if named is not None:
        month, year = MONTH_OF.get(named.group(1).casefold(), 0), int(named.group(2))
    elif (first := _YEAR_FIRST.fullmatch(text)) is not None:
        month, year = int(first.group(2)), int(first.group(1))
    elif (last := _MONTH_FIRST.fullmatch(text)) is not None:
        month, year = int(last.group(1)), int(last.group(2))
    else:
        return None
    if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return DateRange(first=date(year, month, 1), last=date(year, month, monthrange(year, month)[1]))


def ranges(cell: Cell) -> tuple[DateRange, ...]:
    """Dates and ranges, sorted; a single date is a range of one day.

    Raises
    ------
    CellError
        ``NOT_A_DATE``, ``RANGE_REVERSED``, ``RANGE_TOO_LONG``.
    """
    if not isinstance(cell, str):
        single = day(cell)
        return (DateRange(first=single, last=single),)
    found = []
    for part in re.split(r"[;,\n|]", _WEEKDAY.sub("", cell)):
        if part.strip():
            found.append(_range(part.strip()))
    return tuple(sorted(found, key=lambda span: (span.first, span.last)))


def days(cell: Cell) -> tuple[date, ...]:
    """Dates and ranges day by day, sorted, each once."""
    return tuple(
        sorted({span.first + timedelta(n) for span in ranges(cell) for n in range((span.last - span.first).days + 1)})
    )


def clock(cell: Cell) -> SecondsOfDay:
    """A time of day in seconds after midnight, up to 24:00.

    Raises
    ------
    CellError
        ``NOT_A_TIME``. The number 7.3 that Excel makes of ``7.30`` is no time.
    """
    if isinstance(cell, time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
    elif isinstance(cell, float) and 0 < cell < 1:
        seconds = round(cell * DAY_S)
    else:
        matched = _CLOCK.fullmatch(text_of(cell)) if isinstance(cell, str) else None
        if matched is None or int(matched.group(2)) > 59:
            raise CellError("NOT_A_TIME", TIME)
        seconds = int(matched.group(1)) * 3600 + int(matched.group(2)) * 60
    if not 0 <= seconds <= DAY_S:
        raise CellError("NOT_A_TIME", TIME)
    return seconds


def hours(cell: Cell) -> tuple[SecondsOfDay, SecondsOfDay]:
    """From one time to a later one.

    Raises
    ------
    CellError
        ``NOT_A_TIME``, ``RANGE_REVERSED``.
    """
    parts = re.split(r"\s*(?:-|\u2013|\bs\s*[./]\s*d\b\.?|\bsampai\b|\bto\b)\s*", text_of(cell), flags=re.IGNORECASE)
    if len(parts) != 2:
        raise CellError("NOT_A_TIME", HOURS)
    first, last = clock(parts[0]), clock(parts[1])
    if first >= last:
        raise CellError("RANGE_REVERSED", HOURS)
    return first, last


def _range(text: str) -> DateRange:
    parts = [part.strip() for part in _UNTIL.split(text)]
    if len(parts) > 2:
        raise CellError("NOT_A_DATE", DATES)
    first = day(parts[0])
    last = day(parts[-1])
    if last < first:
        raise CellError("RANGE_REVERSED", ("tanggal awal sebelum tanggal akhir", "the first date before the last"))
    if (last - first).days >= LONGEST_RANGE_DAYS:
        raise CellError(
            "RANGE_TOO_LONG",
            (f"rentang paling lama {LONGEST_RANGE_DAYS} hari", f"a range of at most {LONGEST_RANGE_DAYS} days"),
        )
    return DateRange(first=first, last=last)


def _written(text: str) -> date:
    matched = _ISO.fullmatch(text)
    if matched:
        return _real(*matched.groups())
    matched = _DAY_FIRST.fullmatch(text)
    if matched:
        return _real(matched.group(4), matched.group(3), matched.group(1))
    matched = _NAMED.fullmatch(text)
    month = MONTH_OF.get(matched.group(2).casefold()) if matched else None
    if matched and month:
        return _real(matched.group(3), month, matched.group(1))
    raise CellError("NOT_A_DATE", DATE)


def _real(year: str, month: str | int, number: str) -> date:
    try:
        return date(int(year), int(month), int(number))
    except ValueError as error:
        raise CellError("NOT_A_DATE", DATE) from error
