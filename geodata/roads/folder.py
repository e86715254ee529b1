"""The road network of a planning folder: ``jaringan.gpkg`` beside its sheets."""

from pathlib import Path

from geodata.contracts import ClosureKind, Sheets
from geodata.roads.cache import MatrixCache
from geodata.roads.network_file import NETWORK_FILE, read_network
from geodata.roads.office import OfficeRoads, RoadSheets, office_roads
from planner.errors import InputFaults


def network_path(source: Path) -> Path:
    """Where the network of a folder, or of a workbook, lies."""
    return (source if source.is_dir() else source.parent) / NETWORK_FILE


def read_roads(source: Path, sheets: Sheets, cache: MatrixCache | None = None) -> OfficeRoads | None:
    """The roads of a planning folder with what its sheets say of them; ``None`` where it has no network.

    Raises
    ------
    InputFaults
        Faults of the file and of the sheets; ``ROADS_MISSING`` where closures are listed and there is no network.
    """
    path = network_path(source)
    if not path.is_file():
        of_roads = [row for row in sheets.closures if row.kind in (ClosureKind.CLOSED, ClosureKind.DELAY)]
        if of_roads:
            expected = (
                f"{NETWORK_FILE} di folder ini; buat dengan jemput roads import, atau kosongkan lembar penutupan",
                f"{NETWORK_FILE} in this folder; make it with jemput roads import, or empty the sheet closures",
            )
            raise InputFaults((of_roads[0].fault("ROADS_MISSING", "where", of_roads[0].where, expected),))
        return None
    said = RoadSheets(speeds=sheets.speeds, segments=sheets.segments, closures=sheets.closures)
    return office_roads(read_network(path), said, cache=cache)
