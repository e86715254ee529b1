"""``jemput export``: a plan as files for phones, walls and other programs."""

import json
from pathlib import Path

from rich.markup import escape

from api import wiring
from api.commands.office import Desk, existing, problem_of
from api.documents.exports import PlanFile, plan_files
from api.documents.facts import PlanFacts
from api.documents.files import prepared_folder, write_all
from api.documents.zones import ZONES, zone_of_codes
from api.errors import ExitCode, fault
from planner.domain.site import SiteKind
from planner.errors import Fault, InputFaults

KINDS = ("ics", "gpx", "kml", "pdf", "xlsx", "geojson", "html", "json")
USUAL = ("ics", "gpx", "kml", "pdf")
"""What ``plan`` does not write."""


def export(
    desk: Desk,
    *,
    plan_file: str,
    problem_file: str | None,
    out: str | None,
    kinds: str | None,
    team: str | None,
    zone: str | None,
    as_json: bool,
) -> ExitCode:
    """Write the files of the kinds asked for; those of one team alone if one is named."""
    path = existing(plan_file, "PLAN")
    document = wiring.read_plan(path)
    facts = PlanFacts(problem_of(document, path, problem_file), document)
    wanted = _kinds(kinds)
    faults = [_unknown("EXPORT_KIND_UNKNOWN", "--kind", kind, KINDS) for kind in wanted if kind not in KINDS]
    if zone is not None and zone.upper() not in ZONES:
        faults.append(_unknown("ZONE_UNKNOWN", "--zone", zone, ZONES))
    if team is not None and team not in facts.marks:
        faults.append(_unknown("EXPORT_TEAM_UNKNOWN", "--team", team, tuple(facts.marks)))
    if faults:
        raise InputFaults(tuple(faults))
    villages = (site.id for site in facts.problem.sites if site.kind is SiteKind.VILLAGE)
    own_zone = zone.upper() if zone is not None else zone_of_codes(villages)
    chosen = [item for item in plan_files(facts).values() if _is_wanted(item, wanted, team)]
    folder = prepared_folder(out if out is not None else str(path.parent))
    contents = {item.name: item.make(desk.language, facts, own_zone) for item in chosen}
    places = write_all(folder, contents)
    _tell(desk, folder, chosen, places, own_zone, as_json=as_json)
    return ExitCode.GOOD


def _kinds(given: str | None) -> tuple[str, ...]:
    if given is None:
        return USUAL
    return tuple(dict.fromkeys(part.strip().casefold() for part in given.split(",") if part.strip()))


def _is_wanted(item: PlanFile, kinds: tuple[str, ...], team: str | None) -> bool:
    return item.kind in kinds and (team is None or item.team in (team, None))


def _unknown(code: str, where: str, found: str, known: tuple[str, ...]) -> Fault:
    listed = ", ".join(known)
    return fault(code, where, found, f"salah satu dari {listed}", f"one of {listed}")


def _tell(
    desk: Desk, folder: Path, chosen: list[PlanFile], places: tuple[Path, ...], zone: str, *, as_json: bool
) -> None:
    language = desk.language
    if as_json:
        told = [
            {"file": str(place), "kind": item.kind, "team": item.team, "trip": item.trip}
            for item, place in zip(chosen, places, strict=True)
        ]
        desk.out.print(json.dumps({"zone": zone, "files": told}, ensure_ascii=False), markup=False, soft_wrap=True)
        return
    desk.out.print(escape(language.say("Files in {folder}:", folder=folder)), soft_wrap=True)
    for kind in KINDS:
        names = [place.name for item, place in zip(chosen, places, strict=True) if item.kind == kind]
        if not names:
            continue
        first = names[0] if len(names) == 1 else f"{names[0]} ... {names[-1]} ({language.number(len(names))})"
        desk.out.print(f"  {escape(first)}", soft_wrap=True)
    if any(item.kind == "ics" for item in chosen):
        desk.out.print(escape(language.pick((f"Jam kalender: {zone}", f"Hours of calendars: {zone}"))))
