"""Closures: where they lie, what they cut, on which days."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.contracts import ClosureKind, ClosureRow
from geodata.roads.closures import resolve
from geodata.roads.kinds import Season
from geodata.roads.office import OfficeRoads, RoadSheets, office_roads
from geodata.roads.stretches import usual_stretch
from planner.domain.team import VehicleClass
from planner.errors import InputFaults
from tests.geodata.roads.maps import line_of, lonlat, place, stored

CAR, MOTORCYCLE = VehicleClass.CAR, VehicleClass.MOTORCYCLE
FIRST, LAST = date(2027, 5, 1), date(2027, 5, 31)
ENDS = (place("a", 0), place("b", 1.2), place("c", 1.8), place("d", 3))


def closure(where: str = "", **fields: Any) -> ClosureRow:
    return ClosureRow(**{"name": "Longsor", "where": where, **fields})


def roads(folder: Path, *rows: ClosureRow) -> OfficeRoads:
    return office_roads(stored(line_of(folder, 4)), RoadSheets(closures=rows))


def seconds(found: OfficeRoads, day: date, vehicle: VehicleClass = CAR) -> dict[str, int]:
    """From ``a`` to each other place on a day."""
    (stretch,) = found.stretches(day, day)
    legs = found.legs(vehicle, ENDS, stretch, detour_permille=1400)
    return {item.id: int(time) for item, time in zip(ENDS, legs.seconds[0], strict=True)}


def spot(east: float, north: float = 0.0) -> str:
    lon, lat = lonlat((east, north))
    return f"{lat}, {lon}"


def test_a_point_cuts_the_road_there_and_not_on_either_side(tmp_path: Path) -> None:
    # Between b (1.2) and c (1.8) of one segment: b is reached from the west still, c and d are not.
    found = roads(tmp_path, closure(spot(1.5)))
    assert {name for name, time in seconds(found, FIRST).items() if time < 0} == {"c", "d"}


def test_it_holds_on_its_days_and_for_its_vehicle(tmp_path: Path) -> None:
    row = closure(spot(2.5), first=date(2027, 5, 9), last=date(2027, 5, 14), vehicle_class=CAR)
    found = roads(tmp_path, row)
    assert [(item.first.day, item.last.day, item.closures) for item in found.stretches(FIRST, LAST)] == [
        (1, 8, ()),
        (9, 14, (0,)),
        (15, 31, ()),
    ]
    assert seconds(found, date(2027, 5, 9))["d"] == -1
    assert seconds(found, date(2027, 5, 15))["d"] > 0
    assert seconds(found, date(2027, 5, 9), MOTORCYCLE)["d"] > 0
    assert usual_stretch(found.stretches(FIRST, LAST)).closures == ()


def test_a_delay_costs_those_who_pass_it(tmp_path: Path) -> None:
    row = closure(spot(1.5), kind=ClosureKind.DELAY, minutes=10)
    with_delay, without = seconds(roads(tmp_path, row), FIRST), seconds(roads(tmp_path), FIRST)
    gained = {name: with_delay[name] - without[name] for name in without}
    assert (gained["a"], gained["b"]) == (0, 0)
    assert gained["c"] == pytest.approx(600, abs=2)
    assert gained["d"] == pytest.approx(600, abs=2)


@pytest.mark.parametrize(
    "where",
    [
        "1-2",
        " 1-2 ; 12-1",
        "LINESTRING (102.014 -3.501, 102.016 -3.499)",
        "POLYGON ((102.014 -3.501, 102.016 -3.501, 102.016 -3.499, 102.014 -3.499, 102.014 -3.501))",
        "POINT (102.015 -3.5)",
        "-3,5; 102,015",
    ],
)
def test_places_may_be_listed_drawn_or_a_point(tmp_path: Path, where: str) -> None:
    assert seconds(roads(tmp_path, closure(where)), FIRST)["d"] == -1


def test_a_drawing_that_crosses_itself_works(tmp_path: Path) -> None:
    bow_tie = "POLYGON ((102.013 -3.501, 102.017 -3.499, 102.017 -3.501, 102.013 -3.499, 102.013 -3.501))"
    assert seconds(roads(tmp_path, closure(bow_tie)), FIRST)["d"] == -1


def test_a_whole_segment_closed_by_its_id_cuts_off_who_lies_on_it(tmp_path: Path) -> None:
    found = seconds(roads(tmp_path, closure("1-2")), FIRST)
    assert (found["b"], found["c"]) == (-1, -1)


def test_rain_makes_roads_slower_by_its_months_and_by_the_sheet(tmp_path: Path) -> None:
    plain = roads(tmp_path)
    assert seconds(plain, date(2027, 1, 4))["d"] > seconds(plain, date(2027, 7, 4))["d"]
    told = roads(tmp_path, closure(kind=ClosureKind.DRY, first=date(2027, 1, 1), last=date(2027, 1, 31)))
    assert seconds(told, date(2027, 1, 4)) == seconds(plain, date(2027, 7, 4))
    assert [item.season for item in plain.stretches(date(2027, 3, 30), date(2027, 4, 2))] == [Season.WET, Season.DRY]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (closure(), "CLOSURE_NOWHERE"),
        (closure("9-9"), "UNKNOWN_SEGMENT"),
        (closure("0.5, 102"), "CLOSURE_OFF_ROAD"),
        (closure("102.015, -3.5"), "COORDINATES_SWAPPED"),
        (closure("POLYGON ((1 1, 2"), "CLOSURE_DRAWING"),
        (closure("POLYGON EMPTY"), "CLOSURE_DRAWING"),
        (closure("POINT (-3.5 102.015)"), "COORDINATES_SWAPPED"),
        (closure("LINESTRING (-3.501 102.014, -3.499 102.016)"), "COORDINATES_SWAPPED"),
        (closure("POLYGON ((1 1, 2 1, 2 2, 1 1))"), "CLOSURE_OFF_ROAD"),
        (closure("1-1", kind=ClosureKind.DELAY), "DELAY_WITHOUT_MINUTES"),
        (closure("1-1", first=LAST, last=FIRST), "PERIOD_REVERSED"),
    ],
)
def test_rows_that_cannot_be_placed(tmp_path: Path, row: ClosureRow, code: str) -> None:
    _, faults = resolve((row, closure("1-1")), line_of(tmp_path, 4))
    assert [item.code for item in faults] == [code]
    assert all(item.expected[0] and item.expected[1] for item in faults)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputFaults) as caught:
        roads(tmp_path, closure("9-9"), closure(), closure("1-1"))
    assert [item.code for item in caught.value.faults] == ["UNKNOWN_SEGMENT", "CLOSURE_NOWHERE"]
