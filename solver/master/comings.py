"""Cuts on who comes at all: a visit serves nobody of a village that has not chosen the place, be they ever so few.

The relaxation serves half of a village at one hub and half of it at another, each visited once, and calls each of them
half a choice. Let a_o be the trips that take anybody of village o at a site, v the visits there, y_o the choice, and
y_h that of another village h. In every plan

    a_o - y_o <= v - y_h.

Without a visit all are 0. With one, ``a_o <= y_o`` and ``y_h <= 1``. With more, ``a_o - y_o <= v - 1`` where y_o is 1,
and nobody of o comes where it is 0. Where the place of h is no choice, the share of its people that is served stands
for y_h: it is 0 without a visit as well, and never more than 1.

A trip pays for a village that joins it once, however few come: in pricing that is a fee of the joiner.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

LEAST_VIOLATION = 0.05
"""Trips by which a solution must break a cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """People of another village at a site: as far as they come, the site is visited.

    Attributes
    ----------
    pair
        Their place of service where it is a choice, else ``None``.
    link, people
        Where it is none: their link, and how many they are.
    part
        Value of y, or of the share that is served, in the last solution.
    """

    pair: int | None = None
    link: int | None = None
    people: int = 1
    part: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """(trips that take anybody of the pair) - visits - y of the pair + part of the anchor <= 0.

    Attributes
    ----------
    pair
        The place of service of a village that joins: a choice.
    links
        All of the pair.
    stops
        All stops of the site.
    """

    pair: int
    links: AbstractSet[int]
    stops: frozenset[int]
    anchor: Anchor

    @property
    def unit(self) -> int:
        """The row in whole numbers is so many times the above."""
        return self.anchor.people

    @property
    def choices(self) -> tuple[tuple[int, int], ...]:
        """(place of service, coefficient) of the choices in the row, in units."""
        own = (self.pair, -1)
        return (own,) if self.anchor.pair is None else (own, (self.anchor.pair, 1))

    def coefficient(self, order: Sequence[int], people: Mapping[int, float]) -> float:
        """Of a column with so many people of each link, in units."""
        if self.stops.isdisjoint(order):
            return 0.0
        comes = any(people.get(link, 0.0) > 0 for link in self.links)
        share = 0.0 if self.anchor.link is None else people.get(self.anchor.link, 0.0) / self.anchor.people
        return comes - 1.0 + share
