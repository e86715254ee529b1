"""``/v1/session/ways`` and ``/v1/session/oidc``: which ways lead in, and the way through a provider."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import RedirectResponse

from api.auth.identify import cookie_name
from api.auth.oidc import Client, Refused
from api.calls.state import State, state_of
from api.http.identity import request_id_of
from api.http.problems import not_found
from api.http.routes import OneTurn
from api.signin import outside
from api.signin.cookies import set_session_cookie

router = APIRouter(route_class=OneTurn, prefix="/v1/session", tags=["sign-in"])
log = structlog.get_logger("jemput.signin")
PAGE = "/masuk"
LASTS_S = int(outside.LASTS.total_seconds())
Told = Annotated[str, Query(max_length=4_000)]


class Ways(BaseModel):
    """How somebody can come in."""

    model_config = ConfigDict(extra="forbid")

    accounts: bool = Field(description="Whether signing in is needed at all; never in desktop mode.")
    password: bool
    provider: str | None = Field(description="What to call the provider whose accounts are taken; none if null.")


@router.get("/ways", summary="How to sign in")
def ways(request: Request) -> Ways:
    """For the page of signing in."""
    state = state_of(request)
    known = not state.settings.desktop
    provider = state.settings.oidc
    return Ways(accounts=known, password=known, provider=provider.name if known and provider else None)


@router.get("/oidc", summary="Sign in through the provider", status_code=303, response_class=RedirectResponse)
def begin_outside(request: Request) -> Response:
    """Opened by a browser, which is sent to the provider."""
    state = state_of(request)
    client = _client(state)
    try:
        address, kept = outside.begun(state, client)
    except Refused as error:
        return _back(error)
    response = RedirectResponse(address, 303)
    # Lax: the provider's page sends the browser back, and the cookie has to come along.
    response.set_cookie(
        _cookie(state),
        kept,
        max_age=LASTS_S,
        path="/",
        secure=state.settings.secure,
        httponly=True,
        samesite="lax",
    )
    return response


@router.get("/oidc/callback", summary="Back from the provider", status_code=303, response_class=RedirectResponse)
def finish_outside(request: Request, code: Told = "", state: Told = "", iss: Told = "", error: Told = "") -> Response:
    """Opened by the provider's page; ends at the dashboard, signed in or told why not."""
    service = state_of(request)
    client = _client(service)
    try:
        if error or not code:
            raise Refused("PROVIDER_REFUSED")
        token = outside.finished(
            service,
            client,
            code=code,
            given=state,
            kept=request.cookies.get(_cookie(service), ""),
            issuer=iss,
            request_id=request_id_of(request),
            before=request.cookies.get(cookie_name(service.settings)),
        )
    except Refused as refused:
        response = _back(refused)
    else:
        response = RedirectResponse("/", 303)
        set_session_cookie(response, service, token)
    response.delete_cookie(_cookie(service), path="/", secure=service.settings.secure, httponly=True, samesite="lax")
    return response


def _client(state: State) -> Client:
    if state.settings.desktop or state.oidc is None:
        raise not_found(("cara masuk", "way to sign in"), "oidc")
    return state.oidc


def _back(error: Refused) -> Response:
    log.warning("sign-in through the provider refused", code=error.code)
    return RedirectResponse(f"{PAGE}?sebab={error.code}", 303)


def _cookie(state: State) -> str:
    return "__Host-jemput-oidc" if state.settings.secure else "jemput_oidc"
