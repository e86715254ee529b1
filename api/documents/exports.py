"""Every file that a plan can be handed out as: its name, what it is, whom it is for, and how it is made."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from api import wiring
from api.documents.facts import PlanFacts
from api.documents.geojson import geojson_bytes
from api.documents.page import page_bytes
from api.documents.workbook import workbook_bytes
from api.language import Language
from planner.domain.plan import Trip

Make = Callable[[Language, PlanFacts, str], bytes]
Pair = tuple[str, str]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ICS, GPX, KML = "text/calendar; charset=utf-8", "application/gpx+xml", "application/vnd.google-earth.kml+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """One file.

    Attributes
    ----------
    name
        Made of ASCII letters, digits and signs that every file system takes.
    kind, media_type
        ``ics``, and what it is on the wire.
    about
        What it is for: (Indonesian, English).
    team, trip
        The one that it tells of, if it is for one.
    inside
        It tells ids of staff or the whole data of the office: not for viewers.
    make
        Its bytes, of language, plan and zone (``WIB``).
    """

    name: str
    kind: str
    media_type: str
    about: Pair
    make: Make
    team: str | None = None
    trip: str | None = None
    inside: bool = False


def plan_files(facts: PlanFacts) -> Mapping[str, PlanFile]:
    """All files by name; those of teams and trips last."""
    found = [
        _whole("plan.json", "application/json", _ABOUT["plan"], lambda _, it, __: wiring.plan_json(it.document), True),
        _whole(
            "problem.json", "application/json", _ABOUT["data"], lambda _, it, __: wiring.problem_json(it.problem), True
        ),
        _whole("jadwal.xlsx", XLSX, _ABOUT["xlsx"], lambda told, it, _: workbook_bytes(told, it), True),
        _whole("jadwal.pdf", "application/pdf", _ABOUT["pdf"], _pdf),
        _whole("plan.geojson", "application/geo+json", _ABOUT["geojson"], lambda told, it, _: geojson_bytes(told, it)),
        _whole("peta.html", "text/html; charset=utf-8", _ABOUT["html"], lambda told, it, _: page_bytes(told, it)),
        *(_of_team(facts, team) for team in facts.marks),
    ]
    for trip in facts.document.trips:
        found += _of_trip(facts, trip)
    return _by_name(found)


_ABOUT: Mapping[str, Pair] = {
    "plan": ("seluruh rencana, untuk program lain", "the whole plan, for programs"),
    "data": ("data yang menjadi dasar rencana", "the data that the plan was made of"),
    "xlsx": ("jadwal, lembar tiap tim, stok dan biaya", "schedule, a sheet for each team, stock and cost"),
    "pdf": ("jadwal sebulan untuk ditempel dan dibagikan", "the month, to hang up and to hand out"),
    "geojson": ("peta untuk QGIS", "map layers for QGIS"),
    "html": ("peta per hari, dibuka dengan peramban", "map by day, opened with a browser"),
}


def _whole(name: str, media_type: str, about: Pair, make: Make, inside: bool = False) -> PlanFile:
    kind = name.rpartition(".")[2]
    return PlanFile(name=name, kind=kind, media_type=media_type, about=about, make=make, inside=inside)


def _pdf(language: Language, facts: PlanFacts, _zone: str) -> bytes:
    from api.documents.month_paper import month_pdf_bytes

    return month_pdf_bytes(language, facts)


def _of_team(facts: PlanFacts, team: str) -> PlanFile:
    def make(language: Language, it: PlanFacts, zone: str) -> bytes:
        from api.documents.calendar_file import calendar_bytes

        return calendar_bytes(language, it, team, zone)

    letter = facts.marks[team].letter
    about = (f"kalender tim {letter} untuk ponsel", f"calendar of team {letter} for phones")
    return PlanFile(name=f"tim-{_slug(letter)}.ics", kind="ics", media_type=ICS, about=about, make=make, team=team)


def _of_trip(facts: PlanFacts, trip: Trip) -> tuple[PlanFile, PlanFile]:
    def gpx(language: Language, it: PlanFacts, _zone: str) -> bytes:
        from api.documents.trip_files import gpx_bytes

        return gpx_bytes(language, it, trip)

    def kml(language: Language, it: PlanFacts, _zone: str) -> bytes:
        from api.documents.trip_files import kml_bytes

        return kml_bytes(language, it, trip)

    letter, first = facts.marks[trip.team].letter, trip.days[0].isoformat()
    name = f"rute-{first}-{_slug(letter)}"
    about = (f"rute tim {letter} mulai {first}", f"route of team {letter} from {first}")
    route = PlanFile(
        name=f"{name}.gpx", kind="gpx", media_type=GPX, about=about, make=gpx, team=trip.team, trip=trip.id
    )
    return route, replace(route, name=f"{name}.kml", kind="kml", media_type=KML, make=kml)


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-") or "x"


def _by_name(files: list[PlanFile]) -> Mapping[str, PlanFile]:
    """By name; one that another has already gets a number (file systems of offices tell no case apart)."""
    found: dict[str, PlanFile] = {}
    taken: set[str] = set()
    for item in files:
        stem, _, ending = item.name.rpartition(".")
        name, number = item.name, 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}.{ending}", number + 1
        taken.add(name.casefold())
        found[name] = replace(item, name=name)
    return found
