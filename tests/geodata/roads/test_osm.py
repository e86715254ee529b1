"""Reading OSM extracts: what a way is, what a box keeps, and files that are broken."""

from pathlib import Path

import numpy as np
import pytest

from geodata.contracts import RoadClass, Surface
from geodata.roads.dense_nodes import NotDenseError, dense_points
from geodata.roads.importing import box_around, import_roads
from geodata.roads.kinds import CLASSES
from geodata.roads.osm import read_osm
from geodata.roads.osm_tags import way_facts
from geodata.roads.pbf import blobs, pieces
from planner.errors import InputFaults
from tests.geodata.roads.maps import Spot, lonlat, road, write_osm

CAR, MOTORCYCLE, BOAT = 1, 2, 4
GRID: dict[int, Spot] = {10 * east + north: (east, north) for east in range(1, 7) for north in range(1, 7)}
WAYS = {1: road(11, 21, 31, 41, 51, 61), 2: road(31, 32, 33), 3: road(66, 65, kind="track")}


@pytest.mark.parametrize(
    ("tags", "vehicles", "one_way"),
    [
        ({"highway": "primary"}, CAR | MOTORCYCLE, 0),
        ({"highway": "primary_link", "oneway": "yes"}, CAR | MOTORCYCLE, 1),
        ({"highway": "residential", "oneway": "-1"}, CAR | MOTORCYCLE, -1),
        ({"highway": "tertiary", "junction": "roundabout"}, CAR | MOTORCYCLE, 1),
        ({"highway": "motorway"}, CAR | MOTORCYCLE, 1),
        ({"highway": "path"}, MOTORCYCLE, 0),
        ({"highway": "path", "motorcycle": "no"}, 0, 0),
        ({"highway": "path", "motorcar": "yes"}, CAR | MOTORCYCLE, 0),
        ({"highway": "track", "motorcar": "no"}, MOTORCYCLE, 0),
        ({"highway": "service", "access": "private"}, 0, 0),
        ({"highway": "service", "access": "private", "motorcycle": "yes"}, MOTORCYCLE, 0),
        ({"highway": "footway"}, 0, 0),
        ({"highway": "footway", "motorcycle": "yes"}, MOTORCYCLE, 0),
        ({"highway": "proposed"}, 0, 0),
        ({"route": "ferry"}, MOTORCYCLE | BOAT, 0),
        ({"route": "ferry", "motor_vehicle": "yes"}, CAR | MOTORCYCLE | BOAT, 0),
        ({"waterway": "river"}, BOAT, 0),
        ({"waterway": "river", "boat": "no"}, 0, 0),
        ({"waterway": "stream"}, 0, 0),
        ({"building": "yes"}, 0, 0),
    ],
)
def test_who_may_use_a_way(tags: dict[str, str], vehicles: int, one_way: int) -> None:
    facts = way_facts(tags)
    assert (0 if facts is None else facts.vehicles) == vehicles
    assert facts is None or facts.one_way == one_way


def test_what_tags_tell_of_a_way() -> None:
    facts = way_facts(
        {"highway": "track", "tracktype": "grade4", "incline": "12%", "maxspeed": "30 mph", "bridge": "yes"}
    )
    assert facts is not None
    assert (facts.road_class, facts.surface, facts.rise_permille) == (RoadClass.TRACK, Surface.DIRT, 120)
    assert (facts.limit_kmh, facts.bridge) == (48, True)
    paved = way_facts({"highway": "secondary", "surface": "asphalt", "maxspeed": "walk", "incline": "up"})
    assert paved is not None
    assert (paved.surface, paved.limit_kmh, paved.rise_permille) == (Surface.PAVED, 0, None)
    ferry = way_facts({"route": "ferry", "duration": "01:30"})
    assert ferry is not None
    assert ferry.minutes == 90


def test_xml_and_pbf_give_the_same_segments(tmp_path: Path) -> None:
    plain = import_roads(write_osm(tmp_path / "a.osm", GRID, WAYS)).segments
    packed = import_roads(write_osm(tmp_path / "a.osm.pbf", GRID, WAYS)).segments
    assert plain.content_hash == packed.content_hash
    # Way 2 leaves way 1 in the middle: two segments of way 1.
    assert plain.ids == ("1-1", "1-2", "2-1", "3-1")
    assert [CLASSES[number] for number in plain.road_class] == [RoadClass.SECONDARY] * 3 + [RoadClass.TRACK]
    # Two steps of 0.01 degrees of longitude at 3.5 degrees south: 2 x 1,111.1 m over the ellipsoid.
    assert plain.length_m[0] == pytest.approx(2 * 1_111.1, abs=0.5)


@pytest.mark.parametrize("name", ["a.osm", "a.osm.pbf"])
def test_a_box_keeps_what_touches_it_and_cuts_the_rest(tmp_path: Path, name: str) -> None:
    path = write_osm(tmp_path / name, GRID, WAYS)
    west, south = lonlat((0.5, 0.5))
    east, north = lonlat((3.5, 2.5))
    found = import_roads(path, (west, south, east, north)).segments
    assert found.ids == ("1-1", "2-1")
    assert found.points[:, 0].max() <= east
    whole = import_roads(path).segments
    assert found.length_m[0] == pytest.approx(whole.length_m[0])


def test_a_ring_is_cut_in_its_middle(tmp_path: Path) -> None:
    ways = {1: road(11, 21), 2: road(21, 31, 32, 22, 21, kind="residential", oneway="yes")}
    found = import_roads(write_osm(tmp_path / "ring.osm", GRID, ways)).segments
    assert found.ids == ("1-1", "2-1", "2-2")
    assert (found.start != found.end).all()


def test_settlements_are_read_for_proposals(tmp_path: Path) -> None:
    found = import_roads(write_osm(tmp_path / "a.osm.pbf", GRID, WAYS, n44="Air Mundu"))
    assert [(item.name, item.lon, item.lat) for item in found.settlements] == [("Air Mundu", *lonlat((4, 4)))]


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = write_osm(tmp_path / "a.osm.pbf", GRID, WAYS)
    read_osm(path, None, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (3 * path.stat().st_size,) * 2


def test_nodes_decoded_at_once_are_those_that_osmium_reads(tmp_path: Path) -> None:
    path = write_osm(tmp_path / "a.osm.pbf", GRID, WAYS)
    found = [dense_points(raw) for kind, raw, _ in blobs(path) if kind == b"OSMData"]
    ids = np.concatenate([part[0] for part in found])
    assert ids.tolist() == sorted(GRID)
    spots = zip(np.concatenate([part[1] for part in found]), np.concatenate([part[2] for part in found]), strict=True)
    assert [(float(lon), float(lat)) for lon, lat in spots] == [lonlat(GRID[number]) for number in ids.tolist()]


def test_a_blob_of_another_kind_is_left_to_osmium() -> None:
    with pytest.raises(NotDenseError):
        dense_points(b"\x00\x00\x00\x00\x22\x02ab")


def test_small_pieces_hold_the_whole_file(tmp_path: Path) -> None:
    nodes: dict[int, Spot] = {number: (number % 100, number // 100) for number in range(1, 20_001)}
    path = write_osm(tmp_path / "a.osm.pbf", nodes, {1: road(1, 2, 3)})
    parts = list(pieces(path, piece_bytes=200))
    assert len(parts) > 1
    assert parts[-1][1] == path.stat().st_size


def fault(path: Path) -> tuple[str, str]:
    with pytest.raises(InputFaults) as caught:
        import_roads(path)
    (found,) = caught.value.faults
    assert all(found.expected)
    return found.code, found.where


def test_a_truncated_file_is_told_as_one(tmp_path: Path) -> None:
    content = write_osm(tmp_path / "a.osm.pbf", GRID, WAYS).read_bytes()
    cut = tmp_path / "potong.osm.pbf"
    for length in (len(content) - 1, len(content) // 2, 30):
        cut.write_bytes(content[:length])
        assert fault(cut) == ("OSM_TRUNCATED", "potong.osm.pbf")


def test_files_that_are_no_extract(tmp_path: Path) -> None:
    for name, content, code in (
        ("a.osm.pbf", b"", "FILE_EMPTY"),
        ("a.gpkg", b"", "FILE_EMPTY"),
        ("a.osm.pbf", b"\x7fELF" * 100, "OSM_BROKEN"),
        ("a.osm", b"<osm version='0.6'><node id='1'", "OSM_BROKEN"),
        ("a.osm", b"<osm version='0.6'></osm>", "ROADS_EMPTY"),
        ("a.osm", b"hello", "OSM_BROKEN"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        assert fault(path) == (code, name)
    assert fault(tmp_path / "tidak-ada.osm") == ("FILE_NOT_FOUND", "tidak-ada.osm")


def test_ways_whose_nodes_are_not_in_the_file(tmp_path: Path) -> None:
    assert fault(write_osm(tmp_path / "a.osm", {}, WAYS))[0] == "OSM_REFERENCES_MISSING"


def test_a_region_without_a_road(tmp_path: Path) -> None:
    path = write_osm(tmp_path / "a.osm.pbf", GRID, WAYS)
    with pytest.raises(InputFaults) as caught:
        import_roads(path, box_around([(120.0, 2.0)], 5))
    assert caught.value.faults[0].code == "ROADS_EMPTY"


def test_classes_that_nobody_knows_are_named(tmp_path: Path) -> None:
    ways = {
        1: road(1, 2),
        2: road(2, 3, kind="jalan_tikus"),
        3: road(1, 3, kind="proposed"),
        4: road(1, 3, kind="footway"),
    }
    path = write_osm(tmp_path / "a.osm", {1: (0, 0), 2: (1, 0), 3: (2, 0)}, ways)
    assert import_roads(path).unread == {"jalan_tikus": 1}
    assert import_roads(path, box_around([lonlat((1, 0))], 5)).unread == {"jalan_tikus": 1}
