"""Crews: skills, leave, field days, the counter; and nobody who is not needed."""

from random import Random

import pytest

from planner.domain.history import History
from planner.domain.problem import Problem
from planner.domain.team import StaffMember
from solver.day_classes import day_model
from solver.rostering import dating
from solver.rostering.dating import Dated, Undated, date_trips
from solver.rostering.naming import Wanted, name_crews
from tests.build import day, kits, member, month, past_days, team, village, with_policy

FOUR = [member("s1", "record"), member("s2", "record"), member("s3", "ikd"), member("s4", "drive")]


def manned(problem: Problem) -> list[Dated]:
    """A trip a day to a village of its own."""
    days = tuple(item.day for item in problem.period.days)
    trips = [
        Undated(worth=1, teams=tuple(problem.team), days=days, sites=(f"v{n}",), with_kit=False, ikd=0, cost_rupiah=0)
        for n in range(len(days) * len(problem.teams))
    ]
    return date_trips(problem, trips, seed=1)[0]


def staffed(*staff: StaffMember, days: int = 2, **more: object) -> list[Dated]:
    return manned(month(village("a"), days=days, staff=staff, **more))  # type: ignore[arg-type]


def test_each_fills_one_skill() -> None:
    assert [one.staff for one in staffed(*FOUR)] == [("s1", "s2", "s3", "s4")] * 2
    assert staffed(*FOUR[:3]) == []
    assert staffed(*FOUR[1:]) == []


def test_driving_is_done_by_one_of_the_others() -> None:
    with_driver = [member("s1", "record drive"), *FOUR[1:]]
    assert {len(one.staff) for one in staffed(*with_driver)} <= {3, 4}
    assert len(staffed(*with_driver[:3])) == 2


def test_nobody_comes_along_for_nothing() -> None:
    many = [member(f"d{number}", "drive") for number in range(5)]
    assert {len(one.staff) for one in staffed(*FOUR, *many)} == {4}


def test_leave_and_field_days() -> None:
    assert [one.day for one in staffed(*FOUR[:3], member("s4", "drive", away=[1]))] == [day(2)]
    assert len(staffed(*FOUR[:3], member("s4", "drive", days_per_week=2), days=5)) == 2
    before = History(staff_days=past_days("s4", -3))
    assert len(staffed(*FOUR[:3], member("s4", "drive", days_per_month=3), days=5, history=before)) == 3


def test_nobody_is_at_two_places() -> None:
    teams = [team("t1"), team("t2")]
    assert len(staffed(*FOUR, days=1, teams=teams)) == 1


@pytest.mark.parametrize(("least", "trips"), [(0, 1), (1, 0)])
def test_the_counter_stays_manned(least: int, trips: int) -> None:
    assert len(staffed(*FOUR, days=1, office_minimum_record=least)) == trips


def test_a_fixed_team_goes_with_its_members_and_nobody_else_with_them() -> None:
    more = [member("s5", "record"), member("s6", "record"), member("s7", "ikd"), member("s8", "drive")]
    teams = [team("t1", members=("s5", "s6", "s7", "s8")), team("t2")]
    crews = {one.team: one.staff for one in staffed(*FOUR, *more, days=1, teams=teams)}
    assert crews == {"t1": ("s5", "s6", "s7", "s8"), "t2": ("s1", "s2", "s3", "s4")}
    # Those of the pool do not fill in for a member who is away.
    ill = [*more[:3], member("s8", "drive", away=[1])]
    assert [one.team for one in staffed(*FOUR, *ill, days=1, teams=teams)] == ["t2"]


def test_teams_are_counted_by_the_people_that_they_draw_on() -> None:
    # Two fixed teams share two people, so that one of them is out a day; the third draws on the pool.
    pair = [member("p1", "record drive"), member("p2", "record drive")]
    crew = "record:2 drive:1"
    teams = [
        team("t1", crew=crew, members=("p1", "p2")),
        team("t2", crew=crew, members=("p1", "p2")),
        team("t3", crew=crew),
    ]
    problem = month(
        village("a"), days=2, teams=teams, staff=[*pair, member("s1", "record drive"), member("s2", "record")]
    )
    assert [cell.trips for cell in day_model(problem).cells] == [4]
    assert len(manned(problem)) == 4


def test_crews_named_part_by_part_keep_to_the_money() -> None:
    staff = [
        member("s1", "record drive"),
        member("s2", "record"),
        member("s3", "ikd"),
        member("s4", "record", away=[2]),
    ]
    problem = month(village("a"), days=3, teams=2, staff=staff, budget_rupiah=25)

    def wanted(number: int, at: int, team: str, worth: int) -> Wanted:
        return Wanted(number=number, team=team, days=(day(at),), worth=worth, cost_rupiah=10, pay_rupiah=1)

    # The second trip of day 1 finds nobody, and the budget holds two of the others: those worth most.
    trips = [wanted(0, 1, "t1", 5), wanted(1, 1, "t2", 1), wanted(2, 2, "t1", 9), wanted(3, 3, "t1", 2)]
    crews = name_crews(problem, trips, seed=1)
    assert sorted(crews) == [0, 2]
    assert crews[2] == ("s1", "s2", "s3")
    assert sorted(name_crews(with_policy(problem, budget_rupiah=None), trips, seed=1)) == [0, 2, 3]


def test_a_week_is_manned_as_a_whole_where_days_in_turn_leave_somebody_out() -> None:
    # Whoever goes on day 1 has no day left; only s2 is away on day 2, and only s3 on day 3.
    staff = [
        member("s1", "record", days_per_week=1),
        member("s2", "record", days_per_week=1, away=[2, 3]),
        member("s3", "record", days_per_week=1, away=[3]),
    ]
    problem = month(village("a"), days=3, teams=[team("t1", crew="record:1")], staff=staff)
    trips = [
        Wanted(number=number, team="t1", days=(day(number),), worth=1, cost_rupiah=0, pay_rupiah=0)
        for number in (1, 2, 3)
    ]
    for seed in (1, 2, 3):
        assert name_crews(problem, trips, seed=seed) == {1: ("s2",), 2: ("s3",), 3: ("s1",)}


@pytest.mark.parametrize("seed", range(4))
def test_large_rosters_lose_nothing_by_settling_days_before_teams(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = Random(seed)
    skills = ("record drive", "record", "record drive", "ikd", "ikd drive", "record", "ikd")
    staff = [member(f"s{number}", skill, away=[dice.randint(1, 5)]) for number, skill in enumerate(skills)]
    problem = month(*(village(name) for name in "abcd"), days=10, off=(6, 7), teams=2, staff=staff, equipment=[kits(1)])
    days = tuple(item.day for item in problem.period.days)
    trips = [
        Undated(
            worth=dice.randint(1, 9),
            teams=tuple(problem.team),
            days=tuple(sorted(dice.sample(days, 6))),
            sites=(dice.choice("abcd"),),
            with_kit=dice.random() < 0.4,
            ikd=0,
            cost_rupiah=0,
        )
        for _ in range(8)
    ]

    def worth(found: list[Dated]) -> int:
        return sum(trips[one.number].worth for one in found)

    at_once, _ = date_trips(problem, trips, seed=1)
    monkeypatch.setattr(dating, "LARGE_DATES", 0)
    by_parts, _ = date_trips(problem, trips, seed=1)
    assert worth(by_parts) == worth(at_once)
    assert len({(one.team, one.day) for one in by_parts}) == len(by_parts)
    assert all(one.staff for one in by_parts)
