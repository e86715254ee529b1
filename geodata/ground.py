"""The map layers of a planning folder: boundaries and signal coverage, with what they tell of the sheets."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.boundaries import Boundaries, Remark, find_layer, read_boundaries, remarks_of, villages_by_land
from geodata.boundaries.layer import Bounds
from geodata.contracts import OtherSiteRow, SchoolRow, Sheets
from geodata.contracts.column import BothLanguages
from geodata.read.draft import SheetFaults
from geodata.read.raw_table import FileError
from geodata.read.sheets import read_sheets
from geodata.roads.cache import MatrixCache, cache_folder
from geodata.roads.folder import faults_of_drafts, network_path, read_roads
from geodata.roads.office import OfficeRoads
from geodata.signal import CoverageArea
from geodata.signal.coverage_file import read_coverage
from planner.errors import Fault, InputFaults

COVERAGE_FILES = ("cakupan_sinyal", "signal_coverage", "coverage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Layers of a folder, read and matched.

    Attributes
    ----------
    boundaries
        Empty where there are no such files.
    coverage
        Areas of coverage maps.
    files
        Names of the files that were read.
    notes
        What was mended or assumed: (Indonesian, English).
    roads
        The road network with what the sheets say of it; ``None`` where there is none.
    """

    boundaries: Boundaries
    coverage: tuple[CoverageArea, ...] = ()
    files: tuple[str, ...] = ()
    notes: tuple[BothLanguages, ...] = ()
    roads: OfficeRoads | None = None

    def layers(self) -> dict[str, Any]:
        """What :func:`geodata.assemble.assemble` takes of it, by the name of its argument."""
        return {"coverage": self.coverage, "roads": self.roads}

    def placed(self, sheets: Sheets) -> Sheets:
        """The sheets, with the village of each site that a polygon holds and the office does not state."""
        return villages_by_land(sheets, self.boundaries)

    def left_over(self) -> tuple[BothLanguages, ...]:
        """Places without a polygon, and polygons without a place."""
        both = (("batas_desa", self.boundaries.villages), ("batas_kecamatan", self.boundaries.subdistricts))
        return tuple(sentence for name, found in both if found is not None for sentence in found.left_over(name))

    def remarks(self, sheets: Sheets) -> tuple[Remark, ...]:
        """What the boundaries tell of the sheets; see :mod:`geodata.boundaries.remarks`."""
        return remarks_of(sheets, self.boundaries)


def read_office(source: Path) -> tuple[Sheets, Ground]:
    """The sheets of a planning folder or a workbook, and the map layers beside them.

    Raises
    ------
    InputFaults
        With all that is wrong in all files; faults of the sheets hide none of what they say of the roads.
    """
    try:
        sheets = read_sheets(source)
    except SheetFaults as error:
        raise InputFaults((*error.faults, *faults_of_drafts(source, error.drafts))) from error
    return sheets, read_ground(source, sheets)


def read_ground(source: Path, sheets: Sheets) -> Ground:
    """The layers of a planning folder, or beside a workbook.

    Parameters
    ----------
    source
        The folder, or the workbook: its layers lie in the same folder.
    sheets
        What the office gave, as read.

    Raises
    ------
    InputFaults
        With all that is wrong in all files.
    """
    folder = source if source.is_dir() else source.parent
    faults: list[Fault] = []
    boundaries = Boundaries()
    try:
        boundaries = read_boundaries(folder, sheets.villages)
    except InputFaults as error:
        faults += error.faults
    areas: list[CoverageArea] = []
    files, notes = [*boundaries.files], [*boundaries.notes]
    try:
        path = find_layer(folder, COVERAGE_FILES)
        if path is not None:
            found, layer = read_coverage(path, around=_around(sheets))
            areas += found
            files.append(layer.name)
            notes += layer.notes
    except FileError as error:
        faults.append(error.fault)
    except InputFaults as error:
        faults += error.faults
    roads = None
    try:
        roads = read_roads(source, sheets, MatrixCache(cache_folder()))
        if roads is not None:
            files.append(network_path(source).name)
            notes += _overrides_told(roads)
    except InputFaults as error:
        faults += error.faults
    if faults:
        raise InputFaults(tuple(faults))
    return Ground(boundaries=boundaries, coverage=tuple(areas), files=tuple(files), notes=tuple(notes), roads=roads)


def _overrides_told(roads: OfficeRoads) -> list[BothLanguages]:
    """That the sheets of speeds and segments hold on the roads, and how many rows they are."""
    segments, speeds = len(roads.overridden), len(roads.speed_rows)
    if not segments and not speeds:
        return []
    return [
        (
            f"jaringan.gpkg: {segments} ruas mengikuti lembar ruas, {speeds} baris lembar kecepatan dipakai",
            f"jaringan.gpkg: {segments} segments are as the sheet ruas says, {speeds} rows of the sheet kecepatan hold",
        )
    ]


def _around(sheets: Sheets) -> Bounds | None:
    spots = list(_spots(sheets))
    if not spots:
        return None
    lons, lats = [spot[0] for spot in spots], [spot[1] for spot in spots]
    return min(lons), min(lats), max(lons), max(lats)


def _spots(sheets: Sheets) -> Iterator[tuple[float, float]]:
    yield from ((row.lon, row.lat) for row in sheets.villages)
    others: list[SchoolRow | OtherSiteRow] = [*sheets.schools, *sheets.other_sites]
    for row in others:
        if row.lon is not None and row.lat is not None:
            yield row.lon, row.lat
