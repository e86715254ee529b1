from planner.domain.policy import IkdCapScope
from tests.build import month, plan_of, team, trip, village, visit, with_policy, with_site
from tests.planner.rules.spoiling import assert_legal, only, with_visit


def test_too_few_minutes_to_record() -> None:
    # 20 x 360 s / 2 stations = 3600 s; 10 IKD x 300 s / 1 officer = 3000 s.
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    found = only("service_capacity", problem, with_visit(problem, plan, end=plan.trips[0].visits[0].end - 1))
    assert (found.found, found.allowed, found.amount) == ("3599 s", "3600 s", 1)
    assert "perlu 60 menit di A pada 4 Januari 2027 untuk 20 perekaman dan 10 IKD" in found.sentence[0]


def test_too_few_minutes_for_the_digital_identity() -> None:
    # 8 stations record 20 in 900 s, but one officer still needs 3000 s for 10.
    problem = month(village("a"), teams=[team(stations=8)])
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    assert (
        only("service_capacity", problem, with_visit(problem, plan, end=plan.trips[0].visits[0].end - 1)).allowed
        == "3000 s"
    )


def test_under_the_duty_all_hands_share_the_work() -> None:
    # (20 x 360 + 10 x 300) / 3 = 3400 s is less than the 3600 s of recording alone; with 1 station 7200 against 5100.
    problem = month(village("a", fit_phone_permille=1000), mandatory_ikd=True)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    # All 20 get it: (7200 + 6000) / 3 = 4400 s.
    assert plan.trips[0].visits[0].end - plan.trips[0].visits[0].start == 4400
    assert_legal(problem, plan)
    assert (
        only("service_capacity", problem, with_visit(problem, plan, end=plan.trips[0].visits[0].end - 1)).allowed
        == "4400 s"
    )


def test_nobody_for_the_digital_identity() -> None:
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    without = month(village("a"), teams=[team(crew="record:2 drive:1")])
    assert "has nobody for IKD" in only("service_capacity", without, plan).sentence[1]


def test_more_prints_than_the_printers_make() -> None:
    # 12 and 8 are recorded and printed on the spot on one day.
    problem = month(village("a", unrecorded=12), village("b", unrecorded=8), prints_per_printer_day=20)
    plan = plan_of(problem, trip("t1", 1, visit("a", 12), visit("b", 8)))
    assert_legal(problem, plan)
    found = only("service_capacity", with_policy(problem, prints_per_printer_day=19), plan)
    assert (found.where, found.found, found.allowed) == ("t1/2027-01-04/cards", "20", "19")


def test_cards_of_print_ready_people_come_from_the_office() -> None:
    # 10 recorded and 15 ready cards: 10 on the spot, 15 brought along. If only 8 are printed on the spot ...
    problem = month(village("a", print_ready=15), prints_per_printer_day=10)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 10, backlog=15))))
    # ... without a printer, 15 cards may be those of the 15, but 16 cannot.
    none = month(village("a", print_ready=15), teams=[team(printers=0)])
    assert_legal(none, plan_of(none, trip("t1", 1, visit("a", 10, backlog=5))))
    assert only("service_capacity", none, plan_of(none, trip("t1", 1, visit("a", 10, backlog=6)))).found == "1"


def test_the_cap_of_activations_of_a_team_and_of_the_office() -> None:
    # 10 by t1 at a and 10 by t2 at b on one day.
    problem = month(village("a"), village("b"), teams=2, ikd_cap_per_day=10)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t2", 1, visit("b", 20)))
    assert_legal(problem, plan)
    assert only("service_capacity", with_policy(problem, ikd_cap_per_day=9), plan).where == "t1/2027-01-04/ikd"
    office = only("service_capacity", with_policy(problem, ikd_cap_scope=IkdCapScope.OFFICE), plan)
    assert (office.where, office.found, office.allowed) == ("office/2027-01-04/ikd", "20", "10")


def test_more_people_than_the_hall_receives_on_a_day() -> None:
    # 20 of a and 10 of b at the hall of a; b comes with 10 x exp(-0.4) = 6.7 of its invited.
    problem = month(village("a", hall_people=27), village("b"), reach={("b", "a"): 5.0})
    plan = plan_of(problem, trip("t1", 1, visit("a", {"a": 20, "b": 10})))
    assert_legal(problem, plan)
    found = only("service_capacity", with_site(problem, "a", hall_people=26), plan)
    assert (found.where, found.found, found.allowed, found.amount) == ("a/2027-01-04/hall", "26.7032", "26", 1)
    assert "Balai A menampung 26 orang sehari" in found.sentence[0]
    # Elsewhere, and on another day, the hall of a does not count.
    assert_legal(with_site(problem, "b", hall_people=1), plan)
    split = plan_of(problem, trip("t1", 1, visit("a", {"a": 20})), trip("t1", 3, visit("a", {"b": 10})))
    assert_legal(with_site(problem, "a", hall_people=20), split)


def test_who_only_fetches_a_card_stands_in_the_hall_too() -> None:
    problem = month(village("a", print_ready=5, hall_people=15))
    plan = plan_of(problem, trip("t1", 1, visit("a", 10, backlog=5)))
    assert_legal(problem, plan)
    assert only("service_capacity", with_site(problem, "a", hall_people=14), plan).found == "15"
