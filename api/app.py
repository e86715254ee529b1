"""The application: routes, layers and what they share, put together for one service."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from api.accounts.endpoints import router as accounts
from api.auth.desktop import ensure_office
from api.auth.identify import Identify
from api.auth.oidc import Client
from api.bests.endpoints import router as bests
from api.board.endpoints import router as board
from api.calls.contract import openapi
from api.calls.state import State, utc_now
from api.check.endpoints import router as check
from api.datasets.endpoints import router as datasets
from api.datasets.layer_endpoints import router as dataset_layers
from api.db.engine import Database
from api.health.endpoints import router as health
from api.http.dashboard import Dashboard, bundle_folder, first_parts, pages_of
from api.http.front import Front
from api.http.guard import Guard
from api.http.handlers import install
from api.http.metrics import Metrics
from api.job_kinds import kinds
from api.jobs.endpoints import router as jobs
from api.offices.endpoints import router as offices
from api.ogc.endpoints import router as ogc
from api.overview.endpoints import desk
from api.overview.endpoints import router as overview
from api.places.endpoints import router as places
from api.plans.change_endpoints import router as changes
from api.plans.endpoints import router as plans
from api.plans.file_endpoints import router as files
from api.province.endpoints import router as province
from api.public.endpoints import router as public
from api.publications.endpoints import router as publications
from api.reference.endpoints import router as reference
from api.settings import Settings
from api.signin.endpoints import router as signin
from api.signin.outside_endpoints import router as outside
from api.studies.endpoints import router as studies
from api.studies.saved_endpoints import router as saved_scenarios
from api.work.crew import crew
from api.work.patience import Patience
from api.work.solving import COMMAND
from api.work.watching import Watch

ROUTERS = (
    health,
    reference,
    signin,
    outside,
    offices,
    province,
    accounts,
    datasets,
    dataset_layers,
    plans,
    changes,
    files,
    board,
    overview,
    desk,
    places,
    ogc,
    publications,
    public,
    saved_scenarios,
    studies,
    jobs,
    bests,
    check,
)
"""One for each feature; a new feature adds its own here."""
ASKED_MOST = (jobs, plans, datasets, offices)
"""Tried first: the pages ask these again and again, and routes are tried one after another."""

GZIP_FROM_BYTES = 1_000
CONTRACT = "/openapi.json"


def create_app(
    settings: Settings,
    *,
    database: Database,
    clock: Callable[[], datetime] = utc_now,
    patience: Patience | None = None,
    solver: tuple[str, ...] = COMMAND,
    bundle: Path | None = None,
) -> FastAPI:
    """The service over ``database``, whose tables are there already.

    Parameters
    ----------
    settings
        How it serves.
    database
        The store; the caller opens and closes it.
    clock
        This moment, with a zone.
    patience
        How long things of a job may take.
    solver
        The command of a process that carries out one job.
    bundle
        The folder of the dashboard's pages; the one in the package if none is named.
    """
    metrics = Metrics()
    if settings.desktop:
        ensure_office(database)
    known = kinds(solver)
    staff = crew(
        database,
        kinds=known,
        clock=clock,
        metrics=metrics,
        hands=settings.solves,
        patience=patience,
    )
    watch = Watch(database)
    state = State(
        settings=settings,
        database=database,
        identify=Identify(database, settings, clock),
        metrics=metrics,
        watch=watch,
        kinds=known,
        ring=staff.ring,
        oidc=None if settings.oidc is None else Client(settings.oidc, clock),
        clock=clock,
    )

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        staff.start()
        try:
            yield
        finally:
            await watch.close()
            await anyio.to_thread.run_sync(staff.close)

    app = _routes(lifespan=life)
    app.state.jemput = state
    install(app, settings.body_bytes)
    app.add_middleware(GZipMiddleware, minimum_size=GZIP_FROM_BYTES)
    pages = pages_of(bundle_folder() if bundle is None else bundle)
    app.add_middleware(Dashboard, pages=pages, service=first_parts(_addresses()))
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Front, metrics=metrics, secure=settings.secure)
    app.openapi = lambda: openapi(app, ROUTERS)  # type: ignore[method-assign]
    return app


def contract() -> dict[str, Any]:
    """The OpenAPI document, without a running service."""
    return openapi(_routes(), ROUTERS)


def _addresses() -> list[str]:
    """Every address of the service."""
    return [CONTRACT, *(route.path for router in ROUTERS for route in router.routes if isinstance(route, Route))]


def _routes(**options: Any) -> FastAPI:
    """All routes; an operation is named after its function. The pages for browsing fetch scripts from afar: none."""
    app = FastAPI(
        openapi_url=CONTRACT,
        docs_url=None,
        redoc_url=None,
        **options,
    )
    for router in sorted(ROUTERS, key=lambda router: router not in ASKED_MOST):
        for route in router.routes:
            if isinstance(route, APIRoute):
                route.unique_id = route.name
        # As they are, in one list: an included router is asked as a whole first, which costs more than all its routes.
        app.router.routes.extend(router.routes)
    return app
