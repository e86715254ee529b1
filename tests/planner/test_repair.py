"""Plans made by hand, repaired: legal, as little changed as can be, and what each breach costs."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from planner.check import violations
from planner.domain.history import Pin
from planner.domain.plan import Plan, SolveOptions
from planner.domain.problem import Problem
from planner.repair import Repaired, costs, repair
from planner.score import score
from solver.forcing.choosing import chosen_variants
from solver.solve import solve
from tests.build import cards, day, member, month, plan_of, settled, team, trip, village, visit, with_site
from tests.solver.callers import Listener
from tests.solver.problems import random_problem


def repaired(problem: Problem, plan: Plan) -> Repaired:
    found = repair(problem, plan, chosen_variants)
    assert violations(problem, found.plan) == found.left
    return found


def what(found: Repaired) -> dict[str, str]:
    return {change.site: change.what for change in found.changes}


def test_a_legal_plan_comes_back_as_it_is() -> None:
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    found = repaired(problem, plan)

    assert found.plan is plan
    assert what(found) == {"a": "kept"}


def test_of_two_visits_on_a_day_off_only_the_one_is_moved() -> None:
    # a is closed on day 1; b, in the same trip, is not. a finds day 2.
    open_problem = month(village("a"), village("b", at=12), days=2)
    plan = plan_of(open_problem, trip("t1", 1, visit("a", 20), visit("b", 20)))
    problem = with_site(open_problem, "a", closed_dates=(day(1),))
    found = repaired(problem, plan)

    assert found.left == ()
    assert what(found) == {"a": "moved", "b": "fitted"}
    assert next(change.now_day for change in found.changes if change.site == "a") == day(2)


def test_where_nothing_is_free_the_least_visits_are_left_out() -> None:
    # Two days a week, three trips: of one, one and two visits. The trip of two stays, whatever the others are worth.
    sites = [village("a", unrecorded=60), village("b", unrecorded=50), village("c", at=12), village("d", at=12)]
    free = month(*sites, days=3)
    plan = plan_of(
        free, trip("t1", 1, visit("a", 60)), trip("t1", 2, visit("b", 50)), trip("t1", 3, visit("c", 5), visit("d", 5))
    )
    problem = replace(free, teams=(team(days_per_week=2),))
    found = repaired(problem, plan)

    assert what(found) == {"a": "kept", "b": "removed", "c": "kept", "d": "kept"}


def test_too_many_people_are_fitted_not_left_out() -> None:
    wide = month(village("a", unrecorded=400), days=1, setup_s=0, pack_s=0, record_s=60, ikd_s=30)
    plan = plan_of(wide, trip("t1", 1, visit("a", 400)))
    problem = month(village("a", unrecorded=400), days=1)
    found = repaired(problem, settled(problem, plan))

    assert found.left == ()
    assert what(found) == {"a": "fitted"}
    assert 0 < found.plan.trips[0].visits[0].people[0].invited < 400


def test_a_person_who_is_away_is_replaced() -> None:
    staff = [member(f"s{number}") for number in range(6)]
    full = month(village("a"), staff=staff)
    plan = plan_of(full, trip("t1", 1, visit("a", 20)))
    gone = plan.trips[0].staff[0]
    problem = replace(full, staff=tuple(member(one.id, away=[1] if one.id == gone else []) for one in full.staff))
    found = repaired(problem, plan)

    assert what(found) == {"a": "fitted"}
    assert gone not in found.plan.trips[0].staff
    # Whoever could stay stays.
    assert set(plan.trips[0].staff) - {gone} <= set(found.plan.trips[0].staff)


def test_cards_beyond_the_stock_are_not_printed() -> None:
    rich = month(village("a"), days=1)
    plan = plan_of(rich, trip("t1", 1, visit("a", 20)))
    problem = replace(rich, stock=cards(5))
    found = repaired(problem, plan)

    assert found.left == ()
    assert found.count("removed") == found.count("moved") == 0
    assert sum(row.invited for one in found.plan.trips for stop in one.visits for row in stop.people) == 20


def test_nobody_comes_along_without_need() -> None:
    staff = [member(f"s{number}") for number in range(8)]
    full = month(village("a"), village("b"), staff=staff, days=3)
    plan = plan_of(full, trip("t1", 1, visit("a", 20)), trip("t1", 2, visit("b", 20)))
    gone = plan.trips[0].staff[0]
    problem = replace(full, staff=tuple(member(one.id, away=[1] if one.id == gone else []) for one in full.staff))
    found = repaired(problem, plan)

    assert what(found) == {"a": "fitted", "b": "kept"}
    assert [len(one.staff) for one in found.plan.trips] == [len(one.staff) for one in plan.trips]


def test_a_locked_visit_that_was_taken_elsewhere_goes_back_to_its_lock() -> None:
    free = month(village("a"), village("b"), days=3, teams=2)
    problem = replace(free, pins=(Pin(site="a", day=day(1), team="t2"),))
    plan = plan_of(free, trip("t1", 2, visit("a", 20)), trip("t1", 3, visit("b", 20)))
    found = repaired(problem, plan)

    assert found.left == ()
    assert what(found) == {"a": "moved", "b": "kept"}
    back = next(change for change in found.changes if change.site == "a")
    assert (back.now_day, back.now_team) == (day(1), "t2")


def test_a_lock_whose_team_is_out_elsewhere_is_told_and_its_visit_stays() -> None:
    free = month(village("a"), village("b"), days=3)
    problem = replace(free, pins=(Pin(site="a", day=day(1)),))
    plan = plan_of(free, trip("t1", 2, visit("a", 20)), trip("t1", 1, visit("b", 20)))
    found = repaired(problem, plan)

    assert {item.rule for item in found.left} == {"pin"}
    assert what(found) == {"a": "kept", "b": "kept"}


def test_a_pin_that_the_plan_forgot_is_told() -> None:
    problem = month(village("a"), village("b"), pins=[Pin(site="b", day=day(1))])
    found = repaired(problem, plan_of(problem, trip("t1", 1, visit("a", 20))))

    assert {item.rule for item in found.left} == {"pin"}


def test_the_cost_of_a_breach_is_what_its_visits_lose() -> None:
    free = month(village("a"), village("b", at=12), days=2)
    plan = plan_of(free, trip("t1", 1, visit("a", 20)), trip("t1", 2, visit("b", 20)))
    problem = with_site(free, "a", closed_dates=(day(1), day(2)))
    breaches = violations(problem, plan)
    found = repaired(problem, plan)

    priced = {cost.breach.rule: cost.value for cost in costs(problem, plan, found.plan, breaches)}
    alone = score(problem, plan_of(free, trip("t1", 1, visit("a", 20)))).value
    assert priced == {"working_day": alone}


def test_a_visit_that_is_moved_costs_nothing_where_it_is_worth_as_much_there() -> None:
    free = month(village("a"), village("b", at=12), days=3)
    problem = with_site(free, "a", closed_dates=(day(1),))
    plan = plan_of(free, trip("t1", 1, visit("a", 20)), trip("t1", 2, visit("b", 20)))
    found = repaired(problem, plan)

    assert found.count("moved") == 1
    assert [cost.value for cost in costs(problem, plan, found.plan, violations(problem, plan))] == [0]


def test_a_breach_about_guests_touches_the_visit_that_they_were_asked_to_alone() -> None:
    sites = (village("a", unrecorded=5), village("h"), village("b", at=12))
    problem = with_site(month(*sites, days=2, reach={("a", "h"): 4.0}), "b", closed_dates=(day(2),))
    plan = plan_of(problem, trip("t1", 1, visit("h", {"h": 20, "a": 9})), trip("t1", 2, visit("b", 20)))
    lost = {cost.breach.rule: cost.value for cost in costs(problem, plan, Plan(), violations(problem, plan))}
    alone = {trip.visits[0].site: score(problem, Plan(trips=(trip,))).value for trip in plan.trips}

    assert lost["count_once"] == alone["h"]
    assert lost["working_day"] == alone["b"]


@pytest.mark.parametrize("seed", range(25))
def test_spoilt_plans_of_random_offices(seed: int) -> None:
    dice, problem = Random(seed), random_problem(seed)
    plan = solve(problem, SolveOptions(work=2, workers=1), Listener()).plan
    spoilt = settled(problem, replace(plan, trips=tuple(_spoilt(dice, problem, item) for item in plan.trips)))
    found = repaired(problem, spoilt)

    assert found.left == ()
    assert len(found.changes) == sum(len(item.visits) for item in spoilt.trips)
    if not violations(problem, spoilt):
        assert found.plan == spoilt
    breaches = violations(problem, spoilt)
    assert [cost.breach for cost in costs(problem, spoilt, found.plan, breaches)] == list(breaches)


def _spoilt(dice: Random, problem: Problem, item):  # type: ignore[no-untyped-def]
    """A trip on another day, with other people, later, or as it was."""
    kind = dice.choice(["day", "people", "late", "same"])
    if kind == "day":
        other = dice.choice([one.day for one in problem.period.days])
        visits = tuple(replace(stop, day=other) for stop in item.visits)
        breaks = tuple(replace(pause, day=other) for pause in item.breaks)
        return replace(item, id=f"{item.id}-x", days=(other,), visits=visits, breaks=breaks)
    if kind == "people":
        more = [replace(row, invited=row.invited * 3, recorded=row.recorded * 3) for row in item.visits[0].people]
        return replace(item, visits=(replace(item.visits[0], people=tuple(more)), *item.visits[1:]))
    if kind == "late":
        hour = int(timedelta(hours=1).total_seconds())
        late = tuple(replace(stop, end=stop.end + hour, depart=stop.depart + hour) for stop in item.visits)
        return replace(item, visits=late)
    return item
