"""The roads of one office: its network with its speeds, corrections and closures, answering for legs day by day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from geodata.contracts import ClosureRow, SegmentRow, SpeedRow
from geodata.roads.cache import MatrixCache
from geodata.roads.closures import Closure, edits, resolve, season_of, stretches
from geodata.roads.costs import Costs, costs_of, group_numbers
from geodata.roads.engines import Engine
from geodata.roads.fast_engine import engine_for
from geodata.roads.graph import Graph, graph_of
from geodata.roads.kinds import GROUPS, Season
from geodata.roads.learning import Correction, Observation, learn
from geodata.roads.matrix import road_matrix
from geodata.roads.network_file import StoredNetwork
from geodata.roads.overrides import with_overrides
from geodata.roads.paths import Paths
from geodata.roads.segments import Segments
from geodata.roads.snapping import Snapper, Snaps
from geodata.roads.speeds import FASTEST_KMH, Speeds, speeds_of
from geodata.roads.stretches import Stretch
from geodata.travel import UNKNOWN, KnownTrip, Place, RoadLegs
from planner.domain.team import VehicleClass
from planner.domain.travel import UNREACHABLE
from planner.errors import Fault, InputFaults

Factors: TypeAlias = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadSheets:
    """What the sheets of an office say of roads."""

    speeds: tuple[SpeedRow, ...] = ()
    segments: tuple[SegmentRow, ...] = ()
    closures: tuple[ClosureRow, ...] = ()


@dataclass(kw_only=True)
class OfficeRoads:
    """A network ready to be asked.

    Attributes
    ----------
    stored
        As its file holds it.
    segments
        With the office's corrections.
    closures
        On the network, in the order of the sheet.
    corrections
        By vehicle, learned from observed trips; empty until :meth:`learn_from`.
    cache
        Where matrices are kept.
    snappers
        What puts places on the roads of a vehicle, made when first asked for.
    overridden, speed_rows
        What the sheets say: ids of corrected segments, and rows of speeds.
    """

    stored: StoredNetwork
    segments: Segments
    speeds: Speeds
    closures: tuple[Closure, ...]
    graph: Graph
    engine: Engine
    cache: MatrixCache
    corrections: dict[VehicleClass, Correction] = field(default_factory=dict)
    snappers: dict[VehicleClass, Snapper] = field(default_factory=dict, repr=False)
    overridden: tuple[str, ...] = ()
    speed_rows: tuple[SpeedRow, ...] = ()

    def stretches(self, first: date, last: date) -> tuple[Stretch, ...]:
        """The days of a period in runs that are alike."""
        return stretches(first, last, self.closures)

    def open_stretch(self, day: date) -> Stretch:
        """A day as if no road were closed."""
        return Stretch(first=day, last=day, season=season_of(day, self.closures), closures=())

    def costs(self, vehicle_class: VehicleClass, stretch: Stretch) -> Costs:
        """Seconds over each segment on the days of a stretch."""
        cuts, delays = edits(self.closures, stretch, vehicle_class)
        learned = self.corrections.get(vehicle_class)
        return costs_of(
            self.segments,
            self.speeds,
            vehicle_class,
            stretch.season,
            corrections=None if learned is None else learned.factors,
            cuts=cuts,
            delays=delays,
        )

    def snaps(self, vehicle_class: VehicleClass, places: Sequence[Place]) -> Snaps:
        """Where places touch the roads of a vehicle; on those that open in the dry season only if no other is near."""
        if vehicle_class not in self.snappers:
            dry = costs_of(self.segments, self.speeds, vehicle_class, Season.DRY)
            wet = costs_of(self.segments, self.speeds, vehicle_class, Season.WET)
            self.snappers[vehicle_class] = Snapper(self.segments, dry, wet.passable)
        return self.snappers[vehicle_class].snap([(place.lon, place.lat) for place in places])

    def legs(
        self, vehicle_class: VehicleClass, places: Sequence[Place], stretch: Stretch, *, detour_permille: int
    ) -> RoadLegs:
        """Times and lengths between all places on the days of a stretch, ends on foot counted.

        A place that lies on no road is unknown to the network, and all its legs with it.
        """
        snaps = self.snaps(vehicle_class, places)
        seconds, metres = self._legs(vehicle_class, snaps, stretch, detour_permille)
        if not stretch.closures:
            nothing = np.zeros_like(seconds)
            return RoadLegs(seconds=seconds, metres=metres, added_seconds=nothing, added_metres=nothing)
        open_seconds, open_metres = self._legs(vehicle_class, snaps, self.open_stretch(stretch.first), detour_permille)
        both = (seconds >= 0) & (open_seconds >= 0)
        cut = (seconds == UNREACHABLE) & (open_seconds >= 0)
        return RoadLegs(
            seconds=seconds,
            metres=metres,
            added_seconds=np.where(cut, UNREACHABLE, np.where(both, np.maximum(seconds - open_seconds, 0), 0)),
            added_metres=np.where(both, metres - open_metres, 0),
        )

    def _legs(
        self, vehicle_class: VehicleClass, snaps: Snaps, stretch: Stretch, detour_permille: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        costs = self.costs(vehicle_class, stretch)
        found = road_matrix(self.segments, self.graph, costs, snaps, engine=self.engine, cache=self.cache)
        foot, track = snaps.tail_seconds(detour_permille), snaps.tail_driven_m(detour_permille)
        way = found.seconds >= 0
        seconds = np.where(way, found.seconds + foot[:, None] + foot[None, :], UNREACHABLE)
        metres = np.where(way, found.metres + track[:, None] + track[None, :], UNREACHABLE)
        off = ~(snaps.found[:, None] & snaps.found[None, :])
        return np.where(off, UNKNOWN, seconds), np.where(off, UNKNOWN, metres)

    def paths(self, vehicle_class: VehicleClass, places: Sequence[Place], stretch: Stretch) -> Paths:
        """Fastest ways between places on the days of a stretch, to be drawn."""
        costs = self.costs(vehicle_class, stretch)
        return Paths(self.segments, self.graph, costs, self.snaps(vehicle_class, places))

    def learn_from(self, trips: Iterable[KnownTrip], places: Sequence[Place], *, detour_permille: int) -> None:
        """Correct the speeds of each vehicle by trips that were observed; dry roads without closures are taken."""
        index = {place.id: number for number, place in enumerate(places)}
        observed: dict[VehicleClass, list[Observation]] = {}
        for trip in trips:
            known = trip.start in index and trip.end in index and trip.start != trip.end
            if not trip.fixed and known and trip.seconds is not None and trip.seconds > 0:
                item = Observation(start=index[trip.start], end=index[trip.end], seconds=trip.seconds)
                observed.setdefault(trip.vehicle_class, []).append(item)
        self.corrections = {}
        for vehicle_class, items in sorted(observed.items()):
            follower = _Follower(self, vehicle_class, self.snaps(vehicle_class, places), detour_permille)
            found = learn(items, follower.shares)
            if found is not None:
                self.corrections[vehicle_class] = found


class _Follower:
    """Follows observed trips over the network and tells how long each group of roads took."""

    def __init__(self, roads: OfficeRoads, vehicle_class: VehicleClass, snaps: Snaps, detour_permille: int) -> None:
        self._roads, self._vehicle, self._snaps = roads, vehicle_class, snaps
        self._plain = costs_of(roads.segments, roads.speeds, vehicle_class, Season.DRY)
        self._foot = snaps.tail_seconds(detour_permille)
        self._groups = group_numbers()[roads.segments.road_class]

    def shares(self, factors: Factors, observed: Sequence[Observation]) -> NDArray[np.float64]:
        """See :data:`geodata.roads.learning.Shares`."""
        roads = self._roads
        costs = costs_of(roads.segments, roads.speeds, self._vehicle, Season.DRY, corrections=factors)
        paths = Paths(roads.segments, roads.graph, costs, self._snaps)
        rows = np.full((len(observed), len(GROUPS) + 1), np.nan)
        for start in sorted({item.start for item in observed}):
            own = [number for number, item in enumerate(observed) if item.start == start]
            found = paths.from_place(start, sorted({observed[number].end for number in own}))
            for number in own:
                path = found.get(observed[number].end)
                if path is not None:
                    rows[number] = 0.0
                    for part in path.parts:
                        rows[number, self._groups[part[0]]] += self._plain.part_s(*part)
                    rows[number, -1] = self._foot[start] + self._foot[observed[number].end]
        return rows


def office_roads(
    stored: StoredNetwork, sheets: RoadSheets, *, cache: MatrixCache | None = None, engine: Engine | None = None
) -> OfficeRoads:
    """A network with what the sheets say of it.

    Raises
    ------
    InputFaults
        Every row that names a segment or a place which is not there, or a speed that cannot be.
    """
    segments, faults = with_overrides(stored.segments, sheets.segments)
    closures, more = resolve(sheets.closures, segments)
    faults += (*more, *_speed_faults(sheets.speeds))
    if faults:
        raise InputFaults(faults)
    graph = graph_of(segments)
    return OfficeRoads(
        stored=stored,
        segments=segments,
        speeds=speeds_of(sheets.speeds),
        closures=closures,
        graph=graph,
        engine=engine or engine_for(cache or MatrixCache()),
        cache=cache or MatrixCache(),
        overridden=tuple(row.segment for row in sheets.segments),
        speed_rows=tuple(sheets.speeds),
    )


def _speed_faults(rows: Iterable[SpeedRow]) -> Iterable[Fault]:
    said: dict[tuple[object, object], int] = {}
    for row in rows:
        for name in ("car_dry", "car_wet", "motorcycle_dry", "motorcycle_wet", "boat_dry", "boat_wet"):
            kmh = getattr(row, name)
            if kmh is not None and kmh > FASTEST_KMH:
                expected = (f"paling tinggi {FASTEST_KMH} km/jam", f"at most {FASTEST_KMH} km/h")
                yield row.fault("SPEED_TOO_HIGH", name, kmh, expected)
        key = row.road_class, row.surface
        if key in said:
            expected = (f"satu baris saja; sudah ada di baris {said[key]}", f"one row only; row {said[key]} has it")
            yield row.fault("REPEATED_CODE", "road_class", row.road_class.value, expected)
        said.setdefault(key, row.place.row)
