"""openrouteservice's matrix service (`/v2/matrix/{profile}`).

References
----------
openrouteservice API, "Matrix service": seconds and, where so asked, metres; ``null`` where no way was found.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from geodata.legs import Legs, Point
from geodata.servers.blocks import FARTHEST_SNAP_M, RoutingServer
from geodata.travel import UNKNOWN
from planner.domain.team import VehicleClass

OFF_ROAD = 6010
PROFILES = {VehicleClass.CAR: "driving-car", VehicleClass.MOTORCYCLE: "driving-car"}


class OpenRouteService(RoutingServer):
    """An openrouteservice server. Motorcycles go where cars go; boats are not known to it."""

    # Its usual limit is 2,500 pairs in a request.
    block = 50

    def profile(self, vehicle_class: VehicleClass) -> str | None:
        return PROFILES.get(vehicle_class)

    def off_road(self, refusal: Mapping[str, Any]) -> bool:
        error = refusal.get("error")
        return isinstance(error, dict) and error.get("code") == OFF_ROAD

    def ask(self, starts: Sequence[Point], ends: Sequence[Point], vehicle_class: VehicleClass) -> Legs:
        answer = self._connection.post(
            f"v2/matrix/{PROFILES[vehicle_class]}",
            {
                "locations": [[lon, lat] for lon, lat in (*starts, *ends)],
                "sources": [str(number) for number in range(len(starts))],
                "destinations": [str(len(starts) + number) for number in range(len(ends))],
                "metrics": ["duration", "distance"],
                "units": "m",
            },
        )
        seconds = self.table(answer.get("durations"), len(starts), len(ends), "durations")
        metres = self.table(answer.get("distances"), len(starts), len(ends), "distances")
        seconds[_lost(answer.get("sources"), len(starts)), :] = UNKNOWN
        seconds[:, _lost(answer.get("destinations"), len(ends))] = UNKNOWN
        return Legs(seconds=seconds, metres=np.where(seconds == UNKNOWN, UNKNOWN, metres))


def _lost(held: object, count: int) -> list[int]:
    """Numbers of the places that were put on no road (``null``), or on one too far away."""
    if not isinstance(held, list) or len(held) != count:
        return []
    far = [isinstance(place, dict) and place.get("snapped_distance", 0) > FARTHEST_SNAP_M for place in held]
    return [number for number, place in enumerate(held) if place is None or far[number]]
