from typing import Any

import pytest

from planner.domain.problem import Problem
from tests.build import day, month, place, plan_of, school, team, trip, village, visit
from tests.planner.rules.spoiling import assert_legal, only


def on_day_2(**fields: Any) -> Problem:
    return month(village("a", **fields), days=3)


def test_a_trip_on_a_day_off_of_the_office() -> None:
    # Day 2 is off; the same visit on day 1 is legal.
    problem = month(village("a"), days=3, off={2})
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20))))
    found = only("working_day", problem, plan_of(problem, trip("t1", 2, visit("a", 20))))
    assert found.where == "2027-01-05-t1/2027-01-05"
    assert found.sentence == (
        "Tim t1 berangkat pada 5 Januari 2027, hari libur kantor.",
        "Team t1 is out on 5 January 2027, a day off of the office.",
    )


def test_a_trip_on_a_day_off_of_the_team() -> None:
    problem = month(village("a"), teams=[team("t1", closed_dates=(day(2),))], days=3)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20))))
    found = only("working_day", problem, plan_of(problem, trip("t1", 2, visit("a", 20))))
    assert "hari libur tim itu" in found.sentence[0]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"closed_dates": (day(2),)}, "the site is closed"),
        ({"market_weekday": 1}, "it is the market day of the village"),
    ],
)
def test_a_village_that_is_closed(fields: dict[str, Any], reason: str) -> None:
    # Day 2 is a Tuesday (weekday 1).
    problem = on_day_2(**fields)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20))))
    assert reason in only("working_day", problem, plan_of(problem, trip("t1", 2, visit("a", 20)))).sentence[1]


def test_policy_may_open_villages_on_market_day() -> None:
    problem = month(village("a", market_weekday=1), market_day_open=True)
    assert_legal(problem, plan_of(problem, trip("t1", 2, visit("a", 20))))


def test_a_school_on_a_day_without_school() -> None:
    problem = month(school("s"), school_closed={2})
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("s", 20))))
    assert (
        "schools are closed"
        in only("working_day", problem, plan_of(problem, trip("t1", 2, visit("s", 20)))).sentence[1]
    )


def test_an_event_on_another_date() -> None:
    problem = month(place("e", "event", people=20, dates=(day(3),)))
    assert_legal(problem, plan_of(problem, trip("t1", 3, visit("e", 20))))
    only("working_day", problem, plan_of(problem, trip("t1", 2, visit("e", 20))))


def test_an_excluded_site() -> None:
    problem = on_day_2(excluded=True)
    assert "dikecualikan" in only("working_day", problem, plan_of(problem, trip("t1", 2, visit("a", 20)))).sentence[0]
