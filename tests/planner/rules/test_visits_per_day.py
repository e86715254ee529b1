from planner.domain.history import Pin
from tests.build import day, month, plan_of, trip, village, visit, with_policy
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


def test_a_visit_for_nobody() -> None:
    problem = month(village("a"), village("b", print_ready=3), ikd_only_visits=True)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 5), visit("b", backlog=1))))
    found = only("visits_per_day", problem, plan_of(problem, trip("t1", 1, visit("a", 5), visit("b"))))
    assert (found.where, found.found, found.allowed) == ("2027-01-04-t1/2027-01-04/b", "0", "1")
    assert found.sentence[0] == "Kunjungan tim t1 ke B pada 4 Januari 2027 tidak melayani siapa pun."


def test_who_is_invited_and_not_expected_is_not_served() -> None:
    # Nobody of b comes, however many are invited; one of the few of c does not make it to a whole person, but counts.
    problem = month(village("a"), village("b", show_up_ppm=0), village("c", show_up_ppm=1))
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 5), visit("c", 20))))
    found = only("visits_per_day", problem, plan_of(problem, trip("t1", 1, visit("a", 5), visit("b", 20))))
    assert found.where == "2027-01-04-t1/2027-01-04/b"


def test_a_locked_visit_may_serve_nobody() -> None:
    problem = month(village("a"), village("b"), pins=[Pin(site="b", day=day(1), team="t1")])
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("b"))))
    only("visits_per_day", problem, plan_of(problem, trip("t1", 1, visit("a"), visit("b"))))


def test_a_place_in_the_order_locks_those_before_it() -> None:
    problem = month(village("a"), village("b"), village("c"), pins=[Pin(site="b", day=day(1), position=2)])
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a"), visit("b"))))
    found = only("visits_per_day", problem, plan_of(problem, trip("t1", 1, visit("a"), visit("b"), visit("c"))))
    assert found.where.endswith("/c")
