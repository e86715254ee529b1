"""Trips go back to the teams that were published for their visits, where that changes nothing else."""

from dataclasses import replace

import pytest

from planner.calm import unrest
from planner.check import violations
from planner.domain.history import PublishedVisit
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.score import score
from planner.units import clock
from solver.rostering.keeping_teams import with_published_teams
from tests.build import day, member, month, plan_of, team, trip, village, visit

A, B = village("a", unrecorded=200, at=10), village("b", unrecorded=200, at=20)
STAFF = tuple(member(f"s{number}") for number in range(6))


def published(**second: object) -> Problem:
    """Team t1 was to serve a, t2 was to serve b, on the same day."""
    teams = [team("t1"), team("t2", **second)]  # type: ignore[arg-type]
    made = month(A, B, days=5, teams=teams, staff=STAFF)
    visits = tuple(
        PublishedVisit(site=site, day=day(1), team=team, start=clock("09:00"))
        for site, team in (("a", "t1"), ("b", "t2"))
    )
    return replace(made, published=visits)


def plan_with(made: Problem, of_a: str, of_b: str, on: int = 1) -> Plan:
    crews = {
        team: tuple(one.id for one in STAFF[number * 3 : number * 3 + 3]) for number, team in enumerate((of_a, of_b))
    }
    return plan_of(
        made,
        trip(of_a, on, visit("a", 20), staff=crews[of_a]),
        trip(of_b, on, visit("b", 20), staff=crews[of_b]),
    )


def teams_of(plan: Plan) -> dict[str, str]:
    return {visit.site: one.team for one in plan.trips for visit in one.visits}


def test_teams_that_traded_without_need_trade_back() -> None:
    made = published()
    before = plan_with(made, "t2", "t1")
    found = with_published_teams(made, before)
    assert teams_of(found) == {"a": "t1", "b": "t2"}
    assert {one.id for one in found.trips} == {f"{day(1)}-t1", f"{day(1)}-t2"}
    assert (unrest(made, before), unrest(made, found), violations(made, found)) == (2, 0, ())
    assert score(made, found) == score(made, before)
    # People stay with their trip, since they were chosen for it.
    assert {one.staff for one in found.trips} == {one.staff for one in before.trips}
    assert with_published_teams(made, found) == found


def test_a_trip_goes_back_to_its_team_that_is_free() -> None:
    made = published()
    alone = plan_of(made, trip("t2", 1, visit("a", 20), staff=("s0", "s1", "s2")))
    assert teams_of(with_published_teams(made, alone)) == {"a": "t1"}


@pytest.mark.parametrize("second", [{"closed_dates": (day(1),)}, {"stations": 1}, {"days_per_week": 0}])
def test_a_team_that_cannot_go_or_works_otherwise_is_given_no_trip(second: dict[str, object]) -> None:
    made = published(**second)
    # b was told for t2, which cannot go that day any more or carries other devices: t1 goes.
    instead = plan_of(made, trip("t1", 1, visit("b", 20), staff=("s0", "s1", "s2")))
    assert with_published_teams(made, instead) == instead


def test_a_plan_that_goes_on_from_none_stays_as_it_is() -> None:
    made = replace(published(), published=())
    before = plan_with(made, "t2", "t1")
    assert with_published_teams(made, before) is before
