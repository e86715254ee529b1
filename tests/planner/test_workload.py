"""How field days and nights are shared out, counted by hand."""

from planner.domain.history import History
from planner.domain.team import Skill
from planner.workload import Share, workloads
from tests.build import member, month, past_days, plan_of, trip, village, visit

STAFF = [member("r1", "record drive"), member("r2", "record"), member("r3", "record"), member("i1", "ikd")]


def test_days_of_the_month_count_by_skill_with_those_before() -> None:
    # Day 1 is 4 January, so that three days before it are of the same month.
    history = History(staff_days=(*past_days("r3", 0), *past_days("r3", -20), *past_days("i1", -1, night=True)))
    problem = month(village("a"), village("b"), days=9, staff=STAFF, history=history)
    crew = ["i1", "r1", "r2"]
    plan = plan_of(problem, trip("t1", 1, visit("a", 5), staff=crew), trip("t1", 8, visit("b", 5), staff=crew))
    record, ikd = workloads(problem, plan)
    assert (record.skill, record.people) == (Skill.RECORD, 3)
    assert (record.days, record.nights, record.weekly) == (
        Share(least=1, most=2),
        Share(least=0, most=0),
        Share(least=0, most=1),
    )
    assert (ikd.days, ikd.nights) == (Share(least=3, most=3), Share(least=1, most=1))


def test_without_staff_there_is_nothing_to_share() -> None:
    problem = month(village("a"), staff=())
    assert workloads(problem, plan_of(problem)) == ()
