"""Rows of plans and their revisions."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from api.db import blobs
from api.db.scope import OfficeRows
from api.db.tables import plan_revisions, plans


def plan_of(rows: OfficeRows, id: str) -> Row[Any] | None:
    return rows.one(rows.select(plans).where(plans.c.id == id))


def revision_of(rows: OfficeRows, id: str, revision: int) -> Row[Any] | None:
    mine = (plan_revisions.c.plan_id == id, plan_revisions.c.revision == revision)
    return rows.one(rows.select(plan_revisions).where(*mine))


def add_plan(
    rows: OfficeRows,
    *,
    id: str,
    name: str,
    origin: str,
    dataset_id: str | None,
    dataset_version: int | None,
    days: tuple[date, date, date],
    problem: bytes,
    document: bytes,
    summary: Mapping[str, Any],
    job_id: str | None,
    by: str,
    now: datetime,
) -> None:
    """A new plan at its first revision; ``days`` are first, last and the day that it is seen from."""
    hashes = {"problem_sha256": blobs.put(rows, problem), "document_sha256": blobs.put(rows, document)}
    rows.insert(
        plans,
        id=id,
        name=name[:200],
        origin=origin,
        dataset_id=dataset_id,
        dataset_version=dataset_version,
        first=days[0],
        last=days[1],
        as_of=days[2],
        summary=dict(summary),
        job_id=job_id,
        revision=1,
        created_by=by,
        created_at=now,
        changed_at=now,
        **hashes,
    )
    _add_revision(rows, id, 1, hashes, [{"op": origin}], None, by, now)


def revise(
    rows: OfficeRows,
    id: str,
    revision: int,
    *,
    problem: bytes,
    document: bytes,
    summary: Mapping[str, Any],
    change: Sequence[Mapping[str, Any]],
    why: str | None,
    by: str,
    now: datetime,
) -> bool:
    """The next revision of a plan that still stands at ``revision``; whether it did."""
    hashes = {"problem_sha256": blobs.put(rows, problem), "document_sha256": blobs.put(rows, document)}
    held = (plans.c.id == id, plans.c.revision == revision)
    values = {**hashes, "summary": dict(summary), "revision": revision + 1, "changed_at": now}
    if rows.update(plans, *held, **values) != 1:
        return False
    _add_revision(rows, id, revision + 1, hashes, change, why, by, now)
    return True


def change_plan(rows: OfficeRows, id: str, revision: int, change: str, by: str, now: datetime, **values: Any) -> bool:
    """Change what is no part of the plan's content; a revision like any other."""
    found = plan_of(rows, id)
    held = (plans.c.id == id, plans.c.revision == revision)
    if found is None or rows.update(plans, *held, **values, revision=revision + 1, changed_at=now) != 1:
        return False
    hashes = {"problem_sha256": found.problem_sha256, "document_sha256": found.document_sha256}
    _add_revision(rows, id, revision + 1, hashes, [{"op": change}], None, by, now)
    return True


def hold(rows: OfficeRows, id: str, revision: int) -> bool:
    """Keep others from changing or holding the plan until this transaction ends; whether it stands at ``revision``."""
    # A row written as it is: held in every database, where SELECT FOR UPDATE is not.
    return rows.update(plans, plans.c.id == id, plans.c.revision == revision, revision=revision) == 1


def _add_revision(
    rows: OfficeRows,
    id: str,
    revision: int,
    hashes: Mapping[str, str],
    change: Sequence[Mapping[str, Any]],
    why: str | None,
    by: str,
    now: datetime,
) -> None:
    rows.insert(
        plan_revisions,
        plan_id=id,
        revision=revision,
        change=[dict(item) for item in change],
        why=why,
        changed_by=by,
        at=now,
        **hashes,
    )
