"""Halls: what they let in bounds the bound too, and no second team makes up for it on the same day."""

from planner.domain.problem import Problem
from planner.score import persons
from tests.build import month, place, village
from tests.solver.callers import invited, planned, solved


def _most_a_day(problem: Problem) -> int:
    """The most heads at a site on a day of the plan, micro-people."""
    heads: dict[tuple[str, object], int] = {}
    for trip in planned(problem).trips:
        for visit in trip.visits:
            key = visit.site, visit.day
            heads[key] = heads.get(key, 0) + sum(persons(problem, row) for row in visit.people)
    return max(heads.values())


def test_the_bound_knows_the_hall_of_a_village() -> None:
    # 60 people would fit the day; the hall receives 20 on each of two days, and all of 40 are worth the same.
    problem = month(village("a", unrecorded=60, hall_people=20), days=2)
    solution = solved(problem)
    assert invited(solution.plan, "a") == 40
    assert solution.bound is not None
    free = solved(month(village("a", unrecorded=40), days=2))
    assert free.bound is not None
    assert solution.bound <= free.bound * 1001 // 1000


def test_two_teams_do_not_share_a_hall_on_one_day() -> None:
    # With joint visits 60 people would be two teams' work of one day.
    problem = month(village("a", unrecorded=60, hall_people=20), days=1, teams=2, joint_visits=True)
    assert 19_999_900 < _most_a_day(problem) <= 20_000_000


def test_guests_of_a_hall_split_over_days() -> None:
    # A hall of 15; 20 people each from b and c, which have no signal: over three days 45 of 37 come.
    problem = month(
        place("h", "hall", hall_people=15),
        village("b", signal="none"),
        village("c", signal="none"),
        reach={("b", "h"): 1.0, ("c", "h"): 1.0},
        days=3,
    )
    assert _most_a_day(problem) <= 15_000_000
    assert invited(planned(problem), "b") + invited(planned(problem), "c") == 40
