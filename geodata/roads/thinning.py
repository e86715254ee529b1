"""A smaller graph with the same least weights between chosen nodes.

Half of the nodes of a road network are dead ends, or lie on the way between two junctions; most others join three
roads. A node with at most four neighbours can be taken out and its neighbours joined directly: hardly more arcs than
before, a node less, and every least weight between the nodes that are left stays as it is. Whole sets of nodes that are
not neighbours are taken out at once. What is left is a quarter of the network, and Dijkstra's search the faster.

References
----------
Geisberger, Sanders, Schultes, Vetter (2012), "Exact Routing in Large Road Networks Using Contraction Hierarchies",
Transportation Science 46.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_NEIGHBOURS = 4
LEAST_SHARE = 50
"""Rounds end when one takes out less than a fiftieth of the nodes."""
NEVER = np.iinfo(np.int64).max // 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Arcs:
    """Directed arcs with weights, no pair twice."""

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    weight: NDArray[np.int64]


def least_arcs(tail: NDArray[np.int64], head: NDArray[np.int64], weight: NDArray[np.int64], nodes: int) -> Arcs:
    """Of parallel arcs the lightest, of loops none; sorted by tail and head."""
    real = tail != head
    key, weight = (tail * nodes + head)[real], weight[real]
    key, weight = least_by_key(key, weight)
    return Arcs(tail=key // nodes, head=key % nodes, weight=weight)


def least_by_key(key: NDArray[np.int64], weight: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each key once, sorted, with its least weight."""
    if not len(key):
        return key, weight
    order = np.argsort(key)
    key, weight = key[order], weight[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    return key[first], np.minimum.reduceat(weight, first)


def thinned(arcs: Arcs, chosen: NDArray[np.bool_]) -> Arcs:
    """Arcs between fewer nodes, the least weights between all that are left as before.

    Parameters
    ----------
    arcs
        All of them.
    chosen
        By node: whether it must be left.
    """
    nodes = len(chosen)
    # Any order will do; one that has nothing to do with the map takes out more at once.
    rank = np.random.default_rng(0).permutation(nodes)
    while len(arcs.tail):
        one, other = np.minimum(arcs.tail, arcs.head), np.maximum(arcs.tail, arcs.head)
        pairs = np.unique(one * nodes + other)
        one, other = pairs // nodes, pairs % nodes
        neighbours = np.bincount(one, minlength=nodes) + np.bincount(other, minlength=nodes)
        out = (neighbours > 0) & (neighbours <= MOST_NEIGHBOURS) & ~chosen
        both = out[one] & out[other]
        out[np.where(rank[one] > rank[other], one, other)[both]] = False
        if int(out.sum()) * LEAST_SHARE < int((neighbours > 0).sum()):
            break
        arcs = _without(arcs, out)
    return arcs


def _without(arcs: Arcs, out: NDArray[np.bool_]) -> Arcs:
    """Arcs that go round nodes, no two of which are neighbours."""
    into, from_ = out[arcs.head], out[arcs.tail]
    number = np.cumsum(out) - 1
    count = int(out.sum())
    starts, first = _by_node(number[arcs.head[into]], arcs.tail[into], arcs.weight[into], count)
    ends, second = _by_node(number[arcs.tail[from_]], arcs.head[from_], arcs.weight[from_], count)
    shape = (count, MOST_NEIGHBOURS, MOST_NEIGHBOURS)
    weight = first[:, :, None] + second[:, None, :]
    tail, head = np.broadcast_to(starts[:, :, None], shape), np.broadcast_to(ends[:, None, :], shape)
    new = weight < NEVER
    rest = ~(into | from_)
    return least_arcs(
        np.concatenate([arcs.tail[rest], tail[new]]),
        np.concatenate([arcs.head[rest], head[new]]),
        np.concatenate([arcs.weight[rest], weight[new]]),
        len(out),
    )


def _by_node(
    number: NDArray[np.int64], neighbour: NDArray[np.int64], weight: NDArray[np.int64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Neighbours and weights in one row for each node; ``NEVER`` where it has fewer."""
    order = np.argsort(number, kind="stable")
    number = number[order]
    place = np.arange(len(number)) - np.searchsorted(number, number)
    neighbours = np.zeros((count, MOST_NEIGHBOURS), dtype=np.int64)
    weights = np.full((count, MOST_NEIGHBOURS), NEVER, dtype=np.int64)
    neighbours[number, place], weights[number, place] = neighbour[order], weight[order]
    return neighbours, weights
