"""Catchments of places of service and the land of villages: for maps, never for the plan.

The land of a village is its polygon where the office has boundaries; otherwise an approximate cell: what lies nearer to
its point than to any other, within a few kilometres. The land of a place of service is that of all villages served
there.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import Boundaries, Land, lands_of
from geodata.boundaries.cells import hull, nearest_cells
from geodata.crs import WGS84, metric_crs
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind

CELL_RADIUS_M = 5_000
COLUMNS = ("site", "villages", "unrecorded", "area_km2", "approximate", "geometry")
DRAWN_TOLERANCE_M = 60.0
"""Borders on a page may stray so far: half a millimetre on a screen that shows the whole regency."""


def village_cells(villages: Sequence[Site], *, radius_m: int = CELL_RADIUS_M) -> gpd.GeoDataFrame:
    """The land around each village's point, in the region's metric projection.

    Voronoi cells, cut to a circle around the point and to the region (the convex hull of all points with a
    margin). Villages with one and the same point share one cell.

    Parameters
    ----------
    villages
        At least one.
    radius_m
        No land farther from the point than this belongs to the village, metres.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns ``village`` and ``geometry``, in the order of ``villages``.
    """
    spots = [(village.lon, village.lat) for village in villages]
    points = gpd.GeoSeries(shapely.points(spots), crs=WGS84).to_crs(metric_crs(spots))
    at = {village.id: (point.x, point.y) for village, point in zip(villages, points, strict=True)}
    cells = nearest_cells(at, hull(list(at.values())))
    land = [
        cells[village.id].intersection(point.buffer(radius_m)) for village, point in zip(villages, points, strict=True)
    ]
    return gpd.GeoDataFrame({"village": [village.id for village in villages]}, geometry=land, crs=points.crs)


def village_lands(problem: Problem, boundaries: Boundaries | None = None) -> dict[str, Land]:
    """The land of every village in WGS 84: polygons where known, else cells cut to circles.

    Parameters
    ----------
    boundaries
        What the office has; ``None`` for cells alone.
    """
    villages = [site for site in problem.sites if site.kind is SiteKind.VILLAGE]
    if not villages:
        return {}
    known = boundaries is not None and (boundaries.villages is not None or boundaries.subdistricts is not None)
    if not known:
        cells = village_cells(villages).to_crs(WGS84)
        return {
            village: Land(shape=shape, approximate=True)
            for village, shape in zip(cells["village"], cells.geometry, strict=True)
        }
    points = {village.id: (village.lon, village.lat) for village in villages}
    return lands_of(points, {village.id: village.subdistrict for village in villages}, boundaries)


def catchments(
    problem: Problem, served_at: Mapping[str, str], lands: Mapping[str, Land] | None = None
) -> gpd.GeoDataFrame:
    """The land served at each place of service.

    Parameters
    ----------
    problem
        Gives the villages' points and people.
    served_at
        Village to the site that it is served at (itself or a hub); villages that are missing get no land.
    lands
        Land of the villages; cells where none is given.

    Returns
    -------
    geopandas.GeoDataFrame
        In WGS 84, one row per site, sorted by site: ``site``, ``villages`` (ids, joined by commas),
        ``unrecorded`` (people), ``area_km2`` (reckoned in the metric projection), ``approximate`` (whether any of it
        is a cell) and ``geometry``.
    """
    villages = [site for site in problem.sites if site.kind is SiteKind.VILLAGE]
    joined: dict[str, list[str]] = {}
    for village in villages:
        if village.id in served_at:
            joined.setdefault(served_at[village.id], []).append(village.id)
    if not joined:
        return gpd.GeoDataFrame({name: [] for name in COLUMNS}, geometry="geometry", crs=WGS84)
    land = village_lands(problem) if lands is None else lands
    crs = metric_crs([(village.lon, village.lat) for village in villages])
    metric = gpd.GeoSeries({village: item.shape for village, item in land.items()}, crs=WGS84).to_crs(crs)
    sites = sorted(joined)
    # What is left between two neighbouring polygons is no border of a catchment.
    shapes = gpd.GeoSeries([shapely.union_all([metric[id_] for id_ in joined[site]]) for site in sites], crs=crs)
    return gpd.GeoDataFrame(
        {
            "site": sites,
            "villages": [",".join(joined[site]) for site in sites],
            "unrecorded": [sum(problem.site[village].unrecorded for village in joined[site]) for site in sites],
            "area_km2": (shapes.area / 1e6).round(3).tolist(),
            "approximate": [any(land[village].approximate for village in joined[site]) for site in sites],
        },
        geometry=shapes.to_crs(WGS84),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLand:
    """The land of a village as a page draws it.

    Attributes
    ----------
    village
        Its id.
    rings
        Outer borders, each (lon, lat) in degrees, the first point not repeated; holes are not drawn.
    approximate
        Whether it is a cell.
    """

    village: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    approximate: bool


def drawn(lands: Mapping[str, Land], *, tolerance_m: float = DRAWN_TOLERANCE_M) -> tuple[DrawnLand, ...]:
    """Lands with fewer points, neighbours still side by side; sorted by village.

    Parameters
    ----------
    tolerance_m
        How far a border may stray, metres.
    """
    if not lands:
        return ()
    ids = sorted(lands)
    shapes = gpd.GeoSeries([lands[id_].shape for id_ in ids], crs=WGS84)
    west, south, east, north = shapes.total_bounds.tolist()
    metric = shapes.to_crs(metric_crs([(west, south), (east, north)]))
    # Borders are thinned out together: neighbours keep the points that they share.
    thin = shapely.coverage_simplify(metric.to_numpy(), tolerance_m)
    back = gpd.GeoSeries(thin, crs=metric.crs).to_crs(WGS84)
    return tuple(
        DrawnLand(village=id_, rings=tuple(_rings(shape)), approximate=lands[id_].approximate)
        for id_, shape in zip(ids, back, strict=True)
    )


def _rings(shape: BaseGeometry) -> list[tuple[tuple[float, float], ...]]:
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]
    return [tuple((round(lon, 4), round(lat, 4)) for lon, lat in polygon.exterior.coords[:-1]) for polygon in polygons]


def catchment_geojson(problem: Problem, frame: gpd.GeoDataFrame) -> bytes:
    """Catchments as a GeoJSON file, one feature on a line; names beside codes, five decimals of a degree."""
    features = []
    for row in frame.to_dict("records"):
        site = problem.site[row["site"]]
        shape = shapely.set_precision(row["geometry"], 1e-5)
        properties = {
            "code": site.id,
            "name": site.name,
            "subdistrict": site.subdistrict,
            "villages": ", ".join(problem.site[village].name for village in row["villages"].split(",")),
            "unrecorded": row["unrecorded"],
            "area_km2": row["area_km2"],
            "approximate": row["approximate"],
        }
        geometry = json.loads(shapely.to_geojson(shape))
        features.append(json.dumps({"type": "Feature", "id": site.id, "geometry": geometry, "properties": properties}))
    body = ",\n".join(features)
    return f'{{"type": "FeatureCollection", "features": [\n{body}\n]}}\n'.encode()
