"""``/v1/province``."""

from calendar import monthrange
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.auth.roles import Permission
from api.calls.call import Call, may
from api.http.routes import OneTurn
from api.province import service
from api.province.schemas import ProvinceTotals

router = APIRouter(route_class=OneTurn, prefix="/v1/province", tags=["province"])

Viewer = Annotated[Call, may(Permission.PROVINCE_READ)]
Month = Annotated[
    str | None, Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="This month if left out.", examples=["2027-01"])
]


@router.get("/totals", summary="Totals of the offices of a province")
def get_province_totals(call: Viewer, month: Month = None) -> ProvinceTotals:
    """Coverage, visits, people, cards and cost of what is in force; nothing else of an office is ever told."""
    now = call.local(call.now()).date()
    first = now.replace(day=1) if month is None else date.fromisoformat(f"{month}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    with call.reading() as rows:
        return service.totals(call, rows, first, last)
