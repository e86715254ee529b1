"""Coverage of subdistricts, promised floors and fairness, counted by hand."""

from planner.coverage import Shortfall, coverages, level, shortfall, shortfalls
from planner.domain.plan import Plan
from planner.domain.policy import Floor
from planner.units import MICRO
from tests.build import done, month, plan_of, school, trip, village, visit

SITES = (
    village("a", unrecorded=100, recorded=300, subdistrict="k1"),
    village("b", unrecorded=50, recorded=150, subdistrict="k1"),
    village("c", unrecorded=20, recorded=180, subdistrict="k2"),
    # Half of these pupils are of age.
    school("s", pupils=40, adult_permille=500, subdistrict="k2"),
)


def test_coverage_counts_who_is_of_age_in_their_own_subdistrict() -> None:
    problem = month(*SITES, floors=(Floor(subdistrict="k1", coverage_permille=900, visits=2),))
    plan = plan_of(problem, trip("t1", 1, visit("a", 60)), trip("t1", 2, visit("s", 40)))
    first, second = coverages(problem, plan)
    assert (first.subdistrict, first.eligible, first.recorded, first.expected) == ("k1", 600, 450 * MICRO, 60 * MICRO)
    assert (first.permille, first.visits) == (850, 1)
    # 180 of 200 were recorded, and 20 of the 40 pupils are of age.
    assert (second.permille, second.visits) == (1000, 1)
    assert level(problem, plan) == (850, 1000)
    assert shortfalls(problem, (first, second)) == {"k1": Shortfall(people=30 * MICRO, visits=1)}
    assert shortfall(problem, plan) == Shortfall(people=30 * MICRO, visits=1)


def test_visits_done_count() -> None:
    problem = month(*SITES, done=(done("a", 1, invited=90),), floors=(Floor(subdistrict="k1", coverage_permille=900),))
    (first, _) = coverages(problem, Plan())
    assert (first.permille, first.visits) == (900, 1)
    assert not shortfall(problem, Plan())


def test_people_are_missing_before_visits() -> None:
    assert Shortfall(people=0, visits=9) < Shortfall(people=1, visits=0) < Shortfall(people=1, visits=1)
