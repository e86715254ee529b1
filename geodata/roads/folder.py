"""The road network of a planning folder: ``jaringan.gpkg`` beside its sheets."""

from pathlib import Path
from typing import Any

from geodata.contracts import Sheets
from geodata.read.draft import Drafts, made
from geodata.roads.cache import MatrixCache
from geodata.roads.kinds import NETWORK_FILE
from geodata.roads.network_file import read_network
from geodata.roads.office import OfficeRoads, RoadSheets, office_roads
from planner.errors import Fault, InputFaults


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


def faults_of_drafts(source: Path, drafts: Drafts) -> tuple[Fault, ...]:
    """What is wrong on the network with rows of sheets that have other faults; nothing where there is no network."""
    path = network_path(source)
    if not path.is_file():
        return ()
    # What could not be read counts as not stated: it has its fault already.
    segments = [draft.row(place=draft.place, **draft.values) for draft in drafts["segments"] if draft.has("segment")]
    unread = {"name": "", "minutes": 1.0}
    # A season lies nowhere: without its kind an empty place may be right.
    placed = [draft for draft in drafts["closures"] if draft.has("where") and (draft.has("kind") or draft.get("where"))]
    closures = [draft.row(place=draft.place, **{**unread, **draft.values}) for draft in placed]
    said: dict[str, Any] = {"speeds": made(drafts["speeds"]), "segments": segments, "closures": closures}
    try:
        office_roads(read_network(path), RoadSheets(**{name: tuple(rows) for name, rows in said.items()}))
    except InputFaults as error:
        return error.faults
    return ()
