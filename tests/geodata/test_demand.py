"""Pupils taken from villages; site factors."""

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.contracts import KnownTripRow
from geodata.demand import pupils_taken
from planner.domain.site import Connectivity, Site, SiteKind
from tests.geodata.office import office, problem_of, school, village


def site(id_: str, kind: SiteKind, subdistrict: str, people: int, adult_permille: int = 1000) -> Site:
    return Site(
        id=id_,
        kind=kind,
        name=id_,
        subdistrict=subdistrict,
        lon=100.0,
        lat=0.0,
        eligible=people if kind is SiteKind.VILLAGE else 0,
        recording_demand=people,
        adult_permille=adult_permille,
    )


VILLAGE, SCHOOL = SiteKind.VILLAGE, SiteKind.SCHOOL


def test_pupils_of_17_are_taken_by_unrecorded_with_largest_remainder() -> None:
    # 50 pupils x 60 % = 30 by 70 : 20 : 10 = 21 : 6 : 3.
    sites = [site("a", VILLAGE, "U", 70), site("b", VILLAGE, "U", 20), site("c", VILLAGE, "U", 10)]
    assert pupils_taken([*sites, site("s", SCHOOL, "U", 50, 600)]) == {"a": 21, "b": 6, "c": 3}
    # 9 pupils x 60 % = 5.4, rounded up to 6: 4.2, 1.2, 0.6; the one left goes to c.
    assert pupils_taken([*sites, site("s", SCHOOL, "U", 9, 600)]) == {"a": 4, "b": 1, "c": 1}


def test_schools_of_a_subdistrict_are_rounded_together() -> None:
    # 2 x 3 pupils x 60 % = 3.6, so 4 and not 2 + 2.
    schools = [site("s", SCHOOL, "U", 3, 600), site("t", SCHOOL, "U", 3, 600)]
    assert pupils_taken([site("a", VILLAGE, "U", 70), *schools]) == {"a": 4}


def test_what_has_no_room_in_the_subdistrict_comes_from_elsewhere() -> None:
    # 18 of 17 or more; a has 5, so 13 come from b and c, by 30 : 9 = 10 : 3.
    sites = [site("a", VILLAGE, "U", 5), site("b", VILLAGE, "S", 30), site("c", VILLAGE, "S", 9)]
    assert pupils_taken([*sites, site("s", SCHOOL, "U", 30, 600)]) == {"a": 5, "b": 10, "c": 3}


def test_demand_never_falls_below_zero() -> None:
    assert pupils_taken([site("a", VILLAGE, "U", 5), site("s", SCHOOL, "U", 300, 600)]) == {"a": 5}
    problem = problem_of(office(village("a", unrecorded=5), schools=(school("s", unrecorded=300, village_code="a"),)))
    assert (problem.site["a"].recording_demand, problem.site["a"].pupils_17plus) == (0, 5)
    assert problem.site["s"].recording_demand == 300


kinds = st.tuples(
    st.sampled_from([VILLAGE, SCHOOL]), st.sampled_from("US"), st.integers(0, 40), st.sampled_from([0, 333, 600, 1000])
)


@settings(max_examples=60)
@given(st.lists(kinds, max_size=10))
def test_nobody_is_taken_twice(rows: list[tuple[SiteKind, str, int, int]]) -> None:
    sites = [
        site(f"{number:02d}", kind, subdistrict, people, adults if kind is SCHOOL else 1000)
        for number, (kind, subdistrict, people, adults) in enumerate(rows)
    ]
    taken = pupils_taken(sites)
    pupils = {
        name: sum(
            item.recording_demand * item.adult_permille
            for item in sites
            if item.kind is SCHOOL and item.subdistrict == name
        )
        for name in "US"
    }
    room = sum(item.unrecorded for item in sites)
    assert sum(taken.values()) == min(room, sum(-(-people // 1000) for people in pupils.values()))
    assert all(0 <= taken[item.id] <= item.unrecorded for item in sites if item.kind is VILLAGE)


def test_factors_follow_access_and_uptake() -> None:
    # All: 2,960 of 3,000 recorded (986.7 permille). near has 990, low 970; z is 100 km out: hours by car.
    sheets = office(
        village("near", 100.0, unrecorded=5, eligible=500),
        village("low", 100.01, unrecorded=15, eligible=500),
        village("weak", 100.02, unrecorded=5, eligible=500, connectivity=Connectivity.WEAK),
        village("y", 101.0, unrecorded=5, eligible=500),
        village("z", 101.0, unrecorded=5, eligible=500, subdistrict="Timur", connectivity=Connectivity.UNKNOWN),
        village("own", 101.0, unrecorded=5, eligible=500, factor_permille=1234),
        schools=(school("s", village_code="near"),),
    )
    problem = problem_of(sheets)
    factors = {site.id: site.factor_permille for site in problem.sites}
    assert factors == {"near": 1000, "low": 1050, "weak": 1150, "y": 1150, "z": 1150, "own": 1234, "s": 1200}


def test_poor_access_and_poor_uptake_weigh_most() -> None:
    sheets = office(
        village("a", 100.0, unrecorded=5),
        village("b", 100.01, unrecorded=50, connectivity=Connectivity.NONE),
        village("c", 100.02, unrecorded=50),
        trips_known=(KnownTripRow(start="kantor", end="c", minutes=61),),
    )
    problem = problem_of(sheets)
    assert [problem.site[code].factor_permille for code in "abc"] == [1000, 1300, 1300]


def test_exactly_an_hour_is_good_access_and_no_way_is_poor() -> None:
    hour = office(trips_known=(KnownTripRow(start="kantor", end="b", minutes=60),))
    assert problem_of(hour).site["b"].factor_permille == 1000
    cut = office(trips_known=(KnownTripRow(start="kantor", end="b", minutes=None),))
    assert problem_of(cut).site["b"].factor_permille == 1150
