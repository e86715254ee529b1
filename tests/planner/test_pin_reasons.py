"""Why a lock cannot be kept by itself: each thing that may be in its way, and no word where nothing is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.domain.history import Pin
from planner.domain.problem import Problem
from planner.errors import PinConflict
from planner.pin_reasons import pin_reason
from solver.rostering.pinning import keep_pins
from tests.build import FIRST, day, member, month, team, village

FEW = [member("s1", "record drive"), member("s2", "ikd")]


def pin(number: int, site: str = "a", **level: object) -> Pin:
    return Pin(site=site, day=day(number), **level)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("problem", "lock", "word"),
    [
        (month(village("a")), Pin(site="a", day=FIRST + timedelta(days=90)), "outside the period"),
        (month(village("a", closed_dates=(day(2),))), pin(2), "receives no visit"),
        (month(village("a", data_ready=day(4))), pin(2), "in time for visits from"),
        (month(village("a", last_visit=day(-3))), pin(2), "days apart"),
        (month(village("a"), teams=[team("t1", closed_dates=(day(2),))]), pin(2), "no team works"),
        (month(village("a"), minutes={("base", "a"): 149}), pin(2), "too far for a trip of one day (5 hours"),
        (month(village("a"), minutes={("base", "a"): None}), pin(2), "no known way"),
        (month(village("a"), staff=FEW), pin(2), "no full crew"),
    ],
)
def test_the_first_thing_in_the_way_is_told(problem: Problem, lock: Pin, word: str) -> None:
    found = pin_reason(problem, lock)
    assert found is not None
    assert word in found[1]
    assert found[0] != found[1]
    with pytest.raises(PinConflict) as caught:
        keep_pins(with_pin(problem, lock))
    (fault,) = caught.value.faults
    assert word in fault.expected[1]
    assert found[0] in fault.expected[0]


def test_nothing_is_told_where_the_lock_can_be_kept() -> None:
    problem = month(village("a"))
    assert pin_reason(problem, pin(2)) is None
    assert len(keep_pins(with_pin(problem, pin(2)))) == 1


def test_a_place_that_only_trips_with_nights_reach_says_so() -> None:
    problem = month(village("a"), minutes={("base", "a"): 140}, max_nights=2)
    found = pin_reason(problem, pin(2))
    assert found is not None
    assert "bermalam" in found[0]
    assert "nights" in found[1]


def with_pin(problem: Problem, lock: Pin) -> Problem:
    return replace(problem, pins=(lock,))


def test_the_day_of_the_past_visit_is_told() -> None:
    found = pin_reason(month(village("a", last_visit=date(2027, 1, 1))), pin(2))
    assert found is not None
    assert "2027" in found[1]
