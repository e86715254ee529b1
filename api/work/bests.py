"""The best plan so far of a job that runs: one row for each job, replaced by a better one, gone with the job's end."""

import zlib
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from api.db.scope import OfficeRows
from api.db.tables import job_bests


def keep(rows: OfficeRows, job_id: str, value: int, content: bytes, now: datetime) -> int:
    """Keep a plan unless a better one is kept already, by an earlier attempt; the number of the one that is kept."""
    held = rows.one(rows.select(job_bests, job_bests.c.number, job_bests.c.value).where(job_bests.c.job_id == job_id))
    if held is not None and held.value > value:
        return int(held.number)
    number = 1 if held is None else int(held.number) + 1
    told = {"number": number, "value": value, "found_at": now, "content": zlib.compress(content, 6)}
    if held is None:
        rows.insert(job_bests, job_id=job_id, **told)
    else:
        rows.update(job_bests, job_bests.c.job_id == job_id, **told)
    return number


def head_of(rows: OfficeRows, job_id: str) -> Row[Any] | None:
    """Its number and when it was found, without its content."""
    told = (job_bests.c.number, job_bests.c.found_at)
    return rows.one(rows.select(job_bests, *told).where(job_bests.c.job_id == job_id))


def content_of(rows: OfficeRows, job_id: str) -> bytes | None:
    """The document of the plan."""
    packed = rows.scalar(rows.select(job_bests, job_bests.c.content).where(job_bests.c.job_id == job_id))
    return None if packed is None else zlib.decompress(packed)


def drop(rows: OfficeRows, job_id: str) -> None:
    """The job has ended: what it made is kept elsewhere."""
    rows.delete(job_bests, job_bests.c.job_id == job_id)
