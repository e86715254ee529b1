"""Barriers at single nodes: who passes, and where the way is cut."""

from datetime import date
from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Way

from geodata.roads.barriers import passes
from geodata.roads.importing import import_roads, store
from geodata.roads.kinds import vehicle_bit
from geodata.roads.network_file import read_network
from geodata.roads.office import OfficeRoads, RoadSheets, office_roads
from planner.domain.team import VehicleClass
from tests.geodata.roads.maps import lonlat, place

CAR, MOTORCYCLE = VehicleClass.CAR, VehicleClass.MOTORCYCLE
DAY = date(2027, 6, 1)
BOX = (101.9, -3.6, 102.1, -3.4)


@pytest.mark.parametrize(
    ("tags", "car", "motorcycle"),
    [
        ({"barrier": "bollard"}, False, True),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, True, True),
        ({"barrier": "block", "motorcycle": "no"}, False, False),
        ({"barrier": "cycle_barrier"}, False, False),
        ({"barrier": "gate"}, True, True),
        ({"barrier": "gate", "access": "private"}, False, False),
        ({"barrier": "gate", "access": "private", "motorcycle": "yes"}, False, True),
        ({"barrier": "gate", "locked": "yes"}, False, False),
        ({"barrier": "toll_booth"}, True, True),
    ],
)
def test_who_passes(tags: dict[str, str], car: bool, motorcycle: bool) -> None:
    mask = passes(tags)
    assert (bool(mask & vehicle_bit(CAR)), bool(mask & vehicle_bit(MOTORCYCLE))) == (car, motorcycle)


def office(folder: Path, bollard: int) -> OfficeRoads:
    """A road over nodes 1 to 4, a crossing one at 3, and a bollard; written, imported, stored and read again."""
    path = folder / "map.osm.pbf"
    spots = {1: (0, 0), 2: (3, 0), 3: (4, 0), 4: (7, 0), 5: (4, 3)}
    with osmium.SimpleWriter(str(path)) as writer:
        for number, spot in spots.items():
            tags = {"barrier": "bollard"} if number == bollard else {}
            writer.add_node(Node(id=number, location=lonlat(spot), tags=tags))
        writer.add_way(Way(id=1, nodes=[1, 2, 3, 4], tags={"highway": "secondary", "name": "Jalan A"}))
        writer.add_way(Way(id=2, nodes=[3, 5], tags={"highway": "secondary"}))
    store(folder / "jaringan.gpkg", import_roads(path, BOX), path.name)
    return office_roads(read_network(folder / "jaringan.gpkg"), RoadSheets())


@pytest.mark.parametrize(("bollard", "reached"), [(2, "a"), (3, "a"), (4, "abc"), (9, "abc")])
def test_a_bollard_cuts_the_way_for_cars_behind_it(tmp_path: Path, bollard: int, reached: str) -> None:
    # a before node 2, b behind node 3, c on the crossing road, which has a barrier of its own where 3 has one. Every
    # piece is long enough to be no fragment of the map.
    roads = office(tmp_path, bollard)
    places = [place("s", 0.2), place("a", 2.8), place("b", 6), place("c", 4, 2.5)]
    for vehicle, expected in ((CAR, reached), (MOTORCYCLE, "abc")):
        (stretch,) = roads.stretches(DAY, DAY)
        legs = roads.legs(vehicle, places, stretch, detour_permille=1400)
        found = [item.id for item, seconds in zip(places, legs.seconds[0], strict=True) if seconds > 0]
        assert "".join(found).removeprefix("s") == expected
    assert len(set(roads.segments.ids)) == len(roads.segments)
