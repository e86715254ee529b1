"""Branching on places of service: cases cover every plan, and close what the relaxation leaves open."""

from solver.indexing import index
from solver.master.bounding import Bounding
from solver.master.branching import Branching, Case
from tests.solver.problems import random_problem

SEED = 7
"""A problem whose villages may join one another."""


def branched() -> Branching:
    """Two cases of a small problem, after the rounds of its relaxation."""
    bounding = Bounding.of(index(random_problem(SEED)), 1)
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


def test_cases_that_cannot_beat_the_plan_at_hand_are_left_alone() -> None:
    branching = branched()
    assert not branching.step(branching.bound)
