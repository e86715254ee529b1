"""Visits of the month that are over: what documents of a replanned month tell beside what is still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from planner.domain.history import DoneVisit
from planner.domain.problem import Problem
from planner.domain.site import Site

HELD = ("terlaksana", "held")
"""The word for a visit that is over: (Indonesian, English)."""
UNDER_WAY = ("sedang berjalan", "under way")
"""The word for a visit of an outing that has begun and is finished as planned."""
TO_COME = ("direncanakan", "planned")
"""The word for a visit that is still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldVisit:
    """One visit that took place, with the people who were counted there or, where nobody counted, expected.

    Its hours and its crew are not kept.
    """

    day: date
    team: str
    site: Site
    rows: tuple[DoneVisit, ...]
    over: bool = True
    """Whether its day is over; else the team is on its way with nights out."""

    @property
    def word(self) -> tuple[str, str]:
        return HELD if self.over else UNDER_WAY

    @property
    def joined(self) -> tuple[str, ...]:
        """Origins that came from elsewhere."""
        return tuple(row.origin for row in self.rows if row.origin != self.site.id)

    @property
    def invited(self) -> int:
        return sum(row.invited for row in self.rows)

    @property
    def recorded(self) -> int:
        return sum(row.recorded for row in self.rows)

    @property
    def cards(self) -> int:
        return sum(row.cards for row in self.rows)

    @property
    def ikd(self) -> int:
        return sum(row.ikd for row in self.rows)

    @property
    def ikd_only(self) -> bool:
        return self.ikd > 0 and not self.recorded and not self.cards

    @property
    def people(self) -> int:
        """People whom the visit was for."""
        return self.ikd if self.ikd_only else self.recorded


def held_visits(problem: Problem) -> tuple[HeldVisit, ...]:
    """Every visit that is over, by day, team and place."""

    def key(row: DoneVisit) -> tuple[date, str, str]:
        return row.day, row.team, row.site

    def home_first(rows: Sequence[DoneVisit]) -> tuple[DoneVisit, ...]:
        return tuple(sorted(rows, key=lambda row: (row.origin != row.site, row.origin)))

    ordered = sorted(problem.done, key=key)
    return tuple(
        HeldVisit(
            day=day,
            team=team,
            site=problem.site[site],
            rows=home_first(list(rows)),
            over=day < problem.period.as_of,
        )
        for (day, team, site), rows in groupby(ordered, key=key)
    )
