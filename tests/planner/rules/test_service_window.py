from planner.domain.plan import Break
from planner.domain.policy import Hours
from planner.units import clock
from tests.build import day, month, plan_of, school, trip, village, visit, with_policy, with_site
from tests.planner.rules.spoiling import assert_legal, only, with_trip, with_visit


def test_service_after_the_site_has_closed() -> None:
    # Leaves 07:40, arrives 07:50, sets up until 08:30; 20 people x 6 min / 2 stations = 60 min: 08:30-09:30.
    problem = month(village("a", open_until=clock("09:30")))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    found = only("service_window", with_site(problem, "a", open_until=clock("09:29")), plan)
    assert (found.found, found.allowed, found.amount) == ("08:30-09:30", "08:30-09:29", 60)
    assert found.sentence[0] == (
        "Pelayanan di A pada 4 Januari 2027 pukul 08.30-09.30, padahal tempat itu hanya buka 08.30-09.29."
    )


def test_service_before_school_begins() -> None:
    # Leaves 07:30, arrives 07:40, sets up until 08:20.
    problem = month(school("s"))
    plan = plan_of(problem, trip("t1", 1, visit("s", 20)))
    assert_legal(problem, plan)
    assert only("service_window", with_site(problem, "s", open_from=clock("08:30")), plan).amount == 600


def test_more_service_than_the_day_allows() -> None:
    # 60 min at each of a and b: 120 min, one second too much.
    problem = month(village("a"), village("b"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20), visit("b", 20)))
    assert_legal(with_policy(problem, hours=Hours(service_limit_s=7200)), plan)
    found = only("service_window", with_policy(problem, hours=Hours(service_limit_s=7199)), plan)
    assert (found.found, found.amount) == ("7200 s", 1)


def test_a_break_before_its_time() -> None:
    # The service is over at 09:30 and packing can wait; but lunch is 11:00 at the earliest.
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    early = Break(day=day(1), start=clock("10:30"), end=clock("11:30"))
    assert only("service_window", problem, with_trip(problem, plan, breaks=(early,))).amount == 1800


def test_friday_prayer_keeps_its_hours() -> None:
    # Day 5 is a Friday: 90 minutes between 11:30 and 13:00, so one second later is too late.
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 5, visit("a", 20)))
    assert_legal(problem, plan)
    assert plan.trips[0].breaks == (Break(day=day(5), start=clock("11:30"), end=clock("13:00")),)
    late = Break(day=day(5), start=clock("11:30") + 1, end=clock("13:00") + 1)
    stays = with_visit(problem, with_trip(problem, plan, breaks=(late,)), depart=plan.trips[0].visits[0].depart + 1)
    assert only("service_window", problem, stays).amount == 1
