from tests.build import month, plan_of, trip, village, visit, with_policy
from tests.planner.rules.spoiling import assert_legal, only


def test_a_plan_over_its_budget() -> None:
    # Away 07:40-12:10, less than 8 hours: 3 people x 75,000 = 225,000; 2 x 5 km x 1,250 = 12,500; generator 80,000,
    # link 100,000, papers 75,000: 492,500.
    problem = month(village("a"), budget_rupiah=492_500)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    assert_legal(problem, plan)
    found = only("budget", with_policy(problem, budget_rupiah=492_499), plan)
    assert (found.found, found.allowed, found.amount) == ("492500", "492499", 1)
    assert found.sentence == (
        "Rencana ini berbiaya Rp492.500; anggarannya Rp492.499, jadi lebih Rp1.",
        "The plan costs Rp492,500; the budget is Rp492,499, so it is over by Rp1.",
    )


def test_all_trips_share_the_budget() -> None:
    problem = month(village("a"), village("b"), budget_rupiah=2 * 492_500 - 1)
    only("budget", problem, plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t1", 2, visit("b", 20))))
