"""Offices made by dice: provinces of any size, islands without a road, many short stops, plain prizes.

Counts and shares follow the embedded regency (villages of some hundred to some thousand eligible people, a twentieth
of them not recorded, most signals unknown); places, people and distances are thrown. The same seed gives the same
problem on every machine: only :class:`random.Random` is asked, and positions are rounded.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from benchmarks.problems import AS_OF, FIRST, LAST
from geodata.calendar import period
from geodata.demand import village_factors, with_pupils_taken
from geodata.hubs import PEOPLE_TRAVEL_BY, reach_pairs
from geodata.travel import Place, travel_table
from planner.crew import without_staff
from planner.domain.policy import Policy
from planner.domain.problem import Problem
from planner.domain.site import Base, Connectivity, Site, SiteKind, Terrain
from planner.domain.stock import CardStock, Delivery
from planner.domain.team import Equipment, EquipmentKind, Skill, StaffMember, Team, VehicleClass
from planner.domain.travel import TravelTable
from planner.service import HOSTING_KINDS
from planner.units import clock, minutes

LON, LAT = 102.5, -3.5
DEGREES_PER_KM = 0.009
ROUND = 6
RADIUS_KM = 32.0
"""How far from their base villages lie at most, straight."""
BASES_APART_KM = 70.0
SIGNALS = (Connectivity.UNKNOWN, Connectivity.WEAK, Connectivity.NONE)
SIGNAL_SHARES = (76, 21, 3)
TERRAINS = (Terrain.GOOD, Terrain.HILL, Terrain.TRACK)
TERRAIN_SHARES = (80, 15, 5)


def province(*, villages: int, schools: int, teams: int, bases: int, seed: int) -> Problem:
    """A province: villages and schools around several bases, teams shared out over them, stock in proportion."""
    dice = Random(seed)
    homes = [_base(number, bases) for number in range(bases)]
    sites = _around(dice, homes, villages=villages, schools=schools)
    crews = tuple(Team(id=f"T{number:02d}", base=homes[number % bases].id) for number in range(teams))
    return _office(
        f"Provinsi acak {villages} desa, benih {seed}",
        sites,
        homes,
        crews,
        kits=max(1, teams // 3),
        stock=_stock(teams),
        policy=Policy(),
    )


def islands(*, seed: int, mainland: int = 70, away: int = 50, schools: int = 12) -> Problem:
    """A coast with islands that only boats reach, the far ones only on trips of several days."""
    dice = Random(seed)
    town = Base(id="kantor", name="Kantor", lon=LON, lat=LAT)
    harbour = Base(id="pelabuhan", name="Pelabuhan", lon=_lon(30.0), lat=LAT)
    near = _around(dice, [town], villages=mainland, schools=schools)
    far = [_island(dice, number) for number in range(away)]
    crews = (
        *(Team(id=f"B{number}", base="pelabuhan", vehicle_class=VehicleClass.BOAT) for number in (1, 2)),
        *(Team(id=f"M{number}", base="kantor") for number in (1, 2)),
    )
    at_sea = {site.id for site in far} | {"pelabuhan"}
    return _office(
        f"Kabupaten kepulauan acak, benih {seed}",
        [*near, *far],
        [town, harbour],
        crews,
        kits=2,
        stock=_stock(4),
        policy=Policy(max_nights=3, detour_permille=1200),
        at_sea=at_sea,
    )


def doorsteps(*, seed: int, homes: int = 300) -> Problem:
    """Home visits: a few people behind each door, up to 15 doors a day, fewer team-days than doors."""
    dice = Random(seed)
    town = Base(id="kantor", name="Kantor", lon=LON, lat=LAT)
    sites = []
    for number in range(homes):
        lon, lat = _spot(dice, LON, LAT, 12.0)
        sites.append(
            Site(
                id=f"R{number:03d}",
                kind=SiteKind.HOME_VISITS,
                name=f"Rumah {number}",
                subdistrict="Kota",
                lon=lon,
                lat=lat,
                connectivity=Connectivity.GOOD,
                recording_demand=dice.choice((1, 1, 1, 2, 2, 3)),
                show_up_ppm=1_000_000,
                factor_permille=dice.choice((1000, 1150, 1300)),
                open_from=clock("08:00"),
                open_until=clock("15:00"),
            )
        )
    crews = tuple(Team(id=f"T{number}", base="kantor", days_per_week=2, days_per_month=8) for number in (1, 2))
    policy = Policy(max_visits_per_day=15, setup_s=minutes(5), pack_s=minutes(3), record_s=minutes(12))
    return _office(f"Kunjungan rumah acak, benih {seed}", sites, [town], crews, kits=0, stock=_stock(2), policy=policy)


def prizes(*, teams: int, seed: int, sites: int = 100) -> Problem:
    """Plain prize collecting on one day: each place has one person, whole or not at all, and a prize of its own.

    The person's share of turnout makes service last 7 to 45 minutes; cards and digital identities do not exist. So
    routing engines can state all of it: optional clients with prizes, service times, one shift.
    """
    dice = Random(seed)
    town = Base(id="kantor", name="Kantor", lon=LON, lat=LAT)
    made = []
    for number in range(sites):
        lon, lat = _spot(dice, LON, LAT, 35.0)
        made.append(
            Site(
                id=f"P{number:03d}",
                kind=SiteKind.EVENT,
                name=f"Titik {number}",
                subdistrict="Kota",
                lon=lon,
                lat=lat,
                connectivity=Connectivity.GOOD,
                recording_demand=1,
                show_up_ppm=dice.randrange(150_000, 1_000_001, 10_000),
                adult_permille=0,
                fit_phone_permille=0,
                factor_permille=dice.randrange(500, 3001, 50),
                open_from=clock("07:30"),
                open_until=clock("16:00"),
            )
        )
    day = FIRST + timedelta(days=3)
    crews = tuple(Team(id=f"T{number}", base="kantor", stations=1) for number in range(1, teams + 1))
    policy = Policy(max_visits_per_day=15, setup_s=minutes(4), pack_s=minutes(2), record_s=minutes(45))
    problem = _office(
        f"Hadiah acak, {teams} tim, benih {seed}",
        made,
        [town],
        crews,
        kits=0,
        stock=CardStock(opening=0, reserve=0, counter_per_day=0),
        policy=policy,
        days=(day, day),
    )
    return without_staff(problem)


# ------------------------------------------------------------------------------------------------ places and people


def _lon(km: float) -> float:
    return round(LON + km * DEGREES_PER_KM, ROUND)


def _base(number: int, bases: int) -> Base:
    """Bases on a grid, the first in the middle of the first row."""
    across = math.isqrt(bases - 1) + 1
    row, column = divmod(number, across)
    return Base(
        id=f"kantor-{number}",
        name=f"Kantor {number}",
        lon=_lon(column * BASES_APART_KM),
        lat=round(LAT + row * BASES_APART_KM * DEGREES_PER_KM, ROUND),
    )


def _spot(dice: Random, lon: float, lat: float, radius_km: float) -> tuple[float, float]:
    """A place within a square of half-width ``radius_km``, thicker in the middle."""
    across, up = (dice.uniform(-1, 1) * dice.random() ** 0.5 * radius_km * DEGREES_PER_KM for _ in range(2))
    return round(lon + across, ROUND), round(lat + up, ROUND)


def _around(dice: Random, bases: Sequence[Base], *, villages: int, schools: int) -> list[Site]:
    """Villages in subdistricts of about ten around the bases, schools beside them."""
    count = max(len(bases), villages // 10)
    middles = [_spot(dice, home.lon, home.lat, RADIUS_KM) for home in (bases[n % len(bases)] for n in range(count))]
    made = [_village(dice, number, middles) for number in range(villages)]
    for number in range(schools):
        part = dice.randrange(count)
        lon, lat = _spot(dice, *middles[part], 6.0)
        made.append(
            Site(
                id=f"S{number:04d}",
                kind=SiteKind.SCHOOL,
                name=f"Sekolah {number}",
                subdistrict=f"Kecamatan {part}",
                lon=lon,
                lat=lat,
                recording_demand=dice.randint(20, 100),
                show_up_ppm=800_000,
                adult_permille=600,
                factor_permille=1200,
                open_from=clock("07:30"),
                open_until=clock("13:00"),
            )
        )
    return made


def _village(dice: Random, number: int, middles: Sequence[tuple[float, float]]) -> Site:
    part = number % len(middles)
    lon, lat = _spot(dice, *middles[part], 7.0)
    return replace(
        _people(dice, f"D{number:04d}", f"Desa {number}", f"Kecamatan {part}", lon, lat),
        connectivity=dice.choices(SIGNALS, SIGNAL_SHARES)[0],
        terrain=dice.choices(TERRAINS, TERRAIN_SHARES)[0],
    )


def _island(dice: Random, number: int) -> Site:
    """A village on one of ten islands, 8 to 90 km over the water from the harbour."""
    group = number % 10
    lon, lat = _spot(dice, _lon(30.0 + 8.0 + 9.0 * group), LAT + (group % 3 - 1) * 0.08, 4.0)
    return replace(
        _people(dice, f"P{number:04d}", f"Pulau {number}", f"Pulau {group}", lon, lat),
        connectivity=dice.choices(SIGNALS, (40, 30, 30))[0],
    )


def _people(dice: Random, id: str, name: str, subdistrict: str, lon: float, lat: float) -> Site:
    eligible = round(min(6000, max(250, dice.lognormvariate(7.0, 0.55))))
    recorded = eligible - round(eligible * dice.uniform(0.01, 0.09))
    active = round(recorded * dice.uniform(0.05, 0.2))
    return Site(
        id=id,
        kind=SiteKind.VILLAGE,
        name=name,
        subdistrict=subdistrict,
        lon=lon,
        lat=lat,
        eligible=eligible,
        recorded=recorded,
        ikd_active=active,
        print_ready=round(eligible * dice.uniform(0.0, 0.03)),
        recording_demand=eligible - recorded,
        ikd_demand=recorded - active,
    )


# ------------------------------------------------------------------------------------------------------- the office


def staff_for(teams: int) -> tuple[StaffMember, ...]:
    """Staff in the proportion of the embedded regency: four a team and two more at the office."""
    kinds = [(Skill.RECORD, 2 * teams + 2), (Skill.IKD, teams + 1)]
    members = []
    for skill, count in kinds:
        for number in range(count):
            skills = (skill, Skill.DRIVE) if number < (count + 1) // 2 else (skill,)
            members.append(StaffMember(id=f"P-{skill}-{number:02d}", skills=skills))
    return tuple(sorted(members, key=lambda member: member.id))


def _stock(teams: int) -> CardStock:
    """Blank cards that bind a little: some at hand, more on the 12th."""
    return CardStock(
        opening=900 + 400 * teams,
        reserve=500,
        counter_per_day=25 * teams,
        deliveries=(Delivery(day=date(FIRST.year, FIRST.month, 12), quantity=1200 * teams),),
    )


def _office(
    name: str,
    sites: Sequence[Site],
    bases: Sequence[Base],
    teams: tuple[Team, ...],
    *,
    kits: int,
    stock: CardStock,
    policy: Policy,
    days: tuple[date, date] = (FIRST, LAST),
    at_sea: frozenset[str] | set[str] = frozenset(),
) -> Problem:
    """All parts together; ``at_sea`` are places with no road to others, and the only ones that boats reach."""
    known = sorted(with_pupils_taken(sites), key=lambda site: site.id)
    places = [Place(id=site.id, lon=site.lon, lat=site.lat, terrain=site.terrain) for site in known]
    places = sorted([*places, *(Place(id=home.id, lon=home.lon, lat=home.lat) for home in bases)], key=lambda p: p.id)
    vehicles = sorted({team.vehicle_class for team in teams})
    tables = {vehicle: _table(vehicle, places, policy, at_sea) for vehicle in vehicles}
    villages = [site for site in known if site.kind is SiteKind.VILLAGE]
    factors = village_factors(villages, policy.weights, _from_base(teams, tables))
    known = [replace(site, factor_permille=factors.get(site.id, site.factor_permille)) for site in known]
    hosting = {site.id for site in known if site.kind in HOSTING_KINDS}
    own = _table(PEOPLE_TRAVEL_BY, [place for place in places if place.id in hosting], policy, at_sea)
    return Problem(
        name=name,
        period=period(*days, as_of=AS_OF),
        sites=tuple(known),
        bases=tuple(sorted(bases, key=lambda home: home.id)),
        teams=teams,
        staff=staff_for(len(teams)),
        equipment=(Equipment(kind=EquipmentKind.SATELLITE_KIT, count=kits),) if kits else (),
        stock=stock,
        travel=tuple(tables[vehicle] for vehicle in vehicles),
        reach=reach_pairs(known, own, policy),
        policy=policy,
    )


def _table(
    vehicle: VehicleClass, places: Sequence[Place], policy: Policy, at_sea: frozenset[str] | set[str]
) -> TravelTable:
    """Estimated ways; boats go between places at sea only, all else between the others only."""
    table = travel_table(vehicle, places, detour_permille=policy.detour_permille)
    if not at_sea:
        return table
    wet = vehicle is VehicleClass.BOAT
    open_to = [(place.id in at_sea) == wet for place in places]

    def cut(rows: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(
                cell if row == column or (open_to[row] and open_to[column]) else -1 for column, cell in enumerate(cells)
            )
            for row, cells in enumerate(rows)
        )

    return replace(table, seconds=cut(table.seconds), metres=cut(table.metres))


def _from_base(teams: Sequence[Team], tables: Mapping[VehicleClass, TravelTable]) -> dict[str, int]:
    """Shortest time of any team from its base to each place, seconds; missing where there is no way."""
    found: dict[str, int] = {}
    for vehicle, home in sorted({(team.vehicle_class, team.base) for team in teams}):
        table = tables[vehicle]
        for place, seconds in zip(table.places, table.seconds[table.index[home]], strict=True):
            if seconds >= 0:
                found[place] = min(seconds, found.get(place, seconds))
    return found
