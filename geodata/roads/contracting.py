"""Kernels of contraction hierarchies, compiled: which shortcuts there are, what they weigh, and searches over them.

Nodes are numbered by their rank, from the first taken out to the last. Weights are doubles: whole numbers up to 2^53
stay as they are, so that sums equal those of any other engine, and a way that is closed is infinite.

References
----------
Dibbelt, Strasser, Wagner (2016), "Customizable Contraction Hierarchies", ACM Journal of Experimental Algorithmics 21.
"""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Doubles = NDArray[np.float64]


@njit(cache=True, nogil=True)
def shortcuts(first_own: Longs, own: Ints) -> tuple[Any, Any]:
    """Higher neighbours of each node once all lower ones are taken out.

    Parameters
    ----------
    first_own, own
        Higher neighbours of each node in the network itself, sorted.

    Returns
    -------
    first, higher
        The same with all shortcuts, not sorted.
    """
    nodes = len(first_own) - 1
    first = np.zeros(nodes + 1, dtype=np.int64)
    higher = np.empty(max(16, 8 * len(own)), dtype=np.int32)
    # A node hands what it sees on to the lowest of its higher neighbours alone: children are lists.
    child = np.full(nodes, -1, dtype=np.int32)
    sibling = np.full(nodes, -1, dtype=np.int32)
    seen = np.full(nodes, -1, dtype=np.int32)
    found = np.empty(nodes, dtype=np.int32)
    for node in range(nodes):
        count = 0
        parent = nodes
        for spot in range(first_own[node], first_own[node + 1]):
            if seen[own[spot]] != node:
                seen[own[spot]] = node
                found[count] = own[spot]
                parent = min(parent, own[spot])
                count += 1
        below = child[node]
        while below >= 0:
            for spot in range(first[below], first[below + 1]):
                other = higher[spot]
                if other != node and seen[other] != node:
                    seen[other] = node
                    found[count] = other
                    parent = min(parent, other)
                    count += 1
            below = sibling[below]
        start = first[node]
        if start + count > len(higher):
            wider = np.empty(2 * len(higher) + count, dtype=np.int32)
            wider[:start] = higher[:start]
            higher = wider
        higher[start : start + count] = found[:count]
        first[node + 1] = start + count
        if count:
            sibling[node] = child[parent]
            child[parent] = node
    return first, higher[: first[nodes]].copy()


@njit(cache=True, nogil=True)
def highest_below(first: Longs, higher: Ints, limit: int) -> Any:
    """Of each node below a limit the highest one that it leads up to without passing the limit."""
    highest = np.empty(limit, dtype=np.int32)
    for node in range(limit - 1, -1, -1):
        parent = higher[first[node]] if first[node] < first[node + 1] else limit
        highest[node] = highest[parent] if parent < limit else node
    return highest


@njit(cache=True, nogil=True)
def weigh(first: Longs, higher: Ints, first_lower: Longs, lower_arc: Longs, lower: Ints, nodes: Ints,
          low: int, high: int, up: Doubles, down: Doubles) -> None:  # fmt: skip
    """Lower the weights of the shortcuts of some nodes by what leads over lower nodes, whose shortcuts have theirs.

    Parameters
    ----------
    first_lower, lower_arc, lower
        By node: the shortcuts that lead to it, and the nodes that they come from, sorted.
    nodes
        From the lowest to the highest.
    low, high
        Only lower nodes from the one to before the other count.
    up, down
        By shortcut: the least weight to the higher node and from it; changed in place.
    """
    spot = np.empty(len(first), dtype=np.int32)
    for node in nodes:
        start, end = first[node], first[node + 1]
        for arc in range(start, end):
            spot[higher[arc]] = arc - start
        own_up, own_down = up[start:end], down[start:end]
        for entry in range(first_lower[node], first_lower[node + 1]):
            if lower[entry] < low:
                continue
            if lower[entry] >= high:
                break
            arc = lower_arc[entry]
            last = first[lower[entry] + 1]
            from_node, to_node = up[arc], down[arc]
            count = last - arc - 1
            if count == end - start:
                # All neighbours are shared: no look-up, and several at once.
                far_up, far_down = up[arc + 1 : last], down[arc + 1 : last]
                for at in range(count):
                    own_up[at] = min(own_up[at], to_node + far_up[at])
                    own_down[at] = min(own_down[at], from_node + far_down[at])
            else:
                for other in range(arc + 1, last):
                    at = spot[higher[other]]
                    own_up[at] = min(own_up[at], to_node + up[other])
                    own_down[at] = min(own_down[at], from_node + down[other])


@njit(cache=True, nogil=True)
def labels(first: Longs, higher: Ints, weight: Doubles, bounds: Longs, gates: Ints, gate_weight: Doubles,
           first_place: int, last_place: int) -> tuple[Any, Any, Any]:  # fmt: skip
    """What each place reaches upwards: (bounds by place, nodes, weights).

    Parameters
    ----------
    bounds, gates, gate_weight
        By place: the nodes it touches, and what the way between them weighs.
    first_place, last_place
        Which places: from the one to before the other.
    """
    least = np.full(len(first), np.inf)
    first_found = np.zeros(last_place - first_place + 1, dtype=np.int64)
    nodes = np.empty(1024, dtype=np.int32)
    weights = np.empty(1024, dtype=np.float64)
    marked = np.zeros(len(first), dtype=np.uint8)
    path = np.empty(len(first), dtype=np.int32)
    run = np.empty(len(first), dtype=np.int32)
    total = 0
    for place in range(first_place, last_place):
        count = 0
        for gate in range(bounds[place], bounds[place + 1]):
            node = gates[gate]
            least[node] = min(least[node], gate_weight[gate])
            steps = 0
            while marked[node] == 0:
                marked[node] = 1
                run[steps] = node
                steps += 1
                if first[node] == first[node + 1]:
                    break
                node = higher[first[node]]
            # Both are sorted, and stay so together.
            at, count = count - 1, count + steps
            for spot in range(count - 1, -1, -1):
                if steps == 0:
                    break
                if at >= 0 and path[at] > run[steps - 1]:
                    path[spot] = path[at]
                    at -= 1
                else:
                    steps -= 1
                    path[spot] = run[steps]
        if total + count > len(nodes):
            more_nodes = np.empty(2 * len(nodes) + count, dtype=np.int32)
            more_nodes[:total] = nodes[:total]
            more_weights = np.empty(2 * len(nodes) + count, dtype=np.float64)
            more_weights[:total] = weights[:total]
            nodes, weights = more_nodes, more_weights
        for node in path[:count]:
            so_far = least[node]
            least[node] = np.inf
            marked[node] = 0
            if so_far == np.inf:
                continue
            for arc in range(first[node], first[node + 1]):
                least[higher[arc]] = min(least[higher[arc]], so_far + weight[arc])
            nodes[total] = node
            weights[total] = so_far
            total += 1
        first_found[place - first_place + 1] = total
    return first_found, nodes[:total], weights[:total]


@njit(cache=True, nogil=True)
def meet(first_found: Longs, nodes: Ints, weights: Doubles, first_bucket: Longs, bucket_end: Ints,
        bucket_weight: Doubles, found: Doubles) -> None:  # fmt: skip
    """Lower the weights from places to ends by the ways that meet at a node."""
    for place in range(len(first_found) - 1):
        row = found[place]
        for entry in range(first_found[place], first_found[place + 1]):
            node, so_far = nodes[entry], weights[entry]
            for item in range(first_bucket[node], first_bucket[node + 1]):
                end = bucket_end[item]
                row[end] = min(row[end], so_far + bucket_weight[item])
