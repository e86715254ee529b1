"""What an office should know of its roads before it plans: places far from any, islands, ways that are cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geodata.contracts import ClosureRow, RoadClass
from geodata.hubs import PEOPLE_TRAVEL_BY
from geodata.read.spelling import plain
from geodata.roads.closures import Closure, resolve
from geodata.roads.islands import Island, islands, shut_in
from geodata.roads.kinds import CLASS_NUMBER, CLASSES, SURFACE_NUMBER
from geodata.roads.learning import Correction
from geodata.roads.office import OfficeRoads
from geodata.roads.snapping import FAR_M, Snaps
from geodata.roads.stretches import Stretch
from geodata.travel import Place, great_circle_m, spots
from planner.domain.problem import Problem
from planner.domain.site import Base, Site, SiteKind
from planner.domain.team import VehicleClass
from planner.errors import Fault, InputFaults

SAME_NAME_M = 15_000
NEAR_SETTLEMENT_M = 10_000
SLOWER_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Where a place that lies far from any road may really be.

    Attributes
    ----------
    kind
        ``same_name``, ``settlement`` or ``road``.
    name
        Of the settlement or road; may be empty.
    lon, lat
        Degrees.
    metres
        From the point that the office gave.
    """

    kind: str
    name: str
    lon: float
    lat: float
    metres: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FarPlace:
    """A place far from any road; ``metres`` is ``None`` beyond what is looked at."""

    id: str
    name: str
    metres: int | None
    proposal: Proposal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureEffect:
    """What a closure does to the ways of the teams, there and back, on its first day.

    Attributes
    ----------
    on
        Segments that it lies on: id, name (may be empty) and class.
    cut_off
        Places that no team reaches any more and some team reached before, sorted by id.
    slower
        Places with the seconds that the way there and back takes longer, the worst first.
    hub_ways_lost
        Pairs of village and hub within reach that have no way any more.
    lost_by
        By vehicle, where the teams have several: places that teams with it do not reach any more, another vehicle does.
    ways_longer
        Pairs of places, by whichever vehicle, between which the way takes a minute more or is cut.
    longest
        Of those that are left the one that loses most: start, end, seconds; ``None`` where there is none.
    """

    name: str
    first: date | None
    last: date | None
    cut_off: tuple[str, ...]
    slower: tuple[tuple[str, int], ...]
    hub_ways_lost: int
    lost_by: Mapping[VehicleClass, tuple[str, ...]]
    on: tuple[tuple[str, str, RoadClass], ...]
    ways_longer: int
    longest: tuple[str, str, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadReport:
    """All of it.

    Attributes
    ----------
    kilometres
        Of roads by class.
    overridden
        Ids of the segments that the sheet ``ruas`` corrects.
    own_speeds
        By class of road on the sheet ``kecepatan``: how many segments go by it.
    islands
        By vehicle: pieces of network with places on them, more than one only where they are cut off.
    shut_in
        By vehicle: places whose road it cannot pass in the season of the first day, with the segment.
    unreachable
        By vehicle: places that no team has a way to and back from, closures aside.
    places
        Ids in the order that islands count them in.
    """

    source: str
    segments: int
    junctions: int
    unclassed: int
    drawn: int
    kilometres: Mapping[str, int]
    overridden: tuple[str, ...]
    own_speeds: tuple[tuple[str, int], ...]
    far: tuple[FarPlace, ...]
    islands: Mapping[VehicleClass, tuple[Island, ...]]
    shut_in: Mapping[VehicleClass, tuple[tuple[str, str], ...]]
    unreachable: Mapping[VehicleClass, tuple[str, ...]]
    closures: tuple[ClosureEffect, ...]
    corrections: Mapping[VehicleClass, Correction]
    places: tuple[str, ...]
    names: Mapping[str, str]


def places_of(problem: Problem) -> tuple[Place, ...]:
    """Bases and sites as ends of trips, sorted by id."""
    both: list[Base | Site] = [*problem.bases, *problem.sites]
    return tuple(sorted((Place(id=one.id, lon=one.lon, lat=one.lat) for one in both), key=lambda place: place.id))


def names_of(problem: Problem) -> dict[str, str]:
    """Names of bases and sites by id."""
    both: list[Base | Site] = [*problem.bases, *problem.sites]
    return {one.id: one.name for one in both}


def vehicles_of(problem: Problem) -> tuple[VehicleClass, ...]:
    """Vehicles of the teams, and that of the people."""
    return tuple(sorted({team.vehicle_class for team in problem.teams} | {PEOPLE_TRAVEL_BY}))


def road_report(roads: OfficeRoads, problem: Problem) -> RoadReport:
    """What the office should know of its roads in the period of ``problem``."""
    places, names = places_of(problem), names_of(problem)
    day = problem.period.first
    snaps = {vehicle: roads.snaps(vehicle, places) for vehicle in vehicles_of(problem)}
    lengths = np.zeros(len(CLASSES))
    np.add.at(lengths, roads.segments.road_class, roads.segments.length_m / 1000)
    return RoadReport(
        source=roads.stored.source,
        segments=len(roads.segments),
        junctions=roads.segments.nodes,
        unclassed=roads.stored.unclassed,
        drawn=roads.stored.new,
        kilometres={kind.value: round(km) for kind, km in zip(CLASSES, lengths.tolist(), strict=True) if km > 0},
        overridden=roads.overridden,
        own_speeds=_own_speeds(roads),
        far=_far(roads, places, names, snaps[PEOPLE_TRAVEL_BY]),
        islands={
            vehicle: islands(roads.segments, roads.costs(vehicle, roads.open_stretch(day)), own)
            for vehicle, own in snaps.items()
        },
        shut_in={
            vehicle: tuple(
                (places[number].id, roads.segments.ids[int(own.segment[number])])
                for number in shut_in(roads.costs(vehicle, roads.open_stretch(day)), own)
            )
            for vehicle, own in snaps.items()
        },
        unreachable={
            vehicle: _unreachable(roads, problem, places, vehicle)
            for vehicle in sorted({team.vehicle_class for team in problem.teams})
        },
        closures=tuple(effect_of(roads, problem, item) for item in roads.closures if item.parts),
        corrections=dict(roads.corrections),
        places=tuple(place.id for place in places),
        names=names,
    )


def _own_speeds(roads: OfficeRoads) -> tuple[tuple[str, int], ...]:
    """Segments under the rows of the sheet of speeds, class by class; a segment with a speed of its own is not."""
    own = roads.segments
    found: dict[str, NDArray[np.bool_]] = {}
    for row in roads.speed_rows:
        under = (own.road_class == CLASS_NUMBER[row.road_class]) & np.isnan(own.own_kmh)
        if row.surface is not None:
            under &= own.surface == SURFACE_NUMBER[row.surface]
        known = found.get(row.road_class.value)
        found[row.road_class.value] = under if known is None else known | under
    return tuple((kind, int(under.sum())) for kind, under in found.items())


def _far(roads: OfficeRoads, places: Sequence[Place], names: Mapping[str, str], snaps: Snaps) -> tuple[FarPlace, ...]:
    """Places farther than the limit from any road of the people's vehicle, the farthest first."""
    found = []
    for number, place in enumerate(places):
        metres = float(snaps.tail_m[number])
        if metres > FAR_M:
            known = bool(np.isfinite(metres))
            proposal = _settlement(roads, place, names[place.id])
            if proposal is None and known:
                name = roads.segments.names[int(snaps.segment[number])]
                lon, lat = float(snaps.lon[number]), float(snaps.lat[number])
                proposal = Proposal(kind="road", name=name, lon=lon, lat=lat, metres=round(metres))
            far = FarPlace(
                id=place.id, name=names[place.id], metres=round(metres) if known else None, proposal=proposal
            )
            found.append((-metres, place.id, far))
    return tuple(item for _, _, item in sorted(found, key=lambda entry: entry[:2]))


def _settlement(roads: OfficeRoads, place: Place, name: str) -> Proposal | None:
    """A settlement of the same name not too far off, else the nearest."""
    settlements = roads.stored.settlements
    if not settlements:
        return None
    here = spots([(place.lon, place.lat)])
    metres = great_circle_m(here, spots([(item.lon, item.lat) for item in settlements]))[0]
    same = [n for n, item in enumerate(settlements) if plain(item.name) == plain(name) and metres[n] <= SAME_NAME_M]
    nearest = min(same or range(len(settlements)), key=lambda number: float(metres[number]))
    if not same and metres[nearest] > NEAR_SETTLEMENT_M:
        return None
    item = settlements[nearest]
    kind = "same_name" if same else "settlement"
    return Proposal(kind=kind, name=item.name, lon=item.lon, lat=item.lat, metres=round(float(metres[nearest])))


def _unreachable(
    roads: OfficeRoads, problem: Problem, places: Sequence[Place], vehicle: VehicleClass
) -> tuple[str, ...]:
    there = _there_and_back(roads, problem, places, vehicle, roads.open_stretch(problem.period.first))
    on = roads.snaps(vehicle, places).found
    sites = {site.id for site in problem.sites if not site.excluded}
    lost = on & (there < 0)
    return tuple(places[number].id for number in np.flatnonzero(lost).tolist() if places[number].id in sites)


def _there_and_back(
    roads: OfficeRoads, problem: Problem, places: Sequence[Place], vehicle: VehicleClass, stretch: Stretch
) -> NDArray[np.int64]:
    """Least seconds there and back from a base of a team with this vehicle, -1 where there is no way."""
    legs = roads.legs(vehicle, places, stretch, detour_permille=problem.policy.detour_permille).seconds
    index = {place.id: number for number, place in enumerate(places)}
    least = np.full(len(places), -1, dtype=np.int64)
    for base in sorted({team.base for team in problem.teams if team.vehicle_class is vehicle}):
        row = index[base]
        both = np.where((legs[row] >= 0) & (legs[:, row] >= 0), legs[row] + legs[:, row], -1)
        least = np.where(both < 0, least, np.where(least < 0, both, np.minimum(least, both)))
    return least


def effect_of(roads: OfficeRoads, problem: Problem, closure: Closure) -> ClosureEffect:
    """What one closure does by itself."""
    places = places_of(problem)
    alone = replace_closures(roads, (closure,))
    day = closure.row.first or problem.period.first
    shut = Stretch(first=day, last=day, season=roads.open_stretch(day).season, closures=(0,))
    sites = {site.id for site in problem.sites}
    reached: set[str] = set()
    still: set[str] = set()
    slower: dict[str, int] = {}
    lost: dict[VehicleClass, set[str]] = {}
    for vehicle in sorted({team.vehicle_class for team in problem.teams}):
        before = _there_and_back(roads, problem, places, vehicle, roads.open_stretch(day))
        after = _there_and_back(alone, problem, places, vehicle, shut)
        reached |= {places[number].id for number in np.flatnonzero(before >= 0).tolist()}
        still |= {places[number].id for number in np.flatnonzero(after >= 0).tolist()}
        lost[vehicle] = {places[number].id for number in np.flatnonzero((before >= 0) & (after < 0)).tolist()} & sites
        for number in np.flatnonzero((before >= 0) & (after > before + SLOWER_S)).tolist():
            id_, longer = places[number].id, int(after[number] - before[number])
            if id_ in sites:
                slower[id_] = max(slower.get(id_, 0), longer)
    pairs, longest = _ways_longer(alone, problem, places, shut)
    return ClosureEffect(
        name=closure.row.name,
        first=closure.row.first,
        last=closure.row.last,
        cut_off=tuple(sorted((reached - still) & sites)),
        slower=tuple(sorted(slower.items(), key=lambda item: (-item[1], item[0]))),
        hub_ways_lost=_hub_ways_lost(alone, problem, places, shut),
        lost_by={vehicle: tuple(sorted(ids & still)) for vehicle, ids in lost.items() if ids & still},
        on=_lies_on(roads, closure),
        ways_longer=pairs,
        longest=longest,
    )


def _lies_on(roads: OfficeRoads, closure: Closure) -> tuple[tuple[str, str, RoadClass], ...]:
    """Segments under a closure, each once, in the order of the network."""
    own = roads.segments
    numbers = sorted({segment for segment, _, _ in closure.parts})
    return tuple((own.ids[number], own.names[number], CLASSES[int(own.road_class[number])]) for number in numbers)


def _ways_longer(
    roads: OfficeRoads, problem: Problem, places: Sequence[Place], stretch: Stretch
) -> tuple[int, tuple[str, str, int] | None]:
    """Pairs of places that lose a minute or their way, and which loses most."""
    size = len(places)
    worst, lost = np.zeros((size, size), dtype=np.int64), np.zeros((size, size), dtype=np.bool_)
    for vehicle in vehicles_of(problem):
        legs = roads.legs(vehicle, places, stretch, detour_permille=problem.policy.detour_permille)
        lost |= legs.added_seconds < 0
        worst = np.maximum(worst, legs.added_seconds)
    longer = worst >= SLOWER_S
    count = int((longer | lost).sum())
    if not longer.any():
        return count, None
    start, end = np.unravel_index(int(np.argmax(worst)), worst.shape)
    return count, (places[int(start)].id, places[int(end)].id, int(worst[start, end]))


def _hub_ways_lost(roads: OfficeRoads, problem: Problem, places: Sequence[Place], stretch: Stretch) -> int:
    legs = roads.legs(PEOPLE_TRAVEL_BY, places, stretch, detour_permille=problem.policy.detour_permille)
    index = {place.id: number for number, place in enumerate(places)}
    villages = {site.id for site in problem.sites if site.kind is SiteKind.VILLAGE}
    return sum(
        1
        for pair in problem.reach
        if pair.village in villages and int(legs.added_seconds[index[pair.village], index[pair.site]]) < 0
    )


def replace_closures(roads: OfficeRoads, closures: tuple[Closure, ...]) -> OfficeRoads:
    """The same roads with other closures."""
    return replace(roads, closures=closures)


def tried(roads: OfficeRoads, problem: Problem, row: ClosureRow) -> ClosureEffect:
    """What a closure would do that nobody has written down yet.

    Raises
    ------
    InputFaults
        If it cannot be placed on the network.
    """
    found, faults = resolve((row,), roads.segments)
    if faults:
        raise InputFaults(tuple(_of_command(fault) for fault in faults))
    return effect_of(roads, problem, found[0])


def _of_command(fault: Fault) -> Fault:
    """A fault of a row that came from the command line, not from a sheet."""
    return replace(fault, where="jemput roads close", sheet=None, row=None, column=None)
