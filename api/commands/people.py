"""``jemput user`` and ``jemput key``: who may come in, by whoever owns the data folder."""

import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from rich.markup import escape

from api.commands.office import Desk
from api.commands.serving import Place, ensure_there, is_there, opened, settings_of
from api.commands.unusable import in_use
from api.errors import ExitCode, fault, refuse
from planner.errors import Fault, InputFaults

if TYPE_CHECKING:
    from sqlalchemy import Row

    from api.db.scope import OfficeRows, OpenRows

Word = TypeVar("Word", bound=StrEnum)
MOST_DAYS = 365


@contextmanager
def _writing(place: Place, *, made: bool = False) -> "Iterator[OpenRows]":
    """The store; ``made`` if it is not there yet, else a mistyped folder is refused and nothing is made in it."""
    from api.db.scope import OpenRows

    settings = settings_of(place)
    if not made:
        ensure_there(settings)
    database = opened(settings)
    with in_use(database, settings), database.writing() as connection:
        yield OpenRows(connection)


def add_user(
    desk: Desk, place: Place, *, login: str, roles: str, office: str | None, office_name: str | None
) -> ExitCode:
    """Add an account; its office is made if it is named and not there."""
    from api.auth import accounts
    from api.auth.roles import Role
    from api.auth.secrets import password_faults
    from api.calls.state import utc_now

    chosen, faults = _read_words(list(Role), roles, "--roles")
    faults += _unusable_names(login, office, office_name)
    if is_there(settings_of(place)):
        with _writing(place) as rows:
            if accounts.is_taken(rows, login):
                faults.append(
                    fault("LOGIN_TAKEN", "LOGIN", login, "nama yang belum dipakai", "a login that is not taken")
                )
            faults += _faults_of(lambda: _known_office(rows, office, office_name))
    elif office is None or office_name is None:
        # The store is made with its first office only: a mistyped folder stays as it is.
        faults.append(_office_unknown(office, []))
    password = _asked_beside(faults, desk)
    faults += password_faults(password, login, desk.language.say("password"))
    if faults:
        raise InputFaults(tuple(faults))
    with _writing(place, made=True) as rows:
        mine = rows.of(_office(rows, office, office_name))
        id = accounts.add_account(mine, accounts.NewAccount(login=login, password=password, roles=chosen), utc_now())
        _record(mine, "account.added", id, {"login": login, "roles": [str(role) for role in chosen]})
    desk.out.print(escape(desk.language.say("Account {login} was made.", login=login.casefold())))
    return ExitCode.GOOD


def list_users(desk: Desk, place: Place) -> ExitCode:
    """Every account of every office."""
    from sqlalchemy import select

    from api.db.tables import accounts, offices

    found = 0
    with _writing(place) as rows:
        for office in rows.all(select(offices).order_by(offices.c.code)):
            mine = rows.of(office.id)
            for row in mine.all(mine.select(accounts).order_by(accounts.c.login)):
                found += 1
                out = "" if row.disabled_at is None else f" [dim]{escape(desk.language.say('shut out'))}[/]"
                desk.out.print(
                    f"{escape(office.code)}  [bold]{escape(row.login)}[/]  {escape(', '.join(row.roles))}{out}"
                )
    if not found:
        desk.out.print(escape(desk.language.say("There is no account yet: jemput user add")))
    return ExitCode.GOOD


def disable_user(desk: Desk, place: Place, *, login: str) -> ExitCode:
    """Nobody comes in with it any more; whoever is in is out."""
    from api.calls.state import utc_now

    _change_user(place, login, "account.changed", disabled_at=utc_now())
    desk.out.print(escape(desk.language.say("Account {login} is shut out.", login=login.casefold())))
    return ExitCode.GOOD


def set_password(desk: Desk, place: Place, *, login: str) -> ExitCode:
    """A new password; the account is let in again."""
    from api.auth.secrets import hashed, password_faults

    faults = [*_faults_of(lambda: _ensure_account(place, login))]
    password = _asked_beside(faults, desk)
    faults += password_faults(password, login, desk.language.say("password"))
    if faults:
        raise InputFaults(tuple(faults))
    _change_user(place, login, "account.password", password_hash=hashed(password), disabled_at=None)
    desk.out.print(escape(desk.language.say("The password of {login} is set.", login=login.casefold())))
    return ExitCode.GOOD


def _ensure_account(place: Place, login: str) -> None:
    with _writing(place) as rows:
        _account(rows, login)


def _account(rows: "OpenRows", login: str) -> "Row[Any]":
    from api.auth import accounts

    found = accounts.account_of_login(rows, login)
    if found is None:
        raise refuse("LOGIN_UNKNOWN", "LOGIN", login, "nama akun yang ada", "the login of an account")
    return found


def _change_user(place: Place, login: str, action: str, **values: Any) -> None:
    from api.auth import accounts
    from api.db.tables import accounts as table

    with _writing(place) as rows:
        found = _account(rows, login)
        mine = rows.of(found.office_id)
        mine.update(table, table.c.id == found.id, **values, revision=found.revision + 1)
        accounts.end_sessions_of(rows, found.id)
        _record(mine, action, found.id, {"changed": sorted(values)})


def add_key(desk: Desk, place: Place, *, name: str, scopes: str, days: str, office: str | None) -> ExitCode:
    """Add a key and show it once."""
    from api.auth import accounts
    from api.auth.roles import PERSONAL, Permission
    from api.calls.state import utc_now
    from api.http.texts import ensure_no_number

    chosen, faults = _read_words([item for item in Permission if item not in PERSONAL], scopes, "--scopes")
    faults += _faults_of(lambda: ensure_no_number("NAME", name))
    personal = [item for item in _parts(scopes) if item in PERSONAL]
    if personal:
        # Not only unknown: the person should read why a key cannot have them.
        faults = [one for one in faults if one.found not in personal]
        faults.append(
            fault(
                "SCOPE_PERSONAL",
                "--scopes",
                ", ".join(personal),
                "hak selain itu: menyetujui rencana dan mengurus akun hanya oleh orang yang masuk sendiri",
                "other rights: plans are approved and accounts looked after by people who sign in themselves",
            )
        )
    if not (days.isascii() and days.isdecimal() and 1 <= int(days) <= MOST_DAYS):
        faults.append(fault("OUT_OF_RANGE", "--days", days, f"1 sampai {MOST_DAYS}", f"1 to {MOST_DAYS}"))
    faults += _faults_of(lambda: ensure_there(settings_of(place)))
    if is_there(settings_of(place)):
        with _writing(place) as rows:
            faults += _faults_of(lambda: _known_office(rows, office, None))
    if faults:
        raise InputFaults(tuple(faults))
    with _writing(place) as rows:
        mine = rows.of(_office(rows, office, None))
        id, key = accounts.add_key(mine, name, chosen, "command line", utc_now(), int(days))
        _record(mine, "key.added", id, {"name": name, "scopes": sorted(chosen)})
    desk.err.print(escape(desk.language.say("Key {id}; keep it now, it is not shown again:", id=id)))
    desk.out.print(key, markup=False, highlight=False, soft_wrap=True)
    return ExitCode.GOOD


def list_keys(desk: Desk, place: Place) -> ExitCode:
    """Every key of every office, without the keys themselves."""
    from sqlalchemy import select

    from api.db.tables import api_keys, offices

    with _writing(place) as rows:
        for office in rows.all(select(offices).order_by(offices.c.code)):
            mine = rows.of(office.id)
            for row in mine.all(mine.select(api_keys).order_by(api_keys.c.id)):
                until = desk.language.day(row.expires_at.date())
                out = "" if row.revoked_at is None else f" [dim]{escape(desk.language.say('revoked'))}[/]"
                told = f"{office.code}  {row.id}  {row.name}  {', '.join(row.scopes)}  {until}"
                desk.out.print(f"{escape(told)}{out}", soft_wrap=True)
    return ExitCode.GOOD


def revoke_key(desk: Desk, place: Place, *, id: str) -> ExitCode:
    """The key opens nothing any more."""
    from sqlalchemy import select

    from api.calls.state import utc_now
    from api.db.tables import api_keys, offices

    with _writing(place) as rows:
        for office in rows.all(select(offices)):
            mine = rows.of(office.id)
            if mine.update(api_keys, api_keys.c.id == id, revoked_at=utc_now()):
                _record(mine, "key.revoked", id, {})
                desk.out.print(escape(desk.language.say("Key {id} is revoked.", id=id)))
                return ExitCode.GOOD
    raise refuse("KEY_UNKNOWN", "ID", id, "id kunci yang ada (jemput key list)", "the id of a key (jemput key list)")


def _office(rows: "OpenRows", code: str | None, name: str | None) -> str:
    """The id of the office meant; made if it has a name and is not there."""
    from api.auth.tenants import add_office
    from api.db.identity import new_id
    from api.documents.zones import zone_of_codes

    known = _known_office(rows, code, name)
    if known is not None or code is None or name is None:
        return str(known)
    id = new_id("off")
    add_office(rows, id=id, code=code, name=name, time_zone=zone_of_codes([code]))
    return id


def _unusable_names(login: str, office: str | None, office_name: str | None) -> list[Fault]:
    """What could not be written on the pages of the service either."""
    from pydantic import TypeAdapter, ValidationError

    from api.http.texts import ensure_no_number
    from api.http.validation import fault_of
    from api.signin.schemas import Login, OfficeCode, OfficeName

    faults = [*_faults_of(lambda: ensure_no_number("LOGIN", login))]
    try:
        TypeAdapter(Login).validate_python(login)
    except ValidationError:
        # One sentence for a person who types, where a program is told each rule.
        faults.append(
            fault(
                "LOGIN_UNUSABLE",
                "LOGIN",
                login,
                "3 sampai 64 huruf, angka, titik atau @",
                "3 to 64 letters, digits, dots or @",
            )
        )
    for where, kind, typed in (("--office", OfficeCode, office), ("--office-name", OfficeName, office_name)):
        if typed is None:
            continue
        try:
            TypeAdapter(kind).validate_python(typed)
        except ValidationError as error:
            faults += [replace(fault_of(item), where=where) for item in error.errors()]
    return faults


def _known_office(rows: "OpenRows", code: str | None, name: str | None) -> str | None:
    """The id of the office meant; none if it is one to be made."""
    from sqlalchemy import select

    from api.db.tables import offices

    found = rows.all(select(offices).order_by(offices.c.code))
    if code is None and len(found) == 1:
        return str(found[0].id)
    for row in found:
        if row.code == code:
            return str(row.id)
    if code is None or name is None:
        raise InputFaults((_office_unknown(code, [row.code for row in found]),))
    return None


def _office_unknown(code: str | None, known: Sequence[str]) -> Fault:
    codes = ", ".join(known) or "-"
    return fault(
        "OFFICE_UNKNOWN",
        "--office",
        code or "",
        f"kode kantor yang ada ({codes}), atau kode baru dengan --office-name",
        f"the code of an office ({codes}), or a new one with --office-name",
    )


def _faults_of(look: Callable[[], object]) -> Sequence[Fault]:
    """What a look finds, to be told with the rest."""
    try:
        look()
    except InputFaults as error:
        return error.faults
    return ()


def _record(rows: "OfficeRows", action: str, subject: str, detail: dict[str, Any]) -> None:
    from api.audit.record import Actor, record
    from api.calls.state import utc_now

    actor = Actor(kind="command", id="command", name="command line", request_id="-")
    record(rows, actor, utc_now(), action, subject, detail=detail)


def _read_words(words: Sequence[Word], typed: str, where: str) -> tuple[list[Word], list[Fault]]:
    """Those of the words that were typed, and faults for all others."""
    known = {str(item): item for item in words}
    listed = ", ".join(known)
    parts = _parts(typed)
    wrong = [
        fault("UNKNOWN_WORD", where, part, f"salah satu dari: {listed}", f"one of: {listed}")
        for part in parts or [""]
        if part not in known
    ]
    return [known[part] for part in dict.fromkeys(parts) if part in known], wrong


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",") if part.strip()]


def _asked_beside(faults: Sequence[Fault], desk: Desk) -> str:
    """A password, to be judged with the rest; nobody types one unseen for a command that is refused anyway."""
    if faults and sys.stdin.isatty():
        raise InputFaults(tuple(faults))
    return _asked(desk)


def _asked(desk: Desk) -> str:
    """A password: typed unseen, or the first line of the input."""
    if sys.stdin.isatty():
        return getpass.getpass(desk.language.say("New password: "))
    return sys.stdin.readline().rstrip("\r\n")
