"""What a village is told beside the day: when its people are called, and on which day it is made good."""

from dataclasses import dataclass
from datetime import date

from planner.units import SecondsOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """A day on which a visit can be held instead.

    Attributes
    ----------
    site, day, team
        The visit.
    reserve, reserve_team
        When and by whom it could be held.
    called_off
        Only if the visit is called off before the team leaves: the field-day of the planned day is used again.
    shared
        Another visit has the same team-day in reserve: it is there for one of them.
    """

    site: str
    day: date
    team: str
    reserve: date
    reserve_team: str
    called_off: bool
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTime:
    """People of ``origin`` who are asked to come to a visit between ``start`` and ``end``."""

    site: str
    day: date
    team: str
    start: SecondsOfDay
    end: SecondsOfDay
    origin: str
    invited: int
