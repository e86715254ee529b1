"""Finds out who calls: the desk of the desktop mode, a session, or an API key."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from starlette.requests import HTTPConnection

from api.auth import accounts
from api.auth.desktop import Desktop
from api.auth.principal import Principal, key_refused, sign_in_needed
from api.auth.roles import Permission, Role, allowed
from api.auth.secrets import KEY_MARK
from api.db.engine import Database
from api.db.scope import OpenRows
from api.settings import Settings

SEEN_EVERY = timedelta(minutes=1)


def cookie_name(settings: Settings) -> str:
    """The cookie of a session; over TLS a browser binds it to this host alone."""
    return "__Host-jemput" if settings.secure else "jemput_session"


class Identify:
    """The caller of a connection."""

    def __init__(self, database: Database, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._database, self._settings, self._clock = database, settings, clock
        self._desktop = Desktop(database) if settings.desktop else None

    def at_once(self) -> Principal | None:
        """The caller where that is known without a look into the store: in the desktop mode, mostly."""
        return None if self._desktop is None else self._desktop.known()

    def forget(self) -> None:
        """What was remembered of the office is no longer true."""
        if self._desktop is not None:
            self._desktop.forget()

    def __call__(self, connection: HTTPConnection) -> Principal:
        if self._desktop is not None:
            return self._desktop.read()
        scheme, _, key = connection.headers.get("authorization", "").partition(" ")
        is_key = scheme.casefold() == "bearer"
        if is_key and key.strip().startswith(KEY_MARK):
            return self._by_key(key.strip())
        token = connection.cookies.get(cookie_name(self._settings))
        if token:
            return self._by_session(token)
        # Beside a session, a token without our mark is for a proxy before us; alone, it was meant as a key.
        raise key_refused() if is_key and key.strip() else sign_in_needed()

    def _by_key(self, key: str) -> Principal:
        with self._database.reading() as connection:
            rows = OpenRows(connection)
            found = accounts.key_of(rows, key)
            if found is None or found.revoked_at is not None or found.expires_at <= self._clock():
                raise key_refused()
            return Principal(
                kind="key",
                id=found.id,
                name=f"key {found.name}",
                office_id=found.office_id,
                time_zone=accounts.zone_of(rows, found.office_id),
                permissions=frozenset(Permission(scope) for scope in found.scopes),
            )

    def _by_session(self, token: str) -> Principal:
        now = self._clock()
        with self._database.reading() as connection:
            rows = OpenRows(connection)
            session = accounts.session_of(rows, token)
            if session is None or not self._holds(session, now):
                raise sign_in_needed()
            account = accounts.account_of(rows.of(session.office), session.account_id)
            if account is None or account.disabled_at is not None:
                raise sign_in_needed()
            principal = principal_of(account, accounts.zone_of(rows, session.office))
        if now - session.seen_at > SEEN_EVERY:
            with self._database.writing() as connection:
                accounts.touch_session(OpenRows(connection), token, now)
        return principal

    def _holds(self, session: Row[Any], now: datetime) -> bool:
        idle = timedelta(minutes=self._settings.idle_minutes)
        return bool(session.expires_at > now and session.seen_at + idle > now)


def principal_of(account: Row[Any], time_zone: str) -> Principal:
    """The caller that an account is."""
    roles = tuple(Role(role) for role in account.roles)
    return Principal(
        kind="account",
        id=account.id,
        name=account.login,
        office_id=account.office_id,
        time_zone=time_zone,
        permissions=allowed(roles),
        roles=roles,
        teams=tuple(account.teams),
        sites=tuple(account.sites),
    )
