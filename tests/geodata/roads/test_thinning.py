"""Thinning and contracting: fewer nodes or more arcs, the same least weights."""

from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.roads import dissecting, engines, fast_engine
from geodata.roads.cache import MatrixCache
from geodata.roads.dissecting import dissected
from geodata.roads.engines import Gates, ScipyEngine
from geodata.roads.fast_engine import FastEngine, PayingEngine
from geodata.roads.graph import LENGTHS, Graph
from geodata.roads.thinning import Arcs, least_arcs, thinned

NODES = 12
ARCS = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.integers(0, 20)), max_size=40)


def least(arcs: Arcs) -> dict[int, dict[int, int]]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(NODES))
    graph.add_weighted_edges_from(zip(arcs.tail.tolist(), arcs.head.tolist(), arcs.weight.tolist(), strict=True))
    return dict(nx.all_pairs_dijkstra_path_length(graph))


@settings(max_examples=60)
@given(ARCS, st.sets(st.integers(0, NODES - 1), max_size=4))
def test_least_weights_between_chosen_nodes_stay(rows: list[tuple[int, int, int]], kept: set[int]) -> None:
    tail, head, weight = np.array(rows, dtype=np.int64).reshape(len(rows), 3).T
    arcs = least_arcs(tail, head, weight, NODES)
    chosen = np.isin(np.arange(NODES), sorted(kept))
    before, after = least(arcs), least(thinned(arcs, chosen))
    for one in kept:
        for other in kept:
            assert before[one].get(other) == after[one].get(other)


def test_a_road_between_two_places_becomes_one_arc() -> None:
    # 0 - 1 - 2 - 3 both ways, with a dead end 2 - 4.
    ways = [(0, 1, 5), (1, 2, 7), (2, 3, 1), (2, 4, 9)]
    rows = np.array([*ways, *((head, tail, weight) for tail, head, weight in ways)])
    left = thinned(least_arcs(rows[:, 0], rows[:, 1], rows[:, 2], 5), np.array([True, False, False, True, False]))
    found = sorted(zip(left.tail.tolist(), left.head.tolist(), left.weight.tolist(), strict=True))
    assert found == [(0, 3, 13), (3, 0, 13)]


def _network(across: int = 12) -> Graph:
    """A grid with both arcs of each road."""
    number = np.arange(across * across).reshape(across, across)
    pairs = np.concatenate([np.stack([number[:, :-1].ravel(), number[:, 1:].ravel()], 1),
                            np.stack([number[:-1].ravel(), number[1:].ravel()], 1)])  # fmt: skip
    both = np.concatenate([pairs, pairs[:, ::-1]])
    arcs = least_arcs(both[:, 0], both[:, 1], np.ones(len(both), dtype=np.int64), number.size)
    nothing = np.zeros(0, dtype=np.int64)
    lon, lat = np.meshgrid(np.arange(across) / 100, np.arange(across) / 100)
    return Graph(
        tail=arcs.tail, head=arcs.head, forward_arc=nothing, backward_arc=nothing, lon=lon.ravel(), lat=lat.ravel()
    )


def _places(graph: Graph, count: int = 20) -> Gates:
    nodes = np.random.default_rng(1).choice(graph.nodes, count, replace=False).astype(np.int64)
    return Gates(place=np.arange(count), node=nodes, weight=np.zeros(count, dtype=np.int64), places=count)


def test_the_engine_gives_the_same_over_a_thinned_network(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = _network()
    dice = np.random.default_rng(2)
    weights = np.where(dice.random(len(graph.tail)) < 0.1, -1, dice.integers(60, 600, len(graph.tail)) * LENGTHS)
    places = _places(graph)
    whole = ScipyEngine().between(graph, weights, places, places)
    monkeypatch.setattr(engines, "THINNED_FROM_NODES", 1)
    assert np.array_equal(ScipyEngine().between(graph, weights, places, places), whole)


def test_the_fast_engine_tells_ways_of_many_hours() -> None:
    graph = _network()
    # Up to 22 roads of half an hour each.
    weights = np.full(len(graph.tail), 1_800 * LENGTHS + 500, dtype=np.int64)
    places = _places(graph)
    slow = ScipyEngine().between(graph, weights, places, places)
    assert slow.max() > 5 * 3_600 * LENGTHS
    assert np.array_equal(FastEngine().between(graph, weights, places, places), slow)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_threads_share_the_work_and_give_the_same(threads: int) -> None:
    graph = _network(40)
    dice = np.random.default_rng(3)
    weights = np.where(dice.random(len(graph.tail)) < 0.2, -1, dice.integers(60, 600, len(graph.tail)) * LENGTHS)
    starts, ends = _places(graph, 30), _places(graph, 45)
    engine = FastEngine(threads=threads)
    assert np.array_equal(
        engine.between(graph, weights, starts, ends), ScipyEngine().between(graph, weights, starts, ends)
    )
    prepared = engine.hierarchy(graph)
    assert sorted(np.concatenate([*prepared.shares, prepared.top]).tolist()) == list(range(graph.nodes))
    assert all(len(share) for share in prepared.shares)
    # Other weights on the same map: nothing of the last question stays.
    other = np.where(weights < 0, 900 * LENGTHS, weights)
    assert np.array_equal(engine.between(graph, other, ends, starts), ScipyEngine().between(graph, other, ends, starts))


def test_a_place_with_two_gates_leaves_by_the_better_one() -> None:
    graph = _network(20)
    weights = np.random.default_rng(4).integers(60, 600, len(graph.tail)) * LENGTHS
    node = np.random.default_rng(5).choice(graph.nodes, 24, replace=False).astype(np.int64)
    gates = Gates(place=np.repeat(np.arange(12), 2), node=node, weight=np.arange(24) * 40 * LENGTHS, places=14)
    found = FastEngine(threads=2).between(graph, weights, gates, gates)
    assert np.array_equal(found, ScipyEngine().between(graph, weights, gates, gates))
    # Places without a gate are cut off.
    assert (found[12:] == -1).all()
    assert (found[:, 12:] == -1).all()


def test_the_order_of_junctions_is_kept_for_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, cache = _network(15), MatrixCache(tmp_path)
    first = FastEngine(cache).hierarchy(graph)
    monkeypatch.setattr(dissecting, "dissected", lambda *_: pytest.fail("computed again"))
    assert np.array_equal(FastEngine(cache).hierarchy(graph).rank, first.rank)
    monkeypatch.undo()
    for path in tmp_path.iterdir():
        path.write_bytes(b"broken")
    assert np.array_equal(FastEngine(cache).hierarchy(graph).rank, first.rank)


def test_the_engine_that_pays_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = _network()
    weights = np.full(len(graph.tail), 60 * LENGTHS, dtype=np.int64)
    places = _places(graph)
    engine = PayingEngine()
    wanted = engine.between(graph, weights, places, places)
    assert not engine.fast.has(graph)
    monkeypatch.setattr(fast_engine, "FAST_FROM_VISITS", 1)
    assert np.array_equal(engine.between(graph, weights, places, places), wanted)
    assert engine.fast.has(graph)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 60), st.integers(0, 10**6))
def test_every_junction_is_taken_out_once(size: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    # Pieces cut off from each other, junctions on one spot, loops: all may be.
    ends = dice.integers(0, size, (2, dice.integers(0, 3 * size)))
    spots = dice.integers(0, 4, (2, size)).astype(np.float64)
    assert sorted(dissected(ends[0], ends[1], spots[0], spots[1]).tolist()) == list(range(size))
