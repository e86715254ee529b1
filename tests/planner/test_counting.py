"""What was counted at a visit is told of its origins: the sum is kept, and who was invited as far as that goes."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from planner.counting import Reported, counted_in, recounted
from planner.domain.history import DoneVisit
from planner.domain.plan import Plan, SolveOptions
from planner.replan import rest_of
from solver.solve import solve
from tests.build import day, month, village
from tests.solver.callers import Listener

ON = date(2027, 1, 5)


def done(*rows: tuple[str, int, int]) -> list[DoneVisit]:
    return [
        DoneVisit(site="a", day=ON, team="t1", origin=origin, invited=invited, recorded=recorded, cards=0, ikd=0)
        for origin, invited, recorded in rows
    ]


def told(visits: tuple[DoneVisit, ...]) -> list[tuple[int, int, int, int]]:
    return [(visit.invited, visit.recorded, visit.cards, visit.ikd) for visit in visits]


def test_shared_out_as_expected_then_by_who_was_invited_then_with_more_guests() -> None:
    visits = done(("a", 100, 60), ("b", 40, 20))
    assert told(recounted(visits, {("a", ON): Reported(recorded=40, cards=7, ikd=0)})) == [
        (100, 30, 5, 0),
        (40, 10, 2, 0),
    ]
    # 135 as expected were 101 of 100 invited.
    assert [row[1] for row in told(recounted(visits, {("a", ON): Reported(recorded=135, cards=0, ikd=0)}))] == [96, 39]
    assert [row[:2] for row in told(recounted(visits, {("a", ON): Reported(recorded=280, cards=0, ikd=0)}))] == [
        (200, 200),
        (80, 80),
    ]
    nobody = done(("a", 0, 0), ("b", 0, 0))
    assert sum(row[1] for row in told(recounted(nobody, {("a", ON): Reported(recorded=3, cards=0, ikd=0)}))) == 3
    assert recounted(visits, {("b", ON): Reported(recorded=1, cards=1, ikd=1)}) == tuple(visits)


@pytest.mark.parametrize("seed", range(20))
def test_no_number_gets_lost(seed: int) -> None:
    dice = Random(seed)
    visits = done(*((name, most := dice.randint(0, 60), dice.randint(0, most)) for name in "abcd"))
    counts = Reported(recorded=dice.randint(0, 260), cards=dice.randint(0, 200), ikd=dice.randint(0, 200))
    found = told(recounted(visits, {("a", ON): counts}))
    assert [sum(row[number] for row in found) for number in (1, 2, 3)] == [counts.recorded, counts.cards, counts.ikd]
    if counts.recorded <= sum(visit.invited for visit in visits):
        assert all(row[1] <= visit.invited for row, visit in zip(found, visits, strict=True))


def test_the_rest_of_a_plan_goes_on_from_what_was_reported() -> None:
    problem = month(village("a", unrecorded=40), village("b", unrecorded=40, at=(30, 0)), days=12)
    plan = solve(problem, SolveOptions(work=2, workers=1), Listener()).plan
    held = [(visit.site, visit.day) for trip in plan.trips for visit in trip.visits]
    assert len(held) == 2
    reported = {one: Reported(recorded=5, cards=4, ikd=3) for one in held}
    counted = counted_in(plan, reported, day(12), [held[1]])
    rest, _ = rest_of(problem, plan, day(12), cancelled=[held[1]], counted=counted)
    assert [(row.site, row.recorded, row.cards, row.ikd) for row in rest.done] == [(held[0][0], 5, 4, 3)]
    assert counted_in(plan, reported, min(when for _, when in held), []) == []
    assert counted_in(replace(plan, trips=()), reported, day(12), []) == []
    assert counted_in(Plan(trips=()), {}, day(12), []) == []
