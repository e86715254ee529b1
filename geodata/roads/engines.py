"""Shortest times between gates: what an engine promises, and the one that is always there, scipy's Dijkstra.

The other one is :mod:`geodata.roads.fast_engine`; results are equal.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from geodata.roads.graph import CLOSED, Graph
from geodata.roads.thinning import Arcs, least_by_key, thinned

CHUNK_BYTES = 8 * 1024 * 1024
"""Found at a time: what fits into a cache is also faster."""
THINNED_FROM_NODES, THINNED_FROM_SEARCHES = 2_000, 8
"""Below this thinning takes longer than it saves."""
CURVE_CELLS = 1_023


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """Where places touch the graph.

    Attributes
    ----------
    place, node, weight
        Of each gate: the number of its place, its node, and the weight of the way between them.
    places
        How many places there are.
    """

    place: NDArray[np.int64]
    node: NDArray[np.int64]
    weight: NDArray[np.int64]
    places: int


class Engine(Protocol):
    """What an engine promises."""

    def between(self, graph: Graph, weights: NDArray[np.int64], starts: Gates, ends: Gates, /) -> NDArray[np.int64]:
        """Least weight from each start to each end, ``CLOSED`` where there is no way; starts x ends."""


class ScipyEngine:
    """Dijkstra's search from every start over a thinned network, some starts at a time so that memory stays bounded."""

    def between(self, graph: Graph, weights: NDArray[np.int64], starts: Gates, ends: Gates, /) -> NDArray[np.int64]:
        """See :class:`Engine`."""
        return self.over(smaller(graph, weights, starts, ends), starts, ends)

    def over(self, thin: "Smaller", starts: Gates, ends: Gates) -> NDArray[np.int64]:
        """The same over a network that was thinned before."""
        arcs, number, nodes = thin.arcs, thin.number, thin.nodes
        # Places become nodes of their own: starts first, then ends.
        first_end = nodes + starts.places
        size = first_end + ends.places
        tail = np.concatenate([number[arcs.tail], nodes + starts.place, number[ends.node]])
        head = np.concatenate([number[arcs.head], number[starts.node], first_end + ends.place])
        cost = np.concatenate([arcs.weight, starts.weight, ends.weight])
        if ends.places < starts.places:
            # Fewer searches: from the ends, against the arcs.
            matrix = least_of_parallel(head, tail, cost, size)
            return _searched(matrix, first_end, ends.places, nodes, starts.places).T
        matrix = least_of_parallel(tail, head, cost, size)
        return _searched(matrix, nodes, starts.places, first_end, ends.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Smaller:
    """Open arcs between as few nodes as gates need.

    Attributes
    ----------
    arcs
        Between nodes as they were numbered before.
    number
        The new number of each node, -1 where it is left out.
    nodes
        How many there are.
    """

    arcs: Arcs
    number: NDArray[np.int64]
    nodes: int


def smaller(graph: Graph, weights: NDArray[np.int64], starts: Gates, ends: Gates) -> Smaller:
    """A network thinned to what some gates need, where that pays."""
    open_ = weights >= 0
    arcs = Arcs(tail=graph.tail[open_], head=graph.head[open_], weight=weights[open_])
    if graph.nodes < THINNED_FROM_NODES or min(starts.places, ends.places) < THINNED_FROM_SEARCHES:
        return Smaller(arcs=arcs, number=np.arange(graph.nodes), nodes=graph.nodes)
    chosen = np.zeros(graph.nodes, dtype=np.bool_)
    chosen[starts.node] = chosen[ends.node] = True
    arcs = thinned(arcs, chosen)
    chosen[arcs.tail] = chosen[arcs.head] = True
    left = np.flatnonzero(chosen)
    number = np.full(graph.nodes, -1, dtype=np.int64)
    number[left[_by_place(graph.lon[left], graph.lat[left])]] = np.arange(len(left))
    return Smaller(arcs=arcs, number=number, nodes=len(left))


def _by_place(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int64]:
    """Nodes in the order of a curve that fills the map: what is searched together lies together in memory."""
    key = np.zeros(len(lon), dtype=np.int64)
    for axis, values in enumerate((lon, lat)):
        cell = ((values - values.min()) / max(float(np.ptp(values)), 1e-9) * CURVE_CELLS).astype(np.int64)
        for bit in range(CURVE_CELLS.bit_length()):
            key |= (cell >> bit & 1) << (2 * bit + axis)
    return np.argsort(key, kind="stable").astype(np.int64)


def _searched(matrix: csr_matrix, first_row: int, rows: int, first_column: int, columns: int) -> NDArray[np.int64]:
    """Least weights from the nodes of the rows to those of the columns."""
    found = np.full((rows, columns), CLOSED, dtype=np.int64)
    chunk = max(1, CHUNK_BYTES // (8 * matrix.shape[0]))
    for first in range(0, rows, chunk):
        last = min(first + chunk, rows)
        least = dijkstra(matrix, directed=True, indices=np.arange(first, last) + first_row)
        part = least[:, first_column : first_column + columns]
        found[first:last] = np.where(np.isfinite(part), part, CLOSED)
    return found


def least_of_parallel(
    tail: NDArray[np.int64], head: NDArray[np.int64], cost: NDArray[np.int64], size: int
) -> csr_matrix:
    """A sparse matrix of the least cost of each pair; scipy by itself would add parallel arcs up."""
    key, cost = least_by_key(tail * size + head, cost)
    first = np.searchsorted(key, np.arange(size + 1) * size)
    matrix = csr_matrix((size, size), dtype=np.float64)
    matrix.data, matrix.indices, matrix.indptr = (
        cost.astype(np.float64),
        (key % size).astype(np.int32),
        first.astype(np.int32),
    )
    return matrix
