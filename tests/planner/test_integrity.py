from dataclasses import replace

import pytest

from planner.check import violations
from planner.domain.plan import Assignment, Break, Plan, Trip
from planner.domain.team import VehicleClass
from planner.errors import PlanFault
from planner.units import clock
from tests.build import day, month, plan_of, trip, village, visit

PROBLEM = month(village("a", unrecorded=40), village("b"), days=3)
PLAN = plan_of(PROBLEM, trip("t1", 1, visit("a", 20), visit("b", 20)))
TRIP = PLAN.trips[0]
FIRST, SECOND = TRIP.visits


def fault_of(*trips: Trip) -> str:
    with pytest.raises(PlanFault) as caught:
        violations(PROBLEM, Plan(trips=trips))
    assert all(indonesian != english for _, (indonesian, english) in caught.value.found)
    return str(caught.value)


def test_a_plan_that_belongs_is_judged() -> None:
    assert violations(PROBLEM, PLAN) == ()


def test_everything_unknown_is_told_at_once() -> None:
    stranger = replace(
        TRIP,
        team="t9",
        vehicle=VehicleClass.BOAT,
        staff=("s01", "nobody"),
        visits=(replace(FIRST, site="x", people=(replace(FIRST.people[0], origin="y"),)), SECOND),
    )
    with pytest.raises(PlanFault) as caught:
        violations(PROBLEM, Plan(trips=(stranger,), assignments=(Assignment(village="a", site="z"),)))
    for name in ("'t9'", "'boat'", "'nobody'", "'x'", "'y'", "'z'"):
        assert name in str(caught.value)
    assert (stranger.id, ("tim 't9' tidak dikenal", "unknown team 't9'")) in caught.value.found
    assert len(caught.value.found) == 6


def test_a_day_outside_the_period() -> None:
    later = day(9)
    moved = replace(
        TRIP,
        days=(later,),
        breaks=tuple(replace(pause, day=later) for pause in TRIP.breaks),
        visits=tuple(replace(item, day=later) for item in TRIP.visits),
    )
    assert "2027-01-12 is no day of the period" in fault_of(moved)


def test_trips_that_do_not_hold_together() -> None:
    assert "the id occurs twice" in fault_of(TRIP, TRIP)
    assert "no day or no visit" in fault_of(replace(TRIP, visits=()))
    assert "do not follow each other" in fault_of(replace(TRIP, days=(day(1), day(3)), lodging=("a",)))
    assert "0 places to sleep for 1 nights from" in fault_of(replace(TRIP, days=(day(1), day(2))))
    assert "which is no day of it" in fault_of(replace(TRIP, visits=(FIRST, replace(SECOND, day=day(2)))))
    over_night = replace(TRIP, days=(day(1), day(2)), lodging=("a",))
    assert "not in the order of their days" in fault_of(
        replace(over_night, visits=(replace(FIRST, day=day(2)), SECOND))
    )
    assert "one for each of its days" in fault_of(replace(TRIP, breaks=TRIP.breaks * 2))
    backwards = Break(day=day(1), start=clock("12:00"), end=clock("11:00"))
    assert "ends before it starts" in fault_of(replace(TRIP, breaks=(backwards,)))


def test_amounts_that_cannot_be() -> None:
    row = FIRST.people[0]
    below = replace(FIRST, people=(replace(row, invited=-1),))
    assert "counted below zero" in fault_of(replace(TRIP, visits=(below, SECOND)))
    twice = replace(FIRST, people=(row, row))
    assert "an origin is listed twice at a" in fault_of(replace(TRIP, visits=(twice, SECOND)))
    assert "lies outside the day" in fault_of(replace(TRIP, visits=(FIRST, replace(SECOND, depart=90_000))))


def test_figures_that_are_not_those_of_the_trip() -> None:
    # 10 min out, 5 between, 10 back: 25 min x 500 m.
    assert "distance_m is 12499; its way has 12500" in fault_of(replace(TRIP, distance_m=12_499))
    assert f"cost_rupiah is 0; its lines add up to {TRIP.cost_rupiah}" in fault_of(replace(TRIP, cost_rupiah=0))
