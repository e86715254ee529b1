"""From a study file to something that can be run: its data, its months, the days of each."""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from api import wiring, wiring_ground, wiring_layers
from api.errors import refuse
from api.scenarios.study_file import Asked
from api.wiring_ground import Span
from api.wiring_layers import LayerFile
from planner.domain.problem import Problem
from planner.domain.stock import Delivery
from planner.scenarios.rolling import Ground


def months_from(first: date, count: int) -> list[tuple[date, date]]:
    """First and last days of ``count`` months, the first one from ``first``."""
    found = []
    for _ in range(count):
        last = first.replace(day=monthrange(first.year, first.month)[1])
        found.append((first, last))
        first = last + timedelta(days=1)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a study finds its office: the problem of a span, and the days and deliveries of later ones."""

    name: str
    problem: Callable[[Span], Problem]
    grounds: Callable[[Sequence[Span]], Sequence[tuple[Ground, tuple[Delivery, ...]]]]


def source_of_kept(
    kept: Sequence[Mapping[str, Any]], layers: Sequence[LayerFile], name: str, embedded_as: str | None
) -> Source:
    """The sheets of a dataset's version over its map layers."""
    return Source(
        name=name,
        problem=lambda span: wiring_layers.problem_over(kept, layers, name, span, embedded_as),
        grounds=lambda spans: wiring_layers.grounds_over(kept, layers, name, spans, embedded_as),
    )


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
    found = _source(asked.data, beside)
    source = Source(
        name=asked.data or "",
        problem=lambda span: wiring.problem_from(found, span),
        grounds=lambda spans: wiring_ground.grounds_of(found, spans),
    )
    return months_of_source(asked, source, today)


def months_of_source(asked: Asked, source: Source, today: date) -> tuple[Problem, tuple[Ground, ...]]:
    """The first month's problem, and the days of the months after it, wherever they are kept.

    Raises
    ------
    InputFaults
        As :func:`data_of`.
    """
    start = asked.month or (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    spans = months_from(start, asked.months)
    base = _first_month(source, asked, spans[0])
    if asked.data_hash is not None and not wiring.names(asked.data_hash, base):
        raise refuse(
            "DATA_VERSION_GONE",
            "/data_hash",
            wiring.hash_of(base)[:16],
            f"data dengan sidik {asked.data_hash[:16]}; data di {source.name or 'bawaan'} sudah berubah",
            f"data with hash {asked.data_hash[:16]}; those at {source.name or 'the default'} have changed",
        )
    if base.period.last != spans[0][1] and asked.months > 1:
        spans = _after(base, asked.months)
    return _with_months(source, base, spans[1:])


def _first_month(source: Source, asked: Asked, span: tuple[date, date]) -> Problem:
    problem = source.problem(Span(first=span[0], last=span[1], as_of=asked.as_of))
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
    source: Source, base: Problem, spans: Sequence[tuple[date, date]]
) -> tuple[Problem, tuple[Ground, ...]]:
    """The office knows the deliveries of all months; each month is seen from its first day less the notice."""
    notice = timedelta(days=base.policy.notice_days)
    seen = [Span(first=first, last=last, as_of=first - notice) for first, last in spans]
    if not seen:
        return base, ()
    found = source.grounds(seen)
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
