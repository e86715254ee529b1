"""OSRM's table service (`/table/v1`).

References
----------
OSRM HTTP API, "Table service": durations in seconds, distances in metres, ``null`` where no way was found.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from geodata.legs import Legs, Point
from geodata.servers.blocks import FARTHEST_SNAP_M, RoutingServer
from geodata.travel import UNKNOWN
from planner.domain.team import VehicleClass

# A server is started for one profile; the name in the path is only a name to it.
PROFILES = {VehicleClass.CAR: "driving", VehicleClass.MOTORCYCLE: "driving"}


class Osrm(RoutingServer):
    """An OSRM server. Motorcycles go where cars go; boats are not known to it."""

    # Its usual limit is 100 places in a request, starts and ends together.
    block = 50

    def profile(self, vehicle_class: VehicleClass) -> str | None:
        return PROFILES.get(vehicle_class)

    def off_road(self, refusal: Mapping[str, Any]) -> bool:
        return refusal.get("code") == "NoSegment"

    def ask(self, starts: Sequence[Point], ends: Sequence[Point], vehicle_class: VehicleClass) -> Legs:
        places = ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat in (*starts, *ends))
        answer = self._connection.get(
            f"table/v1/{PROFILES[vehicle_class]}/{places}",
            {
                "sources": ";".join(str(number) for number in range(len(starts))),
                "destinations": ";".join(str(len(starts) + number) for number in range(len(ends))),
                "annotations": "duration,distance",
            },
        )
        if answer.get("code") != "Ok":
            raise self._connection.unreadable(f"code: {answer.get('code')!r}")
        seconds = self.table(answer.get("durations"), len(starts), len(ends), "durations")
        held = answer.get("distances")
        # Servers before 5.18 know times only.
        metres = (
            np.full_like(seconds, UNKNOWN) if held is None else self.table(held, len(starts), len(ends), "distances")
        )
        seconds[_snapped_far(answer.get("sources"), len(starts)), :] = UNKNOWN
        seconds[:, _snapped_far(answer.get("destinations"), len(ends))] = UNKNOWN
        return Legs(seconds=seconds, metres=metres)


def _snapped_far(held: object, count: int) -> list[int]:
    """Numbers of the places that the server moved too far to find a road."""
    if not isinstance(held, list) or len(held) != count:
        return []
    moved = [place.get("distance") if isinstance(place, dict) else None for place in held]
    return [number for number, far in enumerate(moved) if isinstance(far, int | float) and far > FARTHEST_SNAP_M]
