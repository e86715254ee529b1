"""Rows of jobs, of what happened to them, and of the queue that workers draw from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, or_, select

from api.db.scope import OfficeRows, OpenRows
from api.db.tables import job_events, job_queue, jobs
from api.work.states import EVENT_STATE, OPEN, STUDY_CELL, WORK_LANE, JobState, lane_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A job that one worker holds. ``attempt`` tells it from an earlier holder that was thought dead."""

    job_id: str
    office_id: str
    attempt: int
    worker: str
    kind: str = ""


def job_of(rows: OfficeRows, id: str) -> Row[Any] | None:
    return rows.one(rows.select(jobs).where(jobs.c.id == id))


def open_jobs(rows: OfficeRows) -> int:
    """How many wait or run; the cells of a study count as the one study."""
    mine = rows.select(jobs, func.count()).where(jobs.c.state.in_(OPEN), jobs.c.kind != STUDY_CELL)
    return int(rows.scalar(mine))


def add_job(
    rows: OfficeRows,
    *,
    id: str,
    kind: str,
    input: Mapping[str, Any],
    priority: int,
    by: str,
    now: datetime,
    retry_of: str | None = None,
) -> None:
    """A job that waits."""
    rows.insert(
        jobs,
        id=id,
        kind=kind,
        state=JobState.WAITING,
        priority=priority,
        attempt=0,
        attempts_max=3,
        input=dict(input),
        progress={},
        created_by=by,
        created_at=now,
        retry_of=retry_of,
    )
    lane = lane_of(kind)
    ticket = _new_ticket(rows.open, id, priority, lane)
    rows.open.insert(
        job_queue,
        job_id=id,
        office=rows.office_id,
        lane=lane,
        priority=priority,
        attempt=0,
        stop=False,
        ticket=ticket,
    )
    add_event(rows, id, now, EVENT_STATE, {"state": JobState.WAITING})


def change_job(rows: OfficeRows, id: str, **values: Any) -> None:
    rows.update(jobs, jobs.c.id == id, **values)


def add_event(rows: OfficeRows, job_id: str, now: datetime, kind: str, data: Mapping[str, Any]) -> int:
    """The next event of a job; whoever holds the job is the only one to add any."""
    last = rows.scalar(rows.select(job_events, func.max(job_events.c.number)).where(job_events.c.job_id == job_id))
    number = int(last or 0) + 1
    rows.insert(job_events, job_id=job_id, number=number, at=now, kind=kind, data=dict(data))
    return number


def events_after(rows: OfficeRows, job_ids: Sequence[str], number: int, limit: int) -> Sequence[Row[Any]]:
    """Events of these jobs beyond a number, in order."""
    statement = rows.select(job_events).where(job_events.c.job_id.in_(job_ids), job_events.c.number > number)
    return rows.all(statement.order_by(job_events.c.number).limit(limit))


# --- the queue -------------------------------------------------------------------------------------------------


def waiting_before(rows: OpenRows, job_id: str, priority: int, lane: str = WORK_LANE) -> int:
    """How many waiting jobs of its lane will be taken before this one."""
    ahead = or_(job_queue.c.priority > priority, (job_queue.c.priority == priority) & (job_queue.c.job_id < job_id))
    statement = (
        select(func.count()).select_from(job_queue).where(job_queue.c.worker.is_(None), job_queue.c.lane == lane, ahead)
    )
    return int(rows.scalar(statement))


def queued(rows: OpenRows, job_id: str) -> Row[Any] | None:
    return rows.one(select(job_queue).where(job_queue.c.job_id == job_id))


def somebody_waits(rows: OpenRows, lane: str = WORK_LANE) -> bool:
    """Whether there is a job of this lane to claim."""
    waiting = select(job_queue.c.job_id).where(job_queue.c.worker.is_(None), job_queue.c.lane == lane)
    return rows.one(waiting.limit(1)) is not None


def claim_next(rows: OpenRows, worker: str, now: datetime, lane: str = WORK_LANE) -> Claim | None:
    """Take the waiting job of the highest priority, the oldest first; two workers never get the same."""
    statement: Select[Any] = (
        select(job_queue)
        .where(job_queue.c.worker.is_(None), job_queue.c.lane == lane)
        .order_by(job_queue.c.priority.desc(), job_queue.c.job_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    found = rows.one(statement)
    if found is None:
        return None
    claim = Claim(job_id=found.job_id, office_id=found.office, attempt=found.attempt + 1, worker=worker)
    rows.update(
        job_queue, job_queue.c.job_id == found.job_id, worker=worker, attempt=claim.attempt, heard_at=now, stop=False
    )
    return claim


def claim_job(rows: OpenRows, job_id: str, worker: str, now: datetime) -> tuple[Claim | None, Claim | None]:
    """Take this very job, also from a holder that is taken to be dead: the claim, and the one that it ends."""
    found = rows.one(select(job_queue).where(job_queue.c.job_id == job_id).with_for_update())
    if found is None:
        return None, None
    claim = Claim(job_id=job_id, office_id=found.office, attempt=found.attempt + 1, worker=worker)
    lost = found.worker and Claim(job_id=job_id, office_id=found.office, attempt=found.attempt, worker=found.worker)
    # A wish to stop outlives the holder that it was told to.
    rows.update(job_queue, job_queue.c.job_id == job_id, worker=worker, attempt=claim.attempt, heard_at=now)
    return claim, lost or None


def all_queued(rows: OpenRows) -> Sequence[Row[Any]]:
    """Every job that waits or runs."""
    return rows.all(select(job_queue).order_by(job_queue.c.job_id))


def beat(rows: OpenRows, claim: Claim, now: datetime) -> bool | None:
    """Tell that the claim is alive: whether to stop, ``None`` if it is held by another by now."""
    if rows.update(job_queue, *_held(claim), heard_at=now) != 1:
        return None
    found = queued(rows, claim.job_id)
    return None if found is None else bool(found.stop)


def ask_to_stop(rows: OpenRows, job_id: str) -> bool:
    """Ask whoever holds the job for the best plan so far; whether somebody holds it."""
    return rows.update(job_queue, job_queue.c.job_id == job_id, job_queue.c.worker.is_not(None), stop=True) == 1


def drop_waiting(rows: OpenRows, job_id: str) -> bool:
    """Take a job that nobody holds off the queue; whether it was there."""
    found = queued(rows, job_id)
    if found is None or rows.delete(job_queue, job_queue.c.job_id == job_id, job_queue.c.worker.is_(None)) != 1:
        return False
    _drop_ticket(rows, found.ticket)
    return True


def raise_waiting(rows: OpenRows, job_id: str, priority: int) -> bool:
    """Another priority for a job that nobody holds yet."""
    waiting = (job_queue.c.job_id == job_id, job_queue.c.worker.is_(None))
    found = queued(rows, job_id)
    if found is None or rows.update(job_queue, *waiting, priority=priority) != 1:
        return False
    if found.ticket is not None:
        _drop_ticket(rows, found.ticket)
        renew_ticket(rows, job_id, priority, found.lane)
    return True


def renew_ticket(rows: OpenRows, job_id: str, priority: int, lane: str) -> None:
    """A new ticket for a job whose old one no longer holds."""
    rows.update(job_queue, job_queue.c.job_id == job_id, ticket=_new_ticket(rows, job_id, priority, lane))


def release(rows: OpenRows, claim: Claim) -> bool:
    """End the claim; only who ends it may write the result, so that a result is written once."""
    return rows.delete(job_queue, *_held(claim)) == 1


def give_back(rows: OpenRows, claim: Claim) -> bool:
    """Put a job back for another attempt."""
    return rows.update(job_queue, *_held(claim), worker=None, heard_at=None, stop=False) == 1


def forget_attempt(rows: OpenRows, claim: Claim) -> None:
    """The attempt was broken off by us and does not count."""
    rows.update(job_queue, job_queue.c.job_id == claim.job_id, attempt=claim.attempt - 1)


def holds(rows: OpenRows, claim: Claim) -> bool:
    """Whether the claim stands."""
    return rows.one(select(job_queue.c.job_id).where(*_held(claim))) is not None


def lost_claims(rows: OpenRows, now: datetime, silence: timedelta) -> list[Claim]:
    """Claims whose worker has not been heard of for too long."""
    late = (job_queue.c.worker.is_not(None), job_queue.c.heard_at < now - silence)
    return [
        Claim(job_id=row.job_id, office_id=row.office, attempt=row.attempt, worker=row.worker)
        for row in rows.all(select(job_queue).where(*late).order_by(job_queue.c.job_id))
    ]


def _held(claim: Claim) -> tuple[Any, ...]:
    return (
        job_queue.c.job_id == claim.job_id,
        job_queue.c.worker == claim.worker,
        job_queue.c.attempt == claim.attempt,
    )


def _new_ticket(rows: OpenRows, job_id: str, priority: int, lane: str) -> int | None:
    """The ticket by which a host comes by the job; none in the embedded store, which need not load what serves many."""
    if rows.dialect == "sqlite":
        return None
    from api.work.tickets import new_ticket

    return new_ticket(rows, job_id, priority, lane)


def _drop_ticket(rows: OpenRows, ticket: int | None) -> None:
    if ticket is not None:
        from api.work.tickets import drop_ticket

        drop_ticket(rows, ticket)
