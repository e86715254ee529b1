"""Gates: how places on the middle of segments reach the junctions at their ends, and each other on one segment."""

import math
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from geodata.roads.costs import Costs
from geodata.roads.engines import Gates
from geodata.roads.graph import CLOSED, weight
from geodata.roads.segments import Segments
from geodata.roads.snapping import Snaps


def gates(segments: Segments, costs: Costs, snaps: Snaps, *, leaving: bool) -> Gates:
    """Gates of all places, for leaving them or for coming to them.

    Parameters
    ----------
    leaving
        Ways from the places to junctions; else from junctions to the places.
    """
    place, node, cost = [], [], []
    for number, (segment, at) in enumerate(zip(snaps.segment.tolist(), snaps.at.tolist(), strict=True)):
        if segment < 0:
            continue
        length = float(costs.length_m[segment])
        for junction, end in ((int(segments.start[segment]), 0.0), (int(segments.end[segment]), 1.0)):
            seconds = costs.part_s(segment, at, end) if leaving else costs.part_s(segment, end, at)
            if math.isfinite(seconds):
                place.append(number)
                node.append(junction)
                cost.append(weight(seconds, length * abs(at - end)))
    return Gates(
        place=np.array(place, dtype=np.int64),
        node=np.array(node, dtype=np.int64),
        weight=np.array(cost, dtype=np.int64),
        places=len(snaps.segment),
    )


def along_one_segment(costs: Costs, starts: Snaps, ends: Snaps, found: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same weights, lowered where start and end lie on one segment and the way between them is shorter."""
    lowered = found.copy()
    here: dict[int, list[int]] = defaultdict(list)
    for column, segment in enumerate(ends.segment.tolist()):
        if segment >= 0:
            here[segment].append(column)
    for row, segment in enumerate(starts.segment.tolist()):
        for column in here.get(segment, ()) if segment >= 0 else ():
            leave, come = float(starts.at[row]), float(ends.at[column])
            seconds = costs.part_s(segment, leave, come)
            if math.isfinite(seconds):
                direct = weight(seconds, float(costs.length_m[segment]) * abs(leave - come))
                if lowered[row, column] == CLOSED or direct < lowered[row, column]:
                    lowered[row, column] = direct
    return lowered
