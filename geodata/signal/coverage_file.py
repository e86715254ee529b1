"""Reads coverage maps: polygons with what they say of signal."""

from pathlib import Path
from typing import Any

from geodata.boundaries.layer import Bounds, Layer, read_polygons
from geodata.contracts.signal import TECHNOLOGIES
from geodata.contracts.words import CONNECTIVITY
from geodata.read.cell_faults import CellError, text_of
from geodata.read.cells import is_empty
from geodata.read.dates import when
from geodata.read.spelling import word
from geodata.signal.coverage import CoverageArea
from geodata.signal.gather import BEST_OF
from planner.domain.site import Connectivity
from planner.errors import Fault, InputFaults

LEVEL = ("konektivitas", "connectivity", "sinyal", "signal", "level", "tingkat")
TECHNOLOGY = ("teknologi", "technology", "tech", "jaringan")
OPERATOR = ("operator", "provider", "penyedia")
SEEN = ("tanggal", "date", "per", "tahun", "year")


def read_coverage(path: Path, *, around: Bounds | None = None) -> tuple[tuple[CoverageArea, ...], Layer]:
    """The areas of a coverage layer, and the layer itself for its notes.

    Raises
    ------
    FileError
        If the file cannot be read.
    InputFaults
        With every attribute that cannot be understood.
    """
    layer = read_polygons(path, around=around)
    columns = {
        what: next(iter(layer.columns(headings)), None)
        for what, headings in (("level", LEVEL), ("technology", TECHNOLOGY), ("operator", OPERATOR), ("seen", SEEN))
    }
    faults: list[Fault] = []
    areas = [_area(layer, columns, row, faults) for row in layer.frame.to_dict("records")]
    if faults:
        raise InputFaults(tuple(faults))
    return tuple(area for area in areas if area is not None), layer


def _area(
    layer: Layer, columns: dict[str, str | None], row: dict[Any, Any], faults: list[Fault]
) -> CoverageArea | None:
    cells = {what: _cell(row, name) for what, name in columns.items()}
    read: dict[str, Any] = {}
    for what, reader in (
        ("level", lambda cell: word(cell, CONNECTIVITY)),
        ("technology", lambda cell: BEST_OF[_technology(cell)]),
        ("seen", when),
    ):
        if is_empty(cells[what]):
            continue
        try:
            read[what] = reader(cells[what])
        except CellError as error:
            faults.append(
                Fault(
                    code=error.code,
                    where=f"{layer.name}#{row['feature']}.{columns[what]}",
                    found=text_of(cells[what])[:80],
                    expected=error.expected,
                )
            )
    connectivity = read.get("level", read.get("technology", Connectivity.WEAK))
    if connectivity is Connectivity.UNKNOWN:
        return None
    return CoverageArea(
        land=row["geometry"],
        connectivity=connectivity,
        operator=text_of(cells["operator"]),
        seen=read.get("seen"),
        name=layer.name,
    )


def _technology(cell: object) -> Any:
    return word(cell, TECHNOLOGIES)


def _cell(row: dict[Any, Any], name: str | None) -> Any:
    """An attribute as a cell; what tables call not-a-number is an empty one."""
    value = None if name is None else row[name]
    if value is None or value != value:
        return None
    return value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
