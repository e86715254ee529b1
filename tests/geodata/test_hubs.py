"""Reach, hubs and components."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.contracts import KnownTripRow, OtherSiteRow, PolicyRow
from geodata.hub_graphs import cut_off, hub_components, villages_without_hub
from geodata.hubs import falloff_ppm, nearest_hub, reach_cuts
from planner.domain.problem import Problem
from planner.domain.site import Connectivity, SiteKind
from planner.domain.team import VehicleClass
from planner.domain.travel import DatedTravel, TravelTable
from tests.geodata.office import office, problem_of, school, village

NONE, GOOD = Connectivity.NONE, Connectivity.GOOD


def pairs(problem: Problem) -> set[tuple[str, str]]:
    return {(pair.village, pair.site) for pair in problem.reach}


def test_falloff_is_rounded_down_to_the_ppm() -> None:
    # exp(-0.08 x 1.557) = exp(-0.12456) = 0.88288546...
    assert falloff_ppm(1_557, 80_000) == 882_885
    assert falloff_ppm(0, 80_000) == 1_000_000
    assert falloff_ppm(10_000, 80_000) == 449_328


@settings(max_examples=60)
@given(st.integers(0, 50_000))
def test_falloff_is_the_exponential(distance_m: int) -> None:
    assert falloff_ppm(distance_m, 80_000) == pytest.approx(1e6 * math.exp(-0.08 * distance_m / 1000), abs=1.001)


def test_reach_holds_all_pairs_within_the_limits_and_no_others() -> None:
    # a, b, c at 0, 1,557 and 3,113 m; d at 9,963 m (0.064 degrees x 1.4), e at 10,119 m: beyond the 10 km of a.
    sheets = office(*(village(code, 100 + at) for code, at in zip("abcde", (0, 0.01, 0.02, 0.064, 0.065), strict=True)))
    problem = problem_of(sheets)
    assert ("a", "d") in pairs(problem)
    assert ("a", "e") not in pairs(problem)
    assert ("b", "e") in pairs(problem)
    assert ("a", "a") not in pairs(problem)
    assert problem.reach == tuple(sorted(problem.reach, key=lambda pair: (pair.village, pair.site)))
    first = problem.reach_of["a", "b"]
    # 1,557 m at the motorcycle's 30 km/h: 186.8 s.
    assert (first.distance_m, first.duration_s, first.falloff_ppm) == (1_557, 187, 882_885)


def test_the_limit_in_minutes_binds_too() -> None:
    sheets = office(policy=(PolicyRow(parameter="hub_max_s", value=200),))
    assert pairs(problem_of(sheets)) == {("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")}


def test_a_known_trip_by_motorcycle_decides_reach() -> None:
    slow = KnownTripRow(start="a", end="b", vehicle_class=VehicleClass.MOTORCYCLE, minutes=50)
    cut = KnownTripRow(start="b", end="c", minutes=None)
    found = pairs(problem_of(office(trips_known=(slow, cut))))
    assert found == {("a", "c"), ("c", "a")}


def test_only_villages_and_halls_receive_and_only_villages_send() -> None:
    sheets = office(
        schools=(school("s", village_code="a"),),
        other_sites=(
            OtherSiteRow(id="hall", name="Balai", kind=SiteKind.HALL, village_code="a"),
            OtherSiteRow(id="mall", name="Mal", kind=SiteKind.MALL, village_code="a"),
        ),
    )
    found = pairs(problem_of(sheets))
    assert {site for _, site in found} == {"a", "b", "c", "hall"}
    assert {home for home, _ in found} == {"a", "b", "c"}


def test_a_village_left_out_receives_nobody() -> None:
    sheets = office(village("a", 100.0), village("b", 100.01, excluded=True))
    assert pairs(problem_of(sheets)) == {("b", "a")}


def test_villages_without_signal_far_from_any_hub_are_named() -> None:
    near = office(village("a", 100.0, connectivity=NONE), village("b", 100.01, connectivity=GOOD))
    assert villages_without_hub(problem_of(near)) == ()
    both = office(village("a", 100.0, connectivity=NONE), village("b", 100.01, connectivity=NONE))
    assert villages_without_hub(problem_of(both)) == ("a", "b")
    far = problem_of(office(village("a", 100.0, connectivity=NONE), village("b", 100.2, connectivity=GOOD)))
    assert villages_without_hub(far) == ("a",)
    hub = nearest_hub(far, "a", far.travel_of[VehicleClass.CAR])
    assert hub is not None
    assert (hub.site, hub.distance_m) == ("b", 31_135)


def test_no_way_to_any_hub() -> None:
    problem = problem_of(office(village("a", connectivity=NONE)))
    assert nearest_hub(problem, "a", problem.travel_of[VehicleClass.CAR]) is None


def test_components_fall_apart_where_nobody_can_join() -> None:
    # b may join a (10 unrecorded); c has 60 unrecorded and signal, so it may not join, but a and b may join it.
    sheets = office(village("a", 100.0), village("b", 100.01), village("c", 100.02, unrecorded=60), village("z", 101.0))
    assert hub_components(problem_of(sheets)) == (("a", "b", "c"), ("z",))
    silent = tuple(replace(row, connectivity=NONE) for row in sheets.villages)
    assert len(hub_components(problem_of(replace(sheets, villages=silent)))) == 4
    assert hub_components(problem_of(replace(sheets, villages=silent)), with_kit=True) == (("a", "b", "c"), ("z",))


def test_places_without_a_way_from_any_base_are_cut_off() -> None:
    island = tuple(KnownTripRow(start=place, end="c", minutes=None) for place in ("a", "b", "kantor"))
    problem = problem_of(office(trips_known=island))
    assert cut_off(problem, VehicleClass.CAR) == (("c",),)
    assert cut_off(problem_of(office()), VehicleClass.CAR) == ()


def test_a_place_with_a_way_out_and_none_back_is_cut_off() -> None:
    one_way = tuple(KnownTripRow(start=place, end="c", minutes=None, both_ways=False) for place in ("a", "b", "kantor"))
    problem = problem_of(office(trips_known=one_way))
    assert problem.travel[0].leg("c", "a") is not None
    assert cut_off(problem, VehicleClass.CAR) == (("c",),)


def test_an_island_of_two_is_one_group() -> None:
    strait = tuple(KnownTripRow(start=near, end=far, minutes=None) for near in ("a", "kantor") for far in ("b", "c"))
    assert cut_off(problem_of(office(trips_known=strait)), VehicleClass.CAR) == (("b", "c"),)


def test_a_pair_is_cut_on_the_days_when_its_way_is_closed_or_too_long() -> None:
    problem = problem_of(office())
    places = tuple(site.id for site in problem.sites)

    def on(first: int, last: int, **seconds: int) -> DatedTravel:
        """a, b, c in rows and columns; named pairs take other times."""
        usual = {(one, two): 200 for one in places for two in places}
        usual |= {(pair[0], pair[1]): time for pair, time in seconds.items()}
        table = TravelTable(
            vehicle_class=VehicleClass.MOTORCYCLE,
            places=places,
            seconds=tuple(tuple(0 if one == two else usual[one, two] for two in places) for one in places),
            metres=tuple(tuple(2_000 for _ in places) for _ in places),
        )
        return DatedTravel(first=date(2027, 1, first), last=date(2027, 1, last), table=table)

    dated = (on(4, 5, ab=-1), on(6, 9, ab=problem.policy.hub_max_s + 1, cb=-1), on(15, 16, ab=-1))
    found = reach_cuts(problem.reach, dated, problem.policy)
    assert [(cut.village, cut.site, cut.first.day, cut.last.day) for cut in found] == [
        ("a", "b", 4, 9),
        ("a", "b", 15, 16),
        ("c", "b", 6, 9),
    ]
    assert replace(problem, reach_cuts=found).is_cut("a", "b", date(2027, 1, 8))
