"""The layers of an office as GeoJSON features, thinned for a map: the file itself has every point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geodata.boundaries.layer import Bounds
from geodata.boundaries.match import Matched
from geodata.contracts import Sheets
from geodata.ground import Ground
from geodata.ground_files import GroundLayer
from geodata.roads.kinds import CLASSES, SURFACES, VEHICLES, vehicle_bit
from geodata.roads.segments import Segments

Feature: TypeAlias = dict[str, Any]
THIN_DEGREES = 0.0002
"""A line on a map may stray about 20 m."""
STEP_DEGREES = 0.000_001
MOST_FEATURES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a map shows of a layer.

    Attributes
    ----------
    features
        GeoJSON features, WGS 84.
    left_out
        How many more there are; of roads the smallest classes.
    """

    features: tuple[Feature, ...]
    left_out: int


def drawing(
    layer: GroundLayer, ground: Ground, sheets: Sheets, *, box: Bounds | None = None, most: int = MOST_FEATURES
) -> Drawing:
    """A layer as it was matched and read.

    Parameters
    ----------
    box
        Only what touches it, degrees.
    most
        So many features at most.
    """
    if layer is GroundLayer.ROADS:
        found = [] if ground.roads is None else list(_roads(ground.roads.segments, box))
    elif layer is GroundLayer.COVERAGE:
        found = list(_coverage(ground, box))
    elif layer is GroundLayer.VILLAGES:
        names = {row.code: (row.name, row.subdistrict) for row in sheets.villages}
        found = list(_lands(ground.boundaries.villages, box, names))
    else:
        found = list(_lands(ground.boundaries.subdistricts, box, {}))
    return Drawing(features=tuple(feature() for feature in found[:most]), left_out=max(0, len(found) - most))


class _Wanted:
    """A feature that is drawn once it is known to be shown."""

    __slots__ = ("_about", "_id", "_shape")

    def __init__(self, id_: str, shape: BaseGeometry, about: Feature) -> None:
        self._id, self._shape, self._about = id_, shape, about

    def __call__(self) -> Feature:
        thin = shapely.simplify(self._shape, THIN_DEGREES, preserve_topology=True)
        shape = shapely.set_precision(thin, STEP_DEGREES, mode="pointwise")
        return {"type": "Feature", "id": self._id, "geometry": mapping(shape), "properties": self._about}


def _touches(shape: BaseGeometry, box: Bounds | None) -> bool:
    return box is None or bool(shapely.intersects(shape, shapely.box(*box)))


def _lands(found: Matched | None, box: Bounds | None, names: dict[str, tuple[str, str]]) -> Iterator[_Wanted]:
    if found is None:
        return
    for by, lands in (("code", found.by_code), ("name", found.by_name)):
        for id_, shape in lands.items():
            if _touches(shape, box):
                name, within = names.get(id_, (id_, ""))
                about = {"code": id_, "name": name, "matched_by": by}
                yield _Wanted(id_, shape, about | ({"subdistrict": within} if within else {}))


def _coverage(ground: Ground, box: Bounds | None) -> Iterator[_Wanted]:
    for number, area in enumerate(ground.coverage, 1):
        if _touches(area.land, box):
            seen = None if area.seen is None else area.seen.last.isoformat()
            about = {"connectivity": area.connectivity.value, "operator": area.operator, "seen": seen}
            yield _Wanted(str(number), area.land, about)


def _roads(segments: Segments, box: Bounds | None) -> Iterator[_Wanted]:
    """Segments, the classes that matter most first."""
    numbers = np.repeat(np.arange(len(segments)), np.diff(segments.first))
    lines: Sequence[BaseGeometry] = shapely.linestrings(segments.points, indices=numbers)
    inside = np.ones(len(segments), dtype=np.bool_) if box is None else shapely.intersects(lines, shapely.box(*box))
    for number in np.argsort(segments.road_class, kind="stable").tolist():
        if not inside[number]:
            continue
        about = {
            "segment": segments.ids[number],
            "name": segments.names[number],
            "road_class": CLASSES[int(segments.road_class[number])].value,
            "surface": SURFACES[int(segments.surface[number])].value,
            "bridge": bool(segments.bridge[number]),
            "length_m": round(float(segments.length_m[number])),
            "open_to": [item.value for item in VEHICLES if segments.vehicles[number] & vehicle_bit(item)],
        }
        yield _Wanted(segments.ids[number], lines[number], about)
