"""Evidence out of rows: whom it speaks of, what speeds and towers mean, how it is told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import shapely

from geodata.contracts import (
    OtherSiteRow,
    ReportKind,
    Sheets,
    SignalRow,
    SpeedTestRow,
    Technology,
    TowerRow,
    TowerState,
)
from geodata.signal import CoverageArea, future_faults, with_signal
from geodata.signal.gather import speed_level
from planner.domain.site import Connectivity, SiteKind
from planner.domain.team import DateRange
from planner.errors import InputFaults
from tests.geodata.office import AS_OF, LAST, codes, office, problem_of, school, village

NONE, WEAK, GOOD, UNKNOWN = Connectivity.NONE, Connectivity.WEAK, Connectivity.GOOD, Connectivity.UNKNOWN
NOVEMBER = DateRange(first=date(2026, 11, 1), last=date(2026, 11, 30))
DAY = DateRange(first=date(2026, 11, 20), last=date(2026, 11, 20))


def decided(sheets: Sheets, **more: Any) -> dict[str, Connectivity]:
    """Connectivity of every site after all evidence."""
    changed, _ = with_signal(sheets, as_of=AS_OF, **more)
    found = {row.code: row.connectivity for row in changed.villages}
    found |= {row.npsn: row.connectivity for row in changed.schools}
    return found | {row.id: row.connectivity for row in changed.other_sites}


def told(sheets: Sheets, site: str, **more: Any) -> tuple[str, str]:
    _, findings = with_signal(sheets, as_of=AS_OF, **more)
    return next(finding.note for finding in findings if finding.site == site)


def test_without_evidence_everything_stays_unknown_and_nothing_is_found() -> None:
    changed, findings = with_signal(office(), as_of=AS_OF)
    assert {row.connectivity for row in changed.villages} == {UNKNOWN}
    assert findings == ()
    assert problem_of(office()).signal == ()


def test_a_report_speaks_of_a_village_and_what_lies_in_it_and_of_nothing_else() -> None:
    sheets = office(
        schools=(school("s1", village_code="b"), school("s2", village_code="c")),
        signal=(SignalRow(site="b", connectivity=NONE, seen=NOVEMBER, source="Diskominfo"),),
    )
    assert decided(sheets) == {"a": UNKNOWN, "b": NONE, "c": UNKNOWN, "s1": NONE, "s2": UNKNOWN}
    assert told(sheets, "b") == (
        "tidak ada sinyal: laporan (Diskominfo), November 2026",
        "no signal: report (Diskominfo), November 2026",
    )


def test_a_name_finds_its_village_within_its_subdistrict() -> None:
    sheets = office(
        village("a", name="Suka Rami", subdistrict="Utara"),
        village("b", 100.01, name="Suka Rami", subdistrict="Selatan"),
        signal=(SignalRow(name="desa SUKARAMI", subdistrict="kec. selatan", connectivity=WEAK),),
    )
    assert decided(sheets) == {"a": UNKNOWN, "b": WEAK}


def test_a_subdistrict_is_reported_as_a_whole_and_its_villages_keep_what_is_said_of_them() -> None:
    sheets = office(
        signal=(
            SignalRow(subdistrict="Utara", connectivity=WEAK, seen=NOVEMBER),
            SignalRow(site="b", connectivity=NONE, seen=NOVEMBER),
        ),
        schools=(school("s1", village_code="c"),),
    )
    assert decided(sheets) == {"a": WEAK, "b": NONE, "c": WEAK, "s1": WEAK}
    assert "untuk seluruh kecamatan" in told(sheets, "c")[0]


def test_the_cell_beside_a_village_is_the_office_s_own_word() -> None:
    rows = (SignalRow(site="a", connectivity=NONE, seen=DAY), SignalRow(site="b", connectivity=NONE, seen=DAY))
    sheets = office(village("a", connectivity=GOOD), village("b", 100.01), signal=rows)
    assert decided(sheets) == {"a": GOOD, "b": NONE}


def test_an_unknown_that_somebody_wrote_down_is_no_evidence() -> None:
    sheets = office(signal=(SignalRow(site="a", connectivity=UNKNOWN, kind=ReportKind.OFFICE, seen=DAY),))
    assert decided(sheets)["a"] is UNKNOWN


@pytest.mark.parametrize(
    ("download", "upload", "latency", "level"),
    [
        (0.0, None, None, NONE),
        (0.24, 5.0, 50, NONE),
        (5.0, 0.09, 50, NONE),
        (0.25, 0.1, 50, WEAK),
        (1.99, 5.0, 50, WEAK),
        (5.0, 0.99, 50, WEAK),
        (2.0, 1.0, 1_000, GOOD),
        (2.0, 1.0, 1_001, WEAK),
        (2.0, None, None, GOOD),
    ],
)
def test_what_a_speed_is_good_for(
    download: float, upload: float | None, latency: float | None, level: Connectivity
) -> None:
    assert speed_level(download, upload, latency) is level


def test_the_middle_of_a_day_s_tests_counts_near_where_they_were_made() -> None:
    # b lies 1,112 m from a and c 2,224 m: beyond the 2,000 m that a test speaks of.
    tests = [SpeedTestRow(lat=0.0, lon=100.0, download_mbps=speed, seen=DAY) for speed in (0.1, 3.0, 9.0)]
    sheets = office(speed_tests=tuple(tests))
    assert decided(sheets) == {"a": GOOD, "b": GOOD, "c": UNKNOWN}
    assert told(sheets, "a") == (
        "sinyal baik: uji kecepatan, nilai tengah 3 uji, 3 Mbit/s, 20 November 2026",
        "good signal: speed test, middle of 3 tests, 3 Mbit/s, 20 November 2026",
    )


def test_a_test_that_names_a_site_speaks_of_it_alone() -> None:
    test = SpeedTestRow(site="c", download_mbps=0.5, upload_mbps=0.25, operator="XL", seen=DAY)
    sheets = office(speed_tests=(test,))
    assert decided(sheets) == {"a": UNKNOWN, "b": UNKNOWN, "c": WEAK}
    assert told(sheets, "c")[0] == "sinyal lemah: uji kecepatan, 0,5/0,2 Mbit/s, XL, 20 November 2026"


def tower(**more: Any) -> TowerRow:
    return replace(TowerRow(id="BTS-1", lat=0.0, lon=100.0, operator="XL", seen=DAY), **more)


def test_a_tower_is_good_near_by_weak_farther_off_and_silent_beyond() -> None:
    # Range 2 km: a lies at the tower, b at 1.11 km (beyond half), c at 2.22 km.
    sheets = office(towers=(tower(range_km=2.0),))
    assert decided(sheets) == {"a": GOOD, "b": WEAK, "c": UNKNOWN}
    assert told(sheets, "b") == (
        "sinyal lemah: taksiran dari menara BTS-1 4G, 1,1 dari 2 km jangkauan, XL, 20 November 2026",
        "weak signal: estimate from tower BTS-1 4G, at 1.1 of 2 km range, XL, 20 November 2026",
    )


@pytest.mark.parametrize("state", [TowerState.BROKEN, TowerState.PLANNED])
def test_only_a_tower_that_works_is_evidence(state: TowerState) -> None:
    assert set(decided(office(towers=(tower(state=state),))).values()) == {UNKNOWN}


def test_an_old_technology_is_weak_even_beside_its_tower() -> None:
    assert decided(office(towers=(tower(technology=Technology.G2),)))["a"] is WEAK


def test_the_best_tower_of_an_operator_counts() -> None:
    towers = (tower(), tower(id="BTS-0", technology=Technology.G2), tower(id="BTS-2", lon=100.02))
    assert decided(office(towers=towers)) == {"a": GOOD, "b": GOOD, "c": GOOD}


def test_a_coverage_map_speaks_of_the_sites_inside_it() -> None:
    land = shapely.box(99.99, -0.01, 100.015, 0.01)
    area = CoverageArea(land=land, connectivity=GOOD, operator="XL", seen=NOVEMBER, name="cakupan_sinyal.gpkg")
    sheets = office(signal=(SignalRow(site="b", connectivity=NONE),))
    assert decided(sheets, coverage=(area,)) == {"a": GOOD, "b": NONE, "c": UNKNOWN}
    assert told(sheets, "a", coverage=(area,))[1] == "good signal: coverage map cakupan_sinyal.gpkg, XL, November 2026"


def test_points_that_were_corrected_on_the_map_are_used() -> None:
    sheets = office(towers=(tower(range_km=2.0),))
    assert decided(sheets, points={"c": (100.001, 0.0)})["c"] is GOOD


def test_other_sites_are_spoken_of_too() -> None:
    hall = OtherSiteRow(id="balai", name="Balai", kind=SiteKind.HALL, village_code="c")
    sheets = office(other_sites=(hall,), signal=(SignalRow(site="balai", connectivity=GOOD),))
    assert decided(sheets) == {"a": UNKNOWN, "b": UNKNOWN, "c": UNKNOWN, "balai": GOOD}


def test_the_problem_carries_the_finding_and_its_site_agrees() -> None:
    problem = problem_of(office(signal=(SignalRow(site="b", connectivity=NONE, seen=NOVEMBER),)))
    assert problem.signal_of["b"].seen == date(2026, 11, 1)
    assert problem.site["b"].connectivity is NONE
    assert list(problem.signal_of) == ["b"]


def test_evidence_from_after_the_period_is_a_slip_of_the_pen() -> None:
    later = DateRange(first=date(2072, 1, 1), last=date(2072, 12, 31))
    sheets = office(signal=(SignalRow(site="b", connectivity=NONE, seen=later),))
    assert [fault.code for fault in future_faults(sheets, LAST)] == ["EVIDENCE_IN_FUTURE"]
    with pytest.raises(InputFaults) as caught:
        problem_of(sheets)
    assert codes(caught.value) == ["EVIDENCE_IN_FUTURE"]
