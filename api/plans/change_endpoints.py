"""``/v1/plans/{id}/changes``: by hand, shown before they are kept."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.auth.roles import Permission
from api.calls.call import Call, may
from api.http.routes import OneTurn
from api.http.tags import expected_revision
from api.jobs.schemas import Job
from api.plans import changing, history, replanning
from api.plans.change_schemas import AdoptWish, ChangeWish, Effect, ReplanWish
from api.plans.schemas import HistoryTold, PlanWhole, RestoreWish

router = APIRouter(route_class=OneTurn, prefix="/v1/plans", tags=["plans"])

Reader = Annotated[Call, may(Permission.PLANS_READ)]
Maker = Annotated[Call, may(Permission.PLANS_MAKE)]
Id = Annotated[str, Path(max_length=40)]


@router.post("/{id}/changes/preview", summary="What changes by hand would break and cost", response_model=Effect)
def preview_changes(id: Id, wish: ChangeWish, call: Reader) -> Effect:
    """Keeps nothing."""
    with call.reading() as rows:
        return changing.effect(changing.tried(rows, id, wish))


@router.post("/{id}/changes", summary="Change a plan by hand", status_code=201, response_model=PlanWhole)
def change_plan_by_hand(id: Id, request: Request, wish: ChangeWish, call: Maker) -> Response:
    """Wants If-Match. All changes or none; a plan that would break a rule is not kept."""
    revision = expected_revision(request)
    return call.write_prepared(
        lambda seen: changing.prepared(seen, id, revision, wish),
        lambda rows, made: changing.keep(call, rows, id, revision, wish, made),
    )


@router.post("/{id}/restores", summary="Take an earlier revision again", status_code=201, response_model=PlanWhole)
def restore_revision(id: Id, request: Request, wish: RestoreWish, call: Maker) -> Response:
    """Wants If-Match. Undo and redo; nothing is taken out of the history."""
    revision = expected_revision(request)
    return call.write(lambda rows: changing.restored(call, rows, id, revision, wish.revision))


@router.get("/{id}/history", summary="What can be undone and redone", response_model=HistoryTold)
def get_history(id: Id, call: Reader) -> HistoryTold:
    """Also after a restart: it is read out of the revisions."""
    with call.reading() as rows:
        return history.told(call, rows, id)


@router.post("/{id}/undo", summary="Undo the last change", status_code=201, response_model=PlanWhole)
def undo_change(id: Id, request: Request, call: Maker) -> Response:
    """Wants If-Match. Ask first where the change is another's: see `history`."""
    revision = expected_revision(request)
    return call.write(lambda rows: history.stepped(call, rows, id, revision, history.UNDO))


@router.post("/{id}/redo", summary="Redo what was undone", status_code=201, response_model=PlanWhole)
def redo_change(id: Id, request: Request, call: Maker) -> Response:
    """Wants If-Match."""
    revision = expected_revision(request)
    return call.write(lambda rows: history.stepped(call, rows, id, revision, history.REDO))


@router.post("/{id}/replans", summary="Plan the rest anew", status_code=202, response_model=Job)
def replan(id: Id, wish: ReplanWish, call: Maker) -> Response:
    """A job makes another plan beside this one; compare them, then take it over with `adoptions`."""
    answer = call.write_prepared(
        lambda seen: replanning.prepared(call, seen, id, wish),
        lambda rows, made: replanning.order(call, rows, id, wish, made),
    )
    call.state.ring()
    return answer


@router.post("/{id}/adoptions", summary="Take over another plan", status_code=201, response_model=PlanWhole)
def adopt_plan(id: Id, request: Request, wish: AdoptWish, call: Maker) -> Response:
    """Wants If-Match. Its content becomes the next revision of this plan, and can be undone."""
    revision = expected_revision(request)
    return call.write(lambda rows: replanning.adopted(call, rows, id, revision, wish.plan_id))
