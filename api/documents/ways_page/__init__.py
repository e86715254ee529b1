"""``waktu-tempuh.html``: one page with the ways from the bases; it needs no network and asks for nothing.

Like :mod:`api.documents.page` it forbids itself every request, and names from outside stand in it as text only.
"""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any, Protocol, TypeAlias

from api.documents.lands import Lands
from api.documents.page import inside_script, source_hash
from api.documents.words import ROAD_WORDS, vehicle_word
from api.language import Language, message
from api.product import product_version
from planner.domain.problem import Problem
from planner.domain.site import Base, Site
from planner.domain.team import VehicleClass
from planner.units import MINUTE_S

Json: TypeAlias = dict[str, Any]
Line: TypeAlias = Sequence[tuple[float, float]]
ROAD_LOOKS: Mapping[str, tuple[float, str]] = {
    "motorway": (3.0, "none"),
    "trunk": (2.8, "none"),
    "primary": (2.4, "none"),
    "secondary": (2.0, "none"),
    "tertiary": (1.6, "none"),
    "unclassified": (1.1, "none"),
    "residential": (0.8, "none"),
    "service": (0.6, "none"),
    "track": (0.8, "5 3"),
    "path": (0.6, "2 3"),
    "ferry": (1.6, "6 4"),
    "river": (1.4, "none"),
}
"""Width and dashes of each class."""
WATER = ("ferry", "river")
SCALES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
LABELS_UP_TO = 40
"""So many places are named at once; more only when one looks closer."""
CLOSE_LOOK, ANY_LOOK = 90, 0
PALE_NOTE = message("Roads are drawn thinner than they are; times and lengths are those of the plan.")
STRAIGHT_NOTE = message("No roads are known: ways are straight lines, times are estimates.")


class Way(Protocol):
    """The way from a base to a place; ``line`` are (lon, lat) points."""

    @property
    def start(self) -> str: ...

    @property
    def end(self) -> str: ...

    @property
    def seconds(self) -> int: ...

    @property
    def metres(self) -> int: ...

    @property
    def over_roads(self) -> bool: ...

    @property
    def line(self) -> Line: ...


class WaySet(Protocol):
    """Ways of a vehicle on usual days (no dates) or on other days."""

    @property
    def vehicle(self) -> VehicleClass: ...

    @property
    def first(self) -> date | None: ...

    @property
    def last(self) -> date | None: ...

    @property
    def ways(self) -> Sequence[Way]: ...


class ClosedPart(Protocol):
    """Where a closure lies, and when; ``closed`` is false where it only delays."""

    @property
    def name(self) -> str: ...

    @property
    def first(self) -> date | None: ...

    @property
    def last(self) -> date | None: ...

    @property
    def closed(self) -> bool: ...

    @property
    def lines(self) -> Sequence[Line]: ...


class WayMap(Protocol):
    """All that is drawn: roads by class, ways, closures, and classes that are too many to draw."""

    @property
    def roads(self) -> Mapping[str, Sequence[Line]]: ...

    @property
    def left_out(self) -> Sequence[str]: ...

    @property
    def sets(self) -> Sequence[WaySet]: ...

    @property
    def closures(self) -> Sequence[ClosedPart]: ...


def ways_page(language: Language, problem: Problem, found: WayMap, lands: Lands | None = None) -> bytes:
    """The page, UTF-8.

    Parameters
    ----------
    found
        Roads, ways and closures.
    lands
        Land of the villages, where it is drawn.
    """
    period = problem.period
    return drawn_page(
        language,
        title=f"{problem.name} · {language.say('ways')} {language.period(period.first, period.last)}",
        note=roads_note(language, found),
        data={
            **shared_data(language, problem, found, lands or Lands()),
            "words": words(language),
            "limit": problem.policy.driving_leg_max_s // MINUTE_S,
            "bases": [marked(base) for base in problem.bases],
            "sites": [marked(site) for site in problem.sites],
            "sets": [_set(language, problem, item) for item in found.sets],
        },
        tables=_tables(language, problem, found),
    )


def drawn_page(language: Language, *, title: str, note: str, data: Json, tables: str) -> bytes:
    """A page with a map of ways, a list and tables; other documents fill it too."""
    script, style = _part("ways.js"), _part("page.css")
    texts = {
        "version": product_version(),
        "title": title,
        "skip": language.say("Skip to the tables"),
        "map_label": language.say("Map"),
        "tools_label": language.say("Map tools"),
        "legend_label": language.say("Legend"),
        "list_label": language.say("List"),
        "search_label": language.say("Search village, school, code"),
        "note": note,
        "footer": language.say(
            "Made by Jemput {version}. No data of residents, no network.", version=product_version()
        ),
    }
    fields = {
        "lang": language.code,
        "script": script,
        "script_hash": source_hash(script),
        "style": style,
        "style_hash": source_hash(style),
        "data": inside_script(data),
        "tables": tables,
        **{name: html.escape(text) for name, text in texts.items()},
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda field: fields[field[1]], _part("page.html")).encode()


def _part(name: str) -> str:
    return files("api.documents.ways_page").joinpath(name).read_text(encoding="utf-8").strip()


def roads_note(language: Language, found: WayMap) -> str:
    """What is drawn of the roads and what is not."""
    note = language.say(PALE_NOTE if found.roads else STRAIGHT_NOTE)
    if found.left_out:
        kinds = language.listed(language.say(ROAD_WORDS[kind]) for kind in found.left_out)
        note += " " + language.say("Too many to draw: {kinds}.", kinds=kinds)
    return note


def marked(place: Base | Site) -> Json:
    """A place on the map."""
    told = {"id": place.id, "name": place.name, "lon": place.lon, "lat": place.lat}
    return {**told, "area": place.subdistrict} if isinstance(place, Site) else told


def shared_data(language: Language, problem: Problem, found: WayMap, lands: Lands) -> Json:
    """What every map of ways draws: land, roads and closures."""
    return {
        "kms": {f"{km:g}": language.number(km, 0 if km >= 1 else 1) for km in SCALES},
        "label_from": ANY_LOOK if len(problem.sites) <= LABELS_UP_TO else CLOSE_LOOK,
        "lands": lands.drawn(),
        "roads": [
            {
                "width": ROAD_LOOKS[kind][0],
                "dashes": ROAD_LOOKS[kind][1],
                "water": kind in WATER,
                "lines": [_steps(line) for line in lines],
            }
            for kind, lines in found.roads.items()
        ],
        "closures": [_closure(language, problem, found, item) for item in found.closures],
    }


def words(language: Language) -> dict[str, str]:
    """Words that the script says."""
    say = language.say
    return {
        "map_keys": say("Map: arrow keys move it, plus and minus zoom"),
        "base": say("base"),
        "no_way": say("no way"),
        "none": say("none"),
        "km": say("{n} km", n="{n}"),
        "up_to": say("up to {n} minutes", n="{n}"),
        "above": say("over {n} minutes", n="{n}"),
        "closed": say("closed or delayed"),
        "straight": say("straight line, no road known"),
        "ways_of": say("Ways"),
        "col_name": say("Place"),
        "col_minutes": say("minutes"),
        "col_km": "km",
        "closer": say("Zoom in"),
        "farther": say("Zoom out"),
        "all": say("All"),
    }


def _set_name(language: Language, item: WaySet) -> str:
    days = (
        language.say("usual days")
        if item.first is None or item.last is None
        else language.period(item.first, item.last)
    )
    return f"{vehicle_word(language, item.vehicle)} · {days}"


def _set(language: Language, problem: Problem, item: WaySet) -> Json:
    best = _best(item)
    reached = language.say_count("{n} place reached", "{n} places reached", len(best))
    without = len([site for site in problem.sites if site.id not in best])
    lost = language.say_count("{n} without a way", "{n} without a way", without)
    return {
        "name": _set_name(language, item),
        "told": f"{_set_name(language, item)}: {reached}, {lost}",
        "best": {end: told_way(language, way) for end, way in best.items()},
    }


def _best(item: WaySet) -> dict[str, Way]:
    """The way from the nearest base to each place."""
    best: dict[str, Way] = {}
    for way in item.ways:
        if way.end not in best or way.seconds < best[way.end].seconds:
            best[way.end] = way
    return best


def told_way(language: Language, way: Way) -> Json:
    """A way with its figures in words."""
    minutes = -(-way.seconds // MINUTE_S)
    written, km = language.number(minutes), language.km(way.metres)
    return {
        "from": way.start,
        "m": minutes,
        "d": way.metres,
        "minutes": written,
        "km": km,
        "told": language.say("{minutes} minutes, {km} km", minutes=written, km=km),
        "straight": not way.over_roads,
        "line": _steps(way.line),
    }


def _closure(language: Language, problem: Problem, found: WayMap, item: ClosedPart) -> Json:
    """A closure with the ways (numbers of sets) that it concerns: on usual days those that hold on most days."""
    first = item.first or problem.period.first
    last = item.last or problem.period.last
    dated = [
        number
        for number, one in enumerate(found.sets)
        if one.first is not None and one.last is not None and one.first <= last and first <= one.last
    ]
    always = [
        number
        for number, one in enumerate(found.sets)
        if one.first is None and not any(found.sets[other].vehicle is one.vehicle for other in dated)
    ]
    return {
        "told": f"{item.name} ({language.day(first)} - {language.day(last)})",
        "closed": item.closed,
        "sets": [*always, *dated],
        "lines": [_steps(line) for line in item.lines],
    }


def _steps(line: Line) -> list[int]:
    """A line as whole hundred-thousandths of a degree: the first point, then steps."""
    found: list[int] = []
    before = (0, 0)
    for lon, lat in line:
        here = round(lon * 1e5), round(lat * 1e5)
        found += [here[0] - before[0], here[1] - before[1]]
        before = here
    return found


def _tables(language: Language, problem: Problem, found: WayMap) -> str:
    """The same as tables, for readers without the map and for printing."""
    parts = []
    names = {base.id: base.name for base in problem.bases}
    for item in found.sets:
        best = _best(item)
        heads = [
            language.say("Place"),
            language.say("Subdistrict"),
            language.say("From"),
            language.say("minutes"),
            "km",
        ]
        parts.append(f"<h2>{html.escape(_set_name(language, item))}</h2><table><thead><tr>")
        parts += [f'<th scope="col">{html.escape(head)}</th>' for head in heads]
        parts.append("</tr></thead><tbody>")
        for site in problem.sites:
            way = best.get(site.id)
            cells = [site.name, site.subdistrict]
            if way is None:
                cells += ["", language.say("no way"), ""]
            else:
                cells += [names[way.start], language.number(-(-way.seconds // MINUTE_S)), language.km(way.metres)]
            parts.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
        parts.append("</tbody></table>")
    return "\n".join(parts)
