"""The compiled search keeps its own books, obeys stock and pins, and repeats itself."""

import numpy as np
import pytest

from planner.domain.problem import Problem
from planner.units import MICRO
from solver.indexing import Index, index
from solver.search.anneal import Held, Search
from solver.search.kernel import State
from solver.slots import slots
from solver.trips.cells import PricingCell, pricing_cells
from tests.build import cards, kits, month, village
from tests.solver.problems import random_problem

GO = np.zeros(1, dtype=np.int64)


def prepared(problem: Problem) -> tuple[Index, tuple[PricingCell, ...], list[int]]:
    found = index(problem)
    cells = pricing_cells(found)
    return found, cells, slots(found, cells, [1.0] * len(cells))


def improved(search: Search, seed: int = 1, rounds: int = 150) -> State:
    state, _ = search.improve(search.construct(seed), rounds=rounds, seed=seed, stop_flag=GO)
    return state


@pytest.mark.parametrize("seed", range(12))
def test_books_agree_with_the_loads(seed: int) -> None:
    found, cells, chosen = prepared(random_problem(seed))
    if not chosen:
        return
    state = improved(Search(found, cells, chosen))
    taken = np.zeros_like(found.supply_people)
    places: dict[int, set[int]] = {}
    for trip in range(len(chosen)):
        for at in range(int(state.loads[trip])):
            item = state.load_item[trip, at]
            taken[found.item_supply[item]] += state.load_people[trip, at]
            pair = found.item_pair[item]
            places.setdefault(int(found.pair_village[pair]), set()).add(int(found.pair_site[pair]))
    assert (state.left + taken == found.supply_people).all()
    assert (state.left >= 0).all()
    assert all(len(sites) == 1 for sites in places.values())
    assert {village: int(state.place[village]) for village in places} == {
        village: next(iter(sites)) for village, sites in places.items()
    }


def test_prints_no_more_than_each_stock_period_allows() -> None:
    problem = month(village("a", unrecorded=200), village("b", at=20), stock=cards(7, deliveries={3: 30}))
    found, cells, chosen = prepared(problem)
    state = improved(Search(found, cells, chosen))
    printed = np.cumsum(state.printed)
    allowed = [period.allowed for period in found.days.stock_periods]
    assert (printed <= allowed).all()
    assert printed[-1] == 37 * MICRO


def test_the_same_seed_gives_the_same_trips() -> None:
    found, cells, chosen = prepared(month(*(village(name, unrecorded=70, at=9 * n) for n, name in enumerate("abcd"))))
    search = Search(found, cells, chosen)
    assert search.drafts(improved(search)) == search.drafts(improved(search))


def test_a_raised_flag_ends_it_at_once() -> None:
    found, cells, chosen = prepared(month(village("a"), village("b")))
    search = Search(found, cells, chosen)
    start = search.construct(1)
    before = int(start.worth.sum())
    _, worth = search.improve(start, rounds=10**9, seed=1, stop_flag=np.ones(1, dtype=np.int64))
    assert worth == before


def test_held_stops_stay_where_they_are() -> None:
    problem = month(*(village(name, unrecorded=70, at=9 * n) for n, name in enumerate("abcd")), equipment=[kits(1)])
    found, cells, chosen = prepared(problem)
    search = Search(found, cells, chosen, held=[Held(order=(3, 0), fixed=2), Held(order=(1,))])
    drafts = search.drafts(improved(search))
    assert drafts[0].order[:2] == (3, 0)
    assert 1 in drafts[1].order
