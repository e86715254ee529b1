"""The network as a directed graph whose weights are whole numbers, the same for every engine.

A weight tells seconds first and length second, so that of two ways of the same time the shorter is taken and one
search gives both. Seconds are whole, lengths whole steps of 10 m; the rounding of neighbouring segments is spread
(dithered), so that many short segments in a row neither gain nor lose.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geodata.roads.costs import Costs
from geodata.roads.segments import Segments

STEP_M = 10
LENGTHS = 1 << 24
"""Steps of length in one second of a weight: 167,772 km."""
CLOSED = -1
GOLDEN = 0.6180339887498949


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Who lies beside whom.

    Attributes
    ----------
    tail, head
        Nodes of each arc, sorted, no pair twice.
    forward_arc, backward_arc
        Arc of each segment along and against its line; -1 for a ring.
    lon, lat
        Of each node, degrees.
    """

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    forward_arc: NDArray[np.int64]
    backward_arc: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]

    @property
    def nodes(self) -> int:
        return len(self.lon)

    @cached_property
    def first_arc(self) -> NDArray[np.int64]:
        """First arc of each node, one longer than the nodes."""
        return np.searchsorted(self.tail, np.arange(self.nodes + 1)).astype(np.int64)


def graph_of(segments: Segments) -> Graph:
    """The graph of a network; two segments between the same junctions share their arcs."""
    tail = np.concatenate([segments.start, segments.end])
    head = np.concatenate([segments.end, segments.start])
    real = tail != head
    key = tail * max(1, segments.nodes) + head
    unique, arc = np.unique(key[real], return_inverse=True)
    arcs = np.full(len(key), -1, dtype=np.int64)
    arcs[real] = arc
    return Graph(
        tail=unique // max(1, segments.nodes),
        head=unique % max(1, segments.nodes),
        forward_arc=arcs[: len(segments)],
        backward_arc=arcs[len(segments) :],
        lon=segments.node_lon,
        lat=segments.node_lat,
    )


def arc_weights(graph: Graph, costs: Costs) -> NDArray[np.int64]:
    """Weight of each arc, ``CLOSED`` where no segment lets through."""
    spread = (np.arange(len(costs.length_m)) * GOLDEN) % 1.0
    steps = np.floor(costs.length_m / STEP_M + spread)
    huge = np.iinfo(np.int64).max
    weights = np.full(len(graph.tail), huge, dtype=np.int64)
    for arc, seconds in zip((graph.forward_arc, graph.backward_arc), costs.through_s(), strict=True):
        open_ = np.isfinite(seconds) & (arc >= 0)
        whole = np.floor(seconds[open_] + spread[open_]) * LENGTHS + steps[open_]
        np.minimum.at(weights, arc[open_], whole.astype(np.int64))
    return np.where(weights == huge, CLOSED, weights)


def weight(seconds: float, metres: float) -> int:
    """The weight of a part of a segment."""
    return round(seconds) * LENGTHS + round(metres / STEP_M)


def seconds_and_metres(weights: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What weights say; ``CLOSED`` stays as it is in both."""
    closed = weights < 0
    seconds = np.where(closed, CLOSED, weights // LENGTHS)
    metres = np.where(closed, CLOSED, weights % LENGTHS * STEP_M)
    return seconds, metres
