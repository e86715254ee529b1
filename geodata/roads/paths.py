"""The way itself: which roads the fastest leg takes, for drawing and for learning."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from geodata.roads.costs import Costs
from geodata.roads.engines import least_of_parallel
from geodata.roads.graph import Graph, arc_weights, weight
from geodata.roads.joining import gates
from geodata.roads.segments import Segments
from geodata.roads.snapping import Snaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The fastest way from one place to another.

    Attributes
    ----------
    parts
        (segment, from, to): how far along each segment is driven, 0 to 1; ``from > to`` is against its line.
    points
        (lon, lat) along the way.
    seconds, metres
        Exact sums, before the rounding of matrices.
    """

    parts: tuple[tuple[int, float, float], ...]
    points: NDArray[np.float64]
    seconds: float
    metres: float


class Paths:
    """Fastest ways over a network in one state."""

    def __init__(self, segments: Segments, graph: Graph, costs: Costs, snaps: Snaps) -> None:
        self._segments, self._graph, self._costs, self._snaps = segments, graph, costs, snaps
        weights = arc_weights(graph, costs)
        open_ = weights >= 0
        self._matrix = least_of_parallel(graph.tail[open_], graph.head[open_], weights[open_], graph.nodes)
        self._leave = gates(segments, costs, snaps, leaving=True)
        self._come = gates(segments, costs, snaps, leaving=False)
        self._fastest_of = self._fastest(weights)

    def from_place(self, start: int, ends: Sequence[int]) -> dict[int, Path]:
        """Ways from one place to others, by their number; those without a way are missing."""
        leave = np.flatnonzero(self._leave.place == start)
        if not len(leave):
            return self._direct_only(start, ends)
        nodes = self._leave.node[leave]
        # One search from each gate: a place in the middle of a segment has two.
        least, before = dijkstra(self._matrix, indices=nodes, return_predecessors=True)
        least = np.atleast_2d(least) + self._leave.weight[leave][:, None]
        before = np.atleast_2d(before)
        found: dict[int, Path] = {}
        for end in ends:
            path = self._between(start, end, leave, least, before)
            if path is not None:
                found[end] = path
        return found

    def _direct_only(self, start: int, ends: Sequence[int]) -> dict[int, Path]:
        found = {}
        for end in ends:
            part = self._direct(start, end)
            if part is not None:
                found[end] = self._drawn((part[1],))
        return found

    def _between(
        self, start: int, end: int, leave: NDArray[np.int64], least: NDArray[np.float64], before: NDArray[np.int32]
    ) -> Path | None:
        come = np.flatnonzero(self._come.place == end)
        direct = self._direct(start, end)
        best = math.inf if direct is None else float(direct[0])
        chosen: tuple[int, int] | None = None
        for gate in come.tolist():
            totals = least[:, self._come.node[gate]] + self._come.weight[gate]
            row = int(np.argmin(totals))
            if totals[row] < best:
                best, chosen = float(totals[row]), (row, gate)
        if chosen is None:
            return None if direct is None else self._drawn((direct[1],))
        row, gate = chosen
        nodes = [int(self._come.node[gate])]
        while nodes[-1] != int(self._leave.node[leave[row]]):
            nodes.append(int(before[row, nodes[-1]]))
        nodes.reverse()
        parts = [self._end_part(start, nodes[0], leaving=True)]
        parts += [self._part_between(*pair) for pair in pairwise(nodes)]
        parts.append(self._end_part(end, nodes[-1], leaving=False))
        return self._drawn(tuple(part for part in parts if part[1] != part[2]))

    def _direct(self, start: int, end: int) -> tuple[int, tuple[int, float, float]] | None:
        segment = int(self._snaps.segment[start])
        if segment < 0 or segment != int(self._snaps.segment[end]):
            return None
        leave, come = float(self._snaps.at[start]), float(self._snaps.at[end])
        seconds = self._costs.part_s(segment, leave, come)
        if not math.isfinite(seconds):
            return None
        return weight(seconds, self._costs.length_m[segment] * abs(leave - come)), (segment, leave, come)

    def _end_part(self, place: int, node: int, *, leaving: bool) -> tuple[int, float, float]:
        """The stretch between a place and the junction that its way passes; of both ends of a ring the shorter."""
        segment, at = int(self._snaps.segment[place]), float(self._snaps.at[place])
        options = []
        for junction, end in ((self._segments.start[segment], 0.0), (self._segments.end[segment], 1.0)):
            if int(junction) == node:
                stretch = (at, end) if leaving else (end, at)
                options.append((self._costs.part_s(segment, *stretch), (segment, *stretch)))
        return min(options)[1]

    def _fastest(self, weights: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """By arc: the fastest segment between its junctions, and whether it is driven along its line."""
        graph = self._graph
        arcs = np.concatenate([graph.forward_arc, graph.backward_arc])
        seconds = np.concatenate(self._costs.through_s())
        number = np.arange(len(arcs))
        usable = np.flatnonzero(np.isfinite(seconds) & (arcs >= 0))
        usable = usable[weights[arcs[usable]] >= 0]
        segment = number[usable] % len(graph.forward_arc)
        # The last one written stays: of each arc the fastest segment, of equals the lowest number.
        order = usable[np.lexsort((number[usable], segment, seconds[usable]))[::-1]]
        fastest = np.full(len(graph.tail), -1, dtype=np.int64)
        fastest[arcs[order]] = order
        return fastest % max(1, len(graph.forward_arc)), fastest < len(graph.forward_arc)

    def _part_between(self, start: int, end: int) -> tuple[int, float, float]:
        """The segment that the way takes between two junctions that lie beside each other."""
        graph = self._graph
        first, last = int(graph.first_arc[start]), int(graph.first_arc[start + 1])
        arc = first + int(np.searchsorted(graph.head[first:last], end))
        segments, along = self._fastest_of
        span = (0.0, 1.0) if along[arc] else (1.0, 0.0)
        return int(segments[arc]), *span

    def _drawn(self, parts: tuple[tuple[int, float, float], ...]) -> Path:
        pieces = [self._stretch(*part) for part in parts]
        points = [pieces[0]] if pieces else [np.zeros((0, 2))]
        points += [piece[1:] for piece in pieces[1:]]
        return Path(
            parts=parts,
            points=np.concatenate(points),
            seconds=sum(self._costs.part_s(*part) for part in parts),
            metres=sum(float(self._costs.length_m[segment]) * abs(end - start) for segment, start, end in parts),
        )

    def _stretch(self, segment: int, start: float, end: float) -> NDArray[np.float64]:
        """Points of a part of a segment, in the order driven."""
        line = self._segments.line(segment)
        low, high = min(start, end), max(start, end)
        steps = np.hypot(*np.diff(line, axis=0).T)
        along = np.concatenate([[0.0], np.cumsum(steps)])
        along = along / along[-1] if along[-1] > 0 else along
        inside = line[(along > low) & (along < high)]
        ends = [[np.interp(spot, along, line[:, axis]) for axis in (0, 1)] for spot in (low, high)]
        points = np.concatenate([[ends[0]], inside, [ends[1]]])
        return points if start <= end else points[::-1]
