"""Ways as they were read, before they are cut into segments."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from geodata.roads.kinds import CLASS_NUMBER, SURFACE_NUMBER
from geodata.roads.osm_tags import WayFacts

NO_SLOPE = -32_768
"""Mark of a slope that is not known."""

Box: TypeAlias = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Report: TypeAlias = Callable[[int, int], None]
"""Told (done, total) while something is read; a total of 0 is not known."""


def silent(_done: int, _total: int) -> None:
    """Nobody listens."""


@dataclass(slots=True, kw_only=True)
class Ways:
    """Ways in the making, in compact arrays: a regency has a million points.

    Attributes
    ----------
    ids, names
        Of each way.
    refs, ends
        Node ids of all ways one after the other, and where each way ends in them.
    road_class, surface, one_way, vehicles, bridge, limit_kmh, rise_permille, minutes
        As in :class:`~geodata.roads.osm_tags.WayFacts`; a time that is not stated is NaN.
    """

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    refs: "array[int]" = field(default_factory=lambda: array("q"))
    ends: "array[int]" = field(default_factory=lambda: array("q"))
    road_class: "array[int]" = field(default_factory=lambda: array("b"))
    surface: "array[int]" = field(default_factory=lambda: array("b"))
    one_way: "array[int]" = field(default_factory=lambda: array("b"))
    vehicles: "array[int]" = field(default_factory=lambda: array("b"))
    bridge: "array[int]" = field(default_factory=lambda: array("b"))
    limit_kmh: "array[int]" = field(default_factory=lambda: array("h"))
    rise_permille: "array[int]" = field(default_factory=lambda: array("h"))
    minutes: "array[float]" = field(default_factory=lambda: array("d"))

    def add(self, id_: str, facts: WayFacts, refs: list[int]) -> None:
        """Take in one way over ``refs``."""
        self.ids.append(id_)
        self.names.append(facts.name)
        self.refs.extend(refs)
        self.ends.append(len(self.refs))
        self.road_class.append(CLASS_NUMBER[facts.road_class])
        self.surface.append(SURFACE_NUMBER[facts.surface])
        self.one_way.append(facts.one_way)
        self.vehicles.append(facts.vehicles)
        self.bridge.append(int(facts.bridge))
        self.limit_kmh.append(facts.limit_kmh)
        self.rise_permille.append(NO_SLOPE if facts.rise_permille is None else facts.rise_permille)
        self.minutes.append(float("nan") if facts.minutes is None else facts.minutes)

    def add_part(self, whole: "Ways", number: int, part: int, refs: list[int], *, vehicles: int | None = None) -> None:
        """Take in a part of way ``number`` of ``whole``; parts are counted from 1, one node alone is none.

        Parameters
        ----------
        vehicles
            Mask of those that this part lets through.
        """
        if len(refs) < 2:
            return
        self.ids.append(whole.ids[number] if part == 1 else f"{whole.ids[number]}.{part}")
        self.names.append(whole.names[number])
        self.refs.extend(refs)
        self.ends.append(len(self.refs))
        self.vehicles.append(whole.vehicles[number] & (-1 if vehicles is None else vehicles))
        for name in ("road_class", "surface", "one_way", "bridge", "limit_kmh", "rise_permille", "minutes"):
            getattr(self, name).append(getattr(whole, name)[number])

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A village, hamlet or town as the map marks it."""

    name: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """Where nodes lie: sorted ids with degrees."""

    ids: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]

    def find(self, refs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Number of each node, -1 where it is not known."""
        if not len(self.ids):
            return np.full(len(refs), -1, dtype=np.int64)
        place = np.minimum(np.searchsorted(self.ids, refs), len(self.ids) - 1)
        return np.where(self.ids[place] == refs, place, -1)
