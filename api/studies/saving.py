"""Scenarios that an office saves."""

from typing import Any

from sqlalchemy import Row

from api.calls.call import Answer, Call
from api.db.identity import new_id
from api.db.scope import OfficeRows
from api.db.tables import scenarios
from api.http.problems import fault_at, not_found, unprocessable
from api.http.tags import changed_meanwhile
from api.studies.schemas import Scenario, ScenarioAsked
from planner.changes import CHANGES


def held(rows: OfficeRows, id: str) -> Row[Any]:
    """The saved scenario, or 404."""
    found = rows.one(rows.select(scenarios).where(scenarios.c.id == id, scenarios.c.archived_at.is_(None)))
    if found is None:
        raise not_found(("skenario", "scenario"), id)
    return found


def told(call: Call, row: Row[Any]) -> Scenario:
    """A saved scenario for the wire."""
    return Scenario(
        id=row.id,
        name=row.name,
        title=row.title,
        changes=row.changes,
        revision=row.revision,
        created_by=row.created_by,
        created_at=call.local(row.created_at),
        changed_at=call.local(row.changed_at),
    )


def answer(call: Call, row: Row[Any], status: int = 200) -> Answer:
    """With its revision."""
    headers = {"Location": f"/v1/scenarios/{row.id}"} if status == 201 else {}
    return Answer(body=told(call, row), status=status, revision=row.revision, headers=headers)


def add(call: Call, rows: OfficeRows, wish: ScenarioAsked) -> Answer:
    """Save one."""
    _ensure_known(wish)
    id, now = new_id("scen"), call.now()
    rows.insert(
        scenarios,
        id=id,
        **wish.model_dump(mode="json"),
        revision=1,
        created_by=call.principal.name,
        created_at=now,
        changed_at=now,
    )
    call.record(rows, "scenario.added", id)
    return answer(call, held(rows, id), 201)


def change(call: Call, rows: OfficeRows, id: str, revision: int, wish: ScenarioAsked) -> Answer:
    """Another content."""
    _ensure_known(wish)
    held(rows, id)
    values = {**wish.model_dump(mode="json"), "changed_at": call.now(), "revision": revision + 1}
    _changed(rows, id, revision, **values)
    call.record(rows, "scenario.changed", id)
    return answer(call, held(rows, id))


def archive(call: Call, rows: OfficeRows, id: str, revision: int) -> Answer:
    """Out of the lists."""
    held(rows, id)
    _changed(rows, id, revision, archived_at=call.now(), revision=revision + 1)
    call.record(rows, "scenario.archived", id)
    return Answer()


def _changed(rows: OfficeRows, id: str, before: int, **values: Any) -> None:
    if rows.update(scenarios, scenarios.c.id == id, scenarios.c.revision == before, **values) != 1:
        raise changed_meanwhile()


def _ensure_known(wish: ScenarioAsked) -> None:
    """Every change is of a kind that there is; what it says of an office is judged with the office's data."""
    kinds = {name for kind in CHANGES for name in (*kind.names, _kind_of(kind))}
    known = ", ".join(_kind_of(kind) for kind in CHANGES)
    faults = [
        fault_at(
            f"/changes/{number}/kind",
            "CHANGE_UNKNOWN",
            given.get("kind", ""),
            (f"salah satu: {known}", f"one of: {known}"),
        )
        for number, given in enumerate(wish.changes)
        if str(given.get("kind", given.get("jenis", ""))).casefold() not in kinds
    ]
    if faults:
        raise unprocessable(faults)


def _kind_of(change: Any) -> str:
    return str(change.__dataclass_fields__["kind"].default)
