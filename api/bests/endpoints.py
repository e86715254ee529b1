"""``/v1/jobs/{id}/best``: the best plan so far, while the job runs."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.auth.roles import Permission
from api.bests import service
from api.bests.schemas import BestTold
from api.calls.call import Call, may
from api.http.pages import Page, PageWish, page_wish
from api.http.routes import OneTurn
from api.http.tags import not_changed, tag
from api.places.endpoints import ANSWER, Day, Layer, Shape, Shaped, Team, drawn
from api.places.lands import lands_of
from api.plans import telling
from api.plans.schemas import Code, VisitTold

router = APIRouter(route_class=OneTurn, prefix="/v1/jobs", tags=["jobs"])

Reader = Annotated[Call, may(Permission.PLANS_READ)]
Wish = Annotated[PageWish, Depends(page_wish)]
Id = Annotated[str, Path(max_length=40, examples=["job_01jd3x9k2m4n6p8q0r2s4t6v8w"])]


@router.get("/{id}/best", summary="The best plan so far", response_model=BestTold)
def get_best(id: Id, call: Reader) -> BestTold:
    """Of a job that plans a month; 404 until there is one. It breaks no rule; cancelling keeps it."""
    with call.reading() as rows:
        best = service.best_of(call, rows, id)
    return BestTold(
        job_id=id,
        state=best.state,
        number=best.number,
        found_at=best.found_at,
        plan_id=best.plan_id,
        summary=telling.summary_of(best.summed),
    )


@router.get("/{id}/best/visits", summary="Visits of the best plan so far", response_model=Page[VisitTold])
def list_best_visits(
    id: Id,
    call: Reader,
    wish: Wish,
    since: Annotated[date | None, Query(description="From this day.")] = None,
    until: Annotated[date | None, Query(description="To this day, included.")] = None,
    team: Annotated[Code | None, Query()] = None,
) -> Page[VisitTold]:
    """By day, team and time. Pages are those of one plan only while `number` of `best` stays the same."""
    with call.reading() as rows:
        facts = service.best_of(call, rows, id).facts
    kept = [
        item
        for item in facts.visits
        if (since is None or item.visit.day >= since)
        and (until is None or item.visit.day <= until)
        and (team is None or item.trip.team == team)
    ]
    page = wish.part(kept)
    return Page(items=[telling.visit_told(facts, item) for item in page.items], next=page.next)


@router.get(
    "/{id}/best/map/{layer}",
    summary="A layer of the map of the best plan so far",
    response_class=Response,
    responses=ANSWER,
)
def get_best_layer(
    id: Id,
    layer: Layer,
    request: Request,
    call: Reader,
    shape: Shaped = Shape.POINT,
    day: Day = None,
    team: Team = None,
) -> Response:
    """As the map of a plan; `revision` is the number of the plan so far. Its ETag changes with the plan."""
    with call.reading() as rows:
        best = service.best_of(call, rows, id)
        mark = tag(best.mark)
        headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
        if not_changed(request, mark):
            return Response(status_code=304, headers=headers)
        with_land = layer is Layer.VILLAGES and shape is Shape.LAND
        lands = lands_of(rows, best.origin, best.facts) if with_land else None
    return drawn(best.facts, call.principal, best.number, headers, layer=layer, lands=lands, day=day, team=team)
