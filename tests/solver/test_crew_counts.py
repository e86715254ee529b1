"""What the staff can man of trips of several kinds of team together."""

from random import Random

import pytest

from planner.domain.history import History
from planner.domain.problem import Problem
from solver.day_classes import DayModel, day_model
from solver.rostering.dating import Undated, date_trips
from tests.build import day, member, month, past_days, team, village, with_policy

ONE, TWO = team("t1", stations=1), team("t2", stations=2)
"""Teams of two who record and one for IKD; one of them may drive, or another comes along."""


def limits(problem: Problem) -> set[tuple[frozenset[tuple[int, int]], int]]:
    """The limits: needs by cell, and the most."""
    return {(frozenset(limit.needs.items()), limit.most) for limit in day_model(problem).crew_limits}


def test_teams_of_two_kinds_share_those_who_may_leave_the_office() -> None:
    staff = [member("s1"), member("s2"), member("s3"), member("s4"), member("s5", "ikd drive"), member("s6", "ikd")]
    teams = [ONE, TWO]
    assert limits(_free(month(village("a"), days=1, teams=teams, staff=staff))) == set()
    # One must stay: with three who record a second crew lacks one of them.
    assert limits(with_policy(month(village("a"), days=1, teams=teams, staff=staff), office_minimum_record=1)) == {
        (frozenset({(0, 1), (1, 1)}), 1)
    }


def test_whoever_can_do_two_things_is_counted_once() -> None:
    staff = [*(member(f"s{number}", "record ikd drive") for number in range(1, 5)), member("s5", "record drive")]
    # Four for IKD and five who record, but five people for two crews of three.
    assert limits(_free(month(village("a"), days=1, teams=[ONE, TWO], staff=staff))) == {
        (frozenset({(0, 1), (1, 1)}), 1)
    }


def test_field_days_of_a_week_count_those_already_worked() -> None:
    staff = [member(f"s{number}", "record drive", days_per_week=2) for number in range(1, 5)]
    teams = [team("t1", stations=1, crew="record:2"), team("t2", stations=2, crew="record:2")]
    both = frozenset({(0, 1), (1, 1)})
    # Eight field days for twelve places: four trips of six, and three where one of the days is gone.
    assert (both, 4) in limits(_free(month(village("a"), days=3, teams=teams, staff=staff)))
    history = History(staff_days=past_days("s1", 1))
    assert (both, 3) in limits(_free(month(village("a"), days=3, teams=teams, staff=staff, history=history)))


def _free(problem: Problem) -> Problem:
    """The same; nobody need stay at the office."""
    return with_policy(problem, office_minimum_record=0)


def test_teams_alike_are_limited_by_themselves_already() -> None:
    staff = [member(f"s{number}") for number in range(1, 4)]
    assert limits(month(village("a"), days=1, teams=2, staff=staff)) == set()
    assert limits(month(village("a"), days=1, teams=[ONE, TWO])) == set()


@pytest.mark.parametrize("seed", range(12))
def test_no_roster_that_is_found_goes_beyond_them(seed: int) -> None:
    dice = Random(seed)
    kinds = ["record", "record drive", "record ikd", "ikd", "ikd drive", "drive", "record ikd drive"]
    staff = [
        member(f"s{number}", dice.choice(kinds), away=[dice.randint(1, 8)], days_per_week=dice.choice([2, 3, 7]))
        for number in range(dice.randint(4, 9))
    ]
    crews = ["record:2 ikd:1 drive:1", "record:1 drive:1", "record:1 ikd:1"]
    teams = [team(f"t{number}", stations=1 + number, crew=dice.choice(crews)) for number in (1, 2)]
    problem = with_policy(
        month(village("a"), days=8, teams=teams, staff=staff), office_minimum_record=dice.choice([0, 0, 1])
    )
    model = day_model(problem)
    days = [one.day for one in problem.period.days]
    trips = [
        Undated(
            worth=1, teams=(one.id,), days=(when,), sites=(f"v{when}{one.id}",), with_kit=False, ikd=0, cost_rupiah=0
        )
        for one in teams
        for when in days
    ]
    made, _ = date_trips(problem, trips, seed=1)
    counts = [0] * len(model.cells)
    for one in made:
        counts[_cell(model, one.team, (one.day - day(1)).days)] += 1
    for limit in model.crew_limits:
        assert sum(need * counts[number] for number, need in limit.needs.items()) <= limit.most


def _cell(model: DayModel, name: str, number: int) -> int:
    when = day(number + 1)
    for place, cell in enumerate(model.cells):
        kind = model.classes[cell.day_class]
        same_week = cell.week.isocalendar()[:2] == when.isocalendar()[:2]
        if when in kind.days and same_week and name in model.team_types[kind.team_type].ids:
            return place
    raise AssertionError(when)
