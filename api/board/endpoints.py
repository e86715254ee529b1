"""``/v1/plans/{id}/...``: what the board asks."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.auth.roles import Permission
from api.board import cells, slots
from api.board.schemas import CellsTold, SlotsTold
from api.calls.call import Call, may
from api.http.problems import not_found
from api.http.routes import OneTurn
from api.plans import fitting
from api.plans.done import is_done
from api.plans.seen import announced_visits, seen

router = APIRouter(route_class=OneTurn, prefix="/v1/plans", tags=["board"])

Reader = Annotated[Call, may(Permission.PLANS_READ)]
Id = Annotated[str, Path(max_length=40)]
VisitId = Annotated[str, Path(max_length=120, examples=["17.02.20.2001@2027-01-12"])]
Since = Annotated[date | None, Query(description="From this day.")]
Until = Annotated[date | None, Query(description="To this day, included.")]


@router.get("/{id}/visits/{visit_id}/cells", summary="What a visit would do on every team and day")
def list_cells(id: Id, visit_id: VisitId, call: Reader, since: Since = None, until: Until = None) -> CellsTold:
    """Asked once when a visit is picked up. Nothing is kept; drop it with `changes`."""
    site, day = visit_of(visit_id)
    with call.reading() as rows:
        found = seen(call, rows, id)
        announced = announced_visits(rows, found)
    if not is_done(found.facts, site, day) and all(
        (item.site.id, item.visit.day) != (site, day) for item in found.facts.visits
    ):
        raise not_found(("kunjungan", "visit"), visit_id)
    return cells.cells_told(found.facts, found.revision, site, day, (since, until), announced)


@router.get("/{id}/slots", summary="The best places for a village or school")
def list_slots(id: Id, call: Reader, site: Annotated[str, Query(max_length=80)]) -> SlotsTold:
    """Sought by the engine. Take one with the change `fit`."""
    with call.reading() as rows:
        found = seen(call, rows, id)
    if site not in found.facts.problem.site:
        raise not_found(("tempat", "place"), site)
    fitting.ensure_legal(found.facts.document.summary.violations)
    return slots.slots_told(found.facts, site)


def visit_of(visit_id: str) -> tuple[str, date]:
    """Site and day of a visit's id, or 404."""
    site, _, text = visit_id.rpartition("@")
    try:
        return site, date.fromisoformat(text)
    except ValueError as error:
        raise not_found(("kunjungan", "visit"), visit_id) from error
