"""What coming in and going out do."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from api.audit.record import Actor, record
from api.auth import accounts
from api.auth.accounts import NewAccount
from api.auth.principal import Principal
from api.auth.roles import Role
from api.auth.secrets import hashed, is_password, password_faults
from api.auth.tenants import add_office, kind_of_code
from api.calls.call import Answer, Call
from api.calls.state import State
from api.db.identity import new_id
from api.db.scope import OfficeRows, OpenRows
from api.db.tables import accounts as account_table
from api.db.tables import offices
from api.http.problems import Problem, conflict, fault_at, unprocessable
from api.signin.schemas import PasswordChange, Setup, SignIn, Who

FIRST_ROLES = (Role.ADMIN, Role.PLANNER)


def told(principal: Principal) -> Who:
    """The caller for the wire."""
    return Who(
        kind=principal.kind,
        name=principal.name,
        office_id=principal.office_id,
        time_zone=principal.time_zone,
        roles=list(principal.roles),
        permissions=sorted(principal.permissions),
        teams=list(principal.teams),
        sites=list(principal.sites),
    )


def signed_in(
    state: State, wish: SignIn, address: str, request_id: str, before: str | None
) -> tuple[str, Row[Any], str]:
    """Token, account and zone of whoever knows the password; every refusal looks the same.

    The session that the browser had ``before`` ends.
    """
    state.throttle.ensure(wish.login, address)
    with state.database.reading() as connection:
        found = accounts.account_of_login(OpenRows(connection), wish.login)
    usable = found is not None and found.disabled_at is None
    if not is_password(wish.password, found.password_hash if usable and found is not None else None):
        state.throttle.failed(wish.login, address)
        state.metrics.refused.labels("password").inc()
        if found is not None:
            with state.database.writing() as connection:
                mine = OfficeRows(connection, found.office_id)
                record(mine, _actor(found, request_id), state.clock(), "session.refused", found.id)
        raise Problem(401, "SIGN_IN_REFUSED", ("Nama atau kata sandi tidak cocok", "Login or password is wrong"))
    if found is None:
        raise LookupError(wish.login)
    now = state.clock()
    with state.database.writing() as connection:
        rows = OpenRows(connection)
        if before:
            accounts.end_session(rows, before)
        token = accounts.begin_session(rows, found.id, found.office_id, now, state.settings.session_hours)
        record(rows.of(found.office_id), _actor(found, request_id), now, "session.begun", found.id)
        zone = accounts.zone_of(rows, found.office_id)
    return token, found, zone


def _actor(account: Row[Any], request_id: str) -> Actor:
    return Actor(kind="account", id=account.id, name=account.login, request_id=request_id)


def change_password(call: Call, rows: OfficeRows, wish: PasswordChange) -> Answer:
    """A new password; every session of the account ends."""
    found = accounts.account_of(rows, call.principal.id) if call.principal.kind == "account" else None
    if found is None:
        raise conflict("NO_ACCOUNT", ("Ini bukan akun dengan kata sandi", "This is no account with a password"))
    call.state.throttle.ensure(found.login, "password")
    faults = password_faults(wish.new, found.login, "/new")
    if not is_password(wish.old, found.password_hash):
        call.state.throttle.failed(found.login, "password")
        faults.insert(0, fault_at("/old", "PASSWORD_WRONG", "", ("kata sandi sekarang", "the present password")))
    if faults:
        raise unprocessable(faults)
    rows.update(
        account_table, account_table.c.id == found.id, password_hash=hashed(wish.new), revision=found.revision + 1
    )
    accounts.end_sessions_of(rows.open, found.id)
    call.record(rows, "account.password", found.id)
    return Answer()


def set_up(state: State, wish: Setup, request_id: str) -> None:
    """Make the first account; the office of the desktop mode, if there is one, becomes its office."""
    faults = password_faults(wish.password, wish.login, "/password")
    if faults:
        raise unprocessable(faults)
    now = state.clock()
    with state.database.writing() as connection:
        rows = OpenRows(connection)
        if accounts.any_account(rows):
            # A new link would be of no use: the first account is there.
            raise Problem(
                403,
                "SETUP_LINK_USED",
                (
                    "Akun pertama sudah dibuat; masuklah dengan akun itu, atau mintalah akun kepada admin kantor",
                    "The first account was made already; sign in with it, or ask the admin of the office for one",
                ),
            )
        if not accounts.use_setup_token(rows, wish.token, now):
            raise Problem(
                403,
                "SETUP_LINK_USED",
                (
                    "Tautan ini salah atau kedaluwarsa; jalankan lagi jemput serve untuk tautan baru",
                    "This link is wrong or has expired; start jemput serve again for a new one",
                ),
            )
        office = _office(rows, wish, now)
        account = NewAccount(login=wish.login, password=wish.password, roles=FIRST_ROLES)
        id = accounts.add_account(rows.of(office), account, now)
        actor = Actor(kind="setup", id=id, name=wish.login, request_id=request_id)
        record(rows.of(office), actor, now, "office.set_up", office, detail={"login": wish.login})


def _office(rows: OpenRows, wish: Setup, _now: datetime) -> str:
    told = {"code": wish.office_code, "name": wish.office_name, "time_zone": wish.time_zone}
    found = rows.one(select(offices).order_by(offices.c.created_at, offices.c.id).limit(1))
    if found is not None:
        kind = kind_of_code(wish.office_code)
        rows.update(offices, offices.c.id == found.id, **told, kind=kind, revision=found.revision + 1)
        return str(found.id)
    id = new_id("off")
    add_office(rows, id=id, **told)
    return id
