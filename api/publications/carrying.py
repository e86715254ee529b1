"""What was said of a visit stays said when a new version of the month takes the place of the old one."""

from typing import Any

from sqlalchemy import Row

from api.db.scope import OfficeRows
from api.db.tables import visit_states
from api.documents.facts import PlanFacts
from api.plans.telling import visit_id
from api.publications.schemas import VisitState
from planner.calm import is_retimed
from planner.units import SecondsOfDay

OVER = (VisitState.HELD, VisitState.REPORTED)


def carry(rows: OfficeRows, old: Row[Any], before: PlanFacts, new: Row[Any], after: PlanFacts) -> list[str]:
    """Take over the steps of the visits of ``old`` that stand in ``new`` at their place, day and hour; their ids.

    A visit that now begins at another hour is planned anew: whoever was told of it must be told again. One that a
    replanned month goes on from has no hour any more; it stays what it was.
    """
    stood, stands = _starts(before), _starts(after)
    carried = []
    states = rows.all(rows.select(visit_states).where(visit_states.c.publication_id == old.id))
    for state in sorted(states, key=lambda item: str(item.visit_id)):
        if state.visit_id not in stood or state.visit_id not in stands:
            continue
        here, there = stood[state.visit_id], stands[state.visit_id]
        if state.state not in OVER and here is not None and there is not None and is_retimed(here, there):
            continue
        made = rows.insert_new(
            visit_states,
            publication_id=new.id,
            visit_id=state.visit_id,
            state=state.state,
            changed_by=state.changed_by,
            changed_at=state.changed_at,
            counts=state.counts,
            revision=1,
        )
        if made:
            carried.append(str(state.visit_id))
    return carried


def _starts(facts: PlanFacts) -> dict[str, SecondsOfDay | None]:
    """When service begins, by id of the visit; ``None`` for one that the plan goes on from."""
    over: dict[str, SecondsOfDay | None] = {visit_id(item.site.id, item.day): None for item in facts.held}
    return over | {visit_id(item.visit.site, item.visit.day): item.visit.start for item in facts.visits}
