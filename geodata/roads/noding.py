"""Lines of a drawn layer made to meet: where vertices coincide, where one ends at another, where two cross.

OpenStreetMap says by shared nodes which ways meet. A drawn layer only shows it: ends that miss the other line by a
metre, crossings without a vertex. Lines on a bridge or in a tunnel meet nothing on the way.
"""

from collections import defaultdict

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geodata.crs import WGS84, metric_crs
from geodata.roads.segments import snapped_to_steps
from geodata.roads.ways import Nodes, Ways

TOLERANCE_M = 2.0


def noded(ways: Ways, lines: list[NDArray[np.float64]], tolerance_m: float = TOLERANCE_M) -> tuple[Ways, Nodes]:
    """Ways with the nodes under them, out of the lines of each way.

    Parameters
    ----------
    ways
        One for each line; their nodes are filled in here.
    lines
        (lon, lat) points of each.
    tolerance_m
        What lies so near meets.
    """
    plain = [snapped_to_steps(line) for line in lines]
    if plain:
        bridge = np.array(ways.bridge, dtype=np.bool_)
        plain = _met(_ends_joined(plain, tolerance_m), bridge, tolerance_m)
    return joined_at_vertices(ways, plain)


def joined_at_vertices(ways: Ways, lines: list[NDArray[np.float64]]) -> tuple[Ways, Nodes]:
    """Ways with the nodes under them; they meet only where they share a vertex."""
    points = snapped_to_steps(np.concatenate(lines)) if lines else np.zeros((0, 2))
    unique, number = np.unique(points, axis=0, return_inverse=True)
    ways.refs.extend(number.ravel().tolist())
    ways.ends.extend(np.cumsum([len(line) for line in lines]).tolist())
    return ways, Nodes(ids=np.arange(len(unique), dtype=np.int64), lon=unique[:, 0], lat=unique[:, 1])


def _to_metres(lines: list[NDArray[np.float64]]) -> Transformer:
    points = np.concatenate(lines)
    corners = [(float(points[:, 0].min()), float(points[:, 1].min()))]
    corners.append((float(points[:, 0].max()), float(points[:, 1].max())))
    return Transformer.from_crs(WGS84, metric_crs(corners), always_xy=True)


def _ends_joined(lines: list[NDArray[np.float64]], tolerance_m: float) -> list[NDArray[np.float64]]:
    """Ends that lie within the tolerance of each other are put on one spot."""
    ends = np.array([point for line in lines for point in (line[0], line[-1])])
    metres = np.stack(_to_metres(lines).transform(ends[:, 0], ends[:, 1]), axis=1)
    pairs = cKDTree(metres).query_pairs(tolerance_m, output_type="ndarray")
    if not len(pairs):
        return lines
    graph = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(ends), len(ends)))
    _, group = connected_components(graph, directed=False)
    first = np.full(int(group.max()) + 1, len(ends), dtype=np.int64)
    np.minimum.at(first, group, np.arange(len(ends)))
    placed = ends[first[group]]
    joined = []
    for number, line in enumerate(lines):
        moved = line.copy()
        moved[0], moved[-1] = placed[2 * number], placed[2 * number + 1]
        # A line shorter than the tolerance would shrink to a point: it keeps its own ends.
        joined.append(line if len(line) == 2 and np.array_equal(moved[0], moved[1]) else moved)
    return joined


def _met(lines: list[NDArray[np.float64]], bridge: NDArray[np.bool_], tolerance_m: float) -> list[NDArray[np.float64]]:
    """Lines with a vertex wherever another ends on them or crosses them."""
    to_metres = _to_metres(lines)
    back = Transformer.from_crs(to_metres.target_crs, WGS84, always_xy=True)
    drawn = [np.stack(to_metres.transform(line[:, 0], line[:, 1]), axis=1) for line in lines]
    numbers = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    flat = shapely.linestrings(np.concatenate(drawn), indices=numbers)
    tree = shapely.STRtree(flat)
    added: dict[int, list[tuple[float, tuple[float, float]]]] = defaultdict(list)
    ends = shapely.points(np.concatenate([line[[0, -1]] for line in drawn]))
    for end, line in tree.query(ends, predicate="dwithin", distance=tolerance_m).T.tolist():
        own = end // 2
        if line == own or bridge[line]:
            continue
        along = float(shapely.line_locate_point(flat[line], ends[end]))
        if tolerance_m < along < flat[line].length - tolerance_m:
            spot = lines[own][0 if end % 2 == 0 else -1]
            added[line].append((along, (float(spot[0]), float(spot[1]))))
    for one, two in tree.query(flat, predicate="crosses").T.tolist():
        if one < two and not bridge[one] and not bridge[two]:
            for point in shapely.get_parts(shapely.extract_unique_points(flat[one].intersection(flat[two]))):
                spot = snapped_to_steps(np.array(back.transform(point.x, point.y)))
                for line in (one, two):
                    along = float(shapely.line_locate_point(flat[line], point))
                    if tolerance_m < along < flat[line].length - tolerance_m:
                        added[line].append((along, (float(spot[0]), float(spot[1]))))
    return [_with_points(line, flat[number], added.get(number, [])) for number, line in enumerate(lines)]


def _with_points(
    line: NDArray[np.float64], flat: shapely.LineString, added: list[tuple[float, tuple[float, float]]]
) -> NDArray[np.float64]:
    if not added:
        return line
    steps = np.diff(shapely.get_coordinates(flat), axis=0)
    own = np.concatenate([[0.0], np.cumsum(np.hypot(steps[:, 0], steps[:, 1]))])
    merged = sorted([*zip(own.tolist(), map(tuple, line.tolist()), strict=True), *added], key=lambda item: item[0])
    points = [merged[0][1]]
    for _, point in merged[1:]:
        if point != points[-1]:
            points.append(point)
    return np.array(points)
