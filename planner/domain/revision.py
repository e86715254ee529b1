"""A plan that differs from another in few trips."""

from dataclasses import dataclass
from datetime import date

from planner.domain.plan import Plan
from planner.units import ValueUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A plan that breaks no rule, what it is worth, and the team-day whose trip was changed or added for it."""

    plan: Plan
    value: ValueUnits
    team: str
    day: date
