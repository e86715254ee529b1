"""In which order junctions are best taken out: the map is cut in two again and again, the cuts come last.

Each part is cut along the straight line, of some directions, that the fewest roads cross near its middle; the junctions
on one side of those roads separate it. Roads are few where rivers and ridges lie, and that is where the lines fall.

References
----------
George (1973), "Nested Dissection of a Regular Finite Element Mesh", SIAM Journal on Numerical Analysis 10.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

SMALLEST = 4
"""Parts of so many junctions are not cut any more."""
LEAST_SHARE = 0.3
"""Of the junctions of a part on the smaller side of a cut."""


def dissected(tail: NDArray[np.int64], head: NDArray[np.int64], lon: NDArray[np.float64],
              lat: NDArray[np.float64]) -> NDArray[np.int32]:  # fmt: skip
    """Junctions in the order in which they are taken out.

    Parameters
    ----------
    tail, head
        Of each arc; the direction does not matter.
    lon, lat
        Of each junction.
    """
    size = len(lon)
    pairs = np.unique(np.concatenate([tail * size + head, head * size + tail]))
    first = np.searchsorted(pairs // max(1, size), np.arange(size + 1)).astype(np.int64)
    east = (lon - lon.mean()) * np.cos(np.radians(lat.mean())) if size else lon
    lines = np.stack([np.argsort(key, kind="stable") for key in (east, lat, east + lat, east - lat)]).astype(np.int32)
    _dissect(first, (pairs % max(1, size)).astype(np.int32), lines)
    order: NDArray[np.int32] = lines[0]
    return order


@njit(cache=True, nogil=True)
def _dissect(first: NDArray[np.int64], neighbour: NDArray[np.int32], lines: NDArray[np.int32]) -> None:
    """Sort junctions that are sorted along each direction; after it all directions hold the same."""
    directions, size = lines.shape
    part_of = np.zeros(size, dtype=np.int32)
    spot = np.empty(size, dtype=np.int32)
    side = np.empty(size, dtype=np.int8)
    crossed = np.zeros(size + 1, dtype=np.int32)
    room = np.empty(size, dtype=np.int32)
    parts = 0
    stack = [(0, size)]
    while len(stack):
        start, end = stack.pop()
        count = end - start
        if count <= SMALLEST:
            lines[1:, start:end] = lines[0, start:end]
            continue
        least = max(1, int(count * LEAST_SHARE))
        best, best_cut, best_direction = -1.0, 0, 0
        for direction in range(directions):
            _crossings(first, neighbour, part_of, lines[direction, start:end], spot, crossed)
            roads = 0
            for cut in range(1, count - least + 1):
                roads += crossed[cut]
                # Of lines that as many roads cross the one nearest to the middle.
                price = roads + abs(2 * cut - count) / count
                if cut >= least and (best < 0 or price < best):
                    best, best_cut, best_direction = price, cut, direction
        left, right = _sides(first, neighbour, part_of, lines[best_direction, start:end], spot, best_cut, side)
        for direction in range(directions):
            # Each side keeps its order; the separating junctions come last.
            at_left, at_right, at_last = 0, left, left + right
            for at in range(start, end):
                node = lines[direction, at]
                if side[node] == 0:
                    room[at_left] = node
                    at_left += 1
                elif side[node] == 1:
                    room[at_right] = node
                    at_right += 1
                else:
                    room[at_last] = node
                    at_last += 1
            lines[direction, start:end] = room[:count]
        parts += 2
        for at in range(count):
            part_of[room[at]] = parts - 1 if at < left else parts if at < left + right else -1
        lines[1:, start + left + right : end] = lines[0, start + left + right : end]
        stack.append((start, start + left))
        stack.append((start + left, start + left + right))


@njit(cache=True, nogil=True)
def _crossings(
    first: NDArray[np.int64], neighbour: NDArray[np.int32], part_of: NDArray[np.int32], nodes: NDArray[np.int32],
    spot: NDArray[np.int32], crossed: NDArray[np.int32],
) -> None:  # fmt: skip
    """How many roads more than at the spot before cross a line at each spot along a direction."""
    count = len(nodes)
    for at in range(count):
        spot[nodes[at]] = at
    crossed[: count + 1] = 0
    for at in range(count):
        node = nodes[at]
        for item in range(first[node], first[node + 1]):
            other = neighbour[item]
            if part_of[other] == part_of[node] and spot[other] > at:
                crossed[at + 1] += 1
                crossed[spot[other] + 1] -= 1


@njit(cache=True, nogil=True)
def _sides(
    first: NDArray[np.int64], neighbour: NDArray[np.int32], part_of: NDArray[np.int32], nodes: NDArray[np.int32],
    spot: NDArray[np.int32], cut: int, side: NDArray[np.int8],
) -> tuple[int, int]:  # fmt: skip
    """Put junctions on a side of a line, 0 or 1, or on it, 2; tells how many lie on either side."""
    count = len(nodes)
    for at in range(count):
        spot[nodes[at]] = at
    over = np.zeros(2, dtype=np.int64)
    for at in range(count):
        node = nodes[at]
        own = 0 if at < cut else 1
        side[node] = own
        for item in range(first[node], first[node + 1]):
            other = neighbour[item]
            if part_of[other] == part_of[node] and (spot[other] < cut) != (at < cut):
                # Beside the line on either side: 3 and 4.
                side[node] = own + 3
                over[own] += 1
                break
    # The side on which fewer roads end gives the separating junctions.
    separating = 3 if over[0] <= over[1] else 4
    for at in range(count):
        if side[nodes[at]] >= 3:
            side[nodes[at]] = 2 if side[nodes[at]] == separating else side[nodes[at]] - 3
    return (cut - over[0], count - cut) if separating == 3 else (cut, count - cut - over[1])
