"""Valhalla's matrix service (`/sources_to_targets`).

References
----------
Valhalla documentation, "Time-Distance Matrix service": seconds, and kilometres where so asked; ``null`` where no
way was found. Long answers hold a list of cells, short ones (``verbose`` false) two tables.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from geodata.legs import Legs, Point
from geodata.servers.blocks import RoutingServer
from planner.domain.team import VehicleClass
from planner.units import METRES_PER_KM

OFF_ROAD = 171
COSTINGS = {VehicleClass.CAR: "auto", VehicleClass.MOTORCYCLE: "motorcycle"}


class Valhalla(RoutingServer):
    """A Valhalla server. Boats are not known to it."""

    # Its usual limit for these costings is 2,500 pairs.
    block = 50

    def profile(self, vehicle_class: VehicleClass) -> str | None:
        return COSTINGS.get(vehicle_class)

    def off_road(self, refusal: Mapping[str, Any]) -> bool:
        return refusal.get("error_code") == OFF_ROAD

    def ask(self, starts: Sequence[Point], ends: Sequence[Point], vehicle_class: VehicleClass) -> Legs:
        answer = self._connection.post(
            "sources_to_targets",
            {
                "sources": [{"lon": lon, "lat": lat} for lon, lat in starts],
                "targets": [{"lon": lon, "lat": lat} for lon, lat in ends],
                "costing": COSTINGS[vehicle_class],
                "units": "kilometers",
                "verbose": False,
            },
        )
        if answer.get("units") != "kilometers":
            raise self._connection.unreadable(f"units: {answer.get('units')!r}")
        times, lengths = _tables(answer.get("sources_to_targets"))
        return Legs(
            seconds=self.table(times, len(starts), len(ends), "durations"),
            metres=self.table(lengths, len(starts), len(ends), "distances", factor=METRES_PER_KM),
        )


def _tables(held: Any) -> tuple[Any, Any]:
    """Times and lengths of the short or the long answer; whatever else comes is refused by the reader of tables."""
    if isinstance(held, dict):
        return held.get("durations"), held.get("distances")
    if not isinstance(held, list):
        return None, None
    return _each(held, "time"), _each(held, "distance")


def _each(rows: list[Any], name: str) -> list[Any]:
    return [[_of(cell, name) for cell in row] if isinstance(row, list) else row for row in rows]


def _of(cell: Any, name: str) -> Any:
    return cell.get(name) if isinstance(cell, dict) else cell
