"""The points of one blob of a PBF file, all at once.

osmium hands nodes over one by one, which takes minutes for the 200 million nodes of a country where only those
of one regency are wanted. Nearly all extracts hold their nodes in the dense form, three packed lists of numbers,
and packed by zlib; these are decoded here. Anything else is left to osmium.

References
----------
OpenStreetMap wiki, "PBF Format": Blob, PrimitiveBlock, DenseNodes.
"""

import zlib
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from geodata.roads.pbf import BLOB_MOST, varint

Points: TypeAlias = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]
"""Ids, longitudes, latitudes."""
NANO = 1e-9
STEPS_PER_DEGREE = 10_000_000
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5


class NotDenseError(Exception):
    """The blob is packed, or its nodes are held, in a way that only osmium reads."""


def dense_points(framed: bytes) -> Points:
    """Ids and places of all nodes of a framed blob.

    Raises
    ------
    NotDenseError
        If osmium has to read this blob.
    """
    try:
        block = _unpacked(framed)
        granularity, lat_offset, lon_offset, groups = 100, 0, 0, []
        for number, value in _fields(block):
            if number == 2 and isinstance(value, bytes):
                groups.append(value)
            elif number == 17 and isinstance(value, int):
                granularity = value
            elif number == 19 and isinstance(value, int):
                lat_offset = value
            elif number == 20 and isinstance(value, int):
                lon_offset = value
        if lat_offset >= 1 << 63 or lon_offset >= 1 << 63:
            raise NotDenseError
        found = [_group(group) for group in groups]
    except (IndexError, ValueError, zlib.error) as error:
        raise NotDenseError from error
    ids = np.concatenate([part[0] for part in found]) if found else np.zeros(0, dtype=np.int64)
    lat = np.concatenate([part[1] for part in found]) if found else np.zeros(0, dtype=np.int64)
    lon = np.concatenate([part[2] for part in found]) if found else np.zeros(0, dtype=np.int64)
    return ids, _degrees(lon, lon_offset, granularity), _degrees(lat, lat_offset, granularity)


def _degrees(values: NDArray[np.int64], offset: int, granularity: int) -> NDArray[np.float64]:
    """Degrees rounded to the seven places that osmium keeps."""
    steps: NDArray[np.float64] = np.rint((values * granularity + offset) * (NANO * STEPS_PER_DEGREE))
    return steps / STEPS_PER_DEGREE


def _unpacked(framed: bytes) -> bytes:
    length = int.from_bytes(framed[:4], "big")
    for number, value in _fields(framed[4 + length :]):
        if number == 1 and isinstance(value, bytes):
            return value
        if number == 3 and isinstance(value, bytes):
            inflater = zlib.decompressobj()
            content = inflater.decompress(value, BLOB_MOST)
            if not inflater.eof:
                raise NotDenseError
            return content
    raise NotDenseError


def _group(group: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    for number, value in _fields(group):
        if number == 1:
            raise NotDenseError
        if number == 2 and isinstance(value, bytes):
            lists = {field: content for field, content in _fields(value) if isinstance(content, bytes)}
            ids, lat, lon = (_running(lists.get(field, b"")) for field in (1, 8, 9))
            if not len(ids) == len(lat) == len(lon):
                raise NotDenseError
            return ids, lat, lon
    nothing = np.zeros(0, dtype=np.int64)
    return nothing, nothing, nothing


def _running(packed: bytes) -> NDArray[np.int64]:
    """Sums of packed zigzag differences."""
    data = np.frombuffer(packed, dtype=np.uint8)
    if not len(data):
        return np.zeros(0, dtype=np.int64)
    last = data < 0x80
    ends = np.flatnonzero(last)
    starts = np.concatenate([[0], ends[:-1] + 1])
    if not last[-1] or int((ends - starts).max()) > 9:
        raise NotDenseError
    place = np.arange(len(data)) - np.repeat(starts, ends - starts + 1)
    parts = (data & 0x7F).astype(np.uint64) << (7 * place).astype(np.uint64)
    raw = np.add.reduceat(parts, starts)
    differences = (raw >> np.uint64(1)).astype(np.int64) ^ -(raw & np.uint64(1)).astype(np.int64)
    return np.cumsum(differences)


def _fields(message: bytes) -> "list[tuple[int, int | bytes]]":
    """Fields of a protobuf message: number and value."""
    found: list[tuple[int, int | bytes]] = []
    at = 0
    while at < len(message):
        key, at = varint(message, at)
        value, after = (0, at) if key & 7 in (_EIGHT, _FOUR) else varint(message, at)
        if key & 7 == _VARINT:
            found.append((key >> 3, value))
            at = after
        elif key & 7 == _BYTES:
            if after + value > len(message):
                raise IndexError(value)
            found.append((key >> 3, message[after : after + value]))
            at = after + value
        elif key & 7 in (_EIGHT, _FOUR):
            at += 8 if key & 7 == _EIGHT else 4
        else:
            raise ValueError(key)
    return found
