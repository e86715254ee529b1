"""Taking a place into a plan with few changes: the engine's best team-days for it."""

import threading
from datetime import date

from api import wiring
from api.http.problems import Problem, conflict
from api.progress import RunControl
from planner.domain.plan import Plan
from planner.domain.problem import Problem as PlanningProblem
from planner.repair import Repaired
from planner.requests import Answer, request_slots
from planner.rules.violation import Violation

MOST = 5
PATIENCE_S = 20.0
"""After so long the best found by then is told."""
_one_at_a_time = threading.Lock()


class _Hurried(RunControl):
    """A control that stops by itself."""

    def should_stop(self) -> bool:
        return super().should_stop() or self.elapsed() > PATIENCE_S


def slots_for(problem: PlanningProblem, plan: Plan, origin: str, most: int = MOST) -> Answer:
    """The best team-days that take more of ``origin`` in; the engine works for one asker at a time."""
    with _one_at_a_time:
        return request_slots(problem, plan, origin, wiring.plans_with, _Hurried(), most=most)


def fitted(problem: PlanningProblem, plan: Plan, origin: str, team: str | None, day: date | None) -> Plan:
    """The plan with ``origin`` taken in: on that team-day, or on the best one.

    Raises
    ------
    Problem
        409 if there is none.
    """
    found = slots_for(problem, plan, origin)
    for slot in found.slots:
        if team in (None, slot.team) and day in (None, slot.day):
            return slot.plan
    raise conflict("NO_SLOT", found.sentence, site=origin)


def repaired(problem: PlanningProblem, plan: Plan) -> Repaired:
    """The plan made legal with the fewest changes; the engine works for one asker at a time."""
    with _one_at_a_time:
        return wiring.repair(problem, plan)


def ensure_legal(broken: tuple[Violation, ...] | int) -> None:
    """409 for a draft that breaks rules: what is sought near it would break them too."""
    number = broken if isinstance(broken, int) else len(broken)
    if number:
        raise draft_breaks(number)


def draft_breaks(number: int) -> Problem:
    """Mend first."""
    told = (
        f"Rencana ini melanggar aturan di {number} tempat; perbaiki atau urungkan dulu",
        f"This plan breaks rules in {number} place{'s' if number != 1 else ''}; mend or undo that first",
    )
    return conflict("DRAFT_BREAKS_RULES", told, violations=number)
