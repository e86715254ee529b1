"""What the office knows better of single segments, laid over the network."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from geodata.contracts import OneWay, SegmentRow
from geodata.roads.kinds import ALL_VEHICLES, CLASS_NUMBER, SURFACE_NUMBER, vehicle_bit
from geodata.roads.segments import Segments
from geodata.roads.speeds import FASTEST_KMH
from planner.domain.team import VehicleClass
from planner.errors import Fault

_DIRECTIONS = {OneWay.BOTH: 0, OneWay.FORWARD: 1, OneWay.BACKWARD: -1}


def with_overrides(segments: Segments, rows: Iterable[SegmentRow]) -> tuple[Segments, tuple[Fault, ...]]:
    """The network as the sheet ``ruas`` corrects it, and a fault for each row that names no segment."""
    road_class, surface = segments.road_class.copy(), segments.surface.copy()
    one_way, vehicles, own_kmh = segments.one_way.copy(), segments.vehicles.copy(), segments.own_kmh.copy()
    faults: list[Fault] = []
    said: dict[str, int] = {}
    for row in rows:
        if row.segment in said:
            first = said[row.segment]
            expected = (f"satu baris saja; sudah ada di baris {first}", f"one row only; row {first} has it already")
            faults.append(row.fault("REPEATED_CODE", "segment", row.segment, expected))
            continue
        said[row.segment] = row.place.row
        number = segments.number.get(row.segment)
        if number is None:
            expected = ("nomor ruas yang ada di jaringan.gpkg", "the id of a segment in jaringan.gpkg")
            faults.append(row.fault("UNKNOWN_SEGMENT", "segment", row.segment, expected))
            continue
        if row.kmh is not None and row.kmh > FASTEST_KMH:
            expected = (f"paling tinggi {FASTEST_KMH} km/jam", f"at most {FASTEST_KMH} km/h")
            faults.append(row.fault("SPEED_TOO_HIGH", "kmh", row.kmh, expected))
        if row.road_class is not None:
            road_class[number] = CLASS_NUMBER[row.road_class]
        if row.surface is not None:
            surface[number] = SURFACE_NUMBER[row.surface]
        if row.one_way is not None:
            one_way[number] = _DIRECTIONS[row.one_way]
        if row.kmh is not None:
            own_kmh[number] = row.kmh
        vehicles[number] = _mask(int(vehicles[number]), row)
    changed = replace(
        segments, road_class=road_class, surface=surface, one_way=one_way, vehicles=vehicles, own_kmh=own_kmh
    )
    return changed, tuple(faults)


def _mask(mask: int, row: SegmentRow) -> int:
    for vehicle, open_ in (
        (VehicleClass.CAR, row.car),
        (VehicleClass.MOTORCYCLE, row.motorcycle),
        (VehicleClass.BOAT, row.boat),
    ):
        if open_ is not None:
            bit = vehicle_bit(vehicle)
            mask = mask | bit if open_ else mask & (ALL_VEHICLES ^ bit)
    return int(np.int64(mask))
