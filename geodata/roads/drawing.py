"""A closure that somebody drew: points, lines or areas of a file, brought to degrees and to one text for the sheet."""

from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from geodata.boundaries.layer import ENDINGS, check_bytes
from geodata.crs import WGS84
from geodata.library_words import size_told, with_detail
from geodata.read.cells import LAT_HIGH, LAT_LOW, LON_HIGH, LON_LOW
from geodata.read.raw_table import FileError
from planner.errors import Fault, InputFaults

WKT_DECIMALS = 6
UNREADABLE = (DataSourceError, DataLayerError, RuntimeError, ValueError, OSError, shapely.errors.ShapelyError)
DRAWING = (
    "gambar titik, garis, atau bidang (GeoJSON, GPKG, SHP)",
    "a drawing of points, lines or areas (GeoJSON, GPKG, SHP)",
)


def drawn(path: Path) -> str:
    """The drawings of a file, of all its layers, as one WKT in degrees, for the column ``letak``.

    Raises
    ------
    InputFaults
        ``FILE_NOT_FOUND``, ``CONTENT_NOT_AS_NAMED``, ``LAYER_NOT_READABLE``, ``LAYER_EMPTY``, ``LAYER_WITHOUT_CRS``,
        ``COORDINATES_SWAPPED``, ``COORDINATES_OUT_OF_RANGE``.
    """
    if not path.is_file():
        raise _fault(path, "FILE_NOT_FOUND", path.name, ("berkas gambar yang ada", "a drawing file that exists"))
    try:
        if path.suffix.casefold() in ENDINGS:
            check_bytes(path)
        layers = [str(name) for name, kind in pyogrio.list_layers(path).tolist() if kind is not None]
        shapes = [shape for name in layers for shape in _shapes(path, name)]
        if not shapes:
            raise _fault(path, "LAYER_EMPTY", "0", DRAWING)
        # A hand draws areas that cross themselves; what they enclose is meant.
        whole = shapely.union_all([shapely.make_valid(shape) for shape in shapes])
    except FileError as error:
        raise InputFaults((error.fault,)) from error
    except InputFaults:
        raise
    except UNREADABLE as error:
        raise _fault(path, "LAYER_NOT_READABLE", size_told(path), with_detail(DRAWING, error)) from error
    return str(shapely.to_wkt(whole, rounding_precision=WKT_DECIMALS))


def _shapes(path: Path, layer: str) -> list[Any]:
    """The shapes of a layer in degrees."""
    meta, _, geometry, _ = pyogrio.raw.read(path, layer=layer, columns=[])
    read = shapely.force_2d(shapely.from_wkb(geometry, on_invalid="ignore"))
    shapes = [shape for shape in read if shape is not None and not shape.is_empty]
    if not shapes:
        return []
    bounds = shapely.total_bounds(shapes)
    stated = meta.get("crs")
    if not stated and not _in_indonesia(bounds):
        _refuse_swapped(path, bounds)
        expected = (
            "gambar dengan sistem koordinat (.prj, atau mis. EPSG:4326 saat diekspor)",
            "a drawing that states its coordinate system (.prj, or such as EPSG:4326 at export)",
        )
        raise _fault(path, "LAYER_WITHOUT_CRS", _told(bounds), expected)
    projection = CRS.from_user_input(stated or WGS84)
    if not projection.equals(CRS.from_user_input(WGS84), ignore_axis_order=True):
        try:
            turn = Transformer.from_crs(projection, WGS84, always_xy=True)
        except ProjError as error:
            raise _fault(path, "CRS_UNKNOWN", str(stated)[:60], ("mis. EPSG:4326", "such as EPSG:4326")) from error
        shapes = [shapely.transform(shape, lambda points: _turned(turn, points)) for shape in shapes]
        bounds = shapely.total_bounds(shapes)
    _refuse_swapped(path, bounds)
    if not np.isfinite(bounds).all() or np.abs(bounds[[1, 3]]).max() > 90 or np.abs(bounds[[0, 2]]).max() > 180:
        expected = ("bujur lalu lintang dalam derajat", "longitude, then latitude in degrees")
        raise _fault(path, "COORDINATES_OUT_OF_RANGE", _told(bounds), expected)
    return shapes


def _refuse_swapped(path: Path, bounds: NDArray[np.float64]) -> None:
    if _in_indonesia(bounds[[1, 0, 3, 2]]):
        expected = ("bujur lalu lintang; keduanya tertukar", "longitude, then latitude; the two changed places")
        raise _fault(path, "COORDINATES_SWAPPED", _told(bounds), expected)


def _in_indonesia(bounds: NDArray[np.float64]) -> bool:
    west, south, east, north = bounds.tolist()
    return bool(LON_LOW <= west <= east <= LON_HIGH and LAT_LOW <= south <= north <= LAT_HIGH)


def _turned(turn: Transformer, points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack(turn.transform(points[:, 0], points[:, 1]), axis=1)


def _told(bounds: NDArray[np.float64]) -> str:
    return ", ".join(f"{edge:.6g}" for edge in bounds.tolist())


def _fault(path: Path, code: str, found: str, expected: tuple[str, str]) -> InputFaults:
    return InputFaults((Fault(code=code, where=path.name, found=found, expected=expected),))
