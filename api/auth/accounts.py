"""Accounts, sessions and keys as they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from api.auth.roles import Permission, Role
from api.auth.secrets import KEY_MARK, hashed, new_token, token_hash
from api.db.engine import Database
from api.db.identity import new_id
from api.db.scope import OfficeRows, OpenRows
from api.db.tables import accounts, api_keys, key_hashes, logins, offices, sessions, setup_links

SETUP_HOURS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """Somebody who may sign in."""

    login: str
    password: str
    roles: Sequence[Role]
    teams: Sequence[str] = ()
    sites: Sequence[str] = ()


def has_accounts(database: Database) -> bool:
    """Whether anybody can sign in; then nobody comes in without."""
    with database.reading() as connection:
        return any_account(OpenRows(connection))


def any_account(rows: OpenRows) -> bool:
    """The same inside a transaction."""
    return rows.one(select(logins.c.login).limit(1)) is not None


def is_taken(rows: OpenRows, login: str) -> bool:
    """Whether somebody of any office has this login."""
    return rows.one(select(logins.c.login).where(logins.c.login == login.casefold())) is not None


def add_account(rows: OfficeRows, account: NewAccount, now: datetime) -> str:
    """A new account; its id."""
    id = new_id("acc")
    rows.insert(
        accounts,
        id=id,
        login=account.login.casefold(),
        password_hash=hashed(account.password),
        roles=[str(role) for role in account.roles],
        teams=list(account.teams),
        sites=list(account.sites),
        created_at=now,
        revision=1,
    )
    rows.open.insert(logins, login=account.login.casefold(), account_id=id, office=rows.office_id)
    return id


def account_of_login(rows: OpenRows, login: str) -> Row[Any] | None:
    """The account of a login, in whatever office it is."""
    found = rows.one(select(logins).where(logins.c.login == login.casefold()))
    return None if found is None else account_of(rows.of(found.office), found.account_id)


def account_of(rows: OfficeRows, id: str) -> Row[Any] | None:
    return rows.one(rows.select(accounts).where(accounts.c.id == id))


def zone_of(rows: OpenRows, office_id: str) -> str:
    """The time zone of an office."""
    return str(rows.scalar(select(offices.c.time_zone).where(offices.c.id == office_id)))


# --- sessions --------------------------------------------------------------------------------------------------


def begin_session(rows: OpenRows, account_id: str, office: str, now: datetime, hours: int) -> str:
    """A fresh session; its token, which is kept nowhere."""
    token = new_token()
    rows.delete(sessions, sessions.c.expires_at < now)
    rows.insert(
        sessions,
        token_hash=token_hash(token),
        account_id=account_id,
        office=office,
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(hours=hours),
    )
    return token


def session_of(rows: OpenRows, token: str) -> Row[Any] | None:
    return rows.one(select(sessions).where(sessions.c.token_hash == token_hash(token)))


def touch_session(rows: OpenRows, token: str, now: datetime) -> None:
    rows.update(sessions, sessions.c.token_hash == token_hash(token), seen_at=now)


def end_session(rows: OpenRows, token: str) -> None:
    rows.delete(sessions, sessions.c.token_hash == token_hash(token))


def end_sessions_of(rows: OpenRows, account_id: str) -> None:
    """Everybody signed in with this account is out."""
    rows.delete(sessions, sessions.c.account_id == account_id)


# --- keys ------------------------------------------------------------------------------------------------------


def add_key(
    rows: OfficeRows, name: str, scopes: Sequence[Permission], by: str, now: datetime, days: int
) -> tuple[str, str]:
    """A new key: its id, and the key itself, which is shown once and kept nowhere."""
    id, key = new_id("key"), new_token(KEY_MARK)
    rows.insert(
        api_keys,
        id=id,
        name=name,
        scopes=[str(scope) for scope in scopes],
        created_by=by,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    rows.open.insert(key_hashes, key_hash=token_hash(key), key_id=id, office=rows.office_id)
    return id, key


def key_of(rows: OpenRows, key: str) -> Row[Any] | None:
    """The key that was sent, if it is one of ours."""
    found = rows.one(select(key_hashes).where(key_hashes.c.key_hash == token_hash(key)))
    if found is None:
        return None
    mine = rows.of(found.office)
    return mine.one(mine.select(api_keys).where(api_keys.c.id == found.key_id))


# --- the first account -----------------------------------------------------------------------------------------


def new_setup_token(rows: OpenRows, now: datetime) -> str:
    """A one-time token for the first account; earlier ones no longer hold."""
    token = new_token()
    rows.delete(setup_links, setup_links.c.used_at.is_(None))
    rows.insert(
        setup_links, token_hash=token_hash(token), created_at=now, expires_at=now + timedelta(hours=SETUP_HOURS)
    )
    return token


def use_setup_token(rows: OpenRows, token: str, now: datetime) -> bool:
    """Whether the token held; it never does again."""
    mine = setup_links.c.token_hash == token_hash(token)
    return (
        rows.update(setup_links, mine, setup_links.c.used_at.is_(None), setup_links.c.expires_at > now, used_at=now)
        == 1
    )
