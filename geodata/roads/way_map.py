"""What a page draws of travel: roads, the way from a base to each place on each kind of days, and what is closed.

Ways and roads are thinned out here, so that the page of a regency stays small; times and lengths are those of the plan.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import shapely
import shapely.ops
from numpy.typing import NDArray

from geodata.hubs import PEOPLE_TRAVEL_BY
from geodata.roads.kinds import CLASSES
from geodata.roads.office import OfficeRoads
from geodata.roads.paths import Path, Paths
from geodata.roads.report import places_of
from geodata.roads.stretches import Stretch, usual_stretch
from geodata.travel import Place
from planner.domain.problem import Problem
from planner.domain.site import Reach
from planner.domain.team import VehicleClass
from planner.domain.travel import TravelTable

Line: TypeAlias = tuple[tuple[float, float], ...]
"""(lon, lat) points, degrees."""
THIN_DEGREES = 0.0002
"""A line on the page may stray about 20 m."""
MOST_POINTS = 120_000
"""Points of roads on the page; beyond, the smallest classes are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The fastest way from a base to a place, or of the people of a village (``end``) to their hub (``start``).

    Attributes
    ----------
    seconds, metres
        As the plan counts them.
    over_roads
        Whether ``points`` follow roads; else they are the ends alone.
    """

    start: str
    end: str
    vehicle: VehicleClass
    seconds: int
    metres: int
    points: NDArray[np.float64]
    over_roads: bool

    @property
    def line(self) -> Line:
        """The points that a page needs."""
        return thinned(self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaySet:
    """Ways of one vehicle: on usual days (no dates), or from ``first`` to ``last``."""

    vehicle: VehicleClass
    first: date | None
    last: date | None
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPart:
    """Where a closure lies, and when."""

    name: str
    first: date | None
    last: date | None
    closed: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayMap:
    """All that the page draws.

    Attributes
    ----------
    roads
        Lines by class, the classes of :class:`geodata.contracts.road_kinds.RoadClass` by value, the largest first.
    left_out
        Classes whose roads are too many to be drawn.
    """

    roads: Mapping[str, tuple[Line, ...]]
    left_out: tuple[str, ...]
    sets: tuple[WaySet, ...]
    closures: tuple[ClosedPart, ...]


def way_map(roads: OfficeRoads | None, problem: Problem) -> WayMap:
    """Roads, ways and closures of an office in the period of ``problem``."""
    lines, left_out = ({}, ()) if roads is None else _roads_drawn(roads)
    return WayMap(
        roads=lines,
        left_out=left_out,
        sets=tuple(way_sets(roads, problem)),
        closures=() if roads is None else tuple(_closures_drawn(roads)),
    )


def hub_map(roads: OfficeRoads | None, problem: Problem, joinings: Iterable[Reach]) -> WayMap:
    """Roads and closures as above, and the way of the people from each village to its hub on usual days."""
    lines, left_out = ({}, ()) if roads is None else _roads_drawn(roads)
    ways = tuple(_ways_to_hubs(roads, problem, joinings))
    return WayMap(
        roads=lines,
        left_out=left_out,
        sets=(WaySet(vehicle=PEOPLE_TRAVEL_BY, first=None, last=None, ways=ways),),
        closures=() if roads is None else tuple(_closures_drawn(roads)),
    )


def _ways_to_hubs(roads: OfficeRoads | None, problem: Problem, joinings: Iterable[Reach]) -> Iterator[Way]:
    places = places_of(problem)
    index = {place.id: number for number, place in enumerate(places)}
    usual = None if roads is None else usual_stretch(roads.stretches(problem.period.first, problem.period.last))
    paths = None if roads is None or usual is None else roads.paths(PEOPLE_TRAVEL_BY, places, usual)
    for pair in joinings:
        path = _paths_from(paths, index, pair.village, [pair.site]).get(pair.site)
        follows = path is not None and len(path.points) > 1
        ends = _straight(places, index[pair.village], index[pair.site])
        yield Way(
            start=pair.site,
            end=pair.village,
            vehicle=PEOPLE_TRAVEL_BY,
            seconds=pair.duration_s,
            metres=pair.distance_m,
            points=path.points if path is not None and follows else ends,
            over_roads=path is not None,
        )


def way_sets(roads: OfficeRoads | None, problem: Problem) -> Iterator[WaySet]:
    """Ways from the bases of each vehicle on usual days, then on the days that differ."""
    for table in problem.travel:
        if any(team.vehicle_class is table.vehicle_class for team in problem.teams):
            ways = tuple(usual_ways(roads, problem, table.vehicle_class))
            yield WaySet(vehicle=table.vehicle_class, first=None, last=None, ways=ways)
    stretches = () if roads is None else roads.stretches(problem.period.first, problem.period.last)
    for item in problem.dated_travel:
        on = next((one for one in stretches if (one.first, one.last) == (item.first, item.last)), None)
        ways = tuple(_ways_of(roads, problem, item.table, on))
        yield WaySet(vehicle=item.table.vehicle_class, first=item.first, last=item.last, ways=ways)


def usual_ways(roads: OfficeRoads | None, problem: Problem, vehicle: VehicleClass) -> Iterator[Way]:
    """Ways from the bases of a vehicle to all sites on usual days; straight where they are not known over roads."""
    usual = None if roads is None else usual_stretch(roads.stretches(problem.period.first, problem.period.last))
    yield from _ways_of(roads, problem, problem.travel_of[vehicle], usual)


def _ways_of(roads: OfficeRoads | None, problem: Problem, table: TravelTable, stretch: Stretch | None) -> Iterator[Way]:
    vehicle = table.vehicle_class
    places = places_of(problem)
    index = {place.id: number for number, place in enumerate(places)}
    paths = None if roads is None or stretch is None else roads.paths(vehicle, places, stretch)
    for base in sorted({team.base for team in problem.teams if team.vehicle_class is vehicle}):
        ends = [site.id for site in problem.sites if site.id != base and table.leg(base, site.id) is not None]
        drawn = _paths_from(paths, index, base, ends)
        for end in ends:
            seconds, metres = table.leg(base, end) or (0, 0)
            path = drawn.get(end)
            follows = path is not None and len(path.points) > 1
            yield Way(
                start=base,
                end=end,
                vehicle=vehicle,
                seconds=seconds,
                metres=metres,
                points=path.points if path is not None and follows else _straight(places, index[base], index[end]),
                over_roads=path is not None,
            )


def _paths_from(paths: Paths | None, index: Mapping[str, int], base: str, ends: Sequence[str]) -> dict[str, Path]:
    if paths is None:
        return {}
    found = paths.from_place(index[base], [index[end] for end in ends])
    return {end: found[index[end]] for end in ends if index[end] in found}


def _straight(places: Sequence[Place], start: int, end: int) -> NDArray[np.float64]:
    return np.array([(place.lon, place.lat) for place in (places[start], places[end])])


def thinned(points: NDArray[np.float64], tolerance_degrees: float = THIN_DEGREES) -> Line:
    """A line with fewer points."""
    line = shapely.simplify(shapely.LineString(points), tolerance_degrees)
    return tuple((round(float(lon), 5), round(float(lat), 5)) for lon, lat in shapely.get_coordinates(line))


def _roads_drawn(roads: OfficeRoads) -> tuple[dict[str, tuple[Line, ...]], tuple[str, ...]]:
    """Roads by class, the largest classes first, as many as a page bears."""
    segments = roads.segments
    numbers = np.repeat(np.arange(len(segments)), np.diff(segments.first))
    lines = shapely.simplify(shapely.linestrings(segments.points, indices=numbers), THIN_DEGREES)
    found: dict[str, tuple[Line, ...]] = {}
    left_out: list[str] = []
    points = 0
    for number, kind in enumerate(CLASSES):
        # Segments that follow each other become one line: fewer of them are drawn.
        own = lines[segments.road_class == number]
        if not len(own):
            continue
        merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(own)))
        points += int(shapely.get_num_coordinates(merged).sum())
        if points > MOST_POINTS or left_out:
            left_out.append(kind.value)
        else:
            found[kind.value] = tuple(_line(shape) for shape in merged)
    return found, tuple(left_out)


def _closures_drawn(roads: OfficeRoads) -> Iterator[ClosedPart]:
    for item in roads.closures:
        lines = []
        for segment, low, high in item.parts:
            line = shapely.LineString(roads.segments.line(segment))
            part = shapely.ops.substring(line, low, high, normalized=True)
            lines.append(_line(part))
        if lines:
            row = item.row
            closed = row.minutes is None
            yield ClosedPart(name=row.name, first=row.first, last=row.last, closed=closed, lines=tuple(lines))


def _line(shape: shapely.Geometry) -> Line:
    return tuple((round(float(lon), 5), round(float(lat), 5)) for lon, lat in shapely.get_coordinates(shape))
