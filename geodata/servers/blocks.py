"""A table of ways asked in blocks that a server accepts, each answer checked number by number."""

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.legs import Legs, Point, unknown_legs
from geodata.servers.connection import Connection, Refused
from geodata.travel import UNKNOWN, great_circle_m, spots
from planner.causes import kind_of
from planner.domain.team import VehicleClass

APART_M = 200
"""Two points farther apart than this are not 0 minutes from each other: the server put both on one spot."""
FARTHEST_SNAP_M = 1_000
"""A way that begins farther from the point than this is another place's way."""


class RoutingServer(ABC):
    """A source of ways (:class:`geodata.legs.LegsBetween`) behind one address.

    Attributes
    ----------
    block
        Starts, and ends, of one request at most.
    """

    block: int = 50

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __call__(self, starts: Sequence[Point], ends: Sequence[Point], vehicle_class: VehicleClass, /) -> Legs:
        """Ways of one vehicle class; see :class:`geodata.legs.LegsBetween`.

        Raises
        ------
        InputFaults
            ``SERVER_NOT_REACHED``, ``SERVER_TOO_SLOW``, ``SERVER_REFUSED``, ``SERVER_ANSWER_UNREADABLE``.
        """
        legs = unknown_legs(len(starts), len(ends))
        if self.profile(vehicle_class) is None:
            return legs
        for row in range(0, len(starts), self.block):
            for column in range(0, len(ends), self.block):
                some, others = starts[row : row + self.block], ends[column : column + self.block]
                found = self._part(some, others, vehicle_class)
                part = np.s_[row : row + len(some), column : column + len(others)]
                legs.seconds[part], legs.metres[part] = found.seconds, found.metres
        _distrust_zeros(legs, starts, ends)
        return legs

    def close(self) -> None:
        """Let the connections go."""
        self._connection.close()

    def _part(self, starts: Sequence[Point], ends: Sequence[Point], vehicle_class: VehicleClass) -> Legs:
        """A block; one point without a road makes the server refuse it whole, so it is halved until that is alone."""
        try:
            return self.ask(starts, ends, vehicle_class)
        except Refused as refused:
            if not self.off_road(refused.answer):
                raise
        if len(starts) == len(ends) == 1:
            return unknown_legs(1, 1)
        if len(starts) >= len(ends):
            half = len(starts) // 2
            upper = self._part(starts[:half], ends, vehicle_class)
            lower = self._part(starts[half:], ends, vehicle_class)
            return _joined(upper, lower, axis=0)
        half = len(ends) // 2
        left = self._part(starts, ends[:half], vehicle_class)
        return _joined(left, self._part(starts, ends[half:], vehicle_class), axis=1)

    @abstractmethod
    def off_road(self, refusal: Mapping[str, Any]) -> bool:
        """Whether the server refuses because it has no road near one of the points."""

    @abstractmethod
    def profile(self, vehicle_class: VehicleClass) -> str | None:
        """What the server calls the vehicle; ``None`` if it knows none such."""

    @abstractmethod
    def ask(self, starts: Sequence[Point], ends: Sequence[Point], vehicle_class: VehicleClass) -> Legs:
        """One request."""

    def table(self, held: object, starts: int, ends: int, what: str, *, factor: float = 1.0) -> NDArray[np.int64]:
        """A table of numbers or nulls as whole numbers, rounded up; ``UNKNOWN`` for null.

        Parameters
        ----------
        held
            Rows as the server sent them.
        what
            Name of the table, for the fault.
        factor
            Seconds or metres in one of the server's units.
        """
        if not isinstance(held, list) or len(held) != starts:
            raise self._connection.unreadable(f"{what}: {_told(held)}")
        cells = np.full((starts, ends), UNKNOWN, dtype=np.int64)
        for row, values in enumerate(held):
            if not isinstance(values, list) or len(values) != ends:
                raise self._connection.unreadable(f"{what}[{row}]: {_told(values)}")
            for column, value in enumerate(values):
                if value is not None:
                    cells[row, column] = self._whole(value, f"{what}[{row}][{column}]", factor)
        return cells

    def _whole(self, value: object, where: str, factor: float) -> int:
        sound = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not sound or not isinstance(value, int | float) or not 0 <= value * factor < 1e9:
            raise self._connection.unreadable(f"{where}: {_told(value)}")
        return math.ceil(value * factor)


def _joined(one: Legs, other: Legs, *, axis: int) -> Legs:
    return Legs(
        seconds=np.concatenate((one.seconds, other.seconds), axis=axis),
        metres=np.concatenate((one.metres, other.metres), axis=axis),
    )


def _told(held: Any) -> str:
    return f"{kind_of(held)}: {held!r}"[:80]


def _distrust_zeros(legs: Legs, starts: Sequence[Point], ends: Sequence[Point]) -> None:
    """No way of no length between two different places is believed."""
    if not len(starts) or not len(ends):
        return
    apart = great_circle_m(spots(starts), spots(ends)) > APART_M
    for table in (legs.seconds, legs.metres):
        table[apart & (table == 0)] = UNKNOWN
    legs.metres[legs.seconds == UNKNOWN] = UNKNOWN
