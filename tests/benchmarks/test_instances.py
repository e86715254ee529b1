"""Every instance is a real problem: it builds, the same twice, and the hand rule makes a legal plan of it."""

from dataclasses import replace

import pytest

from benchmarks.hand_rule import hand_plan
from benchmarks.instances import INSTANCES, instance_problem, without_stock
from planner.check import violations
from planner.domain.problem import Problem
from planner.domain.site import Connectivity, SiteKind
from planner.domain.team import VehicleClass
from planner.score import score

FEW_DAYS = 5
"""Days that the hand rule plans here: it looks at every place for every team-day, and the month would take long."""


@pytest.mark.parametrize("name", INSTANCES)
def test_the_hand_rule_makes_a_legal_plan_of_the_first_days(name: str) -> None:
    problem = _first_days(instance_problem(name))
    plan = hand_plan(problem)
    assert violations(problem, plan) == ()
    assert {trip.team for trip in plan.trips} == set(problem.team)
    assert score(problem, plan).value > 0


def _first_days(problem: Problem) -> Problem:
    return replace(problem, period=replace(problem.period, days=problem.period.days[:FEW_DAYS]))


@pytest.mark.parametrize("name", ["regency-20-dark", "islands", "province-1x", "doorsteps", "prizes-2-teams"])
def test_dice_decide_and_a_seed_holds_them(name: str) -> None:
    assert instance_problem(name, 3) == instance_problem(name, 3)
    assert instance_problem(name, 3) != instance_problem(name, 4)


def test_provinces_grow_in_all_parts_alike() -> None:
    small, large = instance_problem("province-1x"), instance_problem("province-3x")
    assert len(large.sites) == 3 * len(small.sites)
    assert len(large.teams) == 3 * len(small.teams)
    assert len(large.bases) > len(small.bases)


@pytest.mark.parametrize("dark", [20, 40])
def test_as_many_villages_have_no_signal_as_the_name_says(dark: int) -> None:
    problem = instance_problem(f"regency-{dark}-dark")
    assert sum(site.connectivity is Connectivity.NONE for site in problem.sites) == dark


def test_islands_have_no_road_and_some_lie_beyond_a_day() -> None:
    problem = instance_problem("islands")
    boats, cars = problem.travel_of[VehicleClass.BOAT], problem.travel_of[VehicleClass.CAR]
    away = [site.id for site in problem.sites if site.kind is SiteKind.VILLAGE and not cars.leg("kantor", site.id)]
    assert len(away) == 50
    ways = {site: boats.leg("pelabuhan", site) for site in away}
    assert all(ways.values())
    far = [site for site, way in ways.items() if way and 2 * way[0] > problem.policy.driving_day_max_s]
    assert 10 < len(far) < 40


def test_prizes_are_whole_and_need_no_cards() -> None:
    problem = instance_problem("prizes-2-teams")
    assert {site.recording_demand for site in problem.sites} == {1}
    assert score(problem, hand_plan(problem)).cards_used == 0


def test_without_stock_everybody_gets_a_card() -> None:
    problem = _first_days(without_stock(instance_problem("regency-thin-stock")))
    plan = hand_plan(problem)
    assert violations(problem, plan) == ()
    assert score(problem, plan).people.cards > score(problem, plan).people.recording // 2


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="regency-2-teams"):
        instance_problem("nowhere")
