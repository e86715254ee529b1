from planner.domain.history import History
from tests.build import done, member, month, past_days, plan_of, team, trip, village, visit
from tests.planner.rules.spoiling import assert_legal, only

SITES = (village("a"), village("b"))


def test_a_team_out_too_often_in_a_week() -> None:
    # Days 1 and 2 lie in one week, days 5 and 8 in two.
    problem = month(*SITES, days=8, teams=[team(days_per_week=1)])
    assert_legal(problem, plan_of(problem, trip("t1", 5, visit("a", 20)), trip("t1", 8, visit("b", 20))))
    found = only("field_days", problem, plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t1", 2, visit("b", 20))))
    assert (found.where, found.found, found.allowed) == ("t1/week/2027-01-04", "2", "1")
    assert found.sentence[0] == (
        "Tim t1 mempunyai 2 hari lapangan dalam seminggu mulai 4 Januari 2027; paling banyak 1."
    )


def test_a_team_out_too_often_in_a_month() -> None:
    # Day 28 is 31 January, day 29 is 1 February.
    problem = month(*SITES, days=29, teams=[team(days_per_month=1)])
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t1", 29, visit("b", 20))))
    too_often = plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t1", 28, visit("b", 20)))
    assert only("field_days", problem, too_often).where == "t1/month/2027-01-01"


def test_days_before_the_period_and_visits_done_count() -> None:
    # The day before the period is 3 January: another week, the same month.
    past = History(team_days=past_days("t1", 0))
    problem = month(*SITES, teams=[team(days_per_month=1)], history=past)
    assert only("field_days", problem, plan_of(problem, trip("t1", 1, visit("a", 20)))).found == "2"
    problem = month(*SITES, teams=[team(days_per_week=1)], done=[done("b", 1, invited=20)])
    assert only("field_days", problem, plan_of(problem, trip("t1", 2, visit("a", 20)))).found == "2"


def test_one_of_the_staff_out_too_often() -> None:
    people = [member("s1", days_per_week=1), member("s2"), member("s3"), member("s4")]
    problem = month(*SITES, staff=people)
    first = trip("t1", 1, visit("a", 20), staff=["s1", "s2", "s3"])
    relieved = trip("t1", 2, visit("b", 20), staff=["s2", "s3", "s4"])
    again = trip("t1", 2, visit("b", 20), staff=["s1", "s2", "s3"])
    assert_legal(problem, plan_of(problem, first, relieved))
    assert only("field_days", problem, plan_of(problem, first, again)).where == "s1/week/2027-01-04"


def test_history_of_the_staff_counts() -> None:
    past = History(staff_days=past_days("s1", 0))
    people = [member("s1", days_per_month=1), member("s2"), member("s3")]
    problem = month(*SITES, staff=people, history=past)
    assert only("field_days", problem, plan_of(problem, trip("t1", 1, visit("a", 20)))).where == "s1/month/2027-01-01"


def test_nights_out_are_field_days() -> None:
    problem = month(*SITES, max_nights=1, teams=[team(days_per_week=1)])
    away = plan_of(problem, trip("t1", 1, visit("a", 20), visit("b", 20, on=2), lodging=["a"]))
    assert only("field_days", problem, away).found == "2"


def test_a_week_that_was_over_before_is_no_fault_of_the_plan() -> None:
    # Two days done in week 1 where one is allowed; the plan goes out in week 2.
    problem = month(
        *SITES, days=8, teams=[team(days_per_week=1)], done=[done("b", 1, invited=9), done("b", 2, invited=9)]
    )
    assert_legal(problem, plan_of(problem, trip("t1", 8, visit("a", 20))))
