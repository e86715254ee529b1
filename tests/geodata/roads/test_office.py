"""An office's roads in its problem: which figure wins, which days differ, what is learned, what is reported."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geodata.assemble import assemble
from geodata.contracts import (
    BaseCell,
    ClosureKind,
    ClosureRow,
    KnownTripRow,
    MatrixRow,
    RoadClass,
    SegmentRow,
    Sheets,
    SpeedRow,
    StockRow,
    Surface,
    TripKind,
    VillageRow,
)
from geodata.read import read_sheets
from geodata.roads.cache import MatrixCache
from geodata.roads.closing import with_closure
from geodata.roads.drawing import drawn
from geodata.roads.folder import read_roads
from geodata.roads.importing import import_roads, store
from geodata.roads.kinds import NETWORK_FILE
from geodata.roads.learning import Observation, learn
from geodata.roads.office import OfficeRoads, RoadSheets, office_roads
from geodata.roads.report import road_report, tried
from planner.domain.problem import Problem
from planner.domain.team import VehicleClass
from planner.errors import InputFaults
from tests.geodata.office import team
from tests.geodata.roads.maps import Spot, line_of, lonlat, place, road, stored, write_osm

CAR = VehicleClass.CAR
FIRST, LAST = date(2027, 5, 1), date(2027, 5, 31)


def village(code: str, east: float, north: float = 0.0) -> VillageRow:
    lon, lat = lonlat((east, north))
    return VillageRow(code=code, name=f"Desa {code}", subdistrict="Utara", lat=lat, lon=lon, eligible=100, recorded=90)


def office(**more: Any) -> Sheets:
    """A base at the west end of the line, villages at 1, 2 and 3 steps."""
    lon, lat = lonlat((0, 0))
    crew = team(base=BaseCell(lat=lat, lon=lon))
    villages = (village("a", 1), village("b", 2), village("c", 3))
    return Sheets(**{"villages": villages, "teams": (crew,), "stock": StockRow(opening=100), **more})


def roads_of(folder: Path, sheets: Sheets) -> OfficeRoads:
    said = RoadSheets(speeds=sheets.speeds, segments=sheets.segments, closures=sheets.closures)
    return office_roads(stored(line_of(folder, 4)), said)


def problem(folder: Path, sheets: Sheets) -> Problem:
    roads = roads_of(folder, sheets)
    return assemble(sheets, name="Kantor", first=FIRST, last=LAST, as_of=date(2027, 4, 1), roads=roads)


def leg(found: Problem, end: str = "c", day: date = FIRST) -> tuple[int, int] | None:
    return found.travel_on(CAR, day).leg("kantor", end)


def test_roads_replace_straight_lines(tmp_path: Path) -> None:
    found = problem(tmp_path, office())
    # 3 x 1,111.1 m of secondary road at 35 km/h, dry in May; the straight line would be 1.4 times as long.
    seconds, metres = leg(found) or (0, 0)
    assert seconds == pytest.approx(343, abs=4)
    assert metres == pytest.approx(3_333, abs=15)
    assert found.travel[0].source == "roads"
    assert found.dated_travel == ()
    assert [figure.note[1] for figure in found.figures if figure.field == "travel.car"] == [
        "Travel times and distances run over the road network; speeds by class of road are assumed."
    ]


def test_what_is_known_beats_roads_and_an_observation_teaches(tmp_path: Path) -> None:
    fixed = KnownTripRow(start="kantor", end="c", minutes=50.0)
    assert (leg(problem(tmp_path, office(trips_known=(fixed,)))) or (0,))[0] == 3_000
    seen = KnownTripRow(start="kantor", end="c", minutes=11.4, kind=TripKind.OBSERVED)
    found = problem(tmp_path, office(trips_known=(seen,)))
    assert (leg(found) or (0,))[0] == 684
    # The other ways over the same kind of road are taken as slower too, but not by as much as one trip says.
    slower = (leg(found, "b") or (0,))[0] / (leg(problem(tmp_path, office()), "b") or (1,))[0]
    assert 1.2 < slower < 1.9


def test_a_place_far_from_any_road_keeps_its_straight_line(tmp_path: Path) -> None:
    far = office(villages=(village("a", 1), village("z", 1, 12)))
    plain = assemble(far, name="Kantor", first=FIRST, last=LAST, as_of=date(2027, 4, 1))
    found = problem(tmp_path, far)
    assert leg(found, "z") == leg(plain, "z")
    assert leg(found, "a") != leg(plain, "a")
    assert found.travel[0].source == "mixed"


def test_the_last_stretch_is_walked(tmp_path: Path) -> None:
    # 0.2 of a step north: 221 m at 4 km/h are 199 s.
    near, off = office(), office(villages=(village("a", 1), village("b", 2), village("c", 2.5, -0.2)))
    there = (leg(problem(tmp_path, off)) or (0,))[0]
    on_road = roads_of(tmp_path, near)
    (stretch,) = on_road.stretches(FIRST, FIRST)
    places = (place("x", 0), place("y", 2.5))
    driven = int(on_road.legs(CAR, places, stretch, detour_permille=1400).seconds[0, 1])
    assert there - driven == pytest.approx(199, abs=3)


def cut(where: Spot, **more: Any) -> ClosureRow:
    lon, lat = lonlat(where)
    return ClosureRow(**{"name": "Longsor", "where": f"{lat}, {lon}", **more})


def test_a_closure_gives_its_days_a_table_of_their_own(tmp_path: Path) -> None:
    row = cut((2.5, 0), first=date(2027, 5, 9), last=date(2027, 5, 14))
    found = problem(tmp_path, office(closures=(row,)))
    assert [(item.first.day, item.last.day) for item in found.dated_travel] == [(9, 14)]
    assert leg(found, "c", date(2027, 5, 10)) is None
    assert leg(found, "b", date(2027, 5, 10)) == leg(found, "b", date(2027, 5, 15))
    assert leg(found, "c", date(2027, 5, 15)) is not None


def test_a_closed_road_closes_what_was_known_of_it_too(tmp_path: Path) -> None:
    days = {"first": date(2027, 5, 9), "last": date(2027, 5, 14)}
    fixed = KnownTripRow(start="kantor", end="c", minutes=50.0, km=5.0)
    shut = problem(tmp_path, office(closures=(cut((2.5, 0), **days),), trips_known=(fixed,)))
    assert leg(shut, "c", date(2027, 5, 10)) is None
    assert leg(shut, "c", date(2027, 5, 15)) == (3_000, 5_000)
    rows = {"kind": ClosureKind.DELAY, "minutes": 10.0, **days}
    slow = problem(tmp_path, office(closures=(cut((2.5, 0), **rows),), trips_known=(fixed,)))
    assert leg(slow, "c", date(2027, 5, 10)) == (3_600, 5_000)


def test_a_matrix_is_kept_where_nothing_is_closed(tmp_path: Path) -> None:
    names = ("a", "b", "c", "kantor")
    rows = tuple(MatrixRow(start=s, end=e, minutes=20.0, km=7.0) for s in names for e in names if s != e)
    found = problem(tmp_path, office(matrix=rows))
    assert leg(found) == (1_200, 7_000)
    assert found.travel[0].source == "matrix"


def test_speeds_and_segments_of_the_office_hold(tmp_path: Path) -> None:
    slow = SpeedRow(road_class=RoadClass.SECONDARY, car_dry=10.0)
    plain, slowed = leg(problem(tmp_path, office())) or (0,), leg(problem(tmp_path, office(speeds=(slow,)))) or (0,)
    assert slowed[0] / plain[0] == pytest.approx(3.5, abs=0.05)
    own = (slow, SpeedRow(road_class=RoadClass.SECONDARY, surface=Surface.UNKNOWN, car_dry=35.0))
    assert leg(problem(tmp_path, office(speeds=own))) == leg(problem(tmp_path, office()))
    closed = SegmentRow(segment="1-3", car=False)
    assert leg(problem(tmp_path, office(segments=(closed,)))) is None
    stated = SegmentRow(segment="1-1", kmh=5.0)
    assert (leg(problem(tmp_path, office(segments=(stated,)))) or (0,))[0] > plain[0] + 600


def test_rows_that_cannot_be(tmp_path: Path) -> None:
    sheets = office(
        speeds=(SpeedRow(road_class=RoadClass.TRACK, car_dry=900.0), SpeedRow(road_class=RoadClass.TRACK)),
        segments=(SegmentRow(segment="9-9"), SegmentRow(segment="1-1", kmh=300.0), SegmentRow(segment="1-1")),
        closures=(ClosureRow(name="x", where="9-8"),),
    )
    with pytest.raises(InputFaults) as caught:
        roads_of(tmp_path, sheets)
    codes = ["UNKNOWN_SEGMENT", "SPEED_TOO_HIGH", "REPEATED_CODE", "UNKNOWN_SEGMENT", "SPEED_TOO_HIGH", "REPEATED_CODE"]
    assert [fault.code for fault in caught.value.faults] == codes


def test_learning_finds_the_factor_that_explains_the_trips() -> None:
    # Twenty trips, each 100 s of main and 300 s of rough road by the table; main takes 1.5 times, rough twice that.
    observed = [Observation(start=0, end=1, seconds=round(100 * k * 1.5 + 300 * 2)) for k in range(1, 21)]
    parts = np.array([[100.0 * k, 0, 300, 0, 0] for k in range(1, 21)])
    found = learn(observed, lambda _factors, _observed: parts)
    assert found is not None
    assert found.factors["main"] == pytest.approx(1.5, abs=0.1)
    assert found.factors["rough"] == pytest.approx(2, abs=0.25)
    assert (found.factors["minor"], found.factors["water"]) == (1, 1)
    assert found.error_after < 40 < found.error_before
    assert learn(observed, lambda _factors, _observed: parts * np.nan) is None


def test_the_report_names_islands_far_places_and_what_a_closure_cuts_off(tmp_path: Path) -> None:
    nodes: dict[int, Spot] = {n: (n - 1, 0) for n in range(1, 5)}
    nodes |= {20: (3.3, 0), 21: (6, 0), 30: (1, 3)}
    ways = {1: road(1, 2, 3, 4), 2: road(20, 21)}
    imported = import_roads(write_osm(tmp_path / "a.osm", nodes, ways, n30="Desa z"))
    network = store(tmp_path / NETWORK_FILE, imported, "a.osm")
    sheets = office(villages=(village("a", 1), village("b", 2), village("c", 6), village("z", 1, 4)))
    roads = office_roads(network, RoadSheets(closures=(cut((1.5, 0)),)))
    found = road_report(roads, assemble(sheets, name="K", first=FIRST, last=LAST, as_of=FIRST, roads=roads))
    main, island = found.islands[CAR]
    assert [found.places[number] for number in island.places] == ["c"]
    assert main.gap is None
    assert island.gap is not None
    # From the end of way 1 to the begin of way 2: 0.3 of a step.
    assert island.gap.metres == pytest.approx(333, abs=5)
    assert found.unreachable[CAR] == ("c",)
    (far,) = found.far
    assert far.proposal is not None
    assert (far.id, far.proposal.kind) == ("z", "same_name")
    assert far.proposal.metres == pytest.approx(1_106, abs=15)
    (effect,) = found.closures
    assert effect.cut_off == ("b",)


def test_what_a_closure_would_do_is_told_before_it_is_written(tmp_path: Path) -> None:
    sheets = office()
    roads = roads_of(tmp_path, sheets)
    plain = assemble(sheets, name="K", first=FIRST, last=LAST, as_of=FIRST, roads=roads)
    assert tried(roads, plain, cut((2.5, 0))).cut_off == ("c",)
    late = tried(roads, plain, cut((1.5, 0), kind=ClosureKind.DELAY, minutes=10.0))
    assert (late.cut_off, [id_ for id_, _ in late.slower]) == ((), ["b", "c"])
    # Ten minutes each way, on all ways between either side: two places here, two there.
    assert (late.ways_longer, late.longest and late.longest[2]) == (8, 600)
    assert [(id_, kind.value) for id_, _, kind in late.on] == [("1-2", "secondary")]
    aside = tried(roads, plain, cut((1, 0.05), kind=ClosureKind.DELAY, minutes=10.0))
    assert (aside.cut_off, aside.slower, aside.ways_longer, aside.longest) == ((), (), 0, None)
    assert [id_ for id_, _, _ in aside.on] == ["12-1"]
    with pytest.raises(InputFaults) as caught:
        tried(roads, plain, ClosureRow(name="x", where="0.1, 100.1"))
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("CLOSURE_OFF_ROAD", "jemput roads close")]


def folder_of(path: Path) -> Path:
    """A planning folder on disk with its network."""
    lon, lat = lonlat((0, 0))
    (path / "desa.csv").write_text(
        "kode,nama,kecamatan,lat,lon,wajib_ktp,perekaman\n"
        + "".join(f"{row.code},{row.name},Utara,{row.lat},{row.lon},100,90\n" for row in office().villages),
        encoding="utf-8",
    )
    (path / "tim.csv").write_text(f'id,basis,id_basis\nT1,"{lat}, {lon}",kantor\n', encoding="utf-8")
    (path / "stok.csv").write_text("saldo,cadangan\n100,0\n", encoding="utf-8")
    line_of(path, 4)
    store(path / NETWORK_FILE, import_roads(path / "line.osm"), "line.osm")
    return path


def test_a_folder_carries_its_network(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    sheets = read_sheets(folder)
    cache = MatrixCache(tmp_path / "cache")
    roads = read_roads(folder, sheets, cache)
    assert roads is not None
    assemble(sheets, name="K", first=FIRST, last=LAST, as_of=FIRST, roads=roads)
    assert list((tmp_path / "cache").iterdir())
    (folder / NETWORK_FILE).unlink()
    assert read_roads(folder, sheets) is None


def test_closures_without_a_network_are_never_passed_over() -> None:
    with pytest.raises(InputFaults) as caught:
        assemble(office(closures=(cut((1, 0)),)), name="K", first=FIRST, last=LAST, as_of=FIRST)
    assert caught.value.faults[0].code == "ROADS_MISSING"


@pytest.mark.parametrize(
    "before",
    [
        None,
        "nama;letak;dari;sampai;jenis;catatan\r\nLama;1-1;2027-01-01;;putus;jangan hilang\r\n",
        "\ufeffname,place,from,to,kind\nOld,1-1,,,closed",
    ],
)
def test_a_closure_is_added_and_nothing_else_changes(tmp_path: Path, before: str | None) -> None:
    folder = folder_of(tmp_path)
    if before is not None:
        (folder / "penutupan.csv").write_bytes(before.encode())
    row = cut((1.5, 0), name="Longsor; besar", first=date(2027, 5, 9))
    made = with_closure(folder, row)
    assert made.path.name == "penutupan.csv"
    assert before is None or made.content.startswith(before.encode())
    made.path.write_bytes(made.content)
    found = read_sheets(folder).closures
    assert found[-1] == row
    assert len(found) == (1 if before is None else 2)


def test_a_drawing_becomes_a_place(tmp_path: Path) -> None:
    path = tmp_path / "gambar.geojson"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":'
        '{"type":"LineString","coordinates":[[102.014,-3.501],[102.016,-3.499]]}}]}',
        encoding="utf-8",
    )
    sheets = office()
    roads = roads_of(tmp_path, sheets)
    plain = assemble(sheets, name="K", first=FIRST, last=LAST, as_of=FIRST, roads=roads)
    assert tried(roads, plain, ClosureRow(name="x", where=drawn(path))).cut_off == ("b", "c")
    (tmp_path / "rusak.geojson").write_text("{", encoding="utf-8")
    with pytest.raises(InputFaults):
        drawn(tmp_path / "rusak.geojson")


def test_the_rains_cut_off_who_lives_on_the_track_and_not_who_lives_near_the_road(tmp_path: Path) -> None:
    # A dirt track leaves the road at its middle and passes 10 m from one village, whose road is 200 m off.
    nodes: dict[int, Spot] = {1: (0, 0), 2: (1.5, 0), 3: (3, 0), 4: (1.5, 3)}
    ways = {1: road(1, 2, 3), 2: road(2, 4, kind="track", surface="dirt")}
    network = store(tmp_path / NETWORK_FILE, import_roads(write_osm(tmp_path / "a.osm", nodes, ways)), "a.osm")
    track = SpeedRow(road_class=RoadClass.TRACK, surface=Surface.DIRT, car_dry=12.0, car_wet=0.0)
    rains = ClosureRow(name="Hujan", kind=ClosureKind.WET)
    sheets = office(
        villages=(village("a", 1), village("b", 1.51, 0.18), village("c", 1.51, 2.5)),
        speeds=(track,),
        closures=(rains,),
    )
    roads = office_roads(network, RoadSheets(speeds=sheets.speeds, closures=sheets.closures))
    found = assemble(sheets, name="K", first=FIRST, last=LAST, as_of=date(2027, 4, 1), roads=roads)
    assert (leg(found, "b") is None, leg(found, "c") is None) == (False, True)
    told = road_report(roads, found)
    assert told.shut_in[CAR] == (("c", "2-1"),)
    assert told.unreachable[CAR] == ("c",)
    assert len(told.islands[CAR]) == 1
