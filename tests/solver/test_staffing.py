"""Crews: skills, leave, field days, the counter; and nobody who is not needed."""

import pytest

from planner.domain.history import History
from planner.domain.problem import Problem
from planner.domain.team import StaffMember
from solver.day_classes import day_model
from solver.rostering.dating import Dated, Undated, date_trips
from solver.rostering.in_turn import Wanted, crews_in_turn
from tests.build import day, member, month, past_days, team, village, with_policy

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


def test_crews_are_named_in_turn_where_the_search_finds_none() -> None:
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
    crews = crews_in_turn(problem, trips)
    assert sorted(crews) == [0, 2]
    assert crews[2] == ("s1", "s2", "s3")
    assert sorted(crews_in_turn(with_policy(problem, budget_rupiah=None), trips)) == [0, 2, 3]
