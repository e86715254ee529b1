"""Words and options of the commands of the service."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from api.commands import people, serving
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
        None,
        "--data",
        metavar=say("FOLDER"),
        help=say("Data folder; JEMPUT_DATA or the user's own if not given. JEMPUT_DATABASE_URL: PostgreSQL instead."),
    )
    solves: Any = typer.Option(None, "--solves", metavar="N", help=say("Plans computed side by side; 0 for none."))
    host_option: Any = typer.Option(
        None, "--host", metavar="HOST", help=say("Where to listen; this computer only if not given.")
    )
    port_option: Any = typer.Option(None, "--port", metavar="8765", help=say("Port to listen on."))
    accounts_option: Any = typer.Option(
        False, "--accounts", help=say("With accounts on this computer too; always so when others can reach it.")
    )
    plan_file: Any = typer.Argument(..., metavar="PLAN", help=say("A plan.json of a run."))
    file: Any = typer.Argument(..., metavar=say("FILE.zip"), help=say("The backup."))

    @app.command("serve", cls=command, help=say("Serve the dashboard and the API."))
    def serve(
        folder: str | None = data,
        host: str | None = host_option,
        port: str | None = port_option,
        side_by_side: str | None = solves,
        with_accounts: bool = accounts_option,
        lang: str | None = lang,
    ) -> int:
        checked(lang)
        place = Place(data=folder)
        return serving.serve(desk, place, host=host, port=port, solves=side_by_side, with_accounts=with_accounts)

    @app.command(
        "worker", cls=command, help=say("Compute plans for a service elsewhere; JEMPUT_DATABASE_URL is the same there.")
    )
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

    _add_people(app, desk, data, lang, checked, command, group)


def _add_people(
    app: typer.Typer,
    desk: Desk,
    data: Any,
    lang: Any,
    checked: Callable[[str | None], None],
    command: type[TyperCommand],
    group: type[TyperGroup],
) -> None:
    say = desk.language.say
    login: Any = typer.Argument(..., metavar="LOGIN", help=say("Login of the account."))
    roles_option: Any = typer.Option(..., "--roles", metavar="planner,head", help=say("Roles, separated by commas."))
    office: Any = typer.Option(
        None, "--office", metavar="17.02", help=say("Code of the office; needed if there are several.")
    )
    office_name: Any = typer.Option(None, "--office-name", help=say("Name of the office, if it is to be made."))
    name: Any = typer.Argument(..., metavar=say("NAME"), help=say("What the key is for."))
    scopes_option: Any = typer.Option(
        ..., "--scopes", metavar="data:read", help=say("What it may do, separated by commas.")
    )
    days_option: Any = typer.Option("90", "--days", metavar="90", help=say("Days until it ends."))
    key_id: Any = typer.Argument(..., metavar="ID", help=say("Id of the key."))

    user = typer.Typer(cls=group, help=say("Accounts."), rich_markup_mode=None)
    app.add_typer(user, name="user")

    @user.command("add", cls=command, help=say("Add an account; asks for the password."))
    def add(
        who: str = login,
        roles: str = roles_option,
        code: str | None = office,
        called: str | None = office_name,
        folder: str | None = data,
        lang: str | None = lang,
    ) -> int:
        checked(lang)
        return people.add_user(desk, Place(data=folder), login=who, roles=roles, office=code, office_name=called)

    @user.command("list", cls=command, help=say("List the accounts."))
    def users(folder: str | None = data, lang: str | None = lang) -> int:
        checked(lang)
        return people.list_users(desk, Place(data=folder))

    @user.command("disable", cls=command, help=say("Shut an account out."))
    def disable(who: str = login, folder: str | None = data, lang: str | None = lang) -> int:
        checked(lang)
        return people.disable_user(desk, Place(data=folder), login=who)

    @user.command("password", cls=command, help=say("Set a new password; asks for it."))
    def password(who: str = login, folder: str | None = data, lang: str | None = lang) -> int:
        checked(lang)
        return people.set_password(desk, Place(data=folder), login=who)

    key = typer.Typer(cls=group, help=say("API keys."), rich_markup_mode=None)
    app.add_typer(key, name="key")

    @key.command("add", cls=command, help=say("Add an API key; it is shown once."))
    def add_key(
        called: str = name,
        scopes: str = scopes_option,
        days: str = days_option,
        code: str | None = office,
        folder: str | None = data,
        lang: str | None = lang,
    ) -> int:
        checked(lang)
        return people.add_key(desk, Place(data=folder), name=called, scopes=scopes, days=days, office=code)

    @key.command("list", cls=command, help=say("List the API keys."))
    def keys(folder: str | None = data, lang: str | None = lang) -> int:
        checked(lang)
        return people.list_keys(desk, Place(data=folder))

    @key.command("revoke", cls=command, help=say("Revoke an API key."))
    def revoke(id: str = key_id, folder: str | None = data, lang: str | None = lang) -> int:
        checked(lang)
        return people.revoke_key(desk, Place(data=folder), id=id)
