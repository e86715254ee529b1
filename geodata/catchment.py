"""Catchments of places of service, drawn from points: for the map, never for the plan.

Boundaries of villages are not needed: each village gets the land that lies nearer to its point than to any
other, within a few kilometres. The land of a place of service is that of all the villages served there.
"""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.crs import WGS84, metric_crs
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind

CELL_RADIUS_M = 5_000
REGION_MARGIN_M = 2_000
COLUMNS = ("site", "villages", "unrecorded", "area_km2", "geometry")


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
    distinct = list(dict.fromkeys((point.x, point.y) for point in points))
    region = shapely.MultiPoint(distinct).convex_hull.buffer(REGION_MARGIN_M)
    cells = dict(zip(distinct, _cells(distinct, region), strict=True))
    land = [shapely.intersection_all([cells[point.x, point.y], region, point.buffer(radius_m)]) for point in points]
    return gpd.GeoDataFrame({"village": [village.id for village in villages]}, geometry=land, crs=points.crs)


def catchments(problem: Problem, served_at: Mapping[str, str], *, radius_m: int = CELL_RADIUS_M) -> gpd.GeoDataFrame:
    """The land served at each place of service.

    Parameters
    ----------
    problem
        Gives the villages' points and people.
    served_at
        Village to the site that it is served at (itself or a hub); villages that are missing get no land.
    radius_m
        See :func:`village_cells`.

    Returns
    -------
    geopandas.GeoDataFrame
        In WGS 84, one row per site, sorted by site: ``site``, ``villages`` (ids, joined by commas),
        ``unrecorded`` (people), ``area_km2`` (reckoned in the metric projection) and ``geometry``.
    """
    villages = [site for site in problem.sites if site.kind is SiteKind.VILLAGE]
    joined: dict[str, list[str]] = {}
    for village in villages:
        if village.id in served_at:
            joined.setdefault(served_at[village.id], []).append(village.id)
    if not joined:
        return gpd.GeoDataFrame({name: [] for name in COLUMNS}, geometry="geometry", crs=WGS84)
    cells = village_cells(villages, radius_m=radius_m)
    land = dict(zip(cells["village"], cells.geometry, strict=True))
    sites = sorted(joined)
    shapes = gpd.GeoSeries(
        [shapely.union_all([land[village] for village in joined[site]]) for site in sites], crs=cells.crs
    )
    return gpd.GeoDataFrame(
        {
            "site": sites,
            "villages": [",".join(joined[site]) for site in sites],
            "unrecorded": [sum(problem.site[village].unrecorded for village in joined[site]) for site in sites],
            "area_km2": (shapes.area / 1e6).round(3).tolist(),
        },
        geometry=shapes.to_crs(WGS84),
    )


def _cells(points: Sequence[tuple[float, float]], region: BaseGeometry) -> list[BaseGeometry]:
    """Voronoi cells in the order of ``points``; the whole region for a single point."""
    if len(points) == 1:
        return [region]
    diagram = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=region, ordered=True)
    return list(diagram.geoms)
