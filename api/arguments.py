"""Reads what was typed: months, dates and numbers, all faults at once and in both languages."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TypeVar

from api.errors import fault
from api.wiring import Span
from planner.domain.plan import SolveOptions
from planner.errors import Fault, InputFaults

MOST_DAYS = 92
Value = TypeVar("Value")


class Typed:
    """Collects the faults of a command line."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def raise_if_any(self) -> None:
        if self.faults:
            raise InputFaults(tuple(self.faults))

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """What is refused within is told with the rest."""
        try:
            yield
        except InputFaults as error:
            self.faults.extend(error.faults)

    def wrong(self, code: str, where: str, found: object, indonesian: str, english: str) -> None:
        self.faults.append(fault(code, where, found, indonesian, english))

    def day(self, option: str, text: str | None) -> date | None:
        """A date such as 2027-01-12."""
        return self._read(
            option, text, date.fromisoformat, "NOT_A_DATE", "tanggal seperti 2027-01-12", "a date such as 2027-01-12"
        )

    def month(self, option: str, text: str | None) -> date | None:
        """The first day of a month such as 2027-01."""
        return self._read(option, text, _month, "NOT_A_MONTH", "bulan seperti 2027-01", "a month such as 2027-01")

    def whole(self, option: str, text: str | None, default: int, least: int, most: int) -> int:
        """A whole number within limits."""

        def read(given: str) -> int:
            number = int(given)
            if not least <= number <= most:
                raise ValueError(given)
            return number

        told = f"{least}..{most}"
        found = self._read(
            option, text, read, "NOT_A_NUMBER", f"bilangan bulat {told}", f"a whole number within {told}"
        )
        return default if found is None else found

    def seconds(self, option: str, text: str | None) -> float | None:
        """Seconds above zero."""

        def read(given: str) -> float:
            number = float(given)
            if not 0 < number < 1_000_000:
                raise ValueError(given)
            return number

        return self._read(
            option, text, read, "NOT_A_NUMBER", "jumlah detik di atas nol", "a number of seconds above zero"
        )

    def _read(
        self, option: str, text: str | None, read: Callable[[str], Value], code: str, indonesian: str, english: str
    ) -> Value | None:
        if text is None:
            return None
        try:
            return read(text.strip())
        except ValueError:
            self.wrong(code, option, text, indonesian, english)
            return None


def _month(text: str) -> date:
    year, _, month = text.partition("-")
    if len(year) != 4 or not month:
        raise ValueError(text)
    return date(int(year), int(month), 1)


def span_of(
    typed: Typed, today: date, *, month: str | None, first: str | None, last: str | None, as_of: str | None
) -> Span:
    """The days to plan: a month, or from ... to; the month after ``today`` when nothing is said.

    Faults go into ``typed``; with faults the span means nothing.
    """
    start, end, seen = typed.day("--from", first), typed.day("--to", last), typed.day("--as-of", as_of)
    chosen = typed.month("--month", month)
    if month is not None and (first is not None or last is not None):
        typed.wrong("PERIOD_TWICE", "--month", month, "--month, atau --from dan --to", "--month, or --from and --to")
    if (first is None) != (last is None):
        where = "--to" if last is None else "--from"
        typed.wrong("PERIOD_HALF", where, "", "--from dan --to berdua", "--from and --to together")
    if start is not None and end is not None:
        length = (end - start).days + 1
        if not 1 <= length <= MOST_DAYS:
            typed.wrong(
                "PERIOD_LENGTH", "--to", end.isoformat(), f"1 sampai {MOST_DAYS} hari", f"1 to {MOST_DAYS} days"
            )
        return Span(first=start, last=end, as_of=seen)
    head = chosen or (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    return Span(first=head, last=head.replace(day=monthrange(head.year, head.month)[1]), as_of=seen)


def options_of(
    typed: Typed, *, work: str | None, seconds: str | None, seed: str | None, workers: str | None
) -> SolveOptions:
    """How hard to search."""
    usual = SolveOptions()
    return SolveOptions(
        work=typed.whole("--work", work, usual.work, 1, 1_000_000),
        seconds=typed.seconds("--seconds", seconds),
        seed=typed.whole("--seed", seed, usual.seed, 0, 2_000_000_000),
        workers=typed.whole("--workers", workers, usual.workers, 1, 256),
    )
