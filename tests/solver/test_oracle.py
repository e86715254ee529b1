"""The oracle against the rules: its plans are legal to the last micro-person, and its sums can be done by hand.

``JEMPUT_ORACLE_SEEDS`` sets how many random problems are tried (``first:last`` picks some of them).
"""

import itertools
import os

import pytest

from planner.check import violations
from planner.domain.problem import Problem
from planner.hours import team_hours
from planner.score import score
from planner.timetable import Stop, timetable
from planner.units import VALUE_UNITS_PER_PERSON, minutes
from tests.build import cards, day, month, plan_of, team, trip, village, visit
from tests.solver.day_orders import Order, orders, times
from tests.solver.oracle import TOLERANCE, best_value, optimum
from tests.solver.problems import random_problem

PERSON = VALUE_UNITS_PER_PERSON


def _seeds(default: str) -> range:
    first, _, last = os.environ.get("JEMPUT_ORACLE_SEEDS", default).rpartition(":")
    return range(int(first or 0), int(last))


@pytest.mark.parametrize("seed", _seeds("25"))
def test_the_best_plan_breaks_no_rule_and_is_worth_what_is_said(seed: int) -> None:
    problem = random_problem(seed)
    best = optimum(problem)
    assert violations(problem, best.plan) == ()
    assert score(problem, best.plan).value == best.value
    assert best.value <= best.ceiling <= best.value + TOLERANCE


def test_everybody_of_a_small_village_is_served() -> None:
    problem = month(village("a", unrecorded=10, print_ready=4), days=1, staff=())
    legal = plan_of(problem, trip("t1", 1, visit("a", 10, backlog=4), staff=()))
    # 10 recorded, 14 cards, 5 digital identities.
    assert best_value(problem) == score(problem, legal).value == 10 * PERSON + 19 * 3 * PERSON // 10


def test_minutes_bind() -> None:
    problem = month(village("a", unrecorded=1000), days=1, staff=(), teams=[team(crew="record:2 drive:1")])
    # Five hours, two stations, six minutes each; a card for everybody.
    assert best_value(problem) == 100 * PERSON + 100 * 3 * PERSON // 10


def test_three_parts_of_one_invitation() -> None:
    problem = month(village("a", unrecorded=1000), days=5, staff=(), teams=[team(crew="record:2 drive:1")])
    assert best_value(problem) == 3 * (100 * PERSON + 100 * 3 * PERSON // 10)


def test_stock_waits_for_its_delivery() -> None:
    wide = month(village("a", unrecorded=30), days=2, staff=(), stock=cards(0, deliveries={2: 30}))
    dry = month(village("a", unrecorded=30), days=2, staff=(), stock=cards(0, deliveries={3: 30}))
    assert best_value(wide) - best_value(dry) == 30 * 3 * PERSON // 10


def _timed_both_ways(problem: Problem, number: int, order: Order, stays: list[int]) -> tuple[bool, bool]:
    """Whether the rules allow the day, and whether the timetable finds it."""
    crew, calendar = problem.teams[0], problem.period.days[number - 1]
    table = problem.travel_on(crew.vehicle_class, calendar.day)
    places = [crew.base, *(site for site, _ in order.stops), crew.base]
    legs = [table.leg(*pair) for pair in itertools.pairwise(places)]
    ways = [0 if leg is None else leg[0] for leg in legs]
    stops = [
        Stop(
            travel_s=way,
            setup_s=problem.policy.setup_s,
            service_s=served,
            pack_s=problem.policy.pack_s,
            open_from=problem.site[site].open_from,
            open_until=problem.site[site].open_until,
        )
        for way, served, (site, _) in zip(ways, stays, order.stops, strict=False)
    ]
    try:
        times(problem, crew, calendar.day, order, stays)
        allowed = True
    except ValueError:
        allowed = False
    return allowed, timetable(team_hours(problem.policy, crew, calendar), stops, ways[-1]) is not None


def test_the_timetable_finds_every_day_that_the_rules_allow() -> None:
    """Two independent ways to time a day agree on what is possible."""
    problem = month(village("a", at=20), village("b", at=(20, 20)), days=5, staff=(), max_visits_per_day=2)
    for order in orders(problem, problem.teams[0], day(1)):
        for stay in range(0, 300, 7):
            allowed, found = _timed_both_ways(problem, 1, order, [minutes(stay)] * len(order.stops))
            assert allowed == found, (order.stops, stay)


def test_the_timetable_finds_a_break_in_set_up() -> None:
    """A break at a fixed time, as on Fridays, may cut a set-up in two: nothing else serves this day so long."""
    problem = month(
        village("a", at=22, unrecorded=1000),
        village("b", at=77, unrecorded=1000),
        days=5,
        off=[1, 2, 3, 4],
        staff=(),
        max_visits_per_day=2,
        minutes={("a", "b"): 59},
    )
    found = [
        order for order in orders(problem, problem.teams[0], day(5)) if [name for name, _ in order.stops] == ["a", "b"]
    ]
    both = [_timed_both_ways(problem, 5, order, [minutes(50), minutes(70)]) for order in found]
    assert any(allowed for allowed, _ in both)
    assert any(timed for _, timed in both)
