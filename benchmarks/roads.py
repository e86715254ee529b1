"""Road matrices measured: ``python -m benchmarks.roads`` writes ``benchmarks/results/roads.md``.

Beds: a seeded grid of roads of 50,000 junctions and 199,100 arcs with speeds between 15 and 50 km/h; an extract of
two million nodes made by itself; real networks and reported distances where they are given::

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
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import numpy as np
import osmium
from osmium.osm.mutable import Node, Way

from benchmarks.machine import ROOT, facts_lines, machine_facts
from geodata.places import Point
from geodata.roads.costs import Costs, costs_of
from geodata.roads.engines import FastEngine, Gates, ScipyEngine, _narrow, has_fast_engine
from geodata.roads.graph import LENGTHS, Graph, arc_weights, graph_of
from geodata.roads.importing import import_roads
from geodata.roads.kinds import Season
from geodata.roads.matrix import road_matrix
from geodata.roads.osm_tags import way_facts
from geodata.roads.segments import Segments, segments_of
from geodata.roads.snapping import Snapper
from geodata.roads.speeds import default_speeds
from geodata.roads.ways import Nodes, Ways
from planner.domain.team import VehicleClass

ACROSS, UP = 250, 200
SEED = 1
CAR = VehicleClass.CAR
RESULT = ROOT / "benchmarks" / "results" / "roads.md"


@dataclass(frozen=True)
class Bed:
    """The seeded network."""

    segments: Segments
    graph: Graph
    costs: Costs


def bed() -> Bed:
    """A grid of junctions about 200 m apart, with speeds of its own on each road."""
    dice = np.random.default_rng(SEED)
    lon = 102.0 + (np.arange(ACROSS)[None, :] + dice.random((UP, ACROSS)) / 2) * 0.0018
    lat = -3.5 + (np.arange(UP)[:, None] + dice.random((UP, ACROSS)) / 2) * 0.0018
    number = np.arange(ACROSS * UP).reshape(UP, ACROSS)
    ways = Ways()
    pairs = [*zip(number[:, :-1].ravel().tolist(), number[:, 1:].ravel().tolist(), strict=True)]
    pairs += [*zip(number[:-1].ravel().tolist(), number[1:].ravel().tolist(), strict=True)]
    for count, (one, other) in enumerate(pairs):
        facts = way_facts({"highway": "unclassified", "maxspeed": str(int(dice.integers(15, 50)))})
        assert facts is not None
        ways.add(str(count), facts, [one, other])
    segments = segments_of(ways, Nodes(ids=np.arange(ACROSS * UP), lon=lon.ravel(), lat=lat.ravel()))
    return Bed(segments=segments, graph=graph_of(segments), costs=costs_of(segments, default_speeds(), CAR, Season.DRY))


def at_junctions(graph: Graph, count: int) -> Gates:
    """Places on seeded junctions."""
    chosen = np.random.default_rng(SEED).choice(graph.nodes, count, replace=False)
    return Gates(
        place=np.arange(count), node=chosen.astype(np.int64), weight=np.zeros(count, dtype=np.int64), places=count
    )


def timed(work: Callable[[], object], times: int = 2) -> tuple[float, float, object]:
    """Least wall and processor seconds of some runs, and the last result."""
    walls, used, found = [], [], None
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        found = work()
        walls.append(time.perf_counter() - wall)
        used.append(time.process_time() - cpu)
    return min(walls), min(used), found


def matrices() -> list[str]:
    """Engines against each other and against networkx."""
    ground = bed()
    weights = arc_weights(ground.graph, ground.costs)
    places = at_junctions(ground.graph, 250)
    rows = []
    slow = timed(lambda: ScipyEngine().between(ground.graph, weights, places, places))
    rows.append(("scipy, the default", *slow[:2], "250 x 250, times and lengths"))
    if has_fast_engine():
        import routingkit_cch

        engine = FastEngine()
        wall, used, _ = timed(lambda: engine.hierarchy(ground.graph), 1)
        rows.append(("routingkit-cch, preparing the network once", wall, used, "kept for all vehicles and closures"))
        narrow = _narrow(weights).tolist()
        wall, used, metric = timed(lambda: routingkit_cch.CCHMetric(engine.hierarchy(ground.graph), narrow))
        rows.append(("routingkit-cch, taking in the weights of one day", wall, used, ""))
        quick = timed(lambda: engine.with_metric(metric, ground.graph, weights, places, places))
        rows.append(("routingkit-cch, the matrix", *quick[:2], "250 x 250, times and lengths"))
        assert np.array_equal(np.asarray(slow[2]), np.asarray(quick[2])), "the engines differ"
    rows.append(_by_networkx(ground, weights, places, np.asarray(slow[2])))
    lines = ["| what | wall (s) | processor (s) | |", "| --- | ---: | ---: | --- |"]
    return lines + [f"| {name} | {wall:.2f} | {used:.2f} | {note} |" for name, wall, used, note in rows]


def _by_networkx(ground: Bed, weights: np.ndarray, places: Gates, wanted: np.ndarray) -> tuple[str, float, float, str]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    for tail, head, weight in zip(
        ground.graph.tail.tolist(), ground.graph.head.tolist(), weights.tolist(), strict=True
    ):
        graph.add_edge(tail, head, weight=weight)
    few = 10
    nodes = places.node.tolist()

    def work() -> list[list[int]]:
        return [
            [found[node] for node in nodes]
            for start in nodes[:few]
            for found in [nx.single_source_dijkstra_path_length(graph, start)]
        ]

    wall, used, found = timed(work, 1)
    assert np.array_equal(np.array(found), wanted[:few]), "networkx differs"
    share = len(nodes) / few
    return "networkx", wall * share, used * share, f"estimated from {few} of 250 starts; same results"


def peak_of_852() -> list[str]:
    """Peak memory of a process that computes 852 x 852 over the same network."""
    code = (
        "import sys,time,resource;from benchmarks.roads import *;b=bed();"
        "w=arc_weights(b.graph,b.costs);p=at_junctions(b.graph,852);t=time.perf_counter();"
        "ScipyEngine().between(b.graph,w,p,p);"
        "print(time.perf_counter()-t,resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, run.stdout.split())
    return [f"852 x 852 over the same network: {seconds:.1f} s, peak {megabytes:.0f} MB for the whole process."]


def reading() -> list[str]:
    """An extract of two million nodes, of which a region of 4 % is wanted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.osm.pbf"
        dice = np.random.default_rng(SEED)
        count = 2_000_000
        lon, lat = 102 + dice.random(count), -4 + dice.random(count)
        with osmium.SimpleWriter(str(path)) as writer:
            for number in range(count):
                writer.add_node(Node(id=number + 1, location=(lon[number], lat[number])))
            for number in range(count // 10):
                tags = {"highway": "residential"} if number % 5 == 0 else {"building": "yes"}
                writer.add_way(Way(id=number + 1, nodes=list(range(number * 10 + 1, number * 10 + 11)), tags=tags))
        size = path.stat().st_size / 1e6
        code = (
            "import sys,time,resource;from pathlib import Path;from geodata.roads.importing import import_roads;"
            "before=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024;w=time.perf_counter();c=time.process_time();"
            "import_roads(Path(sys.argv[1]),(102.2,-3.8,102.4,-3.6));"
            "print(time.perf_counter()-w,time.process_time()-c,before,"
            "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
        )
        words = [sys.executable, "-c", code, str(path)]
        run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    wall, used, before, after = map(float, run.stdout.split())
    return [
        f"An extract of {count:,} nodes and {count // 10:,} ways ({size:.0f} MB), a region of 4 % of its area: "
        f"{wall:.1f} s, processor {used:.1f} s; the peak of the process rose from {before:.0f} to {after:.0f} MB."
    ]


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
    if has_fast_engine():
        engine = FastEngine()
        engine.hierarchy(graph)
        fast_wall, fast_cpu, fast = timed(lambda: road_matrix(segments, graph, costs, snaps, engine=engine), 1)  # type: ignore[arg-type]
        assert np.array_equal(slow.seconds, fast.seconds), "the engines differ"  # type: ignore[attr-defined]
        assert np.array_equal(slow.metres, fast.metres), "the engines differ"  # type: ignore[attr-defined]
        lines[0] += (
            f" By the fast engine {fast_wall:.2f} s (processor {fast_cpu:.2f} s), the same to the second and metre."
        )
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
    return lines


def main() -> None:
    """Measure and write."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--distances", type=Path)
    words.add_argument("--extract", type=Path)
    given = words.parse_args()
    parts = ["# Roads, measured", "", "## Matrices", ""]
    parts += [f"A seeded grid of {ACROSS * UP:,} junctions; {LENGTHS.bit_length() - 1} bits tell lengths.", ""]
    parts += [*matrices(), "", *peak_of_852(), "", "## Reading", "", *reading()]
    if given.extract is not None:
        parts += ["", "## A real network", "", *real_network(given.extract)]
    if given.distances is not None:
        parts += ["", "## The straight-line model against reported distances", "", *distances(given.distances)]
    facts = machine_facts(["geodata/roads", "benchmarks/roads.py"])
    facts["load before"] = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else "-"
    facts["command"] = "`python -m benchmarks.roads`"
    parts += ["", "## Measured on", "", *facts_lines(facts), ""]
    RESULT.write_text("\n".join(parts), encoding="utf-8")
    print("\n".join(parts))


if __name__ == "__main__":
    main()
