"""What can be undone and redone, read out of the revisions themselves, so that it survives whatever ends a session.

A revision either brings new content, or steps back or forth over what was there. Names and archiving change nothing
that could be undone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Row

from api.calls.call import Answer, Call
from api.db.scope import OfficeRows
from api.db.tables import plan_revisions
from api.http.problems import conflict
from api.http.tags import changed_meanwhile
from api.plans import changing, service
from api.plans.change_words import sentences
from api.plans.schemas import HistoryTold, StepTold

UNDO: Literal["undo"] = "undo"
REDO: Literal["redo"] = "redo"
WITHOUT_CONTENT = frozenset({"rename", "archive"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Where a plan stands among the contents that it had.

    Attributes
    ----------
    contents
        Revisions that brought content, oldest first; those that were undone and then overwritten are gone.
    at
        Place in ``contents`` of what the plan holds now.
    """

    contents: tuple[int, ...]
    at: int

    @property
    def undo(self) -> int | None:
        """The revision whose content undoing brings back."""
        return self.contents[self.at - 1] if self.at > 0 else None

    @property
    def redo(self) -> int | None:
        """The revision whose content redoing brings back."""
        return self.contents[self.at + 1] if self.at + 1 < len(self.contents) else None


def steps_of(revisions: Sequence[tuple[int, Sequence[Mapping[str, Any]]]]) -> Steps:
    """Out of revisions, oldest first, each with its change."""
    contents: list[int] = []
    at = -1
    for number, change in revisions:
        op = change[0]["op"] if change else ""
        if op in WITHOUT_CONTENT:
            continue
        if op == UNDO and at > 0:
            at -= 1
        elif op == REDO and at + 1 < len(contents):
            at += 1
        else:
            contents = [*contents[: at + 1], number]
            at += 1
    return Steps(contents=tuple(contents), at=at)


def told(call: Call, rows: OfficeRows, id: str) -> HistoryTold:
    """What undoing and redoing would do, and whose change it was."""
    plan = service.held(rows, id)
    facts = service.facts(rows, id)
    found = {row.revision: row for row in _revisions(rows, id)}
    steps = steps_of([(number, row.change) for number, row in sorted(found.items())])

    def step(target: int | None, made: int | None) -> StepTold | None:
        if target is None or made is None:
            return None
        row = found[made]
        return StepTold(
            revision=target,
            changed_by=row.changed_by,
            mine=row.changed_by == call.principal.name,
            at=call.local(row.at),
            sentences=sentences(facts, row.change),
        )

    here = steps.contents[steps.at] if steps.contents else None
    return HistoryTold(revision=plan.revision, undo=step(steps.undo, here), redo=step(steps.redo, steps.redo))


def stepped(call: Call, rows: OfficeRows, id: str, revision: int, op: Literal["undo", "redo"]) -> Answer:
    """Undo or redo: a revision like any other."""
    if service.held(rows, id).revision != revision:
        raise changed_meanwhile()
    steps = steps_of([(row.revision, row.change) for row in _revisions(rows, id)])
    target = steps.undo if op == UNDO else steps.redo
    if target is None:
        nothing = {
            UNDO: ("Tidak ada yang dapat diurungkan", "There is nothing to undo"),
            REDO: ("Tidak ada yang dapat diulangi", "There is nothing to redo"),
        }
        raise conflict("NOTHING_TO_UNDO" if op == UNDO else "NOTHING_TO_REDO", nothing[op])
    return changing.restored(call, rows, id, revision, target, op=op)


def _revisions(rows: OfficeRows, id: str) -> Sequence[Row[Any]]:
    mine = rows.select(plan_revisions).where(plan_revisions.c.plan_id == id)
    return rows.all(mine.order_by(plan_revisions.c.revision))
