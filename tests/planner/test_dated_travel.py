"""Travel that differs by day: every rule and every reason measures a leg with the table of its day."""

from dataclasses import replace
from datetime import date

import pytest

from planner.alone import Alone, Obstacle
from planner.check import violations
from planner.domain.plan import Reason
from planner.domain.problem import Problem
from planner.domain.team import VehicleClass
from planner.domain.travel import DatedTravel
from planner.ledger import trip_distance_m
from planner.units import minutes
from tests.build import day, month, plan_of, settled, trip, village, visit
from tests.builders.problems import on_days

CAR = VehicleClass.CAR


def cut(problem: Problem, first: int, last: int, **legs: int | None) -> Problem:
    """The same problem; the way to each named site takes so many minutes on days ``first`` to ``last``."""
    return on_days(problem, first, last, {("base", site): time for site, time in legs.items()})


def test_a_table_holds_on_its_days_and_the_usual_one_on_all_others() -> None:
    problem = cut(month(village("a", at=10)), 2, 3, a=50)
    found = {number: problem.travel_on(CAR, day(number)).leg("base", "a") for number in range(1, 6)}
    assert {number: leg and leg[0] for number, leg in found.items()} == {
        1: minutes(10),
        2: minutes(50),
        3: minutes(50),
        4: minutes(10),
        5: minutes(10),
    }
    usual, dated = problem.travel_tables(CAR)
    assert usual is problem.travel_of[CAR]
    assert dated is problem.dated_travel[0].table
    whole = cut(month(village("a"), days=2), 1, 2, a=50)
    assert whole.travel_tables(CAR) == (whole.dated_travel[0].table,)


def test_a_leg_that_is_cut_that_day_breaks_the_rule_that_day_only() -> None:
    problem = cut(month(village("a")), 2, 2, a=None)
    good = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert violations(problem, good) == ()
    moved = settled(problem, plan_of(month(village("a")), trip("t1", 2, visit("a", 20))))
    assert {item.rule for item in violations(problem, moved)} >= {"travel_limit"}


def test_the_length_and_the_time_of_a_trip_are_those_of_its_day() -> None:
    # A minute of driving is 500 m: 10 minutes each way on day 1, 40 on day 2.
    problem = cut(month(village("a", at=10)), 2, 2, a=40)
    first, second = plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t1", 2, visit("a", 20))).trips
    assert (trip_distance_m(problem, first), trip_distance_m(problem, second)) == (10_000, 40_000)
    assert second.visits[0].arrive - first.visits[0].arrive in (0, minutes(30))


def test_alone_no_day_of_a_cut_is_an_option() -> None:
    problem = cut(month(village("a")), 1, 4, a=None)
    options = Alone(problem).options(problem.site["a"])
    assert {option.day for option in options} == {day(5)}


def test_a_village_cut_off_on_all_days_is_unreachable_and_on_some_is_not() -> None:
    always = cut(month(village("a")), 1, 5, a=None)
    obstacle = Alone(always).obstacle(always.site["a"])
    assert isinstance(obstacle, Obstacle)
    assert obstacle.reason is Reason.UNREACHABLE
    assert Alone(cut(month(village("a")), 1, 4, a=None)).obstacle(always.site["a"]) is None


def test_dates_must_be_sorted_and_apart() -> None:
    problem = month(village("a"))
    table = problem.travel_of[CAR]
    one = DatedTravel(first=day(1), last=day(2), table=table)
    two = DatedTravel(first=day(2), last=day(3), table=table)
    with pytest.raises(ValueError, match="overlap"):
        replace(problem, dated_travel=(one, two))
    with pytest.raises(ValueError, match="the same places"):
        replace(problem, dated_travel=(replace(one, table=replace(table, vehicle_class=VehicleClass.BOAT)),))
    with pytest.raises(ValueError, match="is after"):
        DatedTravel(first=date(2027, 1, 2), last=date(2027, 1, 1), table=table)
