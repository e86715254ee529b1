"""Weeks and months, the spans over which field days are counted."""

from collections.abc import Callable
from datetime import date, timedelta

Span = Callable[[date], date]
"""The first day of the span that a day lies in."""


def week_of(day: date) -> date:
    """Monday of the week."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> date:
    """First of the month."""
    return day.replace(day=1)
