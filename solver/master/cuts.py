"""Cuts on the amounts taken at one place of service: no trip and a bit, each only partly loaded.

For people D and any divisor d, mixed-integer rounding of ``sum of a z <= D`` (a: people taken by a trip, z: trips)
gives ``sum of G(a) z <= floor(D / d)`` with f0 = frac(D / d) and
``G(a) = floor(a / d) + max(0, frac(a / d) - f0) / (1 - f0)``. What is kept of G is the steepest hinge below it,

    s max(0, a - t),   t = ceil(f0 d),   s = least of G(a) / (a - t) over a up to what one trip can take,

which is weaker but convex: its price makes the later people of a stop cheaper than the first, and pricing stays
a knapsack. Where the place is a choice y, the right-hand side is ``floor(D / d) y``: nobody is taken where y = 0.

The hinge differs between pricing cells, since a trip with a kit can take more. Slopes are kept as whole billionths,
rounded down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

BILLION = 1_000_000_000
LEAST_VIOLATION = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """sum over trips of slope(cell) x max(0, people - threshold) <= limit (x y where the place is a choice).

    Attributes
    ----------
    link
        The link that it speaks of: a supply at a place of service.
    threshold
        People that a trip takes for nothing.
    slopes
        Billionths per person beyond the threshold, by pricing cell; 0 where a trip never gets there.
    limit
        floor(D / d).
    """

    link: int
    threshold: int
    slopes: tuple[int, ...]
    limit: int

    def coefficient(self, cell: int, people: float) -> float:
        """Of a column of ``cell`` that takes ``people`` here."""
        return self.slopes[cell] / BILLION * max(0.0, people - self.threshold)

    def price_per_person(self, cell: int, price: int) -> int:
        """Price of each person beyond the threshold, rounded down; ``price`` is that of the cut."""
        return price * self.slopes[cell] // BILLION


def hinge(people: int, divisor: Fraction, most: Sequence[int], link: int) -> Cut | None:
    """The cut for a divisor; ``most`` are the people that a trip of each cell can take. ``None`` if it says nothing."""
    ratio = people / divisor
    limit = int(ratio)
    part = ratio - limit
    if limit < 1:
        return None
    threshold = -(-(part * divisor).numerator // (part * divisor).denominator)
    by_top = {top: _slope(divisor, part, threshold, top) for top in set(most)}
    slopes = tuple(by_top[top] for top in most)
    return Cut(link=link, threshold=threshold, slopes=slopes, limit=limit) if any(slopes) else None


def _slope(divisor: Fraction, part: Fraction, threshold: int, top: int) -> int:
    if top <= threshold:
        return 0
    # G(a) / (a - t) is least at the end of a flat piece, at a jump to one, or at the far end.
    points = [Fraction(top)]
    count = 1
    while count * divisor <= top:
        points += [point for point in (count * divisor, (count + part) * divisor) if threshold < point <= top]
        count += 1
    least = min(_rounded(point / divisor, part) / (point - threshold) for point in points)
    return int(least * BILLION)


def _rounded(ratio: Fraction, part: Fraction) -> Fraction:
    whole = int(ratio)
    return whole + max(Fraction(0), ratio - whole - part) / (1 - part)


def most_violated(
    link: int, people: int, most: tuple[int, ...], taken: list[tuple[int, float, float]], place: float
) -> tuple[float, Cut] | None:
    """The most violated cut of a link at a solution, with its violation.

    Parameters
    ----------
    taken
        (cell, people taken, trips) of the columns in use.
    place
        Value of y, 1 where the place is no choice.
    """
    divisors = {Fraction(round(amount)) for _, amount, _ in taken if round(amount) > 0}
    divisors |= {Fraction(top) for top in most if top > 0}
    divisors |= {Fraction(people, count) for count in (1, 2, 3) if people > count}
    best: tuple[float, Cut] | None = None
    for divisor in sorted(divisors):
        cut = hinge(people, divisor, most, link)
        if cut is None:
            continue
        activity = sum(trips * cut.coefficient(cell, amount) for cell, amount, trips in taken)
        violation = activity - cut.limit * place
        if violation > LEAST_VIOLATION and (best is None or violation > best[0]):
            best = (violation, cut)
    return best
