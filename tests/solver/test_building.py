"""Trips of a plan: amounts by the definitions of the core, times, kits, money, and the villages' places."""

from dataclasses import replace
from random import Random

import pytest

from planner.check import violations
from planner.domain.plan import Service, Visit
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.domain.team import EquipmentKind, Team
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.service import activates, ikd_of_invited, ikd_of_recorded, same_day_ready, turnout_ppm
from planner.units import MICRO
from solver.building import build_plan, build_trip, micro_ikd, people_at
from solver.indexing import BACKLOG, IKD, WITH_KIT
from solver.master.amounts import Loaded, improve_amounts
from solver.search.anneal import Draft
from tests.build import day, kits, month, place, plan_of, trip, village, visit
from tests.solver.drafts import Made
from tests.solver.problems import random_problem


def amounts_hold(problem: Problem, team: Team, stop: Visit) -> None:
    """Every amount of a visit is what the core says of the people invited."""
    site = problem.site[stop.site]
    for people in stop.people:
        origin = problem.site[people.origin]
        # The last of the invited may be served in part, when the day is over; nobody is invited for nothing.
        turnout = turnout_ppm(problem, origin, site)
        assert max(0, people.invited - 1) * turnout <= people.recorded <= people.invited * turnout
        gives = stop.service is Service.RECORDING and activates(problem.policy, team)
        along = ikd_of_recorded(problem.policy, origin, people.recorded) if gives else 0
        assert people.ikd == along + ikd_of_invited(problem, origin, site, people.invited_ikd)
        same_day = same_day_ready(problem.policy, origin, people.recorded)
        assert people.cards <= same_day + origin.print_ready * MICRO


def test_people_at_a_stop_by_origin_and_kind() -> None:
    sites = [
        village("a", unrecorded=30, print_ready=6, show_up_ppm=500_000, adult_permille=900, factor_permille=1000),
        village("b", unrecorded=20, show_up_ppm=800_000),
    ]
    made = Made(month(*sites, reach={("b", "a"): 3.0}, same_day_ready_permille=800, ikd_acceptance_permille=700))
    loads = (
        (made.item("a", "a"), 30, 30 * MICRO),
        (made.item("a", "a", BACKLOG), 6, 6 * MICRO),
        (made.item("b", "a"), 10, 2 * MICRO),
    )
    own, guest = people_at(
        made.index, Loaded(cell=0, order=(made.stop("a"),), loads=loads), made.stop("a"), made.problem.teams[0]
    )
    assert (own.origin, own.invited, own.recorded) == ("a", 30, 15 * MICRO)
    # 15 recorded x 0.9 x 0.8 can be printed, however many were asked for; six cards waited.
    assert own.cards == 10_800_000 + 6 * MICRO
    # 10.8 x half with a fit phone x 0.7 who take it.
    assert own.ikd == 3_780_000
    assert (guest.origin, guest.invited, guest.cards) == ("b", 10, 2 * MICRO)
    assert guest.recorded == 10 * turnout_ppm(made.problem, made.problem.site["b"], made.problem.site["a"])


def test_the_digital_identity_alone_at_an_event() -> None:
    made = Made(month(place("e", "event", people=10, ikd_demand=50), ikd_show_up_ppm=400_000))
    loads = ((made.item("e", "e", IKD), 50, 0), (made.item("e", "e"), 10, 0))
    (row,) = people_at(made.index, Loaded(cell=0, order=(0,), loads=loads), made.stop("e"), made.problem.teams[0])
    assert (row.invited, row.invited_ikd, row.cards) == (10, 50, 0)
    assert row.ikd == 5 * MICRO + 10 * MICRO


def test_a_built_trip_is_the_one_that_the_builder_of_the_tests_makes() -> None:
    made = Made(month(village("a", unrecorded=20), village("b", unrecorded=10, at=25), days=2))
    loads = ((made.item("a", "a"), 20, 20 * MICRO), (made.item("b", "b"), 10, 10 * MICRO))
    loaded = Loaded(cell=made.cell(2), order=(made.stop("a"), made.stop("b")), loads=loads)
    plan = made.plan([loaded], [2])
    theirs = plan_of(made.problem, trip("t1", 2, visit("a", 20), visit("b", 10)))
    assert plan.assignments == theirs.assignments
    assert plan.trips == tuple(replace(one, id=plan.trips[0].id) for one in theirs.trips)
    assert violations(made.problem, plan) == ()


def test_stops_that_serve_nobody_are_left_out() -> None:
    made = Made(month(village("a", unrecorded=20), village("b", unrecorded=10), days=1))
    loaded = Loaded(cell=0, order=(made.stop("a"), made.stop("b")), loads=((made.item("b", "b"), 10, 0),))
    assert [stop.site for stop in made.plan([loaded], [1]).trips[0].visits] == ["b"]
    assert made.plan([replace(loaded, loads=())], [1]).trips == ()


def test_a_trip_with_a_kit_says_so() -> None:
    made = Made(month(village("a", signal="none"), days=1, equipment=[kits(1)]))
    cell = made.cell(mode=WITH_KIT)
    plan = made.plan([Loaded(cell=cell, order=(made.stop("a"),), loads=((made.item("a", "a"), 20, 0),))], [1])
    assert [(use.kind, use.count) for use in plan.trips[0].equipment] == [(EquipmentKind.SATELLITE_KIT, 1)]
    assert violations(made.problem, plan) == ()


def test_what_takes_too_long_or_has_no_link_is_no_trip() -> None:
    made = Made(month(village("a", unrecorded=500), village("n", signal="none"), days=1, equipment=[kits(1)]))
    for site, people in (("a", 500), ("n", 5)):
        loaded = Loaded(cell=made.cell(), order=(made.stop(site),), loads=((made.item(site, site), people, 0),))
        cell = made.cells[loaded.cell]
        assert build_trip(made.index, cell, loaded, day=day(1), team="t1", staff=()) is None


def test_a_pinned_stop_stays_though_it_serves_nobody() -> None:
    made = Made(month(village("a", unrecorded=20), village("b", unrecorded=10), days=1))
    loaded = Loaded(cell=0, order=(made.stop("a"), made.stop("b")), loads=((made.item("b", "b"), 10, 0),))
    built = build_trip(made.index, made.cells[0], loaded, day=day(1), team="t1", staff=(), pinned={"a": 10 * 3600})
    assert built is not None
    assert [stop.site for stop in built.visits] == ["a", "b"]
    assert built.visits[0].start == 10 * 3600


@pytest.mark.parametrize("seed", range(400, 430))
def test_built_trips_add_up(seed: int) -> None:
    made, dice = Made(random_problem(seed)), Random(seed)
    found = made.index
    for number, cell in enumerate(made.cells):
        kind = found.days.classes[cell.day_class]
        stops = [stop for stop in range(found.stops) if cell.usable[stop]]
        if not stops:
            continue
        draft = Draft(cell=number, order=(dice.choice(stops),), loads=())
        (loaded,) = improve_amounts(found, made.cells, [draft])
        team = found.days.team_types[kind.team_type].ids[0]
        built = build_trip(found, cell, loaded, day=kind.days[0], team=team, staff=())
        if built is None:
            continue
        for stop in built.visits:
            amounts_hold(made.problem, made.problem.team[team], stop)
        assert built.distance_m == trip_distance_m(made.problem, built)
        assert built.cost_rupiah == lines_total(trip_cost(made.problem, built))
        assert sum(micro_ikd(built)) == sum(people.ikd for stop in built.visits for people in stop.people)
        plan = build_plan(made.problem, [built])
        villages = {
            people.origin
            for stop in built.visits
            for people in stop.people
            if made.problem.site[people.origin].kind is SiteKind.VILLAGE
        }
        assert {one.village for one in plan.assignments} == villages
