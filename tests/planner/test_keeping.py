"""What of a plan still stands when its problem has changed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planner.check import violations
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.keeping import legal_part, legal_parts, without_crews
from planner.score import score
from tests.build import cards, day, done, member, month, plan_of, team, trip, village, visit, with_policy, with_site


def problem(**fields: object) -> Problem:
    return month(village("a"), village("b", at=20), village("c", at=(0, 20)), days=3, **fields)  # type: ignore[arg-type]


def plan() -> Plan:
    return plan_of(
        problem(),
        trip("t1", 1, visit("a", 20), visit("b", 10)),
        trip("t1", 2, visit("b", 10)),
        trip("t1", 3, visit("c", 20)),
    )


def sites(kept: Plan) -> list[list[str]]:
    return [[stop.site for stop in trip.visits] for trip in kept.trips]


def test_a_legal_plan_stays_as_it_is() -> None:
    assert legal_part(problem(), plan()) == plan()


def test_a_place_that_closes_loses_its_visit_and_nothing_else() -> None:
    closed = with_site(problem(), "a", closed_dates=(day(1),))
    kept = legal_part(closed, plan())
    assert sites(kept) == [["b"], ["b"], ["c"]]
    assert violations(closed, kept) == ()


def test_a_place_or_team_that_is_gone_is_left_out() -> None:
    assert sites(legal_part(month(village("b", at=20), village("c", at=(0, 20)), days=3), plan())) == [
        ["b"],
        ["b"],
        ["c"],
    ]
    assert legal_part(problem(teams=[team("t9")]), plan()) == Plan()
    assert sites(legal_part(problem(staff=[member("x")]), plan())) == []


def test_people_who_are_served_already_are_not_invited_again() -> None:
    changed = problem(done=[done("b", 1, invited=8)], split_parts_max=9, teams=[team("t1"), team("t2")])
    invited = [row.invited for one in legal_part(changed, plan()).trips for stop in one.visits for row in stop.people]
    assert sum(invited) == 20 + 12 + 20


def test_without_blanks_people_are_still_recorded() -> None:
    bare = problem(stock=cards(0))
    kept = legal_part(bare, plan())
    assert score(bare, kept).people.recording == score(problem(), plan()).people.recording
    assert score(bare, kept).people.cards == 0


def test_rates_that_change_cost_no_visit() -> None:
    dearer = replace(problem(), policy=replace(problem().policy, rates=replace(problem().policy.rates, per_km=9_999)))
    kept = legal_part(dearer, plan())
    assert sites(kept) == sites(plan())
    assert violations(dearer, kept) == ()


@settings(max_examples=20, deadline=None)
@given(
    some.integers(0, 3),
    some.integers(0, 60),
    some.sampled_from([None, 0, 200_000, 900_000]),
    some.sets(some.integers(1, 3), max_size=2),
)
def test_the_part_that_is_kept_breaks_nothing(visits: int, blanks: int, budget: int | None, off: set[int]) -> None:
    changed = with_policy(
        problem(off=off, stock=cards(blanks)), max_visits_per_day=max(1, visits), budget_rupiah=budget
    )
    kept = legal_part(changed, plan())
    assert violations(changed, kept) == ()
    assert score(changed, kept).value <= score(problem(), plan()).value


@pytest.mark.parametrize("budget", [400_000, 900_000, 1_500_000])
def test_the_trips_worth_most_are_kept(budget: int) -> None:
    capped = with_policy(problem(), budget_rupiah=budget)
    kept = legal_part(capped, plan())
    values = {trip.id: sum(row.recorded for stop in trip.visits for row in stop.people) for trip in plan().trips}
    assert sum(trip.cost_rupiah for trip in kept.trips) <= budget
    if kept.trips:
        assert max(values, key=lambda name: values[name]) in {trip.id for trip in kept.trips}


@settings(max_examples=15, deadline=None)
@given(some.sets(some.integers(1, 3), max_size=2), some.sets(some.integers(1, 3), max_size=2), some.booleans())
def test_both_parts_are_those_that_are_made_one_by_one(off: set[int], leave: set[int], listed: bool) -> None:
    crew = [member(name, away=leave) for name in ("x", "y", "z")]
    changed = problem(off=off, staff=crew if listed else [])
    manned = replace(plan(), trips=tuple(replace(one, staff=("x", "y", "z")) for one in plan().trips))
    assert legal_parts(changed, manned) == (legal_part(changed, manned), legal_part(*without_crews(changed, manned)))
