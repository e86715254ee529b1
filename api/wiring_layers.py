"""Map layers of a dataset wired in: judged when they are sent, read again by every problem that is put together.

Imported when first needed, like everything in :mod:`api.wiring`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.wiring import DataReport, KeptTables, report_of
from api.wiring_ground import Span, assembled, grounds_of_sheets
from planner.domain.problem import Problem
from planner.domain.stock import Delivery
from planner.errors import InputFaults
from planner.scenarios.rolling import Ground as MonthGround

if TYPE_CHECKING:
    from geodata.catchment import DrawnLand
    from geodata.contracts import Sheets
    from geodata.ground import Ground
    from geodata.ground_files import GroundFile

BORDERS = ("villages", "subdistricts")
"""Layers that tell whose land is whose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerFile:
    """A layer of an office: which, its name in a planning folder, and the file."""

    layer: str
    name: str
    content: bytes


def layer_names() -> tuple[str, ...]:
    """The layers that an office may have."""
    from geodata.ground_files import GroundLayer

    return tuple(item.value for item in GroundLayer)


def taken(kept: KeptTables, layer: str, name: str, content: bytes, *, crs: str | None = None) -> LayerFile:
    """A file as somebody sent it, to be kept with the sheets.

    Raises
    ------
    InputFaults
        With all that is wrong with the file; or with the sheets, which it is matched with.
    """
    from geodata.ground_files import GroundLayer
    from geodata.ground_files import taken as judged

    found = judged(GroundLayer(layer), name, content, _sheets(kept), crs=crs)
    return LayerFile(layer=layer, name=found.name, content=found.content)


def report_with(kept: KeptTables, layers: Sequence[LayerFile]) -> DataReport:
    """What is wrong with kept sheets over their layers, and what the layers tell of them."""
    from geodata.ground_files import ground_of
    from geodata.read.grid import place_of

    report = report_of(kept)
    if report.faults or not layers:
        # What layers say of sheets that cannot be read is nothing to go by.
        return report
    sheets = _sheets(kept)
    try:
        ground = ground_of(_files(layers), sheets)
    except InputFaults as error:
        return replace(report, faults=tuple((fault, *place_of(fault)) for fault in error.faults))
    if ground is None:
        return report
    remarks = tuple(remark.sentence for remark in ground.remarks(ground.placed(sheets)))
    return replace(report, notes=(*report.notes, *ground.notes, *ground.left_over(), *remarks))


def problem_over(
    kept: KeptTables, layers: Sequence[LayerFile], name: str, span: Span, embedded_as: str | None
) -> Problem:
    """The problem of kept sheets over their layers: travel by the roads, signal by the coverage, sites by the land.

    Raises
    ------
    InputFaults
        With everything that is wrong in them.
    """
    sheets, ground = _office(kept, layers, embedded_as)
    return assembled(sheets, name, ground, span)


def grounds_over(
    kept: KeptTables, layers: Sequence[LayerFile], name: str, spans: Sequence[Span], embedded_as: str | None
) -> tuple[tuple[MonthGround, tuple[Delivery, ...]], ...]:
    """Days, roads and deliveries of months to come; see :func:`api.wiring_ground.grounds_of`."""
    sheets, ground = _office(kept, layers, embedded_as)
    return grounds_of_sheets(sheets, name, ground, spans)


def _office(kept: KeptTables, layers: Sequence[LayerFile], embedded_as: str | None) -> "tuple[Sheets, Ground | None]":
    from geodata.datasets import dataset_figures
    from geodata.ground_files import ground_of

    sheets = _sheets(kept)
    if embedded_as is not None:
        sheets = replace(sheets, figures=dataset_figures(embedded_as))
    return sheets, ground_of(_files(layers), sheets)


def lands_over(problem: Problem, kept: KeptTables, layers: Sequence[LayerFile]) -> "tuple[DrawnLand, ...]":
    """The land of every village for a page: polygons where the layers have them, else cells made from points."""
    from geodata.catchment import drawn, village_lands
    from geodata.ground_files import ground_of

    borders = _files([item for item in layers if item.layer in BORDERS])
    ground = ground_of(borders, _sheets(kept)) if borders else None
    return drawn(village_lands(problem, None if ground is None else ground.boundaries))


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerDrawing:
    """A layer for a map: GeoJSON features, and how many more there are."""

    features: tuple[Mapping[str, Any], ...]
    left_out: int


def drawing(
    kept: KeptTables, layer: LayerFile, box: tuple[float, float, float, float] | None, most: int
) -> LayerDrawing:
    """A layer as it is matched with kept sheets."""
    from geodata.ground_drawing import drawing as drawn
    from geodata.ground_files import GroundLayer, ground_of

    sheets = _sheets(kept)
    ground = ground_of(_files([layer]), sheets)
    if ground is None:
        return LayerDrawing(features=(), left_out=0)
    found = drawn(GroundLayer(layer.layer), ground, sheets, box=box, most=most)
    return LayerDrawing(features=found.features, left_out=found.left_out)


def media_type(name: str) -> str:
    """What a kept file is sent as."""
    kinds = {
        ".gpkg": "application/geopackage+sqlite3",
        ".geojson": "application/geo+json",
        ".json": "application/geo+json",
    }
    return kinds.get(Path(name).suffix, "application/octet-stream")


def _sheets(kept: KeptTables) -> "Sheets":
    from geodata.read.grid import from_plain
    from geodata.read.sheets import sheets_of

    return sheets_of([from_plain(table) for table in kept])


def _files(layers: Sequence[LayerFile]) -> "list[GroundFile]":
    from geodata.ground_files import GroundFile, GroundLayer

    return [GroundFile(layer=GroundLayer(item.layer), name=item.name, content=item.content) for item in layers]
