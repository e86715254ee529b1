"""``/v1/publications``."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.auth.roles import Permission
from api.calls.call import Answer, Call, may
from api.db.tables import publications
from api.http.pages import Page, PageWish, page_wish
from api.http.routes import OneTurn
from api.http.tags import expected_revision
from api.publications import service
from api.publications.schemas import (
    Decision,
    Publication,
    PublicationState,
    PublicationWish,
    PublishedVisit,
    StateWish,
    VisitState,
)

router = APIRouter(route_class=OneTurn, prefix="/v1/publications", tags=["publications"])

Reader = Annotated[Call, may(Permission.PUBLISHED_READ)]
Maker = Annotated[Call, may(Permission.PLANS_MAKE)]
Approver = Annotated[Call, may(Permission.PLANS_APPROVE)]
Stepper = Annotated[Call, may(Permission.VISITS_REPORT, Permission.VISITS_CONFIRM)]
Wish = Annotated[PageWish, Depends(page_wish)]
Id = Annotated[str, Path(max_length=40)]
VisitId = Annotated[str, Path(max_length=120, examples=["17.02.20.2001@2027-01-12"])]


@router.get("", summary="Publications, newest first", response_model=Page[Publication])
def list_publications(
    call: Reader, wish: Wish, state: Annotated[list[PublicationState] | None, Query()] = None
) -> Page[Publication]:
    """Those that gave way as well; requests and refusals for those who may read plans."""
    with call.reading() as rows:
        statement = rows.select(publications).where(*service.readable(call.principal))
        if state:
            statement = statement.where(publications.c.state.in_(state))
        return wish.told(rows, statement, publications.c.id, partial(service.told, call, rows))


@router.post("", summary="Ask for a plan to be published", status_code=201, response_model=Publication)
def request_publication(wish: PublicationWish, call: Maker) -> Response:
    """Frozen as it stands; the head approves."""
    return call.write(lambda rows: service.request(call, rows, wish))


@router.get("/{id}", summary="One publication", response_model=Publication)
def get_publication(id: Id, call: Reader) -> Response:
    """Its ETag is wanted by the decision. Before its approval, for those who may read plans."""
    with call.reading() as rows:
        row = service.seen(call, rows, id)
        body = service.told(call, rows, row)
    return Answer(body=body, revision=row.revision).response()


@router.post("/{id}/approve", summary="Approve and publish", response_model=Publication)
def approve_publication(id: Id, request: Request, wish: Decision, call: Approver) -> Response:
    """Wants If-Match. Where two accounts may approve, it is not the one who asked."""
    revision = expected_revision(request)
    return call.write(lambda rows: service.decide(call, rows, id, revision, approved=True, why=wish.why))


@router.post("/{id}/reject", summary="Reject", response_model=Publication)
def reject_publication(id: Id, request: Request, wish: Decision, call: Approver) -> Response:
    """Wants If-Match."""
    revision = expected_revision(request)
    return call.write(lambda rows: service.decide(call, rows, id, revision, approved=False, why=wish.why))


@router.get("/{id}/visits", summary="Visits and where they stand", response_model=Page[PublishedVisit])
def list_published_visits(
    id: Id, call: Reader, wish: Wish, state: Annotated[VisitState | None, Query()] = None
) -> Page[PublishedVisit]:
    """A team lead or contact sees own visits only."""
    with call.reading() as rows:
        found = service.visits(call, rows, service.seen(call, rows, id))
    return wish.part([item for item in found if state is None or item.state is state])


@router.get("/{id}/visits/{visit_id}", summary="One visit", response_model=PublishedVisit)
def get_published_visit(id: Id, visit_id: VisitId, call: Reader) -> Response:
    """Its ETag is wanted by the next step."""
    with call.reading() as rows:
        found = service.one_visit(call, rows, service.seen(call, rows, id), visit_id)
    return Answer(body=found, revision=found.revision).response()


@router.put("/{id}/visits/{visit_id}/state", summary="The next step of a visit", response_model=PublishedVisit)
def step_visit(id: Id, visit_id: VisitId, request: Request, wish: StateWish, call: Stepper) -> Response:
    """Wants If-Match. planned, announced, confirmed, held, reported, one after another.

    Any step but the next (back, or over one) is an override and wants a reason in `why`; it is logged as such.
    `held` and `reported` stand on the day of the visit at the earliest, by the clock of the office, and only what was
    held is reported, with its `counts`: no reason changes that.
    """
    revision = expected_revision(request)
    return call.write(lambda rows: service.step(call, rows, id, visit_id, revision, wish))
