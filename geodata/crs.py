"""The one metric projection of a region: the UTM zone of its middle."""

from collections.abc import Sequence

WGS84 = "EPSG:4326"
ZONE_DEGREES = 6


def metric_crs(points: Sequence[tuple[float, float]]) -> str:
    """EPSG name of the UTM zone around the middle of ``points``.

    Parameters
    ----------
    points
        (lon, lat) in degrees, WGS 84; at least one.

    Returns
    -------
    str
        Such as ``"EPSG:32748"``. A region that straddles the equator takes the half where its middle lies: the
        false northing differs, distances and areas do not.
    """
    if not points:
        raise ValueError("a projection needs at least one point")
    lon = (min(point[0] for point in points) + max(point[0] for point in points)) / 2
    lat = (min(point[1] for point in points) + max(point[1] for point in points)) / 2
    zone = min(int((lon + 180) // ZONE_DEGREES) + 1, 60)
    return f"EPSG:{(32700 if lat < 0 else 32600) + zone}"
