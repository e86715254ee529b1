"""The road network of a planning folder: ``jaringan.gpkg`` beside its sheets."""

from pathlib import Path

from geodata.contracts import ClosureKind, Sheets
from geodata.roads.cache import MatrixCache
from geodata.roads.network_file import NETWORK_FILE, read_network
from geodata.roads.office import OfficeRoads, RoadSheets, office_roads
from planner.errors import Fault


def network_path(source: Path) -> Path:
    """Where the network of a folder, or of a workbook, lies."""
    return (source if source.is_dir() else source.parent) / NETWORK_FILE


def read_roads(source: Path, sheets: Sheets, cache: MatrixCache | None = None) -> OfficeRoads | None:
    """The roads of a planning folder with what its sheets say of them; ``None`` where it has no network.

    Raises
    ------
    InputFaults
        Faults of the file and of the sheets.
    """
    path = network_path(source)
    if not path.is_file():
        return None
    said = RoadSheets(speeds=sheets.speeds, segments=sheets.segments, closures=sheets.closures)
    return office_roads(read_network(path), said, cache=cache)


def closures_without_roads(sheets: Sheets) -> tuple[Fault, ...]:
    """Closed roads are never passed over: a fault for the first of them, for an office without a network."""
    of_roads = [row for row in sheets.closures if row.kind in (ClosureKind.CLOSED, ClosureKind.DELAY)]
    expected = (
        f"{NETWORK_FILE} di folder ini; buat dengan jemput roads import, atau kosongkan lembar penutupan",
        f"{NETWORK_FILE} in this folder; make it with jemput roads import, or empty the sheet closures",
    )
    return tuple(row.fault("ROADS_MISSING", "where", row.where, expected) for row in of_roads[:1])
