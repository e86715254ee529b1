"""``jaringan.gpkg``: the road network of an office, one layer ``ruas`` that QGIS opens and edits.

Junctions are the ends of lines that lie on one spot, so lines moved or drawn in QGIS join the network as soon as
they snap to it. What a line says in its columns is all that is known of it.
"""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from geodata.crs import WGS84
from geodata.library_words import size_told, with_detail
from geodata.roads.kinds import CLASSES, SURFACES, VEHICLES, vehicle_bit
from geodata.roads.layer import LINE_LAYER, read_layer
from geodata.roads.noding import joined_at_vertices, noded
from geodata.roads.segments import Segments, segments_of, unique_ids
from geodata.roads.ways import NO_SLOPE, Box, Settlement
from planner.errors import Fault, InputFaults

LAYER = "ruas"
SETTLEMENTS = "permukiman"
OPEN_NAMES = ("mobil", "motor", "perahu")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredNetwork:
    """A network as its file holds it.

    Attributes
    ----------
    source
        What it was imported from, as the import wrote it.
    unclassed
        Lines without a class that is known.
    new
        Lines that somebody drew since the import.
    settlements
        Villages and hamlets that the map marks.
    unread
        Right after an import: classes of the extract that are not known, with the ways left out for it.
    """

    segments: Segments
    source: str
    unclassed: int
    new: int
    settlements: tuple[Settlement, ...] = ()
    unread: Mapping[str, int] = field(default_factory=dict)


def write_network(path: Path, segments: Segments, source: str, settlements: tuple[Settlement, ...] = ()) -> None:
    """Write the network whole or not at all."""
    numbers = np.repeat(np.arange(len(segments)), np.diff(segments.first))
    lines = shapely.linestrings(segments.points, indices=numbers) if len(segments) else np.zeros(0, dtype=object)
    limits = np.where(segments.limit_kmh > 0, segments.limit_kmh, -1)
    slopes = segments.rise_permille
    columns = {
        "ruas": np.array(segments.ids, dtype=object),
        "nama": np.array(segments.names, dtype=object),
        "jenis": np.array([CLASSES[number].value for number in segments.road_class.tolist()], dtype=object),
        "permukaan": np.array([SURFACES[number].value for number in segments.surface.tolist()], dtype=object),
        "searah": segments.one_way.astype(np.int32),
        **{
            name: ((segments.vehicles & vehicle_bit(vehicle)) > 0).astype(np.int32)
            for name, vehicle in zip(OPEN_NAMES, VEHICLES, strict=True)
        },
        "jembatan": segments.bridge.astype(np.int32),
        "batas_kmh": np.ma.masked_equal(limits, -1).astype(np.int32),
        "kemiringan_permil": np.ma.masked_equal(slopes, NO_SLOPE).astype(np.int32),
        "menit": segments.minutes,
        "panjang_m": np.rint(segments.length_m).astype(np.int32),
    }
    masks = [
        np.ma.getmaskarray(values) if isinstance(values, np.ma.MaskedArray) else None for values in columns.values()
    ]
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".gpkg", dir=path.parent)
    os.close(handle)
    waiting = Path(temporary)
    try:
        waiting.unlink()
        pyogrio.raw.write(
            waiting,
            geometry=shapely.to_wkb(lines),
            field_data=[np.ma.getdata(values) for values in columns.values()],
            field_mask=masks,
            fields=list(columns),
            layer=LAYER,
            driver="GPKG",
            geometry_type="LineString",
            crs=WGS84,
            layer_metadata={"SOURCE": source},
        )
        if settlements:
            _write_settlements(waiting, settlements)
        os.replace(waiting, path)
    finally:
        for left in (waiting, waiting.with_name(waiting.name + "-wal"), waiting.with_name(waiting.name + "-shm")):
            left.unlink(missing_ok=True)


def _write_settlements(path: Path, settlements: tuple[Settlement, ...]) -> None:
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(shapely.points([(item.lon, item.lat) for item in settlements])),
        field_data=[np.array([item.name for item in settlements], dtype=object)],
        fields=["nama"],
        layer=SETTLEMENTS,
        driver="GPKG",
        geometry_type="Point",
        crs=WGS84,
        append=True,
    )


def _read_settlements(path: Path) -> tuple[Settlement, ...]:
    if SETTLEMENTS not in pyogrio.list_layers(path)[:, 0].tolist():
        return ()
    _, _, geometry, columns = pyogrio.raw.read(path, layer=SETTLEMENTS, columns=["nama"])
    points = shapely.get_coordinates(shapely.from_wkb(geometry))
    return tuple(
        Settlement(name=str(name), lon=float(lon), lat=float(lat))
        for name, (lon, lat) in zip(columns[0].tolist(), points.tolist(), strict=True)
    )


def read_network(path: Path) -> StoredNetwork:
    """The network of a file.

    Raises
    ------
    InputFaults
        As :func:`geodata.roads.layer.read_layer`; ``ROADS_EMPTY`` where no line is left.
    """
    layer = read_layer(path, layer=LAYER)
    if not len(layer.ways):
        raise no_roads(path.name)
    # Lines that somebody drew may end on a road that has no junction there yet.
    join = noded if layer.new else joined_at_vertices
    ways, nodes = join(layer.ways, layer.lines)
    segments = segments_of(ways, nodes)
    segments = replace(segments, ids=_kept_ids(segments.ids))
    return StoredNetwork(
        segments=segments,
        source=_source(path),
        unclassed=layer.unclassed,
        new=layer.new,
        settlements=_read_settlements(path),
    )


def _kept_ids(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Ids as the file has them; a line that was cut since keeps its id with a number behind it."""
    own = [id_.rpartition("-")[0] for id_ in ids]
    once = {id_ for id_, count in zip(*np.unique(own, return_counts=True), strict=True) if count == 1}
    return unique_ids([name if name in once else id_ for name, id_ in zip(own, ids, strict=True)])


def _source(path: Path) -> str:
    try:
        told = pyogrio.read_info(path, layer=LAYER).get("layer_metadata") or {}
    except (DataSourceError, DataLayerError) as error:
        raise InputFaults(
            (
                Fault(
                    code="LAYER_NOT_READABLE",
                    where=path.name,
                    found=size_told(path),
                    expected=with_detail(LINE_LAYER, error),
                ),
            )
        ) from error
    return str(told.get("SOURCE", ""))


def no_roads(name: str, box: Box | None = None) -> InputFaults:
    """The fault of a file without a single usable road; with the region that was searched."""
    expected = (
        "paling sedikit satu ruas jalan di sekitar tempat layanan",
        "at least one road around the places of service",
    )
    if box is not None:
        west, south, east, north = (f"{edge:.3f}" for edge in box)
        expected = (
            f"{expected[0]}: lintang {south} s.d. {north}, bujur {west} s.d. {east}",
            f"{expected[1]}: latitude {south} to {north}, longitude {west} to {east}",
        )
    return InputFaults((Fault(code="ROADS_EMPTY", where=name, found="0", expected=expected),))
