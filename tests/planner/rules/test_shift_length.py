from planner.domain.plan import Break
from planner.domain.policy import Hours
from planner.units import clock, minutes
from tests.build import day, month, plan_of, settled, trip, village, visit, with_policy
from tests.planner.rules.spoiling import assert_legal, only, with_trip, with_visit

# One visit of 20 people, 10 minutes out: arrive 07:50, set up until 08:30, serve until 09:30, pack until 10:00,
# break 11:00-12:00, home at 12:10.


def test_home_after_the_shift() -> None:
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(with_policy(problem, hours=Hours(shift_end=clock("12:10"))), plan)
    short = with_policy(problem, hours=Hours(shift_end=clock("12:09")))
    found = only("shift_length", short, settled(short, plan))
    assert (found.found, found.allowed, found.amount) == ("07:40-12:10", "07:30-12:09", 60)
    assert found.sentence[1] == (
        "Team t1 is at work 07:40-12:10 on 4 January 2027; its shift is 07:30-12:09, so it is over by 1 minute."
    )


def test_paid_overtime_lengthens_the_shift() -> None:
    problem = month(village("a"), hours=Hours(shift_end=clock("11:10")), overtime_allowed=True)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    # 60 minutes of overtime are needed and 59 are allowed. What is paid for does not change.
    less = with_policy(problem, overtime_max_s=minutes(59))
    assert only("shift_length", less, plan).amount == 60


def test_out_before_the_shift() -> None:
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert only("shift_length", with_policy(problem, hours=Hours(shift_start=clock("07:41"))), plan).amount == 60


def test_a_shortened_set_up_and_packing() -> None:
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    hurried = with_visit(problem, plan, set_up=clock("07:50") + 1)
    assert "persiapan hanya 39 menit 59 detik" in only("shift_length", problem, hurried).sentence[0]
    # 150 minutes of service end at 11:00; the break goes until 12:00 and packing until 12:30, not 12:29.
    long = plan_of(problem, trip("t1", 1, visit("a", 20, stay_s=minutes(150))))
    assert long.trips[0].visits[0].depart == clock("12:30")
    assert only("shift_length", problem, with_visit(problem, long, depart=clock("12:29"))).amount == 60


def test_setting_up_before_arrival() -> None:
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    only("shift_length", problem, with_visit(problem, plan, set_up=clock("07:49")))


def test_a_day_without_a_break_or_with_a_short_one() -> None:
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert only("shift_length", problem, with_trip(problem, plan, breaks=())).amount == 3600
    short = Break(day=day(1), start=clock("11:00"), end=clock("11:59"))
    assert only("shift_length", problem, with_trip(problem, plan, breaks=(short,))).amount == 60


def test_a_break_at_the_wheel() -> None:
    # Packed at a at 11:00, break until 12:00, then 10 minutes to b. A minute later the break ends on the way.
    problem = month(village("a", unrecorded=40), village("b", at=20))
    plan = plan_of(problem, trip("t1", 1, visit("a", 40), visit("b", 20)))
    assert_legal(problem, plan)
    first, second = plan.trips[0].visits
    assert (first.end, first.depart, second.arrive) == (clock("10:30"), clock("12:00"), clock("12:10"))
    on_the_way = Break(day=day(1), start=clock("11:01"), end=clock("12:01"))
    found = only("shift_length", problem, with_trip(problem, plan, breaks=(on_the_way,)))
    assert "driving beside the break has 9 minutes only, but needs 10 minutes" in found.sentence[1]


def test_a_break_at_home_is_none() -> None:
    # Packed at 10:00 and home at 10:10: the break may not be taken after the trip, it belongs to the day out.
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    home = with_visit(problem, plan, depart=clock("10:00"))
    assert only("shift_length", problem, settled(problem, home)).amount == 3600
