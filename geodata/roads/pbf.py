"""An ``.osm.pbf`` file in pieces: so that memory stays bounded, progress is known and a cut file is told as one.

The file is a row of blobs, each with a small header that tells its kind and size. Only these headers are read
here; the pieces that are handed on are small files of their own for osmium.

References
----------
OpenStreetMap wiki, "PBF Format": a header has at most 64 KiB, a blob at most 32 MiB.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from planner.errors import Fault, InputFaults

HEADER_MOST = 64 * 1024
BLOB_MOST = 32 * 1024 * 1024
PIECE_BYTES = 8 * 1024 * 1024
INTACT = (
    "berkas .osm.pbf yang utuh; unduh atau salin ulang",
    "an intact .osm.pbf file; download or copy it again",
)


def blobs(path: Path) -> Iterator[tuple[bytes, bytes, int]]:
    """Kind, bytes with their header, and position after it, of each blob.

    Raises
    ------
    InputFaults
        ``OSM_TRUNCATED`` where the file ends within a blob, ``OSM_BROKEN`` where it is no PBF file.
    """
    with path.open("rb") as stream:
        first = True
        while (blob := _blob(stream, path.name)) is not None:
            kind, raw = blob
            if first and kind != b"OSMHeader":
                raise _fault("OSM_BROKEN", path.name, kind.decode("ascii", "replace")[:20])
            first = False
            yield kind, raw, stream.tell()
        if first:
            raise _fault("OSM_BROKEN", path.name, "0 B")


def pieces(path: Path, piece_bytes: int = PIECE_BYTES) -> Iterator[tuple[bytes, int]]:
    """Small PBF files that together hold the whole one, each with the bytes read so far; faults as :func:`blobs`."""
    head = b""
    waiting: list[bytes] = []
    size = done = 0
    for kind, raw, done in blobs(path):
        if kind == b"OSMHeader":
            head = raw
        elif kind == b"OSMData":
            waiting.append(raw)
            size += len(raw)
        if size >= piece_bytes:
            yield head + b"".join(waiting), done
            waiting, size = [], 0
    yield head + b"".join(waiting), done


def _blob(stream: BinaryIO, name: str) -> tuple[bytes, bytes] | None:
    """Kind and bytes of the next blob with its header; ``None`` at the end of the file."""
    start = stream.read(4)
    if not start:
        return None
    if len(start) < 4:
        raise _fault("OSM_TRUNCATED", name, f"{stream.tell()} B")
    (length,) = struct.unpack(">I", start)
    if not 0 < length <= HEADER_MOST:
        raise _fault("OSM_BROKEN", name, f"header {length} B")
    header = stream.read(length)
    if len(header) < length:
        raise _fault("OSM_TRUNCATED", name, f"{stream.tell()} B")
    kind, size = _kind_and_size(header, name)
    if size > BLOB_MOST:
        raise _fault("OSM_BROKEN", name, f"blob {size} B")
    body = stream.read(size)
    if len(body) < size:
        raise _fault("OSM_TRUNCATED", name, f"{stream.tell()} B")
    return kind, start + header + body


def _kind_and_size(header: bytes, name: str) -> tuple[bytes, int]:
    """Fields 1 (kind) and 3 (size of the blob) of the header, a protobuf message."""
    kind, size, at = b"", -1, 0
    try:
        while at < len(header):
            key, at = varint(header, at)
            value, after = varint(header, at)
            if key & 7 == 2:
                if key >> 3 == 1:
                    kind = header[after : after + value]
                at = after + value
            elif key & 7 == 0:
                if key >> 3 == 3:
                    size = value
                at = after
            else:
                raise _fault("OSM_BROKEN", name, f"field {key}")
    except IndexError as error:
        raise _fault("OSM_BROKEN", name, "header") from error
    if size < 0 or not kind:
        raise _fault("OSM_BROKEN", name, "header")
    return kind, size


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of base 128 and the place after it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80 or shift > 56:
            return value, at
        shift += 7


def _fault(code: str, name: str, found: str) -> InputFaults:
    return InputFaults((Fault(code=code, where=name, found=found, expected=INTACT),))
