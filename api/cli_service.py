"""Words and options of the commands of the service."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from api.commands import serving
from api.commands.office import Desk
from api.commands.serving import Place


def add_service(
    app: typer.Typer,
    desk: Desk,
    lang: Any,
    checked: Callable[[str | None], None],
    command: type[TyperCommand],
    group: type[TyperGroup],
) -> None:
    """``serve``, ``worker``, ``db upgrade``, ``backup``, ``restore``, ``load``."""
    say = desk.language.say
    data: Any = typer.Option(
        None, "--data", metavar=say("FOLDER"), help=say("Data folder; JEMPUT_DATA or the user's own if not given.")
    )
    solves: Any = typer.Option(None, "--solves", metavar="N", help=say("Plans computed side by side; 0 for none."))
    host_option: Any = typer.Option(
        None, "--host", metavar="HOST", help=say("Where to listen; this computer only if not given.")
    )
    port_option: Any = typer.Option(None, "--port", metavar="8765", help=say("Port to listen on."))
    plan_file: Any = typer.Argument(..., metavar="PLAN", help=say("A plan.json of a run."))
    file: Any = typer.Argument(..., metavar=say("FILE.zip"), help=say("The backup."))

    @app.command("serve", cls=command, help=say("Serve the dashboard and the API."))
    def serve(
        folder: str | None = data,
        host: str | None = host_option,
        port: str | None = port_option,
        side_by_side: str | None = solves,
        lang: str | None = lang,
    ) -> int:
        checked(lang)
        return serving.serve(desk, Place(data=folder), host=host, port=port, solves=side_by_side)

    @app.command("worker", cls=command, help=say("Compute plans for a service elsewhere."))
    def worker(folder: str | None = data, side_by_side: str | None = solves, lang: str | None = lang) -> int:
        checked(lang)
        return serving.work(desk, Place(data=folder), solves=side_by_side)

    @app.command("backup", cls=command, help=say("Write a backup of the store while it is in use."))
    def backup(target: str = file, folder: str | None = data, lang: str | None = lang) -> int:
        checked(lang)
        return serving.back_up_store(desk, Place(data=folder), file=target)

    @app.command("restore", cls=command, help=say("Fill an empty data folder from a backup."))
    def restore(source: str = file, folder: str | None = data, lang: str | None = lang) -> int:
        checked(lang)
        return serving.restore_store(desk, Place(data=folder), file=source)

    @app.command("load", cls=command, help=say("Keep a plan file and the embedded data in the data folder."))
    def load(plan: str = plan_file, folder: str | None = data, lang: str | None = lang) -> int:
        checked(lang)
        return serving.load(desk, Place(data=folder), file=plan)

    store = typer.Typer(cls=group, help=say("The store."), rich_markup_mode=None)
    app.add_typer(store, name="db")

    @store.callback()
    def root() -> None:
        """One command is a group as well."""

    @store.command("upgrade", cls=command, help=say("Bring the store to this version."))
    def upgrade(folder: str | None = data, lang: str | None = lang) -> int:
        checked(lang)
        return serving.upgrade_store(desk, Place(data=folder))
