"""The command ``jemput export`` on the command line; what it does lies in :mod:`api.commands.export`."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand

from api.cli_options import Options
from api.commands.office import Desk


def add_export(
    app: typer.Typer, desk: Desk, common: Options, known: Callable[[str | None], None], command: type[TyperCommand]
) -> None:
    """Add the command; ``common`` are the options that commands share, ``known`` checks the language."""
    pick = desk.language.pick
    out_option: Any = typer.Option(
        None,
        "--out",
        metavar=pick(("FOLDER", "FOLDER")),
        help=pick(
            (
                "Folder untuk berkas; folder rencana bila tidak disebut.",
                "Folder for the files; the plan's own if not given.",
            )
        ),
    )
    kind_option: Any = typer.Option(
        None,
        "--kind",
        metavar="ics,gpx,kml,pdf",
        help=pick(
            (
                "Jenis berkas: ics kalender tiap tim, gpx dan kml rute tiap perjalanan, pdf jadwal sebulan; "
                "juga xlsx, geojson, html, json.",
                "Kinds of files: ics calendar of each team, gpx and kml route of each trip, pdf the month; "
                "also xlsx, geojson, html, json.",
            )
        ),
    )
    team_option: Any = typer.Option(
        None,
        "--team",
        metavar="ID",
        help=pick(("Hanya berkas tim ini dan yang untuk semua.", "Only files of this team and of all.")),
    )
    zone_option: Any = typer.Option(
        None,
        "--zone",
        metavar="WIB|WITA|WIT",
        help=pick(
            (
                "Zona jam kalender; menurut kode provinsi bila tidak disebut.",
                "Zone of calendars; that of the province if not given.",
            )
        ),
    )
    told = pick(
        (
            "Tulis rencana sebagai kalender, rute untuk ponsel dan jadwal PDF.",
            "Write a plan as calendars, routes for phones and a schedule as PDF.",
        )
    )

    @app.command("export", cls=command, help=told)
    def export(
        plan: str = common.plan,
        problem: str | None = common.problem,
        out: str | None = out_option,
        kind: str | None = kind_option,
        team: str | None = team_option,
        zone: str | None = zone_option,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        from api.commands import export as exporting

        known(lang)
        return exporting.export(
            desk,
            plan_file=plan,
            problem_file=problem,
            out=out,
            kinds=kind,
            team=team,
            zone=zone,
            as_json=as_json,
        )
