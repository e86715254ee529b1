"""Trips that still need dates, teams and crews."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterDay:
    """A further day of a trip with nights: the sites it visits, and the digital identities that it activates."""

    sites: tuple[str, ...]
    ikd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undated:
    """A trip to be dated.

    Attributes
    ----------
    worth
        Any one unit; more is better.
    teams
        Ids of teams that may make it.
    days
        Days on which it may be made, or begin.
    sites
        Sites it visits (on its first day).
    with_kit
        It carries a satellite kit.
    ikd
        Digital identities it activates (on its first day), micro-people.
    cost_rupiah
        What it costs with the least crew.
    pay_rupiah
        What each further person on it costs.
    group
        Of trips with the same group exactly one is made; ``None``: made if it finds a place.
    calm
        By (day, team): points of the changes to the published plan that making it then and so avoids. They decide
        among dates that are worth the same.
    later
        Its further days, if it has nights.
    wish
        Team and day for which it was drafted: where to begin the search for dates.
    """

    worth: int
    teams: tuple[str, ...]
    days: tuple[date, ...]
    sites: tuple[str, ...]
    with_kit: bool
    ikd: int
    cost_rupiah: int
    pay_rupiah: int = 0
    group: int | None = None
    calm: Mapping[tuple[date, str], int] = field(default_factory=dict)
    later: tuple[LaterDay, ...] = ()
    wish: tuple[str, date] | None = None

    def dates(self, start: date) -> tuple[date, ...]:
        """Its days if it begins on ``start``."""
        return tuple(start + timedelta(days=number) for number in range(1 + len(self.later)))

    def sites_on(self, number: int) -> tuple[str, ...]:
        """Sites it visits on its day ``number``, counted from 0."""
        return self.sites if number == 0 else self.later[number - 1].sites

    def ikd_on(self, number: int) -> int:
        """Digital identities that it activates on its day ``number``."""
        return self.ikd if number == 0 else self.later[number - 1].ikd
