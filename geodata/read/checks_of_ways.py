"""Known trips and the matrix: places that nobody knows, pairs said twice, holes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from geodata.contracts.bases import named_bases
from geodata.contracts.teams import TeamRow
from geodata.contracts.words import VEHICLES
from geodata.read.draft import ID_OF_SITES, Draft, Drafts
from geodata.read.spelling import nearest, plain
from planner.errors import Fault

PAIRS_NAMED = 3
MOST_HINTS = 100
"""Names for which the nearest known one is looked up; it takes a while where thousands are known."""


def way_faults(drafts: Drafts, partial: frozenset[str]) -> Iterator[Fault]:
    """Faults of ``jarak`` and ``matriks``."""
    if not drafts["trips_known"] and not drafts["matrix"]:
        return
    sites = {draft.get(name) for sheet, name in ID_OF_SITES.items() for draft in drafts[sheet]} - {None}
    bases = named_bases(
        TeamRow(id="", base=draft.get("base"), base_id=draft.get("base_id"))
        for draft in drafts["teams"]
        if draft.get("base") is not None
    )
    known = sites | {base.id for base in bases} | {draft.get("base_id") for draft in drafts["teams"]} - {None}
    yield from _known_trips(drafts["trips_known"])
    yield from _matrix_repeats(drafts["matrix"])
    if partial & {*ID_OF_SITES, "teams"}:
        return
    yield from _unknown_ends((*drafts["trips_known"], *drafts["matrix"]), known)
    if all(draft.has("start", "end", "vehicle_class") for draft in drafts["matrix"]):
        # A base at a site shares the ways of the site; only bases with a point of their own need rows.
        ends = sites | {base.id for base in bases if base.site is None}
        yield from _holes(drafts["matrix"], sorted(ends))


def _unknown_ends(drafts: Iterable[Draft], known: set[str]) -> Iterator[Fault]:
    """Ends that are no place of the office; the first ones with the name that is nearest to them."""
    plain_names = {plain(place): place for place in known}
    hints: dict[str, str | None] = {}
    for draft in drafts:
        for name in ("start", "end"):
            place = draft.get(name)
            if place is None or place in known:
                continue
            if place not in hints and len(hints) < MOST_HINTS:
                hints[place] = nearest(place, plain_names)
            near = plain_names.get(hints.get(place) or "")
            hint = ("", "") if near is None else (f"; mungkin {near}", f"; perhaps {near}")
            expected = (
                f"kode desa, sekolah, tempat lain, atau basis{hint[0]}",
                f"the id of a village, school, other site, or base{hint[1]}",
            )
            yield draft.fault("UNKNOWN_PLACE", name, place, expected)


def _known_trips(trips: tuple[Draft, ...]) -> Iterator[Fault]:
    """No way from a place to itself, nothing said twice; the way back may be said by itself."""
    said: dict[tuple[str, str, object], int] = {}
    for draft in trips:
        start, end = draft.get("start"), draft.get("end")
        if start is None or end is None or not draft.has("vehicle_class"):
            continue
        if start == end:
            yield draft.fault("SAME_PLACE", "end", end, ("dua tempat yang berbeda", "two different places"))
            continue
        key = (start, end, draft.get("vehicle_class"))
        if key in said:
            yield draft.fault("REPEATED_PAIR", "end", f"{start} > {end}", _once(said[key]))
        else:
            said[key] = draft.place.row


def _matrix_repeats(matrix: tuple[Draft, ...]) -> Iterator[Fault]:
    said: dict[tuple[str, str, object], int] = {}
    for draft in matrix:
        if not draft.has("start", "end", "vehicle_class"):
            continue
        key = (draft.get("start"), draft.get("end"), draft.get("vehicle_class"))
        if key in said:
            yield draft.fault("REPEATED_PAIR", "end", f"{key[0]} > {key[1]}", _once(said[key]))
        else:
            said[key] = draft.place.row


def _holes(matrix: tuple[Draft, ...], ends: list[str]) -> Iterator[Fault]:
    """A matrix is complete for every class that it speaks of; one fault for each place with holes after it."""
    given: dict[object, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first_row: dict[object, Draft] = {}
    for draft in matrix:
        given[draft.get("vehicle_class")][draft.get("start")].add(draft.get("end"))
        first_row.setdefault(draft.get("vehicle_class"), draft)
    for vehicle_class, rows in given.items():
        words = next(item.written for item in VEHICLES if item.value == vehicle_class)
        for start in ends:
            missing = [end for end in ends if end != start and end not in rows[start]]
            if missing:
                named = ", ".join(missing[:PAIRS_NAMED]) + (", ..." if len(missing) > PAIRS_NAMED else "")
                yield first_row[vehicle_class].fault(
                    "MATRIX_HOLE",
                    "start",
                    start,
                    (
                        f'baris dari {start} ke {named} ({len(missing)} kurang, {words[0]}), atau "putus"',
                        f'rows from {start} to {named} ({len(missing)} missing, {words[1]}), or "no_way"',
                    ),
                )


def _once(row: int) -> tuple[str, str]:
    return (f"satu baris saja; sudah ada di baris {row}", f"one row only; row {row} has it already")
