"""The days of a period: weekends, public holidays, joint leave, Ramadan; the office's own days on top.

Public holidays and joint leave (cuti bersama) come from the package ``holidays``. Islamic dates to come depend on the
sighting of the moon or on the decree of their year: the package marks them, and Ramadan is reckoned from the Umm
al-Qura calendar, so both are estimates until the office states its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import holidays
from hijridate import Gregorian, Hijri

from geodata.contracts import CalendarKind, CalendarRow
from planner.domain.calendar import CalendarDay, Period

RAMADAN_MONTH = 9
ESTIMATED_MARK = "(perkiraan)"
JOINT_LEAVE = "Cuti Bersama "
RAMADAN_NOTE = "Ramadan (perkiraan)"
SATURDAY = 5
KNOWN_YEARS = range(1946, 2077)
"""Years that both packages know: holidays since independence, and the Umm al-Qura calendar to 1500 AH."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A public holiday or day of joint leave; ``estimated`` if its date waits for the moon."""

    name: str
    joint_leave: bool
    estimated: bool


def period(first: date, last: date, *, as_of: date, stated: Iterable[CalendarRow] = ()) -> Period:
    """Every day from ``first`` to ``last`` as the office lives it.

    Parameters
    ----------
    first, last
        Both included; 1 to 92 days.
    as_of
        The date that the plan is seen from.
    stated
        Rows of the office's calendar. A holiday closes a working day, a working day opens a day off, a day
        without school closes schools alone. Ramadan: see :func:`ramadan_days`.

    Returns
    -------
    Period
        Schools are open on working days unless the office states otherwise.
    """
    rows = tuple(stated)
    span = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    public = national_holidays({day.year for day in span})
    fasting = ramadan_days(span, rows)
    by_day: dict[date, list[CalendarRow]] = {}
    for row in rows:
        for day in row.dates:
            by_day.setdefault(day, []).append(row)
    return Period(
        days=tuple(_day(day, public.get(day), fasting.get(day), by_day.get(day, [])) for day in span), as_of=as_of
    )


def national_holidays(years: Iterable[int]) -> dict[date, Holiday]:
    """Public holidays and joint leave of ``years``, by day.

    The package marks the Islamic dates that are not fixed: both Eids until they are sighted, all others until the
    joint decree of their year names them. Joint leave beside a holiday that may still move may move with it.
    """
    wanted = sorted(set(years))
    public = holidays.country_holidays("ID", years=wanted, categories=("public",), language="id")
    leave = holidays.country_holidays("ID", years=wanted, categories=("government",), language="id")
    moving = {(day.year, name) for day, name in public.items() if ESTIMATED_MARK in name}
    found = {}
    for day, name in leave.items():
        waits = (day.year, f"{name.removeprefix(JOINT_LEAVE)} {ESTIMATED_MARK}") in moving
        marked = f"{name} {ESTIMATED_MARK}" if waits else name
        found[day] = Holiday(name=marked, joint_leave=True, estimated=ESTIMATED_MARK in marked)
    for day, name in public.items():
        found[day] = Holiday(name=name, joint_leave=False, estimated=ESTIMATED_MARK in name)
    return found


def years_without_joint_leave(years: Iterable[int]) -> tuple[int, ...]:
    """Years whose joint leave is not decreed yet, or not known here."""
    wanted = set(years)
    decreed = {day.year for day, holiday in national_holidays(wanted).items() if holiday.joint_leave}
    return tuple(sorted(wanted - decreed))


def ramadan_days(span: Iterable[date], stated: Iterable[CalendarRow] = ()) -> dict[date, bool]:
    """Days of ``span`` in Ramadan; the value tells whether that is an estimate.

    Two or more days that the office states for one Ramadan are its first and last and all between: they replace
    the estimate of that year. One stated day alone is added to it.
    """
    by_year: dict[int, list[date]] = {}
    for row in stated:
        if row.kind is CalendarKind.RAMADAN:
            for day in row.dates:
                by_year.setdefault(_nearest_ramadan(day), []).append(day)
    found: dict[date, bool] = {}
    for day in span:
        known = by_year.get(_nearest_ramadan(day), [])
        if day in known or (len(known) > 1 and min(known) <= day <= max(known)):
            found[day] = False
        elif len(known) <= 1 and _hijri_month(day) == RAMADAN_MONTH:
            found[day] = True
    return found


def _hijri_month(day: date) -> int:
    return int(Gregorian.fromdate(day).to_hijri().month)


def _nearest_ramadan(day: date) -> int:
    """Hijri year of the Ramadan whose middle lies nearest to ``day``."""
    year = int(Gregorian.fromdate(day).to_hijri().year)
    middles = {near: Hijri(near, RAMADAN_MONTH, 15).to_gregorian() for near in (year - 1, year, year + 1)}
    return min(middles, key=lambda near: abs((day - middles[near]).days))


def _day(day: date, public: Holiday | None, fasting: bool | None, rows: list[CalendarRow]) -> CalendarDay:
    """One day; ``fasting`` is None outside Ramadan, else whether Ramadan is estimated."""
    kinds = {row.kind for row in rows}
    working = day.weekday() < SATURDAY and public is None
    if CalendarKind.HOLIDAY in kinds:
        working = False
    elif CalendarKind.WORKING in kinds:
        working = True
    own = [row.note for row in rows if row.note]
    notes = own or ([public.name] if public is not None else [])
    if fasting:
        notes = [*notes, RAMADAN_NOTE]
    decided = bool(kinds & {CalendarKind.HOLIDAY, CalendarKind.WORKING})
    return CalendarDay(
        day=day,
        working=working,
        school_open=working and CalendarKind.SCHOOL_CLOSED not in kinds,
        ramadan=fasting is not None,
        note="; ".join(notes),
        estimated=bool(fasting) or (public is not None and public.estimated and not decided),
    )
