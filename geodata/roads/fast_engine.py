"""The fast engine: customizable contraction hierarchies, with the same results as the other one.

What depends on the map alone is prepared once and kept: in which order junctions are taken out (kept in the cache of
matrices for the next run), and which shortcuts that needs. The weights of a day then take a moment, and a place meets
another where their searches upwards do. All processors take their share. What is compiled is loaded when first needed.

References
----------
Dibbelt, Strasser, Wagner (2016), "Customizable Contraction Hierarchies", ACM Journal of Experimental Algorithmics 21.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.roads.cache import MatrixCache, content_key
from geodata.roads.engines import Gates, ScipyEngine, smaller
from geodata.roads.graph import CLOSED, Graph

FAST_FROM_VISITS = 4_000_000
"""Junctions visited by all searches together, half a second of them: below this preparing does not pay."""
MOST_THREADS = 4
TOPS = (0, 32, 64, 128, 256, 512, 1_024, 2_048)
"""How many of the highest nodes are left when the others are shared out between threads."""
VERSION = "1"


def _threads() -> int:
    return min(MOST_THREADS, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """What a map alone decides; nodes are numbered by their rank.

    Attributes
    ----------
    rank
        Of each junction.
    first, higher
        By node: higher neighbours, sorted; the shortcuts.
    first_lower, lower_arc, lower
        By node: the shortcuts that lead to it, and where they come from.
    arc, upward
        Of each arc of the network: its shortcut, and whether it leads upwards.
    shares, top
        Nodes of each thread that need none of another's, and the highest ones, which need all.
    """

    rank: NDArray[np.int32]
    first: NDArray[np.int64]
    higher: NDArray[np.int32]
    first_lower: NDArray[np.int64]
    lower_arc: NDArray[np.int64]
    lower: NDArray[np.int32]
    arc: NDArray[np.int64]
    upward: NDArray[np.bool_]
    shares: tuple[NDArray[np.int32], ...]
    top: NDArray[np.int32]


@dataclass(slots=True)
class FastEngine:
    """Contraction hierarchies; what is prepared for a graph is kept for the next weights.

    Attributes
    ----------
    cache
        Where the order of junctions is kept for the next run.
    threads
        How many work side by side.
    """

    cache: MatrixCache = field(default_factory=MatrixCache)
    threads: int = field(default_factory=_threads)
    _prepared: dict[int, tuple[Graph, Hierarchy]] = field(default_factory=dict)
    _weighed: tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]] | None = None

    def between(self, graph: Graph, weights: NDArray[np.int64], starts: Gates, ends: Gates, /) -> NDArray[np.int64]:
        """See :class:`geodata.roads.engines.Engine`."""
        from geodata.roads import contracting

        hierarchy = self.hierarchy(graph)
        with ThreadPoolExecutor(self.threads) as pool:
            up, down = self._weights(hierarchy, weights, pool)
            leave = self._labels(hierarchy, up, starts, pool)
            come = self._labels(hierarchy, down, ends, pool)
            found = np.full((starts.places, ends.places), np.inf)
            buckets = _buckets(come, graph.nodes)
            first = 0
            jobs = []
            for bounds, nodes, least in leave:
                rows = found[first : first + len(bounds) - 1]
                jobs.append(pool.submit(contracting.meet, bounds, nodes, least, *buckets, rows))
                first += len(rows)
            for job in jobs:
                job.result()
        found[~np.isfinite(found)] = CLOSED
        return found.astype(np.int64)

    def has(self, graph: Graph) -> bool:
        """Whether the hierarchy of a graph is there already."""
        return id(graph) in self._prepared

    def hierarchy(self, graph: Graph) -> Hierarchy:
        """The hierarchy of a graph, prepared once."""
        if id(graph) not in self._prepared:
            # The graph is kept beside it, so that its id stays its own.
            self._prepared[id(graph)] = (graph, _hierarchy(graph, self._order(graph), self.threads))
        return self._prepared[id(graph)][1]

    def _order(self, graph: Graph) -> NDArray[np.int32]:
        """Junctions in the order in which they are taken out."""
        from geodata.roads.dissecting import dissected

        digest = hashlib.sha256()
        for part in (graph.tail, graph.head, graph.lat, graph.lon):
            digest.update(np.ascontiguousarray(part).tobytes())
        key = content_key("order", VERSION, digest.hexdigest())
        kept = self.cache.get(key)
        # A file that holds something else is replaced.
        if kept is not None and np.array_equal(np.sort(kept.get("order", np.zeros(0))), np.arange(graph.nodes)):
            return kept["order"]
        order = dissected(graph.tail, graph.head, graph.lon, graph.lat)
        self.cache.put(key, {"order": order})
        return order

    def _weights(
        self, hierarchy: Hierarchy, weights: NDArray[np.int64], pool: ThreadPoolExecutor
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Weights of all shortcuts upwards and downwards; those of the last question are kept."""
        last = self._weighed
        if last is not None and last[1].size == hierarchy.higher.size and np.array_equal(last[0], weights):
            return last[1], last[2]
        open_ = weights >= 0
        up, down = np.full(len(hierarchy.higher), np.inf), np.full(len(hierarchy.higher), np.inf)
        for way, own in ((up, hierarchy.upward & open_), (down, ~hierarchy.upward & open_)):
            way[hierarchy.arc[own]] = weights[own]
        from geodata.roads import contracting

        part = (hierarchy.first, hierarchy.higher, hierarchy.first_lower, hierarchy.lower_arc, hierarchy.lower)
        size, top = len(hierarchy.rank), hierarchy.top
        limit = size - len(top)

        def weigh(nodes: NDArray[np.int32], low: int, high: int) -> None:
            contracting.weigh(*part, nodes, low, high, up, down)

        _all(pool, weigh, [(nodes, 0, size) for nodes in hierarchy.shares])
        # The highest nodes: first what lower ones bring to each, side by side, then each by the others, in turn.
        _all(pool, weigh, [(top[share :: self.threads].copy(), 0, limit) for share in range(self.threads)])
        weigh(top, limit, size)
        self._weighed = weights.copy(), up, down
        return up, down

    def _labels(
        self, hierarchy: Hierarchy, weight: NDArray[np.float64], gates: Gates, pool: ThreadPoolExecutor
    ) -> list[tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]]:
        """What places reach upwards, in parts of some places each."""
        from geodata.roads import contracting

        order = np.argsort(gates.place, kind="stable")
        bounds = np.searchsorted(gates.place[order], np.arange(gates.places + 1)).astype(np.int64)
        nodes = hierarchy.rank[gates.node[order]]
        fixed = (hierarchy.first, hierarchy.higher, weight, bounds, nodes, gates.weight[order].astype(np.float64))
        cuts = np.linspace(0, gates.places, self.threads + 1).astype(int).tolist()
        return _all(pool, contracting.labels, [(*fixed, *span) for span in pairwise(cuts)])


def _all(pool: ThreadPoolExecutor, work: Callable[..., Any], tasks: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Do all tasks side by side."""
    jobs = [pool.submit(work, *task) for task in tasks]
    return [job.result() for job in jobs]


def _buckets(
    come: list[tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]], nodes: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
    """By node: the places that are reached from it, and what that weighs."""
    counts = np.concatenate([np.diff(bounds) for bounds, _, _ in come])
    place = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    node = np.concatenate([part for _, part, _ in come])
    weight = np.concatenate([part for _, _, part in come])
    order = np.argsort(node, kind="stable")
    first = np.searchsorted(node[order], np.arange(nodes + 1)).astype(np.int64)
    return first, place[order], weight[order]


def _hierarchy(graph: Graph, order: NDArray[np.int32], threads: int) -> Hierarchy:
    """The shortcuts of a graph whose junctions are taken out in an order."""
    from geodata.roads import contracting

    size = graph.nodes
    rank = np.empty(size, dtype=np.int32)
    rank[order] = np.arange(size, dtype=np.int32)
    tail, head = rank[graph.tail].astype(np.int64), rank[graph.head].astype(np.int64)
    pair = np.minimum(tail, head) * size + np.maximum(tail, head)
    own = np.unique(pair)
    first_own = np.searchsorted(own // size, np.arange(size + 1)).astype(np.int64)
    first, higher = contracting.shortcuts(first_own, (own % size).astype(np.int32))
    from_ = np.repeat(np.arange(size, dtype=np.int32), np.diff(first))
    ways = np.sort(from_.astype(np.int64) * size + higher)
    higher = (ways % size).astype(np.int32)
    lower_arc = np.argsort(higher, kind="stable").astype(np.int64)
    shares, top = _shared_out(first, higher, from_, threads)
    return Hierarchy(
        rank=rank,
        first=first,
        higher=higher,
        first_lower=np.concatenate([[0], np.cumsum(np.bincount(higher, minlength=size))]).astype(np.int64),
        lower_arc=lower_arc,
        lower=from_[lower_arc],
        arc=np.searchsorted(ways, pair).astype(np.int64),
        upward=tail < head,
        shares=shares,
        top=top,
    )


def _shared_out(
    first: NDArray[np.int64], higher: NDArray[np.int32], from_: NDArray[np.int32], threads: int
) -> tuple[tuple[NDArray[np.int32], ...], NDArray[np.int32]]:
    """Nodes of each thread, and the highest ones that are left: what takes least time."""
    from geodata.roads import contracting

    size = len(first) - 1
    work = first[from_ + 1] - np.arange(len(higher))
    options: list[tuple[float, int, NDArray[np.int64]]] = []
    for top in TOPS if threads > 1 else TOPS[:1]:
        limit = size - top
        if limit <= 0 and top:
            break
        below = higher < limit
        between = ~below & (from_ < limit)
        highest = contracting.highest_below(first, higher, limit)
        by_tree = np.bincount(highest[higher[below]], weights=work[below], minlength=max(1, limit))
        loads, thread_of = np.zeros(threads), np.zeros(max(1, limit), dtype=np.int64)
        for tree in np.argsort(-by_tree, kind="stable")[: np.count_nonzero(by_tree)].tolist():
            thread_of[tree] = int(np.argmin(loads))
            loads[thread_of[tree]] += by_tree[tree]
        time = float(loads.max() + work[between].sum() / threads + work[~below & ~between].sum())
        options.append((time, limit, thread_of[highest]))
    _, limit, thread = min(options, key=itemgetter(0))
    shares = tuple(np.flatnonzero(thread == number).astype(np.int32) for number in range(threads))
    return shares, np.arange(limit, size, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class PayingEngine:
    """Whichever engine takes less time; most road networks are thin enough for Dijkstra's search."""

    fast: FastEngine = field(default_factory=FastEngine)
    slow: ScipyEngine = field(default_factory=ScipyEngine)

    def between(self, graph: Graph, weights: NDArray[np.int64], starts: Gates, ends: Gates, /) -> NDArray[np.int64]:
        """See :class:`geodata.roads.engines.Engine`."""
        if not self.fast.has(graph):
            thin = smaller(graph, weights, starts, ends)
            if thin.nodes * min(starts.places, ends.places) < FAST_FROM_VISITS:
                return self.slow.over(thin, starts, ends)
        return self.fast.between(graph, weights, starts, ends)


def engine_for(cache: MatrixCache) -> PayingEngine:
    """The engine of an office; what it prepares is kept in a cache."""
    return PayingEngine(FastEngine(cache))
