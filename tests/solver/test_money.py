"""A budget stands in the bound, and trips that stay below the higher allowance are told from others."""

from dataclasses import replace

import pytest

from planner.check import violations
from planner.domain.plan import SolveOptions
from planner.domain.problem import Problem
from planner.ledger import trip_cost
from planner.score import score
from solver.indexing import index
from solver.master.relaxation import Relaxation
from solver.solve import solve
from tests.build import month, plan_of, trip, village, visit
from tests.solver.test_bound_against_oracle import Quiet, bounds

SITES = tuple(village(name, unrecorded=200, at=at) for name, at in (("a", (10, 0)), ("b", (0, 20)), ("c", (25, 10))))


def office(budget: int | None, **rates: int) -> Problem:
    """Three villages with more people than a day holds."""
    problem = month(*SITES, days=6, teams=1)
    told = replace(problem.policy.rates, **rates)
    return replace(problem, policy=replace(problem.policy, rates=told, budget_rupiah=budget))


def test_money_for_two_trips_proves_that_no_plan_serves_what_three_do() -> None:
    free = office(None)
    most = solve(free, SolveOptions(work=4, workers=1), Quiet())
    costs = sorted(sum(line.amount_rupiah for line in trip_cost(free, one)) for one in most.plan.trips)
    assert len(costs) > 2
    poor = office(costs[0] + costs[1])
    found = solve(poor, SolveOptions(work=4, workers=1), Quiet())
    assert violations(poor, found.plan) == ()
    assert len(found.plan.trips) == 2
    value = score(poor, found.plan).value
    bound = min(bounds(poor))
    assert value <= bound < score(free, most.plan).value
    # What parts of trips would bring is all that is left between.
    assert bound - value < value // 10


@pytest.mark.parametrize("invited", [20, 40, 60])
@pytest.mark.parametrize("allowance_long", [75_000, 150_000, 600_000])
def test_no_legal_trip_costs_less_than_its_cell_tells(invited: int, allowance_long: int) -> None:
    problem = office(10_000_000, allowance_long=allowance_long)
    relaxation = Relaxation(index(problem))
    assert any(cell.is_brief for cell in relaxation.cells) == (allowance_long > 75_000)
    plan = plan_of(problem, trip("t1", 1, visit("a", invited)))
    cost = sum(line.amount_rupiah for line in trip_cost(problem, plan.trips[0]))
    least = min(
        relaxation.money.of_order(number, [relaxation.index.places.index("a")])
        for number in range(len(relaxation.cells))
    )
    assert least <= cost
    capped = replace(problem, policy=replace(problem.policy, budget_rupiah=cost))
    assert min(bounds(capped)) >= score(problem, plan).value


@pytest.mark.parametrize("budget", [600_000, 900_000, 1_300_000, 1_900_000])
def test_plans_under_a_budget_lie_below_its_bound(budget: int) -> None:
    problem = office(budget)
    found = solve(problem, SolveOptions(work=3, workers=1), Quiet())
    assert violations(problem, found.plan) == ()
    assert found.bound is not None
    assert score(problem, found.plan).value <= min(found.bound, *bounds(problem))


def test_long_days_are_left_where_the_higher_allowance_buys_too_little() -> None:
    problem = office(1_100_000, allowance_long=600_000)
    found = solve(problem, SolveOptions(work=4, workers=1), Quiet())
    items = {line.item for one in found.plan.trips for line in trip_cost(problem, one)}
    assert "allowance_long" not in items
    assert len(found.plan.trips) == 2
