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
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.machine import RESULTS, ROOT, facts_lines, machine_facts

WEST, SOUTH, SPAN = 100.0, -6.0, 8.0
"""A square of 8 degrees: 790,000 square kilometres."""
BLOB_NODES, WAY_NODES, BLOB_WAYS, WALK_NODES = 8_000, 10, 8_000, 500
NOTES = (
    "- The extracts are made here: nodes in dense blobs with who edited them and when, ten to a way; one way in five",
    "  is a road. A region lies in the middle; only its share of the file is kept.",
    "- The peak is that of a fresh process that imports the region, against its peak before reading.",
    "- Processor times hold for a busy machine too, wall times do not.",
)
STRINGS = (b"", b"highway", b"residential", b"building", b"yes", b"name", b"Jalan Merdeka", b"surface", b"asphalt")


def write_country(path: Path, nodes: int, seed: int = 1) -> None:
    """An extract of so many nodes and a tenth as many ways."""
    dice = np.random.default_rng(seed)
    with path.open("wb") as stream:
        features = _field(4, b"OsmSchema-V0.6") + _field(4, b"DenseNodes")
        stream.write(_blob(b"OSMHeader", features))
        for first in range(1, nodes + 1, BLOB_NODES):
            stream.write(_blob(b"OSMData", _dense(first, min(BLOB_NODES, nodes + 1 - first), dice)))
        for first in range(1, nodes // WAY_NODES + 1, BLOB_WAYS):
            count = min(BLOB_WAYS, nodes // WAY_NODES + 1 - first)
            stream.write(_blob(b"OSMData", _ways(first, count, nodes)))


def _dense(first: int, count: int, dice: np.random.Generator) -> bytes:
    """A primitive block of nodes: walks of some 20 m a step through spots of the country; who edited them and when."""
    walk = np.arange(count) // WALK_NODES
    spots = dice.integers(0, round(SPAN * 1e7), (int(walk[-1]) + 1, 2))
    lon, lat = (
        round(corner * 1e7) + spots[walk, axis] + np.cumsum(dice.normal(0, 2_000, count)).astype(np.int64)
        for axis, corner in enumerate((WEST, SOUTH))
    )
    ids = np.arange(first, first + count, dtype=np.int64)
    edited = _field(1, b"\x01" * count)
    for number, (base, spread) in enumerate(((1_600_000_000, 10**6), (90_000_000, 10**5), (5_000_000, 10**4)), 2):
        edited += _field(number, _deltas(base + np.cumsum(dice.integers(-spread, spread, count)) * (walk % 2)))
    edited += _field(5, _deltas(np.zeros(count, dtype=np.int64)))
    dense = _field(1, _deltas(ids)) + _field(5, edited) + _field(8, _deltas(lat)) + _field(9, _deltas(lon))
    return _field(1, _field(1, b"")) + _field(2, _field(2, dense))


def _ways(first: int, count: int, nodes: int) -> bytes:
    """A primitive block of ways over ten nodes of their own and the first of the next way."""
    groups = []
    for way in range(first, first + count):
        start = (way - 1) * WAY_NODES + 1
        refs = _varint(2 * start) + b"\x02" * (min(start + WAY_NODES, nodes) - start)
        tags = (b"\x01\x05\x07", b"\x02\x06\x08") if way % 5 == 0 else (b"\x03", b"\x04")
        body = b"\x08" + _varint(way) + _field(2, tags[0]) + _field(3, tags[1]) + _field(8, refs)
        groups.append(_field(3, body))
    table = b"".join(_field(1, text) for text in STRINGS)
    return _field(1, table) + _field(2, b"".join(groups))


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
    """Packed zigzag differences, all at once."""
    steps = np.diff(values, prepend=0)
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


def reading(folder: Path, millions: tuple[int, int]) -> Iterator[str]:
    """A small and a large extract, and two regions of the large one."""
    small, large = (folder / f"country-{number}.osm.pbf" for number in millions)
    for path, number in zip((small, large), millions, strict=True):
        write_country(path, number * 1_000_000)
    heads = ("file", "million nodes", "region, degrees", "of them in it, about", "wall (s)", "processor (s)")
    yield "| " + " | ".join((*heads, "segments kept", "rise of the peak (MB)")) + " |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    rises, sizes, kept = [], [], []
    for path, number, side in ((small, millions[0], 0.5), (large, millions[1], 0.5), (large, millions[1], 2.0)):
        wall, used, before, after, segments = read_region(path, side)
        size = path.stat().st_size / 1e6
        rises.append(after - before)
        sizes.append(size)
        kept.append(number * 1e6 * (side / SPAN) ** 2)
        cells = (f"{size:.0f} MB", number, f"{side:g} x {side:g}", f"{kept[-1]:,.0f}", f"{wall:.0f}", f"{used:.0f}")
        told = (*cells, f"{segments:,}", f"{after - before:.0f} (from {before:.0f})")
        yield "| " + " | ".join(map(str, told)) + " |"
    per_node = (rises[2] - rises[1]) * 1e6 / (kept[2] - kept[1])
    by_region = per_node * (kept[1] - kept[0]) / 1e6
    per_file = (rises[1] - rises[0] - by_region) / (sizes[1] - sizes[0])
    yield ""
    foretold = rises[2] + max(0.0, per_file) * (2_000 - sizes[1])
    yield (
        f"The same file, a larger region: {per_node:.0f} bytes of peak for each further node in the region. The same "
        f"region, a file {sizes[1] / sizes[0]:.1f} times as large: {rises[1] - rises[0]:+.0f} MB, of which the further "
        f"nodes in the region are {by_region:.0f} MB by that slope; what is left is {per_file:+.3f} MB for each "
        f"further MB of file."
    )
    yield ""
    yield (
        f"Extrapolated, not measured: an extract of 2,000 MB with as many nodes in its region as in the last row would "
        f"raise the peak by {foretold:.0f} MB and take {2_000 / sizes[1] * used:.0f} s of processor time."
    )


def main() -> None:
    """Measure and write."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--millions", type=int, nargs=2, default=(10, 40), help="nodes of the two files")
    millions = words.parse_args().millions
    with tempfile.TemporaryDirectory() as folder:
        lines = ["# Large extracts, measured", "", *reading(Path(folder), tuple(millions))]
    lines += ["", "## How to read it", "", *NOTES, "", "## Measured on", ""]
    facts = machine_facts(["geodata/roads", "benchmarks/extracts.py"])
    facts["load at the end"] = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    facts["command"] = "`python -m benchmarks.extracts`"
    (RESULTS / "extracts.md").write_text("\n".join([*lines, *facts_lines(facts), ""]), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
