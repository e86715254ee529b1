"""The days of the period, each with all that planning needs to know of it."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day of the period.

    Attributes
    ----------
    day
        The date.
    working
        The office works on it.
    school_open
        Schools receive visits on it.
    ramadan
        Hours of Ramadan apply.
    note
        Name of the holiday or the office's own note; empty if none.
    estimated
        The date of the holiday or of Ramadan is an estimate.
    """

    day: date
    working: bool
    school_open: bool
    ramadan: bool = False
    note: str = ""
    estimated: bool = False

    @property
    def is_friday(self) -> bool:
        return self.day.weekday() == 4

    @property
    def week(self) -> date:
        """Monday of its week."""
        return self.day - timedelta(days=self.day.weekday())


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days planned for, without a hole, and the date they are seen from.

    Attributes
    ----------
    days
        Every calendar day of the period in order, 1 to 92.
    as_of
        The date that the plan is seen from; never the clock.
    """

    days: tuple[CalendarDay, ...]
    as_of: date

    def __post_init__(self) -> None:
        if not 1 <= len(self.days) <= 92:
            raise ValueError(f"a period has 1 to 92 days, not {len(self.days)}")
        for before, after in zip(self.days, self.days[1:], strict=False):
            if after.day - before.day != timedelta(days=1):
                raise ValueError(f"the period has a hole after {before.day}")

    @property
    def first(self) -> date:
        return self.days[0].day

    @property
    def last(self) -> date:
        return self.days[-1].day

    def day(self, day: date) -> CalendarDay | None:
        """The calendar day, or ``None`` outside the period."""
        index = (day - self.first).days
        return self.days[index] if 0 <= index < len(self.days) else None
