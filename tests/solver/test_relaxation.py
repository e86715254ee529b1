"""Limits of the relaxation by hand, and its bound at any prices whatever."""

from datetime import date, timedelta
from random import Random

import pytest

from planner.domain.problem import Problem
from planner.units import VALUE_UNITS_PER_PERSON
from solver.counts import kits_of_weeks, open_limits, trips_of_classes, visit_limits
from solver.indexing import NANO, Index, index
from solver.master.bounding import mixed, worth_of_everybody
from solver.master.relaxation import Relaxation
from solver.master.rows import Key, Prices
from solver.master.safe import safe_bound
from solver.master.separating import cut_off
from tests.build import day, kits, month, team, village
from tests.solver.oracle import best_value
from tests.solver.problems import random_problem


def place_of(found: Index, site: str) -> int:
    """The place of a site in the arrays."""
    return found.places.index(site)


def monday(number: int) -> date:
    """Monday of the week of a day number."""
    return day(number) - timedelta(days=day(number).weekday())


# -------------------------------------------------------------------------------------------------- counts


def test_visits_to_a_site_come_in_parts_of_rounds_with_a_gap() -> None:
    # Open on days 1 to 10: rounds may begin on days 1, 5 and 9, each in two parts.
    found = index(month(village("a"), days=10, min_gap_days=4, split_parts_max=2))
    assert visit_limits(found) == {place_of(found, "a"): 6}


def test_rounds_begin_on_open_days_alone() -> None:
    shut = tuple(day(number) for number in range(2, 8))
    found = index(month(village("a", closed_dates=shut), days=10, min_gap_days=4, split_parts_max=2))
    # Days 1, 8, 9 and 10 are open: the second round begins on day 8 and there is no third.
    assert visit_limits(found) == {place_of(found, "a"): 4}


def test_joint_visits_count_once_for_each_team() -> None:
    found = index(month(village("a"), days=3, teams=2, joint_visits=True, split_parts_max=3))
    assert visit_limits(found) == {place_of(found, "a"): 6}


def test_a_site_that_is_never_open_has_no_limit_and_no_stop() -> None:
    found = index(month(village("a", closed_dates=(day(1),)), village("b"), days=1))
    assert visit_limits(found) == {place_of(found, "b"): 3}


def test_a_site_with_few_open_days_takes_one_visit_on_each() -> None:
    found = index(month(village("a", dates=(day(2),)), village("b"), days=4, teams=2))
    assert open_limits(found) == [(place_of(found, "a"), 0, 1)]


def test_open_days_do_not_limit_where_trips_are_as_few() -> None:
    crews = [team("t1", days_per_week=1)]
    assert open_limits(index(month(village("a", dates=(day(2),)), village("b"), days=4, teams=crews))) == []


def test_open_days_do_not_limit_joint_visits() -> None:
    assert (
        open_limits(index(month(village("a", dates=(day(2),)), village("b"), days=4, teams=2, joint_visits=True))) == []
    )


def test_trips_of_a_class_keep_to_days_and_to_the_week() -> None:
    crews = [team("t1", days_per_week=3), team("t2", days_per_week=3)]
    # Two teams, three field days a week each. Week 1: six days but Friday, and a Friday; week 2: Monday alone.
    found = index(month(village("a"), days=8, teams=crews))
    assert trips_of_classes(found) == {0: 6 + 2, 1: 2}


def test_kits_of_a_week_are_counted_on_days_that_a_team_works() -> None:
    found = index(month(village("a"), days=9, off=[2], teams=2, equipment=[kits(1), kits(1, first=day(8))]))
    assert kits_of_weeks(found) == {monday(1): 6, monday(8): 4}


# --------------------------------------------------------------------------------------------------- bound


def any_price(key: Key, dice: Random) -> int:
    """A price in the order of what one unit of the row is worth."""
    people = {"link": 1, "cut": 20, "visits": 10, "open": 10, "coming": 10}.get(str(key[0]), 40)
    # Rows of stock count millionths of cards, those of pools milliseconds.
    small = {"stock": 1_000_000, "pool": 100_000}.get(str(key[0]))
    most = people * VALUE_UNITS_PER_PERSON if small is None else VALUE_UNITS_PER_PERSON // small
    return dice.randrange(most) if dice.random() < 0.4 else 0


def bound_at(relaxation: Relaxation, prices: Prices) -> int:
    """The bound at some prices."""
    surplus, _ = relaxation.price(prices, keep_permille=1000, most=1, workers=1)
    bound = safe_bound(relaxation, prices, surplus)
    assert bound is not None
    return bound


def rounds(problem: Problem) -> Relaxation:
    """A relaxation after some rounds of columns and cuts."""
    relaxation = Relaxation(index(problem))
    relaxation.add(relaxation.single_stops())
    for _ in range(6):
        _, columns = relaxation.price(relaxation.solve(1e-6), keep_permille=900, most=50, workers=1)
        if not relaxation.add(columns) + cut_off(relaxation, 20):
            break
    return relaxation


@pytest.mark.parametrize("seed", range(100, 124))
def test_at_any_prices_the_bound_lies_above_the_best_plan(seed: int) -> None:
    problem, dice = random_problem(seed), Random(seed)
    best = best_value(problem)
    relaxation = rounds(problem)
    near = relaxation.solve(1e-6)
    for _ in range(3):
        prices = Prices(rows={key: any_price(key, dice) for key in relaxation.rows})
        assert bound_at(relaxation, prices) >= best
        shaken = Prices(rows={key: price * dice.randrange(700, 1300) // 1000 for key, price in near.rows.items()})
        assert bound_at(relaxation, shaken) >= best
    assert bound_at(relaxation, Prices()) >= best
    assert worth_of_everybody(relaxation.index) >= best


def test_a_cell_that_was_cut_short_gives_no_bound() -> None:
    relaxation = Relaxation(index(month(village("a"), days=1)))
    assert safe_bound(relaxation, Prices(), [None] * len(relaxation.cells)) is None


def test_the_bound_of_one_village_and_one_day_is_what_it_is_worth() -> None:
    problem = month(village("a", unrecorded=10), days=1)
    relaxation = rounds(problem)
    bound = bound_at(relaxation, relaxation.solve(1e-8))
    # The relaxation counts in nano-people and may be that much above.
    assert best_value(problem) <= bound <= best_value(problem) * (1 + 1e-6)


def test_people_are_free_at_a_price_of_nothing_and_unwanted_at_a_high_one() -> None:
    problem = month(village("a", unrecorded=10), days=1)
    relaxation = Relaxation(index(problem))
    dear = Prices(rows={("link", 0): 10 * VALUE_UNITS_PER_PERSON})
    surplus, columns = relaxation.price(dear, keep_permille=900, most=5, workers=1)
    assert columns == []
    assert surplus == [NANO]
    assert safe_bound(relaxation, dear, surplus) == 10 * 10 * VALUE_UNITS_PER_PERSON + NANO


def test_the_same_column_is_added_once() -> None:
    relaxation = Relaxation(index(month(village("a"), days=1)))
    first = relaxation.single_stops()
    assert relaxation.add(first) == len(first) == 1
    assert relaxation.add(relaxation.single_stops()) == 0


def test_mixed_prices_lie_between() -> None:
    centre, fresh = Prices(rows={("a",): 100, ("b",): 10}), Prices(rows={("a",): 200, ("c",): 1})
    assert mixed(centre, fresh, 0.25).rows == {("a",): 175, ("b",): 2, ("c",): 1}
    assert mixed(centre, fresh, 0.0).rows == fresh.rows
