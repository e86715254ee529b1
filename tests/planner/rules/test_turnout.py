from planner.units import MICRO
from tests.build import month, plan_of, trip, village, visit
from tests.planner.rules.spoiling import assert_legal, only, with_people


def test_more_recorded_than_expected_to_come() -> None:
    # 20 invited, every second one comes: 10. One millionth more is too much.
    problem = month(village("a", show_up_ppm=500_000))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20, stay_s=3600)))
    assert plan.trips[0].visits[0].people[0].recorded == 10 * MICRO
    assert_legal(problem, plan)
    found = only("turnout", problem, with_people(problem, plan, recorded=10 * MICRO + 1))
    assert (found.found, found.allowed, found.amount) == ("10000001", "10000000", 1)
    assert "diperkirakan 10 direkam, tetapi tertulis 10,000001" in found.sentence[0]


def test_fewer_come_to_a_hub() -> None:
    # 20 of b invited to a, 5 km away: 20 x exp(-0.4) = 20 x 0.670320 = 13.4064.
    problem = month(village("a"), village("b"), reach={("b", "a"): 5.0})
    plan = plan_of(problem, trip("t1", 1, visit("a", {"b": 20}, stay_s=7200)))
    assert plan.trips[0].visits[0].people[0].recorded == 13_406_400
    assert_legal(problem, plan)
    only("turnout", problem, with_people(problem, plan, recorded=20 * MICRO))


def test_more_digital_identities_than_recorded_people_can_have() -> None:
    # 20 recorded, half with a fit phone: 10.
    problem = month(village("a"))
    plan = plan_of(problem, trip("t1", 1, visit("a", 20, stay_s=7200)))
    assert_legal(problem, plan)
    assert (
        "10 IKD activations are expected, but 11"
        in only("turnout", problem, with_people(problem, plan, ikd=11 * MICRO)).sentence[1]
    )


def test_invited_for_the_digital_identity_alone() -> None:
    # 1000 invited x show-up 0.02 x fit phone 0.5 = 10 at an IKD-only visit.
    problem = month(village("a", ikd_demand=1000), ikd_only_visits=True)
    plan = plan_of(problem, trip("t1", 1, visit("a", invited_ikd=1000, ikd_only=True, stay_s=7200)))
    assert plan.trips[0].visits[0].people[0].ikd == 10 * MICRO
    assert_legal(problem, plan)
    only("turnout", problem, with_people(problem, plan, ikd=10 * MICRO + 1))


def test_under_the_duty_only_the_recorded_count_on_a_recording_visit() -> None:
    problem = month(village("a", ikd_demand=1000), ikd_invites_on_recording_visits=True)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20, invited_ikd=1000, stay_s=7200)))
    assert plan.trips[0].visits[0].people[0].ikd == 20 * MICRO
    assert_legal(problem, plan)
    duty = month(village("a", ikd_demand=1000), ikd_invites_on_recording_visits=True, mandatory_ikd=True)
    # Invitations for the identity alone are another rule: here nobody has one.
    assert only("turnout", duty, with_people(duty, plan, invited_ikd=0)).amount == 10 * MICRO
