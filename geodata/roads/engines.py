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

CHUNK_BYTES = 96 * 1024 * 1024
_FAST_LENGTHS = 1 << 17
_FAST_CLOSED = 2_147_483_647
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
    """Dijkstra's search from every start, some starts at a time so that memory stays bounded."""

    def between(self, graph: Graph, weights: NDArray[np.int64], starts: Gates, ends: Gates, /) -> NDArray[np.int64]:
        """See :class:`Engine`."""
        # Places become nodes of their own: starts first, then ends.
        first_end = graph.nodes + starts.places
        size = first_end + ends.places
        open_ = weights >= 0
        tail = np.concatenate([graph.tail[open_], graph.nodes + starts.place, ends.node])
        head = np.concatenate([graph.head[open_], starts.node, first_end + ends.place])
        cost = np.concatenate([weights[open_], starts.weight, ends.weight])
        if ends.places < starts.places:
            # Fewer searches: from the ends, against the arcs.
            matrix = least_of_parallel(head, tail, cost, size)
            return _searched(matrix, first_end, ends.places, graph.nodes, starts.places).T
        matrix = least_of_parallel(tail, head, cost, size)
        return _searched(matrix, graph.nodes, starts.places, first_end, ends.places)


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
        if self._beyond(graph, weights, starts, ends, found):
            return ScipyEngine().between(graph, weights, starts, ends)
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
    ) -> bool:
        """Whether a pair without a way lies in one component: then the way may just be longer than 31 bits hold."""
        if (found >= 0).all():
            return False
        open_ = weights >= 0
        size = (graph.nodes, graph.nodes)
        ways = csr_matrix((np.ones(int(open_.sum())), (graph.tail[open_], graph.head[open_])), shape=size)
        _, label = connected_components(ways, directed=True, connection="weak")
        start_labels = [set(label[starts.node[starts.place == place]].tolist()) for place in range(starts.places)]
        end_labels = [set(label[ends.node[ends.place == place]].tolist()) for place in range(ends.places)]
        return any(start_labels[row] & end_labels[column] for row, column in np.argwhere(found < 0).tolist())


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
