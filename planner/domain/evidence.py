"""What stands behind a reason: bounds with one thing changed, what would give way, what one more would be worth."""

from dataclasses import dataclass
from enum import StrEnum

from planner.units import ValueUnits


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
