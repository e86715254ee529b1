"""Where all trips cost more than the budget: those worth most within it are dated, all that must be made among them."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from planner.domain.plan import SolveOptions
from planner.domain.problem import Problem
from planner.score import score
from solver.rostering.affording import affordable
from solver.rostering.undated import Undated
from solver.run import Run
from tests.build import cards, day, month, village
from tests.solver.callers import Listener


def trip(worth: int, rupiah: int, group: int | None = None) -> Undated:
    return Undated(
        worth=worth, teams=("t1",), days=(day(1),), sites=("a",), with_kit=False, ikd=0, cost_rupiah=rupiah, group=group
    )


@pytest.mark.parametrize("seed", range(8))
def test_no_other_trips_within_the_budget_are_worth_more(seed: int) -> None:
    dice = Random(seed)
    trips = [trip(dice.randint(1, 50), dice.randint(1, 30)) for _ in range(9)]
    budget = dice.randint(10, 120)
    kept = affordable(trips, budget, seed=1)
    assert sum(trips[number].cost_rupiah for number in kept) <= budget
    sums = [
        sum(trips[number].worth for number in some)
        for many in range(10)
        for some in combinations(range(9), many)
        if sum(trips[number].cost_rupiah for number in some) <= budget
    ]
    assert sum(trips[number].worth for number in kept) == max(sums)


def test_what_must_be_made_stays_and_is_paid_once() -> None:
    pair = [trip(0, 40, group=0), trip(9, 60, group=0)]
    assert affordable([*pair, trip(50, 50), trip(40, 40)], 100, seed=1) == [0, 1, 3]
    assert affordable([*pair, trip(50, 50), trip(40, 40)], 150, seed=1) == [0, 1, 2, 3]
    assert affordable([*pair, trip(50, 50)], 10, seed=1) == [0, 1]
    assert affordable(pair, 10, seed=1) == [0, 1]


def test_without_a_budget_all_are_made() -> None:
    assert affordable([trip(1, 10**9), trip(0, 1)], None, seed=1) == [0, 1]


def poor() -> Problem:
    """Two villages, money for one trip, cards for one village."""
    villages = (village("a", unrecorded=60), village("b", unrecorded=60, at=(30, 0)))
    problem = month(*villages, days=4, teams=2, stock=cards(60))
    return replace(problem, policy=replace(problem.policy, budget_rupiah=900_000))


def test_trips_that_are_made_get_what_those_left_out_would_have_had() -> None:
    problem = poor()
    run = Run(problem, SolveOptions(work=2, workers=1), Listener(), None)
    search = run._searching(run._slots())
    drafts = search.drafts(search.construct(1))
    alone = [run.finisher.plan([draft])[0] for draft in drafts if draft.loads]
    together, _ = run.finisher.plan(drafts)
    assert len(alone) == 2
    assert len(together.trips) == 1
    assert score(problem, together).value == max(score(problem, plan).value for plan in alone)
