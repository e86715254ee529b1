"""What was said of a visit stays said when a new version of the month takes the place of the old one."""

from typing import Any

from sqlalchemy import Row

from api.db.scope import OfficeRows
from api.db.tables import visit_states
from api.documents.facts import PlanFacts, VisitFacts
from api.plans.telling import visit_told
from api.publications.schemas import VisitState
from planner.calm import is_retimed

OVER = (VisitState.HELD, VisitState.REPORTED)


def carry(rows: OfficeRows, old: Row[Any], before: PlanFacts, new: Row[Any], after: PlanFacts) -> list[str]:
    """Take over the steps of the visits of ``old`` that stand in ``new`` at their place, day and hour; their ids.

    A visit that now begins at another hour is planned anew: whoever was told of it must be told again.
    """
    stood = _by_id(before)
    carried = []
    stands = _by_id(after)
    states = rows.all(rows.select(visit_states).where(visit_states.c.publication_id == old.id))
    for state in sorted(states, key=lambda item: str(item.visit_id)):
        here, there = stood.get(state.visit_id), stands.get(state.visit_id)
        if here is None or there is None:
            continue
        if state.state not in OVER and is_retimed(here.visit.start, there.visit.start):
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


def _by_id(facts: PlanFacts) -> dict[str, VisitFacts]:
    return {visit_told(facts, item).id: item for item in facts.visits}
