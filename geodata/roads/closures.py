"""Closures of the sheet ``penutupan`` on the network: where they lie, what they cut, on which days.

The year has a wet and a dry season by its months (wet from October to March) until the sheet says otherwise. Days
on which the same things hold make a stretch; each stretch has travel times of its own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.errors import ShapelyError

from geodata.contracts import ClosureKind, ClosureRow
from geodata.crs import WGS84, metric_crs
from geodata.library_words import with_detail
from geodata.roads.costs import Cut, Delay
from geodata.roads.kinds import Season
from geodata.roads.segments import Segments
from geodata.roads.stretches import Stretch
from planner.domain.team import VehicleClass
from planner.errors import Fault
from planner.units import MINUTE_S

WET_MONTHS = frozenset({10, 11, 12, 1, 2, 3})
NEAR_M = 100
"""A point closes the nearest road within this distance."""
SPOT_M = 5
"""Half the length that a point cuts out of its road."""
LATITUDE_MOST, LONGITUDE_MOST = 90, 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A closure on the network.

    Attributes
    ----------
    row
        As the office wrote it.
    parts
        (segment, from, to) that it lies on; empty for a season.
    """

    row: ClosureRow
    parts: tuple[tuple[int, float, float], ...]

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.row.first is None or self.row.first <= day) and (self.row.last is None or day <= self.row.last)

    def stops(self, vehicle_class: VehicleClass) -> bool:
        """Whether it concerns a vehicle."""
        return self.row.vehicle_class in (None, vehicle_class)


def season_of(day: date, closures: Iterable[Closure]) -> Season:
    """What the sheet says of a day, the last row first; else the season of its month."""
    said = [item.row.kind for item in closures if item.row.kind in (ClosureKind.WET, ClosureKind.DRY)]
    dated = [item for item in closures if item.row.kind in (ClosureKind.WET, ClosureKind.DRY) and item.holds_on(day)]
    if said and dated:
        return Season.WET if dated[-1].row.kind is ClosureKind.WET else Season.DRY
    return Season.WET if day.month in WET_MONTHS else Season.DRY


def stretches(first: date, last: date, closures: Sequence[Closure]) -> tuple[Stretch, ...]:
    """The days from ``first`` to ``last`` in runs that are alike."""
    found: list[Stretch] = []
    day = first
    while day <= last:
        active = tuple(
            number
            for number, item in enumerate(closures)
            if item.row.kind in (ClosureKind.CLOSED, ClosureKind.DELAY) and item.holds_on(day)
        )
        season = season_of(day, closures)
        if found and (found[-1].season, found[-1].closures) == (season, active):
            found[-1] = Stretch(first=found[-1].first, last=day, season=season, closures=active)
        else:
            found.append(Stretch(first=day, last=day, season=season, closures=active))
        day += timedelta(days=1)
    return tuple(found)


def edits(
    closures: Sequence[Closure], stretch: Stretch, vehicle_class: VehicleClass
) -> tuple[tuple[Cut, ...], tuple[Delay, ...]]:
    """Cuts and delays of a stretch for a vehicle."""
    cuts, delays = [], []
    for number in stretch.closures:
        item = closures[number]
        if not item.stops(vehicle_class):
            continue
        for segment, low, high in item.parts:
            if item.row.kind is ClosureKind.CLOSED:
                cuts.append(Cut(segment=segment, low=low, high=high))
            else:
                middle = min(1.0, max(1e-9, (low + high) / 2))
                delays.append(Delay(segment=segment, at=middle, seconds=(item.row.minutes or 0) * MINUTE_S))
    return tuple(cuts), tuple(delays)


def resolve(rows: Iterable[ClosureRow], segments: Segments) -> tuple[tuple[Closure, ...], tuple[Fault, ...]]:
    """Closures on the network, and a fault for each that cannot be placed."""
    finder = _Finder(segments)
    found: list[Closure] = []
    faults: list[Fault] = []
    for row in rows:
        if row.first is not None and row.last is not None and row.first > row.last:
            expected = (f"hari mulai {row.first.isoformat()}", f"a day from {row.first.isoformat()} on")
            faults.append(row.fault("PERIOD_REVERSED", "last", row.last.isoformat(), expected))
        if row.kind in (ClosureKind.WET, ClosureKind.DRY):
            found.append(Closure(row=row, parts=()))
            continue
        if row.kind is ClosureKind.DELAY and not row.minutes:
            expected = ("menit tambahan, misalnya 15", "the minutes lost, such as 15")
            faults.append(row.fault("DELAY_WITHOUT_MINUTES", "minutes", row.minutes, expected))
        parts = finder.parts(row)
        if isinstance(parts, Fault):
            faults.append(parts)
        else:
            found.append(Closure(row=row, parts=parts))
    return tuple(found), tuple(faults)


class _Finder:
    """Places on the network what rows say."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._tree: shapely.STRtree | None = None
        self._lines: NDArray[np.object_] = np.zeros(0, dtype=object)
        self._to_metres: Transformer | None = None

    def parts(self, row: ClosureRow) -> tuple[tuple[int, float, float], ...] | Fault:
        """Where a row lies, or its fault."""
        said = row.where.strip()
        if not said:
            expected = ('"lat, lon", nomor ruas, atau gambar WKT', '"lat, lon", ids of segments, or a WKT drawing')
            return row.fault("CLOSURE_NOWHERE", "where", said, expected)
        point = re.fullmatch(r"\(?\s*(-?\d+(?:[.,]\d+)?)\s*[,;]\s*(-?\d+(?:[.,]\d+)?)\s*\)?", said)
        if point is not None:
            lat, lon = (float(text.replace(",", ".")) for text in point.groups())
            return self._at_point(row, lon, lat)
        if re.match(r"(?i)\s*(POINT|LINESTRING|POLYGON|MULTI|GEOMETRY)", said):
            return self._drawn(row, said)
        return self._listed(row, [id_.strip() for id_ in re.split(r"[;\s]+", said) if id_.strip()])

    def _listed(self, row: ClosureRow, ids: Sequence[str]) -> tuple[tuple[int, float, float], ...] | Fault:
        unknown = [id_ for id_ in ids if id_ not in self._segments.number]
        if unknown:
            expected = (
                "nomor ruas yang ada di jaringan.gpkg",
                "ids of segments that are in jaringan.gpkg",
            )
            return row.fault("UNKNOWN_SEGMENT", "where", ", ".join(unknown[:5]), expected)
        return tuple((self._segments.number[id_], 0.0, 1.0) for id_ in ids)

    def _at_point(self, row: ClosureRow, lon: float, lat: float) -> tuple[tuple[int, float, float], ...] | Fault:
        if abs(lat) > LATITUDE_MOST or abs(lon) > LONGITUDE_MOST:
            expected = ("lintang lalu bujur: -3.46, 102.53", "latitude, then longitude: -3.46, 102.53")
            return row.fault("COORDINATES_SWAPPED", "where", row.where, expected)
        tree, to_metres = self._drawing()
        spot = shapely.Point(*to_metres.transform(lon, lat))
        nearest = tree.query_nearest(spot)
        distance = float(self._lines[nearest[0]].distance(spot)) if len(nearest) else float("inf")
        if distance > NEAR_M:
            found = "-" if not len(nearest) else f"{row.where} ({distance:.0f} m)"
            expected = (f"titik paling jauh {NEAR_M} m dari jalan", f"a point at most {NEAR_M} m from a road")
            return row.fault("CLOSURE_OFF_ROAD", "where", found, expected)
        segment = int(nearest.min())
        line = self._lines[segment]
        at, half = float(line.project(spot)), SPOT_M
        length = max(line.length, 1e-6)
        return ((segment, max(0.0, (at - half) / length), min(1.0, (at + half) / length)),)

    def _drawn(self, row: ClosureRow, said: str) -> tuple[tuple[int, float, float], ...] | Fault:
        try:
            shape = shapely.from_wkt(said)
        except (ShapelyError, ValueError) as error:
            expected = with_detail(("gambar WKT yang utuh", "an intact WKT drawing"), error)
            return row.fault("CLOSURE_DRAWING", "where", said[:60], expected)
        if shape.is_empty:
            expected = ("gambar WKT yang ada isinya", "a WKT drawing that is not empty")
            return row.fault("CLOSURE_DRAWING", "where", said[:60], expected)
        west, south, east, north = shape.bounds
        if max(-south, north) > LATITUDE_MOST or max(-west, east) > LONGITUDE_MOST:
            spot = "POINT (102.53 -3.46)"
            expected = (f"WKT: bujur lalu lintang, {spot}", f"WKT: longitude, then latitude, {spot}")
            return row.fault("COORDINATES_SWAPPED", "where", said[:60], expected)
        tree, to_metres = self._drawing()
        flat = shapely.make_valid(shapely.transform(shape, lambda points: np.stack(to_metres.transform(*points.T), 1)))
        if flat.geom_type == "Point":
            return self._at_point(row, shape.x, shape.y)
        # A drawn line crosses the road or follows it by hand: give it the width of a road.
        area = flat.buffer(SPOT_M) if flat.area == 0 else flat
        parts = [
            part
            for number in sorted(tree.query(area, predicate="intersects").tolist())
            for part in self._inside(number, area)
        ]
        if not parts:
            expected = ("gambar yang memotong jalan", "a drawing that crosses a road")
            return row.fault("CLOSURE_OFF_ROAD", "where", said[:60], expected)
        return tuple(parts)

    def _inside(self, number: int, area: shapely.Geometry) -> Iterator[tuple[int, float, float]]:
        line = self._lines[number]
        length = max(line.length, 1e-6)
        for piece in shapely.get_parts(line.intersection(area)):
            if piece.geom_type in ("LineString", "Point"):
                spots = [line.project(shapely.Point(point)) / length for point in shapely.get_coordinates(piece)]
                yield number, max(0.0, min(spots)), min(1.0, max(spots))

    def _drawing(self) -> tuple[shapely.STRtree, Transformer]:
        if self._tree is None or self._to_metres is None:
            points = self._segments.points
            corners = [tuple(points.min(axis=0).tolist()), tuple(points.max(axis=0).tolist())]
            self._to_metres = Transformer.from_crs(WGS84, metric_crs(corners), always_xy=True)
            x, y = self._to_metres.transform(points[:, 0], points[:, 1])
            numbers = np.repeat(np.arange(len(self._segments)), np.diff(self._segments.first))
            self._lines = shapely.linestrings(np.stack([x, y], axis=1), indices=numbers)
            self._tree = shapely.STRtree(self._lines)
        return self._tree, self._to_metres
