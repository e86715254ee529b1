"""A routing server before the road network: what it knows, what it does not, and what closures add."""

from collections.abc import Sequence

import numpy as np

from geodata.legs import Asked, Legs, Point
from geodata.office_travel import before_roads
from geodata.travel import UNKNOWN, RoadLegs
from planner.domain.team import VehicleClass
from planner.domain.travel import UNREACHABLE


def legs(*seconds: int) -> Legs:
    times = np.array([seconds], dtype=np.int64)
    return Legs(seconds=times, metres=np.where(times >= 0, times * 10, times))


def test_without_roads_only_the_server_speaks() -> None:
    found = before_roads(legs(600, UNKNOWN, UNREACHABLE), None)
    assert found.seconds.tolist() == [[600, UNKNOWN, UNREACHABLE]]
    assert not found.added_seconds.any()


def test_the_server_goes_before_roads_and_closures_add_to_it() -> None:
    # Known and open, known with 300 s more, known and cut, not known, known without a length.
    told = legs(600, 600, 600, UNKNOWN, 600)
    told.metres[0, 4] = UNKNOWN
    roads = RoadLegs(
        seconds=np.array([[500, 800, UNREACHABLE, 700, 500]]),
        metres=np.array([[5_000, 8_000, UNREACHABLE, 7_000, 5_000]]),
        added_seconds=np.array([[0, 300, UNREACHABLE, 200, 0]]),
        added_metres=np.array([[0, 2_500, 0, 100, 0]]),
    )
    found = before_roads(told, roads)
    assert found.seconds.tolist() == [[600, 900, UNREACHABLE, 700, 600]]
    assert found.metres.tolist() == [[6_000, 8_500, 6_000, 7_000, UNKNOWN]]


def test_a_source_is_asked_once_for_the_same_places() -> None:
    heard: list[VehicleClass] = []

    def between(starts: Sequence[Point], ends: Sequence[Point], vehicle: VehicleClass, /) -> Legs:
        heard.append(vehicle)
        return legs(0, 60, UNKNOWN)

    asked = Asked(between)
    points = [(102.0, -3.0), (102.1, -3.0), (102.2, -3.0)]
    for _ in range(2):
        asked(points[:1], points, VehicleClass.CAR)
    assert heard == [VehicleClass.CAR]
    assert asked.told() == {VehicleClass.CAR: (1, 2)}
