"""What fairness and a published schedule would cost: plans that a goal asks for, judged beside the plan as it is."""

from dataclasses import replace

import pytest

from planner.check import violations
from planner.domain.evidence import Goal
from planner.domain.plan import Plan, Solution, SolveOptions, StoppedBy
from planner.domain.policy import EquityPlace
from planner.domain.problem import Problem
from planner.goal_prices import goal_prices
from planner.ports import Control
from planner.replan import rest_of
from planner.score import score
from solver.solve import solve
from tests.build import day, month, plan_of, trip, village, visit
from tests.solver.callers import Listener

MADE = month(
    village("a", unrecorded=60, subdistrict="k1", at=10),
    village("b", unrecorded=20, recorded=10, subdistrict="k2", at=(0, 10)),
    days=10,
)


class Engine:
    """Gives a village back that fairness asks for, and remembers what it was asked."""

    def __init__(self, *, stop_after: int = 99) -> None:
        self.asked: list[Problem] = []
        self.stop_after = stop_after

    def __call__(
        self,
        problem: Problem,
        options: SolveOptions,  # noqa: ARG002
        control: Control,
        start: Plan | None = None,  # noqa: ARG002
    ) -> Solution:
        self.asked.append(problem)
        if len(self.asked) == self.stop_after and isinstance(control, Listener):
            control.steps = 0
        plan = plan_of(problem, trip("t1", 9, visit("b", 20)))
        return Solution(plan=plan, bound=None, stopped_by=StoppedBy.WORK, seconds=0.0)


def test_more_weight_on_fairness_is_priced_in_people() -> None:
    engine, plan = Engine(), plan_of(MADE, trip("t1", 9, visit("a", 60)))
    offers = goal_prices(MADE, plan, SolveOptions(), engine, Listener())
    assert [offer.goal for offer in offers] == [Goal.EQUITY] * 3
    assert [one.policy.weights.hold_permille for one in engine.asked[:2]] == [10, 30]
    assert engine.asked[2].policy.equity is EquityPlace.FIRST
    lost = score(MADE, plan).people.persons - score(MADE, plan_of(MADE, trip("t1", 9, visit("b", 20)))).people.persons
    assert lost > 0
    # The engine gives up more than a hundredth, which only fairness that comes first may.
    assert [offer.persons for offer in offers] == [0, 0, lost]
    assert offers[2].value > 0
    assert "orang lebih sedikit" in offers[2].sentence[0]
    assert "people fewer" in offers[2].sentence[1]
    assert all(all(offer.asked) for offer in offers)


def test_a_fairer_plan_found_for_another_weight_is_told_where_it_gives_up_no_more() -> None:
    def engine(problem: Problem, options: SolveOptions, control: Control, start: Plan | None = None) -> Solution:
        first = problem.policy.equity is EquityPlace.FIRST
        both = plan_of(problem, trip("t1", 8, visit("a", 60)), trip("t1", 9, visit("b", 20)))
        plan = both if first or start is None else start
        return Solution(plan=plan, bound=None, stopped_by=StoppedBy.WORK, seconds=0.0)

    plan = plan_of(MADE, trip("t1", 9, visit("a", 60)))
    offers = goal_prices(MADE, plan, SolveOptions(), engine, Listener())
    assert len({(offer.value, offer.persons) for offer in offers}) == 1
    assert offers[0].value < 0


def test_keeping_a_published_schedule_is_priced_by_a_plan_that_does_not_mind_it() -> None:
    before = plan_of(MADE, trip("t1", 2, visit("a", 60)), trip("t1", 9, visit("b", 20)))
    rest, start = rest_of(MADE, before, day(5))
    engine = Engine()
    offers = goal_prices(rest, start, SolveOptions(), engine, Listener())
    assert [offer.goal for offer in offers] == [Goal.EQUITY, Goal.CALM]
    assert engine.asked[0].policy.equity is EquityPlace.FIRST
    assert engine.asked[1].policy.weights.hold_permille == 0
    assert offers[1].value == 0
    assert "0 dari 1" in offers[1].sentence[0]


def test_one_subdistrict_has_nobody_to_be_fair_to_and_a_stop_ends_it() -> None:
    alone = month(village("a", subdistrict="k1"), days=3)
    assert goal_prices(alone, Plan(), SolveOptions(), Engine(), Listener()) == []
    plan = plan_of(MADE, trip("t1", 9, visit("a", 60)))
    assert len(goal_prices(MADE, plan, SolveOptions(), Engine(stop_after=1), Listener())) == 1


@pytest.mark.parametrize("hold", [0, 20])
def test_the_engine_finds_the_fairer_plan(hold: int) -> None:
    made = replace(MADE, policy=replace(MADE.policy, weights=replace(MADE.policy.weights, hold_permille=hold)))
    plan = plan_of(made, trip("t1", 9, visit("a", 60)))
    assert not violations(made, plan)
    offers = goal_prices(made, plan, SolveOptions(work=1, workers=1), solve, Listener())
    assert len(offers) == 3
    # Both villages fit the month, so that fairness gains here besides.
    assert all(offer.value < 0 for offer in offers)
