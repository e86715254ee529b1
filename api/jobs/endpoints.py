"""``/v1/jobs``."""

import json
from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from sse_starlette import EventSourceResponse

from api.auth.roles import Permission
from api.calls.call import Answer, Call, may
from api.db.tables import jobs
from api.http.pages import Page, PageWish, page_wish
from api.http.routes import OneTurn
from api.http.tags import expected_revision
from api.jobs import service
from api.jobs.schemas import Job, JobChange, ProgressSeries
from api.work.states import ENDED, EVENT_PROGRESS, STUDY_CELL, JobState

router = APIRouter(route_class=OneTurn, prefix="/v1/jobs", tags=["jobs"])

Reader = Annotated[Call, may(Permission.PLANS_READ)]
Maker = Annotated[Call, may(Permission.PLANS_MAKE)]
Wish = Annotated[PageWish, Depends(page_wish)]
Id = Annotated[str, Path(max_length=40, examples=["job_01jd3x9k2m4n6p8q0r2s4t6v8w"])]
PING_S = 15
STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events `state` and `progress`; the last one tells the end.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.get("", summary="Jobs of the office, newest first", response_model=Page[Job])
def list_jobs(
    call: Reader,
    wish: Wish,
    state: Annotated[list[JobState] | None, Query(description="Only these.")] = None,
    study_id: Annotated[str | None, Query(max_length=40, description="The cells of this study.")] = None,
) -> Page[Job]:
    """The history as well. The cells of studies are listed where their study is named only."""
    with call.reading() as rows:
        statement = rows.select(jobs)
        if state:
            statement = statement.where(jobs.c.state.in_(state))
        if study_id is None:
            statement = statement.where(jobs.c.kind != STUDY_CELL)
        else:
            statement = statement.where(jobs.c.kind == STUDY_CELL, jobs.c.input["study_id"].as_string() == study_id)
        return wish.told(rows, statement, jobs.c.id, partial(service.told, call, rows))


@router.get("/{id}", summary="One job", response_model=Job)
def get_job(id: Id, call: Reader) -> Response:
    """Its state, progress and place in the queue."""
    with call.reading() as rows:
        found = service.held(rows, id)
        return Answer(body=service.told(call, rows, found), revision=service.revision(found)).response()


@router.patch("/{id}", summary="Another priority, while it waits", response_model=Job)
def change_job(id: Id, request: Request, wish: JobChange, call: Maker) -> Response:
    """Wants If-Match. 409 once it runs."""
    seen = expected_revision(request)
    return call.write(lambda rows: service.change(call, rows, id, seen, wish.priority))


@router.post("/{id}/cancel", summary="Stop a job", status_code=202, response_model=Job)
def cancel_job(id: Id, call: Maker) -> Response:
    """What runs hands over its best plan so far."""
    return call.write(lambda rows: service.cancel(call, rows, id))


@router.post("/{id}/retry", summary="Try a job again", status_code=202, response_model=Job)
def retry_job(id: Id, call: Maker) -> Response:
    """As a new job."""
    answer = call.write(lambda rows: service.retry(call, rows, id))
    call.state.ring()
    return answer


@router.get("/{id}/series", summary="Value and bound over the run", response_model=ProgressSeries)
def get_series(id: Id, call: Reader) -> ProgressSeries:
    """For the chart; later points come as events."""
    with call.reading() as rows:
        return service.series(call, rows, id)


@router.get("/{id}/events", summary="Follow a job", response_class=EventSourceResponse, responses=STREAM)
def follow_job(
    id: Id,
    call: Reader,
    last_event_id: Annotated[str | None, Header(description="Go on after this event.")] = None,
    after: Annotated[int, Query(ge=0, le=2_000_000_000, description="The same, for the first request.")] = 0,
) -> Response:
    """Server-sent events; a connection that broke goes on where it was."""
    resumed = last_event_id is not None and last_event_id.isascii() and last_event_id.isdecimal()
    number = int(last_event_id[:9]) if resumed and last_event_id is not None else after
    with call.reading() as rows:
        if service.is_told_whole(rows, id, number):
            # Browsers connect again for ever unless they are told that there is nothing more.
            return Response(status_code=204)
    return EventSourceResponse(_events(call, id, number), ping=PING_S)


async def _events(call: Call, id: str, after: int) -> AsyncIterator[dict[str, Any]]:
    async with call.state.watch.listening(call.principal.office_id, id, after) as events:
        while True:
            event = await events.get()
            data = dict(event["data"])
            if event["kind"] == EVENT_PROGRESS:
                data = service.progress_told(data).model_dump()
            data["at"] = call.local(event["at"]).isoformat()
            yield {"id": str(event["number"]), "event": event["kind"], "data": json.dumps(data)}
            if data.get("state") in ENDED:
                return
