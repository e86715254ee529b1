"""Pieces of network that are cut off from each other, and what would join them.

In an archipelago islands are normal; in a hill regency they mostly mean that a bridge or fifty metres of road are
missing on the map. Either way they are named, with the shortest line that would join them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer
from scipy.spatial import cKDTree

from geodata.crs import WGS84, metric_crs
from geodata.roads.costs import Costs
from geodata.roads.segments import Segments
from geodata.roads.snapping import NOWHERE, Snaps, component_of_segments


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The shortest line between two pieces; ends are (lon, lat)."""

    start: tuple[float, float]
    end: tuple[float, float]
    metres: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Island:
    """A piece of network with places on it.

    Attributes
    ----------
    places
        Numbers of the places on it, sorted.
    length_m
        Of its roads.
    gap
        What would join it to the pieces named before it; ``None`` for the first, which has the most places.
    """

    places: tuple[int, ...]
    length_m: int
    gap: Gap | None


def islands(segments: Segments, costs: Costs, snaps: Snaps) -> tuple[Island, ...]:
    """Pieces with places on them, the one with the most places first, then by the length of what would join them.

    Places on a road that is shut in the season lie in no piece; :func:`shut_in` names them.
    """
    component = component_of_segments(segments, costs.passable)
    own: dict[int, list[int]] = {}
    for place, segment in enumerate(snaps.segment.tolist()):
        if segment != NOWHERE and component[segment] >= 0:
            own.setdefault(int(component[segment]), []).append(place)
    if not own:
        return ()
    length = {piece: float(segments.length_m[component == piece].sum()) for piece in own}
    pieces = sorted(own, key=lambda piece: (-len(own[piece]), -length[piece], piece))
    joins = _joins(segments, component, pieces)
    return tuple(Island(places=tuple(own[piece]), length_m=round(length[piece]), gap=gap) for piece, gap in joins)


def shut_in(costs: Costs, snaps: Snaps) -> tuple[int, ...]:
    """Numbers of the places whose road is open in the other season only."""
    on = np.flatnonzero(snaps.found)
    return tuple(on[~costs.passable[snaps.segment[on]]].tolist())


def _joins(segments: Segments, component: NDArray[np.int64], pieces: Sequence[int]) -> list[tuple[int, Gap | None]]:
    """Pieces in the order in which the shortest lines join them to the first."""
    spots = {piece: _spots(segments, component, piece) for piece in pieces}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(pieces)
    if len(pieces) > 1:
        corners = [tuple(points.min(axis=0)) for points in spots.values()]
        corners += [tuple(points.max(axis=0)) for points in spots.values()]
        to_metres = Transformer.from_crs(WGS84, metric_crs(corners), always_xy=True)
        flat = {piece: np.stack(to_metres.transform(*points.T), axis=1) for piece, points in spots.items()}
        trees = {piece: cKDTree(points) for piece, points in flat.items()}
        for number, one in enumerate(pieces):
            for other in pieces[number + 1 :]:
                metres, nearest = trees[one].query(flat[other])
                end = int(np.argmin(metres))
                ends = {one: tuple(spots[one][nearest[end]].tolist()), other: tuple(spots[other][end].tolist())}
                graph.add_edge(one, other, metres=float(metres[end]), ends=ends)
    tree = nx.minimum_spanning_tree(graph, weight="metres")
    found: list[tuple[int, Gap | None]] = [(pieces[0], None)]
    joined = {pieces[0]}
    while len(joined) < len(pieces):
        across = [pair for pair in tree.edges if (pair[0] in joined) != (pair[1] in joined)]
        edges = [(tree.edges[pair]["metres"], *pair) for pair in across]
        metres, one, two = min(edges)
        inside, outside = (one, two) if one in joined else (two, one)
        ends = tree.edges[one, two]["ends"]
        found.append((outside, Gap(start=ends[inside], end=ends[outside], metres=round(metres))))
        joined.add(outside)
    return found


def _spots(segments: Segments, component: NDArray[np.int64], piece: int) -> NDArray[np.float64]:
    """Points of all lines of a piece."""
    own = component == piece
    points: NDArray[np.float64] = segments.points[np.repeat(own, np.diff(segments.first))]
    return points
