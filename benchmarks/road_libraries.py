"""The same matrix by other libraries, where they are installed; from few starts, since most of them are slow."""

import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from geodata.roads.graph import LENGTHS, Graph

FEW = 10
"""Starts that are searched from; times are told for all of them."""
Weights = NDArray[np.int64]
Rows = list[list[int]]


def _networkx(graph: Graph, weights: Weights, starts: list[int], ends: list[int]) -> Callable[[], Rows]:
    built: nx.DiGraph[int] = nx.DiGraph()
    built.add_weighted_edges_from(zip(graph.tail.tolist(), graph.head.tolist(), weights.tolist(), strict=True))

    def search() -> Rows:
        found = (nx.single_source_dijkstra_path_length(built, start) for start in starts)
        return [[row[end] for end in ends] for row in found]

    return search


def _rustworkx(graph: Graph, weights: Weights, starts: list[int], ends: list[int]) -> Callable[[], Rows]:
    library: Any = import_module("rustworkx")
    built = library.PyDiGraph()
    built.add_nodes_from(range(graph.nodes))
    built.add_edges_from(list(zip(graph.tail.tolist(), graph.head.tolist(), weights.tolist(), strict=True)))

    def search() -> Rows:
        rows = []
        for start in starts:
            least = library.dijkstra_shortest_path_lengths(built, start, float)
            rows.append([0 if end == start else int(least[end]) for end in ends])
        return rows

    return search


def _igraph(graph: Graph, weights: Weights, starts: list[int], ends: list[int]) -> Callable[[], Rows]:
    library: Any = import_module("igraph")
    pairs = list(zip(graph.tail.tolist(), graph.head.tolist(), strict=True))
    built = library.Graph(n=graph.nodes, edges=pairs, directed=True)
    cost = weights.tolist()

    def search() -> Rows:
        return [[int(value) for value in row] for row in built.distances(starts, ends, weights=cost)]

    return search


def _networkit(graph: Graph, weights: Weights, starts: list[int], ends: list[int]) -> Callable[[], Rows]:
    library: Any = import_module("networkit")
    library.setNumberOfThreads(1)
    data = (weights.astype(np.float64), (graph.tail, graph.head))
    built = library.GraphFromCoo(data, n=graph.nodes, weighted=True, directed=True)

    def search() -> Rows:
        found = library.distance.SPSP(built, starts)
        found.run()
        table = found.getDistances()
        return [[int(row[end]) for end in ends] for row in table]

    return search


def _routingkit(graph: Graph, weights: Weights, starts: list[int], ends: list[int]) -> Callable[[], Rows]:
    library: Any = import_module("routingkit_cch")
    tail, head = graph.tail.tolist(), graph.head.tolist()
    order = library.compute_order_inertial(graph.nodes, tail, head, graph.lat.tolist(), graph.lon.tolist())
    # It holds 31 bits: ways of four and a half hours.
    narrow = weights // LENGTHS * (1 << 17) + weights % LENGTHS
    metric = library.CCHMetric(library.CCH(order, tail, head, False), narrow.tolist())
    targets = library.CCHOneToMany(metric, ends)

    def search() -> Rows:
        rows = (targets.distances_from_multi([(start, 0)]) for start in starts)
        return [[(item >> 17) * LENGTHS + item % (1 << 17) for item in row] for row in rows]

    return search


LIBRARIES = {
    "networkx": _networkx,
    "rustworkx": _rustworkx,
    "igraph": _igraph,
    "networkit": _networkit,
    "routingkit_cch": _routingkit,
}


def by_libraries(graph: Graph, weights: Weights, nodes: list[int], wanted: NDArray[np.int64]) -> Iterator[str]:
    """One row of the table for each library; raises where a result differs."""
    for name, made in LIBRARIES.items():
        if find_spec(name) is None:
            yield f"| {name} | - | - | not installed here |"
            continue
        search = made(graph, weights, nodes[:FEW], nodes)
        wall, used = time.perf_counter(), time.process_time()
        found = search()
        wall, used = time.perf_counter() - wall, time.process_time() - used
        if not np.array_equal(np.array(found), wanted[:FEW]):
            raise AssertionError(f"{name} differs")
        share = len(nodes) / FEW
        note = f"{version(name)}; estimated from {FEW} of {len(nodes)} starts; same results"
        yield f"| {name} | {wall * share:.2f} | {used * share:.2f} | {note} |"
