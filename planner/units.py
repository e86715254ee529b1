"""Units and the only conversions between them.

The core counts in integers: seconds, metres, people, rupiah. Expected people are kept in
*micro-people* (one person = 1,000,000), shares in permille or parts per million, and value in
*value units*: micro-people x weight (permille) x site factor (permille), so that
``VALUE_UNITS_PER_PERSON`` units are one person recorded at a site of factor 1.
"""

from typing import TypeAlias

MICRO = 1_000_000
PERMILLE = 1_000
MINUTE_S = 60
HOUR_S = 3_600
DAY_S = 86_400
METRES_PER_KM = 1_000
VALUE_UNITS_PER_PERSON = MICRO * PERMILLE * PERMILLE

MicroPeople: TypeAlias = int
"""Expected people times one million."""
SecondsOfDay: TypeAlias = int
"""Seconds after midnight, local time."""
ValueUnits: TypeAlias = int
"""Micro-people x permille x permille."""


def minutes(count: int) -> int:
    """Seconds in ``count`` minutes."""
    return count * MINUTE_S


def clock(text: str) -> SecondsOfDay:
    """Seconds after midnight of ``"HH:MM"``."""
    hours, mins = text.split(":")
    return int(hours) * HOUR_S + int(mins) * MINUTE_S


def clock_text(seconds: SecondsOfDay) -> str:
    """``"HH:MM"`` of seconds after midnight, rounded down to the minute."""
    return f"{seconds // HOUR_S:02d}:{seconds % HOUR_S // MINUTE_S:02d}"


def rounded_people(micro: MicroPeople) -> int:
    """Whole people, rounded half up. Round sums, never the parts of a sum."""
    return (micro + MICRO // 2) // MICRO


def weighted_people(value: ValueUnits) -> float:
    """Value in weighted people, for showing only."""
    return value / VALUE_UNITS_PER_PERSON


def milli_people(value: ValueUnits) -> int:
    """Value in thousandths of a weighted person, rounded down; small enough to be exact in every program."""
    return value * PERMILLE // VALUE_UNITS_PER_PERSON


def gap_basis_points(value: ValueUnits, bound: ValueUnits) -> int:
    """Gap 100 x (bound - value) / bound in hundredths of a percent, rounded up; 0 for a bound of 0."""
    if bound <= 0:
        return 0
    return -((bound - value) * 10_000 // -bound)
