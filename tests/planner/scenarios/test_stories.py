"""Stories of deliveries: one beginning, each its own end; the safe choice and the one that pays on average differ."""

from dataclasses import replace

import pytest

from planner.changes import DeliveryAdded, StockCounted
from planner.check import violations
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.scenarios.stories import Story, measured, story_faults, told_together
from planner.score import score
from planner.units import ValueUnits
from tests.build import cards, day, month, village
from tests.solver.callers import solved

COMES = Story(name="datang", weight=3, changes=(DeliveryAdded(day=day(4), quantity=40),))
STAYS_AWAY = Story(name="tidak", weight=1, changes=())


def engine(problem: Problem, start: Plan | None) -> tuple[Plan, ValueUnits | None]:
    from planner.domain.plan import SolveOptions
    from solver.solve import solve
    from tests.solver.callers import Listener

    found = solve(problem, SolveOptions(work=2, workers=1), Listener(), start)
    return found.plan, found.bound


@pytest.fixture(scope="module")
def office() -> Problem:
    return month(
        village("a", unrecorded=20, at=(10, 0)),
        village("b", unrecorded=30, at=(0, 20)),
        stock=replace(cards(25), counter_per_day=0),
        days=5,
    )


def test_all_stories_share_the_trips_before_the_reveal(office: Problem) -> None:
    answer = told_together(office, (COMES, STAYS_AWAY), day(3), engine)
    begun = answer.chosen.plan
    assert all(trip.days[0] < day(3) for trip in begun.trips)
    for told in answer.chosen.ends:
        assert all(trip.days[0] >= day(3) for trip in told.plan.trips)
    assert answer.bound is not None
    assert answer.worth <= answer.bound
    assert violations(office, begun) == ()
    assert score(office, begun).value <= min(told.value for told in answer.chosen.ends)
    # More cards are never worth less.
    comes, away = (told.value for told in answer.chosen.ends)
    assert comes >= away
    assert solved(office).plan.trips


def test_a_quantile_looks_at_the_bad_stories_and_the_mean_at_all() -> None:
    assert measured([100, 40], [3, 1], None) == 85
    assert measured([100, 40], [3, 1], 0) == 40
    assert measured([100, 40], [3, 1], 249) == 40
    assert measured([100, 40], [3, 1], 250) == 100
    assert measured([100, 40], [3, 1], 1000) == 100


def test_stories_that_differ_before_the_reveal_are_faults(office: Problem) -> None:
    early = Story(name="awal", weight=0, changes=(StockCounted(difference=5),))
    found = [fault.code for fault in story_faults(office, (COMES, early), day(3), "/story")]
    assert found == ["STORY_WITHOUT_WEIGHT", "STORY_BEFORE_REVEAL"]
    assert [fault.code for fault in story_faults(office, (), day(9), "/story")] == ["NO_STORY", "REVEAL_OUTSIDE"]
