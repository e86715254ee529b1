"""Bounds with an origin forced in, and with one more of something, against the exact optimum of tiny problems."""

from dataclasses import replace

import pytest

from planner.domain.evidence import Resource
from planner.domain.problem import Problem
from solver.forcing.bounds import further_bounds, with_one_more
from solver.indexing import index
from solver.master.bounding import Bounding
from tests.build import kits, month, village
from tests.solver.oracle import Model, optimum, solved_model
from tests.solver.problems import random_problem

ROUNDS = 14


def bounded(problem: Problem, rounds: int = ROUNDS) -> Bounding:
    """The bound after a few rounds, with cuts where it is close."""
    found = Bounding.of(index(problem), 1)
    for _ in range(rounds):
        if not found.finished:
            found.step()
    return found


def best_with(problem: Problem, origin: str) -> int:
    """What the best plan that serves somebody of an origin is worth at most; below 0 if there is none."""
    made = Model(problem)
    served = [
        row.invited + row.invited_ikd + 1_000 * row.backlog for _, _, row in made.rows() if row.origin.id == origin
    ]
    return solved_model(made, at_least_one=served)


@pytest.mark.parametrize("seed", range(16))
def test_no_plan_with_an_origin_is_worth_more_than_its_bound(seed: int) -> None:
    problem = random_problem(seed)
    sites, _ = further_bounds(bounded(problem))
    bounds = {item.origin: item.bound for item in sites}
    for origin in [site.id for site in problem.sites][:4]:
        best = best_with(problem, origin)
        if best >= 0:
            assert bounds[origin] >= best - 10**9


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("resource", [Resource.BLANKS_100, Resource.SATELLITE_KIT])
def test_no_plan_with_one_more_is_worth_more_than_its_bound(seed: int, resource: Resource) -> None:
    problem = random_problem(seed)
    _, more = further_bounds(bounded(problem))
    bounds = {item.resource: item.bound for item in more}
    if resource in bounds:
        assert bounds[resource] >= optimum(with_one_more(problem, resource)).value


@pytest.mark.parametrize("seed", range(8))
def test_no_plan_with_one_more_team_day_is_worth_more_than_its_bound(seed: int) -> None:
    # A richer office: one team may go out once more, and whoever is needed comes along.
    problem = replace(random_problem(seed), staff=())
    _, more = further_bounds(bounded(problem))
    bound = next(item.bound for item in more if item.resource is Resource.TEAM_DAY)
    for number, team in enumerate(problem.teams):
        richer = replace(team, days_per_week=team.days_per_week + 1, days_per_month=team.days_per_month + 1)
        teams = (*problem.teams[:number], richer, *problem.teams[number + 1 :])
        weeks = {day.week for day in problem.period.days}
        if len(weeks) == 1:
            assert bound >= optimum(replace(problem, teams=teams)).value


def test_a_far_village_is_proven_to_cost_more_than_it_brings() -> None:
    # One day, one team. Ten near people with factor 1, or one person far away: whoever goes far comes home with one.
    problem = month(village("far", unrecorded=1, at=115), village("near", unrecorded=40, at=10), days=1, staff=())
    bounding = bounded(problem)
    sites, _ = further_bounds(bounding)
    bounds = {item.origin: item.bound for item in sites}
    assert bounds["far"] < optimum(problem).value <= bounds["near"]


def test_a_village_that_nobody_can_reach_has_no_bound() -> None:
    problem = month(village("a"), village("b"), days=1, staff=(), minutes={("base", "a"): None, ("a", "b"): None})
    sites, _ = further_bounds(bounded(problem))
    assert [item.origin for item in sites] == ["b"]


def test_a_kit_where_there_was_none_is_not_bounded() -> None:
    problem = month(village("a", signal="none"), village("b"), days=1, staff=())
    _, more = further_bounds(bounded(problem))
    assert Resource.SATELLITE_KIT not in {item.resource for item in more}
    _, more = further_bounds(bounded(replace(problem, equipment=(kits(1),))))
    assert Resource.SATELLITE_KIT in {item.resource for item in more}


def test_without_a_bound_there_is_nothing_to_tell() -> None:
    assert further_bounds(Bounding.of(index(month(village("a"))), 1)) == ((), ())
