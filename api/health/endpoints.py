"""``/health/live``, ``/health/ready``, ``/metrics``."""

from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from api.auth.roles import Permission
from api.calls.call import Call, may
from api.calls.state import state_of
from api.db.trouble import Trouble, trouble_in
from api.db.upgrade import is_current
from api.http.problems import Problem
from api.http.routes import OneTurn

router = APIRouter(route_class=OneTurn, tags=["health"])
log = structlog.get_logger("jemput.health")


class Health(BaseModel):
    """All is well."""

    status: Literal["ok"] = "ok"


@router.get("/health/live", summary="Whether the process answers")
def live() -> Health:
    """Asks nothing of anybody."""
    return Health()


@router.get("/health/ready", summary="Whether it can work")
def ready(request: Request) -> Health:
    """The database answers, holds the tables of this version, and its disk can be written to; 503 otherwise."""
    state = state_of(request)
    try:
        current = is_current(state.database)
    except SQLAlchemyError as error:
        log.error("not ready", error=type(error).__name__)
        raise _not_ready("DATABASE_UNAVAILABLE", _AWAY) from error
    if not current:
        raise _not_ready("DATABASE_NOT_UPGRADED", _AWAY)
    if state.settings.database_url is None:
        trouble = trouble_in(state.settings.data_folder)
        if trouble is not None:
            code, sentence = _DISK[trouble]
            raise _not_ready(code, sentence)
    return Health()


_AWAY = (
    "Layanan belum siap: basis datanya tidak menjawab, atau tabelnya belum ada (jemput db upgrade)",
    "The service is not ready: its database does not answer, or lacks its tables (jemput db upgrade)",
)
_CLOSED = (
    "Layanan tidak dapat menyimpan: folder datanya hanya dapat dibaca",
    "The service can keep nothing: its data folder is read-only",
)
_DISK = {
    Trouble.READ_ONLY: ("STORAGE_READ_ONLY", _CLOSED),
    Trouble.FULL: (
        "STORAGE_FULL",
        ("Layanan tidak dapat menyimpan: penyimpanan penuh", "The service can keep nothing: the disk is full"),
    ),
    Trouble.NOT_OPENED: (
        "STORAGE_GONE",
        ("Layanan tidak dapat menyimpan: folder datanya tidak ada", "The service can keep nothing: no data folder"),
    ),
}


def _not_ready(code: str, told: tuple[str, str]) -> Problem:
    return Problem(503, code, told, headers={"Retry-After": "2"})


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response)
def metrics(call: Annotated[Call, may(Permission.SYSTEM_READ)]) -> Response:
    """In the text format of Prometheus."""
    return Response(call.state.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
