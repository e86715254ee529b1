"""What boundaries tell of the data: points outside their land, middles taken for settlements, lands that clash.

Nothing is moved by itself: a point that the office chose may be right where the polygon is old. Each remark names the
place, the amount, and what to look at.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import networkx as nx
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries.land import Boundaries
from geodata.contracts import OtherSiteRow, SchoolRow, Sheets
from geodata.contracts.column import BothLanguages
from geodata.crs import WGS84, metric_crs
from planner.units import METRES_PER_KM

OUTSIDE_M = 100
"""A point so little outside its land is a matter of rounding."""
MIDDLE_M = 150
LARGE_KM2 = 10.0
OVERLAP_SHARE = 0.05
SMALLEST_KM2, LARGEST_KM2 = 0.01, 3_000.0
BORDER_M = 20
"""Villages are neighbours from this length of common border on."""
GAP_M = 15.0
"""Borders drawn so far apart are still common: polygons that were thinned out one by one do not meet exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something worth looking at.

    Attributes
    ----------
    code
        Stable code.
    place
        Id of the site or name of the file.
    sentence
        (Indonesian, English).
    """

    code: str
    place: str
    sentence: BothLanguages


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Two villages with a common border, ids in order."""

    one: str
    other: str
    border_m: float


def remarks_of(sheets: Sheets, boundaries: Boundaries) -> tuple[Remark, ...]:
    """Everything that the village polygons tell, by code and place; nothing without polygons."""
    if boundaries.villages is None:
        return ()
    metric = _Metric(boundaries.villages.lands)
    names = {row.code: row.name for row in sheets.villages}
    found = [
        *_points(sheets, metric, names),
        *_middles(sheets, metric),
        *_areas(metric, names),
        *_overlaps(metric, names),
        *_pieces(sheets, metric),
    ]
    return tuple(sorted(found, key=lambda remark: (remark.code, remark.place)))


def neighbours(lands: Mapping[str, BaseGeometry], *, border_m: float = BORDER_M) -> tuple[Neighbours, ...]:
    """Every pair of lands with a common border of at least ``border_m`` metres, sorted.

    Parameters
    ----------
    lands
        Polygons in WGS 84 by id.
    """
    return _neighbours(_Metric(lands), border_m)


class _Metric:
    """Lands in the region's metric projection."""

    def __init__(self, lands: Mapping[str, BaseGeometry]) -> None:
        self.ids = sorted(lands)
        frame = gpd.GeoSeries([lands[id_] for id_ in self.ids], crs=WGS84)
        west, south, east, north = frame.total_bounds.tolist()
        self.crs = metric_crs([(west, south), (east, north)])
        self.shapes = frame.to_crs(self.crs).to_numpy()
        self.index = {id_: number for number, id_ in enumerate(self.ids)}

    def points(self, spots: Sequence[tuple[float, float]]) -> list[shapely.Point]:
        return list(gpd.GeoSeries(shapely.points(spots), crs=WGS84).to_crs(self.crs))


def _points(sheets: Sheets, metric: _Metric, names: Mapping[str, str]) -> Iterator[Remark]:
    """Sites whose point lies outside the village that they are, or are said to lie in."""
    sites = [(row.code, row.name, row.code, (row.lon, row.lat)) for row in sheets.villages]
    others: list[SchoolRow | OtherSiteRow] = [*sheets.schools, *sheets.other_sites]
    for row in others:
        if row.village_code is not None and row.lon is not None and row.lat is not None:
            id_ = row.npsn if isinstance(row, SchoolRow) else row.id
            sites.append((id_, row.name, row.village_code, (row.lon, row.lat)))
    sites = [site for site in sites if site[2] in metric.index]
    if not sites:
        return
    tree = shapely.STRtree(metric.shapes)
    for (id_, name, village, lonlat), spot in zip(sites, metric.points([site[3] for site in sites]), strict=True):
        away = metric.shapes[metric.index[village]].distance(spot)
        if away <= OUTSIDE_M:
            continue
        inside = [metric.ids[number] for number in tree.query(spot, predicate="within").tolist()]
        other = names.get(inside[0], inside[0]) if inside else ""
        where = (f", di dalam {other}", f", inside {other}") if other else (", di luar semua batas", ", in no village")
        km = f"{away / METRES_PER_KM:.1f}"
        yield Remark(
            code="POINT_OUTSIDE_VILLAGE",
            place=id_,
            sentence=(
                f"Titik {name} ({lonlat[1]:.4f}, {lonlat[0]:.4f}) {km.replace('.', ',')} km di luar batas "
                f"{names.get(village, village)}{where[0]}; periksa titik atau kode desanya.",
                f"The point of {name} ({lonlat[1]:.4f}, {lonlat[0]:.4f}) lies {km} km outside "
                f"{names.get(village, village)}{where[1]}; check the point or its village code.",
            ),
        )


def _middles(sheets: Sheets, metric: _Metric) -> Iterator[Remark]:
    """Villages whose point is the middle of much land: houses stand along a road, not there."""
    rows = [row for row in sheets.villages if row.code in metric.index]
    if not rows:
        return
    for row, spot in zip(rows, metric.points([(row.lon, row.lat) for row in rows]), strict=True):
        land = metric.shapes[metric.index[row.code]]
        area_km2 = land.area / 1e6
        middle = min(land.centroid.distance(spot), land.representative_point().distance(spot))
        if area_km2 < LARGE_KM2 or middle > MIDDLE_M:
            continue
        radius = f"{math.sqrt(land.area / math.pi) / METRES_PER_KM:.0f}"
        yield Remark(
            code="POINT_IS_MIDDLE_OF_LAND",
            place=row.code,
            sentence=(
                f"Titik {row.name} adalah titik tengah wilayah {area_km2:.0f} km2, bukan letak permukiman; dapat "
                f"meleset sampai sekitar {radius} km. Isi lat dan lon balai desanya.",
                f"The point of {row.name} is the middle of {area_km2:.0f} km2 of land, not its settlement; it may be "
                f"off by about {radius} km. Give lat and lon of its village hall.",
            ),
        )


def _areas(metric: _Metric, names: Mapping[str, str]) -> Iterator[Remark]:
    for id_, land in zip(metric.ids, metric.shapes, strict=True):
        area_km2 = land.area / 1e6
        if not SMALLEST_KM2 <= area_km2 <= LARGEST_KM2:
            yield Remark(
                code="AREA_IMPLAUSIBLE",
                place=id_,
                sentence=(
                    f"Luas {names.get(id_, id_)} {f'{area_km2:.3g}'.replace('.', ',')} km2; periksa poligonnya.",
                    f"{names.get(id_, id_)} covers {area_km2:.3g} km2; check its polygon.",
                ),
            )


def _overlaps(metric: _Metric, names: Mapping[str, str]) -> Iterator[Remark]:
    """Land that two polygons claim, from a twentieth of the smaller one on."""
    for one, other in _touching(metric):
        shared = metric.shapes[one].intersection(metric.shapes[other]).area
        smaller = min(metric.shapes[one].area, metric.shapes[other].area)
        if smaller and shared / smaller >= OVERLAP_SHARE:
            first, second = names.get(metric.ids[one], metric.ids[one]), names.get(metric.ids[other], metric.ids[other])
            share, km2 = round(100 * shared / smaller), f"{shared / 1e6:.2f}"
            yield Remark(
                code="LANDS_OVERLAP",
                place=metric.ids[one],
                sentence=(
                    f"Batas {first} dan {second} bertumpuk {km2.replace('.', ',')} km2 "
                    f"({share} % dari yang lebih kecil).",
                    f"{first} and {second} overlap by {km2} km2 ({share} % of the smaller).",
                ),
            )


def _pieces(sheets: Sheets, metric: _Metric) -> Iterator[Remark]:
    """Villages that border on none, and subdistricts whose villages do not hang together."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(metric.ids)
    graph.add_edges_from((pair.one, pair.other) for pair in _neighbours(metric, BORDER_M))
    names = {row.code: row.name for row in sheets.villages}
    if len(metric.ids) > 1:
        for id_ in sorted(nx.isolates(graph)):
            yield Remark(
                code="VILLAGE_WITHOUT_NEIGHBOUR",
                place=id_,
                sentence=(
                    f"{names.get(id_, id_)} tidak berbatasan dengan desa mana pun: pulau, atau batas yang tidak rapat.",
                    f"{names.get(id_, id_)} borders on no village: an island, or borders that do not meet.",
                ),
            )
    members: dict[str, list[str]] = {}
    for row in sheets.villages:
        if row.code in graph:
            members.setdefault(row.subdistrict, []).append(row.code)
    for subdistrict, villages in sorted(members.items()):
        parts = sorted(nx.connected_components(graph.subgraph(villages)), key=lambda part: (-len(part), min(part)))
        # A single village apart was told above, or lies within another subdistrict.
        if len(parts) > 1:
            apart = ", ".join(names[id_] for part in parts[1:] for id_ in sorted(part))
            yield Remark(
                code="SUBDISTRICT_IN_PIECES",
                place=subdistrict,
                sentence=(
                    f"Kecamatan {subdistrict} terpisah menjadi {len(parts)} bagian; terpisah: {apart}. Periksa "
                    "kecamatan dan kode desa itu.",
                    f"Subdistrict {subdistrict} falls into {len(parts)} pieces; apart: {apart}. Check subdistrict and "
                    "codes of these villages.",
                ),
            )


def _touching(metric: _Metric) -> list[tuple[int, int]]:
    """Pairs of numbers whose lands come within a gap of each other."""
    tree = shapely.STRtree(metric.shapes)
    pairs = np.transpose(tree.query(metric.shapes, predicate="dwithin", distance=GAP_M)).tolist()
    return sorted((one, other) for one, other in pairs if one < other)


def _neighbours(metric: _Metric, border_m: float) -> tuple[Neighbours, ...]:
    found = []
    for one, other in _touching(metric):
        border = metric.shapes[one].boundary.intersection(metric.shapes[other].buffer(GAP_M)).length
        if border >= border_m:
            found.append(Neighbours(one=metric.ids[one], other=metric.ids[other], border_m=border))
    return tuple(found)
