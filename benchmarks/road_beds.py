"""Seeded networks of 200,000 arcs for the benchmarks of roads."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import Delaunay

from geodata.roads.costs import Costs, costs_of
from geodata.roads.engines import Gates
from geodata.roads.graph import Graph, graph_of
from geodata.roads.kinds import Season
from geodata.roads.osm_tags import way_facts
from geodata.roads.segments import Segments, segments_of
from geodata.roads.speeds import default_speeds
from geodata.roads.ways import Nodes, Ways
from planner.domain.team import VehicleClass

ACROSS, UP = 250, 200
ROADS, ROADS_PER_JUNCTION = 100_000, 1.3
SIDE_DEGREES = 0.37
SEED = 1


@dataclass(frozen=True)
class Bed:
    """A seeded network."""

    segments: Segments
    graph: Graph
    costs: Costs


def country() -> Bed:
    """Junctions spread over 41 x 41 km and joined like country roads: a tree of short roads, and the shortest others.

    A tenth are dead ends, and on the mean 2.6 roads meet: as in a regency.
    """
    dice = np.random.default_rng(SEED)
    count = round(ROADS / ROADS_PER_JUNCTION)
    points = np.stack([102 + dice.random(count) * SIDE_DEGREES, -3.7 + dice.random(count) * SIDE_DEGREES], axis=1)
    corners = Delaunay(points).simplices.astype(np.int64)
    sides = np.concatenate([corners[:, pair] for pair in ([0, 1], [1, 2], [0, 2])])
    pairs = np.unique(np.sort(sides, axis=1), axis=0)
    length = np.hypot(*(points[pairs[:, 0]] - points[pairs[:, 1]]).T)
    tree = minimum_spanning_tree(csr_matrix((length, pairs.T), shape=(count, count))).tocoo()
    low, high = np.minimum(tree.row, tree.col).astype(np.int64), np.maximum(tree.row, tree.col).astype(np.int64)
    in_tree = np.isin(pairs[:, 0] * count + pairs[:, 1], low * count + high)
    rest = np.flatnonzero(~in_tree)
    rest = rest[np.argsort(length[rest] * dice.uniform(0.5, 1.5, len(rest)))][: ROADS - int(in_tree.sum())]
    return _bed(points, pairs[np.concatenate([np.flatnonzero(in_tree), rest])], "primary", (25, 60), dice)


def grid() -> Bed:
    """Junctions about 200 m apart on a grid, four roads at each: no road network is so hard to take apart."""
    dice = np.random.default_rng(SEED)
    lon = 102.0 + (np.arange(ACROSS)[None, :] + dice.random((UP, ACROSS)) / 2) * 0.0018
    lat = -3.5 + (np.arange(UP)[:, None] + dice.random((UP, ACROSS)) / 2) * 0.0018
    number = np.arange(ACROSS * UP).reshape(UP, ACROSS)
    across = np.stack([number[:, :-1].ravel(), number[:, 1:].ravel()], axis=1)
    up = np.stack([number[:-1].ravel(), number[1:].ravel()], axis=1)
    points = np.stack([lon.ravel(), lat.ravel()], axis=1)
    return _bed(points, np.concatenate([across, up]), "unclassified", (15, 50), dice)


def _bed(
    points: NDArray[np.float64],
    pairs: NDArray[np.int64],
    kind: str,
    limits: tuple[int, int],
    dice: np.random.Generator,
) -> Bed:
    """Roads between junctions, each with a limit of its own, km/h."""
    ways = Ways()
    for number, pair in enumerate(pairs.tolist()):
        facts = way_facts({"highway": kind, "maxspeed": str(int(dice.integers(*limits)))})
        if facts is None:
            raise ValueError(f"highway={kind} is no road")
        ways.add(str(number), facts, pair)
    nodes = Nodes(ids=np.arange(len(points)), lon=points[:, 0].copy(), lat=points[:, 1].copy())
    segments = segments_of(ways, nodes)
    costs = costs_of(segments, default_speeds(), VehicleClass.CAR, Season.DRY)
    return Bed(segments=segments, graph=graph_of(segments), costs=costs)


def at_junctions(graph: Graph, count: int) -> Gates:
    """Places on seeded junctions."""
    chosen = np.random.default_rng(SEED).choice(graph.nodes, count, replace=False)
    return Gates(
        place=np.arange(count), node=chosen.astype(np.int64), weight=np.zeros(count, dtype=np.int64), places=count
    )
