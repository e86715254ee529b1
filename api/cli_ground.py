"""Words and options of the commands of the ground that need no roads: ``hubs``."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand

from api.cli_options import Options
from api.commands import hubs as commands
from api.commands.office import Desk


def add_hubs(
    app: typer.Typer, desk: Desk, common: Options, checked: Callable[[str | None], None], command: type[TyperCommand]
) -> None:
    """``hubs``."""
    say = desk.language.say
    server_option: Any = typer.Option(
        None,
        "--server",
        metavar="osrm=http://localhost:5000",
        help=say("Routing server for the ways of residents: osrm, valhalla or ors; its key in JEMPUT_SERVER_KEY."),
    )
    farther_option: Any = typer.Option(
        None,
        "--other-subdistrict-km",
        metavar="5",
        help=say("A hub in another subdistrict counts as so many km farther."),
    )
    out_option: Any = typer.Option(
        None, "--out", metavar=say("FOLDER"), help=say("Folder for the table and the map of catchments.")
    )

    @app.command("hubs", cls=command, help=say("Propose a hub for every village without signal."))
    def hubs(
        source: str | None = common.source,
        month: str | None = common.month,
        first: str | None = common.first,
        last: str | None = common.last,
        as_of: str | None = common.as_of,
        server: str | None = server_option,
        other_km: str | None = farther_option,
        out: str | None = out_option,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        checked(lang)
        return commands.hubs(
            desk,
            source=source,
            month=month,
            first=first,
            last=last,
            as_of=as_of,
            server=server,
            other_km=other_km,
            out=out,
            as_json=as_json,
        )
