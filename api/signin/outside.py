"""Coming in through the provider that the installation names: out to it, and back with a code."""

from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Row, select

from api.audit.record import Actor, record
from api.auth import accounts
from api.auth.oidc import Client, Refused, new_attempt
from api.auth.secrets import token_hash
from api.calls.state import State
from api.db.scope import OpenRows
from api.db.tables import outside_ids, outside_sign_ins

log = structlog.get_logger("jemput.signin")
LASTS = timedelta(minutes=10)
CALLBACK = "/v1/session/oidc/callback"


def begun(state: State, client: Client) -> tuple[str, str]:
    """Where to send the browser, and the state that it has to bring back."""
    attempt = new_attempt()
    address = client.address(attempt, redirect_of(state))
    now = state.clock()
    with state.database.writing() as connection:
        rows = OpenRows(connection)
        rows.delete(outside_sign_ins, outside_sign_ins.c.expires_at < now)
        rows.insert(
            outside_sign_ins,
            state_hash=token_hash(attempt.state),
            nonce=attempt.nonce,
            verifier=attempt.verifier,
            expires_at=now + LASTS,
        )
    return address, attempt.state


def finished(
    state: State,
    client: Client,
    *,
    code: str,
    given: str,
    kept: str,
    issuer: str,
    request_id: str,
    before: str | None,
) -> str:
    """The token of a session for whoever the provider names.

    Raises
    ------
    Refused
        The sign-in was not begun in this browser, or was used before; the provider does not vouch for it; or there is
        no account for it here.
    """
    if not given or token_hash(given) != token_hash(kept):
        raise Refused("SIGN_IN_OF_OTHER_BROWSER")
    # An answer of another provider is not taken for this one's (RFC 9207).
    if issuer and issuer != client.provider.issuer:
        raise Refused("PROVIDER_OTHER")
    attempt = _used(state, given)
    claims = client.claims(code, attempt.nonce, attempt.verifier, redirect_of(state))
    now = state.clock()
    with state.database.writing() as connection:
        rows = OpenRows(connection)
        account = _account(rows, client, claims)
        if account is None or account.disabled_at is not None:
            state.metrics.refused.labels("oidc").inc()
            raise Refused("NO_ACCOUNT_HERE")
        if before:
            accounts.end_session(rows, before)
        token = accounts.begin_session(rows, account.id, account.office_id, now, state.settings.session_hours)
        actor = Actor(kind="account", id=account.id, name=account.login, request_id=request_id)
        record(rows.of(account.office_id), actor, now, "session.begun", account.id, detail={"by": "oidc"})
    return token


def redirect_of(state: State) -> str:
    """The address that the provider sends the browser back to."""
    return f"{(state.settings.public_url or '').rstrip('/')}{CALLBACK}"


def _used(state: State, given: str) -> Row[Any]:
    """The sign-in that was begun with this state; it is good for one try."""
    mine = outside_sign_ins.c.state_hash == token_hash(given)
    with state.database.writing() as connection:
        rows = OpenRows(connection)
        found = rows.one(select(outside_sign_ins).where(mine))
        if rows.delete(outside_sign_ins, mine) != 1 or found is None or found.expires_at <= state.clock():
            raise Refused("SIGN_IN_EXPIRED")
    return found


def _account(rows: OpenRows, client: Client, claims: Any) -> Row[Any] | None:
    """The account that was joined to this subject; else the one whose login the provider names, joined from now on."""
    issuer, subject = client.provider.issuer, claims["sub"]
    found = rows.one(select(outside_ids).where(outside_ids.c.issuer == issuer, outside_ids.c.subject == subject))
    if found is not None:
        return accounts.account_of(rows.of(found.office), found.account_id)
    login = claims.get(client.provider.login_claim)
    # An address that the provider has not verified may be anybody's.
    if not isinstance(login, str) or (
        client.provider.login_claim == "email" and claims.get("email_verified") is not True
    ):
        return None
    account = accounts.account_of_login(rows, login)
    if account is None or account.disabled_at is not None:
        return None
    taken = select(outside_ids).where(outside_ids.c.issuer == issuer, outside_ids.c.account_id == account.id)
    if rows.one(taken) is not None:
        # Somebody else of the provider was given the login of an earlier one.
        return None
    rows.insert(outside_ids, issuer=issuer, subject=subject, account_id=account.id, office=account.office_id)
    return account
