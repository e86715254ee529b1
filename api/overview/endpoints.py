"""``/v1/plans/{id}/...``: a plan as a whole."""

from calendar import monthrange
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.auth.roles import Permission
from api.calls.call import Call, may
from api.http.routes import OneTurn
from api.overview import attention, comparing, coverage, days, ledgers
from api.overview.schemas import Attention, Calendar, Comparison, Coverage, MoneyLedger, StockLedger, StockWish
from api.plans.seen import announced_visits, seen

router = APIRouter(route_class=OneTurn, prefix="/v1/plans", tags=["overview"])

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


@router.post("/{id}/ledgers/stock/preview", summary="The burn-down if something is otherwise")
def preview_stock(id: Id, wish: StockWish, call: StockReader) -> StockLedger:
    """Nothing is kept: visits stay as planned, and the cards go by what the changes say of deliveries and stock."""
    with call.reading() as rows:
        facts = seen(call, rows, id).facts
    return ledgers.stock_after(facts, wish.changes)


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


desk = APIRouter(route_class=OneTurn, prefix="/v1/attention", tags=["overview"])


@desk.get("", summary="What needs a decision, most pressing first")
def get_attention(
    call: Viewer,
    month: Annotated[
        str | None,
        Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="This month if left out.", examples=["2027-01"]),
    ] = None,
    today: Annotated[date | None, Query(description="Seen from this day; today if left out.")] = None,
) -> Attention:
    """By the plan in force for the month, else by the newest draft; viewers see what is in force alone."""
    now = today or call.local(call.now()).date()
    first = now.replace(day=1) if month is None else date.fromisoformat(f"{month}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    with call.reading() as rows:
        return attention.attention(call, rows, now, first, last)
