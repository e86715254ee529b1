"""What changes against the published plan, and how much each change weighs."""

from planner.calm import share_moved_permille, unrest
from planner.domain.history import PublishedVisit
from planner.domain.problem import Problem
from planner.units import clock
from tests.build import day, month, plan_of, team, trip, village, visit


def published(site: str, number: int, *, team: str = "t1", told: bool = False, start: str = "08:30") -> PublishedVisit:
    return PublishedVisit(site=site, day=day(number), team=team, start=clock(start), announced=told)


def problem(*visits: PublishedVisit, as_of: int = 1) -> Problem:
    sites = [village("a"), village("b", at=20)]
    teams = [team("t1"), team("t2")]
    return month(*sites, days=30, as_of=day(as_of), teams=teams, published=visits, notice_days=7)


def points(*visits: PublishedVisit, on: int = 20, by: str = "t1", as_of: int = 1) -> int:
    made = plan_of(problem(as_of=-20), trip(by, on, visit("a", 20)))
    return unrest(problem(*visits, as_of=as_of), made)


def test_what_stays_weighs_nothing() -> None:
    # Ten minutes of driving from 07:30 and forty of set-up: the village opens at 08:30.
    assert points(published("a", 20)) == 0
    assert points() == 0


def test_another_team_or_hour_weighs_little_and_more_once_told() -> None:
    assert points(published("a", 20), by="t2") == 1
    assert points(published("a", 20, start="09:00")) == 0
    assert points(published("a", 20, start="10:00")) == 1
    assert points(published("a", 20, start="10:00", told=True)) == 2


def test_another_day_weighs_more_the_nearer_and_once_told() -> None:
    assert points(published("a", 22)) == points(published("b", 22)) == 3
    assert points(published("a", 22, told=True)) == 10
    assert points(published("a", 22, told=True), as_of=10) == 20
    assert points(published("a", 22, told=True), as_of=16) == 30


def test_what_is_over_weighs_nothing() -> None:
    assert points(published("a", 5), as_of=6) == 0


def test_the_share_counts_visits_that_lose_their_day() -> None:
    made = plan_of(problem(as_of=-20), trip("t2", 20, visit("a", 20)))
    assert share_moved_permille(problem(published("a", 20), published("b", 20), published("b", 25)), made) == 667
    assert share_moved_permille(problem(), made) == 0
