"""Weeks and months, the spans over which field days are counted."""

from datetime import date, timedelta


def week_of(day: date) -> date:
    """Monday of the week."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> date:
    """First of the month."""
    return day.replace(day=1)
