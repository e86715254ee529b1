"""Road matrices measured: ``python -m benchmarks.roads`` writes ``benchmarks/results/roads.md``.

Beds: seeded networks of 200,000 arcs (:mod:`benchmarks.road_beds`); a real network and reported distances where they
are given. Other libraries are measured where they are installed
(``pip install rustworkx igraph networkit routingkit-cch``)::

    python -m benchmarks.roads --distances road_distances_reported.csv --extract Helsinki.osm.pbf
"""

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np

from benchmarks.machine import ROOT, facts_lines, machine_facts
from benchmarks.road_beds import SEED, Bed, at_junctions, country, grid
from benchmarks.road_libraries import by_libraries
from benchmarks.road_turns import told_turns
from geodata.places import Point
from geodata.roads.cache import MatrixCache
from geodata.roads.costs import costs_of
from geodata.roads.engines import Gates, ScipyEngine
from geodata.roads.fast_engine import FastEngine, PayingEngine
from geodata.roads.graph import LENGTHS, arc_weights, graph_of
from geodata.roads.importing import import_roads
from geodata.roads.kinds import Season
from geodata.roads.matrix import road_matrix
from geodata.roads.snapping import Snapper
from geodata.roads.speeds import default_speeds
from planner.domain.team import VehicleClass

CAR = VehicleClass.CAR
NOTES = (
    "- Processor times hold for a busy machine too (a little above those of an idle one), wall times do not.",
    "- A wall time far above its processor time was taken beside other work: the load before is told below.",
    "- Aims: 250 x 250 over 200,000 arcs in 2 s by default, in 0.3 s by the fast engine; 852 x 852 within 1 GB.",
    "- The fast engine's 0.3 s are for a map that was prepared: preparing is needed once for a map, for all vehicles,",
    "  days and closures, and the order of junctions, half of it, is kept in the cache. What it takes has its own row.",
    "- It is compiled once in an installation, when it is first needed: some ten seconds that are in no row.",
    "- A grid has no thin separators, on which contraction hierarchies live, and no dead ends to leave out.",
    "- routingkit_cch prepares outside its row as well; its row is the searches alone, without the weights of a day.",
)
COMMAND = "`python -m benchmarks.roads --distances road_distances_reported.csv --extract Helsinki.osm.pbf`"
RESULT = ROOT / "benchmarks" / "results" / "roads.md"


def timed(work: Callable[[], object], times: int = 2) -> tuple[float, float, object]:
    """Least wall and processor seconds of some runs, and the last result."""
    walls, used, found = [], [], None
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        found = work()
        walls.append(time.perf_counter() - wall)
        used.append(time.process_time() - cpu)
    return min(walls), min(used), found


def matrices(bed: Bed) -> list[str]:
    """Engines against each other and against other libraries."""
    weights = arc_weights(bed.graph, bed.costs)
    places = at_junctions(bed.graph, 250)
    rows = []
    slow = timed(lambda: ScipyEngine().between(bed.graph, weights, places, places))
    wanted = np.asarray(slow[2])
    engine = FastEngine()
    # Compiled before: what an installation needs once is told apart.
    FastEngine().between(bed.graph, weights, places, places)
    paying = timed(lambda: PayingEngine(FastEngine()).between(bed.graph, weights, places, places))
    prepared = timed(lambda: engine.hierarchy(bed.graph), 1)
    quick, alone = by_fast_engine(engine, bed, places), by_fast_engine(FastEngine(threads=1), bed, places)
    for found in (paying, quick, alone):
        assert np.array_equal(wanted, np.asarray(found[2])), "the engines differ"
    rows.append(("**by default**: the engine that pays, nothing kept", *paying[:2], "250 x 250, times and lengths"))
    rows.append(("Dijkstra (thinned, scipy)", *slow[:2], "250 x 250, same results"))
    rows.append(("**fast engine**: weights of a day and matrix", *quick[:2], "250 x 250, same results"))
    rows.append(("fast engine on one thread", *alone[:2], "250 x 250, same results"))
    rows.append(("fast engine: preparing the map once", *prepared[:2], "for all vehicles, days and closures"))
    lines = [
        f"{bed.graph.nodes:,} junctions, {len(bed.graph.tail):,} arcs; the longest of the 62,500 ways takes "
        f"{wanted.max() / LENGTHS / 3600:.1f} hours.",
        "",
        "| what | wall (s) | processor (s) | |",
        "| --- | ---: | ---: | --- |",
    ]
    lines += [f"| {name} | {wall:.2f} | {used:.2f} | {note} |" for name, wall, used, note in rows]
    return [*lines, *by_libraries(bed.graph, weights, places.node.tolist(), wanted)]


def by_fast_engine(engine: FastEngine, bed: Bed, places: Gates) -> tuple[float, float, object]:
    """Matrices of days that differ: an engine keeps the weights of the last one."""
    weights = arc_weights(bed.graph, bed.costs)
    days = iter([weights, weights + 1] * 3)
    engine.hierarchy(bed.graph)
    return timed(lambda: engine.between(bed.graph, next(days), places, places), 5)


def peak_of_852(bed: str) -> list[str]:
    """Peak memory of a process that computes 852 x 852 over a bed, nothing prepared."""
    code = (
        f"import sys,time,resource;from benchmarks.roads import *;b={bed}();"
        "w=arc_weights(b.graph,b.costs);p=at_junctions(b.graph,852);t=time.perf_counter();c=time.process_time();"
        "PayingEngine(FastEngine()).between(b.graph,w,p,p);"
        "print(time.perf_counter()-t,time.process_time()-c,resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, used, megabytes = map(float, run.stdout.split())
    return [
        f"852 x 852 over the same network by default, nothing kept: {seconds:.1f} s, processor {used:.1f} s, peak "
        f"{megabytes:.0f} MB for the whole process, the making of the network included."
    ]


def kept(bed: Bed) -> str:
    """What is not computed again: the same question, and one of its places moved."""
    chosen = np.random.default_rng(SEED).choice(bed.graph.nodes, 251, replace=False)
    points: list[Point] = [(float(bed.graph.lon[node]), float(bed.graph.lat[node])) for node in chosen]
    snapper = Snapper(bed.segments, bed.costs)
    told = []
    with tempfile.TemporaryDirectory() as folder:
        cache = MatrixCache(Path(folder))
        for name, asked in (("first", points[:250]), ("again", points[:250]), ("one place moved", points[1:])):
            snaps = snapper.snap(asked)
            wall, used, found = timed(
                lambda snaps=snaps: road_matrix(  # type: ignore[misc]
                    bed.segments, bed.graph, bed.costs, snaps, engine=PayingEngine(FastEngine(cache)), cache=cache
                ),
                1,
            )
            searched = found.computed  # type: ignore[attr-defined]
            told.append(f"{name} {wall:.2f} s (processor {used:.2f} s, {searched} of 250 places searched for)")
    return f"250 x 250 kept by content: {', '.join(told)}."


def distances(path: Path) -> list[str]:
    """The straight-line model against reported road distances."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    straight = [float(row["straight_km"]) for row in rows]
    road = [float(row["road_km_reported"]) for row in rows]
    guess = [1.4 * km for km in straight]
    errors = [abs(one - other) for one, other in zip(guess, road, strict=True)]
    shares = [error / other for error, other in zip(errors, road, strict=True)]
    ratios = [other / one for one, other in zip(straight, road, strict=True)]
    total = 100 * (sum(guess) / sum(road) - 1)
    return [
        f"{len(rows)} reported distances of 1 to 27 km against the straight line between village centres x 1.4: mean "
        f"absolute error {statistics.mean(errors):.1f} km, median {statistics.median(errors):.1f} km; median relative "
        f"error {100 * statistics.median(shares):.0f} %; all lengths together {total:+.0f} %. The ratio of road to "
        f"straight line itself runs from {min(ratios):.2f} to {max(ratios):.2f} (median "
        f"{statistics.median(ratios):.2f}): below 1 where the centre of a village's polygon is not where people live. "
        "No factor mends that; better points do."
    ]


def real_network(path: Path) -> list[str]:
    """A real extract: what it holds, how long it takes, and whether networkx agrees."""
    wall, used, found = timed(lambda: import_roads(path), 1)
    segments = found.segments  # type: ignore[attr-defined]
    graph, costs = graph_of(segments), costs_of(segments, default_speeds(), CAR, Season.DRY)
    dice = np.random.default_rng(SEED)
    low, high = segments.points.min(axis=0), segments.points.max(axis=0)
    points: list[Point] = [tuple(low + (high - low) * dice.random(2)) for _ in range(250)]
    snap_wall, _, snaps = timed(lambda: Snapper(segments, costs).snap(points), 1)
    slow_wall, slow_cpu, slow = timed(lambda: road_matrix(segments, graph, costs, snaps, engine=ScipyEngine()), 1)  # type: ignore[arg-type]
    lines = [
        f"{path.name}: {len(segments):,} segments, {graph.nodes:,} junctions; read in {wall:.1f} s "
        f"(processor {used:.1f} s), 250 points put on roads in {snap_wall:.1f} s, matrix 250 x 250 by scipy in "
        f"{slow_wall:.2f} s (processor {slow_cpu:.2f} s)."
    ]
    engine = FastEngine()
    engine.hierarchy(graph)
    fast_wall, fast_cpu, fast = timed(lambda: road_matrix(segments, graph, costs, snaps, engine=engine), 1)  # type: ignore[arg-type]
    assert np.array_equal(slow.seconds, fast.seconds), "the engines differ"  # type: ignore[attr-defined]
    assert np.array_equal(slow.metres, fast.metres), "the engines differ"  # type: ignore[attr-defined]
    lines[0] += f" By the fast engine {fast_wall:.2f} s (processor {fast_cpu:.2f} s), the same to the second and metre."
    weights = arc_weights(graph, costs)
    check: nx.DiGraph[int] = nx.DiGraph()
    for tail, head, weight in zip(graph.tail.tolist(), graph.head.tolist(), weights.tolist(), strict=True):
        if weight >= 0:
            check.add_edge(tail, head, weight=weight)
    nodes = dice.choice(graph.nodes, 20, replace=False)
    gates = Gates(place=np.arange(20), node=nodes, weight=np.zeros(20, dtype=np.int64), places=20)
    ours = ScipyEngine().between(graph, weights, gates, gates)
    for row, start in enumerate(nodes.tolist()):
        reached = nx.single_source_dijkstra_path_length(check, start) if start in check else {start: 0}
        theirs = [reached.get(node, -1) for node in nodes.tolist()]
        assert theirs == ours[row].tolist(), "networkx differs"
    lines[0] += " 20 x 20 junctions by networkx: the same to the second and metre."
    some = np.sort(dice.choice(graph.nodes, min(300, graph.nodes), replace=False))
    return [*lines, "", told_turns(path, segments, costs, some)]


def main() -> None:
    """Measure and write."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--distances", type=Path)
    words.add_argument("--extract", type=Path)
    given = words.parse_args()
    parts = ["# Roads, measured", "", "## Matrices over a network like country roads", "", *matrices(country())]
    parts += [
        "",
        *peak_of_852("country"),
        "",
        kept(country()),
        "",
        "## Matrices over a grid, the hardest case",
        "",
        *matrices(grid()),
    ]
    parts += ["", *peak_of_852("grid")]
    if given.extract is not None:
        parts += ["", "## A real network", "", *real_network(given.extract)]
    if given.distances is not None:
        parts += ["", "## The straight-line model against reported distances", "", *distances(given.distances)]
    facts = machine_facts(["geodata/roads", "benchmarks/roads.py", "benchmarks/road_beds.py"])
    facts["load before"] = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else "-"
    facts["command"] = COMMAND
    parts += ["", "## How to read it", "", *NOTES]
    parts += ["", "## Measured on", "", *facts_lines(facts), ""]
    RESULT.write_text("\n".join(parts), encoding="utf-8")
    print("\n".join(parts))


if __name__ == "__main__":
    main()
