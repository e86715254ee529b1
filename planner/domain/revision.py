"""A plan that differs from another in few trips."""

from dataclasses import dataclass
from datetime import date

from planner.domain.plan import Plan, Trip
from planner.units import ValueUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A plan that breaks no rule, what it is worth, and the team-day whose trip was changed or added for it."""

    plan: Plan
    value: ValueUnits
    team: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way to hold some visits of a plan: a trip that keeps every rule by itself.

    Attributes
    ----------
    trip
        On its day, by its team; its staff are those wished for.
    visits
        Numbers of the visits that it holds.
    kept
        How many of them stay on their day with their team.
    """

    trip: Trip
    visits: frozenset[int]
    kept: int
