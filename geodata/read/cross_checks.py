"""What is wrong between cells and between sheets, found before anything is assembled.

Pure: drafts in, faults out. Each check looks only at fields that could be read.
"""

from collections.abc import Iterator

from geodata.read.checks_of_places import place_faults
from geodata.read.checks_of_signal import signal_faults
from geodata.read.checks_of_teams import team_faults
from geodata.read.checks_of_ways import way_faults
from geodata.read.draft import ID_OF_SITES, Draft, Drafts
from planner.domain.policy import Policy
from planner.errors import Fault


def cross_faults(drafts: Drafts, policy: Policy, partial: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """All faults between cells and sheets.

    Parameters
    ----------
    drafts
        Every sheet, empty where it was not given.
    policy
        The policy of the office, for what depends on it.
    partial
        Sheets of which a file or the column of ids could not be read: what is missing there may exist, so nobody is
        told that it does not.
    """
    yield from _repeated_ids(drafts)
    yield from place_faults(drafts, partial)
    yield from team_faults(drafts, policy, partial)
    yield from way_faults(drafts, partial)
    yield from signal_faults(drafts, partial)
    yield from _supply_faults(drafts, partial)


def _repeated_ids(drafts: Drafts) -> Iterator[Fault]:
    """Sites share one space of ids with the bases; teams and staff each have their own."""
    places: dict[str, Draft] = {}
    for sheet, name in ID_OF_SITES.items():
        yield from _repeats(drafts[sheet], name, places)
    for draft in drafts["teams"]:
        taken = places.get(draft.get("base_id") or "")
        if taken is not None:
            yield draft.fault("REPEATED_CODE", "base_id", draft.get("base_id"), _taken(taken))
    yield from _repeats(drafts["teams"], "id", {})
    yield from _repeats(drafts["staff"], "id", {})


def _repeats(drafts: tuple[Draft, ...], name: str, seen: dict[str, Draft]) -> Iterator[Fault]:
    for draft in drafts:
        code = draft.get(name)
        if code is None:
            continue
        if code in seen:
            yield draft.fault("REPEATED_CODE", name, code, _taken(seen[code]))
        else:
            seen[code] = draft


def _taken(first: Draft) -> tuple[str, str]:
    sheet, row = first.place.sheet, first.place.row
    return (
        f"kode yang belum dipakai; sudah ada di lembar {sheet} baris {row}",
        f"a code not used yet; sheet {sheet} row {row} has it",
    )


def _supply_faults(drafts: Drafts, partial: frozenset[str]) -> Iterator[Fault]:
    for draft in drafts["stock"][1:]:
        yield draft.fault(
            "STOCK_ROWS", "opening", draft.get("opening"), ("tepat satu baris stok", "exactly one row of stock")
        )
    for draft in drafts["equipment"]:
        first, last = draft.get("first"), draft.get("last")
        if first and last and last < first:
            yield draft.fault(
                "RANGE_REVERSED", "last", last, ("tanggal awal sebelum tanggal akhir", "the first date before the last")
            )
    yield from _calendar_conflicts(drafts["calendar"])
    if "villages" not in partial:
        yield from _floor_faults(drafts)


def _calendar_conflicts(calendar: tuple[Draft, ...]) -> Iterator[Fault]:
    """A day cannot be both a holiday and a working day."""
    opposite = {"holiday": "working", "working": "holiday"}
    said: dict[tuple[object, str], int] = {}
    for draft in calendar:
        if not draft.has("dates", "kind"):
            continue
        for day in draft.get("dates"):
            other = said.get((day, opposite.get(draft.get("kind"), "")))
            if other is not None:
                yield draft.fault(
                    "CALENDAR_CONFLICT",
                    "dates",
                    day,
                    (f"satu jenis saja; baris {other} berkata lain", f"one kind only; row {other} says otherwise"),
                )
                break
            said.setdefault((day, draft.get("kind")), draft.place.row)


def _floor_faults(drafts: Drafts) -> Iterator[Fault]:
    known = {draft.get("subdistrict") for draft in drafts["villages"]}
    for draft in drafts["policy"]:
        head, colon, subdistrict = str(draft.get("parameter") or "").partition(":")
        if colon and head.startswith("floors.") and subdistrict not in known:
            yield draft.fault(
                "UNKNOWN_SUBDISTRICT",
                "parameter",
                subdistrict,
                ("kecamatan yang ada di lembar desa", "a subdistrict of the sheet of villages"),
            )
