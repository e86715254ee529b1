"""What is wrong with the sheets that no row shows by itself: days, bases and floors that do not fit the rest."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from geodata.calendar import KNOWN_YEARS, period
from geodata.contracts import CalendarRow, ClosureKind, Sheets, TeamRow, base_of, named_bases
from geodata.roads.kinds import NETWORK_FILE
from planner.errors import Fault

LONGEST_DAYS = 92


def period_faults(sheets: Sheets, *, first: date, last: date, as_of: date) -> Iterator[Fault]:
    """Faults of the period itself, of its calendar, and of what lies on the wrong side of ``as_of``."""
    broken = _no_period(first, last)
    if broken is not None:
        yield broken
    elif not any(day.working for day in period(first, last, as_of=as_of, stated=sheets.calendar).days):
        yield Fault(
            code="NO_WORKING_DAY",
            where=_span(first, last),
            found="0",
            expected=(
                "paling sedikit satu hari kerja; ubah periode atau tulis hari kerja di lembar kalender",
                "at least one working day; change the period, or state working days on the sheet calendar",
            ),
            sheet=CalendarRow.sheet[0],
        )
    if first <= last < as_of:
        # Nothing could be planned any more: the month would come out empty, and look planned.
        yield Fault(
            code="AS_OF_OUTSIDE",
            where="as_of",
            found=as_of.isoformat(),
            expected=(f"paling lambat {last.isoformat()}", f"{last.isoformat()} at the latest"),
        )
    for row in sheets.villages:
        if row.last_visit is not None and row.last_visit > as_of:
            yield row.fault(
                "LAST_VISIT_IN_FUTURE",
                "last_visit",
                row.last_visit,
                (f"tanggal sampai {as_of.isoformat()}", f"a date up to {as_of.isoformat()}"),
            )


def base_faults(teams: Iterable[TeamRow], sites: Collection[str]) -> Iterator[Fault]:
    """Bases at sites that are not known, and bases that bear the id of a site or of another base."""
    rows = tuple(teams)
    named = named_bases(rows)
    ids = [base.id for base in named]
    for row in rows:
        base = base_of(row, named)
        if base.site is not None and base.site not in sites:
            expected = ('"lat, lon" atau kode tempat yang dikenal', '"lat, lon" or the id of a known site')
            yield row.fault("UNKNOWN_BASE", "base", base.site, expected)
        if base.id in sites or ids.count(base.id) > 1:
            expected = ("kode yang belum dipakai tempat atau basis lain", "an id of no site and no other base")
            yield row.fault("BASE_ID_TAKEN", "base_id", base.id, expected)


def floor_faults(sheets: Sheets) -> Iterator[Fault]:
    """Promises to subdistricts that have no village."""
    known = {row.subdistrict for row in sheets.villages}
    for row in sheets.policy:
        promised, _, subdistrict = row.parameter.partition(":")
        if promised.startswith("floors.") and subdistrict not in known:
            expected = ("kecamatan yang ada di lembar desa", "a subdistrict on the sheet of villages")
            yield row.fault("UNKNOWN_SUBDISTRICT", "parameter", subdistrict, expected)


def point_faults(points: Collection[str], sheets: Sheets) -> Iterator[Fault]:
    """Points given for sites that are not known."""
    known = set(sheets.site_ids)
    for site in sorted(set(points) - known):
        yield Fault(
            code="UNKNOWN_SITE",
            where=f"/points/{site}",
            found=site,
            expected=("kode tempat yang ada di lembar", "the id of a site on the sheets"),
        )


def _no_period(first: date, last: date) -> Fault | None:
    if first > last:
        return Fault(
            code="PERIOD_REVERSED",
            where=_span(first, last),
            found=last.isoformat(),
            expected=(f"hari terakhir mulai {first.isoformat()}", f"a last day from {first.isoformat()} on"),
        )
    if (last - first).days >= LONGEST_DAYS:
        longest = first + timedelta(days=LONGEST_DAYS - 1)
        return Fault(
            code="PERIOD_TOO_LONG",
            where=_span(first, last),
            found=str((last - first).days + 1),
            expected=(
                f"paling lama {LONGEST_DAYS} hari, sampai {longest.isoformat()}",
                f"at most {LONGEST_DAYS} days, up to {longest.isoformat()}",
            ),
        )
    if first.year not in KNOWN_YEARS or last.year not in KNOWN_YEARS:
        return Fault(
            code="PERIOD_WITHOUT_CALENDAR",
            where=_span(first, last),
            found=first.isoformat(),
            expected=(
                f"tahun {KNOWN_YEARS[0]} sampai {KNOWN_YEARS[-1]}",
                f"a year from {KNOWN_YEARS[0]} to {KNOWN_YEARS[-1]}",
            ),
        )
    return None


def _span(first: date, last: date) -> str:
    return f"{first.isoformat()}..{last.isoformat()}"


def closures_without_roads(sheets: Sheets) -> tuple[Fault, ...]:
    """Closed roads are never passed over: a fault for the first of them, for an office without a network."""
    of_roads = [row for row in sheets.closures if row.kind in (ClosureKind.CLOSED, ClosureKind.DELAY)]
    expected = (
        f"{NETWORK_FILE} di folder ini; buat dengan jemput roads import, atau kosongkan lembar penutupan",
        f"{NETWORK_FILE} in this folder; make it with jemput roads import, or empty the sheet closures",
    )
    return tuple(row.fault("ROADS_MISSING", "where", row.where, expected) for row in of_roads[:1])
