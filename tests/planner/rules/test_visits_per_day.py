from tests.build import month, plan_of, trip, village, visit, with_policy
from tests.planner.rules.spoiling import assert_legal, only


def test_three_visits_where_two_are_allowed() -> None:
    problem = month(village("a"), village("b"), village("c"), max_visits_per_day=3)
    plan = plan_of(problem, trip("t1", 1, visit("a", 5), visit("b", 5), visit("c", 5)))
    assert_legal(problem, plan)
    found = only("visits_per_day", with_policy(problem, max_visits_per_day=2), plan)
    assert (found.where, found.found, found.allowed, found.amount) == ("t1/2027-01-04", "3", "2", 1)
    assert found.sentence[0] == "Tim t1 melakukan 3 kunjungan pada 4 Januari 2027; paling banyak 2."


def test_each_day_of_a_longer_trip_counts_by_itself() -> None:
    problem = month(village("a"), village("b"), max_nights=1, max_visits_per_day=1)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 5), visit("b", 5, on=2), lodging=["a"])))
