"""Polygons of villages and subdistricts: read, matched, checked; approximate cells where there are none."""

from geodata.boundaries.land import Boundaries, Land, lands_of, read_boundaries
from geodata.boundaries.layer import Layer, find_layer, read_polygons
from geodata.boundaries.remarks import Remark, neighbours, remarks_of
from geodata.boundaries.within import villages_by_land

__all__ = [
    "Boundaries",
    "Land",
    "Layer",
    "Remark",
    "find_layer",
    "lands_of",
    "neighbours",
    "read_boundaries",
    "read_polygons",
    "remarks_of",
    "villages_by_land",
]
