"""Ways between points, wherever they come from: a road network, a routing server. What is not known stays unknown.

Anything that answers :class:`LegsBetween` can stand behind travel tables and the reach of hubs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from geodata.travel import UNKNOWN, MatrixEntry
from planner.domain.team import VehicleClass
from planner.domain.travel import UNREACHABLE

Point: TypeAlias = tuple[float, float]
"""(lon, lat) in degrees, WGS 84."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Legs:
    """Times and lengths from each of n starts to each of m ends.

    Attributes
    ----------
    seconds, metres
        n x m whole numbers; ``UNKNOWN`` where the source does not know, ``UNREACHABLE`` where it knows that no way
        exists.
    """

    seconds: NDArray[np.int64]
    metres: NDArray[np.int64]

    def __post_init__(self) -> None:
        if self.seconds.shape != self.metres.shape or self.seconds.ndim != 2:
            raise ValueError(f"times are {self.seconds.shape}, lengths {self.metres.shape}; both are n x m")

    @property
    def known(self) -> NDArray[np.bool_]:
        """Where a time, or the lack of a way, is known."""
        known: NDArray[np.bool_] = self.seconds != UNKNOWN
        return known


class LegsBetween(Protocol):
    """What a source of ways promises."""

    def __call__(self, starts: Sequence[Point], ends: Sequence[Point], vehicle_class: VehicleClass, /) -> Legs:
        """Ways of one vehicle class from each start to each end."""


class Asked:
    """A source of ways that is asked once for each vehicle and set of places; tells how much of it was known."""

    def __init__(self, between: LegsBetween) -> None:
        self._between = between
        self._answers: dict[tuple[VehicleClass, tuple[Point, ...], tuple[Point, ...]], Legs] = {}

    def __call__(self, starts: Sequence[Point], ends: Sequence[Point], vehicle_class: VehicleClass, /) -> Legs:
        """See :class:`LegsBetween`."""
        key = vehicle_class, tuple(starts), tuple(ends)
        if key not in self._answers:
            self._answers[key] = self._between(starts, ends, vehicle_class)
        return self._answers[key]

    def told(self) -> dict[VehicleClass, tuple[int, int]]:
        """By vehicle: pairs of different places that were known, and that were asked for, the largest question."""
        found: dict[VehicleClass, tuple[int, int]] = {}
        for (vehicle, starts, ends), legs in self._answers.items():
            apart = np.array([[one != other for other in ends] for one in starts], dtype=np.bool_)
            if int(apart.sum()) >= found.get(vehicle, (0, 0))[1]:
                found[vehicle] = int((legs.known & apart).sum()), int(apart.sum())
        return found


def unknown_legs(starts: int, ends: int) -> Legs:
    """Nothing known."""
    nothing = np.full((starts, ends), UNKNOWN, dtype=np.int64)
    return Legs(seconds=nothing, metres=nothing.copy())


def entries_of(
    legs: Legs, starts: Sequence[str], ends: Sequence[str], vehicle_class: VehicleClass
) -> Iterator[MatrixEntry]:
    """What is known, as cells of a matrix; unknown pairs are left to the estimate.

    Parameters
    ----------
    starts, ends
        Ids of the places, in the order of rows and columns.
    """
    for row, column in np.argwhere(legs.known).tolist():
        if starts[row] == ends[column]:
            continue
        seconds, metres = int(legs.seconds[row, column]), int(legs.metres[row, column])
        yield MatrixEntry(
            start=starts[row],
            end=ends[column],
            vehicle_class=vehicle_class,
            seconds=seconds,
            metres=None if metres < 0 or seconds == UNREACHABLE else metres,
        )
