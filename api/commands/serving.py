"""``jemput serve``, ``worker``, ``db upgrade``, ``backup``, ``restore``: the service and its store."""

import gc
import os
import shutil
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.markup import escape

from api import wiring
from api.commands.office import Desk, existing
from api.commands.unusable import in_use, unusable
from api.errors import ExitCode, fault, refuse
from api.provider import provider
from api.settings import (
    DATABASE_FILE,
    LOOPBACK,
    PUBLIC_URL_VARIABLE,
    Settings,
    database_address,
    default_data_folder,
)
from planner.errors import InputFaults

if TYPE_CHECKING:
    from api.db.engine import Database

MOST_SOLVES = 32
ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - told apart, not listened on
BACKUPS = "cadangan"
COLLECT_EVERY = 20_000
"""New objects between two looks of the collector: an answer makes thousands that go by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a command works, as typed."""

    data: str | None


def settings_of(
    place: Place, *, host: str | None = None, port: str | None = None, solves: str | None = None
) -> Settings:
    """Settings out of options and environment, with every fault at once."""
    faults = []
    found: dict[str, Any] = {} if host is None else {"host": host}
    for name, value, low, high in (("port", port, 1, 65_535), ("solves", solves, 0, MOST_SOLVES)):
        if value is None:
            continue
        if not (value.isascii() and value.isdecimal() and low <= int(value) <= high):
            expected = (f"bilangan {low} sampai {high}", f"a number from {low} to {high}")
            faults.append(fault("OUT_OF_RANGE", f"--{name}", value, *expected))
        else:
            found[name] = int(value)
    if faults:
        raise InputFaults(tuple(faults))
    folder = default_data_folder() if place.data is None else Path(place.data)
    settings = Settings(
        data_folder=folder.expanduser().absolute(),
        database_url=database_address(),
        public_url=os.environ.get(PUBLIC_URL_VARIABLE) or None,
        oidc=provider(os.environ.get(PUBLIC_URL_VARIABLE)),
    )
    return replace(settings, **found)


def opened(settings: Settings, *, upgraded: bool = True) -> "Database":
    """The store, brought to this version; an embedded one is backed up first."""
    from api.db.engine import Database
    from api.db.upgrade import current, newest, upgrade

    if settings.database_url is None:
        try:
            settings.data_folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise refuse(
                "DATA_NOT_WRITABLE",
                "--data",
                settings.data_folder,
                "folder yang boleh ditulisi",
                "a folder that may be written to",
            ) from error
    database = Database(settings.url)
    if not upgraded:
        return database
    try:
        with database.reading() as connection:
            before = current(connection)
        if before is not None and before != newest() and settings.database_url is None:
            _backup_before_upgrade(database, settings.data_folder, before)
        upgrade(database)
    except Exception as error:
        database.close()
        raise unusable(database, settings, error) from error
    return database


def _backup_before_upgrade(database: "Database", folder: Path, step: str) -> None:
    from api.db.backup import back_up

    kept = folder / BACKUPS
    kept.mkdir(exist_ok=True)
    back_up(database, kept / f"sebelum-{step}-{datetime.now():%Y%m%d-%H%M%S}.zip")


def serve(
    desk: Desk, place: Place, *, host: str | None, port: str | None, solves: str | None, with_accounts: bool
) -> ExitCode:
    """Serve until Ctrl-C."""
    import uvicorn

    from api.app import create_app
    from api.auth.accounts import has_accounts
    from api.http.records import set_up

    settings = settings_of(place, host=host, port=port, solves=solves)
    _ensure_free(settings)
    database = opened(settings)
    known = has_accounts(database)
    settings = replace(settings, desktop=settings.host in LOOPBACK and not known and not with_accounts)
    set_up()
    app = create_app(settings, database=database)
    wiring.warm_ground()
    _tell(desk, settings)
    if not settings.desktop and not known:
        _tell_setup(desk, settings, database)
    # Also where it goes to a file or a service manager: the link is wanted now, not when the service ends.
    desk.out.file.flush()
    # What was loaded stays for good: the collector need not look through it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_EVERY)
    try:
        uvicorn.run(
            app,
            host=settings.host,
            port=settings.port,
            log_config=None,
            # Read by httptools, run by uvloop where there is one: faster than what uvicorn brings.
            http="httptools",
            loop="auto",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=5,
        )
    finally:
        database.close()
    return ExitCode.GOOD


def _ensure_free(settings: Settings) -> None:
    """The address can be listened on."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        raise refuse(
            "ADDRESS_NOT_FREE",
            "--port",
            f"{settings.host}:{settings.port}",
            "alamat yang belum dipakai; mungkin Jemput sudah berjalan, atau pilih --port lain",
            "an address that is not in use; Jemput may be running already, or choose another --port",
        ) from error


def _tell(desk: Desk, settings: Settings) -> None:
    """What a person needs to know; the log goes to the error stream, so that neither gets lost in the other."""
    say = desk.language.say
    desk.out.print(f"[bold]{escape(say('Jemput serves at {address}', address=address_told(settings)))}[/]")
    desk.out.print(escape(say("Data: {folder}", folder=store_told(settings))), soft_wrap=True)
    if settings.desktop:
        desk.out.print(escape(say("Desktop mode: no accounts; only this computer can reach it.")), soft_wrap=True)
    desk.out.print(escape(say("Stop with Ctrl-C.")))


def store_told(settings: Settings) -> str:
    """Where the data are: the folder, or the address of the database without its password."""
    from sqlalchemy import make_url

    if settings.database_url is None:
        return str(settings.data_folder)
    return make_url(settings.database_url).render_as_string(hide_password=True)


def _tell_setup(desk: Desk, settings: Settings, database: "Database") -> None:
    """The one-time link of the first account; what follows the # is sent to no server and stands in no log."""
    from api.auth.accounts import new_setup_token
    from api.calls.state import utc_now
    from api.db.scope import OpenRows

    with database.writing() as connection:
        token = new_setup_token(OpenRows(connection), utc_now())
    text = desk.language.say("Make the first account within a day, with this link, which works once:")
    desk.out.print(f"[bold yellow]{escape(text)}[/]")
    desk.out.print(escape(f"  {address_told(settings)}/setup#token={token}"), soft_wrap=True)


def address_told(settings: Settings) -> str:
    """What to type into a browser."""
    shown = "127.0.0.1" if settings.host in LOOPBACK else settings.host
    if settings.host in ANY_ADDRESS:
        # Every address of this computer is no address that a browser opens: others know the computer by its name.
        shown = socket.gethostname()
    elif ":" in shown:
        shown = f"[{shown}]"
    return settings.public_url or f"http://{shown}:{settings.port}"


def _own_command() -> str:
    """How this program is called from where the user stands."""
    called = sys.argv[0]
    return called if Path(called).stem == "jemput" and shutil.which("jemput") is None else "jemput"


def work(desk: Desk, place: Place, *, solves: str | None) -> ExitCode:
    """Carry out jobs for a service elsewhere, until Ctrl-C."""
    from api.calls.state import utc_now
    from api.http.metrics import Metrics
    from api.http.records import set_up
    from api.job_kinds import kinds
    from api.work.crew import crew

    settings = settings_of(place, solves=solves)
    database = opened(settings)
    set_up()
    wiring.warm_ground()
    staff = crew(database, kinds=kinds(), clock=utc_now, metrics=Metrics(), hands=max(1, settings.solves))
    # Whoever supervises servers asks to end as Ctrl-C does: jobs go back to the queue at once.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    staff.start()
    desk.err.print(escape(desk.language.say("Waiting for jobs. Stop with Ctrl-C.")))
    try:
        while True:
            time.sleep(1)
    except KeyboardInterrupt:
        staff.close()
    finally:
        database.close()
    return ExitCode.GOOD


def upgrade_store(desk: Desk, place: Place) -> ExitCode:
    """Bring the store to this version."""
    from api.db.upgrade import newest

    settings = settings_of(place)
    opened(settings).close()
    desk.out.print(escape(desk.language.say("The store stands at step {step}.", step=newest())))
    return ExitCode.GOOD


def back_up_store(desk: Desk, place: Place, *, file: str) -> ExitCode:
    """Write a backup while the service runs, and read it back."""
    from api.db.backup import back_up

    settings = settings_of(place)
    ensure_there(settings)
    database = opened(settings)
    with in_use(database, settings):
        rows = back_up(database, Path(file))
    text = desk.language.say_count(
        "{file} is written and verified: {n} row.",
        "{file} is written and verified: {n} rows.",
        sum(rows.values()),
        file=file,
    )
    desk.out.print(escape(text), soft_wrap=True)
    return ExitCode.GOOD


def ensure_there(settings: Settings) -> None:
    """A folder that was mistyped is no empty store: nothing is made there."""
    if not is_there(settings):
        raise refuse(
            "STORE_MISSING",
            "--data",
            settings.data_folder,
            "folder data yang sudah dipakai jemput serve",
            "a data folder that jemput serve has used",
        )


def is_there(settings: Settings) -> bool:
    """Whether there is a store; of a folder that may not be looked into, whoever opens it says so."""
    try:
        return settings.database_url is not None or (settings.data_folder / DATABASE_FILE).is_file()
    except OSError:
        return True


def restore_store(desk: Desk, place: Place, *, file: str) -> ExitCode:
    """Fill an empty store from a backup."""
    from api.db.backup import restore

    source, settings = existing(file, "FILE"), settings_of(place)
    database = opened(settings, upgraded=False)
    with in_use(database, settings):
        rows = restore(source, database)
    text = desk.language.say_count(
        "{n} row is restored and verified.", "{n} rows are restored and verified.", sum(rows.values())
    )
    desk.out.print(escape(text), soft_wrap=True)
    return ExitCode.GOOD


def load(desk: Desk, place: Place, *, file: str) -> ExitCode:
    """Keep a plan file, and the embedded data, in the store of the desktop mode; twice is once."""
    import asyncio
    import hashlib

    import httpx

    from api.app import create_app
    from api.http.records import set_up

    # Requests are how it is kept, nothing that an office need read.
    set_up("WARNING")
    path = existing(file, "FILE")
    settings = replace(settings_of(place), solves=0)
    database = opened(settings)
    content = path.read_bytes()
    # The same file gives the same keys, and a key is answered once.
    digest = hashlib.sha256(content).hexdigest()
    keys = [{"Idempotency-Key": f"{what}-{digest}"} for what in ("data", "plan", "plan alone")]
    name = wiring.DEFAULT_DATASET

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(settings, database=database))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{LOOPBACK[0]}") as client:
            data = {"name": dict(wiring.datasets())[name], "embedded": name}
            # Keys are forgotten after a day; what is there is not made again next month.
            known = await client.get("/v1/datasets", params={"limit": 100})
            mine = [one for one in known.json().get("items", ()) if one["name"] == data["name"]]
            made = None if mine else await client.post("/v1/datasets", json=data, headers=keys[0])
            if made is not None and made.is_error:
                return made
            origin = {"dataset_id": (made.json() if made is not None else mine[0])["id"]}
            kept = await client.post("/v1/plans/imports", params=origin, content=content, headers=keys[1])
            if kept.is_client_error:
                # Of the office's own data, or the example has been edited since: it stands by itself, or is refused.
                kept = await client.post("/v1/plans/imports", content=content, headers=keys[2])
            return kept

    try:
        # In a thread of its own: whoever calls us may have a loop that runs.
        with ThreadPoolExecutor(max_workers=1) as alone:
            answer = alone.submit(lambda: asyncio.run(send())).result()
    finally:
        database.close()
    if answer.status_code != 201:
        told = answer.json()
        raise refuse(told["code"], path.name, answer.status_code, told["sentence"]["id"], told["sentence"]["en"])
    say = desk.language.say
    kept = say("{file} is kept in {folder}.", file=path.name, folder=settings.data_folder)
    desk.out.print(escape(kept), soft_wrap=True)
    desk.out.print(escape(say("Serve it with:")))
    desk.out.print(escape(f"  {_own_command()} serve --data {settings.data_folder}"), soft_wrap=True)
    return ExitCode.GOOD
