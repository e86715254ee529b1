"""From a study file to something that can be run: its data, its months, the days of each."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from api import wiring, wiring_ground
from api.errors import refuse
from api.scenarios.study_file import Asked
from api.wiring_ground import Span
from planner.domain.problem import Problem
from planner.scenarios.rolling import Ground


def months_from(first: date, count: int) -> list[tuple[date, date]]:
    """First and last days of ``count`` months, the first one from ``first``."""
    found = []
    for _ in range(count):
        last = first.replace(day=monthrange(first.year, first.month)[1])
        found.append((first, last))
        first = last + timedelta(days=1)
    return found


def data_of(asked: Asked, today: date, beside: Path | None = None) -> tuple[Problem, tuple[Ground, ...]]:
    """The first month's problem, and the days of the months after it.

    Parameters
    ----------
    today
        The month after it is asked where the study names none.
    beside
        The study file: data are also looked for beside it.

    Raises
    ------
    InputFaults
        With everything that is wrong in the data, or when they are not those that the study was made for.
    """
    source = _source(asked.data, beside)
    start = asked.month or (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    spans = months_from(start, asked.months)
    base = _first_month(source, asked, spans[0])
    if asked.data_hash is not None and not wiring.names(asked.data_hash, base):
        raise refuse(
            "DATA_VERSION_GONE",
            "/data_hash",
            wiring.hash_of(base)[:16],
            f"data dengan sidik {asked.data_hash[:16]}; data di {asked.data or 'bawaan'} sudah berubah",
            f"data with hash {asked.data_hash[:16]}; those at {asked.data or 'the default'} have changed",
        )
    if base.period.last != spans[0][1] and asked.months > 1:
        spans = _after(base, asked.months)
    return _with_months(source, base, spans[1:])


def _first_month(source: str | None, asked: Asked, span: tuple[date, date]) -> Problem:
    problem = wiring.problem_from(source, Span(first=span[0], last=span[1], as_of=asked.as_of))
    if asked.month is not None and problem.period.first != asked.month:
        raise refuse(
            "MONTH_OF_PROBLEM",
            "/month",
            asked.month,
            f"bulan berkas masalah: {problem.period.first:%Y-%m}",
            f"the month of the problem file: {problem.period.first:%Y-%m}",
        )
    return problem


def _after(base: Problem, months: int) -> list[tuple[date, date]]:
    rest = months_from(base.period.last + timedelta(days=1), months - 1)
    return [(base.period.first, base.period.last), *rest]


def _with_months(
    source: str | None, base: Problem, spans: Sequence[tuple[date, date]]
) -> tuple[Problem, tuple[Ground, ...]]:
    """The office knows the deliveries of all months; each month is seen from its first day less the notice."""
    notice = timedelta(days=base.policy.notice_days)
    seen = [Span(first=first, last=last, as_of=first - notice) for first, last in spans]
    if not seen:
        return base, ()
    found = wiring_ground.grounds_of(source, seen)
    known = {(item.day, item.quantity) for item in base.stock.deliveries}
    more = [item for _, deliveries in found for item in deliveries if (item.day, item.quantity) not in known]
    deliveries = tuple(sorted((*base.stock.deliveries, *more), key=lambda item: item.day))
    base = replace(base, stock=replace(base.stock, deliveries=deliveries))
    return base, tuple(ground for ground, _ in found)


def _source(data: str | None, beside: Path | None) -> str | None:
    """Where the data are: as named, or beside the study file."""
    if data is None or beside is None or Path(data).exists():
        return data
    near = beside.parent / data
    return str(near) if near.exists() else data
