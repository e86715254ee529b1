"""Why a PostgreSQL lets nobody in: asked of the server, for what it says itself is told in its own language.

A connection that fails at its start bears no state. Whether a server is there, it tells to anybody; whether account and
password are right, shows at a database that every server has; and that one lists the others.
"""

import getpass
from dataclasses import dataclass
from enum import StrEnum

import psycopg
from psycopg import pq
from psycopg.conninfo import make_conninfo
from sqlalchemy.engine import Engine

from api.db.engine import CONNECT_S

PORT = 5432
ALWAYS_THERE = ("postgres", "template1")


class Refusal(StrEnum):
    """What stands between us and the database."""

    ADDRESS = "address"
    HOST = "host"
    NOT_READY = "not_ready"
    ACCOUNT = "account"
    DATABASE = "database"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What it is, and the part of the address that it is about; never the password."""

    refusal: Refusal
    about: str


def refused(engine: Engine) -> Refused:
    """Ask why nobody is let in where an engine connects to."""
    told = engine.dialect.create_connect_args(engine.url)[1]
    named: dict[str, str] = {key: str(value) for key, value in told.items() if isinstance(value, str | int)}
    named["connect_timeout"] = str(CONNECT_S)
    user = named.get("user") or getpass.getuser()
    database = named.pop("dbname", user)
    server = f"{named.get('host') or 'localhost'}:{named.get('port') or PORT}"
    try:
        there = pq.Ping(pq.PGconn.ping(make_conninfo("", **named, dbname=database).encode()))
    except psycopg.ProgrammingError:
        # There is no such option; which one, would be told along with its value.
        return Refused(refusal=Refusal.ADDRESS, about="?")
    if there is not pq.Ping.OK:
        kind = {pq.Ping.NO_ATTEMPT: Refusal.ADDRESS, pq.Ping.REJECT: Refusal.NOT_READY}.get(there, Refusal.HOST)
        return Refused(refusal=kind, about="?" if kind is Refusal.ADDRESS else server)
    for other in ALWAYS_THERE:
        try:
            with psycopg.connect(make_conninfo("", **named, dbname=other)) as connection:
                found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone()
        except psycopg.OperationalError:
            continue
        return Refused(refusal=Refusal.DATABASE if found is None else Refusal.OTHER, about=database)
    return Refused(refusal=Refusal.ACCOUNT, about=user)
