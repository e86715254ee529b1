"""Travel tables of one office, day by day: its matrix, known trips, road network and routing server put together."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from geodata.contracts import NamedBase, Sheets
from geodata.legs import Legs, LegsBetween
from geodata.roads.stretches import Stretch, usual_stretch
from geodata.travel import UNKNOWN, KnownTrip, MatrixEntry, Place, RoadLegs, travel_table
from geodata.ways import known_trips, matrix_entries
from planner.domain.policy import Policy
from planner.domain.team import VehicleClass
from planner.domain.travel import UNREACHABLE, DatedTravel, TravelTable

if TYPE_CHECKING:
    # Reading road networks takes libraries that an office without one shall not wait for.
    from geodata.roads.office import OfficeRoads


class OfficeTravel:
    """Makes the tables.

    Parameters
    ----------
    places
        Ends of all trips.
    roads
        The road network; learns from observed trips.
    days
        First and last day of the period.
    server
        Goes before the network where it knows a way.
    """

    def __init__(
        self,
        sheets: Sheets,
        named: Iterable[NamedBase],
        policy: Policy,
        places: list[Place],
        *,
        roads: "OfficeRoads | None",
        days: tuple[date, date],
        server: LegsBetween | None = None,
    ) -> None:
        bases_at = {base.site: base.id for base in named if base.site is not None}
        self._matrix: tuple[MatrixEntry, ...] = matrix_entries(sheets.matrix, bases_at)
        self._known: tuple[KnownTrip, ...] = known_trips(sheets.trips_known, bases_at)
        self._detour = policy.detour_permille
        self._places = places
        self._roads = roads
        self._server = server
        self._stretches = () if roads is None else roads.stretches(*days)
        if roads is not None:
            roads.learn_from(self._known, places, detour_permille=self._detour)

    def of(
        self, vehicle_class: VehicleClass, places: list[Place] | None = None, stretch: Stretch | None = None
    ) -> TravelTable:
        """The table of a stretch of days; of what holds on most days if none is given."""
        chosen = self._places if places is None else places
        legs = None
        if self._roads is not None:
            on = stretch or usual_stretch(self._stretches)
            legs = self._roads.legs(vehicle_class, chosen, on, detour_permille=self._detour)
        if self._server is not None:
            legs = before_roads(self._asked(vehicle_class, chosen), legs)
        return travel_table(
            vehicle_class,
            chosen,
            detour_permille=self._detour,
            matrix=self._matrix,
            known=self._known,
            roads=legs,
        )

    def _asked(self, vehicle_class: VehicleClass, chosen: list[Place]) -> Legs:
        """The server's answer for some of the places; it is always asked for all of them, so that it is asked once."""
        if self._server is None:
            raise ValueError("no server was given")
        points = [(place.lon, place.lat) for place in self._places]
        number = {place.id: row for row, place in enumerate(self._places)}
        rows = np.array([number[place.id] for place in chosen], dtype=np.int64)
        legs = self._server(points, points, vehicle_class)
        return Legs(seconds=legs.seconds[np.ix_(rows, rows)], metres=legs.metres[np.ix_(rows, rows)])

    def dated(self, vehicle_class: VehicleClass) -> Iterator[DatedTravel]:
        """Tables of the days on which they differ from the usual one."""
        yield from self.by_stretch(vehicle_class, self._places)

    def by_stretch(self, vehicle_class: VehicleClass, places: list[Place]) -> Iterator[DatedTravel]:
        """The same between some places only."""
        usual = self.of(vehicle_class, places)
        for stretch in self._stretches:
            table = self.of(vehicle_class, places, stretch)
            if table != usual:
                yield DatedTravel(first=stretch.first, last=stretch.last, table=table)


def before_roads(told: Legs, roads: RoadLegs | None) -> RoadLegs:
    """What a server knows, else what the network says.

    A server knows nothing of the office's closures: what they add, and where they cut, comes from the network.
    """
    if roads is None:
        nothing = np.zeros_like(told.seconds)
        return RoadLegs(seconds=told.seconds, metres=told.metres, added_seconds=nothing, added_metres=nothing.copy())
    cut = roads.added_seconds == UNREACHABLE
    way = told.seconds >= 0
    seconds = np.where(way & ~cut, told.seconds + np.maximum(roads.added_seconds, 0), told.seconds)
    seconds = np.where(way & cut, UNREACHABLE, seconds)
    longer = np.where(told.metres >= 0, np.maximum(told.metres + roads.added_metres, 1), UNKNOWN)
    return RoadLegs(
        seconds=np.where(told.known, seconds, roads.seconds),
        metres=np.where(told.known, longer, roads.metres),
        added_seconds=roads.added_seconds,
        added_metres=roads.added_metres,
    )
