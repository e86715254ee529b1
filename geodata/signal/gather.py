"""Evidence out of the office's rows: its own cells, reports, speed tests, towers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from geodata.contracts import (
    OtherSiteRow,
    ReportKind,
    SchoolRow,
    Sheets,
    SignalRow,
    SpeedTestRow,
    Technology,
    TowerRow,
    TowerState,
)
from geodata.legs import Point
from geodata.signal import told
from geodata.signal.evidence import Evidence, Scope
from geodata.travel import great_circle_m, spots
from geodata.village_names import plain_name
from planner.domain.signal import SignalSource
from planner.domain.site import Connectivity
from planner.units import METRES_PER_KM

TEST_REACH_M = 2_000
"""A test speaks of the sites that lie this near to where it was made."""
GOOD_DOWN_MBPS, GOOD_UP_MBPS = 2.0, 1.0
WEAK_DOWN_MBPS, WEAK_UP_MBPS = 0.25, 0.1
SLOW_MS = 1_000
"""A link that answers later than this is weak at best."""
RANGE_KM: Mapping[Technology, float] = {
    Technology.G2: 8.0,
    Technology.G3: 4.0,
    Technology.G4: 4.0,
    Technology.G5: 1.0,
}
"""How far a tower reaches where the office states nothing: assumed, hills not known."""
BEST_OF: Mapping[Technology, Connectivity] = {
    Technology.G2: Connectivity.WEAK,
    Technology.G3: Connectivity.WEAK,
    Technology.G4: Connectivity.GOOD,
    Technology.G5: Connectivity.GOOD,
}
"""What a technology gives near its tower; beyond half its range it is weak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A site that evidence may speak of.

    Attributes
    ----------
    id
        Of the site.
    village
        Code of the village that it is or lies in; ``None`` if not known.
    subdistrict
        Of that village; empty if not known.
    point
        (lon, lat); ``None`` if not known.
    stated
        The office's own cell; ``UNKNOWN`` where it says nothing.
    """

    id: str
    village: str | None
    subdistrict: str
    point: Point | None
    stated: Connectivity


def places_of(sheets: Sheets, points: Mapping[str, Point]) -> tuple[Place, ...]:
    """Every site of the sheets as evidence sees it.

    Parameters
    ----------
    points
        Points that override the sheets, by id of the site.
    """
    found = [
        Place(
            id=row.code,
            village=row.code,
            subdistrict=row.subdistrict,
            point=points.get(row.code, (row.lon, row.lat)),
            stated=row.connectivity,
        )
        for row in sheets.villages
    ]
    villages = {place.id: place for place in found}
    others: list[SchoolRow | OtherSiteRow] = [*sheets.schools, *sheets.other_sites]
    for row in others:
        id_ = row.npsn if isinstance(row, SchoolRow) else row.id
        own = None if row.lat is None or row.lon is None else (row.lon, row.lat)
        home = villages.get(row.village_code or "")
        found.append(
            Place(
                id=id_,
                village=row.village_code,
                subdistrict="" if home is None else home.subdistrict,
                point=points.get(id_, own or (None if home is None else home.point)),
                stated=row.connectivity,
            )
        )
    return tuple(found)


def stated(places: Iterable[Place]) -> Iterator[Evidence]:
    """What the office wrote beside the site itself."""
    for place in places:
        if place.stated is not Connectivity.UNKNOWN:
            level = told.level(place.stated)
            yield Evidence(
                site=place.id,
                connectivity=place.stated,
                source=SignalSource.OFFICE,
                note=(f"{level[0]}: tertulis di lembar data", f"{level[1]}: stated on the sheet"),
            )


def reported(rows: Iterable[SignalRow], places: Sequence[Place], sheets: Sheets) -> Iterator[Evidence]:
    """The sheet ``sinyal``: of a site, of a village and what lies in it, or of a whole subdistrict."""
    codes = {(plain_name(row.name), plain_name(row.subdistrict)): row.code for row in sheets.villages}
    names: dict[str, str] = {plain_name(row.name): row.code for row in sheets.villages}
    by_id = {place.id: place for place in places}
    for row in rows:
        if row.connectivity is Connectivity.UNKNOWN:
            continue
        site = row.site
        if site is None and row.name is not None:
            named = plain_name(row.name)
            within = None if row.subdistrict is None else plain_name(row.subdistrict)
            site = names.get(named) if within is None else codes.get((named, within))
        if site is None:
            area = plain_name(row.subdistrict or "")
            for place in places:
                if area and plain_name(place.subdistrict) == area:
                    yield _report(row, place.id, Scope.SUBDISTRICT)
        elif site in by_id:
            yield _report(row, site, Scope.SITE)
            for place in places:
                if place.village == site and place.id != site:
                    yield _report(row, place.id, Scope.VILLAGE)


def _report(row: SignalRow, site: str, scope: Scope) -> Evidence:
    office = row.kind is ReportKind.OFFICE
    what = ("menurut kantor", "the office says so") if office else ("laporan", "report")
    if scope is Scope.SUBDISTRICT:
        what = (f"{what[0]} untuk seluruh kecamatan", f"{what[1]}, for the whole subdistrict")
    source = f" ({row.source})" if row.source else ""
    return Evidence(
        site=site,
        connectivity=row.connectivity,
        source=SignalSource.OFFICE if office else SignalSource.REPORT,
        scope=scope,
        operator=row.operator,
        seen=row.seen,
        note=told.sentence(row.connectivity, (what[0] + source, what[1] + source), row.operator, row.seen),
    )


def measured(rows: Sequence[SpeedTestRow], places: Sequence[Place]) -> Iterator[Evidence]:
    """The sheet ``uji_kecepatan``: the middle one of each site's, operator's and day's tests."""
    groups: dict[tuple[str, Scope, str, object], list[SpeedTestRow]] = {}
    for row in rows:
        day = None if row.seen is None else (row.seen.first, row.seen.last)
        for site, scope in _tested(row, places):
            groups.setdefault((site, scope, row.operator.casefold(), day), []).append(row)
    for (site, scope, _, _), tests in groups.items():
        yield _test(site, tests, scope)


def _tested(row: SpeedTestRow, places: Sequence[Place]) -> Iterator[tuple[str, Scope]]:
    """Sites that a test speaks of: the one it names with what lies in it, else those near where it was made."""
    if row.site is not None:
        for place in places:
            if place.id == row.site:
                yield place.id, Scope.SITE
            elif place.village == row.site:
                yield place.id, Scope.VILLAGE
    elif row.lat is not None and row.lon is not None:
        located = [(place, place.point) for place in places if place.point is not None]
        away = great_circle_m(spots([(row.lon, row.lat)]), spots([point for _, point in located]))
        for (place, _), metres in zip(located, away[0].tolist(), strict=True):
            if metres <= TEST_REACH_M:
                yield place.id, Scope.SITE


def speed_level(download: float, upload: float | None, latency: float | None) -> Connectivity:
    """What a speed is good for: several stations at once, one slowly, or nothing."""
    up = GOOD_UP_MBPS if upload is None else upload
    if download < WEAK_DOWN_MBPS or up < WEAK_UP_MBPS:
        return Connectivity.NONE
    quick = latency is None or latency <= SLOW_MS
    good = download >= GOOD_DOWN_MBPS and up >= GOOD_UP_MBPS and quick
    return Connectivity.GOOD if good else Connectivity.WEAK


def _test(site: str, tests: Sequence[SpeedTestRow], scope: Scope) -> Evidence:
    download = median(test.download_mbps for test in tests)
    ups = [test.upload_mbps for test in tests if test.upload_mbps is not None]
    delays = [test.latency_ms for test in tests if test.latency_ms is not None and test.download_mbps > 0]
    upload = median(ups) if ups else None
    connectivity = speed_level(download, upload, median(delays) if delays else None)
    down = told.number(download)
    up = ("", "") if upload is None else tuple(f"/{text}" for text in told.number(upload))
    count = ("", "") if len(tests) == 1 else (f"nilai tengah {len(tests)} uji, ", f"middle of {len(tests)} tests, ")
    what = (
        f"uji kecepatan, {count[0]}{down[0]}{up[0]} Mbit/s",
        f"speed test, {count[1]}{down[1]}{up[1]} Mbit/s",
    )
    return Evidence(
        site=site,
        connectivity=connectivity,
        source=SignalSource.SPEED_TEST,
        scope=scope,
        operator=tests[0].operator,
        seen=tests[0].seen,
        note=told.sentence(connectivity, what, tests[0].operator, tests[0].seen),
    )


def reached_by_towers(rows: Iterable[TowerRow], places: Sequence[Place]) -> Iterator[Evidence]:
    """The sheet ``menara``: the best tower of each operator that reaches a site. Out of range is no evidence."""
    located = [place for place in places if place.point is not None]
    towers = sorted(
        (row for row in rows if row.state is TowerState.ACTIVE), key=lambda row: (row.operator, row.id, row.technology)
    )
    if not located or not towers:
        return
    away = great_circle_m(
        spots([(row.lon, row.lat) for row in towers]), spots([place.point for place in located if place.point])
    )
    for number, place in enumerate(located):
        best: dict[str, Evidence] = {}
        for row, metres in zip(towers, away[:, number].tolist(), strict=True):
            found = _tower(row, place.id, metres)
            before = best.get(row.operator)
            if found is not None and (before is None or _better(found, before)):
                best[row.operator] = found
        yield from best.values()


def _better(one: Evidence, other: Evidence) -> bool:
    return one.connectivity is Connectivity.GOOD and other.connectivity is Connectivity.WEAK


def _tower(row: TowerRow, site: str, metres: float) -> Evidence | None:
    reach_m = (RANGE_KM[row.technology] if row.range_km is None else row.range_km) * METRES_PER_KM
    if metres > reach_m:
        return None
    connectivity = BEST_OF[row.technology] if metres <= reach_m / 2 else Connectivity.WEAK
    km, most = told.number(metres / METRES_PER_KM), told.number(reach_m / METRES_PER_KM)
    what = (
        f"taksiran dari menara {row.id} {row.technology.upper()}, {km[0]} dari {most[0]} km jangkauan",
        f"estimate from tower {row.id} {row.technology.upper()}, at {km[1]} of {most[1]} km range",
    )
    return Evidence(
        site=site,
        connectivity=connectivity,
        source=SignalSource.TOWER,
        operator=row.operator,
        seen=row.seen,
        note=told.sentence(connectivity, what, row.operator, row.seen),
    )
