"""Travel times and distances between places."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.domain.team import VehicleClass

UNREACHABLE = -1


@dataclass(frozen=True, kw_only=True)
class TravelTable:
    """Times and distances for one vehicle class.

    Attributes
    ----------
    vehicle_class
        The class it holds for.
    places
        Ids of bases and sites, in the order of rows and columns.
    seconds, metres
        Rows of integers, ``len(places)`` x ``len(places)``; ``UNREACHABLE`` (-1) where there is no way.
    source
        Where the figures come from: ``estimate``, ``matrix``, ``roads`` (known trips on top included) or ``mixed``.
    """

    vehicle_class: VehicleClass
    places: tuple[str, ...]
    seconds: tuple[tuple[int, ...], ...]
    metres: tuple[tuple[int, ...], ...]
    source: str = "estimate"

    def __post_init__(self) -> None:
        size = len(self.places)
        for name in ("seconds", "metres"):
            rows = getattr(self, name)
            if len(rows) != size or any(len(row) != size for row in rows):
                raise ValueError(f"{name} of class {self.vehicle_class} is not {size} x {size}")

    @cached_property
    def index(self) -> dict[str, int]:
        return {place: number for number, place in enumerate(self.places)}

    @cached_property
    def seconds_array(self) -> NDArray[np.int32]:
        return np.asarray(self.seconds, dtype=np.int32)

    @cached_property
    def metres_array(self) -> NDArray[np.int32]:
        return np.asarray(self.metres, dtype=np.int32)

    def leg(self, start: str, end: str) -> tuple[int, int] | None:
        """(seconds, metres) from ``start`` to ``end``; ``None`` where there is no way."""
        row, column = self.index[start], self.index[end]
        seconds = self.seconds[row][column]
        return None if seconds == UNREACHABLE else (seconds, self.metres[row][column])


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedTravel:
    """A table that holds on some days in place of the usual one of its class: a road is cut, a season changes.

    Attributes
    ----------
    first, last
        The days, both included.
    table
        Holds on these days.
    """

    first: date
    last: date
    table: TravelTable

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"travel of class {self.table.vehicle_class}: {self.first} is after {self.last}")

    def holds_on(self, day: date) -> bool:
        """Whether ``day`` is one of its days."""
        return self.first <= day <= self.last
