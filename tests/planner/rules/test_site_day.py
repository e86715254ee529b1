from tests.build import month, plan_of, trip, village, visit, with_policy
from tests.planner.rules.spoiling import assert_legal, only


def test_two_teams_at_one_site() -> None:
    problem = month(village("a"), teams=2)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 10)), trip("t2", 2, visit("a", 10))))
    together = plan_of(problem, trip("t1", 1, visit("a", 10)), trip("t2", 1, visit("a", 10)))
    found = only("site_day", problem, together)
    assert (found.where, found.found, found.allowed) == ("a/2027-01-04", "2", "1")
    assert found.sentence[0] == "A dikunjungi 2 tim pada 4 Januari 2027 (t1, t2); hanya satu yang boleh."


def test_joint_visits_where_policy_has_them() -> None:
    problem = with_policy(month(village("a"), teams=2), joint_visits=True)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 10)), trip("t2", 1, visit("a", 10))))


def test_a_team_comes_twice_on_a_day() -> None:
    problem = month(village("a", ikd_demand=40), ikd_only_visits=True)
    apart = plan_of(problem, trip("t1", 1, visit("a", 10)), trip("t1", 2, visit("a", invited_ikd=10, ikd_only=True)))
    assert_legal(problem, apart)
    twice = plan_of(problem, trip("t1", 1, visit("a", 10), visit("a", invited_ikd=10, ikd_only=True)))
    found = only("site_day", problem, twice)
    assert (found.where, found.found, found.allowed, found.amount) == ("t1/2027-01-04/a", "2", "1", 1)
    assert found.sentence[0] == "Tim t1 mengunjungi A 2 kali pada 4 Januari 2027; paling banyak sekali sehari."
    only("site_day", with_policy(problem, joint_visits=True), twice)
