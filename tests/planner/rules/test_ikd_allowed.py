from planner.domain.plan import Service
from planner.units import MICRO
from tests.build import month, place, plan_of, trip, village, visit, with_policy
from tests.planner.rules.spoiling import assert_legal, only, with_people, with_visit


def test_an_ikd_only_visit_where_policy_has_none() -> None:
    problem = month(village("a", ikd_demand=100), ikd_only_visits=True)
    plan = plan_of(problem, trip("t1", 1, visit("a", invited_ikd=100, ikd_only=True)))
    assert_legal(problem, plan)
    found = only("ikd_allowed", with_policy(problem, ikd_only_visits=False), plan)
    assert found.sentence[0] == (
        "Kunjungan ke A pada 4 Januari 2027 hanya untuk IKD, padahal kebijakan tidak mengizinkannya."
    )


def test_invited_for_it_on_a_recording_visit() -> None:
    problem = month(village("a", ikd_demand=100), ikd_invites_on_recording_visits=True)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20, invited_ikd=100)))
    assert_legal(problem, plan)
    assert only("ikd_allowed", with_policy(problem, ikd_invites_on_recording_visits=False), plan).amount == 100


def test_events_invite_for_it() -> None:
    problem = month(place("e", "event", people=10, ikd_demand=100))
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("e", 10, invited_ikd=100))))


def test_recording_or_cards_on_an_ikd_only_visit() -> None:
    problem = month(village("a", print_ready=5), ikd_only_visits=True)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    only("ikd_allowed", problem, with_visit(problem, plan, service=Service.IKD_ONLY))
    cards = plan_of(problem, trip("t1", 1, visit("a", backlog=5)))
    assert_legal(problem, with_people(problem, cards, cards=5 * MICRO))
    only("ikd_allowed", problem, with_visit(problem, cards, service=Service.IKD_ONLY))
