"""Legs over the network: against a search of another kind, engine against engine, and what is not computed again."""

import math
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.roads.cache import MatrixCache
from geodata.roads.costs import Costs, Cut, Delay, costs_of
from geodata.roads.engines import ScipyEngine
from geodata.roads.fast_engine import FastEngine
from geodata.roads.graph import arc_weights, graph_of
from geodata.roads.importing import import_roads
from geodata.roads.islands import islands
from geodata.roads.kinds import Season
from geodata.roads.matrix import RoadMatrix, road_matrix
from geodata.roads.osm_tags import way_facts
from geodata.roads.paths import Paths
from geodata.roads.segments import Segments, segments_of
from geodata.roads.snapping import Snapper, Snaps
from geodata.roads.speeds import default_speeds
from geodata.roads.ways import Nodes, Ways
from planner.domain.team import VehicleClass
from tests.geodata.roads.maps import line_of, lonlat, road, write_osm

CAR = VehicleClass.CAR
KINDS = ("primary", "secondary", "residential", "track")


def random_network(seed: int, size: int = 5) -> Segments:
    """A grid of roads of several kinds, some one-way, some missing, some double."""
    dice = Random(seed)
    ways = Ways()
    spots = [(east, north) for east in range(size) for north in range(size)]
    for number, (east, north) in enumerate(spots):
        for other in ((east + 1, north), (east, north + 1)):
            if other in spots and dice.random() < 0.85:
                tags = {"highway": dice.choice(KINDS), "oneway": dice.choice(["no", "no", "yes", "-1"])}
                tags["surface"] = "asphalt"
                facts = way_facts(tags)
                assert facts is not None
                for _ in range(dice.choice([1, 1, 1, 2])):
                    ways.add(f"{number}.{len(ways)}", facts, [number, spots.index(other)])
    points = [lonlat((east + dice.random() / 4, north + dice.random() / 4)) for east, north in spots]
    lon, lat = np.array(points).T
    return segments_of(ways, Nodes(ids=np.arange(len(spots)), lon=lon, lat=lat))


def random_costs(segments: Segments, seed: int) -> Costs:
    """Car costs with a cut and a delay now and then."""
    dice = Random(seed)
    cuts = [Cut(segment=dice.randrange(len(segments)), low=0.4, high=0.45) for _ in range(dice.choice([0, 1, 3]))]
    delays = [Delay(segment=dice.randrange(len(segments)), at=0.7, seconds=600) for _ in range(dice.choice([0, 2]))]
    return costs_of(segments, default_speeds(), CAR, Season.DRY, cuts=tuple(cuts), delays=tuple(delays))


def random_snaps(segments: Segments, seed: int, count: int = 6) -> Snaps:
    """Spots in the middle and at the ends of segments, some twice on one segment."""
    dice = Random(seed)
    chosen = [dice.randrange(len(segments)) for _ in range(count - 1)]
    chosen.append(chosen[0])
    return Snaps(
        segment=np.array(chosen),
        at=np.array([dice.choice([0.0, 0.25, 0.5, 1.0, dice.random()]) for _ in chosen]),
        tail_m=np.zeros(count),
        lon=np.zeros(count),
        lat=np.zeros(count),
    )


def by_networkx(segments: Segments, costs: Costs, snaps: Snaps) -> dict[tuple[int, int], float]:
    """Seconds between spots, on a graph in which every spot cuts its segment."""
    graph: nx.DiGraph[object] = nx.DiGraph()

    def join(one: object, other: object, seconds: float) -> None:
        if math.isfinite(seconds) and seconds <= graph.get_edge_data(one, other, {"s": math.inf})["s"]:
            graph.add_edge(one, other, s=seconds)

    for number in range(len(segments)):
        on = [(float(snaps.at[n]), ("p", n)) for n in range(len(snaps.at)) if snaps.segment[n] == number]
        stops = [(0.0, int(segments.start[number])), *sorted(on), (1.0, int(segments.end[number]))]
        for (low, one), (high, other) in pairwise(stops):
            join(one, other, costs.part_s(number, low, high))
            join(other, one, costs.part_s(number, high, low))
    found: dict[tuple[int, int], float] = {}
    for start in range(len(snaps.at)):
        if ("p", start) in graph:
            reached = nx.single_source_dijkstra_path_length(graph, ("p", start), weight="s")
            found |= {(start, spot[1]): time for spot, time in reached.items() if isinstance(spot, tuple)}
    return found


def matrix(segments: Segments, costs: Costs, snaps: Snaps, **more: object) -> RoadMatrix:
    engine = more.pop("engine", ScipyEngine())
    cache = more.pop("cache", None)
    return road_matrix(segments, graph_of(segments), costs, snaps, engine=engine, cache=cache)  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_times_are_those_of_another_search(seed: int) -> None:
    segments = random_network(seed)
    costs, snaps = random_costs(segments, seed), random_snaps(segments, seed)
    found, wanted = matrix(segments, costs, snaps), by_networkx(segments, costs, snaps)
    for start in range(len(snaps.at)):
        for end in range(len(snaps.at)):
            time = int(found.seconds[start, end])
            if start == end:
                assert time == 0
            elif (start, end) not in wanted:
                assert time == -1, (start, end)
            else:
                # Whole seconds on each of at most a dozen segments.
                assert time == pytest.approx(wanted[start, end], abs=12)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_both_engines_give_the_same(seed: int) -> None:
    segments = random_network(seed)
    costs, snaps = random_costs(segments, seed), random_snaps(segments, seed)
    slow, quick = matrix(segments, costs, snaps), matrix(segments, costs, snaps, engine=FastEngine())
    assert slow.seconds.tolist() == quick.seconds.tolist()
    assert slow.metres.tolist() == quick.metres.tolist()


def test_the_fast_engine_tells_ways_of_many_hours(tmp_path: Path) -> None:
    segments = line_of(tmp_path, 5)
    slow_road = replace(segments, own_kmh=np.full(len(segments), 0.3))
    costs = costs_of(slow_road, default_speeds(), CAR, Season.DRY)
    snaps = Snapper(slow_road, costs).snap([lonlat((0, 0)), lonlat((4, 0))])
    found = matrix(slow_road, costs, snaps, engine=FastEngine())
    # 4 x 1,111 m at 0.3 km/h are 14.8 hours.
    assert found.seconds[0, 1] == pytest.approx(4 * 1_111 / 0.3 * 3.6, rel=0.01)


def test_lengths_are_those_of_the_fastest_way(tmp_path: Path) -> None:
    segments = line_of(tmp_path, 4)
    costs = costs_of(segments, default_speeds(), CAR, Season.DRY)
    snaps = Snapper(segments, costs).snap([lonlat((0, 0)), lonlat((1.5, 0)), lonlat((3, 0))])
    found = matrix(segments, costs, snaps)
    # Steps of 1,111.1 m at 35 km/h.
    assert found.metres[0].tolist() == [0, pytest.approx(1_667, abs=15), pytest.approx(3_333, abs=15)]
    assert found.seconds[0].tolist() == [0, pytest.approx(171, abs=3), pytest.approx(343, abs=4)]


def test_one_way_streets_are_driven_one_way(tmp_path: Path) -> None:
    segments = line_of(tmp_path, 3, oneway="yes")
    costs = costs_of(segments, default_speeds(), CAR, Season.DRY)
    snaps = Snapper(segments, costs).snap([lonlat((0.2, 0)), lonlat((0.8, 0)), lonlat((1.9, 0))])
    found = matrix(segments, costs, snaps).seconds
    assert (np.triu(found, 1)[np.triu_indices(3, 1)] > 0).all()
    assert (found[np.tril_indices(3, -1)] == -1).all()


def test_rounding_neither_gains_nor_loses_over_many_short_segments(tmp_path: Path) -> None:
    # 400 segments of 5.5 m: each takes 0.57 s and half a step of length.
    nodes = {number: (number * 0.005, 0.0) for number in range(401)}
    ways = Ways()
    facts = way_facts({"highway": "secondary"})
    assert facts is not None
    for number in range(400):
        ways.add(str(number), facts, [number, number + 1])
    lon, lat = np.array([lonlat(spot) for spot in nodes.values()]).T
    segments = segments_of(ways, Nodes(ids=np.arange(401), lon=lon, lat=lat))
    costs = costs_of(segments, default_speeds(), CAR, Season.DRY)
    exact_s, exact_m = float(costs.forward_s.sum()), float(segments.length_m.sum())
    snaps = Snapper(segments, costs).snap([lonlat(nodes[0]), lonlat(nodes[400])])
    found = matrix(segments, costs, snaps)
    assert found.seconds[0, 1] == pytest.approx(exact_s, rel=0.02)
    assert found.metres[0, 1] == pytest.approx(exact_m, rel=0.02)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_a_drawn_way_takes_the_time_and_length_of_its_leg(seed: int) -> None:
    segments = random_network(seed)
    costs, snaps = random_costs(segments, seed), random_snaps(segments, seed)
    found = matrix(segments, costs, snaps)
    paths = Paths(segments, graph_of(segments), costs, snaps)
    for start in range(len(snaps.at)):
        drawn = paths.from_place(start, range(len(snaps.at)))
        for end in range(len(snaps.at)):
            if start == end:
                continue
            assert (end in drawn) == (found.seconds[start, end] >= 0)
            if end in drawn:
                assert drawn[end].seconds == pytest.approx(found.seconds[start, end], abs=12)
                assert drawn[end].metres == pytest.approx(found.metres[start, end], abs=130)


def test_only_new_places_are_searched_again(tmp_path: Path) -> None:
    segments = random_network(7, size=8)
    costs = random_costs(segments, 1)
    many = random_snaps(segments, 3, count=12)
    few = Snaps(segment=many.segment[:9], at=many.at[:9], tail_m=many.tail_m[:9], lon=many.lon[:9], lat=many.lat[:9])
    cache = MatrixCache(tmp_path / "cache")
    first = matrix(segments, costs, few, cache=cache)
    again = matrix(segments, costs, few, cache=cache)
    assert (first.computed > 0, again.computed) == (True, 0)
    more = matrix(segments, costs, many, cache=cache)
    assert 0 < more.computed <= 3
    assert more.seconds.tolist() == matrix(segments, costs, many).seconds.tolist()
    assert more.metres.tolist() == matrix(segments, costs, many).metres.tolist()
    assert matrix(segments, random_costs(segments, 5), few, cache=cache).computed == first.computed


def test_a_broken_cache_is_computed_anew(tmp_path: Path) -> None:
    segments = random_network(7)
    costs, snaps = random_costs(segments, 1), random_snaps(segments, 3)
    cache = MatrixCache(tmp_path / "cache")
    first = matrix(segments, costs, snaps, cache=cache)
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(b"half a file")
    assert matrix(segments, costs, snaps, cache=cache).seconds.tolist() == first.seconds.tolist()
    assert matrix(segments, costs, snaps, cache=cache).computed == 0


def test_a_graph_of_one_segment(tmp_path: Path) -> None:
    segments = line_of(tmp_path, 1)
    graph = graph_of(segments)
    costs = costs_of(segments, default_speeds(), CAR, Season.DRY)
    assert (graph.nodes, len(arc_weights(graph, costs))) == (2, 2)
    snaps = Snapper(segments, costs).snap([lonlat((0, 0)), lonlat((0, 0.1))])
    assert matrix(segments, costs, snaps).metres[0, 1] == pytest.approx(111, abs=10)


@pytest.mark.parametrize("engine", [None, FastEngine()])
def test_a_graph_of_three_nodes(tmp_path: Path, engine: FastEngine | None) -> None:
    nodes = {1: (0.0, 0.0), 2: (1.0, 0.0), 3: (2.0, 0.0)}
    path = write_osm(tmp_path / "a.osm", nodes, {1: road(1, 2), 2: road(2, 3, oneway="yes")})
    segments = import_roads(path).segments
    graph = graph_of(segments)
    costs = costs_of(segments, default_speeds(), CAR, Season.DRY)
    assert (graph.nodes, len(segments)) == (3, 2)
    snaps = Snapper(segments, costs).snap([lonlat(spot) for spot in nodes.values()])
    found = matrix(segments, costs, snaps) if engine is None else matrix(segments, costs, snaps, engine=engine)
    step = pytest.approx(1_111, abs=10)
    assert found.metres.tolist() == [[0, step, pytest.approx(2_222, abs=15)], [step, 0, step], [-1, -1, 0]]
    assert len(islands(segments, costs, snaps)) == 1
