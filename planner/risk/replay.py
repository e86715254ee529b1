"""Plays a plan through many times at once.

Who comes is drawn visit by visit; who comes is served as far as the time lasts; cards are printed as far as blanks
above the reserve last, in order of days. Nobody is moved to another day: what fails has failed. Amounts stay integers
(micro-people, millionths of a card), so that a month without uncertainty is the ledger to the last digit.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.ledger import delivery_counts
from planner.risk.layout import Ints, Layout, layout_of
from planner.risk.uncertainty import Uncertainty
from planner.units import MICRO, PERMILLE

PPM = 1_000_000
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What came of each replay; first axis: replays.

    Attributes
    ----------
    recording, cards, ikd, value
        Sums: micro-people, and value units.
    failed
        Visits at which nothing could be served, by replay and visit.
    closing
        Blanks in store on each evening, millionths.
    unprinted
        Cards that could not be printed for want of blanks, micro-people.
    short_day
        Number of the first day on which blanks ran short; -1: never.
    """

    recording: Ints
    cards: Ints
    ikd: Ints
    value: Ints
    failed: Flags
    closing: Ints
    unprinted: Ints
    short_day: Ints
    layout: Layout


def replayed(problem: Problem, plan: Plan, uncertainty: Uncertainty, *, runs: int, seed: int) -> Replayed:
    """Play ``plan`` through ``runs`` times; the same seed gives the same months."""
    layout = layout_of(problem, plan)
    draw = np.random.Generator(np.random.PCG64(seed))
    days = len(problem.period.days)
    rainy = draw.random((runs, days)) < uncertainty.rain / PERMILLE
    failed = _failed(layout, uncertainty, rainy, draw, runs)
    came = _came(layout, uncertainty, rainy, draw, runs)
    slow = _spread(draw, (runs, layout.visits), uncertainty.throughput_spread)
    recorded, same_day, backlog, ikd = _served(layout, came, slow, failed)
    store = _store(problem, uncertainty, draw, runs)
    wanted = _by_day(layout, same_day + backlog, days)
    printed, closing, short_day = _printed(problem, store, wanted)
    cards = _cut(layout, same_day + backlog, wanted, printed)
    value = recorded @ layout.row_record_worth + cards @ layout.row_card_worth + ikd @ layout.row_ikd_worth
    return Replayed(
        recording=recorded.sum(axis=1),
        cards=cards.sum(axis=1),
        ikd=ikd.sum(axis=1),
        value=value,
        failed=failed,
        closing=closing,
        unprinted=(same_day + backlog).sum(axis=1) - cards.sum(axis=1),
        short_day=short_day,
        layout=layout,
    )


# --- people ------------------------------------------------------------------------------------------------


def _spread(draw: np.random.Generator, shape: tuple[int, ...], permille: int) -> NDArray[np.float64]:
    """Factors around 1 with this standard deviation; exactly 1 where there is none."""
    if permille == 0:
        return np.ones(shape)
    form = (PERMILLE / permille) ** 2
    return draw.gamma(form, 1 / form, shape)


def _failed(layout: Layout, uncertainty: Uncertainty, rainy: Flags, draw: np.random.Generator, runs: int) -> Flags:
    chances = np.array([uncertainty.link_fails_good, uncertainty.link_fails_weak, uncertainty.link_fails_kit])
    link = draw.random((runs, layout.visits)) < chances[layout.visit_link] / PERMILLE
    cut = np.where(rainy[:, layout.visit_day], uncertainty.road_cut_rain, uncertainty.road_cut) / PERMILLE
    road = draw.random((runs, layout.visits)) < cut
    return np.asarray(link | road)


def _came(layout: Layout, uncertainty: Uncertainty, rainy: Flags, draw: np.random.Generator, runs: int) -> Ints:
    """Micro-people of each row who come; exactly the expected ones where nothing is uncertain.

    Rows without anybody invited (cards alone) are told in millionths of what is expected.
    """
    factor = _spread(draw, (runs, layout.visits), uncertainty.turnout_spread)
    wet = rainy[:, layout.visit_day] & (layout.visit_outside == 1)
    factor = np.where(wet, factor * uncertainty.rain_turnout / PERMILLE, factor)[:, layout.row_visit]
    if uncertainty.by_head:
        chance = np.minimum(1.0, factor * layout.row_share / PPM)
        heads = draw.binomial(layout.row_invited, chance).astype(np.int64) * MICRO
    else:
        most = layout.row_invited * MICRO
        heads = np.where(factor == 1.0, layout.row_expected, np.minimum(most, factor * layout.row_expected))
    alone = np.where(factor == 1.0, MICRO, factor * MICRO)
    return np.asarray(np.where(layout.row_invited > 0, heads, alone), dtype=np.int64)


def _served(layout: Layout, came: Ints, slow: NDArray[np.float64], failed: Flags) -> tuple[Ints, Ints, Ints, Ints]:
    """Recorded, cards of the recorded, cards of others, digital identities: as many as came and time allows."""
    expected = np.where(layout.row_invited > 0, layout.row_expected, MICRO)
    expected = np.where(expected > 0, expected, 1)
    ok = ~failed[:, layout.row_visit]

    def by_turnout(planned: Ints) -> Ints:
        return np.where(ok, _scaled(np.broadcast_to(planned, came.shape), came, expected), 0)

    recorded = by_turnout(layout.row_recorded)
    # Time: what the planned people take, scaled by how many came and how slow the day is.
    planned = np.bincount(layout.row_visit, weights=layout.row_recorded + layout.row_ikd, minlength=layout.visits)
    now = _by_visit(layout, recorded + by_turnout(layout.row_ikd))
    load = np.where(planned > 0, now / np.where(planned > 0, planned, 1), 0.0)
    needed = load * layout.visit_need_s * slow
    late = needed > layout.visit_time_s
    share = np.where(late, layout.visit_time_s / np.where(needed > 0, needed, 1.0), 1.0)[:, layout.row_visit]

    def in_time(amount: Ints) -> Ints:
        return np.asarray(np.where(share < 1.0, np.floor(amount * share), amount), dtype=np.int64)

    return (
        in_time(recorded),
        in_time(by_turnout(layout.row_same_day)),
        by_turnout(layout.row_backlog),
        in_time(by_turnout(layout.row_ikd)),
    )


def _scaled(planned: Ints, came: Ints, expected: Ints) -> Ints:
    """planned x came / expected, rounded down, exact in integers, and exactly ``planned`` where all came."""
    whole, rest = np.divmod(came, expected)
    return np.asarray(planned * whole + _times(planned, rest, expected), dtype=np.int64)


def _times(planned: Ints, rest: Ints, expected: Ints) -> Ints:
    """planned x rest / expected for rest < expected; both stay below 2^62 for up to 4,000 people at a visit."""
    top = np.int64(2**62)
    fits = (planned == 0) | (rest <= top // np.maximum(planned, 1))
    exact = planned * np.where(fits, rest, 0) // expected
    return np.where(fits, exact, np.floor(planned / expected * rest).astype(np.int64))


def _by_visit(layout: Layout, rows: Ints) -> NDArray[np.float64]:
    sums = np.zeros((rows.shape[0], layout.visits))
    for row, visit in enumerate(layout.row_visit):
        sums[:, visit] += rows[:, row]
    return sums


# --- cards -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Store:
    """Blanks that come and that the counter takes, by replay and day, millionths."""

    received: Ints
    counter: Ints


def _store(problem: Problem, uncertainty: Uncertainty, draw: np.random.Generator, runs: int) -> _Store:
    days = problem.period.days
    received = np.zeros((runs, len(days)), dtype=np.int64)
    for delivery in problem.stock.deliveries:
        at = (delivery.day - problem.period.first).days
        if uncertainty.deliveries:
            comes = draw.random(runs) < delivery.probability_permille / PERMILLE
        else:
            comes = np.full(runs, delivery_counts(problem.policy, delivery))
        late = draw.random(runs) < uncertainty.delivery_late / PERMILLE
        on = at + np.where(late, draw.integers(1, uncertainty.delivery_late_days, runs, endpoint=True), 0)
        short = draw.random(runs) < uncertainty.delivery_short / PERMILLE
        least = uncertainty.delivery_short_share / PERMILLE
        brought = np.where(short, np.floor(delivery.quantity * draw.uniform(least, 1.0, runs)), delivery.quantity)
        here = comes & (on >= 0) & (on < len(days))
        received[np.nonzero(here)[0], on[here]] += brought[here].astype(np.int64) * MICRO
    usual = np.array([problem.stock.counter_per_day * MICRO if day.working else 0 for day in days], dtype=np.int64)
    factor = _spread(draw, (runs, len(days)), uncertainty.counter_spread)
    counter = np.where(factor == 1.0, usual, np.round(usual * factor / MICRO) * MICRO).astype(np.int64)
    return _Store(received=received, counter=counter)


def _by_day(layout: Layout, rows: Ints, days: int) -> Ints:
    sums = np.zeros((rows.shape[0], days), dtype=np.int64)
    for row, visit in enumerate(layout.row_visit):
        sums[:, layout.visit_day[visit]] += rows[:, row]
    return sums


def _printed(problem: Problem, store: _Store, wanted: Ints) -> tuple[Ints, Ints, Ints]:
    """Cards printed on each day, blanks left each evening, and the first day that ran short.

    Blanks go down as :func:`planner.ledger.stock_ledger` counts them: waste on the running sum, rounded up once.
    """
    rate = PERMILLE + problem.policy.waste_permille
    runs, days = wanted.shape
    level = np.full(runs, problem.stock.opening * MICRO, dtype=np.int64)
    reserve = problem.stock.reserve * MICRO
    done = _done_by_day(problem, days)
    cards = np.zeros(runs, dtype=np.int64)
    blanks = np.zeros(runs, dtype=np.int64)
    held = held_blanks = 0
    printed, closing = np.zeros_like(wanted), np.zeros_like(wanted)
    short_day = np.full(runs, -1, dtype=np.int64)
    for day in range(days):
        held += done[day]
        more = -(-held * rate // PERMILLE)
        level = level + store.received[:, day] - store.counter[:, day] - (more - held_blanks)
        held_blanks = more
        most = blanks + np.maximum(0, level - reserve)
        now = cards + wanted[:, day]
        fits = -(-now * rate // PERMILLE) <= most
        now = np.where(fits, now, np.maximum(cards, most * PERMILLE // rate))
        after = -(-now * rate // PERMILLE)
        printed[:, day] = now - cards
        level = level - (after - blanks)
        cards, blanks = now, after
        closing[:, day] = level
        short = (~fits | (level < 0)) & (short_day < 0)
        short_day = np.where(short, day, short_day)
    return printed, closing, short_day


def _done_by_day(problem: Problem, days: int) -> list[int]:
    found = [0] * days
    for visit in problem.done:
        at = (visit.day - problem.period.first).days
        if 0 <= at < days:
            found[at] += visit.cards * MICRO
    return found


def _cut(layout: Layout, rows: Ints, wanted: Ints, printed: Ints) -> Ints:
    """Cards of each row where a day could not print all: shared out by what was wanted."""
    share = np.where(wanted > 0, printed / np.where(wanted > 0, wanted, 1), 1.0)
    day = layout.visit_day[layout.row_visit]
    mine = share[:, day]
    return np.asarray(np.where(mine < 1.0, np.floor(rows * mine), rows), dtype=np.int64)
