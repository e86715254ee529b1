"""Barriers at single nodes of ways: bollards that motorcycles pass and cars do not, blocks, locked gates.

A way is cut behind its barrier, and the metre that follows lets through only who may pass: the network stays lines
between junctions, and the office can open or close that metre like any segment.
"""

from collections.abc import Mapping

import numpy as np

from geodata.roads.kinds import ALL_VEHICLES, vehicle_bit
from geodata.roads.osm_tags import CLOSED_WORDS, OPEN_WORDS
from geodata.roads.ways import Nodes, Ways
from planner.domain.team import VehicleClass

_NARROW = frozenset({"bollard", "block", "jersey_barrier", "planter", "log", "debris", "bar", "spikes", "width"})
"""Room for a motorcycle between them."""
_SHUT = frozenset(
    {"motorcycle_barrier", "cycle_barrier", "stile", "turnstile", "kissing_gate", "full-height_turnstile", "wall"}
)
_KEYS = {VehicleClass.CAR: "motorcar", VehicleClass.MOTORCYCLE: "motorcycle"}
BEHIND_DEGREES = 1e-5
"""How long the closed piece is: about a metre."""


def passes(tags: Mapping[str, str]) -> int:
    """Mask of the vehicles that a barrier lets through; gates and toll booths are open unless they say otherwise."""
    kind = tags.get("barrier", "")
    mask = 0
    for vehicle, key in _KEYS.items():
        said = next((tags[name] for name in (key, "motor_vehicle", "vehicle", "access") if name in tags), None)
        open_ = kind not in _SHUT and not (kind in _NARROW and vehicle is VehicleClass.CAR)
        if said in CLOSED_WORDS or (said not in OPEN_WORDS and tags.get("locked") == "yes"):
            open_ = False
        elif said in OPEN_WORDS:
            open_ = True
        mask |= vehicle_bit(vehicle) if open_ else 0
    return mask | vehicle_bit(VehicleClass.BOAT)


def with_barriers(ways: Ways, nodes: Nodes, barriers: Mapping[int, int]) -> tuple[Ways, Nodes]:
    """The ways with the metre behind each barrier closed to those who may not pass it.

    Parameters
    ----------
    barriers
        Mask of who may pass, by id of node; nodes of no way do not matter.
    """
    stopping = {node: mask for node, mask in barriers.items() if mask != ALL_VEHICLES}
    refs, ends = np.array(ways.refs, dtype=np.int64), np.array(ways.ends, dtype=np.int64)
    if not stopping or not np.isin(refs, np.array(sorted(stopping), dtype=np.int64)).any():
        return ways, nodes
    cut, behind = Ways(), _Behind(nodes)
    first = 0
    for number, end in enumerate(ends.tolist()):
        line = refs[first:end].tolist()
        first = end
        part, count = [line[0]], 1
        for before, here, after in zip([None, *line], line, [*line[1:], None], strict=False):
            part += [here] if part[-1] != here else []
            ahead = after if after is not None else before
            if here not in stopping or ahead is None:
                continue
            spot = behind.node(here, ahead)
            if spot is None:
                continue
            if after is None:
                # The barrier is the last node: the metre before it is the closed one.
                part[-1:] = [spot]
                cut.add_part(ways, number, count, part)
                cut.add_part(ways, number, count + 1, [spot, here], vehicles=stopping[here])
                part = [here]
            else:
                cut.add_part(ways, number, count, part)
                cut.add_part(ways, number, count + 1, [here, spot], vehicles=stopping[here])
                part = [spot]
            count += 2
        cut.add_part(ways, number, count, part)
    return cut, behind.nodes()


class _Behind:
    """Nodes a metre behind barriers, with ids that no map has."""

    def __init__(self, nodes: Nodes) -> None:
        self._known = nodes
        self._lon: list[float] = []
        self._lat: list[float] = []

    def node(self, here: int, ahead: int) -> int | None:
        """A new node on the way from ``here`` to ``ahead``; ``None`` where one of them is not known or both are one."""
        at, on = self._known.find(np.array([here, ahead], dtype=np.int64)).tolist()
        if at < 0 or on < 0:
            return None
        start = np.array([self._known.lon[at], self._known.lat[at]])
        step = np.array([self._known.lon[on], self._known.lat[on]]) - start
        length = float(np.hypot(*step))
        if length == 0.0:
            return None
        spot = start + step * min(BEHIND_DEGREES / length, 0.5)
        self._lon.append(round(float(spot[0]), 7))
        self._lat.append(round(float(spot[1]), 7))
        return -len(self._lon)

    def nodes(self) -> Nodes:
        """All of them, sorted."""
        ids = np.concatenate([-np.arange(len(self._lon), 0, -1, dtype=np.int64), self._known.ids])
        lon = np.concatenate([np.array(self._lon[::-1]), self._known.lon])
        lat = np.concatenate([np.array(self._lat[::-1]), self._known.lat])
        order = np.argsort(ids, kind="stable")
        return Nodes(ids=ids[order], lon=lon[order], lat=lat[order])
