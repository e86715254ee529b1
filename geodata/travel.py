"""Travel tables: the office's matrix, else an estimate; known trips on top.

An estimate comes from the road network where the office has one, else it is the great-circle distance x detour,
driven at the speed of the vehicle on the worse terrain of both ends. What is known beats what is guessed: an
*observed* trip replaces an estimate, a *fixed* trip replaces anything. A closed road then adds to whatever was said
what it adds on the network. A pair without a passable way is ``UNREACHABLE`` (-1) and never 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from planner.domain.site import Terrain
from planner.domain.team import VehicleClass
from planner.domain.travel import UNREACHABLE, TravelTable
from planner.units import HOUR_S, METRES_PER_KM, PERMILLE

EARTH_RADIUS_M = 6_371_008.8
LEAST_SECONDS = 60
UNKNOWN = -2
"""Neither a time nor the knowledge that there is no way; ``UNREACHABLE`` (-1) is the latter. Never 0."""
LEAST_METRES = 1
Spots: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]
TERRAIN_ORDER = (Terrain.GOOD, Terrain.HILL, Terrain.TRACK)

SPEEDS_KMH: Mapping[VehicleClass, tuple[int, int, int]] = {
    VehicleClass.CAR: (35, 25, 15),
    VehicleClass.MOTORCYCLE: (30, 22, 15),
    VehicleClass.BOAT: (20, 20, 20),
}
"""Speed by vehicle on good road, in hills and on a track (``TERRAIN_ORDER``), km/h. Water knows no terrain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An end of a trip: a base or a site.

    Attributes
    ----------
    id
        Unique over bases and sites.
    lon, lat
        Degrees, WGS 84.
    terrain
        Kind of way to it.
    """

    id: str
    lon: float
    lat: float
    terrain: Terrain = Terrain.GOOD


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTrip:
    """A trip whose time or length is known, or that is known to be impossible.

    Attributes
    ----------
    start, end
        Ids of places.
    vehicle_class
        The vehicle it holds for.
    seconds, metres
        ``None`` keeps what the table says; ``seconds`` of ``UNREACHABLE`` closes the way.
    both_ways
        It holds for the way back too, unless that is known by itself.
    fixed
        Replaces anything; otherwise it was observed and replaces an estimate only.
    """

    start: str
    end: str
    vehicle_class: VehicleClass = VehicleClass.CAR
    seconds: int | None = None
    metres: int | None = None
    both_ways: bool = True
    fixed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixEntry:
    """One cell of the office's own matrix.

    ``seconds`` of ``UNREACHABLE`` closes the way; ``metres`` of ``None`` keeps the estimated length.
    """

    start: str
    end: str
    vehicle_class: VehicleClass = VehicleClass.CAR
    seconds: int
    metres: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadLegs:
    """What a road network says of all pairs, in the order of the places.

    Attributes
    ----------
    seconds, metres
        n x n; ``UNREACHABLE`` where it has no way, ``UNKNOWN`` where an end does not lie on it.
    added_seconds, added_metres
        What the closures of the days add to the open network, n x n; ``UNREACHABLE`` seconds where they cut the way.
    """

    seconds: NDArray[np.int64]
    metres: NDArray[np.int64]
    added_seconds: NDArray[np.int64]
    added_metres: NDArray[np.int64]


def travel_table(
    vehicle_class: VehicleClass,
    places: Sequence[Place],
    *,
    detour_permille: int,
    matrix: Iterable[MatrixEntry] = (),
    known: Iterable[KnownTrip] = (),
    roads: RoadLegs | None = None,
) -> TravelTable:
    """Times and distances between all places for one vehicle class.

    Parameters
    ----------
    vehicle_class
        Entries and trips of other classes are passed over.
    places
        Bases and sites; rows and columns keep their order.
    detour_permille
        Length of a road per length of the straight line, permille.
    matrix
        The office's own figures, which replace the estimate.
    known
        Trips put on top. Names of places that are not among ``places`` are passed over.
    roads
        What the office's road network says; it replaces the straight-line estimate where it knows a pair.

    Returns
    -------
    TravelTable
        Whole seconds and metres. Different places are at least 60 s and 1 m apart.
    """
    index = {place.id: number for number, place in enumerate(places)}
    guess = _road_metres(places, detour_permille)
    metres, seconds = guess.copy(), _driving_seconds(guess, _speeds(vehicle_class, places))
    by_road = np.zeros(metres.shape, dtype=np.bool_) if roads is None else roads.seconds != UNKNOWN
    if roads is not None:
        seconds = np.where(by_road, roads.seconds, seconds)
        metres = np.where(by_road & (roads.metres >= 0), roads.metres, metres)
        guess = metres.copy()
    stated = np.zeros(metres.shape, dtype=np.bool_)
    for entry in matrix:
        if entry.vehicle_class is vehicle_class and entry.start in index and entry.end in index:
            cell = index[entry.start], index[entry.end]
            seconds[cell], stated[cell] = entry.seconds, True
            metres[cell] = guess[cell] if entry.metres is None else entry.metres
    from_matrix = int(stated.sum())
    _put_known(seconds, metres, stated, index, [trip for trip in known if trip.vehicle_class is vehicle_class])
    if roads is not None:
        _put_closures(seconds, metres, stated, roads)
    closed = seconds < 0
    apart = ~np.eye(len(places), dtype=np.bool_)
    seconds = np.where(apart, np.maximum(seconds, LEAST_SECONDS), 0)
    metres = np.where(apart, np.maximum(metres, LEAST_METRES), 0)
    seconds[closed & apart] = UNREACHABLE
    metres[closed & apart] = UNREACHABLE
    pairs = len(places) * (len(places) - 1)
    return TravelTable(
        vehicle_class=vehicle_class,
        places=tuple(place.id for place in places),
        seconds=tuple(map(tuple, seconds.tolist())),
        metres=tuple(map(tuple, metres.tolist())),
        source=_source(pairs, from_matrix, stated, by_road, apart),
    )


def _source(
    pairs: int,
    from_matrix: int,
    stated: NDArray[np.bool_],
    by_road: NDArray[np.bool_],
    apart: NDArray[np.bool_],
) -> str:
    """Where the figures come from; see :class:`planner.domain.travel.TravelTable`."""
    if stated.any() and from_matrix >= pairs:
        return "matrix"
    if by_road.any() and (stated | by_road)[apart].all():
        return "roads"
    return "mixed" if stated.any() or by_road[apart].any() else "estimate"


def great_circle_m(start: Spots, end: Spots) -> NDArray[np.float64]:
    """Distances over a round earth from each start to each end, metres, n x m.

    Parameters
    ----------
    start, end
        (longitudes, latitudes) in degrees, of length n and m.

    References
    ----------
    Sinnott, R. W. (1984), "Virtues of the haversine", Sky and Telescope 68.
    """
    across, up = np.radians(start[0])[:, None], np.radians(start[1])[:, None]
    across_end, up_end = np.radians(end[0])[None, :], np.radians(end[1])[None, :]
    half = np.sin((up - up_end) / 2) ** 2 + np.cos(up) * np.cos(up_end) * np.sin((across - across_end) / 2) ** 2
    distances: NDArray[np.float64] = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(np.sqrt(half), 1.0))
    return distances


def spots(points: Sequence[tuple[float, float]]) -> Spots:
    """(lon, lat) pairs as two arrays."""
    lonlat = np.array(points, dtype=np.float64).reshape(len(points), 2)
    return lonlat[:, 0], lonlat[:, 1]


def _road_metres(places: Sequence[Place], detour_permille: int) -> NDArray[np.int64]:
    where = spots([(place.lon, place.lat) for place in places])
    return np.rint(great_circle_m(where, where) * (detour_permille / PERMILLE)).astype(np.int64)


def _speeds(vehicle_class: VehicleClass, places: Sequence[Place]) -> NDArray[np.int64]:
    """Speed of each pair, km/h: that of the worse terrain of both ends."""
    grade = np.array([TERRAIN_ORDER.index(place.terrain) for place in places], dtype=np.int64)
    worse = np.maximum(grade[:, None], grade[None, :])
    speeds: NDArray[np.int64] = np.array(SPEEDS_KMH[vehicle_class], dtype=np.int64)[worse]
    return speeds


def _driving_seconds(metres: NDArray[np.int64], speeds_kmh: NDArray[np.int64]) -> NDArray[np.int64]:
    """Whole seconds, rounded up: an estimate that errs, errs on the long side."""
    return -(-metres * HOUR_S // (speeds_kmh * METRES_PER_KM))


def _put_known(
    seconds: NDArray[np.int64],
    metres: NDArray[np.int64],
    stated: NDArray[np.bool_],
    index: Mapping[str, int],
    known: Sequence[KnownTrip],
) -> None:
    """Write known trips into the tables: observed before fixed, the way back before the way there."""
    in_matrix = stated.copy()
    for fixed in (False, True):
        trips = [trip for trip in known if trip.fixed is fixed and trip.start in index and trip.end in index]
        cells = [(trip, index[trip.end], index[trip.start]) for trip in trips if trip.both_ways]
        cells += [(trip, index[trip.start], index[trip.end]) for trip in trips]
        for trip, row, column in cells:
            if row == column or (in_matrix[row, column] and not trip.fixed):
                continue
            if trip.seconds is not None:
                seconds[row, column] = trip.seconds
            if trip.metres is not None:
                metres[row, column] = trip.metres
            stated[row, column] = True


def _put_closures(
    seconds: NDArray[np.int64], metres: NDArray[np.int64], stated: NDArray[np.bool_], roads: RoadLegs
) -> None:
    """Let closed roads reach what was stated too: a time known from an open road does not hold on a closed one."""
    open_ = stated & (seconds >= 0)
    cut = open_ & (roads.added_seconds == UNREACHABLE)
    longer = open_ & (roads.added_seconds > 0)
    seconds[longer] += roads.added_seconds[longer]
    metres[longer] = np.maximum(metres[longer] + roads.added_metres[longer], LEAST_METRES)
    seconds[cut] = UNREACHABLE
