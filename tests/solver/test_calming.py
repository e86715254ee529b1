"""Fewer published visits moved: which are locked, which plan is taken, and what is told."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from planner.calm import may_move, moved_visits
from planner.domain.evidence import Moves
from planner.domain.history import PublishedVisit
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.score import score
from planner.units import clock
from solver.calming import with_visits_locked
from solver.offered import Offered
from tests.build import day, month, team, village
from tests.builders.plans import plan_of, trip, visit

NAMES = "abcdefghij"


def office(hold_permille: int = 0) -> Problem:
    """Ten villages with one published visit each, on ten days."""
    published = [
        PublishedVisit(site=name, day=day(number), team="t1", start=clock("09:00"))
        for number, name in enumerate(NAMES, 1)
    ]
    sites = [village(name, unrecorded=100, at=10) for name in NAMES]
    problem = month(*sites, days=24, as_of=day(-20), published=published, teams=[team("t1", days_per_week=7)])
    weights = replace(problem.policy.weights, hold_permille=hold_permille)
    return replace(problem, policy=replace(problem.policy, weights=weights))


def made(problem: Problem, moved: int, people: Sequence[int]) -> Plan:
    """Every village visited; the first ``moved`` of them ten days after the day that was published."""
    return plan_of(
        problem,
        *(
            trip("t1", number + (10 if number <= moved else 0), visit(name, people[number - 1]))
            for number, name in enumerate(NAMES, 1)
        ),
    )


def offered(problem: Problem, *plans: Plan) -> Offered:
    """Plans offered, the first of them what still stands of the published one."""
    found = Offered(problem, lambda: 0.0)
    found.start_with(plans[0])
    for plan in plans[1:]:
        found.offer(plan, ())
    return found


def test_visits_that_a_calm_plan_keeps_are_locked_but_those_that_pay_most() -> None:
    problem = office()
    calm, better, best = (made(problem, moved, [50] * 10) for moved in (1, 4, 5))
    found = with_visits_locked(problem, calm, [best, better], 3)
    # One is lost already. Of b, c, d and e, the first two that both of the better plans move may move as well.
    assert [pin.site for pin in found.pins] == list("defghij")
    assert all(pin.day == visit.day for pin, visit in zip(found.pins, problem.published[3:], strict=True))
    locked = with_visits_locked(problem, calm, [best], 1)
    assert [pin.site for pin in locked.pins] == list("bcdefghij")
    assert with_visits_locked(locked, calm, [best], 1) == locked


@pytest.mark.parametrize(("most_people", "taken", "codes"), [(50, 2, ["CALM_KEPT"]), (80, 5, ["MANY_MOVED"])])
def test_a_plan_that_moves_no_more_than_a_fifth_is_taken_if_it_is_worth_next_to_as_much(
    most_people: int, taken: int, codes: list[str]
) -> None:
    # 0.4 % of the value stays below 5 permille, and above the 3 that calm alone may take.
    problem = office(hold_permille=3)
    assert may_move(problem) == 2
    stands = made(problem, 1, [*[40] * 9, 10])
    calm = made(problem, 2, [*[50] * 9, 48])
    restless = made(problem, 5, [*[50] * 9, most_people])
    found = offered(problem, stands, calm, restless)
    assert found.moves_too_many() == (taken == 5)
    bound = max(score(problem, plan).value for plan in (calm, restless))
    found.settle()
    told = found.told(found.best.plan, bound)
    assert len(moved_visits(problem, found.best.plan)) == taken
    assert [code for code, _, _ in told.notes] == codes


def test_the_price_of_moving_fewer_is_told_and_what_was_forced_apart() -> None:
    problem = office()
    stands = made(problem, 1, [50] * 10)
    restless = made(problem, 5, [*[50] * 9, 80])
    found = offered(problem, stands, restless)
    found.settle()
    told = found.told(found.best.plan, score(problem, restless).value)
    [(code, indonesian, english)] = told.notes
    assert code == "MANY_MOVED"
    assert indonesian.startswith("5 dari 10 kunjungan terbit yang tersisa pindah hari atau batal, 1 di antaranya")
    people = -(-(score(problem, restless).people.persons - score(problem, stands).people.persons) // 1_000_000)
    assert f"paling banyak 2 yang pindah, {people} orang lagi tidak terlayani" in indonesian
    assert f"at most 2 of them moved, {people} more people are not served" in english
    before, after = score(problem, restless), score(problem, stands)
    assert told.moves == Moves(
        coming=10,
        moved=5,
        limit=2,
        forced=1,
        keeping_persons=before.people.persons - after.people.persons,
        keeping_value=before.value - after.value,
    )


def test_where_no_plan_moves_fewer_that_is_told() -> None:
    problem = office()
    found = offered(problem, made(problem, 4, [50] * 10))
    assert not found.moves_too_many()
    found.settle()
    told = found.told(found.best.plan, found.best.value)
    [(code, indonesian, english)] = told.notes
    assert code == "MANY_MOVED"
    assert "4 dari 10" in indonesian
    assert "4 di antaranya" in indonesian
    assert "No plan was found that moves fewer." in english
    assert told.moves == Moves(coming=10, moved=4, limit=4, forced=4)
