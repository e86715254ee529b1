"""Kinds of road and of surface, in the order in which arrays count them."""

from enum import StrEnum

from geodata.contracts.road_kinds import RoadClass, Surface
from planner.domain.team import VehicleClass

NETWORK_FILE = "jaringan.gpkg"
"""The road network of a planning folder, beside its sheets."""


class Season(StrEnum):
    """Whether unpaved ways are firm."""

    DRY = "dry"
    WET = "wet"


CLASSES = tuple(RoadClass)
SURFACES = tuple(Surface)
SEASONS = tuple(Season)
VEHICLES = tuple(VehicleClass)
CLASS_NUMBER = {kind: number for number, kind in enumerate(CLASSES)}
SURFACE_NUMBER = {kind: number for number, kind in enumerate(SURFACES)}
VEHICLE_NUMBER = {kind: number for number, kind in enumerate(VEHICLES)}
SEASON_NUMBER = {kind: number for number, kind in enumerate(SEASONS)}
ALL_VEHICLES = (1 << len(VEHICLES)) - 1
"""Every bit of a mask of vehicles."""

GROUPS: dict[str, tuple[RoadClass, ...]] = {
    "main": (
        RoadClass.MOTORWAY,
        RoadClass.TRUNK,
        RoadClass.PRIMARY,
        RoadClass.SECONDARY,
    ),
    "minor": (RoadClass.TERTIARY, RoadClass.UNCLASSIFIED, RoadClass.RESIDENTIAL, RoadClass.SERVICE),
    "rough": (RoadClass.TRACK, RoadClass.PATH),
    "water": (RoadClass.FERRY, RoadClass.RIVER),
}
"""Classes whose times are corrected together by what was observed."""


def vehicle_bit(vehicle_class: VehicleClass) -> int:
    """The bit of a vehicle in a mask."""
    return 1 << VEHICLE_NUMBER[vehicle_class]
