"""Replays: without uncertainty they are the ledger; each uncertainty does what its name says, and no more."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.ledger import stock_ledger
from planner.risk.outlook import quantile, risk_of, worst_mean
from planner.risk.replay import Replayed, replayed
from planner.risk.uncertainty import OFF, USUAL, Uncertainty, uncertainty_faults
from planner.score import score
from planner.units import MICRO
from tests.build import cards, day, done, month, plan_of, school, trip, village, visit

MONTH = month(
    village("a", unrecorded=37, show_up_ppm=523_457, print_ready=9),
    village("b", unrecorded=41, show_up_ppm=333_333, at=20, signal="weak"),
    school("s", pupils=30, at=15),
    teams=2,
    stock=replace(cards(70, deliveries={3: 30}), counter_per_day=3),
    waste_permille=13,
    same_day_ready_permille=617,
    ikd_acceptance_permille=711,
    days=5,
)


def planned() -> Plan:
    return plan_of(
        MONTH,
        trip("t1", 1, visit("a", 31)),
        trip("t2", 2, visit("s", 25)),
        trip("t1", 4, visit("b", 29)),
    )


def played(uncertainty: Uncertainty, problem: Problem = MONTH, *, runs: int = 200) -> Replayed:
    return replayed(problem, planned(), uncertainty, runs=runs, seed=7)


@settings(max_examples=25, deadline=None)
@given(
    invited=st.tuples(st.integers(1, 37), st.integers(1, 30), st.integers(1, 41)),
    shares=st.tuples(st.integers(1, 1_000_000), st.integers(1, 1_000_000)),
    waste=st.integers(0, 50),
)
def test_without_uncertainty_every_replay_is_the_ledger(
    invited: tuple[int, int, int], shares: tuple[int, int], waste: int
) -> None:
    problem = month(
        village("a", unrecorded=37, show_up_ppm=shares[0], print_ready=9),
        village("b", unrecorded=41, show_up_ppm=shares[1], at=20, signal="weak"),
        school("s", pupils=30, at=15),
        teams=2,
        stock=replace(cards(500, deliveries={3: 30}), counter_per_day=3),
        done=[done("b", 1, invited=3)],
        waste_permille=waste,
        same_day_ready_permille=617,
        ikd_acceptance_permille=711,
    )
    plan = plan_of(
        problem,
        trip("t1", 2, visit("a", invited[0])),
        trip("t2", 3, visit("s", invited[1])),
        trip("t1", 4, visit("b", invited[2])),
    )
    found = replayed(problem, plan, OFF, runs=3, seed=1)
    expected = score(problem, plan)
    assert set(found.recording.tolist()) == {expected.people.recording}
    assert set(found.cards.tolist()) == {expected.people.cards}
    assert set(found.ikd.tolist()) == {expected.people.ikd}
    assert set(found.value.tolist()) == {expected.value}
    ledger = [item.closing for item in stock_ledger(problem, plan)]
    assert found.closing.tolist() == [ledger] * 3
    assert not found.failed.any()
    assert set(found.short_day.tolist()) == {-1}


def test_the_same_seed_gives_the_same_months_and_another_seed_others() -> None:
    one, two = played(USUAL), played(USUAL)
    other = replayed(MONTH, planned(), USUAL, runs=200, seed=8)
    assert np.array_equal(one.value, two.value)
    assert not np.array_equal(one.value, other.value)


def test_heads_come_one_by_one_around_what_is_expected() -> None:
    found = played(Uncertainty(by_head=1), runs=2000)
    expected = score(MONTH, planned()).people.recording
    assert found.recording.std() > 0
    assert abs(found.recording.mean() - expected) < expected * 0.02


def test_a_link_that_always_fails_serves_nobody_there() -> None:
    found = played(Uncertainty(link_fails_weak=1000))
    assert found.failed.all(axis=0).tolist() == [name[0] == "b" for name in found.layout.names]
    rest = sum(
        row.recorded for one in planned().trips for stop in one.visits for row in stop.people if stop.site != "b"
    )
    assert set(found.recording.tolist()) == {rest}


def test_rain_keeps_villagers_at_home_and_no_pupils() -> None:
    found = played(Uncertainty(rain=1000, rain_turnout=500))
    dry = score(MONTH, planned()).people.recording
    pupils = 25 * MONTH.site["s"].show_up_ppm
    assert found.recording[0] == pytest.approx(pupils + (dry - pupils) / 2, abs=3)


def test_a_slow_day_serves_fewer_and_never_more() -> None:
    found = played(Uncertainty(throughput_spread=2000))
    dry = score(MONTH, planned()).people.recording
    assert found.recording.min() < dry
    assert found.recording.max() <= dry


def test_a_delivery_that_does_not_come_leaves_cards_unprinted() -> None:
    # 20 blanks, 30 more on day 2 that never come: 25 of the 45 cards wait from day 2 on.
    problem = month(
        village("a", unrecorded=20), village("b", unrecorded=25), teams=2,
        stock=replace(cards(20, deliveries={2: 30}), counter_per_day=0),
    )  # fmt: skip
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t2", 2, visit("b", 25)))
    late = Uncertainty(delivery_late=1000, delivery_late_days=92)
    found = replayed(problem, plan, late, runs=50, seed=1)
    never = found.unprinted[found.short_day == 1]
    assert len(never) > 0
    assert set(never.tolist()) == {25 * MICRO}
    risk = risk_of(problem, plan, late, runs=50, seed=1)
    assert risk.stock_out_day == day(2)
    assert risk.stock_out_permille > 900
    assert risk.cards.low == 20 * MICRO


def test_quantiles_and_the_worst_tenth() -> None:
    values = list(range(1, 21))
    assert (quantile(values, 100), quantile(values, 500), quantile(values, 900)) == (2, 10, 18)
    assert worst_mean(values) == 1
    assert worst_mean([5]) == 5


def test_chances_are_checked() -> None:
    wrong = uncertainty_faults(Uncertainty(rain=1001, delivery_late_days=0), "/risk")
    assert [fault.where for fault in wrong] == ["/risk/rain", "/risk/delivery_late_days"]
    assert uncertainty_faults(USUAL, "/risk") == ()


def test_an_empty_plan_is_played_too() -> None:
    found = replayed(month(village("a")), Plan(), USUAL, runs=5, seed=1)
    assert found.recording.tolist() == [0] * 5
