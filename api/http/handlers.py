"""Turns whatever a route raises into a problem."""

from collections.abc import Callable
from typing import TypeVar

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.db.trouble import Trouble, trouble_of
from api.documents.belonging import not_of_problem
from api.http.guard import too_large
from api.http.problems import Problem, of_input, respond
from api.http.validation import problem_of_validation
from api.wiring_privacy import masked
from planner.errors import InputFaults, PlanFault

log = structlog.get_logger("jemput.errors")
Kind = TypeVar("Kind", bound=Exception)
OGC = "/ogc"
Handler = Callable[[Request, Exception], Response]

_PLAIN: dict[int, tuple[str, tuple[str, str]]] = {
    400: ("BODY_UNREADABLE", ("Isi kiriman tidak dapat dibaca", "The body cannot be read")),
    404: ("NOT_FOUND", ("Alamat ini tidak ada", "There is nothing at this address")),
    405: ("METHOD_NOT_ALLOWED", ("Cara ini tidak berlaku di alamat ini", "This address does not take that method")),
}


def install(app: FastAPI, body_bytes: int) -> None:
    """Register every handler; ``body_bytes`` is the largest body."""

    def http(_request: Request, error: HTTPException) -> Problem:
        return too_large(body_bytes) if error.status_code == 413 else _plain(error)

    app.add_exception_handler(Problem, _told(Problem, _refused))
    app.add_exception_handler(InputFaults, _told(InputFaults, _input))
    app.add_exception_handler(PlanFault, _told(PlanFault, _plan_fault))
    app.add_exception_handler(RequestValidationError, _told(RequestValidationError, _invalid))
    app.add_exception_handler(HTTPException, _told(HTTPException, http))
    app.add_exception_handler(DBAPIError, _told(DBAPIError, _database))
    app.add_exception_handler(PoolTimeout, _told(PoolTimeout, _busy))
    app.add_exception_handler(Exception, _told(Exception, _unexpected))


def _told(kind: type[Kind], find: Callable[[Request, Kind], Problem]) -> Handler:
    def handle(request: Request, error: Exception) -> Response:
        if not isinstance(error, kind):
            raise TypeError(f"{type(error).__name__} came to the handler of {kind.__name__}")
        return respond(request, find(request, error))

    return handle


def _refused(request: Request, error: Problem) -> Problem:
    """Who was kept out of what is logged; what was sent is not."""
    if error.status in (401, 403, 429):
        route = getattr(request.scope.get("route"), "path", "unknown")
        actor = getattr(request.state, "actor", None)
        log.warning("refused", code=error.code, status=error.status, method=request.method, route=route, actor=actor)
    return error


def _input(_request: Request, error: InputFaults) -> Problem:
    """What a reader stumbled over is told in words; its technical cause is logged, under the id of the request."""
    if error.__cause__ is not None:
        found = error.__cause__.__cause__ or error.__cause__
        codes = sorted({fault.code for fault in error.faults})
        log.info("unreadable", codes=codes, error=type(found).__name__, text=masked(found))
    return of_input(error)


def _invalid(request: Request, error: RequestValidationError) -> Problem:
    found = problem_of_validation(error)
    if request.url.path.startswith(OGC):
        # The standard wants 400 where this service says 422.
        found.status = 400
    return found


def _plan_fault(_request: Request, error: PlanFault) -> Problem:
    told = (
        "Rencana memuat nama, tanggal atau angka yang tidak cocok dengan datanya",
        "The plan holds names, dates or figures that do not belong to its problem",
    )
    return Problem(422, "PLAN_NOT_OF_PROBLEM", told, faults=not_of_problem(error, "plan").faults)


def _plain(error: HTTPException) -> Problem:
    status = error.status_code
    code, told = _PLAIN.get(status, (f"HTTP_{status}", ("Permintaan ditolak", "The request was refused")))
    return Problem(status, code, told, headers=error.headers)


def _database(_request: Request, error: DBAPIError) -> Problem:
    """A store that cannot take it just now; nothing was kept."""
    original = error.orig
    if isinstance(error, IntegrityError):
        log.warning("conflict", error=type(original).__name__)
        told = ("Bertabrakan dengan perubahan lain; ulangi", "It collided with another change; repeat it")
        return Problem(409, "CONFLICT", told)
    log.error("database", error=type(original).__name__, text=str(original)[:300])
    trouble = trouble_of(error)
    if trouble is Trouble.FULL:
        told = ("Penyimpanan penuh; kosongkan ruang lalu ulangi", "The disk is full; make room and repeat")
        return Problem(507, "STORAGE_FULL", told)
    if trouble is Trouble.READ_ONLY:
        told = ("Penyimpanan hanya dapat dibaca; perbaiki izinnya", "The store is read-only; put its permissions right")
        return Problem(503, "STORAGE_READ_ONLY", told)
    return _busy(_request, error)


def _busy(_request: Request, _error: Exception) -> Problem:
    told = ("Basis data sedang tidak dapat dipakai; ulangi sebentar lagi", "The database is not available; try again")
    return Problem(503, "DATABASE_UNAVAILABLE", told, headers={"Retry-After": "2"})


def _unexpected(request: Request, error: Exception) -> Problem:
    log.error("unexpected", error=type(error).__name__, exc_info=error, path=request.url.path)
    told = (
        "Ada yang salah di dalam Jemput; tidak ada yang diubah. Sampaikan request_id kepada pengelola",
        "Something went wrong inside Jemput; nothing was changed. Pass the request_id to whoever looks after it",
    )
    return Problem(500, "INTERNAL", told)
