"""Bounds with an origin forced in, and with one more of something, against the exact optimum of tiny problems."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from ortools.math_opt.python import mathopt

from planner.domain.evidence import Resource
from planner.domain.problem import Problem
from planner.domain.team import DateRange, Equipment, EquipmentKind, Skill, StaffMember, Team
from solver.forcing.bounds import further_bounds, with_one_more
from solver.indexing import index
from solver.master.bounding import Bounding
from tests.build import kits, member, month, village
from tests.solver.oracle import Model, optimum, solved_model
from tests.solver.problems import random_problem

ROUNDS = 14


def bounded(problem: Problem, rounds: int = ROUNDS) -> Bounding:
    """The bound after a few rounds, with cuts where it is close."""
    found = Bounding.of(index(problem), 1)
    for _ in range(rounds):
        if not found.finished:
            found.step()
    return found


def best_with(problem: Problem, origin: str) -> int:
    """What the best plan that serves somebody of an origin is worth at most; below 0 if there is none."""
    made = Model(problem)
    served = [
        row.invited + row.invited_ikd + 1_000 * row.backlog for _, _, row in made.rows() if row.origin.id == origin
    ]
    return solved_model(made, at_least_one=served)


@pytest.mark.parametrize("seed", range(16))
def test_no_plan_with_an_origin_is_worth_more_than_its_bound(seed: int) -> None:
    problem = random_problem(seed)
    sites, _ = further_bounds(bounded(problem))
    bounds = {item.origin: item.bound for item in sites}
    for origin in [site.id for site in problem.sites][:4]:
        best = best_with(problem, origin)
        if best >= 0:
            assert bounds[origin] >= best - 10**9


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("resource", [Resource.BLANKS_100, Resource.SATELLITE_KIT])
def test_no_plan_with_one_more_is_worth_more_than_its_bound(seed: int, resource: Resource) -> None:
    problem = random_problem(seed)
    _, more = further_bounds(bounded(problem))
    bounds = {item.resource: item.bound for item in more}
    if resource in bounds:
        assert bounds[resource] >= optimum(with_one_more(problem, resource)).value


@pytest.mark.parametrize("seed", range(8))
def test_no_plan_with_one_more_team_day_is_worth_more_than_its_bound(seed: int) -> None:
    # A richer office: one team may go out once more, and whoever is needed comes along.
    problem = replace(random_problem(seed), staff=())
    _, more = further_bounds(bounded(problem))
    bound = next(item.bound for item in more if item.resource is Resource.TEAM_DAY)
    for number, team in enumerate(problem.teams):
        richer = replace(team, days_per_week=team.days_per_week + 1, days_per_month=team.days_per_month + 1)
        teams = (*problem.teams[:number], richer, *problem.teams[number + 1 :])
        weeks = {day.week for day in problem.period.days}
        if len(weeks) == 1:
            assert bound >= optimum(replace(problem, teams=teams)).value


def staffed(seed: int) -> Problem:
    """A random problem whose few people, one of them often away, limit how many teams can go out."""
    problem, dice = random_problem(seed), Random(seed)
    days = [item.day for item in problem.period.days if item.working]
    staff = tuple(
        replace(
            member(f"s{number}", dice.choice(["record print drive", "record ikd", "ikd drive", "record ikd drive"])),
            away=(DateRange(first=(gone := dice.choice(days)), last=gone),) if dice.random() < 0.5 else (),
            days_per_week=dice.choice([1, 7]),
            days_per_month=dice.choice([1, 2, 31]),
        )
        for number in range(dice.randint(1, 5))
    )
    policy = replace(problem.policy, office_minimum_record=dice.choice([0, 0, 1, 2]))
    return replace(problem, staff=staff, policy=policy)


def more_of(problem: Problem, resource: Resource) -> int:
    """The bound with one more of a resource."""
    _, more = further_bounds(bounded(problem))
    return {item.resource: item.bound for item in more}[resource]


def guests(count: int, on: date) -> tuple[StaffMember, ...]:
    """So many who can do everything, there on one day only."""
    around = (
        DateRange(first=on - timedelta(days=400), last=on - timedelta(days=1)),
        DateRange(first=on + timedelta(days=1), last=on + timedelta(days=400)),
    )
    return tuple(
        StaffMember(id=f"~{number}", skills=tuple(Skill), away=around, days_per_week=1, days_per_month=1)
        for number in range(count)
    )


@pytest.mark.parametrize("seed", range(24))
def test_one_more_operator_for_a_day_is_worth_no_more_than_its_bound(seed: int) -> None:
    problem = staffed(seed)
    bound = more_of(problem, Resource.OPERATOR_DAY)
    for calendar in problem.period.days:
        if calendar.working:
            richer = replace(problem, staff=(*problem.staff, *guests(1, calendar.day)))
            assert bound >= optimum(richer).value


def best_with_team_day(problem: Problem, team: Team, on: date) -> int:
    """What the best plan is worth in which a team goes out on a day beside its limits; below 0 if there is none.

    It comes with its own crew and things, which nobody else may take along.
    """
    extra = replace(team, id=f"~{team.id}", days_per_week=1, days_per_month=1)
    crew = guests(team.crew_size, on)
    pieces = {
        EquipmentKind.RECORDING_SET: team.stations,
        EquipmentKind.PRINTER: team.printers,
        EquipmentKind.VEHICLE: 1,
    }
    listed = {item.kind for item in problem.equipment}
    things = tuple(Equipment(kind=kind, count=count, first=on, last=on) for kind, count in pieces.items())
    made = Model(
        replace(
            problem,
            teams=(*problem.teams, extra),
            staff=(*problem.staff, *crew),
            equipment=(*problem.equipment, *(item for item in things if item.kind in listed)),
        )
    )
    there = [one for one in made.team_days if (one.team.id, one.day) == (extra.id, on)]
    for one in made.team_days:
        if one.team.id == extra.id and one.day != on:
            made.keep(one.out <= 0)
        if one.team.id == team.id and one.day == on:
            made.keep(one.out + mathopt.fast_sum(more.out for more in there) <= 1)
        if one.team.id != extra.id:
            made.keep(mathopt.fast_sum(one.crew[item.id] for item in crew if item.id in one.crew) <= 0)
    return solved_model(made, at_least_one=[one.out for one in there])


@pytest.mark.parametrize("seed", range(24))
def test_one_more_team_day_with_its_crew_is_worth_no_more_than_its_bound(seed: int) -> None:
    problem = staffed(seed)
    bound = more_of(problem, Resource.TEAM_DAY)
    alike = {replace(team, id=""): team for team in problem.teams}
    for calendar in problem.period.days:
        for team in alike.values() if calendar.working else ():
            assert bound >= best_with_team_day(problem, team, calendar.day) - 10**9


@pytest.mark.parametrize("seed", range(16))
def test_one_more_kit_is_worth_no_more_than_its_bound_where_staff_are_few(seed: int) -> None:
    problem = staffed(seed)
    _, more = further_bounds(bounded(problem))
    bounds = {item.resource: item.bound for item in more}
    if Resource.SATELLITE_KIT in bounds:
        assert bounds[Resource.SATELLITE_KIT] >= optimum(with_one_more(problem, Resource.SATELLITE_KIT)).value


def test_a_far_village_is_proven_to_cost_more_than_it_brings() -> None:
    # One day, one team. Ten near people with factor 1, or one person far away: whoever goes far comes home with one.
    problem = month(village("far", unrecorded=1, at=115), village("near", unrecorded=40, at=10), days=1, staff=())
    bounding = bounded(problem)
    sites, _ = further_bounds(bounding)
    bounds = {item.origin: item.bound for item in sites}
    assert bounds["far"] < optimum(problem).value <= bounds["near"]


def test_a_village_that_nobody_can_reach_has_no_bound() -> None:
    problem = month(village("a"), village("b"), days=1, staff=(), minutes={("base", "a"): None, ("a", "b"): None})
    sites, _ = further_bounds(bounded(problem))
    assert [item.origin for item in sites] == ["b"]


def test_a_kit_where_there_was_none_is_not_bounded() -> None:
    problem = month(village("a", signal="none"), village("b"), days=1, staff=())
    _, more = further_bounds(bounded(problem))
    assert Resource.SATELLITE_KIT not in {item.resource for item in more}
    _, more = further_bounds(bounded(replace(problem, equipment=(kits(1),))))
    assert Resource.SATELLITE_KIT in {item.resource for item in more}


def test_without_a_bound_there_is_nothing_to_tell() -> None:
    assert further_bounds(Bounding.of(index(month(village("a"))), 1)) == ((), ())
