from dataclasses import replace

from tests.build import cards, done, month, plan_of, trip, village, visit
from tests.planner.rules.spoiling import assert_legal, only

SITES = (village("a"), village("b"))
BOTH_AT_ONCE = (trip("t1", 1, visit("a", 20), visit("b", 20)),)
B_LATER = (trip("t1", 1, visit("a", 20)), trip("t1", 3, visit("b", 20)))


def test_the_delivery_comes_too_late() -> None:
    # 30 in store, 20 people at each of a and b, 10 more cards on day 3: 40 on day 1 are 10 too many.
    problem = month(*SITES, stock=cards(30, deliveries={3: 10}))
    assert_legal(problem, plan_of(problem, *B_LATER))
    found = only("card_stock", problem, plan_of(problem, *BOTH_AT_ONCE))
    assert (found.where, found.found, found.allowed, found.amount) == ("2027-01-04", "40", "30", 10)
    assert "jemput bola memakai 40 keping, sedangkan yang boleh dipakai 30; kurang 10 keping" in found.sentence[0]


def test_an_unlikely_delivery_does_not_count() -> None:
    problem = month(*SITES, stock=cards(30, deliveries={3: (10, 799)}))
    assert only("card_stock", problem, plan_of(problem, *B_LATER)).where == "2027-01-06"
    assert_legal(month(*SITES, stock=cards(30, deliveries={3: (10, 800)})), plan_of(problem, *B_LATER))


def test_the_reserve_stays() -> None:
    plan = plan_of(month(*SITES), *BOTH_AT_ONCE)
    assert_legal(month(*SITES, days=1, stock=cards(45, reserve=5)), plan)
    assert only("card_stock", month(*SITES, days=1, stock=cards(45, reserve=6)), plan).amount == 1


def test_what_the_counter_will_use_later_is_not_to_spare() -> None:
    # 50 - 5 a day: on the evenings 45, 40, 35. The 40 of day 1 bind on day 3, not before.
    plan = plan_of(month(*SITES), *BOTH_AT_ONCE)
    found = only("card_stock", month(*SITES, days=3, stock=cards(50, counter=5)), plan)
    assert (found.where, found.amount) == ("2027-01-06", 5)
    # On a day off the counter uses nothing.
    assert_legal(month(*SITES, days=3, off={3}, stock=cards(50, counter=5)), plan)


def test_waste_takes_blanks() -> None:
    # 40 prints and 10 permille: 40.4 blanks.
    plan = plan_of(month(*SITES), *BOTH_AT_ONCE)
    assert_legal(month(*SITES, stock=cards(41), waste_permille=10), plan)
    found = only("card_stock", month(*SITES, stock=cards(40), waste_permille=10), plan)
    assert (found.found, found.amount) == ("40.4", 1)
    # 40.04: with one decimal it would read as the 40 that there are.
    least = only("card_stock", month(*SITES, stock=cards(40), waste_permille=1), plan)
    assert "memakai 40,04 keping, sedangkan yang boleh dipakai 40;" in least.sentence[0]
    assert "uses 40.04, but may use 40;" in least.sentence[1]


def test_a_stock_below_its_reserve_spares_nothing_but_breaks_nothing() -> None:
    problem = month(*SITES, stock=cards(10, reserve=500))
    assert_legal(problem, plan_of(problem))
    assert only("card_stock", problem, plan_of(problem, *BOTH_AT_ONCE)).allowed == "0"


def test_cards_of_visits_already_done_are_gone() -> None:
    held = replace(done("b", 1, invited=20), cards=20)
    problem = month(*SITES, stock=cards(39), done=[held])
    plan = plan_of(problem, trip("t1", 3, visit("a", 20)))
    assert only("card_stock", problem, plan).amount == 1
    assert_legal(month(*SITES, stock=cards(40), done=[held]), plan)


def test_recording_needs_no_card() -> None:
    problem = month(*SITES, stock=cards(0), same_day_ready_permille=0)
    assert_legal(problem, plan_of(problem, *BOTH_AT_ONCE))
