"""The arrays of the solver against the definitions of the core, person by person."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from planner.domain.plan import Service, VisitPeople
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.domain.team import Team
from planner.service import (
    activates,
    ikd_of_invited,
    ikd_of_recorded,
    ikd_turnout_ppm,
    invites_for_ikd,
    link_permille,
    people_value,
    same_day_ready,
    service_need,
    turnout_ppm,
)
from planner.units import MICRO
from solver.indexing import BACKLOG, IKD, RECORD, WITH_KIT, WITHOUT_KIT, Index, index
from tests.build import done, kits, month, place, village
from tests.solver.problems import random_problem

SEEDS = range(300, 340)


def items(found: Index) -> Iterator[tuple[int, Site, Site, Service, int]]:
    """(item, origin, site, service, kind)."""
    for item in range(found.items):
        stop = int(found.item_stop[item])
        origin = found.problem.sites[int(found.supply_origin[found.item_supply[item]])]
        site = found.problem.site[found.places[int(found.stop_site[stop])]]
        yield item, origin, site, found.stop_service[stop], int(found.item_kind[item])


def served(problem: Problem, origin: Site, site: Site, service: Service, kind: int, people: int) -> VisitPeople:
    """What ``people`` of one kind get at a visit, by the definitions of the core."""
    recorded = people * turnout_ppm(problem, origin, site) if kind == RECORD else 0
    ikd = ikd_of_invited(problem, origin, site, people) if kind == IKD else 0
    if kind == RECORD and service is Service.RECORDING:
        ikd = ikd_of_recorded(problem.policy, origin, recorded)
    cards = people * MICRO if kind == BACKLOG else same_day_ready(problem.policy, origin, recorded)
    return VisitPeople(
        origin=origin.id,
        invited=people if kind == RECORD else 0,
        invited_ikd=people if kind == IKD else 0,
        recorded=recorded,
        cards=cards,
        ikd=ikd,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_people_are_worth_what_the_score_says_and_never_less(seed: int) -> None:
    found, dice = index(random_problem(seed)), Random(seed)
    for item, origin, site, service, kind in items(found):
        people = dice.randint(1, 300)
        row = served(found.problem, origin, site, service, kind, people)
        true = people_value(found.problem.policy, origin, row, service)
        here = people * int(found.item_worth[item] + found.item_card_micro[item] * found.item_card_worth[item])
        # Shares are rounded up by less than a millionth of a person each.
        assert true <= here <= true + people * 10**6
        for kind_of_team in found.days.team_types:
            with_team = int(found.worth_with(kind_of_team.team)[item])
            assert with_team <= found.item_worth[item]
            if kind == RECORD and not activates(found.problem.policy, kind_of_team.team):
                bare = people_value(found.problem.policy, origin, replace(row, ikd=0, cards=0), service)
                assert bare <= people * with_team <= bare + people * 10**6


@pytest.mark.parametrize("seed", SEEDS)
def test_minutes_are_never_over_estimated_for_bounds_nor_under_estimated_for_plans(seed: int) -> None:
    found, dice = index(random_problem(seed)), Random(seed)
    for kind_of_team in found.days.team_types:
        for mode in (WITHOUT_KIT, WITH_KIT):
            low = found.item_ms(kind_of_team.team, mode, up=False)
            high = found.item_ms(kind_of_team.team, mode, up=True)
            assert (low <= high).all()
            for item, origin, site, service, kind in items(found):
                people = dice.randint(1, 300)
                row = served(found.problem, origin, site, service, kind, people)
                if kind == RECORD and not activates(found.problem.policy, kind_of_team.team):
                    row = replace(row, ikd=0)
                need = _need(found.problem, kind_of_team.team, site, row, mode)
                if need is None:
                    assert high[item] >= 10**12
                else:
                    # The need is in whole seconds, rounded up.
                    assert int(low[item]) * people <= need * 1000
                    assert int(high[item]) * people > (need - 1) * 1000


def _need(problem: Problem, team: Team, site: Site, row: VisitPeople, mode: int) -> int | None:
    link = link_permille(problem.policy, site, with_kit=mode == WITH_KIT)
    return service_need(problem.policy, team, row.recorded, row.ikd, link)


@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_who_can_be_served_at_an_open_site_has_an_item(seed: int) -> None:
    problem = random_problem(seed)
    found = index(problem)
    there = {(origin.id, site.id, service, kind) for _, origin, site, service, kind in items(found)}
    services = list(Service) if problem.policy.ikd_only_visits else [Service.RECORDING]
    for site in problem.sites:
        if site.excluded or not found.days.open_days[site.id]:
            assert not any(where == site.id for _, where, _, _ in there)
            continue
        for service in services:
            own = (site.id, site.id, service)
            comes = turnout_ppm(problem, site, site) > 0 and service is Service.RECORDING
            assert ((*own, RECORD) in there) == (site.recording_demand > 0 and comes)
            asked = invites_for_ikd(problem.policy, site, service) and ikd_turnout_ppm(problem, site, site) > 0
            assert ((*own, IKD) in there) == (site.ikd_demand > 0 and asked)


def test_items_lie_by_stop_and_supplies_are_counted_once() -> None:
    sites = [village("a", unrecorded=30, print_ready=4), village("b", unrecorded=20)]
    found = index(month(*sites, reach={("b", "a"): 2.0}))
    assert found.stop_items.tolist() == [0, 3, 4]
    assert (np.diff(found.item_stop) >= 0).all()
    rows = {(origin.id, site.id, kind): item for item, origin, site, _, kind in items(found)}
    assert sorted(rows) == [("a", "a", RECORD), ("a", "a", BACKLOG), ("b", "a", RECORD), ("b", "b", RECORD)]
    assert found.item_supply[rows["b", "a", RECORD]] == found.item_supply[rows["b", "b", RECORD]]
    assert found.item_pair[rows["b", "a", RECORD]] != found.item_pair[rows["b", "b", RECORD]]
    people = {kind: int(found.supply_people[found.item_supply[item]]) for (_, _, kind), item in rows.items()}
    assert people == {RECORD: 20, BACKLOG: 4}


def test_people_already_recorded_are_not_invited_again() -> None:
    found = index(month(village("a", unrecorded=30), days=40, done=[done("a", 1, invited=12)], min_gap_days=3))
    assert found.supply_people.tolist() == [18]


def test_who_may_not_join_has_no_item_elsewhere() -> None:
    sites = [village("a", unrecorded=30), village("b", unrecorded=51), place("m", "market", people=5)]
    reach = {("b", "a"): 2.0, ("a", "m"): 2.0, ("a", "b"): 2.0}
    found = index(month(*sites, reach=reach))
    # b is too large to join, a market hosts nobody.
    assert {(origin.id, site.id) for _, origin, site, _, _ in items(found)} == {
        ("a", "a"),
        ("a", "b"),
        ("b", "b"),
        ("m", "m"),
    }


def test_places_and_ways_of_each_kind_of_team() -> None:
    problem = month(village("a", at=10), village("b", at=30), equipment=[kits(1)], minutes={("a", "b"): None})
    found = index(problem)
    assert found.places == ("base", "a", "b")
    assert found.travel_ms[0][0].tolist() == [
        [0, 600_000, 1_800_000],
        [600_000, 0, -1],
        [1_800_000, -1, 0],
    ]
    assert found.travel_m[0][0][0].tolist() == [0, 5_000, 15_000]
    assert found.base_place == (0,)


def test_a_problem_without_people_has_no_stops() -> None:
    found = index(month(village("a", unrecorded=0)))
    assert (found.stops, found.items) == (0, 0)
    assert found.stop_items.tolist() == [0]


@pytest.mark.parametrize("people", [{"unrecorded": 20}, {"unrecorded": 20, "print_ready": 5}])
def test_arrays_have_one_layout_whatever_the_number_of_items(people: dict[str, int]) -> None:
    found = index(month(village("a", **people)))  # type: ignore[arg-type]
    for name in ("item_stop", "item_supply", "item_pair", "item_kind", "item_turnout", "item_worth", "item_card_micro"):
        assert getattr(found, name).flags.c_contiguous
