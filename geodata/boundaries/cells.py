"""Approximate land where no boundary is known: what lies nearer to a village's point than to any other's."""

from collections.abc import Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

HULL_MARGIN_M = 2_000
"""The hull of the points is widened by this: villages lie on its edge."""


def hull(points: Sequence[tuple[float, float]]) -> BaseGeometry:
    """The convex hull of points in metres, with a margin."""
    return shapely.MultiPoint(list(points)).convex_hull.buffer(HULL_MARGIN_M)


def nearest_cells(points: Mapping[str, tuple[float, float]], region: BaseGeometry) -> dict[str, BaseGeometry]:
    """Voronoi cells cut to a region; places on one and the same point share one cell.

    Parameters
    ----------
    points
        (x, y) in metres by id.
    region
        Land to be shared out.

    References
    ----------
    Aurenhammer, F. (1991), "Voronoi diagrams", ACM Computing Surveys 23.
    """
    distinct = list(dict.fromkeys(points.values()))
    if not distinct:
        return {}
    if len(distinct) == 1:
        cells = [region]
    else:
        diagram = shapely.voronoi_polygons(shapely.MultiPoint(distinct), extend_to=region, ordered=True)
        cells = [cell.intersection(region) for cell in diagram.geoms]
    of_point = dict(zip(distinct, cells, strict=True))
    return {id_: of_point[point] for id_, point in points.items()}
