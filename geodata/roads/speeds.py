"""How fast a vehicle is on a kind of road, a surface and in a season: a table that the office may edit.

The defaults are assumptions for a hilly regency. They come out near the speeds of the straight-line estimate
(35, 25 and 15 km/h), so that a plan does not jump when an office imports its roads.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.contracts.road_kinds import RoadClass, Surface
from geodata.contracts.roads import SpeedRow
from geodata.roads.kinds import (
    CLASS_NUMBER,
    CLASSES,
    SEASON_NUMBER,
    SEASONS,
    SURFACE_NUMBER,
    SURFACES,
    VEHICLE_NUMBER,
    VEHICLES,
    Season,
)
from planner.domain.team import VehicleClass
from planner.units import METRES_PER_KM, PERMILLE

FASTEST_KMH = 150
WALKING_M_PER_H = 4_000
TRACK_M_PER_H = 15_000
"""Speed over an unmapped track between a place and the network."""

_BASE_KMH: dict[RoadClass, tuple[int, int, int]] = {
    RoadClass.MOTORWAY: (80, 0, 0),
    RoadClass.TRUNK: (42, 40, 0),
    RoadClass.PRIMARY: (40, 38, 0),
    RoadClass.SECONDARY: (35, 34, 0),
    RoadClass.TERTIARY: (30, 30, 0),
    RoadClass.UNCLASSIFIED: (24, 25, 0),
    RoadClass.RESIDENTIAL: (18, 20, 0),
    RoadClass.SERVICE: (12, 15, 0),
    RoadClass.TRACK: (18, 20, 0),
    RoadClass.PATH: (0, 14, 0),
    RoadClass.FERRY: (10, 10, 10),
    RoadClass.RIVER: (0, 0, 20),
}
"""Car, motorcycle, boat on a dry paved road, km/h; 0 is impassable."""

_FACTOR: dict[Surface, tuple[int, int]] = {
    Surface.PAVED: (1000, 900),
    Surface.GRAVEL: (750, 600),
    Surface.DIRT: (600, 350),
}
"""What a surface leaves of that speed when dry and when wet, permille."""

_WATER = (RoadClass.FERRY, RoadClass.RIVER)
_SOFT = (RoadClass.TRACK, RoadClass.PATH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speeds:
    """Speeds of all vehicles.

    Attributes
    ----------
    metres_per_hour
        Whole numbers of shape (vehicles, seasons, classes, surfaces), in the order of :mod:`geodata.roads.kinds`;
        0 is impassable.
    """

    metres_per_hour: NDArray[np.int64]

    def of(self, vehicle_class: VehicleClass, season: Season) -> NDArray[np.int64]:
        """Speeds by class and surface."""
        found: NDArray[np.int64] = self.metres_per_hour[VEHICLE_NUMBER[vehicle_class], SEASON_NUMBER[season]]
        return found


def default_speeds() -> Speeds:
    """The speeds of an office that states none.

    On dirt tracks no car passes. Motorways are closed to motorcycles. Water knows neither surface nor season.
    """
    table = np.zeros((len(VEHICLES), len(SEASONS), len(CLASSES), len(SURFACES)), dtype=np.int64)
    for road, base in _BASE_KMH.items():
        for surface in SURFACES:
            lies = _taken_as(road, surface)
            for vehicle, kmh in zip(VEHICLES, base, strict=True):
                if vehicle is VehicleClass.CAR and road is RoadClass.TRACK and lies is Surface.DIRT:
                    continue
                for season in SEASONS:
                    factor = PERMILLE if road in _WATER else _FACTOR[lies][SEASON_NUMBER[season]]
                    cell = VEHICLE_NUMBER[vehicle], SEASON_NUMBER[season], CLASS_NUMBER[road], SURFACE_NUMBER[surface]
                    table[cell] = kmh * METRES_PER_KM * factor // PERMILLE
    return Speeds(metres_per_hour=table)


def speeds_of(rows: Iterable[SpeedRow]) -> Speeds:
    """The default speeds with what the sheet ``kecepatan`` says on top.

    A row without a surface holds for every surface, unless another row speaks of that surface.
    """
    table = default_speeds().metres_per_hour.copy()
    for row in sorted(rows, key=lambda row: row.surface is not None):
        surfaces = slice(None) if row.surface is None else SURFACE_NUMBER[row.surface]
        for vehicle, season, kmh in (
            (VehicleClass.CAR, Season.DRY, row.car_dry),
            (VehicleClass.CAR, Season.WET, row.car_wet),
            (VehicleClass.MOTORCYCLE, Season.DRY, row.motorcycle_dry),
            (VehicleClass.MOTORCYCLE, Season.WET, row.motorcycle_wet),
            (VehicleClass.BOAT, Season.DRY, row.boat_dry),
            (VehicleClass.BOAT, Season.WET, row.boat_wet),
        ):
            if kmh is not None:
                place = VEHICLE_NUMBER[vehicle], SEASON_NUMBER[season], CLASS_NUMBER[row.road_class], surfaces
                table[place] = round(kmh * METRES_PER_KM)
    return Speeds(metres_per_hour=table)


def slope_permille(rise_permille: NDArray[np.int64]) -> NDArray[np.int64]:
    """What a slope leaves of the speed, permille; uphill takes more than downhill.

    Up to 3 % nothing is lost; each further percent takes 4 % uphill and 2.5 % downhill, and at least 40 % is left.

    Parameters
    ----------
    rise_permille
        Metres gained per 1,000 m of way, negative downhill.
    """
    steep = np.maximum(np.abs(rise_permille) - 30, 0)
    lost = np.where(rise_permille > 0, steep * 4, steep * 5 // 2)
    left: NDArray[np.int64] = np.maximum(PERMILLE - lost, 400)
    return left


def _taken_as(road: RoadClass, surface: Surface) -> Surface:
    if surface is not Surface.UNKNOWN:
        return surface
    return Surface.DIRT if road in _SOFT else Surface.PAVED
