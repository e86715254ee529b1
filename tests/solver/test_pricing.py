"""Pricing against trying every order: its best reward is never below that of a day that can really be timed."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from benchmarks.worlds import prizes
from planner.domain.problem import Problem
from planner.domain.team import Team
from planner.units import DAY_S, VALUE_UNITS_PER_PERSON
from solver.indexing import index
from solver.master.relaxation import Prices, Relaxation
from solver.trips.cells import PricingCell, rho_grid
from solver.trips.filling import PricedItems
from solver.trips.joiners import finer, groups
from solver.trips.many import ManyStops
from solver.trips.pricing import search
from tests.build import month, team, village
from tests.solver.day_orders import Order, orders
from tests.solver.problems import random_problem

DAY_MS = DAY_S * 1000
"""Whoever takes longer cannot be served at all."""


def _random_prices(relaxation: Relaxation, dice: Random) -> Prices:
    """Prices on some of the rows, in the order of what people and cards are worth."""
    prices = Prices()
    for link in range(len(set(relaxation.link_of_item.tolist()))):
        if dice.random() < 0.5:
            prices.rows["link", link] = dice.randrange(VALUE_UNITS_PER_PERSON)
    for period in range(len(relaxation.index.days.stock_periods)):
        if dice.random() < 0.3:
            prices.rows["stock", period] = dice.randrange(VALUE_UNITS_PER_PERSON // 2_000_000)
    for place in set(relaxation.index.stop_site.tolist()):
        if dice.random() < 0.3:
            prices.rows["visits", place] = dice.randrange(10 * VALUE_UNITS_PER_PERSON)
    return prices


def _stops(relaxation: Relaxation, order: Order) -> list[int] | None:
    """Numbers of the stops of an order; nothing for one that pricing does not know."""
    known = {
        (relaxation.index.places[place], service): number
        for number, (place, service) in enumerate(
            zip(relaxation.index.stop_site.tolist(), relaxation.index.stop_service, strict=True)
        )
    }
    if any(stop not in known for stop in order.stops):
        return None
    return [known[stop] for stop in order.stops]


def _reward(items: PricedItems, order: Order, stops: list[int]) -> Fraction:
    """What one way of filling the day earns: densest people first, as far as every limit goes."""
    left = dict.fromkeys(range(len(order.limits)), Fraction(0))
    for number, (_, seconds) in enumerate(order.limits):
        left[number] = Fraction(seconds * 1000)
    candidates = [
        (at, visit)
        for visit, stop in zip(order.stops, stops, strict=True)
        for at in range(items.first[stop], items.first[stop + 1])
        if items.time[at] < DAY_MS
    ]
    total = Fraction(sum(int(items.fixed[stop]) for stop in stops))
    joined: dict[int, set[int]] = {}
    for at, visit in sorted(
        candidates, key=lambda pair: -Fraction(int(items.reward[pair[0]]), max(1, int(items.time[pair[0]])))
    ):
        village_of, stop = int(items.joiner[at]), stops[order.stops.index(visit)]
        guests = joined.setdefault(stop, set())
        if village_of >= 0 and village_of not in guests and len(guests) >= items.joiners_max:
            continue
        time, people = int(items.time[at]), Fraction(int(items.people[at]))
        holding = [number for number, (visits, _) in enumerate(order.limits) if visit in visits]
        if time:
            people = min([people, *(left[number] / time for number in holding)])
        if people <= 0:
            continue
        if village_of >= 0:
            guests.add(village_of)
        for number in holding:
            left[number] -= people * time
        total += people * int(items.reward[at])
    return total


def _best_by_hand(relaxation: Relaxation, cell: PricingCell, items: PricedItems, crew: Team) -> Fraction:
    problem: Problem = relaxation.index.problem
    best = Fraction(0)
    for day in relaxation.index.days.classes[cell.day_class].days:
        for order in orders(problem, crew, day):
            stops = _stops(relaxation, order)
            if stops is not None and all(items.usable[stop] for stop in stops):
                best = max(best, _reward(items, order, stops))
    return best


def _check(problem: Problem, seed: int) -> None:
    dice = Random(seed)
    relaxation = Relaxation(index(problem))
    prices = _random_prices(relaxation, dice)
    for number, cell in enumerate(relaxation.cells):
        kind = relaxation.index.days.classes[cell.day_class]
        items, _ = relaxation.items_at(number, prices)
        rhos = rho_grid(items)
        fine = groups(items, finer(rhos))
        keep = dice.choice([900, 1000])
        best, complete, trips = search(cell.ground, cell.day, items, rhos, fine, floor=0, keep_permille=keep)
        assert complete
        assert all(0 < reward <= best for reward, _ in trips)
        by_hand = _best_by_hand(relaxation, cell, items, relaxation.index.days.team_types[kind.team_type].team)
        assert best >= by_hand
        limit, walks = ManyStops(cell.ground, cell.day).search(items, floor=0, keep_permille=keep, node_limit=20_000)
        assert limit is not None
        assert limit >= by_hand
        assert all(0 < reward <= limit for reward, _ in walks)


@pytest.mark.parametrize("seed", range(60))
def test_no_day_earns_more_than_pricing_says(seed: int) -> None:
    _check(random_problem(seed), seed)


@pytest.mark.parametrize("seed", range(6))
def test_walks_over_many_stops_prove_what_all_orders_prove(seed: int) -> None:
    """Where hours hold nobody back but the end of the day, nothing is lost by not trying every order."""
    relaxation = Relaxation(index(prizes(teams=1, seed=seed, sites=14)))
    items, _ = relaxation.items_at(0, _random_prices(relaxation, Random(seed)))
    (cell,) = relaxation.cells
    day = replace(cell.day, max_stops=5, service_limit=cell.day.shift_end, drive_max=cell.day.shift_end)
    rhos = rho_grid(items)
    best, complete, _ = search(cell.ground, day, items, rhos, groups(items, finer(rhos)), floor=0, keep_permille=1000)
    floor = best * 995 // 1000
    limit, trips = ManyStops(cell.ground, day).search(items, floor=floor, keep_permille=1000, node_limit=20_000)
    assert complete
    assert limit is not None
    assert best <= limit <= best * 1.001
    assert best <= trips[0][0] <= limit


def test_people_who_cannot_be_served_at_all_take_no_minutes() -> None:
    """Without signal a recording takes for ever: it must not push out others by overflow."""
    problem = month(
        village("a", unrecorded=20, print_ready=40, signal="none"),
        village("b", unrecorded=20, at=(10, 10)),
        days=1,
        staff=(),
        teams=[team(stations=1)],
        max_visits_per_day=2,
    )
    for seed in range(20):
        _check(problem, seed)


@pytest.mark.parametrize("seed", range(30))
def test_columns_keep_the_limits_of_people_joiners_and_minutes(seed: int) -> None:
    relaxation = Relaxation(index(random_problem(seed)))
    found = relaxation.index
    prices = _random_prices(relaxation, Random(seed))
    _, columns = relaxation.price(prices, keep_permille=900, most=50, workers=1)
    for column in [*columns, *relaxation.single_stops()]:
        cell = relaxation.cells[column.cell]
        spent = 0.0
        guests: dict[int, set[int]] = {}
        for item, people in column.loads:
            assert int(found.item_stop[item]) in column.order
            assert 0 < people <= found.supply_people[found.item_supply[item]] + 1e-9
            spent += people * int(cell.item_ms[item])
            pair = found.item_pair[item]
            if found.pair_village[pair] != found.pair_site[pair]:
                guests.setdefault(int(found.item_stop[item]), set()).add(int(found.pair_village[pair]))
        assert spent <= cell.day.service_limit + 1e-3
        items, _ = relaxation.items_at(column.cell, Prices())
        assert all(len(villages) <= items.joiners_max for villages in guests.values())
