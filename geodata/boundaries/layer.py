"""A layer of polygons as offices have them: GPKG, GeoJSON, SHP, FlatGeobuf; any projection; broken in any way.

What can be mended is mended and told: rings that cross themselves, parts without land. What cannot be known is a fault:
no projection, axes exchanged, another kind of file.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from geodata.contracts.column import BothLanguages
from geodata.crs import WGS84
from geodata.library_words import size_told, with_detail
from geodata.read.cells import LAT_HIGH, LAT_LOW, LON_HIGH, LON_LOW
from geodata.read.raw_table import MEBIBYTE, FileError, file_error
from geodata.read.spelling import plain

ENDINGS = (".gpkg", ".geojson", ".json", ".shp", ".fgb")
LARGEST_BYTES = 500 * MEBIBYTE
MOST_FEATURES = 200_000
WHOLE_FROM = 5_000
"""A layer of more features than this is read around the office's own places only."""
AROUND_DEGREES = 0.5
DBF_NAME = 10
"""A shapefile keeps so many characters of an attribute's name."""
Bounds: TypeAlias = tuple[float, float, float, float]
"""West, south, east, north."""
UNREADABLE = (RuntimeError, ValueError, shapely.errors.ShapelyError)
"""What the readers of layers and projections raise on a file that is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Polygons in WGS 84 with their attributes.

    Attributes
    ----------
    name
        Name of the file.
    frame
        One row per feature that has land, in the order of the file; column ``feature`` counts them from 1.
    notes
        What was mended or assumed: (Indonesian, English).
    """

    name: str
    frame: gpd.GeoDataFrame
    notes: tuple[BothLanguages, ...] = ()

    def columns(self, headings: Sequence[str]) -> list[str]:
        """The attributes that bear one of these headings, in the order of the headings; case and signs do not matter.

        A shapefile cuts names to ten characters, so ``kode_kemen`` is ``kode_kemendagri``. That makes names alike that
        are not (``kecamatan_`` may have been ``kecamatan_code``): the one written like the heading goes first.
        """
        names = [str(name) for name in self.frame.columns if name != "geometry"]
        found: dict[str, None] = {}
        for heading in headings:
            bearers = [name for name in names if plain(name) in (heading, plain(heading[:DBF_NAME]))]
            found |= dict.fromkeys(sorted(bearers, key=lambda name: name.casefold() != heading))
        return list(found)


def find_layer(folder: Path, names: Sequence[str]) -> Path | None:
    """The file in ``folder`` that bears one of ``names``; ``None`` if there is none.

    Raises
    ------
    FileError
        ``REPEATED_LAYER`` if there are several, ``SYMLINK`` if it leads elsewhere.
    """
    found = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.casefold() in ENDINGS and plain(path.stem) in names and not path.name.startswith(".")
    )
    if len(found) > 1:
        listed = ", ".join(path.name for path in found)
        raise file_error("REPEATED_LAYER", found[1].name, listed, ("satu berkas saja", "one file only"))
    if found and found[0].is_symlink():
        raise file_error(
            "SYMLINK", found[0].name, found[0].name, ("berkas itu sendiri, bukan tautan", "the file itself, not a link")
        )
    return found[0] if found else None


def read_polygons(path: Path, *, around: Bounds | None = None) -> Layer:
    """The polygons of a file.

    Parameters
    ----------
    path
        GPKG, GeoJSON, SHP or FlatGeobuf.
    around
        Where the office's places lie, degrees: of a large layer only what is near is read.

    Raises
    ------
    FileError
        With the one thing that keeps the file from being read.
    """
    check_bytes(path)
    notes: list[BothLanguages] = []
    try:
        layer = _polygon_layer(path)
        info = pyogrio.read_info(path, layer=layer, force_feature_count=True, force_total_bounds=True)
        _check_size(path, info)
        crs = _crs(path, info, notes)
        _check_place(path, _in_degrees(path, info["total_bounds"], crs), crs)
        near = _near(around, crs) if info["features"] > WHOLE_FROM and around is not None else None
        frame = pyogrio.read_dataframe(path, layer=layer, bbox=near, force_2d=True)
        frame = frame.set_crs(crs, allow_override=True)
        frame = frame.assign(feature=range(1, len(frame) + 1)).to_crs(WGS84)
        return Layer(name=path.name, frame=_mended(path, frame, notes), notes=tuple(notes))
    except UNREADABLE as error:
        raise file_error("LAYER_NOT_READABLE", path.name, size_told(path), with_detail(_intact(path), error)) from error


def check_bytes(path: Path) -> None:
    """A file is what its ending says: GDAL itself would open whatever it finds, and follow where that leads."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4_096)
    except OSError as error:
        expected = ("berkas yang dapat dibaca", "a readable file")
        raise file_error("FILE_NOT_READABLE", path.name, error.strerror or "OSError", expected) from error
    if size > LARGEST_BYTES:
        most = LARGEST_BYTES // MEBIBYTE
        expected = (f"berkas paling besar {most} MB", f"a file of at most {most} MB")
        raise file_error("FILE_TOO_LARGE", path.name, f"{size} B", expected)
    kind = path.suffix.casefold()
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    sound = {
        ".gpkg": head.startswith(b"SQLite format 3\x00"),
        ".shp": head.startswith(b"\x00\x00\x27\x0a"),
        ".fgb": head.startswith(b"fgb\x03"),
    }.get(kind, text.startswith(b"{"))
    if not sound:
        named = {".gpkg": "GeoPackage", ".shp": "Shapefile", ".fgb": "FlatGeobuf"}.get(kind, "GeoJSON")
        found = "0 B" if not head else repr(head[:16])
        raise file_error("CONTENT_NOT_AS_NAMED", path.name, found, (f"berkas {named}", f"a {named} file"))


def _polygon_layer(path: Path) -> str:
    """The layer that holds polygons; of several the one named after the file."""
    listed = [(str(name), kind) for name, kind in pyogrio.list_layers(path).tolist()]
    fit = [name for name, kind in listed if kind is not None and ("Polygon" in kind or kind.startswith("Unknown"))]
    fit = fit or [name for name, kind in listed if kind is not None and ("Surface" in kind or "Collection" in kind)]
    if len(fit) > 1:
        fit = [name for name in fit if plain(name) == plain(path.stem)] or fit
    if len(fit) == 1:
        return fit[0]
    told = ", ".join(f"{name} ({kind or '-'})" for name, kind in listed)
    if not fit:
        raise file_error("LAYER_WITHOUT_POLYGONS", path.name, told, ("satu lapisan poligon", "a layer of polygons"))
    expected = (
        f"satu lapisan poligon, atau satu yang bernama {path.stem}",
        f"one polygon layer, or one named {path.stem}",
    )
    raise file_error("LAYER_NOT_CLEAR", path.name, told, expected)


def _check_size(path: Path, info: dict[str, Any]) -> None:
    count = info["features"]
    if not 0 < count <= MOST_FEATURES:
        code = "LAYER_EMPTY" if count <= 0 else "LAYER_TOO_LARGE"
        expected = (f"1 sampai {MOST_FEATURES} poligon", f"1 to {MOST_FEATURES} polygons")
        raise file_error(code, path.name, str(count), expected)
    if info["total_bounds"] is None or not all(math.isfinite(edge) for edge in info["total_bounds"]):
        raise file_error("LAYER_WITHOUT_PLACE", path.name, str(info["total_bounds"]), _coordinates())


def _crs_named(name: str) -> Any:
    return gpd.GeoSeries([], crs=name).crs


def _crs(path: Path, info: dict[str, Any], notes: list[BothLanguages]) -> Any:
    """The projection of the layer; degrees within Indonesia need none to be understood."""
    if info["crs"] is not None:
        return _crs_named(info["crs"])
    bounds = tuple(info["total_bounds"])
    if _in_indonesia(bounds):
        notes.append(
            (
                f"{path.name}: sistem koordinat tidak disebut; dibaca sebagai derajat WGS 84 (EPSG:4326)",
                f"{path.name}: no coordinate system is stated; read as degrees, WGS 84 (EPSG:4326)",
            )
        )
        return _crs_named(WGS84)
    _refuse_swapped(path, bounds)
    missing = "; .prj" if path.suffix.casefold() == ".shp" else ""
    expected = (
        f"lapisan dengan sistem koordinat (mis. EPSG:4326 atau EPSG:32748){missing}",
        f"a layer that states its coordinate system (such as EPSG:4326 or EPSG:32748){missing}",
    )
    raise file_error("LAYER_WITHOUT_CRS", path.name, _told(bounds), expected)


def _in_degrees(path: Path, bounds: Bounds, crs: Any) -> Bounds:
    west, south, east, north = _turned(bounds, crs, WGS84)
    if not all(math.isfinite(edge) for edge in (west, south, east, north)):
        _refuse_swapped(path, bounds)
        raise file_error("LAYER_OUTSIDE_INDONESIA", path.name, _told(bounds), _indonesia(crs))
    return west, south, east, north


def _check_place(path: Path, bounds: Bounds, crs: Any) -> None:
    if _in_indonesia(bounds):
        return
    _refuse_swapped(path, bounds)
    raise file_error("LAYER_OUTSIDE_INDONESIA", path.name, _told(bounds), _indonesia(crs))


def _refuse_swapped(path: Path, bounds: Bounds) -> None:
    west, south, east, north = bounds
    if _in_indonesia((south, west, north, east)):
        expected = (
            "bujur lebih dahulu, lalu lintang; tampaknya tertukar",
            "longitude first, then latitude; they seem swapped",
        )
        raise file_error("COORDINATES_SWAPPED", path.name, _told(bounds), expected)


def _in_indonesia(bounds: Bounds) -> bool:
    west, south, east, north = bounds
    return LON_LOW <= west <= east <= LON_HIGH and LAT_LOW <= south <= north <= LAT_HIGH


def _near(around: Bounds, crs: Any) -> Bounds:
    """Where the office's places lie, with a margin, in the layer's own projection."""
    west, south, east, north = around
    wide = (west - AROUND_DEGREES, south - AROUND_DEGREES, east + AROUND_DEGREES, north + AROUND_DEGREES)
    return _turned(wide, WGS84, crs)


def _turned(bounds: Sequence[float], crs: Any, into: Any) -> Bounds:
    """The bounds of the same land in another projection; edges bend, so they are followed point by point."""
    edge = shapely.segmentize(shapely.box(*bounds), max(bounds[2] - bounds[0], bounds[3] - bounds[1], 1e-9) / 20)
    west, south, east, north = gpd.GeoSeries([edge], crs=crs).to_crs(into).total_bounds.tolist()
    return west, south, east, north


def _mended(path: Path, frame: gpd.GeoDataFrame, notes: list[BothLanguages]) -> gpd.GeoDataFrame:
    """Polygons only, none that crosses itself, none without land; what was done is noted."""
    shapes = frame.geometry.to_numpy()
    kinds = shapely.get_type_id(shapes)
    # Lines and points in a layer of mixed kinds are no land.
    other = (kinds >= 0) & ~np.isin(kinds, (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON))
    other &= kinds != shapely.GeometryType.GEOMETRYCOLLECTION
    crossing = ~shapely.is_valid(shapes) & (kinds >= 0)
    whole = np.where(crossing, shapely.make_valid(shapes, method="structure", keep_collapsed=False), shapes)
    land = np.array([_land(shape) for shape in whole], dtype=object)
    empty = np.array([shape is None for shape in land], dtype=np.bool_)
    if empty.all():
        raise file_error("LAYER_WITHOUT_POLYGONS", path.name, str(len(frame)), ("poligon", "polygons"))
    numbers = frame["feature"].to_numpy()
    mended, lost = numbers[crossing & ~empty].tolist(), numbers[empty].tolist()
    if mended:
        listed = _listed(mended)
        notes.append(
            (
                f"{path.name}: {len(mended)} poligon memotong dirinya sendiri dan diperbaiki (nomor {listed})",
                f"{path.name}: {len(mended)} polygons that cross themselves were mended (number {listed})",
            )
        )
    if lost:
        listed = _listed(lost)
        notes.append(
            (
                f"{path.name}: {len(lost)} unsur tanpa luas diabaikan (nomor {listed})",
                f"{path.name}: {len(lost)} features without land are ignored (number {listed})",
            )
        )
    return frame.assign(geometry=land)[~empty].reset_index(drop=True)


def _land(shape: Any) -> Any:
    """The polygons of a shape, ``None`` if it has none."""
    if shape is None or shape.is_empty:
        return None
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")]
    found = shapely.union_all(parts) if len(parts) > 1 else (parts[0] if parts else None)
    return None if found is None or found.area <= 0 else found


def _listed(numbers: Sequence[int], most: int = 8) -> str:
    told = ", ".join(str(number) for number in numbers[:most])
    return told if len(numbers) <= most else f"{told}, …"


def _told(bounds: Sequence[float]) -> str:
    return ", ".join(f"{edge:.6g}" for edge in bounds)


def _indonesia(crs: Any) -> BothLanguages:
    return (
        f"poligon di Indonesia; sistem koordinat yang disebut: {crs.to_string()[:60]}",
        f"polygons in Indonesia; the coordinate system stated is {crs.to_string()[:60]}",
    )


def _coordinates() -> BothLanguages:
    return ("poligon dengan koordinat", "polygons with coordinates")


def _intact(path: Path) -> BothLanguages:
    if path.suffix.casefold() == ".shp":
        return (
            "shapefile yang utuh: .shp, .shx, .dbf dan .prj bersama-sama",
            "an intact shapefile: .shp, .shx, .dbf and .prj together",
        )
    return ("berkas yang utuh; ekspor ulang dari QGIS", "an intact file; export it again from QGIS")


__all__ = ["ENDINGS", "Bounds", "FileError", "Layer", "find_layer", "read_polygons"]
