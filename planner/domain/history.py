"""What has been: the days before, what is published, what is done; and what is locked."""

from dataclasses import dataclass
from datetime import date

from planner.units import SecondsOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """A site visited before the period."""

    site: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PastFieldDay:
    """A field day of a team or of one of the staff before the period; ``night`` if it slept out after it."""

    who: str
    day: date
    night: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The 31 days before the period: visits and field days."""

    visits: tuple[PastVisit, ...] = ()
    team_days: tuple[PastFieldDay, ...] = ()
    staff_days: tuple[PastFieldDay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedVisit:
    """A visit of the published plan, and whether the village was told.

    Attributes
    ----------
    site, day, team, start
        Where, when, by whom, and from when people are served.
    announced
        The site and those invited there were told: the visit needs no further notice on that day, and is dear to
        move.
    origins
        Villages, schools and other places whose people are invited besides the site's own, sorted.
    """

    site: str
    day: date
    team: str
    start: SecondsOfDay
    announced: bool = False
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneVisit:
    """A visit of this period held before ``as_of``, with whole counts."""

    site: str
    day: date
    team: str
    origin: str
    invited: int
    recorded: int
    cards: int
    ikd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A lock on one visit. What is given is locked: day; team; place in the order; start.

    Attributes
    ----------
    site, day
        The site is visited on that day.
    team
        By this team, if given.
    position
        As the n-th stop of its trip, counted from 1, if given.
    start
        With service from this time, if given.
    """

    site: str
    day: date
    team: str | None = None
    position: int | None = None
    start: SecondsOfDay | None = None
