"""What many replays tell: the middle and the edges, stock-outs, visits that may fail, and the shortfall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.risk.replay import Replayed
from planner.risk.replay import replayed as replay
from planner.risk.uncertainty import Uncertainty
from planner.score import score
from planner.units import PERMILLE

WORST_PERMILLE = 100
"""The shortfall is that of the worst tenth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """One figure: as planned, and its 10th, 50th and 90th percentile and mean over all replays."""

    planned: int
    low: int
    median: int
    high: int
    mean: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingVisit:
    """A visit and the share of replays in which nothing could be served at it, permille."""

    site: str
    day: date
    permille: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """How a plan may turn out.

    Attributes
    ----------
    runs, seed
        How often it was played, and from which seed.
    recording, cards, ikd, value
        Micro-people, and value units.
    stock_out_permille, stock_out_day, stock_out_days
        Share of replays in which blanks ran short, the median of their first days, and how many began on each day.
    unprinted
        Mean of the cards that could not be printed, micro-people.
    failing
        Visits by falling chance to fail.
    shortfall
        What the worst tenth of the replays records less than planned, on average, micro-people.
    """

    runs: int
    seed: int
    recording: Range
    cards: Range
    ikd: Range
    value: Range
    stock_out_permille: int
    stock_out_day: date | None
    stock_out_days: tuple[tuple[date, int], ...]
    unprinted: int
    failing: tuple[FailingVisit, ...]
    shortfall: int


def risk_of(problem: Problem, plan: Plan, uncertainty: Uncertainty, *, runs: int, seed: int) -> Risk:
    """Play a plan through and tell what came of it."""
    found = replay(problem, plan, uncertainty, runs=runs, seed=seed)
    planned = score(problem, plan)
    short = sorted(int(day) for day in found.short_day if day >= 0)
    first = problem.period.first
    recording = [int(amount) for amount in found.recording]
    return Risk(
        runs=runs,
        seed=seed,
        recording=_range(recording, planned.people.recording),
        cards=_range([int(amount) for amount in found.cards], planned.people.cards),
        ikd=_range([int(amount) for amount in found.ikd], planned.people.ikd),
        value=_range([int(amount) for amount in found.value], planned.value),
        stock_out_permille=len(short) * PERMILLE // runs,
        stock_out_day=first + timedelta(days=short[(len(short) - 1) // 2]) if short else None,
        stock_out_days=tuple((first + timedelta(days=day), short.count(day)) for day in sorted(set(short))),
        unprinted=sum(int(amount) for amount in found.unprinted) // runs,
        failing=_failing(found, runs),
        shortfall=max(0, planned.people.recording - worst_mean(recording)),
    )


def quantile(values: Sequence[int], permille: int) -> int:
    """The smallest value that this share of the values does not exceed."""
    ordered = sorted(values)
    at = -(-permille * len(ordered) // PERMILLE) - 1
    return ordered[max(0, at)]


def worst_mean(values: Sequence[int]) -> int:
    """Mean of the lowest tenth, at least one value, rounded down."""
    count = max(1, len(values) * WORST_PERMILLE // PERMILLE)
    return sum(sorted(values)[:count]) // count


def _range(values: Sequence[int], planned: int) -> Range:
    return Range(
        planned=planned,
        low=quantile(values, 100),
        median=quantile(values, 500),
        high=quantile(values, 900),
        mean=sum(values) // len(values),
    )


def _failing(found: Replayed, runs: int) -> tuple[FailingVisit, ...]:
    counts = found.failed.sum(axis=0)
    visits = [
        FailingVisit(site=site, day=date.fromisoformat(day), permille=int(count) * PERMILLE // runs)
        for (site, day), count in zip(found.layout.names, counts, strict=True)
        if count
    ]
    return tuple(sorted(visits, key=lambda item: (-item.permille, item.day, item.site)))
