"""The plan of the month before: its field days, nights and visits count in this one."""

from dataclasses import replace
from datetime import timedelta

from planner.check import violations
from planner.domain.history import PastFieldDay, PastVisit
from planner.domain.plan import Plan
from planner.remembering import remembered
from planner.replan import rest_of
from tests.build import day, member, month, plan_of, team, trip, village, visit


def earlier(plan: Plan, days: int) -> Plan:
    """The same plan some days before."""
    gap = timedelta(days=days)
    return Plan(
        trips=tuple(
            replace(
                one,
                days=tuple(when - gap for when in one.days),
                visits=tuple(replace(stop, day=stop.day - gap) for stop in one.visits),
            )
            for one in plan.trips
        )
    )


def test_field_days_and_visits_before_the_period_count_and_no_others() -> None:
    staff = [member(name) for name in ("p1", "p2", "p3", "p4", "gone")]
    whole = month(village("a"), village("b"), teams=[team("t1"), team("t9")], staff=staff, days=5)
    made = plan_of(
        whole,
        trip("t1", 2, visit("a", 5), staff=["p1", "p2", "p3", "p4"]),
        trip("t9", 3, visit("b", 5), staff=["gone", "p2", "p3", "p4"]),
    )
    problem = replace(
        whole,
        teams=tuple(one for one in whole.teams if one.id == "t1"),
        staff=tuple(one for one in whole.staff if one.id != "gone"),
    )
    found = remembered(problem, earlier(made, 7))
    assert found.history.team_days == (PastFieldDay(who="t1", day=day(-5)),)
    assert [(one.who, one.day) for one in found.history.staff_days] == [
        *((name, day(-5)) for name in ("p1", "p2", "p3", "p4")),
        *((name, day(-4)) for name in ("p2", "p3", "p4")),
    ]
    assert found.history.visits == (PastVisit(site="a", day=day(-5)), PastVisit(site="b", day=day(-4)))
    assert [site.last_visit for site in found.sites] == [day(-5), day(-4)]
    assert remembered(found, earlier(made, 7)) == found
    assert remembered(problem, earlier(made, 60)).history == problem.history


def test_a_team_that_was_out_earlier_this_month_has_fewer_days_left() -> None:
    problem = month(village("a"), village("b"), teams=[team("t1", days_per_month=1)], days=5)
    now = plan_of(problem, trip("t1", 2, visit("b", 5)))
    assert violations(problem, now) == ()
    # Friday 1 January: another week, the same month.
    before = earlier(plan_of(problem, trip("t1", 1, visit("a", 5))), 3)
    assert {item.rule for item in violations(remembered(problem, before), now)} == {"field_days"}


def test_a_team_that_came_home_from_nights_on_the_last_day_rests_on_the_first() -> None:
    problem = month(village("far", at=100), village("b"), days=5, max_nights=2)
    now = plan_of(problem, trip("t1", 3, visit("far", 5, on=3), lodging=("far",)))
    before = earlier(now, 4)
    # Out on day -1, home on day 0: day 1 is for rest.
    assert [one.days for one in before.trips] == [(day(-1), day(0))]
    after = remembered(problem, before)
    for number, broken in ((1, {"one_trip_at_a_time"}), (2, set())):
        again = plan_of(problem, trip("t1", number, visit("b", 5)))
        assert {item.rule for item in violations(after, again)} == broken


def test_what_was_done_before_a_replan_is_remembered_as_if_there_had_been_none() -> None:
    problem = month(village("a"), village("far", at=100), village("b"), days=28, max_nights=2)
    whole = plan_of(
        problem,
        trip("t1", 3, visit("far", 5, on=3), lodging=("far",)),
        trip("t1", 10, visit("a", 5)),
        trip("t1", 20, visit("b", 5)),
    )
    rest, left = rest_of(problem, whole, day(12))
    later = tuple(replace(one, day=one.day + timedelta(days=28)) for one in problem.period.days)
    following = replace(problem, period=replace(problem.period, days=later, as_of=day(12)))
    assert len(left.trips) == 1
    assert remembered(following, left, rest) == remembered(following, whole)
    assert remembered(following, left) != remembered(following, whole)
