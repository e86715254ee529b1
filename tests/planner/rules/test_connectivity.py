from planner.domain.site import Connectivity
from planner.units import minutes
from tests.build import kits, month, plan_of, trip, village, visit, with_policy, with_site
from tests.planner.rules.spoiling import assert_legal, only, with_trip


def test_recording_without_signal_and_without_kit() -> None:
    problem = month(village("a", signal="none"), equipment=[kits(1)])
    plan = plan_of(problem, trip("t1", 1, visit("a", 20), kits=1))
    assert_legal(problem, plan)
    found = only("connectivity", problem, with_trip(problem, plan, equipment=()))
    assert found.where == "2027-01-04-t1/2027-01-04/a"
    # 20 recordings and 10 digital identities.
    assert "30 layanan daring dijadwalkan" in found.sentence[0]


def test_weak_signal_is_given_full_speed() -> None:
    # 20 x 6 min / 2 stations = 60 min at full speed; at 0.7 it takes 3600 s / 0.7 = 5142.9 s.
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    weak = with_site(problem, "a", connectivity=Connectivity.WEAK)
    assert_legal(weak, plan_of(weak, trip("t1", 1, visit("a", 20))))
    found = only("connectivity", weak, plan)
    assert (found.found, found.allowed, found.amount) == ("3600 s", "5143 s", 1543)


def test_unknown_signal_is_planned_as_the_policy_says() -> None:
    problem = month(village("a", signal="unknown"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    only("connectivity", with_policy(problem, unknown_connectivity_as=Connectivity.NONE), plan)


def test_cards_may_be_handed_over_without_signal() -> None:
    problem = month(village("a", signal="none", print_ready=10))
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", backlog=10, stay_s=minutes(10)))))
