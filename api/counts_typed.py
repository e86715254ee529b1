"""Reads what was counted at visits that are over: ``17.02.07.2012@2027-01-12 direkam=96 kartu=80``, or a CSV file.

A file has one row for each origin of a visit, with the same words as headings and ``kode`` and ``tanggal`` (``code``,
``date``) before them; comma or semicolon, as spreadsheets write it.
"""

import csv
import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from api.arguments import Typed
from api.changes_parts import place_of
from planner.causes import found_of
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.replan import Counted

KEYS: Mapping[str, str] = {
    "kode": "site",
    "code": "site",
    "tanggal": "day",
    "date": "day",
    "asal": "origin",
    "origin": "origin",
    "diundang": "invited",
    "invited": "invited",
    "direkam": "recorded",
    "recorded": "recorded",
    "kartu": "cards",
    "cards": "cards",
    "ikd": "ikd",
}
"""Words of both languages, and the fields that they are."""
WANTED = (
    "kode@tanggal direkam=N kartu=N, dan bila perlu ikd=N diundang=N asal=KODE",
    "code@date recorded=N cards=N, and where needed ikd=N invited=N origin=CODE",
)
_MISSING = {"recorded": "direkam/recorded", "cards": "kartu/cards"}
_PLACE = ("kode atau nama tempat dalam rencana", "the code or name of a place of the plan")
FILE_WANTED = (
    "berkas CSV dengan kolom kode, tanggal, direkam, kartu, dan bila perlu asal, diundang, ikd",
    "a CSV file with the columns code, date, recorded, cards, and where needed origin, invited, ikd",
)


def counts_of(typed: Typed, texts: Sequence[str], problem: Problem, plan: Plan) -> tuple[Counted, ...]:
    """The counts of a command line, ``@file.csv`` among them; everything wrong goes into ``typed``."""
    found: list[Counted | None] = []
    for number, text in enumerate(texts):
        where = f"--counted[{number}]"
        rows = _from_file(typed, where, Path(text[1:])) if text.startswith("@") else _from_text(typed, where, text)
        found += [_counted(typed, place, given, problem, plan) for place, given in rows]
    return tuple(item for item in found if item is not None)


Rows = list[tuple[str, dict[str, str]]]
"""Where each count stands, and its words by field."""


def _from_text(typed: Typed, where: str, text: str) -> Rows:
    try:
        site, at, after = text.partition("@")  # a name may hold spaces
        site = site.strip().strip("\"'")
        day, *rest = shlex.split(after) or [""]
        parts = [part.partition("=") for part in rest]
        given = {KEYS[name.casefold()]: value for name, _, value in parts}
    except (ValueError, KeyError):
        typed.wrong("COUNT_NOT_READABLE", where, text, *WANTED)
        return []
    if not at or not all(equals for _, equals, _ in parts):
        typed.wrong("COUNT_NOT_READABLE", where, text, *WANTED)
        return []
    return [(where, {**given, "site": site, "day": day})]


def _from_file(typed: Typed, where: str, path: Path) -> Rows:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        typed.wrong("COUNT_FILE", where, f"{path.name}: {found_of(error)}", *FILE_WANTED)
        return []
    head = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if head.count(";") > head.count(",") else ",")
    names = {name: KEYS.get((name or "").strip().casefold()) for name in reader.fieldnames or ()}
    if not {"site", "day", "recorded", "cards"} <= set(names.values()):
        typed.wrong("COUNT_FILE", where, f"{path.name}: {head.strip()}", *FILE_WANTED)
        return []
    rows: Rows = []
    for number, row in enumerate(reader, start=2):
        given = {field: (row[name] or "").strip() for name, field in names.items() if field is not None}
        if any(given.values()):
            rows.append((f"{path.name}:{number}", {field: value for field, value in given.items() if value}))
    return rows


def _counted(typed: Typed, where: str, given: Mapping[str, str], problem: Problem, plan: Plan) -> Counted | None:
    """One count with its numbers; the invited are those of the plan unless they are given."""
    site = place_of(problem, given.get("site", ""))
    origin = place_of(problem, given.get("origin") or site)
    unknown = [code for code in dict.fromkeys((site, origin)) if code not in problem.site]
    for code in unknown:
        typed.wrong("SITE_NOT_FOUND", where, code, *_PLACE)
    day = typed.day(where, given.get("day", ""))
    for field in ("recorded", "cards"):
        if field not in given:
            typed.wrong("COUNT_NOT_READABLE", f"{where} {_MISSING[field]}", "", *WANTED)
    numbers = {
        field: typed.whole(where, given[field], 0, 0, 1_000_000)
        for field in ("invited", "recorded", "cards", "ikd")
        if field in given
    }
    if unknown or day is None or not {"recorded", "cards"} <= numbers.keys():
        return None
    numbers.setdefault("invited", max(_invited(plan, site, day, origin), numbers["recorded"]))
    numbers.setdefault("ikd", 0)
    return Counted(site=site, day=day, origin=origin, **numbers)


def _invited(plan: Plan, site: str, day: date, origin: str) -> int:
    """How many of an origin the plan invited to a visit."""
    return sum(
        row.invited
        for trip in plan.trips
        for visit in trip.visits
        if (visit.site, visit.day) == (site, day)
        for row in visit.people
        if row.origin == origin
    )
