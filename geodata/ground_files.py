"""Map layers of an office as files that somebody sent: judged one by one, kept as a planning folder would hold them.

A planning folder on disk and the store of the service read the same files by the same code: what is sent is written
into a folder of its own for as long as it takes to read it.
"""

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from threading import Lock

import pyogrio

from geodata.boundaries.land import SUBDISTRICT_FILES, VILLAGE_FILES, read_boundaries
from geodata.boundaries.layer import UNREADABLE, check_bytes, read_polygons
from geodata.contracts import Sheets
from geodata.contracts.column import BothLanguages
from geodata.ground import COVERAGE_FILES, Ground, read_ground
from geodata.read.archive import BROKEN_ARCHIVE, CHUNK, bomb, found_in_archive
from geodata.read.personal import personal_faults
from geodata.read.raw_table import FileError, Limits, RawTable, file_error
from geodata.roads.cache import MatrixCache, cache_folder
from geodata.roads.desk import points_of
from geodata.roads.importing import MARGIN_KM, box_around, import_roads, store
from geodata.roads.kinds import NETWORK_FILE
from geodata.roads.network_file import LAYER, StoredNetwork, read_network
from geodata.roads.office import RoadSheets, office_roads
from geodata.roads.osm import PBF_ENDINGS, XML_ENDINGS
from geodata.signal.coverage_file import read_coverage
from planner.errors import Fault, InputFaults

NETWORKS_KEPT = 2
"""Road networks that are held in memory: an edit of one cell does not read them again."""
DRAWN = (".gpkg", ".geojson", ".json", ".fgb")
SHAPE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
POLYGONS = (
    ".gpkg, .geojson, .fgb, atau .zip berisi satu berkas itu atau satu shapefile",
    ".gpkg, .geojson, .fgb, or a .zip with one of them or with one shapefile",
)
LINES = (f"{POLYGONS[0]}; atau .osm.pbf, .osm", f"{POLYGONS[1]}; or .osm.pbf, .osm")
_networks: dict[str, StoredNetwork] = {}
_held = Lock()


class GroundLayer(StrEnum):
    """The layers that an office may have."""

    VILLAGES = "villages"
    SUBDISTRICTS = "subdistricts"
    COVERAGE = "coverage"
    ROADS = "roads"


STEMS = {
    GroundLayer.VILLAGES: VILLAGE_FILES[0],
    GroundLayer.SUBDISTRICTS: SUBDISTRICT_FILES[0],
    GroundLayer.COVERAGE: COVERAGE_FILES[0],
    GroundLayer.ROADS: Path(NETWORK_FILE).stem,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundFile:
    """A layer as a planning folder holds it.

    Attributes
    ----------
    layer
        What it is.
    name
        Its name in a planning folder, such as ``batas_desa.gpkg``.
    content
        The file.
    """

    layer: GroundLayer
    name: str
    content: bytes


def taken(layer: GroundLayer, name: str, content: bytes, sheets: Sheets, *, crs: str | None = None) -> GroundFile:
    """A file as somebody sent it, to be kept.

    Parameters
    ----------
    layer
        What it is said to be.
    name
        What the sender calls it; its ending says what kind of file it is.
    sheets
        What the office gave: polygons are matched with its villages, roads are read around its places.
    crs
        What the coordinates of roads are in, where the file does not say.

    Raises
    ------
    InputFaults
        With all that is wrong with it, under the name that the sender uses.
    """
    own = PurePosixPath(name.replace("\\", "/")).name or "-"
    try:
        with tempfile.TemporaryDirectory() as place:
            sent = _laid_out(Path(place), own, content, LINES if layer is GroundLayer.ROADS else POLYGONS)
            kept = _network(sent, sheets, crs) if layer is GroundLayer.ROADS else _polygons(sent, layer)
            found = GroundFile(layer=layer, name=kept.name, content=kept.read_bytes())
            _judge(found, Path(place) / "judged", sheets)
            return found
    except FileError as error:
        raise InputFaults((_called(error.fault, own),)) from error
    except InputFaults as error:
        raise InputFaults(tuple(_called(fault, own) for fault in error.faults)) from error


def ground_of(files: Sequence[GroundFile], sheets: Sheets) -> Ground | None:
    """The layers of an office, read and matched; ``None`` where it has none.

    Raises
    ------
    InputFaults
        With all that is wrong in all files, or in what the sheets say of the roads.
    """
    if not files:
        return None
    faults: list[Fault] = []
    ground = None
    with _folder([item for item in files if item.layer is not GroundLayer.ROADS]) as folder:
        try:
            ground = read_ground(folder, sheets)
        except InputFaults as error:
            faults += error.faults
    roads = None
    for item in files:
        if item.layer is GroundLayer.ROADS:
            said = RoadSheets(speeds=sheets.speeds, segments=sheets.segments, closures=sheets.closures)
            try:
                roads = office_roads(network_of(item), said, cache=MatrixCache(cache_folder()))
            except InputFaults as error:
                faults += error.faults
    if faults or ground is None:
        raise InputFaults(tuple(faults))
    return replace(ground, roads=roads, files=tuple(item.name for item in files))


def network_of(file: GroundFile) -> StoredNetwork:
    """The road network that a kept file holds; those of late are held in memory."""
    key = sha256(file.content).hexdigest()
    with _held:
        found = _networks.get(key)
    if found is None:
        with _folder([file]) as folder:
            found = read_network(folder / file.name)
        with _held:
            _networks[key] = found
            while len(_networks) > NETWORKS_KEPT:
                del _networks[next(iter(_networks))]
    return found


@contextmanager
def _folder(files: Sequence[GroundFile]) -> Iterator[Path]:
    """A folder with these files, for as long as it takes to read them."""
    with tempfile.TemporaryDirectory() as place:
        for item in files:
            (Path(place) / item.name).write_bytes(item.content)
        yield Path(place)


# --- what somebody sent ------------------------------------------------------------------------------------------


def _laid_out(folder: Path, name: str, content: bytes, expected: BothLanguages) -> Path:
    """The file in a folder of its own, by its ending alone; a shapefile or whatever lies packed, out of its archive."""
    sent = folder / "sent"
    sent.mkdir()
    if name.casefold().endswith(".zip"):
        return _unpacked(sent, name, content, expected)
    ending = next((item for item in (*PBF_ENDINGS, *XML_ENDINGS) if name.casefold().endswith(item)), None)
    ending = ending or PurePosixPath(name).suffix.casefold()
    drawn = ending in DRAWN
    if not drawn and not (expected is LINES and ending in (*PBF_ENDINGS, *XML_ENDINGS)):
        raise file_error("UPLOAD_NOT_SUPPORTED", name, name, expected)
    path = sent / f"sent{ending}"
    path.write_bytes(content)
    if drawn:
        check_bytes(path)
    return path


def _unpacked(folder: Path, name: str, content: bytes, expected: BothLanguages) -> Path:
    """The one layer in an archive, with all parts of a shapefile, counted byte by byte."""
    limits = Limits()
    left = limits.inflated_bytes
    whole = []
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for member in archive.infolist():
                own = PurePosixPath(member.filename.replace("\\", "/"))
                if own.suffix.casefold() not in (*DRAWN, *SHAPE_PARTS) or own.name.startswith("."):
                    continue
                path = folder / f"sent{own.suffix.casefold()}"
                whole += [path] if path.suffix in (*DRAWN, ".shp") else []
                with archive.open(member) as stream, path.open("wb") as target:
                    while piece := stream.read(CHUNK):
                        left -= len(piece)
                        if left < 0:
                            raise bomb(name, limits)
                        target.write(piece)
    except BROKEN_ARCHIVE as error:
        intact = ("arsip .zip yang utuh", "an intact .zip archive")
        raise file_error("ZIP_BROKEN", name, found_in_archive(error), intact) from error
    if len(whole) != 1:
        listed = ", ".join(path.suffix for path in whole)
        raise file_error("UPLOAD_NOT_SUPPORTED", name, listed or name, expected)
    check_bytes(whole[0])
    return whole[0]


def _polygons(sent: Path, layer: GroundLayer) -> Path:
    """The file under the name that it has in a planning folder; one file alone, so that a shapefile becomes a layer."""
    read = read_polygons(sent)
    table = read.frame.drop(columns="geometry").astype(str)
    told = RawTable(name=sent.name, rows=(tuple(table.columns), *table.itertuples(index=False, name=None)))
    faults = tuple(personal_faults(told, 1))
    if faults:
        raise InputFaults(faults)
    kept = sent.with_name(STEMS[layer] + (".gpkg" if sent.suffix == ".shp" else sent.suffix))
    if sent.suffix == ".shp":
        # In its own projection and with its own attributes: what is wrong with it is judged as with any other file.
        pyogrio.write_dataframe(pyogrio.read_dataframe(sent), kept, layer=STEMS[layer], driver="GPKG")
        return kept
    return sent.rename(kept)


def _network(sent: Path, sheets: Sheets, crs: str | None) -> Path:
    """The network around the office's places; one that was imported before is kept as it is."""
    kept = sent.with_name(NETWORK_FILE)
    if sent.suffix == ".gpkg" and _is_network(sent):
        return sent.rename(kept)
    points = points_of(sheets)
    if not points:
        expected = ("data dengan desa, yang menentukan wilayahnya", "data with villages, which tell the region")
        raise InputFaults((Fault(code="NO_VILLAGES", where=sent.name, found="0", expected=expected),))
    store(kept, import_roads(sent, box_around(points, MARGIN_KM), crs=crs), sent.name)
    return kept


def _is_network(sent: Path) -> bool:
    try:
        return LAYER in pyogrio.list_layers(sent)[:, 0].tolist()
    except UNREADABLE:
        # Told when it is read.
        return False


def _judge(found: GroundFile, folder: Path, sheets: Sheets) -> None:
    """Read it as planning will, by itself: what is wrong with the file is told to whoever sends it."""
    folder.mkdir()
    path = folder / found.name
    path.write_bytes(found.content)
    if found.layer is GroundLayer.ROADS:
        network_of(found)
    elif found.layer is GroundLayer.COVERAGE:
        read_coverage(path)
    else:
        read_boundaries(folder, sheets.villages)


def _called(fault: Fault, name: str) -> Fault:
    """A fault under the name that the sender uses, not that of a file he never saw."""
    where = fault.where
    for stem in ("sent", *STEMS.values()):
        if where.startswith(f"{stem}."):
            where = name + where[len(where.partition("#")[0]) :]
    return replace(fault, where=where)
