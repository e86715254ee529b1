"""Reserve dates and call times: one smallest month for each case, and random plans through both."""

from collections import Counter
from dataclasses import replace

import pytest

from planner.call_times import call_times
from planner.check import violations
from planner.domain.plan import Plan, SolveOptions
from planner.fallback import fallbacks
from planner.units import MINUTE_S, clock
from solver.solve import solve
from tests.build import day, month, plan_of, team, trip, village, visit
from tests.solver.callers import Listener
from tests.solver.problems import random_problem


def test_the_next_day_that_is_free_is_the_reserve() -> None:
    # Day 2 is a day off of the village.
    problem = month(village("a", closed_dates=(day(2),)), days=4)
    found = fallbacks(problem, plan_of(problem, trip("t1", 1, visit("a", 20))))

    assert [(item.site, item.day, item.reserve, item.reserve_team) for item in found] == [("a", day(1), day(3), "t1")]
    assert not found[0].called_off
    assert not found[0].shared


def test_a_full_week_leaves_a_day_only_if_the_visit_is_called_off() -> None:
    problem = month(village("a"), days=3, teams=[team(days_per_week=1)])
    found = fallbacks(problem, plan_of(problem, trip("t1", 1, visit("a", 20))))

    assert [(item.reserve, item.called_off) for item in found] == [(day(2), True)]


def test_two_visits_share_the_only_day_that_is_left() -> None:
    problem = month(village("a"), village("b", at=12), days=3)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t1", 2, visit("b", 20)))
    found = fallbacks(problem, plan)

    assert [(item.site, item.reserve, item.shared) for item in found] == [("a", day(3), False), ("b", day(3), True)]


def test_another_team_steps_in() -> None:
    problem = month(village("a"), village("b", at=12), days=2, teams=2)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t1", 2, visit("b", 20)))
    found = {item.site: item for item in fallbacks(problem, plan)}

    assert (found["a"].reserve, found["a"].reserve_team) == (day(2), "t2")
    assert "b" not in found


def test_visits_of_a_trip_go_apart_where_no_day_is_open_to_both() -> None:
    problem = month(village("a", closed_dates=(day(2),)), village("b", at=12, closed_dates=(day(3),)), days=3)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20), visit("b", 20)))

    assert {item.site: item.reserve for item in fallbacks(problem, plan)} == {"a": day(3), "b": day(2)}


def test_a_short_friday_does_not_hold_a_long_visit() -> None:
    # Day 5 is a Friday with 2.5 hours of service; 60 people take 3 hours at two stations.
    problem = month(village("a", unrecorded=60), days=5)

    assert fallbacks(problem, plan_of(problem, trip("t1", 4, visit("a", 60)))) == ()


def test_call_times_share_the_minutes_and_leave_the_break_out() -> None:
    # b's people come from 3 km away, after those of the place.
    problem = month(village("a", unrecorded=60), village("b", unrecorded=20), reach={("b", "a"): 3.0}, days=1)
    plan = plan_of(problem, trip("t1", 1, visit("a", {"a": 60, "b": 20})))
    served, pause = plan.trips[0].visits[0], plan.trips[0].breaks[0]
    found = call_times(problem, plan)

    assert sum(item.invited for item in found if item.origin == "a") == 60
    assert sum(item.invited for item in found if item.origin == "b") == 20
    assert (found[0].start, found[-1].end) == (served.start, served.end)
    assert found[0].origin == "a"
    assert found[-1].origin == "b"
    assert all(item.end - item.start <= 30 * MINUTE_S for item in found)
    assert all(item.end <= pause.start or item.start >= pause.end for item in found)
    assert all(item.end % (30 * MINUTE_S) == 0 for item in found[:-1] if item.end not in (pause.start, served.end))
    assert clock("08:30") == served.start


@pytest.mark.parametrize("seed", range(30))
def test_plans_of_random_offices(seed: int) -> None:
    problem = random_problem(seed)
    plan = solve(problem, SolveOptions(work=2, workers=1), Listener()).plan
    invited: Counter[tuple[str, object, str]] = Counter()
    for item in call_times(problem, plan):
        invited[item.site, item.day, item.origin] += item.invited
        assert item.start < item.end
        assert item.invited > 0
    for one in plan.trips:
        for stop in one.visits:
            for row in stop.people:
                assert invited[stop.site, stop.day, row.origin] == row.invited + row.invited_ikd
    visits = {(stop.site, stop.day, one.team) for one in plan.trips for stop in one.visits}
    found = fallbacks(problem, plan)
    keys = [(item.site, item.day, item.team) for item in found]
    assert len(set(keys)) == len(keys)
    assert set(keys) <= visits
    out = {(one.team, when) for one in plan.trips for when in one.days}
    assert all(item.reserve > item.day and (item.reserve_team, item.reserve) not in out for item in found)
    # A reserve that is not shared belongs to one trip.
    owners = {(item.reserve_team, item.reserve, item.day, item.team) for item in found if not item.shared}
    assert len(owners) == len({owner[:2] for owner in owners})


def test_the_empty_plan_has_neither() -> None:
    problem = month(village("a"))

    assert fallbacks(problem, Plan()) == ()
    assert call_times(problem, Plan()) == ()
    assert violations(problem, replace(Plan())) == ()
