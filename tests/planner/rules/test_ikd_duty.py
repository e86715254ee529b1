from planner.units import MICRO
from tests.build import month, plan_of, trip, village, visit, with_policy
from tests.planner.rules.spoiling import assert_legal, only, with_people


def test_somebody_due_gets_none() -> None:
    # 20 recorded, half with a fit phone: 10 are due.
    problem = month(village("a"), mandatory_ikd=True)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    nine = with_people(problem, plan, ikd=9 * MICRO)
    found = only("ikd_duty", problem, nine)
    assert (found.found, found.allowed, found.amount) == ("9", "10", 1)
    assert_legal(with_policy(problem, mandatory_ikd=False), nine)


def test_an_ikd_only_visit_owes_nothing() -> None:
    problem = month(village("a", ikd_demand=100), mandatory_ikd=True, ikd_only_visits=True)
    plan = plan_of(problem, trip("t1", 1, visit("a", invited_ikd=100, ikd_only=True)))
    assert_legal(problem, plan)
    assert_legal(problem, with_people(problem, plan, ikd=MICRO // 1000))
