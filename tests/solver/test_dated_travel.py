"""A road that is cut for some days: the plan goes on the others, and the bound knows it."""

from planner.check import violations
from planner.domain.plan import Plan
from planner.units import VALUE_UNITS_PER_PERSON
from solver.day_classes import day_model
from tests.build import day, month, village
from tests.builders.problems import on_days
from tests.solver.callers import invited, planned, solved


def test_days_of_another_table_are_a_class_of_their_own() -> None:
    plain = month(village("a"), days=4)
    cut = on_days(plain, 2, 3, {("base", "a"): None})
    assert [kind.days for kind in day_model(plain).classes] == [tuple(day(number) for number in (1, 2, 3, 4))]
    assert [(kind.travel, kind.days) for kind in day_model(cut).classes] == [
        (0, (day(1), day(4))),
        (1, (day(2), day(3))),
    ]


def test_goes_on_the_day_on_which_the_road_is_open() -> None:
    problem = on_days(month(village("a"), days=3), 1, 2, {("base", "a"): None})
    plan = planned(problem)
    assert [trip.days for trip in plan.trips] == [(day(3),)]
    assert violations(problem, plan) == ()
    assert invited(plan, "a") == 20


def test_a_cut_on_every_day_leaves_nothing_and_the_bound_says_so() -> None:
    solution = solved(on_days(month(village("a"), days=2), 1, 2, {("base", "a"): None}))
    assert solution.plan == Plan()
    assert solution.bound is not None
    assert solution.bound < VALUE_UNITS_PER_PERSON // 1000


def test_a_slow_road_leaves_less_time_for_people() -> None:
    # 600 people do not fit a day; 140 minutes each way leave less of it than the 10 that are usual.
    problem = month(village("a", unrecorded=600), days=1)
    assert invited(planned(on_days(problem, 1, 1, {("base", "a"): 119})), "a") < invited(planned(problem), "a")
