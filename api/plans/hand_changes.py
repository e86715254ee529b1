"""What can be changed of a plan by hand."""

from dataclasses import dataclass
from datetime import date

from planner.changes import AnyChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Take the visit to ``site`` on ``day`` to another day, another team, or both."""

    site: str
    day: date
    to_day: date
    to_team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Leave the visit out."""

    site: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Lock a visit to its day, and to its team, place in the order and start if so wished; or take the lock off."""

    site: str
    day: date
    team: bool = False
    position: bool = False
    start: bool = False
    locked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """A visit more: ``team`` comes to ``site`` on ``day`` for the people of ``origins``, its own if none are named."""

    site: str
    day: date
    team: str
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Invite so many of ``origin`` to the visit to ``site`` on ``day``; with 0 they are not invited to it at all."""

    site: str
    day: date
    origin: str
    invited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Take ``origin`` in with few changes: on that team-day, or on the best one."""

    origin: str
    team: str | None
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happen:
    """Something is not as the problem says."""

    change: AnyChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """Make the plan legal with as few visits moved or left out as can be."""


Change = Move | Remove | Lock | Add | Invite | Fit | Happen | Repair
