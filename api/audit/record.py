"""Writes the audit log, inside the transaction of the change itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.auth.principal import Principal
from api.db.identity import new_id
from api.db.scope import OfficeRows
from api.db.tables import audit_log


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, for the log: a caller with the request it came in."""

    kind: str
    id: str
    name: str
    request_id: str

    @classmethod
    def of(cls, principal: Principal, request_id: str) -> "Actor":
        return cls(kind=principal.kind, id=principal.id, name=principal.name, request_id=request_id)


def record(
    rows: OfficeRows,
    actor: Actor,
    now: datetime,
    action: str,
    subject: str,
    *,
    why: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add one line, such as action ``plan.published`` of subject ``plan_01...``."""
    rows.insert(
        audit_log,
        id=new_id("aud"),
        at=now,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor=actor.name,
        action=action,
        subject=subject,
        why=why,
        detail=dict(detail or {}),
        request_id=actor.request_id,
    )
