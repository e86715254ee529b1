"""Roads, ferries and rivers out of an OSM extract, streamed: memory grows with the region, not with the file.

With a box the nodes of the region come first and only the ways over them are looked at; without one the ways come
first and only their nodes are kept. Either way an extract of a whole country passes once or twice through the
reader and is never held.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from osmium.filter import KeyFilter
from osmium.osm import NODE, WAY

from geodata.library_words import size_told, with_detail
from geodata.roads.barriers import passes, with_barriers
from geodata.roads.dense_nodes import NotDenseError, Points, dense_points
from geodata.roads.osm_tags import unknown_class, way_facts
from geodata.roads.pbf import INTACT, blobs, pieces
from geodata.roads.ways import Box, Nodes, Report, Settlement, Ways, silent
from planner.errors import Fault, InputFaults

XML_ENDINGS = (".osm", ".osm.xml", ".osm.gz", ".osm.bz2", ".osm.xml.gz", ".osm.xml.bz2")
PBF_ENDINGS = (".osm.pbf", ".pbf")
KEYS = ("highway", "route", "waterway")
PLACES = frozenset({"city", "town", "village", "hamlet", "suburb", "neighbourhood", "isolated_dwelling", "quarter"})
PASSES = 3
REPORT_EVERY = 200_000


def is_osm(path: Path) -> bool:
    """Whether the name is that of an OSM extract."""
    return path.name.lower().endswith((*XML_ENDINGS, *PBF_ENDINGS))


@dataclass(frozen=True, slots=True, kw_only=True)
class OsmRoads:
    """Ways that vehicles of an office may use, the nodes under them, the settlements around, and unknown classes."""

    ways: Ways
    nodes: Nodes
    settlements: tuple[Settlement, ...]
    unread: Mapping[str, int]


def read_osm(path: Path, box: Box | None = None, report: Report = silent) -> OsmRoads:
    """What an extract holds of roads and settlements.

    Parameters
    ----------
    path
        ``.osm.pbf``, or XML: ``.osm``, ``.osm.xml``, packed by gzip or bzip2 or not.
    box
        Only what touches it is kept; ways are cut where they leave it.
    report
        Told how far the passes over the file are.

    Raises
    ------
    InputFaults
        ``OSM_TRUNCATED``, ``OSM_BROKEN``; ``OSM_REFERENCES_MISSING`` where ways are there and their nodes are not.
    """
    stream = _Stream(path, report)
    tracker = osmium.IdTracker()
    ways = Ways()
    unread: Counter[str] = Counter()
    if box is None:
        stream.run(WAY, (KeyFilter(*KEYS),), lambda way: _take_way(way, ways, tracker, unread))
        nodes = _nodes(stream, tracker, None)
    else:
        nodes = _nodes(stream, tracker, box)
        near = (KeyFilter(*KEYS), tracker.contains_filter())
        stream.run(WAY, near, lambda way: _take_way(way, ways, None, unread))
        nodes = _used(nodes, ways)
    if len(ways) and not len(nodes.ids):
        raise _fault(path.name, "OSM_REFERENCES_MISSING", f"{len(ways)} way")
    settlements, barriers = _marked(stream, box)
    ways, nodes = with_barriers(ways, nodes, barriers)
    return OsmRoads(ways=ways, nodes=nodes, settlements=settlements, unread=dict(sorted(unread.items())))


def _marked(stream: "_Stream", box: Box | None) -> tuple[tuple[Settlement, ...], dict[int, int]]:
    """Settlements, and who may pass the barriers at single nodes."""
    found: list[Settlement] = []
    barriers: dict[int, int] = {}

    def take(node: Any) -> None:
        where = node.location
        near = where.valid() and (box is None or (box[0] <= where.lon <= box[2] and box[1] <= where.lat <= box[3]))
        if near and "barrier" in node.tags:
            barriers[node.id] = passes(dict(node.tags))
        if node.tags.get("place") not in PLACES or not where.valid() or "name" not in node.tags:
            return
        if near:
            found.append(Settlement(name=node.tags["name"], lon=where.lon, lat=where.lat))

    stream.run(NODE, (KeyFilter("place", "barrier"),), take)
    return tuple(sorted(found, key=lambda item: (item.name, item.lon, item.lat))), barriers


def _nodes(stream: "_Stream", tracker: osmium.IdTracker, box: Box | None) -> Nodes:
    """Nodes inside the box, which the tracker learns; or, without a box, those that the tracker knows."""
    if box is not None:
        points = _in_box(stream, box)
        for node in points[0].tolist():
            tracker.add_node(node)
    else:
        points = _taken(stream, tracker)
    ids, lon, lat = points
    order = np.argsort(ids, kind="stable")
    return Nodes(ids=ids[order], lon=lon[order], lat=lat[order])


def _in_box(stream: "_Stream", box: Box) -> Points:
    """Nodes inside the box, blob by blob."""
    kept: list[Points] = []
    for ids, lon, lat in stream.points():
        inside = (lon >= box[0]) & (lon <= box[2]) & (lat >= box[1]) & (lat <= box[3])
        kept.append((ids[inside], lon[inside], lat[inside]))
    if not kept:
        return np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0)
    return (
        np.concatenate([part[0] for part in kept]),
        np.concatenate([part[1] for part in kept]),
        np.concatenate([part[2] for part in kept]),
    )


def _taken(stream: "_Stream", tracker: osmium.IdTracker) -> Points:
    """The nodes that the tracker knows."""
    collector = _Collector()
    stream.run(NODE, (tracker.id_filter(),), collector.take)
    return collector.points()


class _Collector:
    """Nodes one by one."""

    def __init__(self) -> None:
        self._ids, self._lon, self._lat = array("q"), array("d"), array("d")

    def take(self, node: Any) -> None:
        where = node.location
        if where.valid():
            self._ids.append(node.id)
            self._lon.append(where.lon)
            self._lat.append(where.lat)

    def points(self) -> Points:
        return (
            np.array(self._ids, dtype=np.int64),
            np.array(self._lon, dtype=np.float64),
            np.array(self._lat, dtype=np.float64),
        )


def _used(nodes: Nodes, ways: Ways) -> Nodes:
    """Only the nodes that a way passes."""
    kept = np.isin(nodes.ids, np.unique(np.array(ways.refs, dtype=np.int64)))
    return Nodes(ids=nodes.ids[kept], lon=nodes.lon[kept], lat=nodes.lat[kept])


def _take_way(way: Any, ways: Ways, tracker: osmium.IdTracker | None, unread: Counter[str]) -> None:
    tags = dict(way.tags)
    facts = way_facts(tags)
    if facts is None or len(way.nodes) < 2:
        word = unknown_class(tags)
        unread.update([word] if word and facts is None else ())
        return
    ways.add(str(way.id), facts, [node.ref for node in way.nodes])
    if tracker is not None:
        tracker.add_references(way)


class _Stream:
    """One file, read as often as need be; three passes make the whole of the progress."""

    def __init__(self, path: Path, report: Report) -> None:
        self._path = path
        self._report = report
        self._passes = 0
        self._size = path.stat().st_size
        self._is_pbf = path.name.lower().endswith(PBF_ENDINGS)

    def run(self, kinds: Any, filters: tuple[Any, ...], take: Callable[[Any], None]) -> None:
        """Hand every object of these kinds that passes the filters to ``take``."""
        for part, done in self._parts():
            self._hand_over(part, kinds, filters, take)
            if done:
                self._report(self._passes * self._size + done, PASSES * self._size)
        self._passes += 1

    def points(self) -> Iterator[Points]:
        """All nodes of the file, some at a time."""
        if not self._is_pbf:
            collector = _Collector()
            self.run(NODE, (), collector.take)
            yield collector.points()
            return
        head = b""
        for kind, blob, done in blobs(self._path):
            if kind == b"OSMHeader":
                head = blob
            elif kind == b"OSMData":
                yield self._points_of(head, blob)
            self._report(self._passes * self._size + done, PASSES * self._size)
        self._passes += 1

    def _points_of(self, head: bytes, blob: bytes) -> Points:
        try:
            return dense_points(blob)
        except NotDenseError:
            collector = _Collector()
            self._hand_over(osmium.io.FileBuffer(head + blob, "osm.pbf"), NODE, (), collector.take)
            return collector.points()

    def _hand_over(self, part: Any, kinds: Any, filters: tuple[Any, ...], take: Callable[[Any], None]) -> None:
        seen = 0
        try:
            objects = osmium.FileProcessor(part, kinds)
            for item in filters:
                objects = objects.with_filter(item)
            for item in objects:
                take(item)
                seen += 1
                if seen % REPORT_EVERY == 0 and not self._is_pbf:
                    self._report(seen, 0)
        except (RuntimeError, ValueError) as error:
            raise _fault(self._path.name, "OSM_BROKEN", size_told(self._path), error) from error

    def _parts(self) -> Iterator[tuple[Any, int]]:
        if self._is_pbf:
            for content, done in pieces(self._path):
                yield osmium.io.FileBuffer(content, "osm.pbf"), done
        else:
            yield str(self._path), 0


def _fault(name: str, code: str, found: str, error: Exception | None = None) -> InputFaults:
    expected = (
        INTACT
        if name.lower().endswith(PBF_ENDINGS)
        else (
            "ekstrak OSM yang utuh, dengan titik dan garisnya",
            "an intact OSM extract, with nodes and ways",
        )
    )
    told = expected if error is None else with_detail(expected, error)
    return InputFaults((Fault(code=code, where=name, found=found, expected=told),))
