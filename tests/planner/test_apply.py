"""Next month: people are conserved, cards wait, stock rolls on, history is remembered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.apply import apply, cards_outstanding, inflow_by_eligible, waiting_cards
from planner.domain.calendar import CalendarDay, Period
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.errors import InputFaults
from planner.ledger import stock_ledger
from planner.shares import rounded_together, shared_out
from planner.units import MICRO
from tests.build import (
    cards,
    day,
    done,
    member,
    month,
    past_days,
    past_visit,
    place,
    plan_of,
    school,
    trip,
    village,
    visit,
)


def following(problem: Problem, days: int = 5) -> Period:
    first = problem.period.last + timedelta(days=1)
    return Period(
        days=tuple(
            CalendarDay(day=first + timedelta(days=number), working=True, school_open=True) for number in range(days)
        ),
        as_of=problem.period.first,
    )


def after(problem: Problem, plan: Plan, **inflow: int) -> Problem:
    return apply(problem, plan, following(problem), inflow=inflow)


def eligible(problem: Problem) -> int:
    return sum(site.eligible for site in problem.sites)


# --- people ------------------------------------------------------------------------------------------------


def test_served_people_leave_the_unrecorded() -> None:
    # 20 unrecorded, 8 invited, all come: 12 left. 4 of the 8 get a digital identity, the others may be invited for it.
    problem = month(village("a"))
    now = after(problem, plan_of(problem, trip("t1", 1, visit("a", 8)))).site["a"]

    assert (now.eligible, now.recorded, now.unrecorded, now.recording_demand) == (120, 108, 12, 12)
    assert (now.ikd_active, now.ikd_demand) == (4, 4)


def test_new_17_year_olds_become_eligible_and_may_be_invited() -> None:
    now = after(month(village("a")), Plan(), a=7).site["a"]

    assert (now.eligible, now.recorded, now.recording_demand) == (127, 100, 27)


def test_fractions_are_rounded_together() -> None:
    # Three villages with 1.5 expected each: 4.5 together are 5 people, not 6 and not 3.
    problem = month(*(village(name, show_up_ppm=500_000) for name in "abc"))
    plan = plan_of(problem, *(trip("t1", number, visit(name, 3)) for number, name in enumerate("abc", start=1)))

    assert [site.recorded for site in after(problem, plan).sites] == [102, 102, 101]


def test_pupils_of_17_leave_the_villages_that_the_school_took_them_from() -> None:
    # 10 pupils recorded, 6 of them 17. The school took over 6 of a and 3 of b: they give 4 and 2.
    problem = month(
        village("a", unrecorded=20, pupils_17plus=6),
        village("b", unrecorded=20, pupils_17plus=3),
        village("far", unrecorded=20, pupils_17plus=9, subdistrict="k2"),
        school("sch", pupils=15, adult_permille=600),
    )
    now = after(problem, plan_of(problem, trip("t1", 1, visit("sch", 10))))

    assert [(site.recorded, site.pupils_17plus, site.recording_demand) for site in now.sites[:3]] == [
        (104, 2, 14),
        (102, 1, 17),
        (100, 9, 11),
    ]
    assert now.site["sch"].recording_demand == 5


def test_pupils_beyond_the_subdistrict_come_from_elsewhere_and_the_rest_from_no_village() -> None:
    problem = month(
        village("a", pupils_17plus=2), village("far", pupils_17plus=3, subdistrict="k2"), school("sch", pupils=20)
    )
    now = after(problem, plan_of(problem, trip("t1", 1, visit("sch", 10))))

    assert (now.site["a"].recorded, now.site["far"].recorded) == (102, 103)
    assert (now.site["a"].recording_demand, now.site["far"].recording_demand) == (18, 17)


def test_people_of_an_event_leave_the_village_it_lies_in() -> None:
    problem = month(village("a"), village("b"), place("fair", "event", people=6, village="b"))
    now = after(problem, plan_of(problem, trip("t1", 1, visit("fair", 6))))

    assert (now.site["a"].recorded, now.site["b"].recorded, now.site["fair"].recording_demand) == (100, 106, 0)
    assert now.site["b"].recording_demand == 14


def test_visits_already_done_count() -> None:
    problem = month(village("a"), done=[done("a", 1, invited=5)])

    now = after(problem, Plan())

    assert now.site["a"].recorded == 105
    assert now.done == ()
    assert now.site["a"].last_visit == day(1)


@settings(max_examples=40, deadline=None)
@given(
    invited=st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)),
    show_up=st.integers(1, MICRO),
    adults=st.integers(0, 1000),
    taken=st.tuples(st.integers(0, 20), st.integers(0, 20)),
    ready=st.integers(0, 1000),
    newcomers=st.integers(0, 9),
)
def test_people_are_conserved(
    invited: tuple[int, int, int], show_up: int, adults: int, taken: tuple[int, int], ready: int, newcomers: int
) -> None:
    problem = month(
        village("a", unrecorded=40, pupils_17plus=taken[0], show_up_ppm=show_up, print_ready=3),
        village("b", unrecorded=40, pupils_17plus=taken[1], show_up_ppm=show_up),
        school("sch", show_up_ppm=show_up, adult_permille=adults),
        same_day_ready_permille=ready,
    )
    stops = zip(("a", "b", "sch"), invited, strict=True)
    plan = plan_of(
        problem, *(trip("t1", number, visit(name, count)) for number, (name, count) in enumerate(stops, start=1))
    )

    now = after(problem, plan, a=newcomers)

    assert eligible(now) == eligible(problem) + newcomers
    for before, site in zip(problem.sites, now.sites, strict=True):
        if site.kind is SiteKind.VILLAGE:
            assert site.recorded >= before.recorded
            assert site.recording_demand + site.pupils_17plus <= site.unrecorded
            assert site.ikd_active + site.ikd_demand <= site.recorded
            gone = before.recording_demand + before.pupils_17plus - site.recording_demand - site.pupils_17plus
            joined = newcomers if site.id == "a" else 0
            assert gone + joined == site.recorded - before.recorded
    assert apply(now, Plan(), following(now)).sites == tuple(now.sites)


# --- cards and stock ---------------------------------------------------------------------------------------


def test_the_recorded_without_a_card_wait_for_next_month() -> None:
    # 10 recorded, 6 get a card on the day, 2 of 5 print-ready people fetch theirs: 5 - 2 + 4 wait.
    problem = month(village("a", print_ready=5), same_day_ready_permille=600)
    plan = plan_of(problem, trip("t1", 1, visit("a", 10, backlog=2)))

    assert waiting_cards(problem, plan) == {"a": 4 * MICRO}
    assert cards_outstanding(problem, plan) == {"a": 7 * MICRO}
    assert after(problem, plan).site["a"].print_ready == 7


def test_stock_rolls_on_in_whole_cards() -> None:
    # 100 - 5 x 3 at the counter + 50 - 10 cards with 1 % waste = 124.9; the delivery of day 8 is still to come.
    problem = month(
        village("a"), stock=cards(100, counter=3, deliveries={2: 50, 3: (999, 10), 8: 70}), waste_permille=10
    )
    plan = plan_of(problem, trip("t1", 1, visit("a", 10)))

    now = after(problem, plan)

    assert stock_ledger(problem, plan)[-1].closing == 124_900_000
    assert now.stock == cards(124, counter=3, deliveries={8: 70})
    assert stock_ledger(now, Plan())[2].received == 70 * MICRO


# --- history -----------------------------------------------------------------------------------------------


def test_the_last_31_days_are_remembered_and_no_more() -> None:
    problem = month(village("a"), village("b", last_visit=date(2026, 11, 2)), staff=[member(f"s{n}") for n in range(4)])
    history = replace(
        problem.history, visits=(past_visit("a", -26), past_visit("b", -25)), team_days=past_days("t1", -26, -25)
    )
    problem = replace(problem, history=history)

    now = after(problem, plan_of(problem, trip("t1", 2, visit("a", 5), staff=("s0", "s1", "s2"))))

    # The next period begins on day 6; 31 days before it is day -25.
    assert [(visit.site, visit.day) for visit in now.history.visits] == [("b", day(-25)), ("a", day(2))]
    assert [(item.who, item.day) for item in now.history.team_days] == [("t1", day(-25)), ("t1", day(2))]
    assert [(item.who, item.day) for item in now.history.staff_days] == [(name, day(2)) for name in ("s0", "s1", "s2")]
    assert (now.site["a"].last_visit, now.site["b"].last_visit) == (day(2), date(2026, 11, 2))


def test_nights_out_are_remembered() -> None:
    problem = month(village("a"), village("b", at=20), max_nights=1)
    plan = plan_of(problem, trip("t1", 1, visit("a", 5), visit("b", 5, on=2), lodging=["a"]))

    assert [(item.day, item.night) for item in after(problem, plan).history.team_days] == [
        (day(1), True),
        (day(2), False),
    ]


def test_what_cannot_be_next_month_is_refused_with_all_faults() -> None:
    problem = month(village("a"), school("sch"))

    with pytest.raises(InputFaults) as caught:
        apply(problem, Plan(), problem.period, inflow={"a": -1, "sch": 3, "nowhere": 1})

    assert [(fault.code, fault.where) for fault in caught.value.faults] == [
        ("PERIOD_NOT_NEXT", "/period/days/0/day"),
        ("INFLOW_NOT_OF_A_VILLAGE", "/inflow/a"),
        ("INFLOW_NOT_OF_A_VILLAGE", "/inflow/nowhere"),
        ("INFLOW_NOT_OF_A_VILLAGE", "/inflow/sch"),
    ]


# --- shares ------------------------------------------------------------------------------------------------


def test_inflow_is_shared_out_by_the_eligible() -> None:
    problem = month(village("a", recorded=80), village("b", recorded=180), school("sch"))

    assert inflow_by_eligible(problem, 10) == {"a": 3, "b": 7}


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 10**9), max_size=6))
def test_rounding_together_moves_nobody_by_a_whole_person(amounts: dict[str, int]) -> None:
    whole = rounded_together(amounts)

    assert abs(sum(whole.values()) * MICRO - sum(amounts.values())) <= MICRO // 2
    assert all(abs(whole[key] * MICRO - amount) < MICRO for key, amount in amounts.items())


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 50), max_size=6), st.integers(0, 100))
def test_shares_never_exceed_capacities(capacities: dict[str, int], wanted: int) -> None:
    total = min(wanted, sum(capacities.values()))

    shares = shared_out(total, capacities)

    assert sum(shares.values()) == total
    assert all(shares[key] <= capacity for key, capacity in capacities.items())
