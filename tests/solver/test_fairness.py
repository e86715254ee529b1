"""Crews of a plan whose dates stand: fair over people and weeks, no more people than needed, calm."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as some

from planner.check import violations
from planner.domain.history import History
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from solver.rostering import fairness
from solver.rostering.fairness import fair_crews
from tests.build import day, member, month, past_days, plan_of, team, trip, village, visit
from tests.solver.callers import planned
from tests.solver.problems import random_problem

SITES = tuple(
    village(name, unrecorded=200, at=at, fit_phone_permille=0)
    for name, at in (("a", 10), ("b", 20), ("c", (0, 20)), ("d", 30))
)


def problem(*staff: object, **fields: object) -> Problem:
    given = staff or tuple(member(f"s{number}") for number in range(6))
    return month(*SITES, days=12, teams=[team("t1", crew="record:2 drive:1")], staff=given, **fields)  # type: ignore[arg-type]


def plan(made: Problem, *days: int) -> Plan:
    """The first two of the staff on every trip."""
    crew = [one.id for one in made.staff][:2]
    return plan_of(
        made, *(trip("t1", day, visit("abcd"[number % 4], 20), staff=crew) for number, day in enumerate(days))
    )


def days_out(found: Plan) -> Counter[str]:
    return Counter(name for one in found.trips for name in one.staff)


def test_field_days_are_spread_evenly() -> None:
    made = problem(min_gap_days=1, split_within_days=0)
    found = fair_crews(made, plan(made, 1, 2, 3, 8, 9, 10), {}, seed=1)
    assert set(days_out(found).values()) == {2}
    assert [one.days for one in found.trips] == [one.days for one in plan(made, 1, 2, 3, 8, 9, 10).trips]
    assert violations(made, found) == ()


def test_days_before_count_within_the_same_month() -> None:
    # s0 and s1 were out twice this month already; four others share the three trips of two.
    made = problem(history=History(staff_days=(*past_days("s0", -1, 0), *past_days("s1", -1, 0))))
    found = days_out(fair_crews(made, plan(made, 4, 5, 8), {}, seed=1))
    assert found["s0"] == found["s1"] == 0
    assert sorted(found.values()) == [1, 1, 2, 2]


def test_nobody_goes_out_every_day_of_a_week_while_others_stay() -> None:
    made = problem(*(member(f"s{number}") for number in range(4)))
    found = fair_crews(made, plan(made, 1, 2, 8, 9), {}, seed=1)
    for week in (0, 1):
        assert set(Counter(name for one in found.trips[2 * week : 2 * week + 2] for name in one.staff).values()) == {1}


def test_crews_that_were_told_stay_although_others_are_fresher() -> None:
    made = problem()
    before = plan(made, 1, 2, 3)
    told = {(one.team, one.days[0]): frozenset(one.staff) for one in before.trips}
    assert fair_crews(made, before, told, seed=1) == before


def test_who_only_drives_stays_at_home_where_others_can() -> None:
    made = problem(member("s0", "record drive"), member("s1", "record"), member("s2", "record"), member("x", "drive"))
    found = fair_crews(made, plan(made, 1, 2), {}, seed=1)
    assert [len(one.staff) for one in found.trips] == [2, 2]
    assert sum(one.cost_rupiah for one in found.trips) <= sum(one.cost_rupiah for one in plan(made, 1, 2).trips)


def test_nights_are_spread_and_crews_stay_together() -> None:
    before = History(
        staff_days=(*past_days("s0", -1, night=True), *past_days("s1", -1, night=True), *past_days("s2", -1))
    )
    made = problem(*(member(f"s{number}") for number in range(4)), max_nights=1, history=before)
    away = trip("t1", 1, visit("d", 20, on=1), visit("c", 20, on=2), lodging=["d"], staff=["s0", "s1"])
    home = trip("t1", 8, visit("a", 20), staff=["s2", "s3"])
    found = fair_crews(made, plan_of(made, away, home), {}, seed=1)
    # s0 and s1 were out at night already.
    assert {one.days[0]: one.staff for one in found.trips} == {day(1): ("s2", "s3"), day(8): ("s0", "s1")}
    assert violations(made, found) == ()


def test_without_staff_or_trips_there_is_nothing_to_share() -> None:
    bare = month(*SITES, days=12, staff=[])
    free = plan_of(bare, trip("t1", 1, visit("a", 20), staff=[]))
    assert fair_crews(bare, free, {}, seed=1) == free
    assert fair_crews(problem(), Plan(), {}, seed=1) == Plan()


@settings(max_examples=12, deadline=None)
@given(some.integers(0, 10_000))
def test_crews_of_any_plan_stay_legal_and_get_no_less_fair(seed: int) -> None:
    staff = [
        member(f"s{number}", skills)
        for number, skills in enumerate(["record drive", "record ikd", "ikd", "record"] * 2)
    ]
    loose = month(*SITES, days=12, teams=2, staff=staff)
    found = planned(loose, work=1) if seed % 3 == 0 else planned(random_problem(seed), work=1)
    made = loose if seed % 3 == 0 else random_problem(seed)
    # What the solver hands out has fair crews already: doing it again changes no sum.
    again = fair_crews(made, found, {}, seed=1)
    assert violations(made, again) == ()
    assert sum(one.cost_rupiah for one in again.trips) <= sum(one.cost_rupiah for one in found.trips)
    squares = [sum(count * count for count in days_out(one).values()) for one in (found, again)]
    assert squares[1] <= squares[0]


@given(seed=some.integers(0, 10_000))
@settings(max_examples=6, deadline=None)
def test_parts_of_a_large_roster_break_no_rule_and_are_never_less_fair(seed: int) -> None:
    dice = Random(seed)
    skills = ("record", "record drive", "record print drive")
    staff = [
        member(f"s{number}", dice.choice(skills), away=[dice.randint(1, 12)]) for number in range(dice.randint(5, 8))
    ]
    made = problem(*staff, min_gap_days=1, split_within_days=0)
    days = sorted(dice.sample(range(1, 13), 5))
    try:
        before = plan_of(made, *(trip("t1", at, visit("abcd"[number % 4], 20)) for number, at in enumerate(days)))
    except ValueError:
        reject()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fairness, "LARGE", 0)
        after = fair_crews(made, before, {}, seed=seed)
    assert violations(made, after) == violations(made, before)
    assert [one.days for one in after.trips] == [one.days for one in before.trips]
    assert sum(count**2 for count in days_out(after).values()) <= sum(count**2 for count in days_out(before).values())
