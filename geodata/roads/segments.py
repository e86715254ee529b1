"""Segments: ways cut at their junctions, with everything that a speed depends on."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

from geodata.roads.ways import Nodes, Ways

_EARTH = Geod(ellps="WGS84")
DEGREE_STEPS = 10_000_000
"""Points are kept to the ten-millionth of a degree, about a centimetre, as OpenStreetMap does."""


@dataclass(frozen=True, kw_only=True)
class Segments:
    """A road network between junctions.

    Attributes
    ----------
    ids, names
        Of each of n segments; ids are unique.
    start, end
        Numbers of the junctions at both ends.
    node_lon, node_lat
        Where junctions lie, degrees.
    points, first
        Points of all lines (lon, lat), and where each line begins in them (n + 1 numbers).
    length_m
        Of each line, metres.
    road_class, surface, one_way, vehicles, bridge, limit_kmh, rise_permille, minutes
        As in :class:`geodata.roads.osm_tags.WayFacts`, in the numbers of :mod:`geodata.roads.kinds`.
    own_kmh
        Speed that the office states for a segment, NaN where it states none.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    node_lon: NDArray[np.float64]
    node_lat: NDArray[np.float64]
    points: NDArray[np.float64]
    first: NDArray[np.int64]
    length_m: NDArray[np.float64]
    road_class: NDArray[np.int64]
    surface: NDArray[np.int64]
    one_way: NDArray[np.int64]
    vehicles: NDArray[np.int64]
    bridge: NDArray[np.bool_]
    limit_kmh: NDArray[np.int64]
    rise_permille: NDArray[np.int64]
    minutes: NDArray[np.float64]
    own_kmh: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def nodes(self) -> int:
        return len(self.node_lon)

    @cached_property
    def number(self) -> dict[str, int]:
        """Number of each segment by its id."""
        return {id_: number for number, id_ in enumerate(self.ids)}

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over all that times depend on; names are left out."""
        digest = hashlib.sha256()
        for values in (self.start, self.end, self.points, self.first, self.length_m, self.road_class, self.surface):
            digest.update(np.ascontiguousarray(values).tobytes())
        for values in (self.one_way, self.vehicles, self.limit_kmh, self.rise_permille, self.minutes, self.own_kmh):
            digest.update(np.ascontiguousarray(values).tobytes())
        digest.update("\n".join(self.ids).encode())
        return digest.hexdigest()

    def line(self, number: int) -> NDArray[np.float64]:
        """Points of one segment, (lon, lat)."""
        return self.points[self.first[number] : self.first[number + 1]]


def segments_of(ways: Ways, nodes: Nodes) -> Segments:
    """Ways cut wherever two meet, where one leaves what is known, and rings once more in their middle.

    Parameters
    ----------
    ways, nodes
        As read; a node that is not known cuts its way.
    """
    refs = np.array(ways.refs, dtype=np.int64)
    ends = np.array(ways.ends, dtype=np.int64)
    way = np.repeat(np.arange(len(ways)), np.diff(np.concatenate([[0], ends])))
    node = nodes.find(refs)
    kept = np.ones(len(refs), dtype=np.bool_)
    kept[1:] = (refs[1:] != refs[:-1]) | (way[1:] != way[:-1])
    way, node = way[kept], node[kept]
    if len(node) < 2:
        return _gathered(ways, nodes, way, node, np.zeros((2, 0), dtype=np.int64))
    passes = (way[1:] == way[:-1]) & (node[1:] >= 0) & (node[:-1] >= 0)
    junction = _junctions(node, passes, len(nodes.ids))
    spans = _spans(node, passes, junction)
    rings = node[spans[0]] == node[spans[1]]
    if rings.any():
        junction[node[(spans[0][rings] + spans[1][rings]) // 2]] = True
        spans = _spans(node, passes, junction)
    return _gathered(ways, nodes, way, node, spans)


def _junctions(node: NDArray[np.int64], passes: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """Nodes that are passed twice or where a way begins or ends."""
    before = np.concatenate([[False], passes])
    after = np.concatenate([passes, [False]])
    used = before | after
    times = np.bincount(node[used], minlength=count)
    junction: NDArray[np.bool_] = times > 1
    junction[node[used & (before != after)]] = True
    return junction


def _spans(node: NDArray[np.int64], passes: NDArray[np.bool_], junction: NDArray[np.bool_]) -> NDArray[np.int64]:
    """First and last position of each segment."""
    cut = junction[node]
    begins = passes & (cut[:-1] | ~np.concatenate([[False], passes[:-1]]))
    finishes = passes & (cut[1:] | ~np.concatenate([passes[1:], [False]]))
    return np.stack([np.flatnonzero(begins), np.flatnonzero(finishes) + 1])


def _gathered(
    ways: Ways, nodes: Nodes, way: NDArray[np.int64], node: NDArray[np.int64], spans: NDArray[np.int64]
) -> Segments:
    counts = spans[1] - spans[0] + 1
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    place = np.arange(first[-1]) - np.repeat(first[:-1] - spans[0], counts)
    along = node[place] if len(place) else np.zeros(0, dtype=np.int64)
    points = np.stack([nodes.lon[along], nodes.lat[along]], axis=1) if len(along) else np.zeros((0, 2))
    own = way[spans[0]] if len(counts) else np.zeros(0, dtype=np.int64)
    used, joint = np.unique(node[spans].ravel() if len(counts) else np.zeros(0, dtype=np.int64), return_inverse=True)
    start, end = joint.reshape(2, -1) if len(counts) else np.zeros((2, 0), dtype=np.int64)
    length = line_lengths(points, first)
    whole = np.zeros(len(ways))
    np.add.at(whole, own, length)
    minutes = np.array(ways.minutes, dtype=np.float64)[own] * length / np.maximum(whole[own], 1e-9)
    return Segments(
        ids=_ids(ways, own),
        names=tuple(ways.names[number] for number in own.tolist()),
        start=start.astype(np.int64),
        end=end.astype(np.int64),
        node_lon=nodes.lon[used],
        node_lat=nodes.lat[used],
        points=points,
        first=first,
        length_m=length,
        road_class=np.array(ways.road_class, dtype=np.int64)[own],
        surface=np.array(ways.surface, dtype=np.int64)[own],
        one_way=np.array(ways.one_way, dtype=np.int64)[own],
        vehicles=np.array(ways.vehicles, dtype=np.int64)[own],
        bridge=np.array(ways.bridge, dtype=np.bool_)[own],
        limit_kmh=np.array(ways.limit_kmh, dtype=np.int64)[own],
        rise_permille=np.array(ways.rise_permille, dtype=np.int64)[own],
        minutes=minutes,
        own_kmh=np.full(len(own), np.nan),
    )


def _ids(ways: Ways, own: NDArray[np.int64]) -> tuple[str, ...]:
    """Way and running number: stays as it is when other ways change."""
    found: list[str] = []
    last, count = -1, 0
    for number in own.tolist():
        count = count + 1 if number == last else 1
        last = number
        found.append(f"{ways.ids[number]}-{count}")
    return tuple(found)


def line_lengths(points: NDArray[np.float64], first: NDArray[np.int64]) -> NDArray[np.float64]:
    """Length of each line over the ellipsoid, metres."""
    if len(points) < 2:
        return np.zeros(max(0, len(first) - 1))
    steps = np.zeros(len(points))
    steps[1:] = step_lengths(points)
    steps[first[:-1]] = 0.0
    return np.add.reduceat(steps, first[:-1]) if len(first) > 1 else np.zeros(0)


def step_lengths(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Metres from each point to the next."""
    _, _, steps = _EARTH.inv(points[:-1, 0], points[:-1, 1], points[1:, 0], points[1:, 1])
    return np.asarray(steps, dtype=np.float64)


def snapped_to_steps(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees rounded to the steps in which points are kept."""
    return np.rint(points * DEGREE_STEPS) / DEGREE_STEPS


def unique_ids(ids: Sequence[str]) -> tuple[str, ...]:
    """Ids made unique by a number behind those that occur again."""
    seen: dict[str, int] = {}
    taken = set(ids)
    found: list[str] = []
    for id_ in ids:
        count = seen.get(id_, 0) + 1
        seen[id_] = count
        name = id_
        while count > 1 and name in taken:
            name = f"{id_}.{count}"
            count += 1
        taken.add(name)
        found.append(name)
    return tuple(found)
