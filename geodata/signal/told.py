"""Evidence in words: (Indonesian, English)."""

from calendar import monthrange
from typing import TypeAlias

from planner.domain.site import Connectivity
from planner.domain.team import DateRange

Pair: TypeAlias = tuple[str, str]

_LEVELS: dict[Connectivity, Pair] = {
    Connectivity.NONE: ("tidak ada sinyal", "no signal"),
    Connectivity.WEAK: ("sinyal lemah", "weak signal"),
    Connectivity.GOOD: ("sinyal baik", "good signal"),
    Connectivity.UNKNOWN: ("sinyal tidak diketahui", "signal not known"),
}
_MONTHS = (
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
)


def level(connectivity: Connectivity) -> Pair:
    """Such as ``("sinyal lemah", "weak signal")``."""
    return _LEVELS[connectivity]


def day_or_longer(span: DateRange | None) -> Pair:
    """A day, a month, a year, or that no date is known."""
    if span is None:
        return ("tanpa tanggal", "no date")
    first = span.first
    month = _MONTHS[first.month - 1]
    if span.first == span.last:
        return (f"{first.day} {month[0]} {first.year}", f"{first.day} {month[1]} {first.year}")
    if (first.year, first.month) == (span.last.year, span.last.month) and span.last.day == monthrange(
        first.year, first.month
    )[1]:
        return (f"{month[0]} {first.year}", f"{month[1]} {first.year}")
    return (str(first.year), str(first.year))


def number(value: float) -> Pair:
    """One decimal at most, with the decimal sign of each language."""
    text = f"{value:.1f}".removesuffix(".0")
    return (text.replace(".", ","), text)


def sentence(connectivity: Connectivity, what: Pair, operator: str, seen: DateRange | None) -> Pair:
    """``no signal: report (Diskominfo), Telkomsel, December 2024``."""
    told = []
    for language in (0, 1):
        parts = [what[language], operator, day_or_longer(seen)[language]]
        told.append(f"{level(connectivity)[language]}: {', '.join(part for part in parts if part)}")
    return told[0], told[1]
