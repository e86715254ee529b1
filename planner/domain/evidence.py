"""What stands behind a reason: bounds with one thing changed, what would give way, what one more would be worth."""

from dataclasses import dataclass
from enum import StrEnum

from planner.units import MicroPeople, ValueUnits


class Resource(StrEnum):
    """What an office could have one more of."""

    TEAM_DAY = "team_day"
    BLANKS_100 = "blanks_100"
    SATELLITE_KIT = "satellite_kit"
    OPERATOR_DAY = "operator_day"
    MILLION_RUPIAH = "million_rupiah"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteBound:
    """No plan that serves anybody of ``origin`` is worth more than ``bound``, value units."""

    origin: str
    bound: ValueUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreBound:
    """No plan with one more of ``resource`` is worth more than ``bound``, value units."""

    resource: Resource
    bound: ValueUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Displaced:
    """An origin that another plan serves less: ``fewer`` people (or cards) get something, ``invited`` are left."""

    origin: str
    fewer: int
    invited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthOfMore:
    """What one more of a resource is worth, value units.

    Attributes
    ----------
    resource
        What there is one more of.
    gain
        v' - v: the best plan found with one more, less this plan.
    least, most
        No less than v' - bound and no more than bound' - v; ``None`` where no bound is proven.
    """

    resource: Resource
    gain: ValueUnits
    least: ValueUnits | None
    most: ValueUnits | None


class Goal(StrEnum):
    """What a plan is best at, beside the value of service; see ``docs/concepts/model.md``."""

    FLOORS = "floors"
    EQUITY = "equity"
    MONEY = "money"
    CALM = "calm"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPrice:
    """What one of the goals took of the value of service, against the best plan that the same run found.

    Attributes
    ----------
    goal
        What for.
    value
        Value given up, value units; negative where a plan found for this goal is worth more besides.
    persons
        People served fewer, micro-people.
    sentence
        What was reached and what it costs: (Indonesian, English).
    """

    goal: Goal
    value: ValueUnits
    persons: MicroPeople
    sentence: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """How many of the visits that were published a plan moves, and what moving fewer would cost.

    Attributes
    ----------
    coming
        Published visits still to come.
    moved
        Those of them that are dropped or go to another day.
    limit
        How many may move before a calmer plan is sought: a fifth, or as few as any plan found needs.
    forced
        Those moved that could not stand as they were published.
    keeping_persons, keeping_value
        Where more than ``limit`` move: people served fewer (micro-people) and value given up (value units) in the best
        plan found that moves no more, negative where goals before calm chose a plan of less; else ``None``.
    """

    coming: int
    moved: int
    limit: int
    forced: int
    keeping_persons: MicroPeople | None = None
    keeping_value: ValueUnits | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The plan that the office had before, as a measure beside this one.

    Attributes
    ----------
    name
        What it is called: the name of its file.
    value, recording, cards, ikd
        Value units and expected people, micro-people.
    visits, villages_served, schools_served, team_days_used, cost_rupiah
        Its sums.
    violations
        Breaches of the rules in it: with any, its figures promise more than can be held.
    """

    name: str
    value: ValueUnits
    recording: MicroPeople
    cards: MicroPeople
    ikd: MicroPeople
    visits: int
    villages_served: int
    schools_served: int
    team_days_used: int
    cost_rupiah: int
    violations: int
