from tests.build import announced, day, month, plan_of, trip, village, visit
from tests.planner.rules.spoiling import assert_legal, only


def test_a_visit_before_notice_can_be_given() -> None:
    # Seen from the 14th day before day 2.
    problem = month(village("a"), as_of=day(2 - 14))
    assert_legal(problem, plan_of(problem, trip("t1", 2, visit("a", 20))))
    found = only("notice", problem, plan_of(problem, trip("t1", 1, visit("a", 20))))
    assert (found.found, found.allowed, found.amount) == ("2027-01-04", "2027-01-05", 1)
    assert found.sentence[1] == (
        "The visit to A on 4 January 2027 is too early: A can be served from 5 January 2027 "
        "(14 days of notice, data ready)."
    )


def test_a_visit_before_the_data_are_ready() -> None:
    problem = month(village("a", data_ready=day(3)))
    assert_legal(problem, plan_of(problem, trip("t1", 3, visit("a", 20))))
    assert only("notice", problem, plan_of(problem, trip("t1", 1, visit("a", 20)))).amount == 2


def test_guests_of_a_hub_need_their_data_as_well() -> None:
    problem = month(village("a"), village("b", data_ready=day(3)), reach={("b", "a"): 5.0})
    assert_legal(problem, plan_of(problem, trip("t1", 3, visit("a", {"a": 20, "b": 20}))))
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20))))
    found = only("notice", problem, plan_of(problem, trip("t1", 1, visit("a", {"a": 20, "b": 20}))))
    assert "B paling cepat dilayani 6 Januari 2027" in found.sentence[0]


def test_who_was_told_needs_no_further_notice_for_that_day() -> None:
    # Seen from day 1, a and its guest b were told of day 3, a also of day 0, which is over.
    told = [announced("a", 3, "b"), announced("a", 0)]
    sites = [village("a"), village("b"), village("c")]
    problem = month(*sites, days=8, as_of=day(1), published=told, reach={("b", "a"): 1.0, ("c", "a"): 1.0})
    assert_legal(problem, plan_of(problem, trip("t1", 3, visit("a", {"a": 20, "b": 20}))))
    for early in (
        trip("t1", 4, visit("a", 20)),
        trip("t1", 3, visit("b", 20)),
        trip("t1", 3, visit("a", {"a": 20, "c": 20})),
    ):
        assert only("notice", problem, plan_of(problem, early)).amount in (11, 12)


def test_what_was_announced_still_waits_for_its_data() -> None:
    problem = month(village("a", data_ready=day(4)), as_of=day(1), published=[announced("a", 3)])
    assert only("notice", problem, plan_of(problem, trip("t1", 3, visit("a", 20)))).rule == "notice"


def test_a_visit_on_a_day_that_is_over_is_told_so() -> None:
    problem = month(village("a"), as_of=day(6))
    found = only("notice", problem, plan_of(problem, trip("t1", 5, visit("a", 10))))
    assert (found.allowed, found.amount) == (day(6).isoformat(), 1)
    assert "hari itu sudah lewat" in found.sentence[0]
    assert "that day is over" in found.sentence[1]
