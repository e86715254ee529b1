"""Grades of reasons, each against an exact solve or by hand, and the changes that are told."""

from dataclasses import replace

import pytest
from ortools.math_opt.python import mathopt

from planner.alone import Alone, Wanted, demand_of
from planner.domain.evidence import Resource
from planner.domain.plan import Evidence, Plan, PlanDocument, Reason, Solution, SolveOptions, StoppedBy, Unserved
from planner.domain.problem import Problem
from planner.letting_in import changes_for_impossible
from planner.month import document
from planner.score import score
from planner.weighing import displaced_by, weigh
from solver.forcing.enriching import value_with_more
from solver.forcing.revising import plans_with
from solver.solve import solve
from tests.build import kits, member, month, plan_of, team, trip, village, visit
from tests.planner.test_explain import IMPOSSIBLE
from tests.solver.callers import Listener
from tests.solver.oracle import Model, optimum, solved_model
from tests.solver.problems import random_problem


def told(problem: Problem, solution: Solution) -> PlanDocument:
    return document(
        problem,
        solution.plan,
        solution,
        options=SolveOptions(),
        problem_hash="0" * 64,
        version="1",
        started="",
        machine="",
    )


def weighed(problem: Problem, solution: Solution) -> PlanDocument:
    return weigh(problem, told(problem, solution), plans_with, value_with_more, Listener())


def by_hand(problem: Problem, plan: Plan) -> Solution:
    return Solution(plan=plan, bound=None, stopped_by=StoppedBy.WORK, seconds=1.0)


def of(found: PlanDocument, origin: str) -> Unserved:
    return next(item for item in found.unserved if item.origin == origin)


def best_with(problem: Problem, origin: str, *, least: float = 0.0) -> int:
    """What the best plan is worth that serves somebody of an origin, ``least`` people or more; below 0 if none can."""
    made = Model(problem)
    rows = [row for _, _, row in made.rows() if row.origin.id == origin]
    if not rows:
        return -1
    if least:
        made.keep(mathopt.fast_sum(row.recorded + row.backlog for row in rows) >= least)
    return solved_model(made, at_least_one=[row.invited + row.invited_ikd + 1_000 * row.backlog for row in rows])


@pytest.mark.parametrize("seed", range(14))
def test_every_grade_of_a_run_is_true(seed: int) -> None:
    problem = random_problem(seed)
    solution = solve(problem, SolveOptions(work=4, workers=1), Listener())
    found = weighed(problem, solution)
    value = score(problem, solution.plan).value
    for item in found.unserved:
        wanted = demand_of(problem, problem.site[item.origin]).wanted
        if item.evidence is Evidence.IMPOSSIBLE and item.reason is not Reason.NO_DEMAND and wanted is not Wanted.IKD:
            # Not one whole person who is invited, or card; the farthest guest counts for 0.45.
            assert best_with(problem, item.origin, least=0.44) < 0, item
        if item.evidence is Evidence.PROVEN:
            assert item.bound is not None
            assert best_with(problem, item.origin) <= item.bound < value
        if item.found is not None and item.invited == 0:
            assert item.found <= best_with(problem, item.origin) + 10**9
    best = optimum(problem).value
    for worth in found.worth_of_more:
        assert worth.gain >= 0
        if worth.most is not None:
            assert worth.gain <= worth.most
        if worth.least is not None:
            assert worth.least <= worth.gain
    assert best >= value


@pytest.mark.parametrize("reason", sorted(IMPOSSIBLE.keys() - {Reason.NO_DEMAND}), ids=str)
def test_what_each_code_calls_impossible_is_so_by_an_exact_solve(reason: Reason) -> None:
    assert best_with(IMPOSSIBLE[reason], "a", least=0.44) < 0


def test_a_neighbour_that_would_give_way_is_named() -> None:
    # One day for one team; 20 people at either village, and only one village a day.
    problem = month(village("a", unrecorded=20), village("b", unrecorded=30, at=12), days=1, max_visits_per_day=1)
    plan = plan_of(problem, trip("t1", 1, visit("b", 30)))

    found = weighed(problem, by_hand(problem, plan))
    item = of(found, "a")

    assert item.evidence is Evidence.COMPARED
    assert [(one.origin, one.fewer, one.invited) for one in item.displaces] == [("b", 30, 0)]
    assert item.found == score(problem, plan_of(problem, trip("t1", 1, visit("a", 20)))).value
    assert "B (30 people fewer)" in item.sentence[1]
    assert any("B (30 orang lebih sedikit)" in change[0] for change in item.changes)


def test_a_twin_is_undecided() -> None:
    problem = month(village("a"), village("b", at=12), days=1, max_visits_per_day=1)
    plan = plan_of(problem, trip("t1", 1, visit("b", 20)))

    assert of(weighed(problem, by_hand(problem, plan)), "a").evidence is Evidence.UNDECIDED


def test_a_better_plan_found_on_the_way_is_told() -> None:
    problem = month(village("a", unrecorded=40), village("b", at=12), days=1, max_visits_per_day=1)
    plan = plan_of(problem, trip("t1", 1, visit("b", 20)))

    item = of(weighed(problem, by_hand(problem, plan)), "a")

    assert item.evidence is Evidence.UNDECIDED
    assert "not the best yet" in item.sentence[1]


def test_a_far_village_is_proven_to_be_dearer() -> None:
    problem = month(village("far", unrecorded=1, at=115), village("near", unrecorded=400), days=1)
    solution = solve(problem, SolveOptions(work=20, workers=1), Listener())

    item = of(weighed(problem, solution), "far")

    assert item.evidence is Evidence.PROVEN
    assert item.bound is not None
    assert best_with(problem, "far") <= item.bound < score(problem, solution.plan).value


def test_a_team_day_more_is_worth_what_it_serves() -> None:
    # Two villages of 20 people, one day for the only team: one more serves the other; each is worth 20 + cards.
    problem = month(village("a"), village("b", at=12), days=2, teams=[team(days_per_week=1)], max_visits_per_day=1)
    plan = plan_of(problem, trip("t1", 1, visit("b", 20)))

    found = weighed(problem, by_hand(problem, plan))
    worth = {item.resource: item for item in found.worth_of_more}

    assert worth[Resource.TEAM_DAY].gain == score(problem, plan).value
    assert worth[Resource.BLANKS_100].gain == 0
    assert Resource.MILLION_RUPIAH not in worth


def test_an_operator_more_lets_the_second_team_out() -> None:
    staff = [member(f"s{number}") for number in range(5)]
    problem = month(village("a"), village("b", at=12), days=1, teams=2, staff=staff, max_visits_per_day=1)
    plan = plan_of(problem, trip("t1", 1, visit("b", 20)))

    worth = {item.resource: item for item in weighed(problem, by_hand(problem, plan)).worth_of_more}

    assert worth[Resource.OPERATOR_DAY].gain == score(problem, plan).value


def test_a_kit_more_speeds_a_weak_village_up() -> None:
    problem = month(village("a", unrecorded=200, signal="weak"), days=1)
    solution = solve(problem, SolveOptions(work=4, workers=1), Listener())

    worth = {item.resource: item for item in weighed(problem, solution).worth_of_more}

    assert worth[Resource.SATELLITE_KIT].gain > 0


@pytest.mark.parametrize("reason", [reason for reason in IMPOSSIBLE if reason is not Reason.NO_DEMAND], ids=str)
def test_a_change_is_told_for_what_is_impossible(reason: Reason) -> None:
    problem = IMPOSSIBLE[reason]
    changes = changes_for_impossible(problem, problem.site["a"], reason)

    # Where no way is known, nothing but a way would help.
    assert bool(changes) is (reason is not Reason.UNREACHABLE)
    assert all(len(both) == 2 and "{" not in "".join(both) for both in changes)


def test_a_change_is_told_only_if_it_helps() -> None:
    # A kit would not help: the village is closed on every day.
    problem = month(
        village("a", signal="none", closed_dates=tuple(month().period.days[n].day for n in range(5))), days=5
    )

    assert changes_for_impossible(problem, problem.site["a"], Reason.NO_SIGNAL_NO_KIT) == ()


def test_whoever_gets_less_is_counted_over_all_visits() -> None:
    problem = month(village("a", unrecorded=40), village("b"))
    before = plan_of(problem, trip("t1", 1, visit("a", 20), visit("b", 20)), trip("t1", 2, visit("a", 20)))
    after = plan_of(problem, trip("t1", 1, visit("a", 25)))

    assert [(item.origin, item.fewer) for item in displaced_by(before, after, "c")] == [("b", 20), ("a", 15)]


def test_stopped_before_it_began_nothing_is_weighed() -> None:
    problem = month(village("a"), village("b", at=12), days=1, max_visits_per_day=1)
    first = told(problem, by_hand(problem, plan_of(problem, trip("t1", 1, visit("b", 20)))))

    found = weigh(problem, first, plans_with, value_with_more, Listener(steps=0))

    assert found.unserved == first.unserved
    assert found.worth_of_more == ()


def test_weighing_again_changes_nothing() -> None:
    problem = replace(month(village("a"), village("b", at=12), days=1, max_visits_per_day=1), equipment=(kits(1),))
    once = weighed(problem, by_hand(problem, plan_of(problem, trip("t1", 1, visit("b", 20)))))

    assert weigh(problem, once, plans_with, value_with_more, Listener()) == once
    assert demand_of(problem, problem.site["a"]).wanted is Wanted.RECORDING
    assert Alone(problem).obstacle(problem.site["a"]) is None
