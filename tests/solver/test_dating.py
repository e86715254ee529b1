"""Dating: the rules that tie days together hold, and what is worth least is left out."""

from datetime import date
from typing import Any

from planner.domain.history import History
from planner.domain.problem import Problem
from solver.rostering.dating import Dated, Undated, date_trips
from tests.build import day, done, equipment, kits, member, month, past_days, team, village


def wish(*sites: str, worth: int = 10, days: range = range(1, 6), **fields: Any) -> Undated:
    easy: dict[str, Any] = {"teams": ("t1",), "with_kit": False, "ikd": 0, "cost_rupiah": 0}
    return Undated(worth=worth, sites=sites, days=tuple(day(number) for number in days), **{**easy, **fields})


def dated(problem: Problem, *trips: Undated) -> list[Dated]:
    found, _ = date_trips(problem, trips, seed=1)
    return found


def days_of(found: list[Dated]) -> list[date]:
    return sorted(one.day for one in found)


def test_one_trip_a_team_and_day_the_best_ones() -> None:
    problem = month(village("a"), village("b"), village("c"), days=2)
    found = dated(problem, wish("a", worth=1), wish("b", worth=3), wish("c", worth=2))
    assert [one.number for one in found] == [1, 2]
    assert days_of(found) == [day(1), day(2)]


def test_field_days_of_the_team_count_what_was_before() -> None:
    problem = month(
        village("a"),
        teams=[team("t1", days_per_month=4)],
        history=History(team_days=past_days("t1", 0)),
        done=[done("a", 1, invited=1)],
    )
    assert len(dated(problem, *(wish(f"a{number}") for number in range(5)))) == 2


def test_one_team_at_a_site_and_parts_of_an_invitation() -> None:
    problem = month(village("a"), days=5, teams=2)
    both = [wish("a", teams=("t1", "t2")) for _ in range(5)]
    found = dated(problem, *both)
    assert len(found) == 3
    assert len(set(days_of(found))) == 3


def test_visits_are_near_or_far() -> None:
    problem = month(village("a"), days=20)
    assert len(dated(problem, wish("a", days=range(1, 2)), wish("a", days=range(12, 13)))) == 1
    assert len(dated(problem, wish("a", days=range(1, 2)), wish("a", days=range(8, 9)))) == 2


def test_no_visit_ties_two_others_to_one_invitation() -> None:
    problem = month(village("a"), days=5, min_gap_days=3, split_within_days=2)
    on = [wish("a", days=range(number, number + 1)) for number in (1, 2, 4)]
    assert len(dated(problem, *on)) == 2
    assert len(dated(problem, on[0], on[2])) == 2


def test_visits_far_enough_apart_are_invitations_of_their_own_however_long_one_may_be_split() -> None:
    policy: dict[str, Any] = {"min_gap_days": 3, "split_within_days": 16, "split_parts_max": 1}
    problem = month(village("a"), days=12, done=[done("a", 1, invited=1), done("a", 2, invited=1)], **policy)
    on = [wish("a", days=range(number, number + 1)) for number in (4, 6, 9)]
    assert days_of(dated(problem, on[0])) == []
    assert days_of(dated(problem, *on[1:])) == [day(6), day(9)]
    three = month(village("a"), days=12, **{**policy, "split_parts_max": 2})
    assert len(dated(three, *(wish("a", days=range(number, number + 1)) for number in (1, 3, 5)))) == 2
    assert len(dated(three, *(wish("a", days=range(number, number + 1)) for number in (1, 3, 6)))) == 3


def test_kits_and_other_pieces() -> None:
    problem = month(village("a"), village("b"), days=1, teams=2, equipment=[kits(1), equipment("vehicle", 2)])
    first = wish("a", with_kit=True, days=range(1, 2))
    assert len(dated(problem, first, wish("b", with_kit=True, teams=("t2",), days=range(1, 2)))) == 1
    assert len(dated(problem, first, wish("b", teams=("t2",), days=range(1, 2)))) == 2


def test_money() -> None:
    problem = month(village("a"), village("b"), budget_rupiah=100)
    assert [one.number for one in dated(problem, wish("a", cost_rupiah=60), wish("b", cost_rupiah=50, worth=11))] == [1]


def test_somebody_who_comes_along_to_drive_is_paid() -> None:
    staff = [member("s1", "record"), member("s2", "record"), member("s3", "ikd"), member("s4", "drive")]
    trip = wish("a", cost_rupiah=100, pay_rupiah=30)
    assert dated(month(village("a"), staff=staff, budget_rupiah=129), trip) == []
    assert len(dated(month(village("a"), staff=staff, budget_rupiah=130), trip)) == 1


def test_of_a_group_exactly_one_is_made() -> None:
    problem = month(village("a"), village("b"), days=1)
    found = dated(problem, wish("a", worth=0, group=0), wish("a", worth=1, group=0), wish("b", worth=99))
    assert [one.number for one in found] == [1]


def test_whom_only_the_crew_keeps_at_home() -> None:
    problem = month(village("a"), village("b"), days=2, staff=[member(f"s{n}", away=[1]) for n in range(4)])
    found, without_crew = date_trips(problem, [wish("a", worth=2), wish("b", worth=1)], seed=1)
    assert [(one.number, one.day) for one in found] == [(0, day(2))]
    assert without_crew == [1]
