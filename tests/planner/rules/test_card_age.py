from planner.units import MICRO
from tests.build import month, plan_of, school, trip, village, visit
from tests.planner.rules.spoiling import assert_legal, only, with_people


def test_cards_for_pupils_of_sixteen() -> None:
    # 20 pupils recorded, 60 % of them 17: 12 cards.
    problem = month(school("s", adult_permille=600))
    plan = plan_of(problem, trip("t1", 1, visit("s", 20)))
    assert plan.trips[0].visits[0].people[0].cards == 12 * MICRO
    assert_legal(problem, plan)
    found = only("card_age", problem, with_people(problem, plan, cards=13 * MICRO))
    assert (found.found, found.allowed, found.amount) == ("13", "12", 1)


def test_cards_whose_record_is_not_ready_the_same_day() -> None:
    # 20 recorded x 0.6 ready the same day + 3 print-ready from before = 15.
    problem = month(village("a", print_ready=3), same_day_ready_permille=600)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20, backlog=3)))
    assert_legal(problem, plan)
    found = only("card_age", problem, with_people(problem, plan, cards=15 * MICRO + 1))
    assert (found.found, found.allowed) == ("15.000001", "15")
