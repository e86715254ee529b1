from planner.domain.history import History
from tests.build import month, past_days, plan_of, trip, village, visit, with_policy
from tests.planner.rules.spoiling import assert_legal, only, with_visit


def test_two_trips_of_a_team_on_one_day() -> None:
    problem = month(village("a"), village("b"), teams=2)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t2", 1, visit("b", 20))))
    twice = plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t1", 1, visit("b", 20)))
    found = only("one_trip_at_a_time", problem, twice)
    assert (found.where, found.found) == ("t1/2027-01-04", "2")


def test_a_team_in_two_places() -> None:
    # 10 minutes of driving from a to b; arriving a second earlier is impossible.
    problem = month(village("a"), village("b", at=20))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20), visit("b", 20)))
    assert_legal(problem, plan)
    second = plan.trips[0].visits[1]
    found = only("one_trip_at_a_time", problem, with_visit(problem, plan, visit=1, arrive=second.arrive - 1))
    assert (found.found, found.allowed, found.amount) == ("599 s", "600 s", 1)


def test_more_nights_than_allowed() -> None:
    problem = month(village("a", unrecorded=40), max_nights=1)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20), visit("a", 20, on=2), lodging=["a"]))
    assert_legal(problem, plan)
    assert only("one_trip_at_a_time", with_policy(problem, max_nights=0), plan).found == "1"


def test_no_rest_after_a_night() -> None:
    # Out on days 1 and 2 with a night; day 3 is for rest, day 4 is free again.
    problem = month(village("a"), village("b"), village("c"), max_nights=1)
    away = trip("t1", 1, visit("a", 20), visit("b", 20, on=2), lodging=["a"])
    assert_legal(problem, plan_of(problem, away, trip("t1", 4, visit("c", 20))))
    found = only("one_trip_at_a_time", problem, plan_of(problem, away, trip("t1", 3, visit("c", 20))))
    assert found.sentence[1] == "Team t1 goes out again on 6 January 2027, its day of rest after nights out."


def test_rest_after_a_night_before_the_period() -> None:
    # Out on days -1 and 0 (the night between them): day 1 is for rest.
    past = History(team_days=past_days("t1", -1, night=True) + past_days("t1", 0))
    problem = month(village("a"), history=past)
    assert_legal(problem, plan_of(problem, trip("t1", 2, visit("a", 20))))
    only("one_trip_at_a_time", problem, plan_of(problem, trip("t1", 1, visit("a", 20))))
