"""``jemput hubs``: which hub each village without signal might join, and the land that each hub serves."""

import csv
import io
import json
import os
from collections.abc import Iterator
from datetime import date

from rich.markup import escape
from rich.table import Table

from api import wiring_ground
from api.arguments import Typed, span_of
from api.commands.office import Desk
from api.documents.csv_cells import plain_cells
from api.documents.files import prepared_folder, write_all
from api.documents.hubs_page import catchment_fills, hubs_page
from api.documents.lands import Lands
from api.errors import ExitCode
from api.language import Language
from planner.domain.site import Connectivity, Site, SiteKind
from planner.units import METRES_PER_KM, MINUTE_S

SERVER_KEY_VARIABLE = "JEMPUT_SERVER_KEY"
TABLE_FILE = "titik_kumpul.csv"
MAP_FILE = "titik_kumpul.geojson"
PAGE_FILE = "titik-kumpul.html"


def hubs(
    desk: Desk,
    *,
    source: str | None,
    month: str | None,
    first: str | None,
    last: str | None,
    as_of: str | None,
    server: str | None,
    other_km: str | None,
    out: str | None,
    as_json: bool,
) -> ExitCode:
    """Propose a hub for every village without signal; write table and map if asked to."""
    typed = Typed()
    span = span_of(typed, date.today(), month=month, first=first, last=last, as_of=as_of)
    farther = typed.whole("--other-subdistrict-km", other_km, 5, 0, 100)
    typed.raise_if_any()
    folder = None if out is None else prepared_folder(out)
    found = wiring_ground.hub_table(
        source,
        span,
        server=server,
        key=os.environ.get(SERVER_KEY_VARIABLE),
        other_subdistrict_m=farther * METRES_PER_KM,
    )
    if as_json:
        desk.out.print(_json(found), markup=False, soft_wrap=True)
    else:
        _tell(desk, found)
    if folder is not None:
        made = {
            TABLE_FILE: _csv(desk.language, found),
            MAP_FILE: found.catchments,
            PAGE_FILE: _page(desk.language, found),
        }
        places = write_all(folder, made)
        if not as_json:
            for place in places:
                desk.out.print(escape(desk.language.say("{file} is written.", file=place)), soft_wrap=True)
    return ExitCode.GOOD


def _tell(desk: Desk, found: wiring_ground.HubTable) -> None:
    language, problem = desk.language, found.problem
    villages = [site for site in problem.sites if site.kind is SiteKind.VILLAGE]
    unknown = sum(site.connectivity is Connectivity.UNKNOWN for site in villages)
    desk.out.print(
        escape(
            language.say(
                "{none} of {all} villages have no signal; of {unknown} it is not known.",
                none=language.number(len(found.proposal.joinings)),
                all=language.number(len(villages)),
                unknown=language.number(unknown),
            )
        )
    )
    if not found.proposal.joinings:
        return
    desk.out.print(_joinings(language, found))
    if found.proposal.hubs:
        desk.out.print(_hubs(language, found))
    if problem.travel and all(table.source == "estimate" for table in problem.travel):
        desk.out.print(escape(language.say("Ways are estimated from straight lines; give roads or known trips.")))
    desk.out.print(escape(language.say("This is a proposal. The plan chooses hubs by itself, day by day.")))


def _joinings(language: Language, found: wiring_ground.HubTable) -> Table:
    table = Table(header_style="bold", title_justify="left", title=escape(language.say("Villages without signal")))
    for heading in (language.say("Village"), language.say("Signal"), language.say("Hub")):
        table.add_column(escape(heading), overflow="fold")
    for heading in ("km", language.say("minutes"), language.say("People expected")):
        table.add_column(escape(heading), justify="right")
    problem = found.problem
    for joining in found.proposal.joinings:
        village = problem.site[joining.village]
        finding = problem.signal_of.get(village.id)
        evidence = "" if finding is None else language.pick(finding.note)
        row = [escape(_named(village)), escape(evidence)]
        if joining.hub is not None:
            hub = problem.site[joining.hub.site]
            row += [
                escape(_named(hub) if joining.other_subdistrict else hub.name),
                language.km(joining.hub.distance_m),
                language.number(-(-joining.hub.duration_s // MINUTE_S)),
                language.people(joining.expected_micro),
            ]
        else:
            row += [escape(_why_none(language, found, joining.village)), "", "", ""]
        table.add_row(*row)
    return table


def _why_none(language: Language, found: wiring_ground.HubTable, village: str) -> str:
    """Why a village has no hub, and the nearest one beyond the limits."""
    joining = next(item for item in found.proposal.joinings if item.village == village)
    if joining.in_reach:
        return language.say("{n} hubs in reach are full", n=language.number(joining.in_reach))
    if joining.without_team:
        return language.say_count(
            "the {n} hub in reach has no way for any team",
            "the {n} hubs in reach have no way for any team",
            joining.without_team,
        )
    if joining.nearest is None:
        return language.say("no hub can be reached; bring a satellite kit")
    return language.say(
        "none within the limits; nearest {hub}, {km} km",
        hub=_named(found.problem.site[joining.nearest.site]),
        km=language.km(joining.nearest.distance_m),
    )


def _hubs(language: Language, found: wiring_ground.HubTable) -> Table:
    table = Table(header_style="bold", title_justify="left", title=escape(language.say("Hubs")))
    for number, heading in enumerate(_hub_heads(language)):
        table.add_column(escape(heading), overflow="fold", justify="left" if number < 2 else "right")
    for row in _hub_rows(language, found):
        table.add_row(*(escape(cell) for cell in row))
    return table


def _hub_rows(language: Language, found: wiring_ground.HubTable) -> list[list[str]]:
    return [
        [
            _named(found.problem.site[hub.site]),
            language.listed(found.problem.site[village].name for village in hub.villages),
            language.people(hub.expected_micro),
            "-" if hub.hall_people is None else language.number(hub.hall_people),
            "-" if hub.days is None else language.number(hub.days),
        ]
        for hub in found.proposal.hubs
    ]


def _hub_heads(language: Language) -> list[str]:
    return [
        language.say("Hub"),
        language.say("Villages that join"),
        language.say("People expected"),
        language.say("Hall, a day"),
        language.say("Days"),
    ]


def _page(language: Language, found: wiring_ground.HubTable) -> bytes:
    """The proposal on a map, with the tables below it."""
    heads = [
        language.say("code"),
        language.say("Village"),
        language.say("Subdistrict"),
        language.say("Signal"),
        language.say("code"),
        language.say("Hub"),
        "km",
        language.say("minutes"),
        language.say("People expected"),
    ]
    return hubs_page(
        language,
        found.problem,
        found.ways,
        Lands(villages=found.lands, fills=catchment_fills(found.proposal.served_at)),
        villages=[joining.village for joining in found.proposal.joinings],
        tables=[
            (language.say("Villages without signal"), heads, list(_rows(language, found))),
            (language.say("Hubs"), _hub_heads(language), _hub_rows(language, found)),
        ],
    )


def _named(site: Site) -> str:
    return f"{site.name}, {site.subdistrict}"


def _csv(language: Language, found: wiring_ground.HubTable) -> bytes:
    """One row for each village without signal, for a spreadsheet."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";" if language.code == "id" else ",", lineterminator="\r\n")
    writer.writerow(_heads(language))
    for row in _rows(language, found):
        writer.writerow(plain_cells(row))
    # Excel takes a file for UTF-8 by this mark alone.
    return ("\ufeff" + stream.getvalue()).encode()


def _rows(language: Language, found: wiring_ground.HubTable) -> Iterator[list[str]]:
    for joining in found.proposal.joinings:
        village = found.problem.site[joining.village]
        finding = found.problem.signal_of.get(village.id)
        row = [village.id, village.name, village.subdistrict, "" if finding is None else language.pick(finding.note)]
        if joining.hub is not None:
            hub = found.problem.site[joining.hub.site]
            minutes = -(-joining.hub.duration_s // MINUTE_S)
            row += [hub.id, hub.name, language.km(joining.hub.distance_m), str(minutes)]
            row.append(language.people(joining.expected_micro))
        else:
            row += ["", _why_none(language, found, village.id), "", "", ""]
        yield row


def _heads(language: Language) -> list[str]:
    return [
        language.say("code"),
        language.say("name"),
        language.say("subdistrict"),
        language.say("signal"),
        language.say("hub_code"),
        language.say("hub"),
        language.say("km_to_hub"),
        language.say("minutes"),
        language.say("people_expected"),
    ]


def _json(found: wiring_ground.HubTable) -> str:
    told = {
        "villages": [
            {
                "village": joining.village,
                "hub": None if joining.hub is None else joining.hub.site,
                "distance_m": None if joining.hub is None else joining.hub.distance_m,
                "duration_s": None if joining.hub is None else joining.hub.duration_s,
                "expected_micro": joining.expected_micro,
                "other_subdistrict": joining.other_subdistrict,
                "hubs_in_reach": joining.in_reach,
                "hubs_without_team": joining.without_team,
                "nearest": None if joining.nearest is None else joining.nearest.site,
            }
            for joining in found.proposal.joinings
        ],
        "hubs": [
            {
                "site": hub.site,
                "villages": list(hub.villages),
                "expected_micro": hub.expected_micro,
                "hall_people": hub.hall_people,
                "days": hub.days,
            }
            for hub in found.proposal.hubs
        ],
        "catchments_approximate": found.approximate,
    }
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
