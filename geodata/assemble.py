"""Makes the problem: gives the rows of an office their meaning.

::

    sheets --> signal --> policy, calendar --> sites, bases --> travel --> demand, factors --> reach --> Problem
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geodata.calendar import period
from geodata.contracts import DeliveryRow, NamedBase, Sheets, TeamRow, base_of, named_bases
from geodata.demand import village_factors, with_pupils_taken
from geodata.faults import base_faults, closures_without_roads, floor_faults, period_faults, point_faults
from geodata.figures import figures_of
from geodata.hubs import PEOPLE_TRAVEL_BY, reach_cuts, reach_pairs
from geodata.legs import LegsBetween
from geodata.office_travel import OfficeTravel
from geodata.places import Point, all_sites, base_at, locations
from geodata.read.policy_sheet import policy_of
from geodata.signal import CoverageArea, future_faults, with_signal
from geodata.travel import Place
from planner.domain.history import History, PastVisit
from planner.domain.policy import Policy
from planner.domain.problem import Problem
from planner.domain.site import Base, Site, SiteKind, Terrain
from planner.domain.stock import CardStock, Delivery
from planner.domain.team import Equipment, StaffMember, Team
from planner.domain.travel import UNREACHABLE, TravelTable
from planner.errors import InputFaults
from planner.service import HOSTING_KINDS

if TYPE_CHECKING:
    from geodata.roads.office import OfficeRoads

HISTORY_DAYS = 31
FORESEEN_DAYS = 92
"""Deliveries so long after the period are kept, for the problem of the days after it."""


def assemble(
    sheets: Sheets,
    *,
    name: str,
    first: date,
    last: date,
    as_of: date,
    points: Mapping[str, Point] | None = None,
    coverage: Sequence[CoverageArea] = (),
    roads: "OfficeRoads | None" = None,
    server: LegsBetween | None = None,
) -> Problem:
    """The problem that an office has from ``first`` to ``last``.

    Parameters
    ----------
    sheets
        What the office gave, as read.
    name
        What the office calls itself.
    first, last
        The days planned for, both included; 1 to 92.
    as_of
        The date that the plan is seen from; never the clock.
    points
        (lon, lat) by id of a site, degrees: override the sheets, for offices that correct points on a map.
    coverage
        Areas of signal coverage maps.
    roads
        The office's road network, which replaces straight lines; its closures give tables of their own to their days.
    server
        Another source of ways, which goes before the network where it knows one; closures add to it.

    Returns
    -------
    Problem
        Everything sorted by id; ``figures`` tells what was estimated or assumed on the way.

    Raises
    ------
    InputFaults
        All that cannot be: days that are no period, a calendar without a working day, a site without a location,
        a base that nobody knows, a last visit after ``as_of``.
    """
    policy = policy_of(sheets.policy, sheets.rates)
    sheets, signal = with_signal(sheets, as_of=as_of, coverage=coverage, points=points)
    located, faults = locations(sheets, policy, points or {})
    sites = all_sites(sheets, located, policy)
    named = named_bases(sheets.teams)
    names = {site.id: site.name for site in sites}
    bases = tuple(base for base in (base_at(base, located, names) for base in named) if base is not None)
    faults += (
        *period_faults(sheets, first=first, last=last, as_of=as_of),
        *base_faults(sheets.teams, located),
        *floor_faults(sheets),
        *future_faults(sheets, last),
        *point_faults(points or {}, sheets),
        *(() if roads is not None else closures_without_roads(sheets)),
    )
    if faults:
        raise InputFaults(faults)
    places = _places(sites, named, bases, policy)
    tables = OfficeTravel(sheets, named, policy, places, roads=roads, days=(first, last), server=server)
    vehicles = sorted({team.vehicle_class for team in sheets.teams})
    travel = tuple(tables.of(vehicle) for vehicle in vehicles)
    teams = tuple(sorted((_team(row, named) for row in sheets.teams), key=lambda team: team.id))
    sites = _with_factors(with_pupils_taken(sites), sheets, policy, _from_base(teams, travel))
    hosting = {site.id for site in sites if site.kind in HOSTING_KINDS}
    people_places = [place for place in places if place.id in hosting]
    reach = reach_pairs(sites, tables.of(PEOPLE_TRAVEL_BY, people_places), policy)
    days = period(first, last, as_of=as_of, stated=sheets.calendar)
    return Problem(
        name=name,
        period=days,
        sites=tuple(sites),
        bases=bases,
        teams=teams,
        staff=_staff(sheets),
        equipment=_equipment(sheets),
        stock=_stock(sheets, first, last),
        travel=travel,
        dated_travel=tuple(item for vehicle in vehicles for item in tables.dated(vehicle)),
        reach=reach,
        reach_cuts=reach_cuts(reach, tables.by_stretch(PEOPLE_TRAVEL_BY, people_places), policy),
        policy=policy,
        history=_history(sheets, first),
        figures=(*sheets.figures, *figures_of(sheets, days, sites, travel)),
        signal=signal,
    )


def _places(sites: Iterable[Site], named: Iterable[NamedBase], bases: Iterable[Base], policy: Policy) -> list[Place]:
    """Bases and sites as ends of trips, sorted by id; a base has the terrain of its site, else the default."""
    found = [Place(id=site.id, lon=site.lon, lat=site.lat, terrain=site.terrain) for site in sites]
    ways: dict[str, Terrain] = {place.id: place.terrain for place in found}
    lies_at = {base.id: base.site for base in named if base.site is not None}
    for base in bases:
        terrain = ways[lies_at[base.id]] if base.id in lies_at else policy.default_terrain
        found.append(Place(id=base.id, lon=base.lon, lat=base.lat, terrain=terrain))
    return sorted(found, key=lambda place: place.id)


def _from_base(teams: Iterable[Team], travel: Iterable[TravelTable]) -> dict[str, int]:
    """Shortest time of a team's vehicle from its base to each place, seconds; ``UNREACHABLE`` if there is none."""
    tables = {table.vehicle_class: table for table in travel}
    found: dict[str, int] = {}
    for vehicle_class, base in sorted({(team.vehicle_class, team.base) for team in teams}):
        table = tables[vehicle_class]
        for place, seconds in zip(table.places, table.seconds[table.index[base]], strict=True):
            before = found.get(place, UNREACHABLE)
            known = [time for time in (before, seconds) if time != UNREACHABLE]
            found[place] = min(known, default=UNREACHABLE)
    return found


def _with_factors(sites: list[Site], sheets: Sheets, policy: Policy, from_base_s: Mapping[str, int]) -> list[Site]:
    """Villages weighed by access and uptake, unless the sheet states their factor."""
    stated = {row.code for row in sheets.villages if row.factor_permille is not None}
    villages = [site for site in sites if site.kind is SiteKind.VILLAGE]
    factors = village_factors(villages, policy.weights, from_base_s)
    return [
        replace(site, factor_permille=factors[site.id]) if site.id in factors and site.id not in stated else site
        for site in sites
    ]


def _team(row: TeamRow, named: tuple[NamedBase, ...]) -> Team:
    plain = Team(
        id=row.id,
        base=base_of(row, named).id,
        stations=row.stations,
        printers=row.printers,
        vehicle_class=row.vehicle_class,
        days_per_week=row.days_per_week,
        days_per_month=row.days_per_month,
        shift_start=row.shift_start,
        shift_end=row.shift_end,
        closed_dates=row.closed_dates,
        members=tuple(sorted(row.members)),
    )
    return plain if row.crew is None else replace(plain, crew=row.crew)


def _staff(sheets: Sheets) -> tuple[StaffMember, ...]:
    members = [
        StaffMember(
            id=row.id,
            skills=row.skills,
            away=row.away,
            days_per_week=row.days_per_week,
            days_per_month=row.days_per_month,
        )
        for row in sheets.staff
    ]
    return tuple(sorted(members, key=lambda member: member.id))


def _equipment(sheets: Sheets) -> tuple[Equipment, ...]:
    rows = sorted(sheets.equipment, key=lambda row: (row.kind, row.first or date.min, row.last or date.max, row.count))
    return tuple(Equipment(kind=row.kind, count=row.count, first=row.first, last=row.last) for row in rows)


def _stock(sheets: Sheets, first: date, last: date) -> CardStock:
    """The stock; what came before the period is in its opening already."""
    until = last + timedelta(days=FORESEEN_DAYS)
    coming: list[DeliveryRow] = sorted(
        (row for row in sheets.deliveries if first <= row.day <= until), key=lambda row: (row.day, row.quantity)
    )
    return CardStock(
        opening=sheets.stock.opening,
        reserve=sheets.stock.reserve,
        counter_per_day=sheets.stock.counter_per_day,
        deliveries=tuple(
            Delivery(day=row.day, quantity=row.quantity, probability_permille=row.probability_permille)
            for row in coming
        ),
    )


def _history(sheets: Sheets, first: date) -> History:
    """Last visits, as far as they lie in the 31 days before the period."""
    earliest = first - timedelta(days=HISTORY_DAYS)
    visits = {(row.last_visit, row.code) for row in sheets.villages if row.last_visit is not None}
    return History(
        visits=tuple(PastVisit(site=code, day=day) for day, code in sorted(visits) if earliest <= day < first)
    )
