"""The extracts that the benchmark makes are what a reader of OpenStreetMap takes them for."""

from pathlib import Path

import osmium
from osmium.osm import Node, Way

from benchmarks.extracts import SOUTH, SPAN, WEST, write_country
from geodata.roads.importing import import_roads


def test_a_made_country_is_an_extract(tmp_path: Path) -> None:
    path = tmp_path / "country.osm.pbf"
    write_country(path, 9_000)
    ids = [item.id for item in osmium.FileProcessor(str(path)) if isinstance(item, Node)]
    assert ids == list(range(1, 9_001))
    ways = [len(item.nodes) for item in osmium.FileProcessor(str(path)) if isinstance(item, Way)]
    assert ways == [11] * 899 + [10]
    # One way in five is a road; the next one begins where it ends.
    segments = import_roads(path, (WEST - 1, SOUTH - 1, WEST + SPAN + 1, SOUTH + SPAN + 1)).segments
    assert len(segments) == 180
    assert segments.names[0] == "Jalan Merdeka"
