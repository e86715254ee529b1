from planner.units import minutes
from tests.build import month, plan_of, settled, trip, village, visit, with_policy
from tests.planner.rules.spoiling import assert_legal, only


def test_a_leg_over_its_limit() -> None:
    problem = month(village("a", at=100), driving_leg_max_s=minutes(100))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    found = only("travel_limit", with_policy(problem, driving_leg_max_s=minutes(100) - 1), plan)
    assert (found.found, found.amount) == ("6000 s", 1)
    assert found.sentence[0] == (
        "Dari A ke BASE tim t1 berkendara 100 menit pada 4 Januari 2027; sekali jalan paling lama 99 menit 59 detik."
    )


def test_a_day_over_its_limit() -> None:
    # 100 minutes out and 100 back.
    problem = month(village("a", at=100), driving_day_max_s=minutes(200))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    assert only("travel_limit", with_policy(problem, driving_day_max_s=minutes(199)), plan).amount == 60


def test_no_way() -> None:
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    cut = month(village("a"), minutes={("base", "a"): None})
    found = only("travel_limit", cut, settled(cut, plan))
    assert found.where == "2027-01-04-t1/2027-01-04/a/base"
    assert "tidak ada jalan yang dapat dilalui mobil" in found.sentence[0]


def test_each_day_of_a_longer_trip_has_its_own_limit() -> None:
    # a is 120 minutes out and the team sleeps there: 120 minutes of driving on each of two days.
    problem = month(village("a", at=120, unrecorded=40), max_nights=1, driving_day_max_s=minutes(120))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20), visit("a", 20, on=2), lodging=["a"]))
    assert_legal(problem, plan)
    found = only("travel_limit", with_policy(problem, driving_day_max_s=minutes(119)), plan)
    assert found.where == "2027-01-04-t1/2027-01-04"
