"""The ledgers of cards and money balance to zero, and hold what model.md says."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.plan import Plan, Trip
from planner.domain.policy import Hours, Rates
from planner.domain.problem import Problem
from planner.ledger import (
    allowed_field_use,
    cost_ledger,
    field_use,
    lines_total,
    stock_ledger,
    stock_without_field,
    trip_cost,
    trip_distance_m,
)
from planner.score import score
from planner.units import HOUR_S, MICRO, clock
from tests.build import cards, done, month, plan_of, team, trip, village, visit

RATES = Rates()


def amounts(problem: Problem, item: Trip) -> dict[str, int]:
    return {line.item: line.amount_rupiah for line in trip_cost(problem, item)}


def small_plan(problem: Problem, people: dict[int, int]) -> Plan:
    return plan_of(problem, *(trip("t1", number, visit("a", count)) for number, count in people.items()))


# --- cards -------------------------------------------------------------------------------------------------


def test_the_allowance_falls_by_the_counter_and_rises_on_the_delivery() -> None:
    # 100 cards, reserve 20, counter 30 a day: 70, 40, 10 + 200 on day 3 -> above the reserve 50, 20, 190.
    problem = month(village("a"), days=3, stock=cards(100, reserve=20, counter=30, deliveries={3: 200}))

    assert list(allowed_field_use(problem).values()) == [50 * MICRO, 20 * MICRO, 190 * MICRO]


def test_the_counter_rests_on_days_off_and_an_unlikely_delivery_never_counts() -> None:
    stock = cards(100, counter=30, deliveries={2: (500, 799), 3: (10, 800)})
    problem = month(village("a"), days=3, off=[2], stock=stock)

    assert [level // MICRO for level in stock_without_field(problem).values()] == [70, 70, 50]


def test_stock_below_the_reserve_allows_nothing_and_breaks_nothing() -> None:
    problem = month(village("a"), days=2, stock=cards(10, reserve=20, counter=30))

    assert list(allowed_field_use(problem).values()) == [0, 0]
    assert stock_ledger(problem, Plan())[-1].closing == -50 * MICRO


def test_waste_is_rounded_up_once_for_all_prints_up_to_a_day() -> None:
    # 1 card a day with 1.5 % waste: 1.015, 2.030, 3.045 cards.
    problem = month(village("a"), days=3, waste_permille=15)
    plan = small_plan(problem, {1: 1, 2: 1, 3: 1})

    assert list(field_use(problem, plan).values()) == [1_015_000, 2_030_000, 3_045_000]


def test_cards_of_a_visit_already_done_are_gone() -> None:
    held = replace(done("a", 1, invited=10), cards=10)
    problem = month(village("a"), days=2, stock=cards(30), done=[held], waste_permille=100)

    assert list(allowed_field_use(problem).values()) == [19 * MICRO, 19 * MICRO]
    assert [(row.field, row.waste) for row in stock_ledger(problem, Plan())] == [(10 * MICRO, MICRO), (0, 0)]


@settings(max_examples=40, deadline=None)
@given(
    opening=st.integers(0, 500),
    counter=st.integers(0, 60),
    waste=st.integers(0, 37),
    deliveries=st.dictionaries(st.integers(1, 6), st.tuples(st.integers(0, 300), st.integers(0, 1000)), max_size=3),
    off=st.sets(st.integers(1, 6), max_size=3),
    people=st.dictionaries(st.integers(1, 6), st.integers(1, 20), max_size=6),
    show_up=st.integers(1, MICRO),
)
def test_the_card_ledger_balances_to_zero_and_chains_over_the_days(
    opening: int,
    counter: int,
    waste: int,
    deliveries: dict[int, tuple[int, int]],
    off: set[int],
    people: dict[int, int],
    show_up: int,
) -> None:
    stock = cards(opening, reserve=50, counter=counter, deliveries=deliveries)
    problem = month(
        village("a", unrecorded=200, show_up_ppm=show_up), days=6, off=off, stock=stock, waste_permille=waste
    )
    plan = small_plan(problem, people)

    days = stock_ledger(problem, plan)

    for row in days:
        assert row.opening + row.received - row.counter - row.field - row.waste == row.closing
        assert min(row.received, row.counter, row.field, row.waste) >= 0
    assert days[0].opening == opening * MICRO
    assert all(today.closing == tomorrow.opening for today, tomorrow in pairwise(days))
    used, without = field_use(problem, plan), stock_without_field(problem)
    assert all(row.closing == without[row.day] - used[row.day] for row in days)
    assert sum(row.field + row.waste for row in days) == score(problem, plan).cards_used


# --- money -------------------------------------------------------------------------------------------------


def test_a_long_day_is_paid_line_by_line() -> None:
    # Out 07:30, one hour there, 40 set-up, 15 people x 360 s / 2 = 45 min, break of 60 min, 30 packing, one hour back.
    # Not above 8 h: the small allowance for each of 3 people, 60 km, one day, one trip.
    problem = month(village("a", at=60))
    (item,) = plan_of(problem, trip("t1", 1, visit("a", 15))).trips

    assert trip_distance_m(problem, item) == 60_000
    assert amounts(problem, item) == {
        "allowance_short": 3 * RATES.allowance_short,
        "per_km": 60 * RATES.per_km,
        "genset": RATES.genset,
        "link": RATES.link,
        "papers": RATES.papers,
    }


@pytest.mark.parametrize(("more_s", "item"), [(0, "allowance_short"), (1, "allowance_long")])
def test_more_than_eight_hours_away_earns_the_large_allowance(more_s: int, item: str) -> None:
    # 10 min there and back, set-up 40, packing 30, break 60: 150 min beside 5.5 hours of service.
    all_day = village("a", open_from=clock("07:30"), open_until=clock("16:00"))
    problem = month(all_day, hours=Hours(service_limit_s=6 * HOUR_S))
    made = plan_of(problem, trip("t1", 1, visit("a", 15, stay_s=11 * HOUR_S // 2 + more_s))).trips[0]

    assert item in amounts(problem, made)


def test_a_night_out_pays_lodging_and_whole_days() -> None:
    problem = month(village("a"), village("b", at=20), max_nights=1)
    (item,) = plan_of(problem, trip("t1", 1, visit("a", 5), visit("b", 5, on=2), lodging=["a"])).trips

    found = amounts(problem, item)

    # Away from 07:30 on day 1 until about 12:30 on day 2; legs base-a 10, a-b 10, b-base 20 minutes of 500 m.
    assert trip_distance_m(problem, item) == 20_000
    assert found["lodging"] == 3 * RATES.lodging
    assert found["allowance_long"] == 6 * RATES.allowance_long
    assert found["genset"] == 2 * RATES.genset
    assert found["papers"] == RATES.papers


def test_overtime_is_paid_for_each_begun_hour() -> None:
    # The shift ends at 12:00; 20 min of way, 70 of set-up and packing, 60 of break, 2 h 30 of service: back at 12:30.
    problem = month(
        village("a", open_from=clock("07:30")), teams=[team(shift_end=clock("12:00"))], overtime_allowed=True
    )
    (item,) = plan_of(problem, trip("t1", 1, visit("a", 15, stay_s=9_000))).trips

    assert amounts(problem, item)["overtime_per_hour"] == 3 * RATES.overtime_per_hour


def test_kilometres_are_rounded_down_once_a_trip() -> None:
    # 7 + 7 minutes of 500 m at 333 rupiah a km: 2,331; two legs rounded apart would lose a rupiah.
    problem = month(village("a", at=7), rates=replace(RATES, per_km=333))
    (item,) = plan_of(problem, trip("t1", 1, visit("a", 5))).trips

    assert trip_distance_m(problem, item) == 7_000
    assert amounts(problem, item)["per_km"] == 2_331


@settings(max_examples=30, deadline=None)
@given(
    people=st.dictionaries(st.integers(1, 5), st.integers(1, 20), max_size=5),
    per_km=st.integers(0, 5_000),
    hire=st.integers(0, 400_000),
    out=st.integers(5, 60),
)
def test_the_money_ledger_adds_up_to_the_cost_of_the_plan(
    people: dict[int, int], per_km: int, hire: int, out: int
) -> None:
    rates = replace(RATES, per_km=per_km, hire=hire)
    problem = month(village("a", unrecorded=200, at=out), rates=rates)
    plan = small_plan(problem, people)

    lines = cost_ledger(problem, plan)

    assert lines_total(lines) == score(problem, plan).cost_rupiah == sum(item.cost_rupiah for item in plan.trips)
    for line in lines:
        scale = 1000 if line.unit == "metre" else 1
        assert line.quantity * line.price_rupiah // scale == line.amount_rupiah > 0
