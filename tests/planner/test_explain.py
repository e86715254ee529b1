"""Reasons: one smallest problem for each, and the grade that is claimed for it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.history import Pin
from planner.domain.plan import Evidence, Plan, Reason, Solution, StoppedBy, Unserved
from planner.domain.problem import Problem
from planner.explain import explain_unserved
from planner.ledger import cost_ledger, lines_total
from planner.team_days import Busy, why_busy
from tests.build import (
    AS_OF,
    cards,
    day,
    equipment,
    kits,
    member,
    month,
    past_days,
    past_visit,
    place,
    plan_of,
    school,
    team,
    trip,
    village,
    visit,
    with_policy,
)

NOTHING = Plan()


def of(problem: Problem, origin: str = "a", plan: Plan = NOTHING, solution: Solution | None = None) -> Unserved:
    return next(entry for entry in explain_unserved(problem, plan, solution) if entry.origin == origin)


IMPOSSIBLE = {
    Reason.NO_DEMAND: month(village("a", unrecorded=0)),
    Reason.EXCLUDED_BY_USER: month(village("a", excluded=True)),
    Reason.DATA_NOT_READY: month(village("a", data_ready=day(6)), days=5),
    Reason.NOTICE_TOO_SHORT: month(village("a"), days=5, as_of=day(-8)),
    # Visited on day -15: 21 days later is day 6.
    Reason.VISITED_RECENTLY: month(village("a", last_visit=day(-15)), days=5),
    Reason.NO_HUB_IN_REACH: month(village("a", signal="none"), village("b")),
    Reason.NO_SIGNAL_NO_KIT: month(village("a", signal="none"), village("b", signal="none"), reach={("a", "b"): 3.0}),
    Reason.NO_OPEN_DAY: month(village("a", closed_dates=(day(1), day(2), day(3))), days=5, off=[4, 5]),
    Reason.SKILL_MISSING: month(village("a"), staff=[member("s1", "record"), member("s2", "ikd drive")]),
    Reason.UNREACHABLE: month(village("a"), minutes={("base", "a"): None}),
    # 151 minutes there: over the 150 of a leg.
    Reason.TRIP_TOO_LONG: month(village("a", at=151)),
    Reason.TEAM_DAYS_EXHAUSTED: month(village("a"), teams=[team(days_per_week=0)]),
    Reason.EQUIPMENT_EXHAUSTED: month(village("a"), equipment=[equipment("recording_set", 1)]),
}


@pytest.mark.parametrize("reason", IMPOSSIBLE, ids=str)
def test_what_cannot_be_served_even_alone_is_impossible(reason: Reason) -> None:
    found = of(IMPOSSIBLE[reason])

    assert (found.reason, found.evidence) == (reason, Evidence.IMPOSSIBLE)
    assert all(len(text) > 20 and "{" not in text for text in found.sentence)
    assert found.sentence[0] != found.sentence[1]


ONE_DAY_MORE = {
    "the data a day earlier": month(village("a", data_ready=day(5)), days=5),
    "notice a day earlier": month(village("a"), days=5, as_of=day(-9)),
    "visited a day earlier": month(village("a", last_visit=day(-16)), days=5),
    "a hub": month(village("a", signal="none"), village("b"), reach={("a", "b"): 3.0}),
    "a kit": month(village("a", signal="none"), equipment=[kits(1)]),
    "a hub with a kit": month(
        village("a", signal="none", closed_dates=tuple(day(n) for n in range(1, 6))),
        village("b", signal="none"),
        reach={("a", "b"): 3.0},
        equipment=[kits(1)],
    ),
    "an open day": month(village("a", closed_dates=(day(1), day(2), day(3))), days=5, off=[4]),
    "a recorder more": month(village("a"), staff=[member("s1", "record"), member("s2", "ikd drive"), member("s3")]),
    "a minute less of way": month(village("a", at=120)),
    "a station less": month(village("a"), teams=[team(stations=1)], equipment=[equipment("recording_set", 1)]),
}


@pytest.mark.parametrize("problem", ONE_DAY_MORE.values(), ids=ONE_DAY_MORE)
def test_one_step_less_and_it_is_not_impossible(problem: Problem) -> None:
    assert of(problem).evidence is Evidence.UNDECIDED


def test_the_nearest_hub_is_named_with_its_distance_and_the_limit() -> None:
    # b lies 10 minutes of 0.005 degrees east of a: 0.05 degrees are 5.55 km at 3.5 degrees south.
    found = of(month(village("a", signal="none"), village("b", at=20)))

    assert "B, 5,5 km garis lurus" in found.sentence[0].replace("berjarak ", "")
    assert "5.5 km as the crow flies" in found.sentence[1]
    assert "10 km" in found.sentence[1]
    assert "0 of 20 people" in found.sentence[1]


def test_a_hub_that_was_visited_recently_is_told_of() -> None:
    problem = month(village("a", signal="none"), village("b", last_visit=day(0)), reach={("a", "b"): 3.0})

    found = of(problem)

    assert found.reason is Reason.VISITED_RECENTLY
    assert "B was last visited on 3 January 2027" in found.sentence[1]


def test_a_month_already_full_leaves_no_team_day() -> None:
    problem = month(village("a"), days=3, teams=[team(days_per_month=2)])
    # Two days a month, and both were taken on 2 and 3 January, before the period.
    history = replace(problem.history, team_days=past_days("t1", -1, 0))
    found = of(replace(problem, history=history))

    assert (found.reason, found.evidence) == (Reason.TEAM_DAYS_EXHAUSTED, Evidence.IMPOSSIBLE)


def test_past_visits_of_the_history_count_like_the_last_visit() -> None:
    problem = month(village("a"))
    history = replace(problem.history, visits=(past_visit("a", 0),))

    assert of(replace(problem, history=history)).reason is Reason.VISITED_RECENTLY


# --- undecided ---------------------------------------------------------------------------------------------


def test_free_team_days_left_read_outranked() -> None:
    found = of(month(village("a")))

    assert (found.reason, found.evidence, found.demand, found.invited) == (
        Reason.OUTRANKED,
        Evidence.UNDECIDED,
        20,
        0,
    )


def test_no_team_day_left() -> None:
    problem = month(village("a"), village("b"), days=1)
    plan = plan_of(problem, trip("t1", 1, visit("b", 20)))

    assert of(problem, "a", plan).reason is Reason.TEAM_DAYS_EXHAUSTED
    assert [entry.origin for entry in explain_unserved(problem, plan)] == ["a"]


def test_teams_that_are_busy_on_the_few_days_of_a_place_are_named_with_what_would_change_it() -> None:
    # Day 1 is Monday, 4 January 2027; a is open on day 3 alone.
    closed = tuple(day(number) for number in (1, 2, 4, 5))
    teams = [team("t1", days_per_week=2), team("t2")]
    problem = month(village("a", closed_dates=closed), village("b"), village("c"), days=5, teams=teams)
    plan = plan_of(problem, trip("t1", 1, visit("b", 10)), trip("t1", 2, visit("b", 10)), trip("t2", 3, visit("c", 20)))

    found = of(problem, "a", plan)

    assert found.reason is Reason.TEAM_DAYS_EXHAUSTED
    indonesian, english = found.sentence
    assert "tim t1 sudah memakai semua 2 hari lapangannya minggu itu (4 Januari 2027, 5 Januari 2027)" in indonesian
    assert "Tim t2 sudah turun di tempat lain pada 6 Januari 2027." in indonesian
    assert "Team t2 is out elsewhere on 6 January 2027." in english
    assert "Teams are still free on 4 January 2027 (team t2), 5 January 2027 (team t2), 7 January 2027" in english
    assert english.endswith("or raise the limit of field days of the team.")


def test_why_a_team_is_busy() -> None:
    teams = [team("t1", days_per_month=1), team("t2", closed_dates=(day(3),))]
    problem = month(village("a"), village("b"), days=5, teams=teams)
    plan = plan_of(problem, trip("t1", 1, visit("b", 10)))

    assert why_busy(problem, plan, teams[0], day(1)) == (Busy.OUT, (day(1),))
    assert why_busy(problem, plan, teams[0], day(3)) == (Busy.MONTH, (day(1),))
    assert why_busy(problem, plan, teams[1], day(3)) == (Busy.OFF, ())
    assert why_busy(problem, plan, teams[1], day(2)) is None


def test_somebody_cut_short_is_told_with_numbers() -> None:
    problem = month(village("a"), days=1)
    found = of(problem, "a", plan_of(problem, trip("t1", 1, visit("a", 12))))

    assert (found.demand, found.invited, found.reason) == (20, 12, Reason.TEAM_DAYS_EXHAUSTED)
    assert found.sentence[0].startswith("12 dari 20 orang diundang.")


def test_the_solver_dropped_it_for_want_of_a_crew() -> None:
    problem = month(village("a"))
    solution = Solution(plan=NOTHING, bound=None, stopped_by=StoppedBy.WORK, seconds=1.0, crew_exhausted=("a",))

    assert of(problem, "a", NOTHING, solution).reason is Reason.CREW_EXHAUSTED


def test_staff_booked_by_the_plan_leave_no_crew() -> None:
    problem = month(village("a"), village("b"), days=1, teams=2, staff=[member(f"s{n}") for n in range(3)])
    plan = plan_of(problem, trip("t1", 1, visit("b", 20)))

    found = of(problem, "a", plan)

    assert (found.reason, found.evidence) == (Reason.CREW_EXHAUSTED, Evidence.UNDECIDED)


def test_the_only_hub_is_full() -> None:
    problem = month(
        village("a", signal="none"),
        village("b"),
        village("c", signal="none"),
        reach={("a", "b"): 3.0, ("c", "b"): 3.0},
        hub_max_villages=2,
    )
    plan = plan_of(problem, trip("t1", 1, visit("b", {"b": 20, "c": 20})))

    assert of(problem, "a", plan).reason is Reason.HUB_FULL


def test_the_only_kit_is_out() -> None:
    problem = month(village("a", signal="none"), village("b", signal="none"), days=1, teams=2, equipment=[kits(1)])
    plan = plan_of(problem, trip("t1", 1, visit("b", 20), kits=1))

    assert of(problem, "a", plan).reason is Reason.EQUIPMENT_EXHAUSTED


def test_the_money_left_does_not_pay_a_trip() -> None:
    problem = month(village("a"), village("b"))
    plan = plan_of(problem, trip("t1", 1, visit("b", 20)))
    spent = lines_total(cost_ledger(problem, plan))

    found = of(with_policy(problem, budget_rupiah=spent + 100_000), "a", plan)

    assert found.reason is Reason.BUDGET_EXHAUSTED
    assert "Rp100.000" in found.sentence[0]
    assert of(with_policy(problem, budget_rupiah=3 * spent), "a", plan).reason is Reason.OUTRANKED


def test_a_locked_visit_that_is_cut_short_is_blocked_by_its_pin() -> None:
    problem = month(village("a"), pins=[Pin(site="a", day=day(1))])

    assert of(problem, "a", plan_of(problem, trip("t1", 1, visit("a", 12)))).reason is Reason.BLOCKED_BY_PIN


def test_print_ready_people_wait_for_cards_only() -> None:
    problem = month(village("a", unrecorded=0, print_ready=5), stock=cards(3))
    found = of(problem, "a", plan_of(problem, trip("t1", 1, visit("a", backlog=3))))

    assert (found.demand, found.invited, found.reason) == (5, 3, Reason.STOCK_EXHAUSTED)


def test_cards_short_for_want_of_blanks_are_told_though_everybody_is_invited() -> None:
    # 20 recorded, 20 cards on the day; 5 more people wait for theirs and no blank is left.
    problem = month(village("a", print_ready=5), stock=cards(20))
    found = of(problem, "a", plan_of(problem, trip("t1", 1, visit("a", 20))))

    assert (found.demand, found.invited, found.reason) == (20, 20, Reason.STOCK_EXHAUSTED)
    assert "5 of their cards" in found.sentence[1]


def test_a_later_day_without_stock_binds_an_earlier_print() -> None:
    # 25 blanks and 5 a day at the counter: after day 1 there are 20, on day 2 only 15; 15 are printed on day 1.
    problem = month(village("a", unrecorded=15, print_ready=5), days=2, stock=cards(25, counter=5))
    found = of(problem, "a", plan_of(problem, trip("t1", 1, visit("a", 15))))

    assert found.reason is Reason.STOCK_EXHAUSTED


def test_people_without_ikd_count_where_the_policy_invites_them() -> None:
    site = village("a", unrecorded=0, ikd_demand=50)

    assert of(month(site)).reason is Reason.NO_DEMAND
    found = of(month(site, ikd_only_visits=True))
    assert (found.demand, found.reason) == (50, Reason.OUTRANKED)


# --- all of them -------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["none", "weak", "good", "unknown"]), st.integers(5, 200)),
        min_size=1,
        max_size=5,
    ),
    st.integers(0, 1),
    st.integers(-30, 5),
)
def test_the_empty_plan_is_explained_for_every_origin(rows: list[tuple[int, str, int]], kit: int, as_of: int) -> None:
    places = [
        village(f"v{number}", unrecorded=people, signal=signal, at=(minutes, number))
        for number, (people, signal, minutes) in enumerate(rows)
    ]
    reach = {(f"v{number}", "v0"): 2.0 for number in range(1, len(rows))}
    problem = month(
        *places,
        school("sch", pupils=3),
        place("fair", "event", people=4, dates=(day(2),)),
        reach=reach,
        equipment=[kits(kit)],
        as_of=AS_OF + timedelta(days=as_of),
    )

    found = explain_unserved(problem, NOTHING)

    assert [entry.origin for entry in found] == [site.id for site in problem.sites]
    assert all(entry.invited == 0 and all(entry.sentence) for entry in found)
