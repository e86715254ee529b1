"""Other engines: what they are told is true, and what they answer becomes a legal plan whatever it was."""

import importlib
import importlib.util
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.converting import hubs_of, plan_of_routes, with_cards
from benchmarks.engines.routes import Route, spent
from benchmarks.instances import instance_problem
from benchmarks.peer_page import page
from benchmarks.peer_run import FULL, HAND, JEMPUT, PeerRun
from benchmarks.statement import Statement, state
from planner.check import violations
from planner.domain.problem import Problem
from planner.score import score
from planner.units import VALUE_UNITS_PER_PERSON, minutes
from tests.build import cards, day, kits, month, school, team, village
from tests.solver.problems import random_problem

ENGINES = [name for name, module in (("pyvrp", "pyvrp"), ("vroom", "vroom")) if importlib.util.find_spec(module)]


def random_routes(statement: Statement, seed: int) -> list[Route]:
    """Chunks dealt out to vehicles blindly: what a bad engine might answer."""
    dice = Random(seed)
    chunks = list(range(len(statement.chunks)))
    dice.shuffle(chunks)
    routes = []
    for slot in statement.slots:
        mine = [chunks.pop() for _ in range(min(len(chunks), dice.randint(0, 6)))]
        days = sorted(dice.randrange(statement.kinds[slot.kind].days) for _ in mine)
        routes.append(Route(kind=slot.kind, chunks=tuple(mine), days=tuple(days)))
    return routes


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 5_000), st.integers(0, 100), st.sampled_from([5, 20, 60]))
def test_any_routes_become_a_legal_plan(seed: int, deal: int, chunk: int) -> None:
    problem = random_problem(seed)
    if problem.policy.mandatory_ikd:
        problem = replace(problem, policy=replace(problem.policy, mandatory_ikd=False))
    statement = state(problem, chunk=chunk)
    assert violations(problem, plan_of_routes(statement, random_routes(statement, deal))) == ()


@pytest.mark.parametrize("deal", range(3))
def test_routes_of_several_days_become_a_legal_plan(deal: int) -> None:
    problem = instance_problem("islands")
    statement = state(problem, chunk=40, nights=2)
    assert any(len(slot.days) == 3 for slot in statement.slots)
    plan = plan_of_routes(statement, random_routes(statement, deal))
    assert violations(problem, plan) == ()


def test_a_perfect_answer_loses_nothing() -> None:
    # Two team-days, one village each: all are served, and cards go to everybody.
    problem = month(
        village("a", unrecorded=40), village("b", unrecorded=30), teams=2, days=1, staff=(), max_visits_per_day=1
    )
    statement = state(problem, chunk=100)
    routes = [Route(kind=0, chunks=(number,), days=(0,)) for number in range(2)]
    found = score(problem, plan_of_routes(statement, routes))
    assert (found.people.recording, found.people.cards) == (70_000_000, 70_000_000)


def test_people_who_still_wait_fill_the_time_that_is_left() -> None:
    problem = month(village("a", unrecorded=40), days=1, staff=())
    statement = state(problem, chunk=10)
    plan = plan_of_routes(statement, [Route(kind=0, chunks=(0,), days=(0,))])
    assert score(problem, plan).people.recording == 40_000_000


def test_cards_go_where_they_are_worth_most_and_leave_later_days_theirs() -> None:
    problem = month(
        village("a", unrecorded=20, factor_permille=1000),
        village("b", unrecorded=20, factor_permille=1300),
        days=2,
        staff=(),
        stock=cards(30, deliveries={3: 100}),
        max_visits_per_day=1,
    )
    statement = state(problem, chunk=100)
    numbers = {chunk.site: number for number, chunk in enumerate(statement.chunks)}
    plan = plan_of_routes(statement, [Route(kind=0, chunks=(numbers[site],), days=(0,)) for site in "ab"])
    printed = {row.origin: row.cards // 1_000_000 for trip in plan.trips for at in trip.visits for row in at.people}
    assert printed == {"a": 9, "b": 20}
    assert with_cards(problem, plan) == plan


def test_what_engines_are_told_of_time_is_what_a_visit_takes() -> None:
    problem = month(
        village("a", unrecorded=10, at=10),
        village("b", unrecorded=10, at=30),
        days=1,
        staff=(),
        teams=[team(stations=1)],
        setup_s=minutes(40),
        pack_s=minutes(30),
    )
    statement = state(problem, chunk=5)
    table = spent(statement, 0) // 60
    assert [chunk.site for chunk in statement.chunks] == ["a", "a", "b", "b"]
    # From the base: the way and setting up; to the next chunk of the place: service alone; on to b: packing, too.
    assert table[0, 1] == 10 + 40
    assert table[1, 2] == 30
    assert table[2, 3] == 30 + 30 + 20 + 40
    assert table[4, 0] == 30 + 30 + 30


def test_schools_and_villages_without_signal_are_for_those_who_can() -> None:
    problem = month(
        village("a", signal="none"),
        school("s"),
        teams=2,
        days=2,
        school_closed=[2],
        staff=(),
        equipment=[kits(1)],
    )
    statement = state(problem, chunk=100)
    able = {
        chunk.site: {
            (statement.kinds[at].school_open, statement.kinds[at].with_kit)
            for at, service in enumerate(chunk.service_s)
            if service is not None
        }
        for chunk in statement.chunks
    }
    assert able["s"] == {(True, True), (True, False)}
    assert able["a"] == {(True, True), (False, True)}


def test_hubs_of_a_plan_can_be_handed_on() -> None:
    problem = month(
        village("a", signal="none", unrecorded=10),
        village("b", unrecorded=10),
        village("c", unrecorded=10),
        reach={("a", "b"): 2, ("a", "c"): 5},
        days=1,
        staff=(),
    )
    nearest = state(problem, chunk=100)
    other = state(problem, chunk=100, hubs={"a": "c"})
    assert {chunk.origin: chunk.site for chunk in nearest.chunks} == {"a": "b", "b": "b", "c": "c"}
    assert {chunk.origin: chunk.site for chunk in other.chunks} == {"a": "c", "b": "b", "c": "c"}
    numbers = tuple(range(len(other.chunks)))
    plan = plan_of_routes(other, [Route(kind=0, chunks=numbers, days=(0, 0, 0))])
    assert hubs_of(plan)["a"] == "c"


@pytest.mark.parametrize("engine", [*ENGINES, "routing", "cp_sat"])
def test_an_engine_finds_the_plan_that_there_is(engine: str) -> None:
    problem = small()
    statement = state(problem, chunk=30)
    solve = importlib.import_module(f"benchmarks.engines.with_{engine}").solve
    plan = plan_of_routes(statement, solve(statement, 0.6, 1, 1))
    assert violations(problem, plan) == ()
    # Everybody fits: three villages on two days of one team.
    assert score(problem, plan).people.recording == 90_000_000


def small() -> Problem:
    return month(
        village("a", unrecorded=30, at=10),
        village("b", unrecorded=30, at=20),
        village("c", unrecorded=30, at=(10, 20)),
        days=2,
        staff=(),
    )


def run(planner: str, value: int, *, bound: int | None = None, broken: int = 0, chunk: int = 0) -> PeerRun:
    return PeerRun(
        key=f"{planner}-{value}-{chunk}",
        instance="regency-2-teams",
        planner=planner,
        variant=FULL,
        seed=1,
        chunk=chunk,
        solve_s=10.0,
        value=value * VALUE_UNITS_PER_PERSON,
        bound=None if bound is None else bound * VALUE_UNITS_PER_PERSON,
        distance_m=50_000,
        trips=24,
        visits=30,
        violations=broken,
        peak_mb=300,
        hubs={},
    )


def test_the_page_shows_our_median_beside_the_best_of_an_engine() -> None:
    runs = [run(JEMPUT, 100, bound=120), run(JEMPUT, 110, bound=120), run(JEMPUT, 130, bound=140), run(HAND, 88)]
    runs += [run("pyvrp", 90, chunk=30, broken=1), run("pyvrp", 100, chunk=90)]
    told = page(runs, seconds=60, factor=10, facts={"cores": "2"}, command="python -m benchmarks.peers")
    ours, hand, engine = (line for line in told.splitlines() if line.startswith("| regency-2-teams |"))
    assert "| 110.0 | 100.0 - 130.0 |" in ours
    assert "| +25.00 |" in hand
    assert "PyVRP (chunks of 90) | 2 | 100.0 | 90.0 - 100.0 | +10.00 |" in engine
    assert engine.endswith("| 20.0 | 300 | 1 |")


def test_days_are_chosen_within_the_limits_of_a_team() -> None:
    problem = month(village("a"), days=14, staff=(), teams=[team(days_per_week=3, days_per_month=5)])
    days = [slot.days[0] for slot in state(problem, chunk=50).slots]
    assert len(days) == 5
    assert sum(at < day(8) for at in days) <= 3
