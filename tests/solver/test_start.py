"""Going on from a plan: never worse than what of it is legal, and calm where visits are published."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planner.calm import unrest
from planner.changes import OtherDays, changed
from planner.check import violations
from planner.domain.history import Pin, PublishedVisit
from planner.domain.plan import Plan, Solution, SolveOptions
from planner.domain.policy import Hours
from planner.domain.problem import Problem
from planner.keeping import legal_part
from planner.score import score
from planner.units import clock
from solver.calming import with_visits_locked
from solver.offered import Offered
from solver.run import Run
from solver.solve import solve
from tests.build import announced, cards, day, kits, month, team, village, with_policy, with_site
from tests.solver.callers import Listener, planned
from tests.solver.problems import random_problem


def going_on(problem: Problem, start: Plan, *, work: int = 1) -> Solution:
    solution = solve(problem, SolveOptions(work=work, workers=1), Listener(), start)
    assert violations(problem, solution.plan) == ()
    assert solution.bound is not None
    assert score(problem, solution.plan).value <= solution.bound
    return solution


def six(**fields: Any) -> Problem:
    sites = [
        village(name, unrecorded=60 + 7 * number, at=(10 * number, -7 * number)) for number, name in enumerate("abcdef")
    ]
    return month(*sites, **{"days": 8, "teams": 2, "stock": cards(90, deliveries={4: 200}), **fields})


def relaxed(problem: Problem, dice: Random) -> Problem:
    """A problem in which every plan of ``problem`` is legal and worth the same."""
    policy = problem.policy
    hours = policy.hours
    more = [
        replace(problem, teams=(*problem.teams, replace(problem.teams[0], id="t9"))),
        replace(
            problem, staff=tuple(replace(one, away=(), days_per_week=7, days_per_month=31) for one in problem.staff)
        ),
        replace(problem, equipment=(*(item for item in problem.equipment if item.kind.value != "vehicle"), kits(2))),
        replace(problem, stock=replace(problem.stock, opening=problem.stock.opening + 40)),
        replace(
            problem,
            stock=replace(
                problem.stock,
                deliveries=tuple(
                    replace(
                        item, quantity=item.quantity + 9, day=max(problem.period.first, item.day - (day(2) - day(1)))
                    )
                    for item in problem.stock.deliveries
                ),
            ),
        ),
        with_policy(problem, budget_rupiah=None),
        # More working days are more days of the counter, too: without its use of cards nothing is taken away.
        replace(
            problem,
            stock=replace(problem.stock, counter_per_day=0),
            period=replace(
                problem.period,
                days=tuple(replace(item, working=True, school_open=True) for item in problem.period.days),
            ),
        ),
        with_policy(problem, hours=replace(hours, shift_end=hours.shift_end + 1_800)),
        with_policy(problem, hub_max_villages=policy.hub_max_villages + 1),
        with_policy(problem, max_visits_per_day=policy.max_visits_per_day + 1),
        with_policy(problem, overtime_allowed=True),
        with_policy(problem, max_nights=1),
        with_policy(problem, hub_max_m=policy.hub_max_m + 1_000, join_max_unrecorded=policy.join_max_unrecorded + 1),
    ]
    return dice.choice(more)


@settings(max_examples=12, deadline=None)
@given(some.integers(0, 10_000))
def test_a_relaxed_problem_is_never_worse_from_the_smaller_plan(seed: int) -> None:
    problem = random_problem(seed)
    plan = planned(problem, work=1)
    wider = relaxed(problem, Random(seed))
    assert legal_part(wider, plan) == plan
    assert score(wider, plan).value == score(problem, plan).value
    assert score(wider, going_on(wider, plan).plan).value >= score(problem, plan).value


@settings(max_examples=8, deadline=None)
@given(some.integers(0, 10_000), some.integers(0, 10_000))
def test_any_plan_may_be_the_start_of_any_problem(seed: int, other: int) -> None:
    problem, plan = random_problem(seed), planned(random_problem(other), work=1)
    least = score(problem, legal_part(problem, plan)).value
    assert score(problem, going_on(problem, plan).plan).value >= least


def test_the_start_is_gone_on_from() -> None:
    problem = six()
    good = planned(problem, work=12)
    found = going_on(problem, good)
    assert score(problem, found.plan).value >= score(problem, good).value
    assert found == going_on(problem, good)


def test_an_empty_start_is_like_none() -> None:
    problem = six()
    options = SolveOptions(work=2, workers=1)
    assert solve(problem, options, Listener(), Plan()).plan == solve(problem, options, Listener()).plan


def test_pins_that_the_start_breaks_are_kept() -> None:
    problem = six()
    plan = planned(problem)
    pinned = replace(problem, pins=(Pin(site="a", day=day(3)), Pin(site="f", day=day(5), team="t2")))
    assert going_on(pinned, plan).notes == ()


def as_published(plan: Plan, *, told: bool) -> tuple[PublishedVisit, ...]:
    return tuple(
        PublishedVisit(
            site=visit.site,
            day=visit.day,
            team=trip.team,
            start=visit.start,
            announced=told,
            origins=tuple(sorted({row.origin for row in visit.people} - {visit.site})),
        )
        for trip in plan.trips
        for visit in trip.visits
    )


@pytest.mark.parametrize("told", [False, True])
def test_a_good_plan_that_nothing_disturbs_stays_as_published(told: bool) -> None:
    problem = six(as_of=day(1), notice_days=7, days=20)
    problem = replace(problem, period=replace(problem.period, as_of=day(-6)))
    plan = planned(problem, work=12)
    still = with_policy(replace(problem, published=as_published(plan, told=told)))
    still = replace(still, policy=replace(still.policy, weights=replace(still.policy.weights, hold_permille=10)))
    assert unrest(still, going_on(still, plan).plan) == 0


def test_only_what_is_cut_off_moves() -> None:
    problem = six(as_of=day(-13), days=20)
    plan = planned(problem, work=12)
    first = plan.trips[0].visits[0]
    weights = replace(problem.policy.weights, hold_permille=10)
    cut = with_site(
        replace(problem, published=as_published(plan, told=False), policy=replace(problem.policy, weights=weights)),
        first.site,
        closed_dates=(first.day,),
    )
    found = going_on(cut, plan).plan
    moved = {(visit.site, visit.day) for trip in plan.trips for visit in trip.visits}
    moved -= {(visit.site, visit.day) for trip in found.trips for visit in trip.visits}
    assert (first.site, first.day) in moved
    assert len(moved) <= 3


def test_what_calm_costs_is_told() -> None:
    # Published: a poor visit to b alone on the only day; a has ten times the people.
    sites = [village("a", unrecorded=100, at=30), village("b", unrecorded=9, at=(0, 30))]
    fields: dict[str, Any] = {"days": 1, "max_visits_per_day": 1, "as_of": day(-13)}
    poor = planned(month(with_only("b"), **fields))
    published = month(*sites, **fields, published=as_published(poor, told=False))
    free = going_on(published, poor)
    assert [stop.site for trip in free.plan.trips for stop in trip.visits] == ["a"]
    assert [code for code, _, _ in free.notes] == ["MANY_MOVED"]
    assert "1 dari 1 kunjungan" in free.notes[0][1]
    assert "paling banyak 0 yang pindah" in free.notes[0][1]
    weights = replace(published.policy.weights, hold_permille=1000)
    calm = going_on(replace(published, policy=replace(published.policy, weights=weights)), poor)
    assert [stop.site for trip in calm.plan.trips for stop in trip.visits] == ["b"]
    assert [code for code, _, _ in calm.notes] == ["CALM_KEPT"]


def with_only(name: str) -> Any:
    return village(name, unrecorded=9, at=(0, 30))


def test_announced_visits_within_the_notice_stay_and_may_change_hands() -> None:
    # t1 is off on day 2, so that t2 takes over the visit that was announced.
    teams = [team("t1", closed_dates=(day(2),)), team("t2")]
    problem = month(village("a"), days=5, as_of=day(1), teams=teams, published=[announced("a", 2)])
    (trip,) = going_on(problem, Plan()).plan.trips
    assert (trip.team, trip.days) == ("t2", (day(2),))


def test_hours_may_be_shorter_than_those_of_the_start() -> None:
    problem = six()
    plan = planned(problem)
    short = with_policy(problem, hours=Hours(shift_end=clock("13:30")))
    assert score(short, going_on(short, plan).plan).value >= score(short, legal_part(short, plan)).value


def test_a_place_that_agreed_to_a_day_needs_no_notice_and_brings_nobody_else() -> None:
    near = month(village("a"), village("b", unrecorded=30, at=12), days=5, as_of=day(1), reach={("b", "a"): 1.0})
    assert planned(near).trips == ()
    asked = changed(near, [OtherDays(site="a", days=(day(3),), agreed=True)])
    (trip,) = planned(asked).trips
    assert trip.days == (day(3),)
    assert [row.origin for visit in trip.visits for row in visit.people] == ["a"]


def test_where_the_bound_is_far_trips_are_drafted_without_those_of_the_start_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    best = planned(six())
    published = [
        PublishedVisit(site=visit.site, day=visit.day, team=trip.team, start=visit.start)
        for trip in best.trips
        for visit in trip.visits
    ]
    problem, start = six(published=published), replace(best, trips=best.trips[:1], assignments=())
    # What begins at the start plan finds nothing.
    monkeypatch.setattr(Run, "_search", lambda _run, _chosen: None)
    least = score(problem, legal_part(problem, start)).value
    assert least > 0
    assert score(problem, going_on(problem, start).plan).value > least


def test_a_calmer_plan_is_sought_once_where_too_many_visits_move(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = six(published=[PublishedVisit(site="a", day=day(5), team="t1", start=clock("09:00"))])
    asked: list[int] = []

    def noted(given: Problem, calm: Plan, better: Sequence[Plan], most: int) -> Problem:
        asked.append(most)
        return with_visits_locked(given, calm, better, most)

    monkeypatch.setattr("solver.run.with_visits_locked", noted)
    monkeypatch.setattr(Offered, "moves_too_many", lambda _offered: True)
    going_on(problem, Plan())
    assert len(asked) == 1
