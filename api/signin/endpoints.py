"""``/v1/session`` and ``/v1/setup``."""

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.auth.accounts import end_session, has_accounts
from api.auth.identify import cookie_name, principal_of
from api.calls.call import Answer, Call, may
from api.calls.state import state_of
from api.db.scope import OpenRows
from api.http.identity import request_id_of
from api.http.routes import OneTurn
from api.signin import service
from api.signin.cookies import set_session_cookie
from api.signin.schemas import PasswordChange, Setup, SetupNeeded, SignIn, Who

router = APIRouter(route_class=OneTurn, prefix="/v1", tags=["sign-in"])

Anybody = Annotated[Call, may()]


@router.post("/session", summary="Sign in", response_model=Who)
def sign_in(wish: SignIn, request: Request) -> Response:
    """Sets a cookie that scripts cannot read and other sites cannot send."""
    state = state_of(request)
    address = request.client.host if request.client is not None else ""
    token, account, zone = service.signed_in(
        state, wish, address, request_id_of(request), request.cookies.get(cookie_name(state.settings))
    )
    response = Answer(body=service.told(principal_of(account, zone))).response()
    set_session_cookie(response, state, token)
    return response


@router.get("/session", summary="Who am I", response_model=Who)
def who(call: Anybody) -> Who:
    """Name, office, roles and what they allow."""
    return service.told(call.principal)


@router.delete("/session", summary="Sign out", status_code=204)
def sign_out(request: Request) -> Response:
    """The session ends at once; there is nothing to keep it alive."""
    state = state_of(request)
    name = cookie_name(state.settings)
    token = request.cookies.get(name)
    if token:
        with state.database.writing() as connection:
            end_session(OpenRows(connection), token)
    response = Response(status_code=204)
    response.delete_cookie(name, path="/", secure=state.settings.secure, httponly=True, samesite="strict")
    return response


@router.put("/session/password", summary="Change my password", status_code=204)
def change_password(wish: PasswordChange, call: Anybody) -> Response:
    """Every session of the account ends, this one as well."""
    return call.write(lambda rows: service.change_password(call, rows, wish))


@router.get("/setup", summary="Whether the first account is still to be made")
def setup_needed(request: Request) -> SetupNeeded:
    """Never in desktop mode."""
    state = state_of(request)
    return SetupNeeded(needed=not state.settings.desktop and not has_accounts(state.database))


@router.post("/setup", summary="Make the first account", status_code=201)
def set_up(wish: Setup, request: Request) -> SetupNeeded:
    """By the one-time link that the command shows."""
    service.set_up(state_of(request), wish, request_id_of(request))
    return SetupNeeded(needed=False)
