"""Score: each sum done by hand."""

import pytest

from planner.domain.plan import Plan
from planner.score import persons, score, visit_value
from planner.units import MICRO, VALUE_UNITS_PER_PERSON
from tests.build import cards, month, plan_of, school, trip, village, visit


def test_the_empty_plan_scores_nothing() -> None:
    found = score(month(village("a")), Plan())

    assert (found.value, found.villages_served, found.team_days_used, found.distance_m, found.cost_rupiah) == (0,) * 5
    assert (found.people.recording, found.people.cards, found.people.ikd, found.people.persons) == (0,) * 4


def test_a_village_and_a_school_are_counted_by_hand() -> None:
    # 10 from a, 10 pupils of which 6 are 17: all come. Cards 10 + 6, IKD half of the recorded aged 17+: 5 + 3.
    # Value: a 10 + 0.3 x 10 + 0.3 x 5 = 14.5; school 1.2 x (10 + 0.3 x 6 + 0.3 x 3) = 15.24 weighted people.
    problem = month(village("a"), school("sch", factor_permille=1200, adult_permille=600))
    plan = plan_of(problem, trip("t1", 1, visit("a", 10)), trip("t1", 2, visit("sch", 10)))

    found = score(problem, plan)

    assert found.value == 29_740 * VALUE_UNITS_PER_PERSON // 1000
    assert found.value == sum(visit_value(problem, stop) for item in plan.trips for stop in item.visits)
    assert (found.people.recording, found.people.cards, found.people.ikd) == (20 * MICRO, 16 * MICRO, 8 * MICRO)
    assert (found.villages_served, found.schools_served, found.team_days_used) == (1, 1, 2)
    assert found.cards_used == 16 * MICRO
    assert found.distance_m == 4 * 10 * 500


def test_a_joined_village_counts_as_served() -> None:
    problem = month(village("a"), village("b", signal="none"), reach={("b", "a"): 0})
    plan = plan_of(problem, trip("t1", 1, visit("a", {"a": 5, "b": 5})))

    assert score(problem, plan).villages_served == 2


def test_a_village_of_which_nobody_is_expected_is_not_served() -> None:
    problem = month(village("a"), village("b", show_up_ppm=0))
    plan = plan_of(problem, trip("t1", 1, visit("a", 5), visit("b", 20)))

    assert score(problem, plan).villages_served == 1


def test_somebody_who_fetches_a_card_counts_as_a_person_and_nobody_counts_twice() -> None:
    # 5 recorded; of 100 invited for IKD alone 2 % come, half with a fit phone: 1. 4 fetch a card of the
    # backlog. The one with IKD may be one of the four: 5 + 4 heads are sure.
    problem = month(village("a", print_ready=4, ikd_demand=100), ikd_invites_on_recording_visits=True, stock=cards(100))
    plan = plan_of(problem, trip("t1", 1, visit("a", 5, invited_ikd=100, backlog=4)))
    (people,) = plan.trips[0].visits[0].people

    assert people.cards == 9 * MICRO
    assert people.ikd == 3_500_000
    assert persons(problem, people) == 9 * MICRO


@pytest.mark.parametrize(("waste", "blanks"), [(0, 9_000_000), (10, 9_090_000), (15, 9_135_000)])
def test_cards_used_hold_the_waste(waste: int, blanks: int) -> None:
    problem = month(village("a"), waste_permille=waste)
    plan = plan_of(problem, trip("t1", 1, visit("a", 9)))

    assert score(problem, plan).cards_used == blanks
