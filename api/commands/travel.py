"""``jemput travel``: times and lengths between all places, as sheets, as a map, and in a few sentences."""

import os
from datetime import date

from rich.markup import escape
from rich.table import Table

from api import wiring_ground, wiring_roads
from api.arguments import Typed, span_of
from api.commands.office import Desk
from api.documents.files import prepared_folder, write_all
from api.documents.lands import Lands
from api.documents.ways_page import ways_page
from api.documents.words import vehicle_word
from api.errors import ExitCode
from api.language import Language, message
from planner.domain.problem import Problem
from planner.domain.team import VehicleClass
from planner.domain.travel import TravelTable
from planner.units import MINUTE_S

PAGE_FILE = "waktu-tempuh.html"
SERVER_KEY_VARIABLE = "JEMPUT_SERVER_KEY"
SOURCE_WORDS = {
    "estimate": message("straight lines"),
    "matrix": message("the office's matrix"),
    "roads": message("roads and known trips"),
    "mixed": message("partly roads or known trips, the rest straight lines"),
}


def travel(
    desk: Desk,
    *,
    source: str,
    month: str | None,
    first: str | None,
    last: str | None,
    server: str | None,
    out: str | None,
) -> ExitCode:
    """Write matrices, ways and a map of them, and tell how far the places are."""
    typed = Typed()
    span = span_of(typed, date.today(), month=month, first=first, last=last, as_of=None)
    typed.raise_if_any()
    folder = prepared_folder(out or "jemput-travel")
    office = wiring_roads.road_desk(source, span, server=server, key=os.environ.get(SERVER_KEY_VARIABLE))
    language, problem = desk.language, office.problem
    desk.out.print(_table(language, problem))
    for vehicle, (known, all_) in sorted(office.served.items()):
        text = language.say(
            "The routing server knew {known} of {all} ways for {vehicle}; the others are as without it.",
            known=language.number(known),
            all=language.number(all_),
            vehicle=vehicle_word(language, vehicle),
        )
        desk.out.print(escape(text), soft_wrap=True)
    for table in problem.travel:
        _far(desk, problem, table)
    for item in problem.dated_travel:
        changed = _changed(problem, item.table)
        text = language.say(
            "{period}, {vehicle}: {changed} ways differ, {cut} are cut.",
            period=language.period(item.first, item.last),
            vehicle=vehicle_word(language, item.table.vehicle_class),
            changed=language.number(changed[0]),
            cut=language.number(changed[1]),
        )
        desk.out.print(escape(text), soft_wrap=True)
    page = ways_page(language, problem, office.way_map(), Lands(villages=wiring_ground.drawn_lands(problem, source)))
    for place in write_all(folder, {**dict(office.travel_files()), PAGE_FILE: page}):
        desk.out.print(escape(language.say("{file} is written.", file=place)), soft_wrap=True)
    return ExitCode.GOOD


def _table(language: Language, problem: Problem) -> Table:
    table = Table(header_style="bold", title_justify="left", title=escape(language.say("From the bases to all places")))
    table.add_column(escape(language.say("Vehicle")))
    table.add_column(escape(language.say("Source")), overflow="fold")
    table.add_column(escape(language.say("minutes, median")), justify="right")
    table.add_column(escape(language.say("minutes, longest")), justify="right")
    table.add_column(escape(language.say("km, median")), justify="right")
    for found in problem.travel:
        known = sorted(_from_bases(problem, found).values())
        if not known:
            continue
        metres = sorted(leg[1] for leg in known)
        table.add_row(
            escape(vehicle_word(language, found.vehicle_class)),
            escape(language.say(SOURCE_WORDS[found.source])),
            language.number(known[len(known) // 2][0] / MINUTE_S),
            language.number(known[-1][0] / MINUTE_S),
            language.km(metres[len(metres) // 2]),
        )
    return table


def _from_bases(problem: Problem, table: TravelTable) -> dict[str, tuple[int, int]]:
    """Shortest leg from a base of this vehicle to each site that has one."""
    found: dict[str, tuple[int, int]] = {}
    for base in _bases(problem, table.vehicle_class):
        for site in problem.sites:
            leg = table.leg(base, site.id)
            if leg is not None:
                found[site.id] = min(leg, found.get(site.id, leg))
    return found


def _bases(problem: Problem, vehicle: VehicleClass) -> list[str]:
    return sorted({team.base for team in problem.teams if team.vehicle_class is vehicle})


def _far(desk: Desk, problem: Problem, table: TravelTable) -> None:
    """Places without a way, and those beyond the limit of a leg."""
    language = desk.language
    legs = _from_bases(problem, table)
    vehicle = vehicle_word(language, table.vehicle_class)
    without = [site.name for site in problem.sites if site.id not in legs]
    limit = problem.policy.driving_leg_max_s
    beyond = [site.name for site in problem.sites if site.id in legs and legs[site.id][0] > limit]
    if without:
        text = language.say("No way for {vehicle}: {names}.", vehicle=vehicle, names=language.listed(without[:20]))
        desk.out.print(f"[yellow]![/] {escape(text)}", soft_wrap=True)
    if beyond:
        text = language.say(
            "Farther than {limit} minutes in one leg for {vehicle}: {names}.",
            limit=language.number(limit / MINUTE_S),
            vehicle=vehicle,
            names=language.listed(beyond[:20]),
        )
        desk.out.print(f"[yellow]![/] {escape(text)}", soft_wrap=True)


def _changed(problem: Problem, table: TravelTable) -> tuple[int, int]:
    """How many ways differ from the usual table, and how many of them are cut."""
    usual = problem.travel_of[table.vehicle_class]
    differs = table.seconds_array != usual.seconds_array
    cut = differs & (table.seconds_array < 0)
    return int(differs.sum()), int(cut.sum())
