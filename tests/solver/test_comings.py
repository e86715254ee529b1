"""Cuts on who comes at all: no plan breaks them, halves of a village at two hubs do, and pricing charges them."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from planner.domain.problem import Problem
from planner.units import VALUE_UNITS_PER_PERSON
from solver.indexing import NANO
from solver.master.columns import column
from solver.master.comings import Anchor, Coming
from solver.master.relaxation import Relaxation
from solver.master.rows import Prices, joins
from solver.master.safe import safe_bound
from solver.trips.cells import rho_grid
from solver.trips.joiners import finer, groups
from solver.trips.pricing import search
from tests.build import month, village
from tests.solver.oracle import best_value
from tests.solver.problems import random_problem
from tests.solver.test_relaxation import rounds

OWN, OTHER = 1, 2
"""Links of the village that joins and of the anchor."""
VISITS = some.lists(some.tuples(some.booleans(), some.integers(0, 5)), max_size=4)
"""(anybody of the village comes, people of the anchor) of each visit."""


def coming(anchor: Anchor) -> Coming:
    """The cut on a village that joins at stop 4."""
    return Coming(pair=7, links=frozenset({OWN}), stops=frozenset({4, 5}), anchor=anchor)


def broken(cut: Coming, visits: list[tuple[bool, int]], chosen: set[int]) -> float:
    """By how much a plan breaks a cut, in units."""
    taken = [{OWN: 3.0 * comes, OTHER: float(people)} for comes, people in visits]
    load = sum(cut.coefficient((4,), people) for people in taken) + cut.coefficient((3,), {OWN: 1.0})
    return load + sum(sign for pair, sign in cut.choices if pair in chosen)


@given(VISITS)
def test_no_plan_breaks_a_cut(visits: list[tuple[bool, int]]) -> None:
    """Nobody is at a place that was not chosen, and nobody has chosen one without a visit."""
    chosen = {pair for pair, link in ((7, 0), (8, 1)) if any(visit[link] for visit in visits)}
    assert broken(coming(Anchor(pair=8)), visits, chosen) <= 0
    people = sum(visit[1] for visit in visits)
    if people:
        assert broken(coming(Anchor(link=OTHER, people=people)), visits, chosen) <= 1e-9


def halves() -> Problem:
    """A village that may join either of two hubs; each shares its day with another place, and has room for a part."""
    ends = (village("far", unrecorded=30, at=(0, 9)), village("away", unrecorded=30, at=(9, 0)))
    return month(
        village("west", unrecorded=30),
        village("east", unrecorded=30),
        *ends,
        village("mid", unrecorded=60, signal="none"),
        days=2,
        reach={("mid", "west"): 1.0, ("mid", "east"): 1.0},
    )


def test_cuts_are_found_though_places_and_sites_have_other_numbers() -> None:
    """Bases come before sites among the places, so the numbers of both must not be mixed."""
    relaxation = rounds(halves())
    assert relaxation.comings
    for cut in relaxation.comings:
        places = {int(relaxation.index.stop_site[stop]) for stop in cut.stops}
        assert {relaxation.index.places[place] for place in places} <= {"west", "east"}
        assert places == {int(relaxation.index.pair_place[cut.pair])}


def test_half_a_village_at_each_of_two_hubs_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    best = best_value(halves()) / VALUE_UNITS_PER_PERSON
    cut = rounds(halves()).value
    monkeypatch.setattr("solver.master.separating._comings", lambda *_: [])
    assert best <= cut < rounds(halves()).value - 10.0


def with_comings(relaxation: Relaxation, dice: Random) -> None:
    """Cuts on whoever joins, whether they are broken or not; the anchor is anybody else at the place."""
    index, rows = relaxation.index, relaxation.rows
    for pair in sorted(rows.pair_variable):
        place = int(index.pair_place[pair])
        others = [
            link for link, (_, other) in enumerate(rows.links) if other != pair and index.pair_place[other] == place
        ]
        anchors = [link for link in others if index.supply_people[rows.links[link][0]] > 0]
        if not joins(index, pair) or not anchors:
            continue
        link = dice.choice(anchors)
        supply, other = rows.links[link]
        people = int(index.supply_people[supply])
        anchor = Anchor(pair=other) if other in rows.pair_variable else Anchor(link=link, people=people)
        stops = frozenset(stop for stop, site in enumerate(index.stop_site) if site == place)
        links = frozenset(rows.links_of_pair[pair])
        relaxation.add_coming(Coming(pair=pair, links=links, stops=stops, anchor=anchor))


@pytest.mark.parametrize("seed", range(30))
def test_with_any_such_cut_the_bound_lies_above_the_best_plan(seed: int) -> None:
    problem, dice = random_problem(seed), Random(seed)
    relaxation = rounds(problem)
    with_comings(relaxation, dice)
    for _ in range(4):
        prices = relaxation.solve(1e-7)
        surplus, columns = relaxation.price(prices, keep_permille=900, most=50, workers=1)
        bound = safe_bound(relaxation, prices, surplus)
        assert bound is not None
        assert bound >= best_value(problem)
        if not relaxation.add(columns):
            break


@pytest.mark.parametrize("seed", range(12))
def test_pricing_promises_what_its_columns_keep(seed: int) -> None:
    """The reward of a trip is what its column earns at the same prices, the fees of joiners and all."""
    relaxation, dice = rounds(halves() if seed == 0 else random_problem(seed)), Random(seed)
    with_comings(relaxation, dice)
    near = relaxation.solve(1e-7)
    rows = {key: price * dice.randrange(700, 1300) // 1000 for key, price in near.rows.items()}
    rows |= {("coming", number): dice.randrange(10**6) * 10**9 for number in range(len(relaxation.comings))}
    prices = Prices(rows=rows)
    key_of = {relaxation.rows.number(key): key for key in relaxation.rows}
    duals = np.array(
        [
            prices.of(*key_of[number]) * relaxation.rows._rows[key_of[number]].unit / VALUE_UNITS_PER_PERSON
            for number in sorted(key_of)
        ]
    )
    for number, cell in enumerate(relaxation.cells):
        items, cost = relaxation.items_at(number, prices)
        fine = groups(items, finer(rho_grid(items)))
        _, _, trips = search(cell.ground, cell.day, items, rho_grid(items), fine, floor=0, keep_permille=1000)
        price = relaxation.trip_price(cell, prices)
        for reward, order in trips:
            new = column(relaxation.index, number, cell, items, fine, order, cost)
            relaxation.add([new])
            earned = relaxation.program.reduced_worth(duals)[relaxation._variables[relaxation.columns.index(new)]]
            promised = (reward * NANO - price) / VALUE_UNITS_PER_PERSON
            assert promised == pytest.approx(earned, abs=1e-4)
