"""Places put on the network: the nearest usable road, and the way on foot or by an unmapped track to it.

The last stretch counts: the first 300 m are walked, what is beyond is taken as a track that nobody has mapped.
Nothing is put on a road farther than 10 km away; such a place keeps its straight-line estimate and is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from geodata.crs import WGS84, metric_crs
from geodata.roads.costs import Costs
from geodata.roads.segments import Segments
from geodata.roads.speeds import TRACK_M_PER_H, WALKING_M_PER_H
from planner.units import HOUR_S

WALKED_M = 300
FAR_M = 2_000
"""Farther from any road than this a point is doubted."""
GIVE_UP_M = 10_000
FRAGMENT_M = 2_000
"""A piece of network shorter than this, cut off from the rest, is more likely an error of the map than a place."""
FRAGMENT_PENALTY_M = 1_000
NOWHERE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Snaps:
    """Where places touch the network, in the order of the places.

    Attributes
    ----------
    segment
        Number of the segment, ``NOWHERE`` for a place too far from any.
    at
        How far along it, 0 to 1.
    tail_m
        Straight from the place to the road, metres; infinite for ``NOWHERE``.
    lon, lat
        The spot on the road, degrees.
    """

    segment: NDArray[np.int64]
    at: NDArray[np.float64]
    tail_m: NDArray[np.float64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]

    @property
    def found(self) -> NDArray[np.bool_]:
        """Places that lie on the network."""
        on: NDArray[np.bool_] = self.segment != NOWHERE
        return on

    def tail_seconds(self, detour_permille: int) -> NDArray[np.int64]:
        """Seconds between place and road, rounded up."""
        walked = np.minimum(np.where(self.found, self.tail_m, 0), WALKED_M)
        beyond = np.where(self.found, self.tail_m, 0) - walked
        seconds = walked * HOUR_S / WALKING_M_PER_H + beyond * detour_permille / 1000 * HOUR_S / TRACK_M_PER_H
        whole: NDArray[np.int64] = np.ceil(seconds).astype(np.int64)
        return whole

    def tail_driven_m(self, detour_permille: int) -> NDArray[np.int64]:
        """Metres of unmapped track between place and road."""
        beyond = np.maximum(np.where(self.found, self.tail_m, 0) - WALKED_M, 0)
        metres: NDArray[np.int64] = np.rint(beyond * detour_permille / 1000).astype(np.int64)
        return metres


def component_of_segments(segments: Segments, passable: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Number of the connected piece of network that each segment lies in, -1 where it may not be passed."""
    start, end = segments.start[passable], segments.end[passable]
    size = (segments.nodes, segments.nodes)
    _, label = connected_components(csr_matrix((np.ones(len(start)), (start, end)), shape=size), directed=False)
    return np.where(passable, label[segments.start] if len(segments) else 0, -1)


def _solid(segments: Segments, passable: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers of the segments that may be passed, and of those among them that lie in no fragment."""
    open_ = np.flatnonzero(passable)
    component = component_of_segments(segments, passable)
    length = np.zeros(int(component.max(initial=-1)) + 1)
    np.add.at(length, component[open_], segments.length_m[open_])
    fragment = length < min(FRAGMENT_M, length.sum() / 2)
    return open_, open_[~fragment[component[open_]]] if len(length) else open_


class Snapper:
    """Puts points on the roads of one vehicle."""

    def __init__(self, segments: Segments, costs: Costs, all_year: NDArray[np.bool_] | None = None) -> None:
        """Puts points on what ``costs`` leave open, beside it on a road of ``all_year`` where that is within a walk."""
        self._open, self._solid = _solid(segments, costs.passable)
        self._all_year = np.zeros(len(segments), dtype=np.bool_) if all_year is None else costs.passable & all_year
        self._lasting = _solid(segments, self._all_year)[1]
        corners = segments.points.min(axis=0), segments.points.max(axis=0)
        self._to_metres = Transformer.from_crs(WGS84, metric_crs([tuple(corner) for corner in corners]), always_xy=True)
        x, y = self._to_metres.transform(segments.points[:, 0], segments.points[:, 1])
        numbers = np.repeat(np.arange(len(segments)), np.diff(segments.first))
        self._lines = shapely.linestrings(np.stack([x, y], axis=1), indices=numbers)
        self._trees = {
            id(chosen): shapely.STRtree(self._lines[chosen]) for chosen in (self._open, self._solid, self._lasting)
        }

    def snap(self, points: Sequence[tuple[float, float]]) -> Snaps:
        """The nearest road of each (lon, lat) point; one in a fragment only where nothing better is near."""
        lonlat = np.array(points, dtype=np.float64).reshape(len(points), 2)
        x, y = self._to_metres.transform(lonlat[:, 0], lonlat[:, 1])
        spots = shapely.points(x, y)
        nearest, distance = self._nearest(self._open, spots)
        solid, solid_distance = self._nearest(self._solid, spots)
        segment = np.where(solid_distance <= distance + FRAGMENT_PENALTY_M, solid, nearest)
        tail = np.where(segment == solid, solid_distance, distance)
        # A village on a main road is not cut off by the rains because a field track ends nearer to its middle.
        lasting, lasting_distance = self._nearest(self._lasting, spots)
        walk = (lasting_distance <= WALKED_M) & (segment != NOWHERE) & ~self._all_year[segment]
        segment, tail = np.where(walk, lasting, segment), np.where(walk, lasting_distance, tail)
        segment = np.where(tail <= GIVE_UP_M, segment, NOWHERE)
        at = np.zeros(len(points))
        foot_x, foot_y = np.array(x, dtype=np.float64), np.array(y, dtype=np.float64)
        on = segment != NOWHERE
        if on.any():
            lines = self._lines[segment[on]]
            at[on] = shapely.line_locate_point(lines, spots[on], normalized=True)
            feet = shapely.get_coordinates(shapely.line_interpolate_point(lines, at[on], normalized=True))
            foot_x[on], foot_y[on] = feet[:, 0], feet[:, 1]
        lon, lat = self._to_metres.transform(foot_x, foot_y, direction="INVERSE")
        return Snaps(
            segment=segment.astype(np.int64),
            at=at,
            tail_m=np.where(on, tail, np.inf),
            lon=np.asarray(lon, dtype=np.float64),
            lat=np.asarray(lat, dtype=np.float64),
        )

    def _nearest(
        self, chosen: NDArray[np.int64], spots: NDArray[np.object_]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Lowest number among the nearest segments, and the distance in metres; ``NOWHERE`` and infinite if none."""
        segment = np.full(len(spots), np.iinfo(np.int64).max, dtype=np.int64)
        distance = np.full(len(spots), np.inf)
        if len(chosen) and len(spots):
            (which, place), metres = self._trees[id(chosen)].query_nearest(spots, return_distance=True)
            np.minimum.at(segment, which, chosen[place])
            distance[which] = metres
        return np.where(np.isfinite(distance), segment, NOWHERE), distance
