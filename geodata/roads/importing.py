"""From whatever an office has to ``jaringan.gpkg`` beside its sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians
from pathlib import Path

from geodata.roads.layer import read_layer
from geodata.roads.network_file import StoredNetwork, no_roads, write_network
from geodata.roads.noding import noded
from geodata.roads.osm import is_osm, read_osm
from geodata.roads.segments import Segments, segments_of
from geodata.roads.ways import Box, Report, Settlement, silent
from planner.errors import Fault, InputFaults

MARGIN_KM = 15
KM_PER_DEGREE = 111.2
WHOLE_FILE_BYTES = 400 * 1024 * 1024
"""An extract larger than this is read only for a region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import brought.

    Attributes
    ----------
    unclassed
        Lines of a layer without a class that is known, taken as village roads.
    unread
        Classes of an extract that are not known, with the ways that were left out for it.
    """

    segments: Segments
    settlements: tuple[Settlement, ...]
    unclassed: int
    unread: Mapping[str, int] = field(default_factory=dict)


def box_around(points: Sequence[tuple[float, float]], margin_km: float = MARGIN_KM) -> Box:
    """The box around (lon, lat) points with a margin on every side."""
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    up = margin_km / KM_PER_DEGREE
    across = up / max(0.2, cos(radians(max(abs(south), abs(north)))))
    return west - across, south - up, east + across, north + up


def import_roads(
    source: Path,
    box: Box | None = None,
    *,
    layer: str | None = None,
    crs: str | None = None,
    report: Report = silent,
) -> Imported:
    """The roads of a file.

    Parameters
    ----------
    source
        An OSM extract or a layer of lines.
    box
        The region; without one the whole file.

    Raises
    ------
    InputFaults
        What is wrong with the file; ``EXTRACT_TOO_LARGE`` for a large extract without a region; ``FILE_EMPTY``;
        ``ROADS_EMPTY``.
    """
    if not source.is_file():
        expected = ("berkas yang ada", "a file that exists")
        raise InputFaults((Fault(code="FILE_NOT_FOUND", where=source.name, found=source.name, expected=expected),))
    if not source.stat().st_size:
        nothing = ("berkas yang ada isinya; unduh atau salin ulang", "a file with something in it; copy it again")
        raise InputFaults((Fault(code="FILE_EMPTY", where=source.name, found="0 B", expected=nothing),))
    try:
        found = _from_osm(source, box, report) if is_osm(source) else _from_layer(source, box, layer, crs)
    except OSError as error:
        expected = ("berkas yang dapat dibaca", "a readable file")
        fault = Fault(code="FILE_NOT_READABLE", where=source.name, found=error.strerror or "OSError", expected=expected)
        raise InputFaults((fault,)) from error
    if not len(found.segments):
        raise no_roads(source.name, box)
    return found


def _from_osm(source: Path, box: Box | None, report: Report) -> Imported:
    size = source.stat().st_size
    if box is None and size > WHOLE_FILE_BYTES:
        expected = ("folder perencanaan, yang menentukan wilayahnya", "a planning folder, which tells the region")
        found = f"{size // 1_048_576} MB"
        raise InputFaults((Fault(code="EXTRACT_TOO_LARGE", where=source.name, found=found, expected=expected),))
    read = read_osm(source, box, report)
    return Imported(
        segments=segments_of(read.ways, read.nodes), settlements=read.settlements, unclassed=0, unread=read.unread
    )


def _from_layer(source: Path, box: Box | None, layer: str | None, crs: str | None) -> Imported:
    lines = read_layer(source, layer=layer, crs=crs, box=box)
    ways, nodes = noded(lines.ways, lines.lines)
    return Imported(segments=segments_of(ways, nodes), settlements=(), unclassed=lines.unclassed)


def store(path: Path, imported: Imported, source: str) -> StoredNetwork:
    """Write the network, whole or not at all."""
    write_network(path, imported.segments, source, imported.settlements)
    return StoredNetwork(
        segments=imported.segments,
        source=source,
        unclassed=imported.unclassed,
        new=0,
        settlements=imported.settlements,
        unread=imported.unread,
    )
