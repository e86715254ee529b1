"""``jemput roads close|report``: the road network of an office, before anything is planned over it."""

import json
import re
from calendar import monthrange
from dataclasses import asdict
from datetime import date
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from api import wiring, wiring_roads
from api.arguments import Typed, span_of
from api.commands.office import Desk
from api.documents.files import prepared_folder, write_all, write_one
from api.documents.words import ROAD_WORDS, vehicle_word
from api.errors import ExitCode, refuse
from api.language import Language, message
from planner.domain.team import VehicleClass
from planner.units import MINUTE_S

MAP_FILE = "laporan-jalan.geojson"
MOST_NAMED = 12
MOST_FAR = 30
"""Rows on a screen; all of them stand on the map and in JSON."""
SPOT = re.compile(r"\s*\(?\s*-?\d+(?:[.,]\d+)?\s*[,;]\s*-?\d+(?:[.,]\d+)?\s*\)?\s*")
VEHICLES = {
    **dict.fromkeys(("mobil", "car"), VehicleClass.CAR),
    **dict.fromkeys(("motor", "motorcycle"), VehicleClass.MOTORCYCLE),
    **dict.fromkeys(("perahu", "boat"), VehicleClass.BOAT),
}
GROUP_WORDS = {
    "main": message("main roads"),
    "minor": message("minor roads"),
    "rough": message("tracks and paths"),
    "water": message("water"),
}
PROPOSAL_WORDS = {
    "same_name": message("settlement of the same name {name}, {km} km away"),
    "settlement": message("nearest settlement {name}, {km} km away"),
    "road": message("nearest road {name}, {km} km away"),
}


def unclassed(language: Language, count: int) -> str:
    """How many lines have no class that is known."""
    return language.say_count(
        "{n} line has no class that is known and is taken as a village road.",
        "{n} lines have no class that is known and are taken as village roads.",
        count,
    )


def close(
    desk: Desk,
    *,
    source: str,
    name: str | None,
    at: str | None,
    segment: str | None,
    drawn: str | None,
    first: str | None,
    last: str | None,
    vehicle: str | None,
    minutes: str | None,
    only_try: bool,
    as_json: bool,
) -> ExitCode:
    """Tell what a closure cuts off, and write it into the sheet of closures."""
    typed = Typed()
    start, end = typed.day("--from", first), typed.day("--to", last)
    lost = None if minutes is None else typed.whole("--delay", minutes, 0, 1, 600)
    given = [text for text in (at, segment, drawn) if text is not None]
    if len(given) != 1:
        typed.wrong(
            "CLOSURE_NOWHERE",
            "--at",
            ", ".join(given),
            "tepat satu dari --at, --segment, --drawn",
            "exactly one of --at, --segment, --drawn",
        )
    if at is not None and SPOT.fullmatch(at) is None:
        expected = ("lintang, bujur: -3.46, 102.53", "latitude, longitude: -3.46, 102.53")
        typed.wrong("CLOSURE_NOWHERE", "--at", at, *expected)
    chosen = None if vehicle is None else VEHICLES.get(vehicle.strip().lower())
    if vehicle is not None and chosen is None:
        typed.wrong("UNKNOWN_WORD", "--vehicle", vehicle, "mobil, motor, atau perahu", "car, motorcycle or boat")
    if start is not None and end is not None and start > end:
        typed.wrong("PERIOD_REVERSED", "--to", end, f"hari mulai {start}", f"a day from {start} on")
    typed.raise_if_any()
    day = start or date.today()
    month = wiring.Span(first=day.replace(day=1), last=day.replace(day=monthrange(day.year, day.month)[1]))
    office = wiring_roads.road_desk(source, month)
    found = office.closing(
        name=name or desk.language.say("closed road"),
        where=at or segment or "",
        drawing=None if drawn is None else Path(drawn),
        first=start,
        last=end,
        vehicle_class=chosen,
        minutes=None if lost is None else float(lost),
        write=not only_try,
    )
    if as_json:
        desk.out.print(json.dumps(asdict(found.effect), default=str, ensure_ascii=False), markup=False, soft_wrap=True)
    else:
        _tell_effect(desk, found.effect, found.names)
    if found.file is not None:
        place = _written(found.file.path, found.file.content)
        if not as_json:
            desk.out.print(escape(desk.language.say("{file} is written.", file=place)), soft_wrap=True)
    return ExitCode.GOOD


def _written(path: Path, content: bytes) -> Path:
    try:
        return write_one(path, content)
    except OSError as error:
        raise refuse(
            "OUT_NOT_WRITABLE", path.name, path, "folder yang boleh ditulisi", "a folder that may be written to"
        ) from error


def _tell_effect(desk: Desk, effect: "wiring_roads.ClosureEffect", names: dict[str, str]) -> None:
    language = desk.language
    desk.out.print(escape(language.say("Lies on {roads}.", roads=named(language, _lies_on(language, effect)))))
    if effect.cut_off:
        head = language.say_count("Cuts off {n} place:", "Cuts off {n} places:", len(effect.cut_off))
        desk.out.print(escape(f"{head} {named(language, [names[id_] for id_ in effect.cut_off])}"), soft_wrap=True)
    else:
        desk.out.print(escape(language.say("Cuts off no place.")))
    for vehicle, ids in effect.lost_by.items():
        head = language.say_count(
            "{n} place for {vehicle}, which another vehicle still reaches:",
            "{n} places for {vehicle}, which another vehicle still reaches:",
            len(ids),
            vehicle=vehicle_word(language, vehicle),
        )
        desk.out.print(escape(f"{head} {named(language, [names[id_] for id_ in ids])}"), soft_wrap=True)
    if effect.slower:
        told = [f"{names[id_]} (+{language.number(seconds / MINUTE_S)})" for id_, seconds in effect.slower]
        head = language.say("Longer there and back, minutes:")
        desk.out.print(escape(f"{head} {named(language, told)}"), soft_wrap=True)
    if effect.hub_ways_lost:
        desk.out.print(
            escape(
                language.say_count(
                    "{n} way from a village to a hub is lost.",
                    "{n} ways from villages to hubs are lost.",
                    effect.hub_ways_lost,
                )
            )
        )
    if effect.longest is not None and not effect.slower:
        start, end, seconds = effect.longest
        sentence = language.say_count(
            "From its base no place takes a minute longer, but {n} way between places does, by {minutes} minutes: "
            "{start} - {end}.",
            "From their bases no places take a minute longer, but {n} ways between places do, at most by {minutes} "
            "minutes: {start} - {end}.",
            effect.ways_longer,
            minutes=language.number(seconds / MINUTE_S),
            start=names[start],
            end=names[end],
        )
        desk.out.print(escape(sentence), soft_wrap=True)
    if not effect.ways_longer:
        sentence = language.say(
            "No way between two places gets a minute longer: none leads over it, or another is as fast."
        )
        desk.out.print(escape(sentence), soft_wrap=True)


def _lies_on(language: Language, effect: "wiring_roads.ClosureEffect") -> list[str]:
    """Roads by name, class and id."""
    told = []
    for id_, name, kind in effect.on:
        kind_told = language.say(ROAD_WORDS[kind.value])
        told.append(f"{name} ({kind_told}, {id_})" if name else f"{kind_told} {id_}")
    return told


def named(language: Language, names: list[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - MOST_NAMED
    told = language.listed(names[:MOST_NAMED])
    return told if more <= 0 else f"{told} {language.say_count('and {n} more', 'and {n} more', more)}"


def report(
    desk: Desk,
    *,
    source: str,
    month: str | None,
    first: str | None,
    last: str | None,
    out: str | None,
    as_json: bool,
) -> ExitCode:
    """Tell what an office should know of its roads; write it as a map if asked to."""
    typed = Typed()
    span = span_of(typed, date.today(), month=month, first=first, last=last, as_of=None)
    typed.raise_if_any()
    folder = None if out is None else prepared_folder(out)
    office = wiring_roads.road_desk(source, span)
    found = office.report()
    if as_json:
        desk.out.print(_json(found), markup=False, soft_wrap=True)
    else:
        _tell(desk, found)
    if folder is not None:
        for place in write_all(folder, {MAP_FILE: office.report_map(found)}):
            if not as_json:
                desk.out.print(escape(desk.language.say("{file} is written.", file=place)), soft_wrap=True)
    return ExitCode.GOOD


def _json(found: "wiring_roads.RoadReport") -> str:
    told = asdict(found)
    for key in ("islands", "shut_in", "unreachable", "corrections"):
        told[key] = {vehicle.value: value for vehicle, value in told[key].items()}
    return json.dumps(told, default=str, ensure_ascii=False)


def _tell(desk: Desk, found: "wiring_roads.RoadReport") -> None:
    language = desk.language
    desk.out.print(_network(language, found))
    if found.unclassed:
        desk.out.print(escape(unclassed(language, found.unclassed)), style="yellow", soft_wrap=True)
    if found.drawn:
        told = language.say_count("{n} line was drawn since the import.", "{n} lines were drawn since.", found.drawn)
        desk.out.print(escape(told))
    if found.overridden:
        told = language.say_count(
            "{n} segment is as the sheet ruas says: {ids}.",
            "{n} segments are as the sheet ruas says: {ids}.",
            len(found.overridden),
            ids=named(language, list(found.overridden)),
        )
        desk.out.print(escape(told), soft_wrap=True)
    for kind, count in found.own_speeds:
        told = language.say_count(
            "The sheet kecepatan sets the speed of {kind}: {n} segment.",
            "The sheet kecepatan sets the speed of {kind}: {n} segments.",
            count,
            kind=language.say(ROAD_WORDS[kind]),
        )
        desk.out.print(escape(told), soft_wrap=True)
    if found.far:
        desk.out.print(_far(language, found))
        if (more := len(found.far) - MOST_FAR) > 0:
            desk.out.print(escape(language.say_count("and {n} more", "and {n} more", more)))
    for vehicle, pieces in found.islands.items():
        for piece in pieces[1:]:
            names, gap = [found.names[found.places[number]] for number in piece.places], piece.gap
            text = language.say(
                "Cut off for {vehicle}: {names}. {metres} m would join it, from {start} to {end}.",
                vehicle=vehicle_word(language, vehicle),
                names=named(language, names),
                metres=language.number(0 if gap is None else gap.metres),
                start="-" if gap is None else _latlon(gap.start),
                end="-" if gap is None else _latlon(gap.end),
            )
            desk.out.print(f"[yellow]![/] {escape(text)}", soft_wrap=True)
    for vehicle, shut in found.shut_in.items():
        if shut:
            told = language.say(
                "On a road that this vehicle cannot pass in this season, {vehicle}: {names}.",
                vehicle=vehicle_word(language, vehicle),
                names=named(language, [f"{found.names[id_]} ({segment})" for id_, segment in shut]),
            )
            desk.out.print(f"[yellow]![/] {escape(told)}", soft_wrap=True)
    for vehicle, ids in found.unreachable.items():
        if ids:
            told = language.say(
                "No way there and back for {vehicle}: {names}.",
                vehicle=vehicle_word(language, vehicle),
                names=named(language, [found.names[id_] for id_ in ids]),
            )
            desk.out.print(f"[yellow]![/] {escape(told)}", soft_wrap=True)
    for effect in found.closures:
        desk.out.print(f"[bold]{escape(effect.name)}[/]{escape(_dates(language, effect.first, effect.last))}")
        _tell_effect(desk, effect, dict(found.names))
    for vehicle, learned in found.corrections.items():
        desk.out.print(escape(_learned(language, vehicle, learned)), soft_wrap=True)


def _network(language: Language, found: "wiring_roads.RoadReport") -> Table:
    table = Table(show_header=False, title_justify="left", title_style="bold", pad_edge=False, box=None)
    table.title = escape(language.say("Roads from {source}", source=found.source or "-"))
    table.add_column()
    table.add_column(justify="right", style="bold")
    table.add_row(escape(language.say("segments")), language.number(found.segments))
    table.add_row(escape(language.say("junctions")), language.number(found.junctions))
    for kind, km in found.kilometres.items():
        table.add_row(escape(language.say("{kind}, km", kind=language.say(ROAD_WORDS[kind]))), language.number(km))
    return table


def _far(language: Language, found: "wiring_roads.RoadReport") -> Table:
    table = Table(header_style="bold", title_justify="left", title=escape(language.say("Places far from any road")))
    table.add_column(escape(language.say("Place")), overflow="fold")
    table.add_column("km", justify="right")
    table.add_column(escape(language.say("Where it may be")), overflow="fold")
    for far in found.far[:MOST_FAR]:
        proposal = far.proposal
        told = "-"
        if proposal is not None:
            words = language.say(
                PROPOSAL_WORDS[proposal.kind], name=proposal.name or "-", km=language.km(proposal.metres)
            )
            told = f"{words} ({_latlon((proposal.lon, proposal.lat))})"
        km = language.say("over 10") if far.metres is None else language.km(far.metres)
        table.add_row(escape(f"{far.name} ({far.id})"), km, escape(told))
    return table


def _latlon(point: tuple[float, float]) -> str:
    """As the sheets want it."""
    return f"{point[1]:.5f}, {point[0]:.5f}"


def _dates(language: Language, first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return ""
    start = "..." if first is None else language.day(first)
    end = "..." if last is None else language.day(last)
    return f" ({start} - {end})"


def _learned(language: Language, vehicle: VehicleClass, learned: "wiring_roads.Correction") -> str:
    factors = [
        f"{language.say(GROUP_WORDS[group])} x {language.number(factor, 2)}"
        for group, factor in learned.factors.items()
        if factor != 1
    ]
    return language.say(
        "Learned from {trips} observed trips by {vehicle}: times on {factors}; mean error {before} %, now {after} %.",
        trips=language.number(learned.trips),
        vehicle=vehicle_word(language, vehicle),
        factors=language.listed(factors) or "-",
        before=language.number(learned.error_before / 10),
        after=language.number(learned.error_after / 10),
    )
