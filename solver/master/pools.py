"""Cuts on all people of a visit together: its own and those of the villages that join.

Without them the relaxation fills a visit exactly with parts of many villages, each joining by a third. Let a visit to
a site hold at most C ms, let ``x`` be the ms that some people there take (D of them if their village goes there, y),
and let there be one visit. Then ``sum of x <= C`` with ``x = D y - s``, s >= 0. With a set S of them complemented
(``y = 1 - n``), any divisor d, ``b = C - sum over S of D`` and ``r = b mod d``, mixed-integer rounding, times d - r, is

    sum over the others of G(D) y + sum over S of G(-D) n - sum of s <= (d - r) floor(b / d),
    G(a) = (d - r) floor(a / d) + max(0, (a mod d) - r),

or, with x put back for s,

    sum of x - sum over the others of (D - G(D)) y + sum over S of (D + G(-D)) n
        <= (d - r) floor(b / d) + sum over S of D.

With S large and d as well this is a flow cover: a full visit leaves no room for those beyond it. With d the people
of a village that joins it is its lifted form: one and a half villages fit, so a second one is not served whole.

*Any number of visits v.* Add ``gamma (v - 1)`` on the right. Without a visit all x and y are 0, so gamma may be at most
what then is left; with two or more nobody need be left out, so gamma must be at least what all of them come to.
A visit in a cell that holds more than C is granted what it holds more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.indexing import IntArray

LEAST_VIOLATION = 0.004
"""Share of a visit by which a solution must break a cut."""
MOST_MEMBERS = 9
"""Villages at a site that are tried in all combinations; further ones are left out."""
LEAST_WIDTH = 0.02
"""Share of the divisor that must be left over r."""
NEVER = -1e9

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """People of one village at a site: those of some of its links.

    Attributes
    ----------
    weights
        ms per person, by link.
    whole
        ms of all of them together.
    pair
        Their place of service if that is a choice, else ``None``.
    joins
        Whether they come from elsewhere.
    place, taken
        Value of y (1 where it is no choice) and of x in the last solution.
    """

    weights: Mapping[int, int]
    whole: int
    pair: int | None
    joins: bool
    place: float
    taken: float

    @property
    def name(self) -> int:
        """The first of their links: tells members apart."""
        return min(self.weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """sum over visits of (P - bonus of the cell) - sum of gains x y <= limit, in ms; P: ms that a visit takes.

    Attributes
    ----------
    stops
        Stops of the site that hold the people; a visit to one of them counts.
    weights
        ms per person, by link.
    bonuses
        By pricing cell.
    gains
        Of each place of service that is a choice; never negative.
    limit
        May be negative.
    unit
        The linear program sees the row divided by it: the ms of a visit.
    """

    stops: frozenset[int]
    weights: Mapping[int, int]
    bonuses: tuple[int, ...]
    gains: tuple[tuple[int, int], ...]
    limit: int
    unit: int

    def coefficient(self, cell: int, order: Sequence[int], people: Mapping[int, float]) -> float:
        """Of a column with so many people of each link, in units."""
        if self.stops.isdisjoint(order):
            return 0.0
        taken = sum(weight * people.get(link, 0.0) for link, weight in self.weights.items())
        return (taken - self.bonuses[cell]) / self.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """Visits to one site in the last solution.

    Attributes
    ----------
    stops
        Stops of the site.
    count
        v.
    most
        ms of people that a visit in each cell can take at most.
    joiners
        Villages that may join there at most.
    """

    stops: frozenset[int]
    count: float
    most: tuple[int, ...]
    joiners: int


def rounded(amount: IntArray, divisor: int, rest: IntArray) -> IntArray:
    """G(amount), by rests and amounts."""
    found: IntArray = (divisor - rest) * (amount // divisor) + np.maximum(0, amount % divisor - rest)
    return found


def cut(
    members: Sequence[Member], beside: Sequence[Member], visits: Visits, most: int, divisor: int
) -> tuple[float, Pool] | None:
    """The cut with ``members`` complemented and ``beside`` not, for visits of at most ``most`` ms; its violation.

    ``None`` where it says nothing, or is not valid for any number of visits.
    """
    whole = sum(member.whole for member in members)
    left = most - whole
    rest = left % divisor
    base = (divisor - rest) * (left // divisor)
    if rest == 0:
        return None
    gains: dict[int, int] = {}
    gone = 0
    for member in members:
        if member.pair is not None:
            gain = member.whole + _rounded(-member.whole, divisor, rest)
            gains[member.pair] = gains.get(member.pair, 0) + gain
            gone += gain
    for member in beside:
        if member.pair is not None:
            gain = member.whole - _rounded(member.whole, divisor, rest)
            gains[member.pair] = gains.get(member.pair, 0) + gain
    fixed = sum(member.whole - _rounded(member.whole, divisor, rest) for member in beside if member.pair is None)
    # What all of them come to in two visits or more: as many join as may.
    all_beside = sorted((_rounded(member.whole, divisor, rest) for member in beside if member.joins), reverse=True)
    everybody = sum(all_beside[: visits.joiners])
    everybody += sum(_rounded(member.whole, divisor, rest) for member in beside if not member.joins)
    # gamma lies between what two visits need and what no visit leaves.
    low, high = max(0, everybody - base), base + fixed + whole - gone
    if low > high:
        return None
    gamma = high if visits.count < 1.0 else low
    beyond = max(0, everybody - base)
    pool = Pool(
        stops=visits.stops,
        weights={link: weight for member in (*members, *beside) for link, weight in member.weights.items()},
        bonuses=tuple(gamma + min(max(0, top - most), beyond) for top in visits.most),
        gains=tuple(sorted(gains.items())),
        limit=base + fixed + whole - gamma - gone,
        unit=most,
    )
    places = {member.pair: member.place for member in (*members, *beside)}
    taken = sum(member.taken for member in (*members, *beside))
    credit = sum(gain * places[pair] for pair, gain in pool.gains)
    return (taken - gamma * visits.count - credit - pool.limit) / most, pool


def _rounded(amount: int, divisor: int, rest: int) -> int:
    return (divisor - rest) * (amount // divisor) + max(0, amount % divisor - rest)


def most_violated(members: Sequence[Member], visits: Visits, capacities: Sequence[int]) -> tuple[float, Pool] | None:
    """The most violated cut of a site, with its violation as a share of a visit.

    For every set S and every divisor, each of the others stands in the cut if that makes it more violated.
    """
    # Those who are in part here make the difference.
    ranked = sorted(members, key=lambda one: (-min(one.place, 1.0 - one.place), -one.whole, one.name))
    chosen = ranked[:MOST_MEMBERS]
    masks = (np.arange(1 << len(chosen))[:, None] >> np.arange(len(chosen))[None, :]) & 1
    whole = np.array([one.whole for one in chosen], dtype=np.int64)
    place = np.array([one.place for one in chosen])
    taken = np.array([one.taken for one in chosen])
    choice = np.array([one.pair is not None for one in chosen])
    sums = masks @ whole
    best: tuple[float, Pool] | None = None
    for most in capacities:
        for divisor in sorted({*whole.tolist(), most}):
            rest = ((most - sums) % divisor)[:, None]
            base = ((divisor - rest) * ((most - sums) // divisor)[:, None])[:, 0]
            beside = np.maximum(0.0, (rounded(whole, divisor, rest) - whole) * place + taken) * (1 - masks)
            within = masks * ((rounded(-whole, divisor, rest) + whole) * (1.0 - place) * choice + taken)
            over = beside.sum(axis=1) + within.sum(axis=1) - base - sums
            wide = (rest[:, 0] > 0) & (divisor - rest[:, 0] >= LEAST_WIDTH * divisor)
            score = np.where(wide, over / most, NEVER)
            for at in np.argsort(-score, kind="stable")[:2]:
                if score[at] <= max(LEAST_VIOLATION, best[0] if best is not None else 0.0):
                    break
                inside = [one for one, used in zip(chosen, masks[at], strict=True) if used]
                outside = [one for one, worth in zip(chosen, beside[at], strict=True) if worth > 0]
                found = cut(inside, outside, visits, most, int(divisor))
                if found is not None and found[0] > LEAST_VIOLATION and (best is None or found[0] > best[0]):
                    best = found
    return best
