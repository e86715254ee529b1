"""A scenario: a saved question, that is a list of named changes, some for certain months only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date

from planner.changes import AnyChange
from planner.domain.problem import Problem
from planner.errors import Fault
from planner.rules.wording import MONTHS_EN, MONTHS_ID, Pair

LASTING = frozenset(
    {
        "way_closed",
        "signal",
        "show_up",
        "staff_added",
        "teams_added",
        "team_removed",
        "field_days",
        "budget",
        "rate",
        "policy",
        "hub_limits",
        "ikd_duty",
        "ikd_only",
        "saturdays",
    }
)
"""Kinds that tell how things are: they hold in every month of their span."""
CARRIED = frozenset({"people", "new_request", "delivery", "delivery_added", "stock"})
"""Kinds that happen once, and whose effect goes on: people, cards. All others hold on the days that they name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """A change and the months that it is made in.

    Attributes
    ----------
    change
        What is different.
    first_month, last_month
        First days of the months from and until which it holds; ``None``: from the first, until the last month of the
        study. What happens once happens in its first month, or on the day that it names.
    """

    change: AnyChange
    first_month: date | None = None
    last_month: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A saved question.

    Attributes
    ----------
    name
        Short name, unique in its study; names files and columns.
    title
        What it asks, in the office's own words; empty if nothing was written.
    changes
        What is different from the base, in order.
    """

    name: str
    title: str = ""
    changes: tuple[Scheduled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthChanges:
    """The changes of one month.

    Attributes
    ----------
    carried
        Made to the office itself, so that later months know of them.
    held
        Made for this month alone.
    """

    carried: tuple[AnyChange, ...] = field(default=())
    held: tuple[AnyChange, ...] = field(default=())


def changes_in(scenario: Scenario, first: date, last: date, *, is_first_month: bool) -> MonthChanges:
    """What of a scenario is made in the month from ``first`` to ``last``."""
    carried: list[AnyChange] = []
    held: list[AnyChange] = []
    for item in scenario.changes:
        change = item.change
        days = days_of(change)
        if change.kind in CARRIED:
            here = first <= days[0] <= last if days else _starts_here(item, first, is_first_month)
            if here:
                carried.append(change)
        elif days and change.kind not in LASTING:
            if days[0] <= last and days[-1] >= first:
                held.append(change)
        elif _holds(item, first):
            held.append(change)
    return MonthChanges(carried=tuple(carried), held=tuple(held))


def _starts_here(item: Scheduled, first: date, is_first_month: bool) -> bool:
    return is_first_month if item.first_month is None else item.first_month == first.replace(day=1)


def _holds(item: Scheduled, first: date) -> bool:
    month = first.replace(day=1)
    return (item.first_month or month) <= month <= (item.last_month or month)


def days_of(change: AnyChange) -> tuple[date, ...]:
    """First and last day that a change names; empty if it names none. Of a delivery it is the day it was due."""
    named = ("due",) if change.kind == "delivery" else ("first", "last", "day", "days")
    found: list[date] = []
    for item in fields(change):
        value = getattr(change, item.name)
        if item.name in named:
            found += [value] if isinstance(value, date) else list(value or ())
    return (min(found), max(found)) if found else ()


def unplaced(scenario: Scenario, where: str, first: date, last: date) -> Iterator[Fault]:
    """Changes that no month of the study sees: their days or months lie outside it."""
    for number, item in enumerate(scenario.changes):
        days = days_of(item.change)
        seen = f"{first.isoformat()} - {last.isoformat()}"
        expected = (f"hari atau bulan di dalam studi: {seen}", f"days or months within the study: {seen}")
        place = f"{where}/changes/{number}"
        if days and (days[1] < first or days[0] > last):
            yield Fault(code="CHANGE_OUTSIDE_STUDY", where=place, found=days[0].isoformat(), expected=expected)
        start, end = item.first_month, item.last_month
        if (start is not None and start > last) or (end is not None and end < first.replace(day=1)):
            found = (start or end or first).isoformat()[:7]
            yield Fault(code="CHANGE_OUTSIDE_STUDY", where=place, found=found, expected=expected)
        elif start is not None and end is not None and start > end:
            yield Fault(
                code="CHANGE_MONTHS_BACKWARDS",
                where=place,
                found=f"{start.isoformat()[:7]} - {end.isoformat()[:7]}",
                expected=("bulan mulai sebelum bulan akhir", "a first month before the last"),
            )


def told_of(problem: Problem, scenario: Scenario) -> tuple[Pair, ...]:
    """Each change in a sentence, with its months; one that does not fit the problem is told by its name."""
    sentences = []
    for item in scenario.changes:
        change = item.change
        fits = not any(True for _ in change.wrong(problem))
        try:
            sentence = change.told(problem)
        except KeyError:
            # It names what only a later month has; its name must do.
            sentence = change.names
        if fits:
            problem = change.made(problem)
        sentences.append(_with_months(sentence, item))
    return tuple(sentences)


def _with_months(sentence: Pair, item: Scheduled) -> Pair:
    if item.first_month is None and item.last_month is None:
        return sentence
    start, end = item.first_month, item.last_month
    if start is not None and start == end:
        span: Pair = (f"pada {month_text(start)[0]}", f"in {month_text(start)[1]}")
    elif start is not None and end is not None:
        one, two = month_text(start), month_text(end)
        span = (f"dari {one[0]} sampai {two[0]}", f"from {one[1]} to {two[1]}")
    elif start is not None:
        span = (f"mulai {month_text(start)[0]}", f"from {month_text(start)[1]} on")
    else:
        until = month_text(end) if end is not None else ("", "")
        span = (f"sampai {until[0]}", f"until {until[1]}")
    return (f"{sentence[0].rstrip('.')} ({span[0]}).", f"{sentence[1].rstrip('.')} ({span[1]}).")


def month_text(day: date) -> Pair:
    """``("Juli 2027", "July 2027")``."""
    return f"{MONTHS_ID[day.month - 1]} {day.year}", f"{MONTHS_EN[day.month - 1]} {day.year}"


def with_more(scenario: Scenario, name: str, changes: Sequence[AnyChange]) -> Scenario:
    """The scenario under another name with further changes that hold throughout."""
    return replace(scenario, name=name, changes=(*scenario.changes, *(Scheduled(change=change) for change in changes)))
