"""What turn restrictions would change: the same times over roads as they are read, and over turns that are allowed.

Ways between junctions are searched over a graph whose nodes are directed segments, so that each turn is an arc of its
own and a forbidden one is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import osmium
from numpy.typing import NDArray
from osmium.filter import KeyFilter
from osmium.osm import NODE, Node, Relation
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from geodata.roads.costs import Costs
from geodata.roads.segments import Segments

NEAR_DEGREES = 1e-6
LEAST_S = 1.0


@dataclass(frozen=True)
class Restriction:
    """From a way over a node to a way; ``only`` forbids all other turns."""

    start: str
    via: int
    end: str
    only: bool


def restrictions(path: Path) -> Iterator[Restriction]:
    """Those of an extract that go over a single node and name one way on either side."""
    for item in osmium.FileProcessor(str(path)).with_filter(KeyFilter("restriction")):
        if not isinstance(item, Relation):
            continue
        kind = item.tags.get("restriction") or ""
        sides = {role: [one for one in item.members if one.role == role] for role in ("from", "via", "to")}
        plain = all(len(found) == 1 for found in sides.values()) and sides["via"][0].type == "n"
        if plain and kind.startswith(("no_", "only_")):
            start, via, end = (sides[role][0].ref for role in ("from", "via", "to"))
            yield Restriction(str(start), via, str(end), kind.startswith("only_"))


def told_turns(path: Path, segments: Segments, costs: Costs, nodes: NDArray[np.int64]) -> str:
    """How many restrictions there are, and what they do to the times between some junctions."""
    found = list(restrictions(path))
    at = _junctions(path, segments, {item.via for item in found})
    way, tail, head, seconds = _arcs(segments, costs)
    before = _between(tail, head, seconds, np.ones(0, dtype=np.int64), nodes)
    after = _between(tail, head, seconds, _forbidden(found, at, way, tail, head), nodes)
    both = np.isfinite(before) & np.isfinite(after) & (before > 0)
    added = after[both] - before[both]
    longer = added > LEAST_S
    mean = added[longer].mean() if longer.any() else 0.0
    share = 100 * added.sum() / before[both].sum()
    lost = int((np.isfinite(before) & ~np.isfinite(after)).sum())
    return (
        f"Turn restrictions: {len(found)} over single nodes. Kept, they would lengthen {100 * longer.mean():.1f} % of "
        f"{int(both.sum()):,} ways between {len(nodes)} junctions, by {mean:.0f} s "
        f"on the mean ({added.max():.0f} s at most), all times together by {share:.2f} %, "
        f"and cut {lost}."
    )


def _junctions(path: Path, segments: Segments, ids: set[int]) -> dict[int, int]:
    """Node of the network of each node of the extract."""
    found = {}
    for item in osmium.FileProcessor(str(path), NODE):
        if isinstance(item, Node) and item.id in ids:
            away = np.hypot(segments.node_lon - item.lon, segments.node_lat - item.lat)
            if away.min() < NEAR_DEGREES:
                found[item.id] = int(away.argmin())
    return found


def _arcs(
    segments: Segments, costs: Costs
) -> tuple[NDArray[np.str_], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Way, tail, head and seconds of every directed segment that lets through."""
    ways = np.array([id_.partition("-")[0] for id_ in segments.ids])
    forward, backward = costs.through_s()
    tail = np.concatenate([segments.start, segments.end])
    head = np.concatenate([segments.end, segments.start])
    seconds = np.concatenate([forward, backward])
    open_ = np.isfinite(seconds)
    return np.concatenate([ways, ways])[open_], tail[open_], head[open_], seconds[open_]


def _forbidden(
    found: list[Restriction],
    at: dict[int, int],
    way: NDArray[np.str_],
    tail: NDArray[np.int64],
    head: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Turns as arc into times number of arcs plus arc out of."""
    count = len(tail)
    turns: list[int] = []
    for item in found:
        if item.via not in at:
            continue
        into = np.flatnonzero((head == at[item.via]) & (way == item.start))
        out = np.flatnonzero((tail == at[item.via]) & ((way == item.end) != item.only))
        turns += [one * count + other for one in into.tolist() for other in out.tolist()]
    return np.array(turns, dtype=np.int64)


def _between(
    tail: NDArray[np.int64],
    head: NDArray[np.int64],
    seconds: NDArray[np.float64],
    forbidden: NDArray[np.int64],
    nodes: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Least seconds between nodes, where arcs follow each other unless the turn is forbidden."""
    count = len(tail)
    order = np.argsort(tail, kind="stable")
    first = np.searchsorted(tail[order], head)
    degree = np.searchsorted(tail[order], head, side="right") - first
    into = np.repeat(np.arange(count), degree)
    out = order[np.repeat(first - np.cumsum(degree) + degree, degree) + np.arange(int(degree.sum()))]
    allowed = ~np.isin(into * count + out, forbidden)
    into, out = into[allowed], out[allowed]
    starts = [np.flatnonzero(tail == node) for node in nodes]
    begin = np.repeat(np.arange(len(nodes)) + count, [len(item) for item in starts])
    leaving = np.concatenate(starts)
    size = count + len(nodes)
    rows, columns = np.concatenate([into, begin]), np.concatenate([out, leaving])
    cost = np.concatenate([seconds[out], seconds[leaving]])
    found = dijkstra(csr_matrix((cost, (rows, columns)), shape=(size, size)), indices=np.arange(len(nodes)) + count)
    ends = [np.flatnonzero(head == node) for node in nodes]
    least = np.full((len(nodes), len(nodes)), np.inf)
    for number, item in enumerate(ends):
        if len(item):
            least[:, number] = found[:, item].min(axis=1)
    np.fill_diagonal(least, 0)
    return least
