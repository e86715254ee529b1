from planner.domain.history import History
from tests.build import day, done, month, past_visit, plan_of, trip, village, visit, with_policy
from tests.planner.rules.spoiling import assert_legal, only


def test_two_visits_too_near() -> None:
    # Day 1 and day 9: 8 days apart is no split (7) and no gap (21). Day 8 is a split, day 22 another invitation.
    problem = month(village("a"), days=22)
    first = trip("t1", 1, visit("a", 10))
    assert_legal(problem, plan_of(problem, first, trip("t1", 8, visit("a", 10))))
    assert_legal(problem, plan_of(problem, first, trip("t1", 22, visit("a", 10))))
    found = only("spacing", problem, plan_of(problem, first, trip("t1", 9, visit("a", 10))))
    assert (found.where, found.found, found.allowed) == ("a/2027-01-04", "2 in 8 days", "3 in 7 days")


def test_an_invitation_split_into_too_many_parts() -> None:
    problem = month(village("a"))
    parts = [trip("t1", number, visit("a", 5)) for number in (1, 2, 3, 4)]
    assert_legal(problem, plan_of(problem, *parts[:3]))
    assert only("spacing", problem, plan_of(problem, *parts)).found == "4 in 3 days"


def test_the_gap_counts_between_invitations() -> None:
    # Parts on days 1 and 8; from day 8 the next invitation is 21 days away: day 29.
    problem = month(village("a", unrecorded=30), days=30)
    parts = (trip("t1", 1, visit("a", 10)), trip("t1", 8, visit("a", 10)))
    assert_legal(problem, plan_of(problem, *parts, trip("t1", 29, visit("a", 10))))
    only("spacing", problem, plan_of(problem, *parts, trip("t1", 28, visit("a", 10))))


def test_a_visit_before_the_period() -> None:
    # Last visit on day -19, day 1 is 20 days after it, day 2 is 21.
    for problem in (
        month(village("a", last_visit=day(-19))),
        month(village("a"), history=History(visits=(past_visit("a", -19),))),
    ):
        assert_legal(problem, plan_of(problem, trip("t1", 2, visit("a", 20))))
        found = only("spacing", problem, plan_of(problem, trip("t1", 1, visit("a", 20))))
        assert (found.found, found.allowed, found.amount) == ("20", "21", 1)


def test_a_visit_before_the_period_is_no_part_of_an_invitation_in_it() -> None:
    # Only 3 days apart, but in two periods.
    problem = month(village("a", last_visit=day(-2)))
    only("spacing", problem, plan_of(problem, trip("t1", 1, visit("a", 20))))


def test_visits_done_are_parts_of_the_invitation() -> None:
    problem = month(village("a"), days=12, done=[done("a", 1, invited=5), done("a", 2, invited=5)])
    assert_legal(problem, plan_of(problem, trip("t1", 8, visit("a", 10))))
    only("spacing", problem, plan_of(problem, trip("t1", 9, visit("a", 10))))


def test_joint_visits_are_one_part() -> None:
    problem = month(village("a"), teams=2, joint_visits=True, split_parts_max=1)
    plan = plan_of(problem, trip("t1", 1, visit("a", 10)), trip("t2", 1, visit("a", 10)))
    assert_legal(problem, plan)
    assert_legal(with_policy(problem, min_gap_days=0), plan)
