"""Sites and bases out of rows: where they lie, when they are open, whom they serve."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from geodata.contracts import NamedBase, OtherSiteRow, SchoolRow, Sheets, VillageRow
from geodata.travel import great_circle_m, spots
from planner.domain.policy import Policy
from planner.domain.site import Base, Site, SiteKind, Terrain
from planner.errors import Fault
from planner.units import PERMILLE, SecondsOfDay, clock

VILLAGE_HOURS = (clock("08:30"), clock("14:30"))
SCHOOL_HOURS = (clock("07:30"), clock("13:00"))
ADULTS_ONLY_PERMILLE = PERMILLE

Point: TypeAlias = tuple[float, float]
"""(lon, lat) in degrees, WGS 84."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a site lies: its point, subdistrict, village (``None`` if not stated) and the way to it."""

    point: Point
    subdistrict: str
    village: str | None
    terrain: Terrain


def locations(
    sheets: Sheets, policy: Policy, points: Mapping[str, Point]
) -> tuple[dict[str, Location], tuple[Fault, ...]]:
    """Location of every site, and a fault for each that has none.

    A school or other site without a point of its own lies at its village; one without a village lies in the
    subdistrict of the village nearest to it, but in no village.

    Parameters
    ----------
    points
        Points that override the sheets, by id of the site.
    """
    found: dict[str, Location] = {}
    for village in sheets.villages:
        found[village.code] = Location(
            point=points.get(village.code, (village.lon, village.lat)),
            subdistrict=village.subdistrict,
            village=None,
            terrain=village.terrain or policy.default_terrain,
        )
    villages = sorted(found)
    known = frozenset(villages)
    where = spots([found[code].point for code in villages])
    faults: list[Fault] = []
    others: list[SchoolRow | OtherSiteRow] = [*sheets.schools, *sheets.other_sites]
    for row in others:
        id_, own = (row.npsn, "npsn") if isinstance(row, SchoolRow) else (row.id, "id")
        if row.village_code is not None and row.village_code not in known:
            faults.append(_unknown_village(row))
            continue
        home = found[row.village_code] if row.village_code is not None else None
        point = points.get(id_)
        if point is None and row.lon is not None and row.lat is not None:
            point = (row.lon, row.lat)
        if point is None and home is not None:
            point = home.point
        if point is None:
            faults.append(_nowhere(row, own, id_))
            continue
        around = home or found[villages[int(np.argmin(great_circle_m(spots([point]), where)))]]
        found[id_] = Location(
            point=point, subdistrict=around.subdistrict, village=row.village_code, terrain=around.terrain
        )
    return found, tuple(faults)


def _unknown_village(row: SchoolRow | OtherSiteRow) -> Fault:
    return row.fault(
        "UNKNOWN_VILLAGE",
        "village_code",
        row.village_code,
        ("kode desa yang ada di lembar desa", "the code of a village on the sheet of villages"),
    )


def _nowhere(row: SchoolRow | OtherSiteRow, field: str, id_: str) -> Fault:
    return row.fault(
        "LOCATION_MISSING",
        field,
        id_,
        ("lat dan lon, atau kode_desa dari desa yang dikenal", "lat and lon, or the village_code of a known village"),
    )


def village_site(row: VillageRow, located: Location, policy: Policy) -> Site:
    """A village; its demand before the schools take their part, its factor before access and uptake are known."""
    return _site_at(
        located,
        row,
        id=row.code,
        kind=SiteKind.VILLAGE,
        hours=VILLAGE_HOURS,
        eligible=row.eligible,
        recorded=row.recorded,
        ikd_active=row.ikd_active,
        print_ready=row.print_ready,
        recording_demand=row.eligible - row.recorded,
        ikd_demand=row.recorded - row.ikd_active,
        show_up_ppm=policy.show_up_village_ppm if row.show_up_permille is None else row.show_up_permille * PERMILLE,
        adult_permille=ADULTS_ONLY_PERMILLE,
        fit_phone_permille=_or(row.fit_phone_permille, policy.fit_phone_permille),
        factor_permille=_or(row.factor_permille, policy.weights.good_access_good_uptake),
        market_weekday=row.market_weekday,
        data_ready=row.data_ready,
        last_visit=row.last_visit,
        excluded=row.excluded,
    )


def school_site(row: SchoolRow, located: Location, policy: Policy) -> Site:
    """A school: its unrecorded pupils, of whom a share is 17 or more."""
    return _site_at(
        located,
        row,
        id=row.npsn,
        kind=SiteKind.SCHOOL,
        hours=SCHOOL_HOURS,
        recording_demand=row.pupils_16plus - row.pupils_recorded,
        show_up_ppm=policy.show_up_school_ppm,
        adult_permille=row.share_17_permille,
        fit_phone_permille=policy.fit_phone_permille,
        factor_permille=_or(row.factor_permille, policy.weights.school),
    )


def other_site(row: OtherSiteRow, located: Location, policy: Policy) -> Site:
    """An office, market, mall, event, hall or home visits, with the demand that the office states."""
    return _site_at(
        located,
        row,
        id=row.id,
        kind=row.kind,
        hours=row.hours or VILLAGE_HOURS,
        recording_demand=row.recording_demand,
        ikd_demand=row.ikd_demand,
        show_up_ppm=policy.show_up_village_ppm,
        adult_permille=ADULTS_ONLY_PERMILLE,
        fit_phone_permille=policy.fit_phone_permille,
        factor_permille=policy.weights.good_access_good_uptake,
        dates=row.dates,
    )


def _site_at(
    located: Location,
    row: VillageRow | SchoolRow | OtherSiteRow,
    *,
    id: str,
    kind: SiteKind,
    hours: tuple[SecondsOfDay, SecondsOfDay],
    **own: Any,
) -> Site:
    """A site with what every sheet of places tells, and its ``own`` fields."""
    return Site(
        id=id,
        kind=kind,
        name=row.name,
        subdistrict=located.subdistrict,
        lon=located.point[0],
        lat=located.point[1],
        terrain=located.terrain,
        connectivity=row.connectivity,
        village=located.village,
        open_from=hours[0],
        open_until=hours[1],
        closed_dates=row.closed_dates,
        hall_people=None if isinstance(row, SchoolRow) else row.hall_people,
        **own,
    )


def all_sites(sheets: Sheets, located: Mapping[str, Location], policy: Policy) -> list[Site]:
    """Every site that has a location, sorted by id."""
    found = [village_site(row, located[row.code], policy) for row in sheets.villages]
    found += [school_site(row, located[row.npsn], policy) for row in sheets.schools if row.npsn in located]
    found += [other_site(row, located[row.id], policy) for row in sheets.other_sites if row.id in located]
    return sorted(found, key=lambda site: site.id)


def base_at(base: NamedBase, located: Mapping[str, Location], names: Mapping[str, str]) -> Base | None:
    """A base at its own point or at its site; ``None`` if it names a site that is not known.

    Parameters
    ----------
    names
        Names of the sites, for a base that has none of its own.
    """
    if base.point is not None:
        return Base(id=base.id, name=base.name, lon=base.point[1], lat=base.point[0])
    if base.site is None or base.site not in located:
        return None
    name = names[base.site] if base.name == base.id else base.name
    lon, lat = located[base.site].point
    return Base(id=base.id, name=name, lon=lon, lat=lat)


def _or(value: int | None, default: int) -> int:
    return default if value is None else value
