"""The office's sheets with the signal of each site decided by its strongest evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from geodata.contracts import Sheets, SignalRow, SpeedTestRow, TowerRow
from geodata.legs import Point
from geodata.signal.coverage import CoverageArea, covered
from geodata.signal.gather import measured, places_of, reached_by_towers, reported, stated
from geodata.signal.merge import findings_of
from planner.domain.signal import SignalFinding
from planner.errors import Fault


def with_signal(
    sheets: Sheets,
    *,
    as_of: date,
    coverage: Sequence[CoverageArea] = (),
    points: Mapping[str, Point] | None = None,
) -> tuple[Sheets, tuple[SignalFinding, ...]]:
    """The sheets, each site's connectivity as its strongest evidence has it; and what decided.

    Parameters
    ----------
    sheets
        What the office gave, as read.
    as_of
        The date that ages of evidence are counted to.
    coverage
        Areas of coverage maps.
    points
        Points that override the sheets, by id of the site.

    Returns
    -------
    tuple
        Sites that nothing is known of keep ``UNKNOWN`` and have no finding.
    """
    places = places_of(sheets, points or {})
    evidence = (
        *stated(places),
        *reported(sheets.signal, places, sheets),
        *measured(sheets.speed_tests, places),
        *covered(coverage, places),
        *reached_by_towers(sheets.towers, places),
    )
    findings = findings_of(evidence, as_of)
    decided = {finding.site: finding.connectivity for finding in findings}
    changed = replace(
        sheets,
        villages=tuple(replace(row, connectivity=decided.get(row.code, row.connectivity)) for row in sheets.villages),
        schools=tuple(replace(row, connectivity=decided.get(row.npsn, row.connectivity)) for row in sheets.schools),
        other_sites=tuple(
            replace(row, connectivity=decided.get(row.id, row.connectivity)) for row in sheets.other_sites
        ),
    )
    return changed, findings


def future_faults(sheets: Sheets, last: date) -> Iterator[Fault]:
    """Evidence that bears a date after the last day planned for: a slip of the pen."""
    rows: list[SignalRow | TowerRow | SpeedTestRow] = [*sheets.signal, *sheets.towers, *sheets.speed_tests]
    for row in rows:
        if row.seen is not None and row.seen.first > last:
            yield row.fault(
                "EVIDENCE_IN_FUTURE",
                "seen",
                row.seen.first,
                (f"tanggal sampai {last.isoformat()}", f"a date up to {last.isoformat()}"),
            )
