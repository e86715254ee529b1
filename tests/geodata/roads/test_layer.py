"""Roads out of drawn layers, and the network file that QGIS may edit."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import LineString, Point

from geodata.contracts import RoadClass, Surface
from geodata.roads.costs import costs_of
from geodata.roads.importing import box_around, import_roads, store
from geodata.roads.kinds import CLASS_NUMBER, NETWORK_FILE, SURFACE_NUMBER, Season
from geodata.roads.network_file import read_network
from geodata.roads.snapping import component_of_segments
from geodata.roads.speeds import default_speeds
from planner.domain.team import VehicleClass
from planner.errors import InputFaults
from tests.geodata.roads.maps import Spot, line_of, lonlat, road, write_osm


def layer(path: Path, lines: Sequence[Sequence[Spot]], crs: str | None = "EPSG:4326", **columns: Any) -> Path:
    shapes = [LineString([lonlat(spot) for spot in line]) for line in lines]
    gpd.GeoDataFrame(columns, geometry=shapes, crs=crs).to_file(path)
    return path


def pieces(path: Path, **more: Any) -> int:
    """How many separate networks cars find."""
    segments = import_roads(path, **more).segments
    costs = costs_of(segments, default_speeds(), VehicleClass.CAR, Season.DRY)
    return len(np.unique(component_of_segments(segments, costs.passable)))


@pytest.mark.parametrize("name", ["jalan.gpkg", "jalan.geojson", "jalan.shp"])
def test_lines_that_touch_or_cross_meet(tmp_path: Path, name: str) -> None:
    tee: list[list[Spot]] = [[(0, 0), (4, 0)], [(2, 0.001), (2, 3)], [(1, 2), (3, 2)]]
    path = layer(tmp_path / name, tee, highway=["primary", "residential", "track"], surface=["", "", "gravel"])
    segments = import_roads(path).segments
    # The second ends a metre from the first: 2 + 3 segments, and the crossing of the third: 2 more.
    assert len(segments) == 6
    assert pieces(path) == 1
    assert {int(kind) for kind in segments.road_class} == {
        CLASS_NUMBER[kind] for kind in (RoadClass.PRIMARY, RoadClass.RESIDENTIAL, RoadClass.TRACK)
    }
    assert SURFACE_NUMBER[Surface.GRAVEL] in segments.surface


def test_a_bridge_meets_nothing_on_the_way(tmp_path: Path) -> None:
    cross = [[(0, 0), (2, 0)], [(1, -1), (1, 1)]]
    assert pieces(layer(tmp_path / "a.gpkg", cross, bridge=["F", "T"], oneway=["B", "F"])) == 2
    assert pieces(layer(tmp_path / "b.gpkg", cross, bridge=["F", "F"], oneway=["B", "F"])) == 1


def test_words_of_indonesian_layers_are_understood(tmp_path: Path) -> None:
    lines: list[list[Spot]] = [[(0, number), (1, number)] for number in range(5)]
    remarks = ["Jalan Arteri", "Jalan Lokal", "Jalan Setapak", "entah", "Jalan Kabupaten"]
    path = layer(tmp_path / "rbi.gpkg", lines, REMARK=remarks, searah=["ya", "tidak", "terbalik", None, "-1"])
    found = import_roads(path)
    kinds = (RoadClass.TRUNK, RoadClass.TERTIARY, RoadClass.PATH, RoadClass.UNCLASSIFIED, RoadClass.SECONDARY)
    assert found.segments.road_class.tolist() == [CLASS_NUMBER[kind] for kind in kinds]
    assert found.segments.one_way.tolist() == [1, 0, -1, 0, -1]
    assert found.unclassed == 1


def test_any_crs_is_brought_to_degrees(tmp_path: Path) -> None:
    line = gpd.GeoDataFrame(
        {"highway": ["primary"]}, geometry=[LineString([lonlat((0, 0)), lonlat((3, 0))])], crs="EPSG:4326"
    )
    line.to_crs("EPSG:32748").to_file(tmp_path / "utm.gpkg")
    segments = import_roads(tmp_path / "utm.gpkg").segments
    assert segments.points[0].tolist() == pytest.approx(lonlat((0, 0)), abs=1e-6)


def fault(path: Path, **more: Any) -> str:
    with pytest.raises(InputFaults) as caught:
        import_roads(path, **more)
    (found,) = caught.value.faults
    assert all(found.expected)
    return found.code


def test_a_layer_without_crs_is_refused_unless_it_is_told(tmp_path: Path) -> None:
    path = layer(tmp_path / "a.shp", [[(0, 0), (1, 0)]], crs=None, highway=["primary"])
    assert fault(path) == "LAYER_WITHOUT_CRS"
    assert len(import_roads(path, crs="EPSG:4326").segments) == 1
    assert fault(path, crs="EPSG:1") == "CRS_UNKNOWN"


def test_swapped_coordinates_are_told(tmp_path: Path) -> None:
    shapes = [LineString([lonlat((0, 0))[::-1], lonlat((1, 0))[::-1]])]
    gpd.GeoDataFrame({"highway": ["primary"]}, geometry=shapes, crs="EPSG:4326").to_file(tmp_path / "a.gpkg")
    assert fault(tmp_path / "a.gpkg") == "COORDINATES_SWAPPED"
    assert fault(layer(tmp_path / "b.gpkg", [[(0, 0), (1, 0)]]), box=box_around([(10.0, 50.0)])) == "ROADS_EMPTY"


def test_layers_that_hold_no_roads(tmp_path: Path) -> None:
    gpd.GeoDataFrame(geometry=[Point(lonlat((0, 0)))], crs="EPSG:4326").to_file(tmp_path / "titik.gpkg")
    assert fault(tmp_path / "titik.gpkg") == "LAYER_WITHOUT_LINES"
    (tmp_path / "rusak.gpkg").write_bytes(b"SQLite format 3\x00 and no more")
    assert fault(tmp_path / "rusak.gpkg") == "LAYER_NOT_READABLE"
    assert fault(layer(tmp_path / "a.gpkg", [[(0, 0), (1, 0)]]), layer="lain") == "LAYER_UNKNOWN"
    assert fault(layer(tmp_path / "b.gpkg", [[(0, 0), (1, 0)]], highway=["footway"])) == "ROADS_EMPTY"


def test_the_network_file_gives_back_what_was_stored(tmp_path: Path) -> None:
    nodes: dict[int, Spot] = {number: (number, 0) for number in range(1, 6)}
    ways = {
        1: road(1, 2, 3, maxspeed="40", incline="8%", name="Jalan Raya"),
        2: road(3, 4, kind="track", oneway="yes"),
        3: ((4, 5), {"route": "ferry", "duration": "20"}),
    }
    imported = import_roads(write_osm(tmp_path / "a.osm", nodes, ways, n5="Air Mundu"))
    store(tmp_path / NETWORK_FILE, imported, "a.osm")
    back = read_network(tmp_path / NETWORK_FILE)
    assert (back.source, back.new, back.segments.names[0]) == ("a.osm", 0, "Jalan Raya")
    assert back.settlements == imported.settlements
    assert back.segments.ids == imported.segments.ids
    for name in ("length_m", "road_class", "surface", "one_way", "vehicles", "limit_kmh", "rise_permille", "minutes"):
        wanted = getattr(imported.segments, name)
        np.testing.assert_allclose(getattr(back.segments, name), wanted, rtol=1e-9, err_msg=name)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_crossings_without_a_junction_stay_apart_in_the_network_file(tmp_path: Path) -> None:
    nodes: dict[int, Spot] = {1: (0, 0), 2: (2, 0), 3: (1, -1), 4: (1, 1)}
    imported = import_roads(write_osm(tmp_path / "a.osm", nodes, {1: road(1, 2), 2: road(3, 4)}))
    store(tmp_path / NETWORK_FILE, imported, "a.osm")
    assert len(read_network(tmp_path / NETWORK_FILE).segments) == 2


def test_a_line_drawn_in_qgis_joins_the_network(tmp_path: Path) -> None:
    path = tmp_path / NETWORK_FILE
    store(path, import_roads(write_osm(tmp_path / "a.osm", {1: (0, 0), 2: (2, 0)}, {1: road(1, 2)})), "a.osm")
    frame = gpd.read_file(path, layer="ruas")
    frame.loc[1, "geometry"] = LineString([lonlat((1, 0)), lonlat((1, 2))])
    frame.set_crs("EPSG:4326", allow_override=True).to_file(path, layer="ruas")
    back = read_network(path)
    assert back.new == 1
    assert len(back.segments) == 3
    assert back.segments.nodes == 4


def test_an_import_that_fails_leaves_the_old_network(tmp_path: Path) -> None:
    segments = line_of(tmp_path, 3)
    path = tmp_path / NETWORK_FILE
    store(path, import_roads(tmp_path / "line.osm"), "line.osm")
    before = path.read_bytes()
    with pytest.raises(InputFaults):
        store(path, import_roads(tmp_path / "tidak-ada.osm"), "tidak-ada.osm")
    assert path.read_bytes() == before
    assert read_network(path).segments.ids == segments.ids
