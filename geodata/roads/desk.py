"""What the commands of roads and travel ask for: one office, its problem of a period, and its roads."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from geodata.contracts import ClosureRow, OtherSiteRow, SchoolRow, Sheets
from geodata.roads.closing import ClosureFile, kind_of, with_closure
from geodata.roads.closures import resolve
from geodata.roads.drawing import drawn
from geodata.roads.folder import network_path
from geodata.roads.importing import MARGIN_KM, box_around, import_roads, store
from geodata.roads.kinds import NETWORK_FILE
from geodata.roads.network_file import StoredNetwork
from geodata.roads.office import OfficeRoads
from geodata.roads.overrides import with_overrides
from geodata.roads.report import ClosureEffect, RoadReport, road_report, tried
from geodata.roads.segments import Segments
from geodata.roads.travel_files import report_map, travel_files
from geodata.roads.way_map import WayMap, way_map
from geodata.roads.ways import Report, silent
from planner.domain.problem import Problem
from planner.domain.team import VehicleClass
from planner.errors import Fault, InputFaults

KEPT_FILE = "jaringan-sebelumnya.gpkg"
"""The network before the last import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A closure that was tried.

    Attributes
    ----------
    effect
        What it does.
    names
        Names of places by id.
    file
        The sheet with it, to be written.
    """

    effect: ClosureEffect
    names: dict[str, str]
    file: ClosureFile | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadDesk:
    """An office with its roads.

    Attributes
    ----------
    served
        By vehicle: ways that a routing server told, of all ways asked for; empty where none was asked.
    """

    source: Path
    problem: Problem
    roads: OfficeRoads | None
    served: Mapping[VehicleClass, tuple[int, int]] = field(default_factory=dict)

    def known_roads(self) -> OfficeRoads:
        """Its roads; raises ``ROADS_MISSING`` where it has none."""
        if self.roads is None:
            expected = (
                f"{NETWORK_FILE} di folder ini; buat dengan: jemput roads import BERKAS {self.source.name}",
                f"{NETWORK_FILE} in this folder; make it with: jemput roads import FILE {self.source.name}",
            )
            raise InputFaults((Fault(code="ROADS_MISSING", where=self.source.name, found="", expected=expected),))
        return self.roads

    def report(self) -> RoadReport:
        """What the office should know of its roads."""
        return road_report(self.known_roads(), self.problem)

    def report_map(self, report: RoadReport) -> bytes:
        """The same on a map, GeoJSON."""
        return report_map(self.known_roads(), self.problem, report)

    def travel_files(self) -> Iterator[tuple[str, bytes]]:
        """Matrices of every vehicle and stretch of days as CSV, and the ways from the bases as GeoJSON."""
        return travel_files(self.roads, self.problem)

    def way_map(self) -> WayMap:
        """Roads, ways and closures as a page draws them."""
        return way_map(self.roads, self.problem)

    def closing(
        self,
        *,
        name: str,
        where: str,
        drawing: Path | None,
        first: date | None,
        last: date | None,
        vehicle_class: VehicleClass | None,
        minutes: float | None,
        write: bool,
    ) -> Closing:
        """Try a closure, and make the sheet with it if ``write``.

        Raises
        ------
        InputFaults
            If it cannot be placed, or the sheet cannot be written.
        """
        row = ClosureRow(
            name=name,
            kind=kind_of(minutes),
            where=where if drawing is None else drawn(drawing),
            first=first,
            last=last,
            vehicle_class=vehicle_class,
            minutes=minutes,
        )
        roads = self.known_roads()
        effect = tried(roads, self.problem, row)
        names = {**{base.id: base.name for base in self.problem.bases}}
        names |= {site.id: site.name for site in self.problem.sites}
        if not write:
            return Closing(effect=effect, names=names, file=None)
        if not self.source.is_dir():
            expected = (
                f"folder CSV; di buku kerja tulis sendiri baris ini di lembar penutupan: {row.name}, {row.where}",
                f"a folder of CSV files; in a workbook write this row on the sheet closures: {row.name}, {row.where}",
            )
            fault = Fault(code="NOT_A_FOLDER", where=self.source.name, found=self.source.name, expected=expected)
            raise InputFaults((fault,))
        return Closing(effect=effect, names=names, file=with_closure(self.source, row))


def import_network(
    file: Path,
    source: Path,
    points: Sequence[tuple[float, float]],
    *,
    margin_km: float = MARGIN_KM,
    layer: str | None = None,
    crs: str | None = None,
    report: Report = silent,
) -> tuple[StoredNetwork, Path, Path | None]:
    """Read the roads around an office's places and put them beside its sheets.

    Parameters
    ----------
    points
        (lon, lat) of the places.

    Returns
    -------
    tuple of StoredNetwork, Path, Path or None
        The network, its file, and where the network that stood there before is kept: somebody may have drawn in it.
    """
    path = network_path(source)
    box = box_around(points, margin_km)
    imported = import_roads(file, box, layer=layer, crs=crs, report=report)
    try:
        kept = _kept(path)
        return store(path, imported, file.name), path, kept
    except OSError as error:
        expected = ("folder yang boleh ditulisi", "a folder that may be written to")
        found = error.strerror or "OSError"
        fault = Fault(code="OUT_NOT_WRITABLE", where=path.name, found=found, expected=expected)
        raise InputFaults((fault,)) from error


def rows_lost(sheets: Sheets, segments: Segments) -> tuple[Fault, ...]:
    """Rows of ``ruas`` and ``penutupan`` that name segments which a network does not have."""
    faults = (*with_overrides(segments, sheets.segments)[1], *resolve(sheets.closures, segments)[1])
    return tuple(fault for fault in faults if fault.code in ("UNKNOWN_SEGMENT", "CLOSURE_OFF_ROAD"))


def _kept(path: Path) -> Path | None:
    """Where the network that stands there now is kept; ``None`` where there is none."""
    if not path.is_file():
        return None
    aside = path.with_name(KEPT_FILE)
    handle, waiting = tempfile.mkstemp(prefix=f".{KEPT_FILE}.", dir=path.parent)
    os.close(handle)
    try:
        shutil.copyfile(path, waiting)
        os.replace(waiting, aside)
    finally:
        Path(waiting).unlink(missing_ok=True)
    return aside


def points_of(sheets: Sheets) -> list[tuple[float, float]]:
    """(lon, lat) of everything on the sheets that has a point."""
    found = [(row.lon, row.lat) for row in sheets.villages]
    others: list[SchoolRow | OtherSiteRow] = [*sheets.schools, *sheets.other_sites]
    found += [(row.lon, row.lat) for row in others if row.lon is not None and row.lat is not None]
    for team in sheets.teams:
        if team.base is not None and team.base.lat is not None and team.base.lon is not None:
            found.append((team.base.lon, team.base.lat))
    return found
