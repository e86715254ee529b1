"""Large extracts of OSM measured: ``python -m benchmarks.extracts`` writes ``benchmarks/results/extracts.md``.

A country as its extract holds it: nodes in dense blobs of 8,000, packed by zlib, ten to a way; ways that follow each
other and meet; one way in five is a road. Only the share of the file that lies in the region may cost memory.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.machine import RESULTS, ROOT, facts_lines, machine_facts

WEST, SOUTH, SPAN = 100.0, -6.0, 8.0
"""A square of 8 degrees: 790,000 square kilometres."""
BLOB_NODES, WAY_NODES, BLOB_WAYS, WALK_NODES = 8_000, 10, 8_000, 500
PATTERNS, MOVED = 400, 5_000_000
SIDES = (0.5, 2.0)
"""Regions that are read, degrees."""
NOTES = (
    "- The extracts are made here: nodes in dense blobs with who edited them and when, ten to a way; one way in five",
    "  is a road. Blobs follow 400 patterns, each moved by up to 50 km. A region lies in the middle; only its share of",
    "  the file is kept.",
    "- The peak is that of a fresh process that imports the region; what it holds before reading is Python with its",
    "  libraries.",
    "- Processor times hold for a busy machine too, wall times do not.",
)
STRINGS = (b"", b"highway", b"residential", b"building", b"yes", b"name", b"Jalan Merdeka", b"surface", b"asphalt")


def write_country(path: Path, nodes: int, seed: int = 1) -> None:
    """An extract of so many nodes and a tenth as many ways."""
    dice = np.random.default_rng(seed)
    patterns = [_walks(dice) for _ in range(min(PATTERNS, -(-nodes // BLOB_NODES)))]
    with path.open("wb") as stream:
        features = _field(4, b"OsmSchema-V0.6") + _field(4, b"DenseNodes")
        stream.write(_blob(b"OSMHeader", features))
        for first in range(1, nodes + 1, BLOB_NODES):
            count = min(BLOB_NODES, nodes + 1 - first)
            pattern = patterns[int(dice.integers(len(patterns)))] if count == BLOB_NODES else _walks(dice, count)
            stream.write(_blob(b"OSMData", _dense(first, pattern, dice)))
        for first in range(1, nodes // WAY_NODES + 1, BLOB_WAYS):
            count = min(BLOB_WAYS, nodes // WAY_NODES + 1 - first)
            stream.write(_blob(b"OSMData", _ways(first, count, nodes)))


@dataclass(frozen=True)
class Pattern:
    """The nodes of a block but for their ids and the place of the first: packed steps from node to node."""

    count: int
    corner: tuple[int, int]
    lon: bytes
    lat: bytes
    edited: bytes


def _walks(dice: np.random.Generator, count: int = BLOB_NODES) -> Pattern:
    """Walks of some 20 m a step through spots of the country; who edited the nodes and when."""
    walk = np.arange(count) // WALK_NODES
    spots = dice.integers(0, round(SPAN * 1e7), (int(walk[-1]) + 1, 2))
    lon, lat = (
        round(corner * 1e7) + spots[walk, axis] + np.cumsum(dice.normal(0, 2_000, count)).astype(np.int64)
        for axis, corner in enumerate((WEST, SOUTH))
    )
    edited = _field(1, b"\x01" * count)
    for number, (base, spread) in enumerate(((1_600_000_000, 10**6), (90_000_000, 10**5), (5_000_000, 10**4)), 2):
        edited += _field(number, _deltas(base + np.cumsum(dice.integers(-spread, spread, count)) * (walk % 2)))
    edited += _field(5, _deltas(np.zeros(count, dtype=np.int64)))
    return Pattern(
        count=count,
        corner=(int(lon[0]), int(lat[0])),
        lon=_packed(np.diff(lon)),
        lat=_packed(np.diff(lat)),
        edited=_field(5, edited),
    )


def _dense(first: int, pattern: Pattern, dice: np.random.Generator) -> bytes:
    """A primitive block of nodes: a pattern, moved by up to 50 km so that no two blocks lie on each other."""
    lon, lat = (
        _packed(np.array([corner + int(dice.integers(-MOVED, MOVED))], dtype=np.int64)) for corner in pattern.corner
    )
    ids = _packed(np.array([first], dtype=np.int64)) + b"\x02" * (pattern.count - 1)
    dense = _field(1, ids) + pattern.edited + _field(8, lat + pattern.lat) + _field(9, lon + pattern.lon)
    return _field(1, _field(1, b"")) + _field(2, _field(2, dense))


def _ways(first: int, count: int, nodes: int) -> bytes:
    """A primitive block of ways over ten nodes of their own and the first of the next way; every fifth is a road."""
    table = b"".join(_field(1, text) for text in STRINGS)
    ways = np.arange(first, first + count, dtype=np.int64)
    # The last way of a country has no next one.
    followed = ways[ways * WAY_NODES < nodes]
    records = _way_records(followed, WAY_NODES + 1) + _way_records(ways[len(followed) :], WAY_NODES)
    return _field(1, table) + _field(2, records)


def _way_records(ways: NDArray[np.int64], length: int) -> bytes:
    """Ways as the file holds them, all of one length: numbers take five bytes, whether they need them or not."""
    road = np.where((ways % 5 == 0)[:, None], [[1, 5, 7, 2, 6, 8]], [[3, 3, 3, 4, 4, 4]]).astype(np.uint8)

    def fixed(*values: int) -> NDArray[np.uint8]:
        return np.broadcast_to(np.array(values, dtype=np.uint8), (len(ways), len(values)))

    keys, texts = (fixed(0x12, 3), road[:, :3]), (fixed(0x1A, 3), road[:, 3:])
    nodes = fixed(0x42, length + 4), _five_bytes(2 * ((ways - 1) * WAY_NODES + 1)), fixed(*[2] * (length - 1))
    record = np.concatenate([fixed(0x08), _five_bytes(ways), *keys, *texts, *nodes], axis=1)
    return np.concatenate([fixed(0x1A, record.shape[1]), record], axis=1).tobytes()


def _five_bytes(values: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Variable-length numbers, each in five bytes."""
    parts = (values[:, None] >> (7 * np.arange(5))[None, :]) & 0x7F
    parts[:, :4] |= 0x80
    return parts.astype(np.uint8)


def _blob(kind: bytes, content: bytes) -> bytes:
    body = b"\x10" + _varint(len(content)) + _field(3, zlib.compress(content, 1))
    header = _field(1, kind) + b"\x18" + _varint(len(body))
    return len(header).to_bytes(4, "big") + header + body


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2]) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


def _deltas(values: NDArray[np.int64]) -> bytes:
    """Packed differences."""
    return _packed(np.diff(values, prepend=0))


def _packed(steps: NDArray[np.int64]) -> bytes:
    """Signed numbers packed (zigzag, of variable length), all at once."""
    coded = ((steps << 1) ^ (steps >> 63)).astype(np.uint64)
    places = np.arange(9, dtype=np.uint64) * np.uint64(7)
    parts = (coded[:, None] >> places[None, :]).astype(np.uint64)
    used = parts > 0
    used[:, 0] = True
    more = np.zeros_like(used)
    more[:, :-1] = used[:, 1:]
    data = (parts & np.uint64(0x7F)).astype(np.uint8) | np.where(more, np.uint8(0x80), np.uint8(0))
    return data[used].tobytes()


_READ = """
import resource, sys, time
from pathlib import Path
from geodata.roads.importing import import_roads
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, wall, used = peak(), time.perf_counter(), time.process_time()
west, south, side = map(float, sys.argv[2:])
found = import_roads(Path(sys.argv[1]), (west, south, west + side, south + side))
print(time.perf_counter() - wall, time.process_time() - used, before, peak(), len(found.segments))
"""


def read_region(path: Path, side: float) -> tuple[float, float, float, float, int]:
    """Seconds, processor seconds, peak before and after in MB, segments kept, of a process that reads a region."""
    words = [sys.executable, "-c", _READ, str(path), str(WEST + 3), str(SOUTH + 3), str(side)]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    wall, used, before, after, segments = run.stdout.split()
    return float(wall), float(used), float(before), float(after), int(segments)


def reading(folder: Path, millions: Sequence[int]) -> Iterator[str]:
    """Extracts of several sizes, a small region of each and a large one of the last two."""
    paths = [folder / f"country-{number}.osm.pbf" for number in millions]
    for path, number in zip(paths, millions, strict=True):
        if not path.is_file():
            write_country(path, number * 1_000_000)
    heads = ("file", "million nodes", "region, degrees", "of them in it, about", "wall (s)", "processor (s)")
    yield "| " + " | ".join((*heads, "segments kept", "peak (MB)", "of it before reading (MB)")) + " |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    rise: dict[tuple[int, float], float] = {}
    for path, number in zip(paths, millions, strict=True):
        for side in SIDES if number in millions[-2:] else SIDES[:1]:
            wall, used, before, after, segments = read_region(path, side)
            rise[number, side] = after - before
            cells = (
                f"{path.stat().st_size / 1e6:,.0f} MB",
                number,
                f"{side:g} x {side:g}",
                f"{inside(number, side):,.0f}",
            )
            told = (*cells, f"{wall:.0f}", f"{used:.0f}", f"{segments:,}", f"{after:.0f}", f"{before:.0f}")
            yield "| " + " | ".join(map(str, told)) + " |"
    large, small = SIDES[1], SIDES[0]
    most = millions[-1]
    further = inside(most, large) - inside(most, small)
    per_node = (rise[most, large] - rise[most, small]) * 1e6 / further
    larger = rise[most, small] - rise[millions[0], small]
    yield ""
    yield (
        f"The largest file, a larger region: {per_node:.0f} bytes of peak for each further node in the region. The "
        f"smallest region, a file {most / millions[0]:.0f} times as large: {larger:+.0f} MB."
    )


def inside(millions: int, side: float) -> float:
    """Nodes of an extract that lie in a region, about."""
    return millions * 1e6 * (side / SPAN) ** 2


def main() -> None:
    """Measure and write."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--millions", type=int, nargs="+", default=(10, 40, 242), help="nodes of the files, ascending")
    words.add_argument("--folder", type=Path, help="where the files lie or are made, to be used again")
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = ["# Large extracts, measured", "", *reading(given.folder or Path(folder), tuple(given.millions))]
    lines += ["", "## How to read it", "", *NOTES, "", "## Measured on", ""]
    facts = machine_facts(["geodata/roads", "benchmarks/extracts.py"])
    facts["load at the end"] = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    facts["command"] = "`python -m benchmarks.extracts`"
    (RESULTS / "extracts.md").write_text("\n".join([*lines, *facts_lines(facts), ""]), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
