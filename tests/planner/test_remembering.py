"""The plan of the month before: its field days, nights and visits count in this one."""

from dataclasses import replace
from datetime import timedelta

from planner.check import violations
from planner.domain.history import PastFieldDay, PastVisit
from planner.domain.plan import Plan
from planner.remembering import remembered
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
