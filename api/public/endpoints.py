"""``/v1/public-links`` for who publishes; ``/v1/public/{token}`` and ``/publik/{token}`` for anybody."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import HTMLResponse

from api.auth.roles import Permission
from api.calls.call import Call, may
from api.calls.state import state_of
from api.db.tables import public_links
from api.http.languages import language_of
from api.http.pages import Page, PageWish, page_wish
from api.http.problems import Problem
from api.http.routes import OneTurn
from api.public import service
from api.public.page import POLICY, gone_text, page_text
from api.public.schemas import Link, LinkWish, PublicSchedule

router = APIRouter(route_class=OneTurn, tags=["public"])

Maker = Annotated[Call, may(Permission.PLANS_MAKE, Permission.PLANS_APPROVE)]
Wish = Annotated[PageWish, Depends(page_wish)]
Token = Annotated[str, Path(min_length=20, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


@router.get("/v1/public-links", summary="Links that anybody may open", response_model=Page[Link])
def list_links(call: Maker, wish: Wish) -> Page[Link]:
    """Newest first, also those that were revoked."""
    with call.reading() as rows:
        return wish.told(rows, rows.select(public_links), public_links.c.id, partial(service.link_told, call))


@router.post("/v1/public-links", summary="A link to the schedule of some days", status_code=201, response_model=Link)
def add_link(wish: LinkWish, call: Maker) -> Response:
    """It shows what is published for these days, always as it is in force."""
    return call.write(lambda rows: service.add(call, rows, wish))


@router.delete("/v1/public-links/{id}", summary="Revoke a link", status_code=204)
def revoke_link(id: Annotated[str, Path(max_length=40)], call: Maker) -> Response:
    """It opens nothing any more."""
    return call.write(lambda rows: service.revoke(call, rows, id))


@router.get("/v1/public/{token}", summary="The public schedule")
def get_public_schedule(token: Token, request: Request) -> PublicSchedule:
    """No staff, no teams, no number below five."""
    return service.schedule(state_of(request).database, token)


GONE: dict[int | str, dict[str, object]] = {
    404: {"description": "The link is unknown or was taken back.", "content": {"text/html": {}}}
}


@router.get(
    "/publik/{token}", summary="The public schedule as a page", response_class=HTMLResponse, responses=dict(GONE)
)
def show_public_schedule(token: str, request: Request) -> HTMLResponse:
    """Plain HTML, without a script."""
    state = state_of(request)
    headers = {"Content-Security-Policy": POLICY, "X-Robots-Tag": "noindex"}
    try:
        found = service.schedule(state.database, token)
    except Problem as problem:
        # Whoever opens an old link reads a sentence, not an answer for programs.
        return HTMLResponse(gone_text(language_of(request)), status_code=problem.status, headers=headers)
    text = page_text(language_of(request), found, service.seen_at(found, state.clock()))
    return HTMLResponse(text, headers=headers)
