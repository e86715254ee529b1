"""What can be done with jobs."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from api.calls.call import Answer, Call
from api.db.identity import new_id
from api.db.scope import OfficeRows
from api.db.tables import studies
from api.http.languages import sentence
from api.http.problems import Problem, ProblemFault, conflict, not_found
from api.http.tags import changed_meanwhile
from api.jobs.schemas import Job, JobError, ProgressPoint, ProgressSeries, ProgressTold
from api.work import bests, queue
from api.work.states import ENDED, EVENT_STATE, STUDY, JobState, lane_of
from planner.units import gap_basis_points, weighted_people

WHY_FAILED: Mapping[str, tuple[str, str]] = {
    "SOLVER_DIED": (
        "Proses penyusun berhenti sendiri beberapa kali; mungkin memori komputer kurang",
        "The solving process ended by itself several times; the computer may be short of memory",
    ),
    "WORKER_LOST": (
        "Komputer yang mengerjakannya tidak terdengar lagi",
        "The computer that worked on it was not heard of any more",
    ),
    "INTERNAL": (
        "Ada yang salah di dalam Jemput; catatan layanan memuat sebabnya",
        "Something went wrong inside Jemput; the log of the service tells why",
    ),
    "STOP_TOOK_TOO_LONG": (
        "Tidak berhenti pada waktunya dan diakhiri paksa",
        "It did not stop in time and was ended by force",
    ),
}
MOST_POINTS = 20_000
PRIORITIES = 201
"""From -100 to 100."""
OTHERWISE = ("Data atau kunci yang diberikan tidak dapat dipenuhi", "The data or locks that were given cannot be met")


def revision(row: Row[Any]) -> int:
    """Of what can be edited of a job: its priority, and the attempt that it is for. Progress changes nothing of it."""
    return int(row.attempt) * PRIORITIES + int(row.priority) + PRIORITIES // 2


def held(rows: OfficeRows, id: str) -> Row[Any]:
    """The job, or 404."""
    found = queue.job_of(rows, id)
    if found is None:
        raise not_found(("pekerjaan", "job"), id)
    return found


def told(call: Call, rows: OfficeRows, row: Row[Any]) -> Job:
    """A job for the wire."""
    waiting = row.state == JobState.WAITING
    return Job(
        id=row.id,
        kind=row.kind,
        state=row.state,
        priority=row.priority,
        position=queue.waiting_before(rows.open, row.id, row.priority, lane_of(row.kind)) + 1 if waiting else None,
        attempt=row.attempt,
        attempts_max=row.attempts_max,
        progress=progress_told(row.progress) if row.progress else None,
        error=_error(row.error) if row.error else None,
        plan_id=row.plan_id,
        study_id=row.input.get("study_id"),
        retry_of=row.retry_of,
        created_by=row.created_by,
        created_at=call.local(row.created_at),
        started_at=None if row.started_at is None else call.local(row.started_at),
        finished_at=None if row.finished_at is None else call.local(row.finished_at),
    )


def is_told_whole(rows: OfficeRows, id: str, number: int) -> bool:
    """Whether a job has ended and nothing happened after this event."""
    job = held(rows, id)
    return job.state in ENDED and not queue.events_after(rows, [id], number, 1)


def progress_told(kept: Mapping[str, Any]) -> ProgressTold:
    """Progress in weighted people."""
    value, bound = kept.get("value"), kept.get("bound")
    return ProgressTold(
        stage=kept["stage"],
        done_permille=kept["done_permille"],
        value=None if value is None else weighted_people(value),
        bound=None if bound is None else weighted_people(bound),
        gap_percent=None if value is None or bound is None else gap_basis_points(value, bound) / 100,
        best=kept.get("best"),
        done=kept.get("done"),
        total=kept.get("total"),
        seconds_left=kept.get("seconds_left"),
    )


def series(call: Call, rows: OfficeRows, id: str) -> ProgressSeries:
    """Every report of the attempt that counts; an attempt that was broken off leaves none."""
    job = held(rows, id)
    points: list[ProgressPoint] = []
    began = job.started_at
    for event in queue.events_after(rows, [id], 0, MOST_POINTS):
        if event.kind == EVENT_STATE:
            if event.data.get("state") == JobState.RUNNING:
                points, began = [], event.at
            continue
        reported = progress_told(event.data)
        seconds = 0.0 if began is None else max(0.0, (event.at - began).total_seconds())
        known = reported.model_dump(exclude={"best", "done", "total", "seconds_left"})
        points.append(ProgressPoint(seconds=round(seconds, 2), **known))
    first = next((point.seconds for point in points if point.value is not None), None)
    return ProgressSeries(job=told(call, rows, job), first_value_seconds=first, points=points)


def _error(kept: Mapping[str, Any]) -> JobError:
    faults = kept.get("faults", ())
    return JobError(
        code=kept["code"],
        sentence=sentence(WHY_FAILED.get(kept["code"], OTHERWISE)),
        errors=[
            ProblemFault(
                code=item["code"],
                where=item["where"],
                found=item["found"],
                expected=sentence((item["expected"][0], item["expected"][1])),
            )
            for item in faults
        ],
    )


def enqueue(
    call: Call, rows: OfficeRows, kind: str, input: Mapping[str, Any], *, priority: int, retry_of: str | None = None
) -> str:
    """A new job that waits; 429 when the office has too many."""
    if queue.open_jobs(rows) >= call.state.settings.queue_limit:
        raise Problem(
            429,
            "QUEUE_FULL",
            (
                "Terlalu banyak pekerjaan menunggu; tunggu atau batalkan sebagian",
                "Too many jobs are waiting; wait, or cancel some",
            ),
            headers={"Retry-After": "30"},
        )
    id = new_id("job")
    queue.add_job(
        rows,
        id=id,
        kind=kind,
        input=input,
        priority=priority,
        by=call.principal.name,
        now=call.now(),
        retry_of=retry_of,
    )
    call.record(rows, "job.added", id, detail={"kind": kind})
    return id


def accepted(call: Call, rows: OfficeRows, id: str) -> Answer:
    """202 with the job and where to watch it."""
    return Answer(body=told(call, rows, held(rows, id)), status=202, headers={"Location": f"/v1/jobs/{id}"})


def cancel(call: Call, rows: OfficeRows, id: str) -> Answer:
    """Stop a job: what waits ends at once, what runs keeps its best plan so far."""
    job = held(rows, id)
    if job.state in ENDED:
        return Answer(body=told(call, rows, job), status=202)
    now = call.now()
    if queue.drop_waiting(rows.open, id):
        kept = _kept_best(call, rows, job)
        queue.change_job(rows, id, state=JobState.CANCELLED, finished_at=now, plan_id=kept)
        ended = {"state": JobState.CANCELLED, "plan_id": kept}
        queue.add_event(rows, id, now, EVENT_STATE, {name: value for name, value in ended.items() if value is not None})
    elif queue.ask_to_stop(rows.open, id):
        queue.change_job(rows, id, state=JobState.STOPPING)
        queue.add_event(rows, id, now, EVENT_STATE, {"state": JobState.STOPPING})
    call.record(rows, "job.cancelled", id)
    return Answer(body=told(call, rows, held(rows, id)), status=202)


def _kept_best(call: Call, rows: OfficeRows, job: Row[Any]) -> str | None:
    """A job that waits once more may have a plan of an attempt that was broken off."""
    document = bests.content_of(rows, job.id)
    if document is None:
        return None
    keep = call.state.kinds[job.kind].keep
    bests.drop(rows, job.id)
    return keep.keep(rows, job, document, keep.prepared(rows, job, document), call.now())


def retry(call: Call, rows: OfficeRows, id: str) -> Answer:
    """The same order once more, as a new job."""
    job = held(rows, id)
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        raise conflict(
            "JOB_NOT_ENDED",
            (
                "Hanya pekerjaan yang gagal atau dibatalkan dapat diulang",
                "Only a job that failed or was cancelled can be tried again",
            ),
            state=job.state,
        )
    again = enqueue(call, rows, job.kind, job.input, priority=job.priority, retry_of=id)
    if job.kind == STUDY:
        rows.update(studies, studies.c.job_id == id, job_id=again)
    return accepted(call, rows, again)


def change(call: Call, rows: OfficeRows, id: str, seen: int, priority: int) -> Answer:
    """Another priority for a job that waits, if it is still the one that the caller has seen."""
    held(rows, id)
    if not queue.raise_waiting(rows.open, id, priority):
        raise conflict("JOB_NOT_WAITING", ("Pekerjaan ini tidak menunggu lagi", "This job does not wait any more"))
    # Read once the place in the queue is ours: whoever was there at the same time has changed it by now.
    if revision(held(rows, id)) != seen:
        raise changed_meanwhile()
    queue.change_job(rows, id, priority=priority)
    call.record(rows, "job.priority", id, detail={"priority": priority})
    changed = held(rows, id)
    return Answer(body=told(call, rows, changed), revision=revision(changed))
