"""Branching on the number of trips and on places of service: cases cover every plan, and close the gap."""

from dataclasses import replace

from planner.domain.plan import SolveOptions
from planner.domain.problem import Problem
from planner.score import score
from solver.indexing import index
from solver.master.bounding import Bounding
from solver.master.branching import Branching, Case
from solver.solve import solve
from tests.build import month, village
from tests.solver.problems import random_problem
from tests.solver.test_bound_against_oracle import Quiet

SEED, BUSY = 7, 15
"""Problems whose villages may join one another; the trips of the second are many to price."""


def branched(seed: int = SEED) -> Branching:
    """Two cases of a small problem, after the rounds of its relaxation."""
    bounding = Bounding.of(index(random_problem(seed)), 1)
    while bounding.branching is None and not bounding.finished:
        bounding.step()
    assert bounding.branching is not None
    return bounding.branching


def halves(branching: Branching, pair: int) -> list[Case]:
    """All plans split by a place of service."""
    return branching._cases_of(branching.cases[0], pair)


def test_one_case_goes_to_a_place_of_service_and_the_other_to_any_but_that() -> None:
    branching = branched()
    rows, found = branching.relaxation.rows, branching.relaxation.index
    villages = [int(found.pair_village[pair]) for pair in rows.pair_variable]
    pair = next(pair for pair in rows.pair_variable if villages.count(int(found.pair_village[pair])) > 1)
    here, elsewhere = halves(branching, pair)
    same = {other for other in rows.pair_variable if found.pair_village[other] == found.pair_village[pair]}
    assert here.bans | elsewhere.bans == same
    assert here.bans & elsewhere.bans == frozenset()
    assert elsewhere.bans == {pair}
    assert here.bound == elsewhere.bound == branching.cases[0].bound


def test_nobody_is_at_a_banned_place_and_all_are_free_again_afterwards() -> None:
    relaxation = branched().relaxation
    rows = relaxation.rows
    banned = frozenset(sorted(rows.pair_variable)[:3])
    rows.ban(banned)
    relaxation.solve(1e-6)
    assert all(relaxation.place(pair) == 0.0 for pair in banned)
    rows.ban(frozenset())
    assert all(relaxation.program.top[variable] == 1.0 for variable in rows.pair_variable.values())


def test_the_bound_is_that_of_the_worst_case_and_never_rises() -> None:
    branching = branched()
    bounds = [branching.bound]
    for _ in range(20):
        if not branching.step(0):
            break
        bounds.append(branching.bound)
        assert branching.bound == max([branching.closed, *(case.bound for case in branching.cases)])
    assert bounds == sorted(bounds, reverse=True)


def test_a_pricing_that_is_cut_short_proves_nothing_and_goes_further_in_the_next_round() -> None:
    whole, short = branched(BUSY), branched(BUSY)
    pair = sorted(whole.relaxation.rows.pair_variable)[0]
    whole_case, case = halves(whole, pair)[0], halves(short, pair)[0]
    before, case.nodes = case.bound, 1
    short._round(case)
    assert (case.bound, case.nodes) == (before, 2)
    assert case.apart > 0.0
    for _ in range(25):
        whole._round(whole_case)
        short._round(case)
    # The last rounds were whole.
    assert case.nodes < 2**20
    assert case.bound < before
    assert abs(case.bound - whole_case.bound) <= before // 1_000


def test_cases_that_cannot_beat_the_plan_at_hand_are_left_alone() -> None:
    branching = branched()
    assert not branching.step(branching.bound)


def poor_month() -> Problem:
    """Money for three trips where it is nearest, for less than that to four villages that are far apart."""
    ways = (("a", (0, 10)), ("b", (40, 0)), ("c", (0, 70)), ("d", (100, 0)))
    problem = month(*(village(name, unrecorded=100, at=at) for name, at in ways), days=6, teams=1)
    return replace(problem, policy=replace(problem.policy, budget_rupiah=1_500_000))


def test_money_for_less_than_three_trips_makes_cases_of_two_at_most_and_of_three_at_least() -> None:
    bounding = Bounding.of(index(poor_month()), 1)
    while bounding.branching is None:
        bounding.step()
    branching, rows = bounding.branching, bounding.relaxation.rows
    root = branching.cases[0]
    assert root.trips is not None
    assert not bounding.may_guide
    fewer, more = branching._by_trips(root, int(root.trips))
    assert (fewer.least, fewer.most) == (0, int(root.trips))
    assert (more.least, more.most) == (int(root.trips) + 1, rows.most_trips)
    while branching.step(0):
        pass
    # A tenth of a trip more is no trip: 280 people instead of 372.
    assert branching.bound < root.bound * 4 // 5
    # The row of the case is lifted again.
    assert rows.trips_now == rows.most_trips
    bounding.recall()
    assert bounding.may_guide
    assert abs(bounding.relaxation.trips() - round(bounding.relaxation.trips())) < 0.02


def test_cases_of_trips_hold_every_plan_of_their_number() -> None:
    problem = poor_month()
    found = solve(problem, SolveOptions(work=6, workers=1), Quiet())
    value, trips = score(problem, found.plan).value, len(found.plan.trips)
    bounding = Bounding.of(index(problem), 1)
    for _ in range(20):
        bounding.step()
    assert bounding.branching is not None
    of_number = [case.bound for case in bounding.branching.cases if case.least <= trips <= case.most]
    assert max([bounding.branching.closed, *of_number]) >= value
    assert bounding.relaxation.rows.most_trips >= trips
