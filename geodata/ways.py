"""What the sheets know of ways, in the units of the core."""

from collections.abc import Iterable, Iterator, Mapping

from geodata.contracts import KnownTripRow, MatrixRow, TripKind
from geodata.travel import KnownTrip, MatrixEntry
from planner.domain.team import VehicleClass
from planner.domain.travel import UNREACHABLE
from planner.units import METRES_PER_KM, MINUTE_S


def known_trips(rows: Iterable[KnownTripRow], bases_at: Mapping[str, str]) -> tuple[KnownTrip, ...]:
    """The trips of the sheet ``jarak``; a row without a class holds for every class.

    Parameters
    ----------
    bases_at
        Site to the id of the base that lies there: what is known of the site holds for the base, unless the sheet
        speaks of the base itself.
    """
    found: list[tuple[bool, KnownTrip]] = []
    for row in rows:
        classes = tuple(VehicleClass) if row.vehicle_class is None else (row.vehicle_class,)
        for start, end, own in _ends(row.start, row.end, bases_at):
            for vehicle_class in classes:
                trip = KnownTrip(
                    start=start,
                    end=end,
                    vehicle_class=vehicle_class,
                    seconds=_seconds(row.minutes),
                    metres=_metres(row.km),
                    both_ways=row.both_ways,
                    fixed=row.kind is TripKind.FIXED,
                )
                found.append((own, trip))
    # Later trips overwrite earlier ones: what was said of the base itself comes last.
    return tuple(trip for _, trip in sorted(found, key=lambda item: item[0]))


def matrix_entries(rows: Iterable[MatrixRow], bases_at: Mapping[str, str]) -> tuple[MatrixEntry, ...]:
    """The cells of the sheet ``matriks``; see :func:`known_trips` for bases at sites."""
    found = [
        (
            own,
            MatrixEntry(start=start, end=end, vehicle_class=row.vehicle_class, seconds=seconds, metres=_metres(row.km)),
        )
        for row in rows
        for start, end, own in _ends(row.start, row.end, bases_at)
        for seconds in (_seconds(row.minutes),)
    ]
    return tuple(entry for _, entry in sorted(found, key=lambda item: item[0]))


def _ends(start: str, end: str, bases_at: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """The ends as written, and the same with a base instead of its site; True if so written."""
    yield start, end, True
    for first in {start, bases_at.get(start, start)}:
        for last in {end, bases_at.get(end, end)}:
            if (first, last) != (start, end) and first != last:
                yield first, last, False


def _seconds(minutes: float | None) -> int:
    return UNREACHABLE if minutes is None else round(minutes * MINUTE_S)


def _metres(km: float | None) -> int | None:
    return None if km is None else round(km * METRES_PER_KM)
