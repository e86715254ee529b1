"""What it costs to pass a segment: seconds each way, and what closures change for a while."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from geodata.roads.kinds import CLASS_NUMBER, CLASSES, GROUPS, VEHICLES, Season, vehicle_bit
from geodata.roads.segments import Segments
from geodata.roads.speeds import Speeds, slope_permille
from geodata.roads.ways import NO_SLOPE
from planner.domain.team import VehicleClass
from planner.units import HOUR_S, METRES_PER_KM, MINUTE_S, PERMILLE

LIMIT_KEPT_PERMILLE = 900
"""What is driven where a limit is signed: nobody holds it at every bend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A stretch of a segment that nobody passes; from 0, its start, to 1, its end."""

    segment: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """A spot of a segment where everybody waits."""

    segment: int
    at: float
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Costs:
    """Seconds over each segment for one vehicle in one season, with what closures change.

    Attributes
    ----------
    forward_s, backward_s
        Along and against the line; infinite where it may not be passed.
    length_m
        Metres.
    cuts, delays
        Changes on top, sorted.
    """

    forward_s: NDArray[np.float64]
    backward_s: NDArray[np.float64]
    length_m: NDArray[np.float64]
    cuts: tuple[Cut, ...] = ()
    delays: tuple[Delay, ...] = ()
    _cuts_of: dict[int, list[Cut]] = field(init=False, repr=False, compare=False)
    _delays_of: dict[int, list[Delay]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        cuts: dict[int, list[Cut]] = {}
        for cut in self.cuts:
            cuts.setdefault(cut.segment, []).append(cut)
        delays: dict[int, list[Delay]] = {}
        for delay in self.delays:
            delays.setdefault(delay.segment, []).append(delay)
        object.__setattr__(self, "_cuts_of", cuts)
        object.__setattr__(self, "_delays_of", delays)

    @property
    def passable(self) -> NDArray[np.bool_]:
        """Segments that are open in a direction at least, closures aside."""
        return np.isfinite(self.forward_s) | np.isfinite(self.backward_s)

    def through_s(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Seconds over whole segments along and against their lines, closures and delays included."""
        forward, backward = self.forward_s.copy(), self.backward_s.copy()
        for delay in self.delays:
            forward[delay.segment] += delay.seconds
            backward[delay.segment] += delay.seconds
        for cut in self.cuts:
            forward[cut.segment] = backward[cut.segment] = np.inf
        return forward, backward

    def part_s(self, segment: int, start: float, end: float) -> float:
        """Seconds from one spot of a segment to another; infinite where that is not possible."""
        low, high = min(start, end), max(start, end)
        if any(cut.low <= high and low <= cut.high for cut in self._cuts_of.get(segment, ())):
            return float("inf")
        whole = float(self.forward_s[segment] if start <= end else self.backward_s[segment])
        if start == end:
            return 0.0
        waited = sum(delay.seconds for delay in self._delays_of.get(segment, ()) if low < delay.at <= high)
        return whole * (high - low) + waited

    def content_hash(self) -> str:
        """SHA-256 over everything that times depend on."""
        digest = hashlib.sha256()
        for values in (self.forward_s, self.backward_s, self.length_m):
            digest.update(np.ascontiguousarray(values).tobytes())
        digest.update(repr((self.cuts, self.delays)).encode())
        return digest.hexdigest()


def costs_of(
    segments: Segments,
    speeds: Speeds,
    vehicle_class: VehicleClass,
    season: Season,
    *,
    corrections: Mapping[str, float] | None = None,
    cuts: tuple[Cut, ...] = (),
    delays: tuple[Delay, ...] = (),
) -> Costs:
    """Seconds over each segment.

    Parameters
    ----------
    corrections
        By group of classes (:data:`geodata.roads.kinds.GROUPS`): factor on the seconds, learned from observed trips.
    cuts, delays
        Closures of the day, of this vehicle.
    """
    kmh = speeds.of(vehicle_class, season)[segments.road_class, segments.surface] / METRES_PER_KM
    limited = (segments.limit_kmh > 0) & (kmh > 0)
    kmh = np.where(limited, np.minimum(kmh, segments.limit_kmh * LIMIT_KEPT_PERMILLE / PERMILLE), kmh)
    stated = np.isfinite(segments.own_kmh)
    kmh = np.where(stated, segments.own_kmh, kmh)
    open_ = ((segments.vehicles & vehicle_bit(vehicle_class)) > 0) & (kmh > 0)
    with np.errstate(divide="ignore"):
        flat = np.where(open_, segments.length_m / (kmh * METRES_PER_KM / HOUR_S), np.inf)
    flat = np.where(open_ & np.isfinite(segments.minutes), segments.minutes * MINUTE_S, flat)
    flat = flat * _factors(segments, corrections or {})
    rise = np.where(segments.rise_permille == NO_SLOPE, 0, segments.rise_permille)
    up = flat * PERMILLE / np.where(stated, PERMILLE, slope_permille(rise))
    down = flat * PERMILLE / np.where(stated, PERMILLE, slope_permille(-rise))
    return Costs(
        forward_s=np.where(segments.one_way >= 0, up, np.inf),
        backward_s=np.where(segments.one_way <= 0, down, np.inf),
        length_m=segments.length_m,
        cuts=tuple(sorted(cuts, key=lambda cut: (cut.segment, cut.low, cut.high))),
        delays=tuple(sorted(delays, key=lambda delay: (delay.segment, delay.at, delay.seconds))),
    )


def group_numbers() -> NDArray[np.int64]:
    """Number of the group of each class, in the order of :data:`geodata.roads.kinds.GROUPS`."""
    numbers = np.zeros(len(CLASSES), dtype=np.int64)
    for number, classes in enumerate(GROUPS.values()):
        for road in classes:
            numbers[CLASS_NUMBER[road]] = number
    return numbers


def _factors(segments: Segments, corrections: Mapping[str, float]) -> NDArray[np.float64]:
    by_group = np.array([corrections.get(name, 1.0) for name in GROUPS])
    found: NDArray[np.float64] = by_group[group_numbers()[segments.road_class]]
    return found


def every_vehicle() -> tuple[VehicleClass, ...]:
    """Vehicles in the order of masks."""
    return VEHICLES
