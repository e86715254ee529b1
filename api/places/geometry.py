"""Geometry of features: points, lines and land, longitude first, in degrees of WGS 84."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from api.documents.lands import VillageLand
from planner.domain.site import Base, Site

Geometry: TypeAlias = dict[str, Any]
DIGITS = 6
"""A hundred-thousandth of a degree is a metre: more digits would claim what no point here knows."""


def position(place: Site | Base) -> list[float]:
    """Longitude and latitude of a place."""
    return [round(place.lon, DIGITS), round(place.lat, DIGITS)]


def point(place: Site | Base) -> Geometry:
    """The place as a point."""
    return {"type": "Point", "coordinates": position(place)}


def line(places: Sequence[Site | Base]) -> Geometry:
    """Straight from place to place."""
    return {"type": "LineString", "coordinates": [position(place) for place in places]}


def land(shape: VillageLand) -> Geometry:
    """The outer borders of a village's land."""
    rings = [_ring([[round(lon, DIGITS), round(lat, DIGITS)] for lon, lat in ring]) for ring in shape.rings]
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}


def _ring(points: list[list[float]]) -> list[list[float]]:
    """Closed, and counter-clockwise as GeoJSON wants outer borders."""
    closed = [*points, points[0]]
    area = sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(closed))
    return closed if area >= 0 else closed[::-1]


def box_of(geometry: Geometry) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    points = list(_points(geometry["coordinates"]))
    lons, lats = [item[0] for item in points], [item[1] for item in points]
    return min(lons), min(lats), max(lons), max(lats)


def _points(coordinates: Any) -> Sequence[Sequence[float]]:
    if isinstance(coordinates[0], int | float):
        return [coordinates]
    return [item for part in coordinates for item in _points(part)]
