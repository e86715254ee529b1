"""Small maps that tests write themselves: nodes on a grid of a hundredth of a degree near Curup, ways over them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

from geodata.roads.importing import import_roads
from geodata.roads.network_file import StoredNetwork
from geodata.roads.segments import Segments
from geodata.travel import Place

WEST, SOUTH = 102.0, -3.5
STEP = 0.01
"""Degrees between neighbours: 1,111 m to the east, 1,106 m to the north."""

Spot = tuple[float, float]
"""Steps east and north."""


def lonlat(spot: Spot) -> tuple[float, float]:
    """Degrees of a spot."""
    return round(WEST + STEP * spot[0], 7), round(SOUTH + STEP * spot[1], 7)


def place(id_: str, east: float, north: float = 0.0) -> Place:
    """A place on the grid."""
    lon, lat = lonlat((east, north))
    return Place(id=id_, lon=lon, lat=lat)


def write_osm(
    path: Path, nodes: Mapping[int, Spot], ways: Mapping[int, tuple[Sequence[int], Mapping[str, str]]], **tags: str
) -> Path:
    """An extract of these nodes and ways; ``tags`` as ``n3="Nama"`` mark node 3 as a village of that name."""
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for number, spot in sorted(nodes.items()):
            named = tags.get(f"n{number}")
            marks = {"place": "village", "name": named} if named else {}
            writer.add_node(Node(id=number, location=lonlat(spot), tags=marks))
        for number, (refs, said) in sorted(ways.items()):
            writer.add_way(Way(id=number, nodes=list(refs), tags=dict(said)))
    return path


def road(*refs: int, kind: str = "secondary", **tags: str) -> tuple[Sequence[int], Mapping[str, str]]:
    """A way over nodes."""
    return refs, {"highway": kind, **tags}


def line_of(folder: Path, count: int = 4, **tags: str) -> Segments:
    """A straight road over nodes 1 to ``count``, a step apart, with a stub at each so that every node is a junction."""
    nodes: dict[int, Spot] = {number: (number - 1, 0) for number in range(1, count + 1)}
    nodes |= {100 + number: (number - 1, 0.1) for number in range(1, count + 1)}
    ways = {1: road(*range(1, count + 1), kind="secondary", **tags)}
    ways |= {10 + number: road(number, 100 + number) for number in range(1, count + 1)}
    return import_roads(write_osm(folder / "line.osm", nodes, ways)).segments


def stored(segments: Segments) -> StoredNetwork:
    """A network as if it came out of its file."""
    return StoredNetwork(segments=segments, source="peta.osm", unclassed=0, new=0)
