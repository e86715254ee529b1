from tests.build import done, month, plan_of, school, trip, village, visit
from tests.planner.rules.spoiling import assert_legal, only


def test_more_invited_than_there_are() -> None:
    # 20 are not recorded; 10 and 10 on two days are legal, 10 and 11 are not.
    problem = month(village("a"))
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 10)), trip("t1", 2, visit("a", 10))))
    found = only("count_once", problem, plan_of(problem, trip("t1", 1, visit("a", 10)), trip("t1", 2, visit("a", 11))))
    assert (found.where, found.found, found.allowed, found.amount) == ("a/recording", "21", "20", 1)
    assert found.sentence[0] == "21 warga A diundang untuk perekaman dalam periode ini; yang ada hanya 20."


def test_pupils_counted_at_school_are_not_invited_at_home() -> None:
    # 20 not recorded in a, 5 of them pupils of 17 who are counted at the school: 15 are left.
    problem = month(village("a", pupils_17plus=5), school("s", pupils=5, village="a"))
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("s", 5), visit("a", 15))))
    assert only("count_once", problem, plan_of(problem, trip("t1", 1, visit("s", 5), visit("a", 16)))).allowed == "15"


def test_visits_already_done_count() -> None:
    problem = month(village("a"), done=[done("a", 1, invited=15)])
    assert_legal(problem, plan_of(problem, trip("t1", 3, visit("a", 5))))
    assert only("count_once", problem, plan_of(problem, trip("t1", 3, visit("a", 6)))).found == "21"


def test_more_invited_for_the_digital_identity_than_have_none() -> None:
    problem = month(village("a", ikd_demand=30), ikd_only_visits=True)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", invited_ikd=30, ikd_only=True))))
    plan = plan_of(problem, trip("t1", 1, visit("a", invited_ikd=31, ikd_only=True)))
    assert only("count_once", problem, plan).where == "a/ikd"


def test_a_ready_card_is_printed_once() -> None:
    # 10 cards are ready; 10 on one day and 1 on the next would be printed twice.
    problem = month(village("a", print_ready=10))
    once = trip("t1", 1, visit("a", 5, backlog=10))
    assert_legal(problem, plan_of(problem, once, trip("t1", 2, visit("a", 5))))
    found = only("count_once", problem, plan_of(problem, once, trip("t1", 2, visit("a", 5, backlog=1))))
    assert (found.where, found.found, found.allowed) == ("a/cards", "11", "10")


def test_another_round_where_policy_has_two() -> None:
    problem = month(village("a"), rounds_per_period=2)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t1", 2, visit("a", 20))))
