"""Floors, equity and money, each with its price, on problems small enough to know the answer."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from planner.check import violations
from planner.coverage import coverages, level, shortfall
from planner.domain.evidence import Goal, Moves
from planner.domain.history import Pin, PublishedVisit
from planner.domain.plan import Plan, Solution, SolveOptions, StoppedBy
from planner.domain.policy import EquityPlace, Floor, Rates
from planner.domain.problem import Problem
from planner.score import score
from planner.units import MICRO, VALUE_UNITS_PER_PERSON, clock
from solver.goals import tilted, towards_the_lowest
from solver.solve import solve
from solver.thrift import thrifty
from tests.build import day, month, plan_of, team, trip, village, visit
from tests.solver.callers import Listener
from tests.solver.problems import random_problem

FIELDS: dict[str, Any] = {"days": 1, "max_visits_per_day": 1, "teams": [team("t1", crew="record:2 drive:1")]}


def found_for(problem: Problem, *, work: int = 2, caller: Listener | None = None, **options: Any) -> Solution:
    solution = solve(problem, SolveOptions(work=work, workers=1, **options), caller or Listener())
    assert violations(problem, solution.plan) == ()
    assert solution.bound is not None
    assert score(problem, solution.plan).value <= solution.bound
    return solution


def two(a: int = 60, b: int = 40, **policy: Any) -> Problem:
    """One day for one of two villages, each its own subdistrict; b is covered less."""
    sites = [
        village("a", unrecorded=a, recorded=900, subdistrict="ka", fit_phone_permille=0),
        village("b", unrecorded=b, recorded=100, subdistrict="kb", at=(0, 10), fit_phone_permille=0),
    ]
    return month(*sites, **FIELDS, **policy)


def visited(plan: Plan) -> list[str]:
    return [stop.site for one in plan.trips for stop in one.visits]


def prices(solution: Solution) -> dict[Goal, float]:
    return {item.goal: item.value / VALUE_UNITS_PER_PERSON for item in solution.goals}


def worth(problem: Problem, plan: Plan) -> float:
    return score(problem, plan).value / VALUE_UNITS_PER_PERSON


def test_without_other_goals_the_value_decides() -> None:
    solution = found_for(two())
    assert (visited(solution.plan), solution.goals) == (["a"], ())


def test_a_floor_comes_before_the_value_and_tells_its_price() -> None:
    problem = two(floors=(Floor(subdistrict="kb", coverage_permille=800),))
    solution = found_for(problem)
    assert visited(solution.plan) == ["b"]
    assert not shortfall(problem, solution.plan)
    assert prices(solution) == {Goal.FLOORS: worth(two(), found_for(two()).plan) - worth(problem, solution.plan)}
    (price,) = solution.goals
    assert price.persons == 20 * MICRO
    assert price.sentence[0].startswith("Semua janji per kecamatan (1) terpenuhi. Harganya 26 orang berbobot dari 78")
    assert "(20 people fewer)" in price.sentence[1]


def test_visits_that_were_promised() -> None:
    assert visited(found_for(two(floors=(Floor(subdistrict="kb", visits=1),))).plan) == ["b"]


def test_a_floor_that_cannot_be_reached_is_missed_by_as_little_as_can_be() -> None:
    # 40 of 140 can be recorded in kb, and 1000 of 1000 cannot all be reached in either.
    problem = two(
        floors=(Floor(subdistrict="ka", coverage_permille=1000), Floor(subdistrict="kb", coverage_permille=1000))
    )
    solution = found_for(problem)
    assert visited(solution.plan) == ["a"]
    assert shortfall(problem, solution.plan).people == 40 * MICRO
    assert "kb kurang 40 orang" in solution.goals[0].sentence[0]
    assert "kb 40 people short" in solution.goals[0].sentence[1]


def test_equity_may_stand_first() -> None:
    problem = two(equity=EquityPlace.FIRST)
    solution = found_for(problem)
    assert visited(solution.plan) == ["b"]
    assert level(problem, solution.plan) == (937, 1000)
    assert prices(solution) == {Goal.EQUITY: 26.0}
    assert (
        solution.goals[0]
        .sentence[1]
        .startswith("Lowest coverage ka 93.7 %, highest kb 100 % (without equity: lowest kb 71.4 %)")
    )


def test_equity_takes_no_more_than_may_be_given_back() -> None:
    weights = two().policy.weights
    near = two(41, 40, weights=replace(weights, hold_permille=30))
    assert visited(found_for(near).plan) == ["b"]
    far = two(60, 40, weights=replace(weights, hold_permille=30))
    assert visited(found_for(far).plan) == ["a"]
    assert found_for(far).goals[0].value == 0


def test_a_tilt_changes_worth_and_nothing_else() -> None:
    problem = two()
    other = tilted(problem, {"kb": 3.0})
    assert [site.factor_permille for site in other.sites] == [1000, 3000]
    assert replace(other, sites=problem.sites) == problem
    assert tilted(problem, {"kb": 1.0}) is problem
    assert towards_the_lowest(problem, Plan(), 2.0) == {"ka": 1.0, "kb": 3.0}


def test_the_ceiling_of_time_ends_the_search_for_goals() -> None:
    problem = two(floors=(Floor(subdistrict="kb", coverage_permille=800),))
    caller = Listener(tick_s=0.05)
    solution = found_for(problem, caller=caller, seconds=0.1)
    assert solution.stopped_by is StoppedBy.CLOCK


# --- money ---------------------------------------------------------------------------------------------------------


def test_the_visits_of_a_trip_are_made_in_the_cheapest_order() -> None:
    problem = month(village("a", at=30), village("b", at=10), village("c", at=20), days=1)
    plan = plan_of(problem, trip("t1", 1, visit("a", 5), visit("b", 5), visit("c", 5)))
    made = thrifty(problem, plan, least=score(problem, plan).value)
    assert violations(problem, made) == ()
    assert score(problem, made).value == score(problem, plan).value
    assert score(problem, made).distance_m == 2 * 30 * 500
    pinned = replace(problem, pins=(Pin(site="a", day=day(1)),))
    assert thrifty(pinned, plan, least=0) == plan


def test_a_crew_is_home_before_the_higher_allowance_if_value_may_fall() -> None:
    # 90 people are four and a half hours with two stations; with ways, set-up, packing and break over eight hours.
    problem = month(village("a", unrecorded=100, at=45, fit_phone_permille=0), days=1)
    plan = plan_of(problem, trip("t1", 1, visit("a", 90)))
    before = score(problem, plan)
    assert thrifty(problem, plan, least=before.value) == plan
    made = thrifty(problem, plan, least=before.value * 85 // 100)
    after = score(problem, made)
    assert violations(problem, made) == ()
    crew = len(plan.trips[0].staff)
    assert before.cost_rupiah - after.cost_rupiah == crew * (Rates().allowance_long - Rates().allowance_short)
    assert before.value * 85 // 100 <= after.value < before.value


def test_a_trip_that_is_hardly_worth_it_is_left_out_if_value_may_fall() -> None:
    sites = [village("a", unrecorded=90, at=10), village("b", unrecorded=1, at=(0, 60))]
    problem = month(*sites, days=2, max_visits_per_day=1)
    assert sorted(visited(found_for(problem).plan)) == ["a", "b"]
    weights = replace(problem.policy.weights, hold_permille=20)
    saved = found_for(replace(problem, policy=replace(problem.policy, weights=weights)))
    assert visited(saved.plan) == ["a"]
    (price,) = (item for item in saved.goals if item.goal is Goal.MONEY)
    assert price.value == score(problem, found_for(problem).plan).value - score(problem, saved.plan).value


# --- all of it -----------------------------------------------------------------------------------------------------


@given(seed=some.integers(0, 400))
@settings(max_examples=5, deadline=None, derandomize=True)
def test_goals_keep_every_rule_and_their_order(seed: int) -> None:
    dice = Random(seed)
    problem = random_problem(seed)
    sites = tuple(replace(site, subdistrict=f"k{dice.randint(1, 2)}") for site in problem.sites)
    names = sorted({site.subdistrict for site in sites})
    floors = tuple(
        Floor(subdistrict=name, coverage_permille=dice.choice([None, 800, 1000]), visits=dice.choice([None, 1]))
        for name in dice.sample(names, dice.randint(0, len(names)))
    )
    weights = replace(problem.policy.weights, hold_permille=dice.choice([0, 0, 50, 300]))
    equity = dice.choice(list(EquityPlace))
    policy = replace(problem.policy, floors=floors, weights=weights, equity=equity)
    problem = replace(problem, sites=sites, policy=policy)
    plain = replace(
        problem,
        policy=replace(policy, floors=(), equity=EquityPlace.AFTER_VALUE, weights=replace(weights, hold_permille=0)),
    )
    first = found_for(plain, work=1)
    found = found_for(problem, work=1)
    assert shortfall(problem, found.plan) <= shortfall(problem, first.plan)
    if not floors and equity is EquityPlace.AFTER_VALUE:
        hold = weights.hold_permille
        assert score(problem, found.plan).value >= score(problem, first.plan).value * (1000 - hold) // 1000
    assert (
        sum(item.value for item in found.goals) == score(problem, first.plan).value - score(problem, found.plan).value
    )
    if not floors and equity is EquityPlace.FIRST and len(coverages(problem, Plan())) > 1:
        assert level(problem, found.plan)[:1] >= level(problem, first.plan)[:1]


# --- beside a published schedule -----------------------------------------------------------------------------------


def published(name: str) -> Problem:
    """One of the two villages published on the only day; 80 % of kb is promised, so that b is visited."""
    visits = (PublishedVisit(site=name, day=day(1), team="t1", start=clock("09:00")),)
    promised = two(floors=(Floor(subdistrict="kb", coverage_permille=800),))
    return replace(promised, period=replace(promised.period, as_of=day(-13)), published=visits)


def test_what_is_told_of_moves_is_told_of_the_plan_that_the_floors_leave() -> None:
    solution = found_for(published("a"))
    assert visited(solution.plan) == ["b"]
    assert solution.moves is not None
    assert (solution.moves.moved, solution.moves.limit) == (1, 0)
    given = worth(two(), found_for(two()).plan) - worth(two(), solution.plan)
    assert (solution.moves.keeping_persons, solution.moves.keeping_value) == (
        -20 * MICRO,
        -given * VALUE_UNITS_PER_PERSON,
    )
    [(code, indonesian, english)] = solution.notes
    assert code == "MANY_MOVED"
    assert indonesian.startswith("1 dari 1 kunjungan terbit")
    assert f"paling banyak 0 yang pindah bernilai {given:.0f} orang berbobot lebih tinggi" in indonesian
    assert "chosen by floors or equity, which come first" in english
    calm = next(price for price in solution.goals if price.goal is Goal.CALM)
    assert calm.sentence[1].startswith("1 of 1 published visits to come move")


def test_moves_that_the_floors_take_back_are_not_told() -> None:
    solution = found_for(published("b"))
    assert visited(solution.plan) == ["b"]
    assert solution.notes == ()
    assert solution.moves == Moves(coming=1, moved=0, limit=0, forced=0)
    calm = next(price for price in solution.goals if price.goal is Goal.CALM)
    assert calm.sentence[1].startswith("0 of 1 published visits to come move")
