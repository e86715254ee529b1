from planner.domain.history import Pin
from planner.units import clock
from tests.build import day, done, month, plan_of, trip, village, visit
from tests.planner.rules.spoiling import assert_legal, only

SITES = (village("a"), village("b"))


def test_a_visit_moved_to_another_day() -> None:
    problem = month(*SITES, pins=[Pin(site="a", day=day(2))])
    assert_legal(problem, plan_of(problem, trip("t1", 2, visit("a", 20))))
    found = only("pin", problem, plan_of(problem, trip("t1", 1, visit("a", 20))))
    assert found.where == "a/2027-01-05"
    assert found.sentence[0] == (
        "Kunjungan ke A pada 5 Januari 2027 dikunci, tetapi rencana mengunjunginya pada 4 Januari 2027."
    )


def test_the_empty_plan_breaks_a_pin() -> None:
    problem = month(*SITES, pins=[Pin(site="a", day=day(2))])
    assert "the plan does not visit it" in only("pin", problem, plan_of(problem)).sentence[1]


def test_another_team() -> None:
    problem = month(*SITES, teams=2, pins=[Pin(site="a", day=day(2), team="t2")])
    assert_legal(problem, plan_of(problem, trip("t2", 2, visit("a", 20))))
    only("pin", problem, plan_of(problem, trip("t1", 2, visit("a", 20))))


def test_another_place_in_the_order() -> None:
    problem = month(*SITES, pins=[Pin(site="a", day=day(1), position=1)])
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20), visit("b", 20))))
    found = only("pin", problem, plan_of(problem, trip("t1", 1, visit("b", 20), visit("a", 20))))
    assert "locked, stop 1, but the plan has team t1, stop 2" in found.sentence[1]


def test_another_start() -> None:
    problem = month(*SITES, pins=[Pin(site="a", day=day(1), start=clock("08:30"))])
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20))))
    only("pin", problem, plan_of(problem, trip("t1", 1, visit("b", 20), visit("a", 20))))


def test_a_pin_of_a_visit_that_was_done() -> None:
    # Seen from day 2: the pinned visit of day 1 has been held.
    pins = [Pin(site="a", day=day(1), team="t1")]
    problem = month(*SITES, as_of=day(2), pins=pins, done=[done("a", 1, invited=20)])
    assert_legal(problem, plan_of(problem))
