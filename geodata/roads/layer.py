"""Roads out of a drawn layer: GeoPackage, GeoJSON, shapefile, anything that GDAL reads.

Columns are understood by the names that OpenStreetMap, its common extracts, and Indonesian base maps use; a line
without a class is taken as a village road, and the report counts them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geodata.contracts.road_kinds import OneWay, RoadClass
from geodata.contracts.roads import ONE_WAY, ROAD_CLASSES, SURFACES
from geodata.crs import WGS84
from geodata.library_words import size_told, with_detail
from geodata.read.spelling import plain, spellings
from geodata.roads.kinds import ALL_VEHICLES, vehicle_bit
from geodata.roads.osm_tags import WayFacts, limit_kmh, way_facts
from geodata.roads.ways import Box, Ways
from planner.domain.team import VehicleClass
from planner.errors import Fault, InputFaults

CLASS_COLUMNS = (
    "jenis",
    "class",
    "road_class",
    "highway",
    "fclass",
    "kelas",
    "kelas_jalan",
    "fungsi",
    "remark",
    "type",
)
SURFACE_COLUMNS = ("permukaan", "surface", "perkerasan", "jenis_perkerasan")
NAME_COLUMNS = ("nama", "name", "nama_jalan", "nm_ruas", "nama_ruas", "namobj", "ref")
ID_COLUMNS = ("ruas", "segment", "osm_id", "no_ruas", "id")
ONE_WAY_COLUMNS = ("searah", "oneway", "one_way")
BRIDGE_COLUMNS = ("jembatan", "bridge", "tunnel", "terowongan")
LIMIT_COLUMNS = ("batas_kmh", "maxspeed")
SLOPE_COLUMNS = ("kemiringan_permil", "slope_permille")
MINUTES_COLUMNS = ("menit", "minutes")
OPEN_COLUMNS = {
    VehicleClass.CAR: ("mobil", "motorcar"),
    VehicleClass.MOTORCYCLE: ("motor", "motorcycle"),
    VehicleClass.BOAT: ("perahu", "boat"),
}
_CLASS_WORDS = {name: item.value for item in ROAD_CLASSES for name in spellings(item)}
_SURFACE_WORDS = {name: item.value for item in SURFACES for name in spellings(item)}
_ONE_WAY_WORDS = {name: item.value for item in ONE_WAY for name in spellings(item)} | {
    "f": OneWay.FORWARD,
    "t": OneWay.BACKWARD,
    "b": OneWay.BOTH,
    "0": OneWay.BOTH,
}
_BASE_MAP = (
    ("tol", RoadClass.MOTORWAY),
    ("arteri", RoadClass.TRUNK),
    ("nasional", RoadClass.TRUNK),
    ("kolektor", RoadClass.SECONDARY),
    ("provinsi", RoadClass.PRIMARY),
    ("setapak", RoadClass.PATH),
    ("lokal", RoadClass.TERTIARY),
    ("kabupaten", RoadClass.SECONDARY),
    ("desa", RoadClass.UNCLASSIFIED),
    ("lingkungan", RoadClass.RESIDENTIAL),
)
"""Words inside the class names of Indonesian base maps, such as "Jalan Arteri"."""
_FALSE = frozenset({"", "0", "f", "false", "no", "tidak", "none", "nan"})
_NO_ROADS = frozenset({"footway", "steps", "pedestrian", "cycleway", "bridleway", "proposed", "construction"})
LINE_LAYER = (
    "lapisan garis jalan (GPKG, GeoJSON, SHP) atau ekstrak OSM",
    "a layer of road lines (GPKG, GeoJSON, SHP) or an OSM extract",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLayer:
    """Lines with what their columns say.

    Attributes
    ----------
    ways
        One for each line, without nodes.
    lines
        (lon, lat) points of each, WGS 84.
    unclassed
        How many of them told no class that is known.
    new
        How many had no id of their own.
    """

    ways: Ways
    lines: list[NDArray[np.float64]]
    unclassed: int
    new: int


def read_layer(path: Path, *, layer: str | None = None, crs: str | None = None, box: Box | None = None) -> LineLayer:
    """The lines of a layer.

    Parameters
    ----------
    layer
        Its name, where the file has several.
    crs
        What the coordinates are in, where the file does not say.
    box
        Only lines that touch it, degrees.

    Raises
    ------
    InputFaults
        ``LAYER_NOT_READABLE``, ``LAYER_UNKNOWN``, ``LAYER_WITHOUT_CRS``, ``CRS_UNKNOWN``, ``LAYER_WITHOUT_LINES``,
        ``COORDINATES_SWAPPED``, ``COORDINATES_OUT_OF_RANGE``.
    """
    chosen = _chosen(path, layer)
    try:
        meta, fids, geometry, columns = pyogrio.raw.read(path, layer=chosen, return_fids=True)
    except (DataSourceError, DataLayerError, RuntimeError, ValueError) as error:
        raise _fault(path, "LAYER_NOT_READABLE", size_told(path), with_detail(LINE_LAYER, error)) from error
    shapes = shapely.from_wkb(geometry, on_invalid="ignore")
    projection = _projection(path, meta.get("crs"), crs)
    parts, owner = shapely.get_parts(shapes, return_index=True)
    is_line = (shapely.get_type_id(parts) == 1) & ~shapely.is_empty(parts)
    parts, owner = parts[is_line], owner[is_line]
    if not len(parts):
        raise _fault(path, "LAYER_WITHOUT_LINES", f"{len(shapes)} obyek / features", LINE_LAYER)
    rise = _rises(parts)
    lines = _degrees(path, shapely.force_2d(parts), projection)
    inside = _touching(lines, box)
    if box is not None and not inside.any():
        _refuse_if_swapped(path, lines, box)
    fields = {plain(str(name)): values for name, values in zip(meta["fields"], columns, strict=True)}
    return _ways(fields, fids, lines, owner, rise, inside)


def _chosen(path: Path, layer: str | None) -> str | None:
    try:
        layers = pyogrio.list_layers(path)
    except (DataSourceError, DataLayerError, RuntimeError, ValueError) as error:
        raise _fault(path, "LAYER_NOT_READABLE", size_told(path), with_detail(LINE_LAYER, error)) from error
    names = [str(name) for name in layers[:, 0]]
    if layer is not None and layer not in names:
        listed = ", ".join(names[:8])
        raise _fault(path, "LAYER_UNKNOWN", layer, (f"salah satu lapisan: {listed}", f"one of the layers: {listed}"))
    with_lines = [str(name) for name, kind in layers if kind is not None and "LineString" in str(kind)]
    return layer or next(iter(with_lines or names), None)


def _projection(path: Path, stated: Any, given: str | None) -> CRS:
    named = given or stated
    if not named:
        raise _fault(
            path,
            "LAYER_WITHOUT_CRS",
            "",
            (
                "sistem koordinat di berkas (.prj), atau --crs EPSG:4326 (derajat) atau EPSG:32748 (UTM 48S)",
                "a coordinate system in the file (.prj), or --crs EPSG:4326 (degrees) or EPSG:32748 (UTM 48S)",
            ),
        )
    try:
        return CRS.from_user_input(named)
    except CRSError as error:
        raise _fault(
            path, "CRS_UNKNOWN", str(named)[:60], ("nama seperti EPSG:4326", "a name such as EPSG:4326")
        ) from error


def _degrees(path: Path, parts: NDArray[Any], projection: CRS) -> list[NDArray[np.float64]]:
    points, number = shapely.get_coordinates(parts, return_index=True)
    if not projection.equals(CRS.from_user_input(WGS84), ignore_axis_order=True):
        to_degrees = Transformer.from_crs(projection, WGS84, always_xy=True)
        points = np.stack(to_degrees.transform(points[:, 0], points[:, 1]), axis=1)
    good = np.isfinite(points).all() and (np.abs(points[:, 0]) <= 180).all()
    if not good or not (np.abs(points[:, 1]) <= 90).all():
        worst = points[np.argmax(np.abs(np.nan_to_num(points, posinf=1e9, neginf=-1e9)).max(axis=1))]
        # Longitudes of Indonesia are beyond 90: in place of a latitude they tell that the two changed places.
        swapped = good and (np.abs(points[:, 0]) <= 90).all()
        code = "COORDINATES_SWAPPED" if swapped else "COORDINATES_OUT_OF_RANGE"
        raise _fault(
            path,
            code,
            f"{worst[0]:g}, {worst[1]:g}",
            (
                "bujur lalu lintang dalam derajat; periksa urutan kolom dan --crs",
                "longitude, then latitude in degrees; look at their order and at --crs",
            ),
        )
    return np.split(points, np.flatnonzero(np.diff(number)) + 1)


def _touching(lines: list[NDArray[np.float64]], box: Box | None) -> NDArray[np.bool_]:
    if box is None:
        return np.ones(len(lines), dtype=np.bool_)
    return np.array(
        [
            line[:, 0].max() >= box[0]
            and line[:, 0].min() <= box[2]
            and line[:, 1].max() >= box[1]
            and line[:, 1].min() <= box[3]
            for line in lines
        ],
        dtype=np.bool_,
    )


def _refuse_if_swapped(path: Path, lines: list[NDArray[np.float64]], box: Box) -> None:
    if _touching([line[:, ::-1] for line in lines], box).any():
        spot = lines[0][0]
        raise _fault(
            path,
            "COORDINATES_SWAPPED",
            f"{spot[0]:g}, {spot[1]:g}",
            ("bujur lalu lintang; keduanya tertukar", "longitude, then latitude; the two changed places"),
        )


def _rises(parts: NDArray[Any]) -> list[int | None]:
    """Slope from end to end where the lines carry heights."""
    heights = shapely.has_z(parts)
    found: list[int | None] = []
    for part, has_height in zip(parts, heights.tolist(), strict=True):
        points = shapely.get_coordinates(part, include_z=True) if has_height else None
        if points is None or not np.isfinite(points[[0, -1], 2]).all() or not points[:, 2].any():
            found.append(None)
            continue
        # Only the ratio counts: degrees are brought to metres by their size at the equator, good to a percent here.
        flat = np.diff(points[:, :2], axis=0) * (111_320 if np.abs(points[:, :2]).max() <= 180 else 1)
        length = float(np.hypot(flat[:, 0], flat[:, 1]).sum())
        rise = float(points[-1, 2] - points[0, 2])
        found.append(None if length < 1 else max(-900, min(900, round(1000 * rise / length))))
    return found


def _ways(
    fields: Mapping[str, NDArray[Any]],
    fids: NDArray[Any] | None,
    lines: list[NDArray[np.float64]],
    owner: NDArray[np.int64],
    rise: list[int | None],
    inside: NDArray[np.bool_],
) -> LineLayer:
    ways, kept, unclassed, new = Ways(), [], 0, 0
    read = _Fields(fields)
    for number in np.flatnonzero(inside).tolist():
        row = int(owner[number])
        if len(lines[number]) < 2:
            continue
        facts, known = read.facts(row, rise[number])
        if facts is None:
            continue
        id_ = read.text(row, ID_COLUMNS)
        if not id_:
            new += 1
            id_ = f"baru{int(fids[row]) if fids is not None else row}"
        unclassed += not known
        ways.add(id_, facts, [])
        ways.ends.pop()
        kept.append(lines[number])
    return LineLayer(ways=ways, lines=kept, unclassed=unclassed, new=new)


class _Fields:
    """The columns of a layer, row by row."""

    def __init__(self, fields: Mapping[str, NDArray[Any]]) -> None:
        self._fields = fields

    def text(self, row: int, names: tuple[str, ...]) -> str:
        """The first of these columns that says something."""
        for name in names:
            if name in self._fields:
                value = self._fields[name][row]
                if value is not None and value == value and str(value).strip():
                    number = isinstance(value, float | np.floating) and float(value).is_integer()
                    return str(int(value)) if number else str(value).strip()
        return ""

    def facts(self, row: int, rise: int | None) -> tuple[WayFacts | None, bool]:
        """The line as a road, ``None`` where no vehicle may use it; and whether its class is known."""
        said = self.text(row, CLASS_COLUMNS)
        road = _road_class(said)
        surface_word = plain(self.text(row, SURFACE_COLUMNS))
        facts = way_facts(
            {
                "highway": (road or RoadClass.UNCLASSIFIED).value,
                "surface": surface_word,
                "name": self.text(row, NAME_COLUMNS),
            }
        )
        if road in (RoadClass.FERRY, RoadClass.RIVER):
            facts = way_facts({"route": "ferry"} if road is RoadClass.FERRY else {"waterway": "river"})
        if facts is None or (said and road is None and plain(said) in _NO_ROADS):
            return None, True
        slope = self.text(row, SLOPE_COLUMNS)
        minutes = self.text(row, MINUTES_COLUMNS)
        return (
            WayFacts(
                name=self.text(row, NAME_COLUMNS),
                road_class=facts.road_class,
                surface=_SURFACE_WORDS.get(surface_word, facts.surface),
                one_way=_direction(self.text(row, ONE_WAY_COLUMNS)),
                vehicles=self._vehicles(row, facts.vehicles),
                bridge=any(plain(self.text(row, (name,))) not in _FALSE for name in BRIDGE_COLUMNS),
                limit_kmh=limit_kmh(self.text(row, LIMIT_COLUMNS)),
                rise_permille=int(slope) if re.fullmatch(r"-?\d+", slope) else rise,
                minutes=float(minutes) if re.fullmatch(r"\d+(\.\d+)?", minutes) else None,
            ),
            road is not None,
        )

    def _vehicles(self, row: int, mask: int) -> int:
        for vehicle, names in OPEN_COLUMNS.items():
            said = plain(self.text(row, names))
            if said:
                bit = vehicle_bit(vehicle)
                mask = mask & (ALL_VEHICLES ^ bit) if said in _FALSE | {"private"} else mask | bit
        return mask


def _road_class(said: str) -> RoadClass | None:
    word = plain(said).removesuffix("_link")
    if not word:
        return None
    if re.fullmatch(r"track_grade[1-5]", word):
        return RoadClass.TRACK
    if word in _CLASS_WORDS:
        found: RoadClass = _CLASS_WORDS[word]
        return found
    if word == "living_street":
        return RoadClass.RESIDENTIAL
    return next((road for part, road in _BASE_MAP if part in word.split("_")), None)


def _direction(said: str) -> int:
    if said in ("-1", "0", "1"):
        return int(said)
    found = _ONE_WAY_WORDS.get(plain(said), OneWay.BOTH)
    return {OneWay.FORWARD: 1, OneWay.BACKWARD: -1, OneWay.BOTH: 0}[found]


def _fault(path: Path, code: str, found: str, expected: tuple[str, str]) -> InputFaults:
    return InputFaults((Fault(code=code, where=path.name, found=found, expected=expected),))
