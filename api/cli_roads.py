"""Words and options of the commands of roads: ``roads import|close|report`` and ``travel``."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from api.cli_options import Options
from api.commands import road_import
from api.commands import roads as commands
from api.commands import travel as travelling
from api.commands.office import Desk


def add_roads(
    app: typer.Typer,
    desk: Desk,
    common: Options,
    checked: Callable[[str | None], None],
    command: type[TyperCommand],
    group: type[TyperGroup],
) -> None:
    """``roads`` and ``travel``."""
    say = desk.language.say
    roads = typer.Typer(
        cls=group, help=say("Roads: read them in, close them, see what is missing."), rich_markup_mode=None
    )
    app.add_typer(roads, name="roads")
    folder: Any = typer.Argument(..., metavar=say("FOLDER"), help=say("Planning folder, or workbook."))
    out: Any = typer.Option(None, "--out", metavar=say("FOLDER"), help=say("Folder for the files."))
    server_option: Any = typer.Option(
        None,
        "--server",
        metavar="osrm=http://localhost:5000",
        help=say("Routing server to ask for the ways: osrm, valhalla or ors; its key in JEMPUT_SERVER_KEY."),
    )
    _add_import(roads, desk, common, checked, command, folder)
    _add_close(roads, desk, common, checked, command, folder)

    @roads.command("report", cls=command, help=say("Tell what is far from any road, cut off, or closed."))
    def report(
        source: str = folder,
        month: str | None = common.month,
        first: str | None = common.first,
        last: str | None = common.last,
        out: str | None = out,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        checked(lang)
        return commands.report(desk, source=source, month=month, first=first, last=last, out=out, as_json=as_json)

    @app.command("travel", cls=command, help=say("Write times and lengths between all places, and a map of the ways."))
    def travel(
        source: str = folder,
        month: str | None = common.month,
        first: str | None = common.first,
        last: str | None = common.last,
        server: str | None = server_option,
        out: str | None = out,
        lang: str | None = common.lang,
    ) -> int:
        checked(lang)
        return travelling.travel(desk, source=source, month=month, first=first, last=last, server=server, out=out)


def _add_import(
    roads: typer.Typer,
    desk: Desk,
    common: Options,
    checked: Callable[[str | None], None],
    command: type[TyperCommand],
    folder: Any,
) -> None:
    say = desk.language.say
    file_argument: Any = typer.Argument(
        ..., metavar=say("FILE"), help=say("OSM extract (.osm.pbf, .osm) or a layer of lines (GPKG, GeoJSON, SHP).")
    )
    margin_option: Any = typer.Option(
        None, "--margin-km", metavar="15", help=say("How far around the places roads are read.")
    )
    layer_option: Any = typer.Option(None, "--layer", metavar=say("NAME"), help=say("Layer of the file."))
    crs_option: Any = typer.Option(
        None, "--crs", metavar="EPSG:4326", help=say("Coordinate system, where the file does not say.")
    )

    @roads.command("import", cls=command, help=say("Read roads around the places into jaringan.gpkg."))
    def import_(
        file: str = file_argument,
        source: str = folder,
        margin: str | None = margin_option,
        layer: str | None = layer_option,
        crs: str | None = crs_option,
        lang: str | None = common.lang,
    ) -> int:
        checked(lang)
        return road_import.import_roads(desk, file=file, source=source, margin=margin, layer=layer, crs=crs)


def _add_close(
    roads: typer.Typer,
    desk: Desk,
    common: Options,
    checked: Callable[[str | None], None],
    command: type[TyperCommand],
    folder: Any,
) -> None:
    say = desk.language.say
    name_option: Any = typer.Option(None, "--name", metavar=say("TEXT"), help=say("What the closure is called."))
    at_option: Any = typer.Option(None, "--at", metavar='"-3.46, 102.53"', help=say("Latitude, longitude of the spot."))
    segment_option: Any = typer.Option(
        None, "--segment", metavar="ID", help=say("Id of the segment, several divided by ;.")
    )
    drawn_option: Any = typer.Option(
        None, "--drawn", metavar=say("FILE"), help=say("A drawing: GeoJSON or GPKG of points, lines or areas.")
    )
    first_option: Any = typer.Option(None, "--from", metavar="2027-01-09", help=say("First day of the closure."))
    last_option: Any = typer.Option(None, "--to", metavar="2027-01-14", help=say("Last day of the closure."))
    vehicle_option: Any = typer.Option(
        None, "--vehicle", metavar="mobil|motor|perahu", help=say("Only this vehicle; all if not given.")
    )
    delay_option: Any = typer.Option(
        None, "--delay", metavar="15", help=say("Minutes lost in passing, instead of a closed road.")
    )
    try_option: Any = typer.Option(False, "--try", help=say("Only tell what it would do; write nothing."))

    @roads.command("close", cls=command, help=say("Close or slow a road for some days, and tell what that cuts off."))
    def close(
        source: str = folder,
        name: str | None = name_option,
        at: str | None = at_option,
        segment: str | None = segment_option,
        drawn: str | None = drawn_option,
        first: str | None = first_option,
        last: str | None = last_option,
        vehicle: str | None = vehicle_option,
        delay: str | None = delay_option,
        only_try: bool = try_option,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        checked(lang)
        return commands.close(
            desk,
            source=source,
            name=name,
            at=at,
            segment=segment,
            drawn=drawn,
            first=first,
            last=last,
            vehicle=vehicle,
            minutes=delay,
            only_try=only_try,
            as_json=as_json,
        )
