"""``/v1/plans``."""

from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.auth.roles import Permission
from api.calls.call import Answer, Call, may
from api.db.tables import plan_revisions, plans
from api.documents.facts import VisitFacts
from api.http.pages import Page, PageWish, page_wish
from api.http.problems import not_found
from api.http.routes import OneTurn
from api.http.tags import expected_revision
from api.http.texts import NO_NUMBER
from api.jobs.schemas import Job
from api.plans import explaining, service, telling, uploads
from api.plans.done import done_told, may_see_done
from api.plans.schemas import (
    CostTold,
    ExplainWish,
    LeftOut,
    PlanChange,
    PlanHead,
    PlanOrder,
    PlanWhole,
    Revision,
    StockTold,
    VisitTold,
)
from api.plans.seen import may_see, may_see_staff, seen
from planner.domain.plan import Evidence, Reason

router = APIRouter(route_class=OneTurn, prefix="/v1/plans", tags=["plans"])

Reader = Annotated[Call, may(Permission.PLANS_READ)]
Viewer = Annotated[Call, may(Permission.PLANS_READ, Permission.PUBLISHED_READ)]
Maker = Annotated[Call, may(Permission.PLANS_MAKE)]
Wish = Annotated[PageWish, Depends(page_wish)]
Id = Annotated[str, Path(max_length=40, examples=["plan_01jd3x9k2m4n6p8q0r2s4t6v8w"])]
At = Annotated[int | None, Query(ge=1, le=1_000_000, description="An earlier revision; the newest one if left out.")]
Code = Annotated[str | None, Query(max_length=80)]

UPLOAD = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}},
}


@router.post("", summary="Ask for a plan", status_code=202, response_model=Job)
def order_plan(wish: PlanOrder, call: Maker) -> Response:
    """A job makes it; its `plan_id` tells which plan it became. Faults of the data are told at once."""
    answer = call.write_prepared(
        lambda seen: service.problem_for(call, seen, wish), lambda rows, found: service.order(call, rows, wish, *found)
    )
    call.state.ring()
    return answer


@router.post(
    "/imports", summary="Keep a plan made elsewhere", status_code=201, response_model=PlanWhole, openapi_extra=UPLOAD
)
def import_plan(
    call: Maker,
    name: Annotated[str | None, Query(min_length=1, max_length=200), NO_NUMBER] = None,
    dataset_id: Annotated[
        str | None, Query(max_length=40, description="The dataset that it was made from."), NO_NUMBER
    ] = None,
) -> Response:
    """A `plan.json` with its problem inside; it must break no rule.

    With `dataset_id` it belongs to the newest version of that dataset, which must give the same problem.
    """
    return call.write_prepared(
        lambda seen: uploads.read(seen, dataset_id, call.body),
        lambda rows, found: uploads.keep(call, rows, name, call.body, found),
    )


@router.get("", summary="Plans of the office, newest first", response_model=Page[PlanHead])
def list_plans(
    call: Reader,
    wish: Wish,
    dataset_id: Annotated[str | None, Query(max_length=40)] = None,
    archived: Annotated[bool, Query(description="Those put away as well.")] = False,
) -> Page[PlanHead]:
    """With their sums."""
    with call.reading() as rows:
        statement = rows.select(plans)
        if not archived:
            statement = statement.where(plans.c.archived_at.is_(None))
        if dataset_id is not None:
            statement = statement.where(plans.c.dataset_id == dataset_id)
        return wish.told(rows, statement, plans.c.id, partial(telling.head, call))


@router.get("/{id}", summary="One plan", response_model=PlanWhole)
def get_plan(id: Id, call: Reader) -> Response:
    """Sums, proof and warnings. Its ETag is wanted by every change."""
    with call.reading() as rows:
        row = service.held(rows, id)
        body = telling.whole(call, row, service.facts(rows, id))
    return Answer(body=body, revision=row.revision).response()


@router.patch("/{id}", summary="Rename a plan", response_model=PlanHead)
def change_plan(id: Id, request: Request, wish: PlanChange, call: Maker) -> Response:
    """Wants If-Match."""
    revision = expected_revision(request)
    return call.write(lambda rows: service.rename(call, rows, id, revision, wish.name))


@router.delete("/{id}", summary="Put a plan away", status_code=204)
def archive_plan(id: Id, request: Request, call: Maker) -> Response:
    """Wants If-Match. What was published of it stays."""
    revision = expected_revision(request)
    return call.write(lambda rows: service.archive(call, rows, id, revision))


@router.get("/{id}/revisions", summary="The life of a plan, newest first", response_model=Page[Revision])
def list_revisions(id: Id, call: Reader, wish: Wish) -> Page[Revision]:
    """Who changed what, when and why."""
    with call.reading() as rows:
        facts = service.facts(rows, id)
        mine = rows.select(plan_revisions).where(plan_revisions.c.plan_id == id)
        found = wish.of_numbers(rows, mine, plan_revisions.c.revision)
    return Page(items=[telling.revision_told(call, row, facts) for row in found.rows], next=found.next)


@router.get("/{id}/visits", summary="Visits by day, team and time", response_model=Page[VisitTold])
def list_visits(
    id: Id,
    call: Viewer,
    wish: Wish,
    revision: At = None,
    since: Annotated[date | None, Query(description="From this day.")] = None,
    until: Annotated[date | None, Query(description="To this day, included.")] = None,
    team: Code = None,
    subdistrict: Code = None,
    site: Annotated[str | None, Query(max_length=80, description="Held there, or its people come.")] = None,
) -> Page[VisitTold]:
    """All filters together. Who may not read plans sees what is in force; team leads and contacts their own visits.

    Visits that a plan of the rest goes on from come first, marked `done`.
    """
    with call.reading() as rows:
        facts = seen(call, rows, id, revision).facts
    kept: list[VisitTold | VisitFacts] = [
        item
        for item in done_told(facts)
        if may_see_done(call.principal, item)
        and (since is None or item.day >= since)
        and (until is None or item.day <= until)
        and team in (None, item.team)
        and subdistrict in (None, item.subdistrict)
        and (site in (None, item.site) or any(site == origin.site for origin in item.people))
    ]
    kept += [
        item
        for item in facts.visits
        if may_see(call.principal, item)
        and (since is None or item.visit.day >= since)
        and (until is None or item.visit.day <= until)
        and (team is None or item.trip.team == team)
        and (subdistrict is None or item.subdistrict == subdistrict)
        and (site is None or site == item.site.id or any(site == origin.origin.id for origin in item.origins))
    ]
    page = wish.part(kept)
    visits = [item if isinstance(item, VisitTold) else telling.visit_told(facts, item) for item in page.items]
    if not may_see_staff(call.principal):
        visits = [visit.model_copy(update={"staff": []}) for visit in visits]
    return Page(items=visits, next=page.next)


@router.get("/{id}/stock", summary="The card ledger, day by day", response_model=Page[StockTold])
def list_stock(id: Id, call: Reader, wish: Wish, revision: At = None) -> Page[StockTold]:
    """In cards."""
    with call.reading() as rows:
        return wish.part(telling.stock_told(service.facts(rows, id, revision)))


@router.get("/{id}/costs", summary="The money ledger, line by line", response_model=Page[CostTold])
def list_costs(id: Id, call: Reader, wish: Wish, revision: At = None) -> Page[CostTold]:
    """In rupiah; adds up to the cost of the plan."""
    with call.reading() as rows:
        return wish.part(telling.costs_told(service.facts(rows, id, revision)))


@router.get("/{id}/left-out", summary="Who is left out, and why", response_model=Page[LeftOut])
def list_left_out(
    id: Id,
    call: Reader,
    wish: Wish,
    revision: At = None,
    reason: Annotated[Reason | None, Query()] = None,
    evidence: Annotated[Evidence | None, Query()] = None,
    subdistrict: Code = None,
) -> Page[LeftOut]:
    """With the grade of evidence, and what would let them in."""
    with call.reading() as rows:
        found = seen(call, rows, id, revision)
        facts = explaining.explained(rows, found)
    kept = [
        item
        for item in facts.document.unserved
        if (reason is None or item.reason is reason)
        and (evidence is None or item.evidence is evidence)
        and (subdistrict is None or facts.problem.site[item.origin].subdistrict == subdistrict)
    ]
    page = wish.part(kept)
    return Page(items=[telling.left_out_told(facts, item) for item in page.items], next=page.next)


@router.get("/{id}/left-out/{site}", summary="Why one place is left out", response_model=LeftOut)
def get_left_out(id: Id, site: Annotated[str, Path(max_length=80)], call: Reader, revision: At = None) -> LeftOut:
    """As it was weighed last."""
    with call.reading() as rows:
        facts = explaining.explained(rows, seen(call, rows, id, revision))
    if site not in facts.unserved:
        raise not_found(("tempat yang belum terlayani", "place that is left out"), site)
    return telling.left_out_told(facts, facts.unserved[site])


@router.post("/{id}/explanations", summary="Weigh why places are left out", status_code=202, response_model=Job)
def explain_plan(id: Id, wish: ExplainWish, call: Maker) -> Response:
    """A job; `left-out` tells what it found. A grade may rise: undecided, compared, proven."""
    answer = call.write(lambda rows: explaining.order(call, rows, id, wish))
    call.state.ring()
    return answer
