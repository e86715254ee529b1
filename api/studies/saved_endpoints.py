"""``/v1/scenarios``: questions that an office saves, to ask them again of other data and months."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from api.auth.roles import Permission
from api.calls.call import Call, may
from api.db.tables import scenarios
from api.http.pages import Page, PageWish, page_wish
from api.http.routes import OneTurn
from api.http.tags import expected_revision
from api.studies import saving
from api.studies.schemas import ChangeKind, Scenario, ScenarioAsked
from api.studies.vocabulary import change_kinds

router = APIRouter(route_class=OneTurn, prefix="/v1/scenarios", tags=["scenarios"])

Reader = Annotated[Call, may(Permission.PLANS_READ)]
Maker = Annotated[Call, may(Permission.PLANS_MAKE)]
Wish = Annotated[PageWish, Depends(page_wish)]
Id = Annotated[str, Path(max_length=40, examples=["scen_01jd3x9k2m4n6p8q0r2s4t6v8w"])]


@router.get("/changes", summary="What a scenario may change", response_model=list[ChangeKind])
def list_change_kinds(call: Reader) -> list[ChangeKind]:
    """Every kind of change with its parts, for forms."""
    del call
    return change_kinds()


@router.post("", summary="Save a scenario", status_code=201, response_model=Scenario)
def save_scenario(wish: ScenarioAsked, call: Maker) -> Response:
    """Its changes are judged against data when a study asks it; their kinds are judged now."""
    return call.write(lambda rows: saving.add(call, rows, wish))


@router.get("", summary="Saved scenarios, newest first", response_model=Page[Scenario])
def list_scenarios(call: Reader, wish: Wish) -> Page[Scenario]:
    """Of the office."""
    with call.reading() as rows:
        statement = rows.select(scenarios).where(scenarios.c.archived_at.is_(None))
        return wish.told(rows, statement, scenarios.c.id, partial(saving.told, call))


@router.get("/{id}", summary="One saved scenario", response_model=Scenario)
def get_scenario(id: Id, call: Reader) -> Response:
    """Its ETag is wanted by every change."""
    with call.reading() as rows:
        return saving.answer(call, saving.held(rows, id)).response()


@router.put("/{id}", summary="Change a saved scenario", response_model=Scenario)
def change_scenario(id: Id, request: Request, wish: ScenarioAsked, call: Maker) -> Response:
    """Wants If-Match. Studies that asked it keep what they asked."""
    revision = expected_revision(request)
    return call.write(lambda rows: saving.change(call, rows, id, revision, wish))


@router.delete("/{id}", summary="Put a saved scenario away", status_code=204)
def archive_scenario(id: Id, request: Request, call: Maker) -> Response:
    """Wants If-Match."""
    revision = expected_revision(request)
    return call.write(lambda rows: saving.archive(call, rows, id, revision))
