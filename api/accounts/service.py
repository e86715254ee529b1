"""What the admin of an office can do."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from api.accounts.schemas import Account, AccountChange, AccountWish, AuditLine, Key, KeyWish, NewKey
from api.auth import accounts
from api.auth.accounts import NewAccount
from api.auth.roles import Role
from api.auth.secrets import hashed, password_faults
from api.calls.call import Answer, Call
from api.db.scope import OfficeRows
from api.db.tables import accounts as account_table
from api.db.tables import api_keys
from api.http.problems import Problem, conflict, fault_at, not_found, unprocessable
from api.http.tags import changed_meanwhile


def told(call: Call, row: Row[Any]) -> Account:
    """An account for the wire."""
    return Account(
        id=row.id,
        login=row.login,
        roles=row.roles,
        teams=row.teams,
        sites=row.sites,
        created_at=call.local(row.created_at),
        disabled=row.disabled_at is not None,
        revision=row.revision,
    )


def held(rows: OfficeRows, id: str) -> Row[Any]:
    """The account, or 404."""
    found = accounts.account_of(rows, id)
    if found is None:
        raise not_found(("akun", "account"), id)
    return found


def add(call: Call, rows: OfficeRows, wish: AccountWish) -> Answer:
    """A new account."""
    faults = password_faults(wish.password, wish.login, "/password")
    if accounts.is_taken(rows.open, wish.login):
        expected = ("nama yang belum dipakai", "a login that is not taken")
        faults.append(fault_at("/login", "LOGIN_TAKEN", wish.login, expected))
    if faults:
        raise unprocessable(faults)
    made = NewAccount(login=wish.login, password=wish.password, roles=wish.roles, teams=wish.teams, sites=wish.sites)
    id = accounts.add_account(rows, made, call.now())
    call.record(rows, "account.added", id, detail={"login": wish.login, "roles": [str(role) for role in wish.roles]})
    found = held(rows, id)
    return Answer(
        body=told(call, found), status=201, revision=found.revision, headers={"Location": f"/v1/accounts/{id}"}
    )


def change(call: Call, rows: OfficeRows, id: str, revision: int, wish: AccountChange) -> Answer:
    """Roles, teams, places, password, or out; whoever is signed in with it comes in anew."""
    found = held(rows, id)
    values: dict[str, Any] = wish.model_dump(mode="json", exclude_none=True, exclude={"disabled", "password"})
    if wish.disabled is not None:
        values["disabled_at"] = call.now() if wish.disabled else None
    if wish.password is not None:
        faults = password_faults(wish.password, found.login, "/password")
        if faults:
            raise unprocessable(faults)
        values["password_hash"] = hashed(wish.password)
    _ensure_an_admin_stays(rows, found, values)
    held_still = (account_table.c.id == id, account_table.c.revision == revision)
    if rows.update(account_table, *held_still, **values, revision=revision + 1) != 1:
        raise changed_meanwhile()
    accounts.end_sessions_of(rows.open, id)
    call.record(rows, "account.changed", id, detail={"changed": sorted(values)})
    now = held(rows, id)
    return Answer(body=told(call, now), revision=now.revision)


def _ensure_an_admin_stays(rows: OfficeRows, account: Row[Any], values: dict[str, Any]) -> None:
    roles = values.get("roles", account.roles)
    stays = Role.ADMIN in roles and values.get("disabled_at", account.disabled_at) is None
    if stays or Role.ADMIN not in account.roles:
        return
    others = rows.all(rows.select(account_table).where(account_table.c.disabled_at.is_(None)))
    if not any(Role.ADMIN in row.roles for row in others if row.id != account.id):
        told = ("Kantor harus punya paling sedikit satu admin", "An office needs at least one admin")
        raise conflict("LAST_ADMIN", told)


def key_told(call: Call, row: Row[Any]) -> Key:
    """A key for the wire."""
    return Key(
        id=row.id,
        name=row.name,
        scopes=row.scopes,
        created_by=row.created_by,
        created_at=call.local(row.created_at),
        expires_at=call.local(row.expires_at),
        revoked=row.revoked_at is not None,
    )


def add_key(call: Call, rows: OfficeRows, wish: KeyWish) -> Answer:
    """A new key, shown once."""
    id, key = accounts.add_key(rows, wish.name, sorted(set(wish.scopes)), call.principal.name, call.now(), wish.days)
    call.record(rows, "key.added", id, detail={"name": wish.name, "scopes": sorted(wish.scopes)})
    row = rows.one(rows.select(api_keys).where(api_keys.c.id == id))
    if row is None:
        raise LookupError(id)
    told = key_told(call, row)
    return Answer(body=NewKey(**told.model_dump(), key=key), kept=told, status=201)


def made_already(key: Mapping[str, Any]) -> Problem:
    """A second asking under the same Idempotency-Key: which key there is, without its secret."""
    facts = {name: key[name] for name in ("id", "name", "expires_at")}
    told = (
        "Kunci ini sudah dibuat oleh kiriman yang sama dan hanya ditampilkan sekali; kalau hilang, cabut kunci itu "
        "dan buat yang baru dengan Idempotency-Key lain",
        "This key was made already by the same request, and was shown once; if it was lost, revoke it and make another "
        "under a new Idempotency-Key",
    )
    return conflict("KEY_MADE_ALREADY", told, **facts)


def revoke_key(call: Call, rows: OfficeRows, id: str) -> Answer:
    """The key no longer opens anything."""
    if rows.one(rows.select(api_keys, api_keys.c.id).where(api_keys.c.id == id)) is None:
        raise not_found(("kunci", "key"), id)
    rows.update(api_keys, api_keys.c.id == id, api_keys.c.revoked_at.is_(None), revoked_at=call.now())
    call.record(rows, "key.revoked", id)
    return Answer()


def line_told(call: Call, row: Row[Any]) -> AuditLine:
    """A line of the audit log for the wire."""
    return AuditLine(
        id=row.id,
        at=call.local(row.at),
        actor_kind=row.actor_kind,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
        why=row.why,
        detail=row.detail,
        request_id=row.request_id,
    )
