"""Small polygon files, written by the tests themselves: a row of square villages on a line, 0.1 degree each."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geodata.boundaries import Boundaries, read_boundaries
from geodata.contracts import Sheets, VillageRow
from planner.errors import Fault, InputFaults
from tests.geodata.office import office, village

SIDE = 0.1
WEST, SOUTH = 102.0, -3.5


def square(number: int, *, row: int = 0, side: float = SIDE) -> shapely.Polygon:
    """The land of village ``number`` from 0 on the line."""
    west, south = WEST + number * SIDE, SOUTH + row * SIDE
    return shapely.box(west, south, west + side, south + side)


def frame(count: int = 3, *, crs: str | None = "EPSG:4326", **columns: Any) -> gpd.GeoDataFrame:
    """Squares with codes ``17.02.01.2001`` on; columns replace or add attributes."""
    held: dict[str, Any] = {
        "kode": [code(number) for number in range(count)],
        "nama": [f"Desa {number}" for number in range(count)],
        "kecamatan": ["Utara"] * count,
    }
    shapes = columns.pop("geometry", [square(number) for number in range(count)])
    held |= columns
    return gpd.GeoDataFrame(
        {name: cells for name, cells in held.items() if cells is not None}, geometry=shapes, crs=crs
    )


def code(number: int) -> str:
    return f"17.02.01.{2001 + number}"


def villages(count: int = 3, **more: Any) -> tuple[VillageRow, ...]:
    """Villages in the middle of their squares."""
    return tuple(
        village(code(number), WEST + (number + 0.5) * SIDE, lat=SOUTH + SIDE / 2, **({"name": f"Desa {number}"} | more))
        for number in range(count)
    )


def sheets(count: int = 3, **more: Any) -> Sheets:
    return office(*villages(count), **more)


def boundaries(folder: Path, rows: tuple[VillageRow, ...] | None = None) -> Boundaries:
    return read_boundaries(folder, villages() if rows is None else rows)


def faults(folder: Path, rows: tuple[VillageRow, ...] | None = None) -> tuple[Fault, ...]:
    """All faults of the boundary files of a folder."""
    with pytest.raises(InputFaults) as caught:
        boundaries(folder, rows)
    assert all(all(fault.expected) for fault in caught.value.faults)
    return caught.value.faults


def codes(folder: Path, rows: tuple[VillageRow, ...] | None = None) -> list[str]:
    return [fault.code for fault in faults(folder, rows)]
