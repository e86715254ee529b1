"""Legs between places over the network, and what of them need not be computed again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.roads.cache import MatrixCache, content_key
from geodata.roads.costs import Costs
from geodata.roads.engines import Engine
from geodata.roads.graph import CLOSED, Graph, arc_weights, seconds_and_metres
from geodata.roads.joining import along_one_segment, gates
from geodata.roads.segments import Segments
from geodata.roads.snapping import Snaps

VERSION = "1"
"""Part of every key: raised when the same input would give other numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadMatrix:
    """Least times over the network between places on it, ends on foot left out.

    Attributes
    ----------
    seconds, metres
        n x n; ``CLOSED`` (-1) where there is no way.
    computed
        Rows and columns that had to be searched; the rest was known from before.
    """

    seconds: NDArray[np.int64]
    metres: NDArray[np.int64]
    computed: int


def road_matrix(
    segments: Segments, graph: Graph, costs: Costs, snaps: Snaps, *, engine: Engine, cache: MatrixCache | None = None
) -> RoadMatrix:
    """Times and lengths between all places that lie on the network.

    Places that were in the matrix of the same roads before are not searched again: only the rows and columns of
    new places are.

    Parameters
    ----------
    snaps
        Where the places lie; those that lie nowhere have no way.
    engine
        Any: all give the same.
    """
    store = cache or MatrixCache()
    key = content_key("matrix", VERSION, segments.content_hash, costs.content_hash())
    spots = spot_keys(snaps)
    unique, place = np.unique(spots, return_inverse=True)
    first = np.zeros(len(unique), dtype=np.int64)
    first[place[::-1]] = np.arange(len(spots))[::-1]
    chosen = _at(snaps, first)
    before = store.get(key)
    weights, computed = _least(segments, graph, costs, chosen, unique, before, engine)
    if computed:
        store.put(key, {"spots": unique, "weights": weights})
    weights = weights[np.ix_(place, place)]
    off = ~snaps.found
    weights[off, :] = CLOSED
    weights[:, off] = CLOSED
    np.fill_diagonal(weights, 0)
    seconds, metres = seconds_and_metres(weights)
    return RoadMatrix(seconds=seconds, metres=metres, computed=computed)


def spot_keys(snaps: Snaps) -> NDArray[np.str_]:
    """A name for the spot on the network that each place touches."""
    pairs = zip(snaps.segment.tolist(), snaps.at.tolist(), strict=True)
    return np.array([f"{segment}@{at:.9f}" for segment, at in pairs], dtype=np.str_)


def _least(
    segments: Segments,
    graph: Graph,
    costs: Costs,
    snaps: Snaps,
    spots: NDArray[np.str_],
    before: dict[str, NDArray[np.int64]] | None,
    engine: Engine,
) -> tuple[NDArray[np.int64], int]:
    """Weights between all spots, and how many spots had to be searched for."""
    size = len(spots)
    weights = np.full((size, size), CLOSED, dtype=np.int64)
    new = np.ones(size, dtype=np.bool_)
    if before is not None and len(before["spots"]):
        old = before["spots"]
        at = np.minimum(np.searchsorted(old, spots), len(old) - 1)
        new = old[at] != spots
        kept = np.flatnonzero(~new)
        weights[np.ix_(kept, kept)] = before["weights"][np.ix_(at[kept], at[kept])]
    if not new.any():
        return weights, 0
    arcs = arc_weights(graph, costs)
    fresh, kept = np.flatnonzero(new), np.flatnonzero(~new)
    weights[fresh, :] = _searched(segments, graph, costs, arcs, _at(snaps, fresh), snaps, engine)
    if len(kept):
        block = _searched(segments, graph, costs, arcs, _at(snaps, kept), _at(snaps, fresh), engine)
        weights[np.ix_(kept, fresh)] = block
    return weights, len(fresh)


def _searched(
    segments: Segments,
    graph: Graph,
    costs: Costs,
    arcs: NDArray[np.int64],
    starts: Snaps,
    ends: Snaps,
    engine: Engine,
) -> NDArray[np.int64]:
    leave = gates(segments, costs, starts, leaving=True)
    come = gates(segments, costs, ends, leaving=False)
    return along_one_segment(costs, starts, ends, engine.between(graph, arcs, leave, come))


def _at(snaps: Snaps, numbers: Sequence[int] | NDArray[np.int64]) -> Snaps:
    return Snaps(
        segment=snaps.segment[numbers],
        at=snaps.at[numbers],
        tail_m=snaps.tail_m[numbers],
        lon=snaps.lon[numbers],
        lat=snaps.lat[numbers],
    )
