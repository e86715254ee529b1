"""From sheets to the problem."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.assemble import assemble
from geodata.contracts import (
    BaseCell,
    CalendarKind,
    CalendarRow,
    DeliveryRow,
    EquipmentRow,
    KnownTripRow,
    MatrixRow,
    OtherSiteRow,
    PolicyRow,
    RateRow,
    Sheets,
    StaffRow,
)
from planner.check import violations
from planner.domain.history import PastVisit
from planner.domain.plan import Plan
from planner.domain.site import Connectivity, SiteKind, Terrain
from planner.domain.team import CrewNeed, EquipmentKind, Skill, VehicleClass
from planner.errors import InputFaults
from tests.geodata.office import AS_OF, FIRST, LAST, codes, office, problem_of, school, team, village


def faults_of(sheets: Sheets, **more: object) -> InputFaults:
    with pytest.raises(InputFaults) as raised:
        problem_of(sheets, **more)
    for fault in raised.value.faults:
        assert all(fault.expected), fault
    return raised.value


def test_a_village_keeps_what_its_row_says() -> None:
    row = village(
        "a",
        unrecorded=40,
        ikd_active=100,
        print_ready=7,
        connectivity=Connectivity.GOOD,
        show_up_permille=350,
        fit_phone_permille=450,
        market_weekday=3,
        closed_dates=(date(2027, 1, 11),),
        data_ready=date(2027, 1, 10),
        terrain=Terrain.HILL,
    )
    site = problem_of(office(row)).site["a"]
    assert (site.eligible, site.recorded, site.unrecorded, site.recording_demand) == (1000, 960, 40, 40)
    assert (site.ikd_demand, site.print_ready) == (860, 7)
    assert (site.show_up_ppm, site.fit_phone_permille, site.adult_permille) == (350_000, 450, 1000)
    assert (site.open_from, site.open_until) == (30_600, 52_200)
    assert (site.market_weekday, site.closed_dates, site.data_ready) == (3, (date(2027, 1, 11),), date(2027, 1, 10))
    assert site.terrain is Terrain.HILL


def test_what_a_row_leaves_open_is_policy() -> None:
    rows = (
        PolicyRow(parameter="show_up_village_ppm", value=300_000),
        PolicyRow(parameter="show_up_school_ppm", value=700_000),
        PolicyRow(parameter="fit_phone_permille", value=250),
        PolicyRow(parameter="default_terrain", value="track"),
    )
    problem = problem_of(office(policy=rows, schools=(school("s", village_code="b"),)))
    village_site, school_site = problem.site["a"], problem.site["s"]
    assert (village_site.show_up_ppm, village_site.fit_phone_permille) == (300_000, 250)
    assert (school_site.show_up_ppm, school_site.fit_phone_permille) == (700_000, 250)
    assert (village_site.terrain, school_site.terrain) == (Terrain.TRACK, Terrain.TRACK)


def test_a_school_lies_at_its_village_and_opens_at_half_past_seven() -> None:
    problem = problem_of(office(schools=(school("s", unrecorded=10, village_code="b"),)))
    site = problem.site["s"]
    assert (site.lon, site.lat, site.village, site.subdistrict) == (100.01, 0.0, "b", "Utara")
    assert (site.open_from, site.open_until) == (27_000, 46_800)
    assert (site.recording_demand, site.adult_permille, site.factor_permille) == (10, 600, 1200)
    # 6 of 30 unrecorded, 2 from each village.
    assert [problem.site[code].recording_demand for code in "abc"] == [8, 8, 8]


def test_a_school_without_a_village_lies_in_the_nearest_subdistrict() -> None:
    rows = (village("a", 100.0, subdistrict="Barat"), village("b", 100.1, subdistrict="Timur"))
    problem = problem_of(office(*rows, schools=(school("s", lat=0.0, lon=100.09),)))
    assert (problem.site["s"].village, problem.site["s"].subdistrict) == (None, "Timur")


def test_other_sites_have_their_own_hours_dates_and_demand() -> None:
    event = OtherSiteRow(
        id="hut",
        name="HUT",
        kind=SiteKind.EVENT,
        village_code="a",
        dates=(date(2027, 1, 20),),
        hours=(28_800, 54_000),
        recording_demand=20,
        ikd_demand=50,
    )
    site = problem_of(office(other_sites=(event,))).site["hut"]
    assert (site.open_from, site.open_until, site.dates) == (28_800, 54_000, (date(2027, 1, 20),))
    assert (site.recording_demand, site.ikd_demand, site.factor_permille) == (20, 50, 1000)


def test_points_may_be_overridden() -> None:
    problem = problem_of(office(), points={"b": (100.5, 0.25)})
    assert (problem.site["b"].lon, problem.site["b"].lat) == (100.5, 0.25)
    assert codes(faults_of(office(), points={"x": (100.0, 0.0)})) == ["UNKNOWN_SITE"]


def test_teams_staff_equipment_and_cards_come_sorted() -> None:
    sheets = office(
        teams=(team("T2", crew=(CrewNeed(skill=Skill.RECORD, count=1),)), team("T1", stations=3)),
        staff=(StaffRow(id="P2", skills=(Skill.IKD,)), StaffRow(id="P1", skills=(Skill.RECORD, Skill.DRIVE))),
        equipment=(EquipmentRow(kind=EquipmentKind.SATELLITE_KIT, count=2),),
        deliveries=(
            DeliveryRow(day=date(2027, 1, 20), quantity=5, probability_permille=500),
            DeliveryRow(day=date(2026, 12, 31), quantity=7),
            DeliveryRow(day=date(2027, 1, 12), quantity=6),
            DeliveryRow(day=LAST + timedelta(days=93), quantity=8),
        ),
        policy=(PolicyRow(parameter="mandatory_ikd", value=True),),
        rates=(RateRow(code="papers", rupiah=1),),
    )
    problem = problem_of(sheets)
    assert [item.id for item in problem.teams] == ["T1", "T2"]
    assert [item.id for item in problem.staff] == ["P1", "P2"]
    assert (problem.teams[0].stations, problem.teams[0].crew_size, problem.teams[1].crew_size) == (3, 3, 1)
    assert problem.equipment[0].count == 2
    assert [(item.day.day, item.quantity) for item in problem.stock.deliveries] == [(12, 6), (20, 5)]
    assert problem.policy.mandatory_ikd
    assert problem.policy.rates.papers == 1


def test_a_base_may_lie_at_a_site() -> None:
    sheets = office(
        teams=(team(base=BaseCell(site="b"), base_id=None),),
        trips_known=(KnownTripRow(start="b", end="c", minutes=20, km=9),),
    )
    problem = problem_of(sheets)
    base = problem.bases[0]
    assert (base.id, base.name, base.lon) == ("basis-b", "Desa b", 100.01)
    # What is known of the site holds for the base.
    assert problem.travel[0].leg("basis-b", "c") == problem.travel[0].leg("b", "c") == (1_200, 9_000)


def test_what_is_known_of_the_base_itself_beats_what_is_known_of_its_site() -> None:
    rows = (
        KnownTripRow(start="basis-b", end="c", minutes=30, both_ways=False),
        KnownTripRow(start="b", end="c", minutes=20),
    )
    problem = problem_of(office(teams=(team(base=BaseCell(site="b"), base_id=None),), trips_known=rows))
    assert problem.travel[0].leg("basis-b", "c") == (1_800, 1_557)
    assert problem.travel[0].leg("c", "basis-b") == (1_200, 1_557)


def test_there_is_a_travel_table_for_each_class_in_use() -> None:
    problem = problem_of(office(teams=(team("T1"), team("T2", vehicle_class=VehicleClass.BOAT))))
    assert [table.vehicle_class for table in problem.travel] == [VehicleClass.BOAT, VehicleClass.CAR]
    assert set(problem.travel[0].places) == {"a", "b", "c", "kantor"}


def test_a_matrix_is_taken_as_it_is() -> None:
    places = ("a", "b", "c", "kantor")
    rows = tuple(
        MatrixRow(start=one, end=two, minutes=None if {one, two} == {"a", "c"} else 12.5, km=6.25)
        for one in places
        for two in places
        if one != two
    )
    table = problem_of(office(matrix=rows)).travel[0]
    assert table.leg("a", "b") == (750, 6_250)
    assert table.leg("a", "c") is None
    assert table.source == "matrix"


def test_a_recent_last_visit_is_history() -> None:
    rows = (village("a", last_visit=date(2026, 11, 30)), village("b", 100.01, last_visit=date(2026, 12, 1)))
    problem = problem_of(office(*rows))
    assert problem.history.visits == (PastVisit(site="b", day=date(2026, 12, 1)),)
    assert problem.site["a"].last_visit == date(2026, 11, 30)


def test_what_was_estimated_is_told() -> None:
    told = {figure.field: figure.status for figure in problem_of(office()).figures}
    assert told["travel.car"] == "estimated"
    assert told["sites.connectivity"] == "assumed"
    assert "period.days.ramadan" not in told
    march = problem_of(office(), first=date(2027, 3, 1), last=date(2027, 3, 31))
    assert {"period.days.ramadan", "period.days.holiday"} <= {figure.field for figure in march.figures}
    far = problem_of(office(), first=date(2040, 1, 2), last=date(2040, 1, 31))
    assert "period.days.joint_leave" in {figure.field for figure in far.figures}


def test_a_period_without_a_working_day_is_a_fault() -> None:
    saturday = date(2027, 1, 2)
    assert codes(faults_of(office(), first=saturday, last=saturday + timedelta(days=1))) == ["NO_WORKING_DAY"]
    open_ = office(calendar=(CalendarRow(dates=(saturday,), kind=CalendarKind.WORKING),))
    assert problem_of(open_, first=saturday, last=saturday).period.days[0].working


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (LAST, FIRST, "PERIOD_REVERSED"),
        (FIRST, FIRST + timedelta(days=92), "PERIOD_TOO_LONG"),
        (date(2080, 1, 1), date(2080, 1, 31), "PERIOD_WITHOUT_CALENDAR"),
    ],
)
def test_days_that_are_no_period(first: date, last: date, code: str) -> None:
    assert codes(faults_of(office(), first=first, last=last)) == [code]


def test_a_period_that_is_over_when_it_is_seen_is_a_fault() -> None:
    assert codes(faults_of(office(), as_of=LAST + timedelta(days=1))) == ["AS_OF_OUTSIDE"]
    assert problem_of(office(), as_of=LAST).period.as_of == LAST


def test_the_longest_period_is_92_days() -> None:
    assert len(problem_of(office(), last=FIRST + timedelta(days=91)).period.days) == 92


def test_all_faults_are_told_at_once() -> None:
    sheets = office(
        village("a", last_visit=AS_OF + timedelta(days=1)),
        schools=(school("s"), school("t", village_code="nowhere")),
        teams=(
            team("T1", base=BaseCell(site="nowhere"), base_id=None),
            team("T2", base_id="a"),
            team("T3", base=BaseCell(lat=0.0, lon=100.5), base_id="a"),
        ),
        policy=(PolicyRow(parameter="floors.visits:Entah", value=1),),
    )
    assert sorted(codes(faults_of(sheets, first=LAST, last=FIRST))) == [
        "BASE_ID_TAKEN",
        "BASE_ID_TAKEN",
        "LAST_VISIT_IN_FUTURE",
        "LOCATION_MISSING",
        "PERIOD_REVERSED",
        "UNKNOWN_BASE",
        "UNKNOWN_SUBDISTRICT",
        "UNKNOWN_VILLAGE",
    ]


def test_the_same_sheets_make_the_same_problem_in_any_order() -> None:
    sheets = office(schools=(school("s", village_code="a"), school("t", village_code="b")))
    turned = office(*reversed(sheets.villages), schools=tuple(reversed(sheets.schools)))
    assert problem_of(turned) == problem_of(sheets)


rows = st.tuples(
    st.integers(0, 300),
    st.integers(0, 300),
    st.floats(99.9, 100.1),
    st.floats(-0.1, 0.1),
    st.sampled_from(["Utara", "Selatan"]),
    st.sampled_from(list(Connectivity)),
    st.sampled_from(list(Terrain)),
    st.booleans(),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(rows, min_size=1, max_size=6), st.lists(st.integers(0, 200), max_size=3), st.integers(0, 1000))
def test_any_sheets_make_a_problem_that_adds_up(
    places: list[tuple[int, int, float, float, str, Connectivity, Terrain, bool]], pupils: list[int], share: int
) -> None:
    villages = [
        village(
            f"v{number}",
            lon,
            lat=lat,
            eligible=max(one, two),
            unrecorded=max(one, two) - min(one, two),
            subdistrict=subdistrict,
            connectivity=signal,
            terrain=terrain,
            excluded=excluded,
        )
        for number, (one, two, lon, lat, subdistrict, signal, terrain, excluded) in enumerate(places)
    ]
    schools = tuple(
        school(f"s{number}", unrecorded=people, village_code="v0", share_17_permille=share)
        for number, people in enumerate(pupils)
    )
    problem = assemble(
        office(*villages, schools=schools), name="Acak", first=FIRST, last=FIRST + timedelta(days=6), as_of=AS_OF
    )
    assert len(problem.sites) == len(villages) + len(schools)
    for site in problem.sites:
        if site.kind is SiteKind.VILLAGE:
            assert site.recording_demand + site.pupils_17plus == site.unrecorded
    for pair in problem.reach:
        assert pair.distance_m <= problem.policy.hub_max_m
        assert pair.duration_s <= problem.policy.hub_max_s
        assert 0 < pair.falloff_ppm <= 1_000_000
        assert (pair.site, pair.village) in problem.reach_of or problem.site[pair.village].excluded
    assert problem.travel_of[VehicleClass.CAR].places == tuple(sorted((*problem.site, *problem.base)))
    assert violations(problem, Plan()) == ()
