"""``/v1/plans/{id}/...``: a plan as a whole."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.auth.roles import Permission
from api.calls.call import Call, may
from api.overview import comparing, coverage, days, ledgers
from api.overview.schemas import Calendar, Comparison, Coverage, MoneyLedger, StockLedger
from api.plans.seen import announced_visits, seen

router = APIRouter(prefix="/v1/plans", tags=["overview"])

Reader = Annotated[Call, may(Permission.PLANS_READ)]
Viewer = Annotated[Call, may(Permission.PLANS_READ, Permission.PUBLISHED_READ)]
StockReader = Annotated[Call, may(Permission.PLANS_READ, Permission.STOCK_EDIT)]
Id = Annotated[str, Path(max_length=40)]
At = Annotated[int | None, Query(ge=1, le=1_000_000, description="An earlier revision; the newest one if left out.")]


@router.get("/{id}/coverage", summary="Recording and IKD by subdistrict, before and after")
def get_coverage(id: Id, call: Viewer, revision: At = None) -> Coverage:
    """Percentages with their denominators; the lowest comes first."""
    with call.reading() as rows:
        return coverage.coverage_told(seen(call, rows, id, revision).facts)


@router.get("/{id}/calendar", summary="The days of a plan and its teams")
def get_calendar(id: Id, call: Viewer, revision: At = None) -> Calendar:
    """Holidays, hours of Fridays and of Ramadan, teams that are off, kits and cards day by day."""
    with call.reading() as rows:
        return days.calendar_told(seen(call, rows, id, revision).facts)


@router.get("/{id}/ledgers/stock", summary="The burn-down of blank cards")
def get_stock_ledger(id: Id, call: StockReader, revision: At = None) -> StockLedger:
    """In cards; with and without field work, and the first day that is short."""
    with call.reading() as rows:
        return ledgers.stock_told(seen(call, rows, id, revision).facts)


@router.get("/{id}/ledgers/money", summary="What a plan costs")
def get_money_ledger(id: Id, call: Reader, revision: At = None) -> MoneyLedger:
    """In rupiah, by kind, team and day; the lines are under `costs`."""
    with call.reading() as rows:
        return ledgers.money_told(seen(call, rows, id, revision).facts)


@router.get("/{id}/comparison", summary="What differs from this plan to another")
def compare_plans(
    id: Id,
    call: Reader,
    other: Annotated[str, Query(alias="with", max_length=40)],
    revision: At = None,
    with_revision: At = None,
) -> Comparison:
    """Also two revisions of one plan. Changes are those from this one to the other."""
    with call.reading() as rows:
        before, after = seen(call, rows, id, revision), seen(call, rows, other, with_revision)
        announced = announced_visits(rows, before)
    return comparing.compared(before, after, set(announced))
