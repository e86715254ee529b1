"""Shortest times between gates, by two engines with equal results.

The first is scipy's Dijkstra, always there. The second, customizable contraction hierarchies, is about six times
as fast once a network is prepared; it is used where the package ``routingkit-cch`` is installed.

References
----------
Dibbelt, Strasser, Wagner (2016), "Customizable Contraction Hierarchies", ACM Journal of Experimental Algorithmics 21.
"""

from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from geodata.roads.graph import CLOSED, LENGTHS, Graph
from geodata.roads.thinning import Arcs, thinned

CHUNK_BYTES = 96 * 1024 * 1024
_FAST_LENGTHS = 1 << 17
_FAST_CLOSED = 2_147_483_647
THINNED_FROM_NODES, THINNED_FROM_SEARCHES = 2_000, 8
"""Below this thinning takes longer than it saves."""
CURVE_CELLS = 1_023
FAST_FROM_ARCS = 2_000
"""Below this a contraction hierarchy takes longer to prepare than it saves."""


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
        arcs, number, nodes = _smaller(graph, weights, starts, ends)
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


def _smaller(
    graph: Graph, weights: NDArray[np.int64], starts: Gates, ends: Gates
) -> tuple[Arcs, NDArray[np.int64], int]:
    """Open arcs between as few nodes as the gates need, the new number of each node, and how many there are."""
    open_ = weights >= 0
    arcs = Arcs(tail=graph.tail[open_], head=graph.head[open_], weight=weights[open_])
    if graph.nodes < THINNED_FROM_NODES or min(starts.places, ends.places) < THINNED_FROM_SEARCHES:
        return arcs, np.arange(graph.nodes), graph.nodes
    chosen = np.zeros(graph.nodes, dtype=np.bool_)
    chosen[starts.node] = chosen[ends.node] = True
    arcs = thinned(arcs, chosen)
    chosen[arcs.tail] = chosen[arcs.head] = True
    left = np.flatnonzero(chosen)
    number = np.full(graph.nodes, -1, dtype=np.int64)
    number[left[_by_place(graph.lon[left], graph.lat[left])]] = np.arange(len(left))
    return arcs, number, len(left)


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


@dataclass(slots=True)
class FastEngine:
    """Contraction hierarchies; what is prepared for a graph is kept for the next weights."""

    _prepared: dict[int, tuple[Graph, Any]] = field(default_factory=dict)

    def between(self, graph: Graph, weights: NDArray[np.int64], starts: Gates, ends: Gates, /) -> NDArray[np.int64]:
        """See :class:`Engine`. Ways of more than four and a half hours are left to the other engine."""
        import routingkit_cch

        metric = routingkit_cch.CCHMetric(self.hierarchy(graph), _narrow(weights).tolist())
        return self.with_metric(metric, graph, weights, starts, ends)

    def with_metric(
        self, metric: Any, graph: Graph, weights: NDArray[np.int64], starts: Gates, ends: Gates
    ) -> NDArray[np.int64]:
        """The same with weights that were brought into the hierarchy before."""
        import routingkit_cch

        nodes, pinned = np.unique(ends.node, return_inverse=True)
        search = routingkit_cch.CCHOneToMany(metric, nodes.tolist())
        huge = np.iinfo(np.int64).max // 4
        found = np.full((starts.places, ends.places), huge, dtype=np.int64)
        order = np.argsort(starts.place, kind="stable")
        bounds = np.searchsorted(starts.place[order], np.arange(starts.places + 1))
        narrow = _narrow(starts.weight)
        by_place = np.argsort(ends.place, kind="stable")
        for place in range(starts.places):
            gates = order[bounds[place] : bounds[place + 1]]
            pairs = list(zip(starts.node[gates].tolist(), narrow[gates].tolist(), strict=True))
            if not pairs:
                continue
            row = np.array(
                [_FAST_CLOSED if item is None else item for item in search.distances_from_multi(pairs)], dtype=np.int64
            )
            wide = np.where(row >= _FAST_CLOSED, huge, row // _FAST_LENGTHS * LENGTHS + row % _FAST_LENGTHS)
            np.minimum.at(found[place], ends.place[by_place], (wide[pinned] + ends.weight)[by_place])
        found = np.where(found >= huge, CLOSED, found)
        beyond = self._beyond(graph, weights, starts, ends, found)
        if beyond.any():
            rows = np.flatnonzero(beyond.any(axis=1))
            found[rows] = ScipyEngine().between(graph, weights, _gates_of(starts, rows), ends)
        return found

    def hierarchy(self, graph: Graph) -> Any:
        """The hierarchy of a graph, prepared once."""
        import routingkit_cch

        if id(graph) not in self._prepared:
            tail, head = graph.tail.tolist(), graph.head.tolist()
            order = routingkit_cch.compute_order_inertial(
                graph.nodes, tail, head, graph.lat.tolist(), graph.lon.tolist()
            )
            # The graph is kept beside it, so that its id stays its own.
            self._prepared[id(graph)] = (graph, routingkit_cch.CCH(order, tail, head, False))
        return self._prepared[id(graph)][1]

    def _beyond(
        self, graph: Graph, weights: NDArray[np.int64], starts: Gates, ends: Gates, found: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Pairs without a way that lie in one component: the way may just be longer than 31 bits hold."""
        without: NDArray[np.bool_] = found < 0
        if not without.any():
            return without
        open_ = weights >= 0
        size = (graph.nodes, graph.nodes)
        ways = csr_matrix((np.ones(int(open_.sum())), (graph.tail[open_], graph.head[open_])), shape=size)
        _, label = connected_components(ways, directed=True, connection="weak")
        start_labels = [set(label[starts.node[starts.place == place]].tolist()) for place in range(starts.places)]
        end_labels = [set(label[ends.node[ends.place == place]].tolist()) for place in range(ends.places)]
        for row, column in np.argwhere(without).tolist():
            without[row, column] = bool(start_labels[row] & end_labels[column])
        return without


def _gates_of(gates: Gates, places: NDArray[np.int64]) -> Gates:
    """The gates of some places, numbered anew in this order."""
    number = np.full(gates.places, -1, dtype=np.int64)
    number[places] = np.arange(len(places))
    own = number[gates.place] >= 0
    return Gates(place=number[gates.place[own]], node=gates.node[own], weight=gates.weight[own], places=len(places))


def _narrow(weights: NDArray[np.int64]) -> NDArray[np.int64]:
    """Weights in 31 bits: what is closed, or longer than they hold, counts as closed."""
    narrow = weights // LENGTHS * _FAST_LENGTHS + weights % LENGTHS
    fits = (weights >= 0) & (weights % LENGTHS < _FAST_LENGTHS) & (narrow < _FAST_CLOSED)
    return np.where(fits, narrow, _FAST_CLOSED)


def least_of_parallel(
    tail: NDArray[np.int64], head: NDArray[np.int64], cost: NDArray[np.int64], size: int
) -> csr_matrix:
    """A sparse matrix of the least cost of each pair; scipy by itself would add parallel arcs up."""
    key = tail * size + head
    order = np.lexsort((cost, key))
    key, cost = key[order], cost[order]
    kept = np.ones(len(key), dtype=np.bool_)
    kept[1:] = key[1:] != key[:-1]
    key, cost = key[kept], cost[kept]
    first = np.searchsorted(key, np.arange(size + 1) * size)
    matrix = csr_matrix((size, size), dtype=np.float64)
    matrix.data, matrix.indices, matrix.indptr = (
        cost.astype(np.float64),
        (key % size).astype(np.int32),
        first.astype(np.int32),
    )
    return matrix


def has_fast_engine() -> bool:
    """Whether the optional engine is installed."""
    return find_spec("routingkit_cch") is not None


def engine_for(graph: Graph) -> Engine:
    """The fastest engine that is installed and pays."""
    return FastEngine() if has_fast_engine() and len(graph.tail) >= FAST_FROM_ARCS else ScipyEngine()
