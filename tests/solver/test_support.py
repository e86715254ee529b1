"""The choice of trips among the orders that the bound and the drafts use."""

import pytest

from planner.check import violations
from planner.score import score
from solver.finishing import Finisher
from solver.indexing import index
from solver.master.bounding import Bounding
from solver.master.support import Setting, Support, chosen_trips, support
from solver.search.anneal import Draft
from tests.build import month, village
from tests.solver.problems import random_problem


def test_cards_of_the_backlog_need_a_trip_too() -> None:
    # One team-day. a: 20 invited, 10 expected. b: 15 invited and 40 cards that wait, 7.5 + 40 x 0.3 = 19.5 at least.
    # If cards were handed out on orders that nobody drives, a and the cards of b together would look best.
    problem = month(village("a", unrecorded=20), village("b", unrecorded=15, print_ready=40), days=1)
    found = index(problem)
    cells = Bounding.of(found, 1).relaxation.cells
    stops = [stop for stop in range(found.stops) if found.places[found.stop_site[stop]] in ("a", "b")]
    used = Support(orders=tuple((0, (stop,), 1.0) for stop in stops), pairs=frozenset(range(len(found.pair_village))))
    chosen = chosen_trips(Setting(index=found, cells=cells), used, nodes=100)
    assert chosen is not None
    assert [[found.places[found.stop_site[stop]] for stop in draft.order] for draft in chosen.drafts] == [["b"]]


@pytest.mark.parametrize("seed", range(24))
def test_chosen_trips_make_a_legal_plan_below_the_bound_and_no_worse_than_the_drafts(seed: int) -> None:
    problem = random_problem(seed)
    bounding = Bounding.of(index(problem), 1)
    cells = bounding.relaxation.cells
    for _ in range(8):
        if not bounding.finished:
            bounding.step()
    drafted = [
        Draft(cell=column.cell, order=column.order, loads=tuple((item, round(people)) for item, people in column.loads))
        for column in bounding.relaxation.columns[:1]
    ]
    used = support(bounding.relaxation, [drafted])
    chosen = chosen_trips(Setting(index=bounding.relaxation.index, cells=cells), used, nodes=200)
    assert chosen is not None
    finisher = Finisher(index=bounding.relaxation.index, cells=cells, pinned=(), slots=(), seed=1)
    plan, _ = finisher.plan(list(chosen.drafts))
    assert violations(problem, plan) == ()
    assert score(problem, plan).value <= bounding.proven
    alone, _ = finisher.plan(drafted)
    assert score(problem, plan).value >= score(problem, alone).value * 0.999
