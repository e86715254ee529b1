"""``/v1/office``."""

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.auth.roles import Permission
from api.calls.call import Answer, Call, may
from api.http.routes import OneTurn
from api.http.tags import expected_revision
from api.offices import service
from api.offices.schemas import Office, OfficeChange

router = APIRouter(route_class=OneTurn, prefix="/v1/office", tags=["offices"])


@router.get("", summary="The office of the caller", response_model=Office)
def office(call: Annotated[Call, may()]) -> Response:
    """Name, code and zone."""
    with call.reading() as rows:
        found = service.own_office(call, rows)
    return Answer(body=found, revision=found.revision).response()


@router.patch("", summary="Change name or zone of the office", response_model=Office)
def change_office(
    request: Request, wish: OfficeChange, call: Annotated[Call, may(Permission.ACCOUNTS_MANAGE, Permission.PLANS_MAKE)]
) -> Response:
    """Wants If-Match."""
    revision = expected_revision(request)
    answer = call.write(lambda rows: service.change(call, rows, revision, wish))
    call.state.identify.forget()
    return answer
