"""``/v1/accounts``, ``/v1/keys``, ``/v1/audit``."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.accounts import service
from api.accounts.schemas import Account, AccountChange, AccountWish, AuditLine, Key, KeyWish, NewKey
from api.auth.roles import Permission
from api.calls.call import Answer, Call, may
from api.db.tables import accounts, api_keys, audit_log
from api.http.pages import Page, PageWish, page_wish
from api.http.routes import OneTurn
from api.http.tags import expected_revision

router = APIRouter(route_class=OneTurn, prefix="/v1", tags=["accounts"])

Admin = Annotated[Call, may(Permission.ACCOUNTS_MANAGE)]
Auditor = Annotated[Call, may(Permission.AUDIT_READ)]
Wish = Annotated[PageWish, Depends(page_wish)]
Id = Annotated[str, Path(max_length=40)]


@router.get("/accounts", summary="Accounts of the office", response_model=Page[Account])
def list_accounts(call: Admin, wish: Wish) -> Page[Account]:
    """Those that are out as well."""
    with call.reading() as rows:
        tell = partial(service.told, call)
        return wish.told(rows, rows.select(accounts), accounts.c.id, tell, newest_first=False)


@router.post("/accounts", summary="A new account", status_code=201, response_model=Account)
def add_account(wish: AccountWish, call: Admin) -> Response:
    """With its roles."""
    return call.write(lambda rows: service.add(call, rows, wish))


@router.get("/accounts/{id}", summary="One account", response_model=Account)
def get_account(id: Id, call: Admin) -> Response:
    """Its ETag is wanted by every change."""
    with call.reading() as rows:
        found = service.held(rows, id)
    return Answer(body=service.told(call, found), revision=found.revision).response()


@router.patch("/accounts/{id}", summary="Change an account", response_model=Account)
def change_account(id: Id, request: Request, wish: AccountChange, call: Admin) -> Response:
    """Wants If-Match. Whoever is signed in with it has to sign in again."""
    revision = expected_revision(request)
    return call.write(lambda rows: service.change(call, rows, id, revision, wish))


@router.get("/keys", summary="API keys of the office", response_model=Page[Key])
def list_keys(call: Admin, wish: Wish) -> Page[Key]:
    """Without the keys themselves."""
    with call.reading() as rows:
        return wish.told(rows, rows.select(api_keys), api_keys.c.id, partial(service.key_told, call))


@router.post("/keys", summary="A new API key", status_code=201, response_model=NewKey)
def add_key(wish: KeyWish, call: Admin) -> Response:
    """Shown this once, and kept nowhere.

    The same Idempotency-Key makes no second one: 409 KEY_MADE_ALREADY names the key that there is. Whoever never saw
    its secret revokes it, and asks again under another Idempotency-Key.
    """
    return call.write_shown_once(lambda rows: service.add_key(call, rows, wish), service.made_already)


@router.delete("/keys/{id}", summary="Revoke an API key", status_code=204)
def revoke_key(id: Id, call: Admin) -> Response:
    """At once."""
    return call.write(lambda rows: service.revoke_key(call, rows, id))


@router.get("/audit", summary="The audit log, newest first", response_model=Page[AuditLine])
def list_audit(
    call: Auditor,
    wish: Wish,
    subject: Annotated[str | None, Query(max_length=200, description="Id of a dataset, plan, account ...")] = None,
) -> Page[AuditLine]:
    """Every change, override and approval."""
    with call.reading() as rows:
        statement = rows.select(audit_log)
        if subject is not None:
            statement = statement.where(audit_log.c.subject == subject)
        return wish.told(rows, statement, audit_log.c.id, partial(service.line_told, call))
