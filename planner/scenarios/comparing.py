"""Answers side by side: what differs, what is undecided, where a curve bends, what sways the result most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.scenarios.answers import Answer
from planner.units import ValueUnits

BASIS_POINTS = 10_000


class Verdict(StrEnum):
    """How a figure stands against that of the base."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    UNDECIDED = "undecided"


def verdict(base: Answer, other: Answer) -> Verdict:
    """Whether ``other`` is worth more than ``base``: undecided where the ranges from value to bound overlap.

    The value found is the least that a scenario is worth, its bound the most. Without a bound nothing is decided,
    except that equal problems are the same.
    """
    return range_verdict(base.value, base.bound, other.value, other.bound)


def range_verdict(
    value: ValueUnits, bound: ValueUnits | None, other_value: ValueUnits, other_bound: ValueUnits | None
) -> Verdict:
    """The same for two ranges from value to bound, in whatever unit."""
    if value == other_value and bound == other_bound:
        return Verdict.SAME
    if bound is not None and other_value > bound:
        return Verdict.MORE
    if other_bound is not None and value > other_bound:
        return Verdict.LESS
    return Verdict.UNDECIDED


def figure_verdict(base: Answer, other: Answer, one: int, two: int) -> Verdict:
    """How a figure ``two`` of ``other`` stands against ``one`` of ``base``.

    A figure of a plan is no more certain than the plan: a difference within what both proven gaps leave open, as a
    share of the figures, is undecided.
    """
    return share_verdict(one, two, base.gap_basis_points, other.gap_basis_points)


def share_verdict(one: int, two: int, gap: int | None, other_gap: int | None) -> Verdict:
    """The same for two figures with the gaps of their plans, hundredths of a percent."""
    if one == two:
        return Verdict.SAME
    if gap is None or other_gap is None:
        return Verdict.UNDECIDED
    if abs(two - one) * BASIS_POINTS <= abs(one) * gap + abs(two) * other_gap:
        return Verdict.UNDECIDED
    return Verdict.MORE if two > one else Verdict.LESS


# --- curves ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a curve: what is spent, what comes of it, both in whole units; and the answer it belongs to."""

    spent: int
    gained: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Points by rising spending; those on the upper concave hull; and the knee, ``None`` where nothing bends."""

    points: tuple[Point, ...]
    hull: tuple[Point, ...]
    knee: Point | None


def curve_of(points: Sequence[Point]) -> Curve:
    """A curve with its knee: the point of the hull farthest above the straight line from its first to its last.

    Beyond the knee a rupiah brings less than the average rupiah did.
    """
    ordered = sorted(points, key=lambda point: (point.spent, -point.gained, point.name))
    hull = concave_hull(ordered)
    knee = None
    if len(hull) > 2:
        first, last = hull[0], hull[-1]
        run, rise = last.spent - first.spent, last.gained - first.gained

        def above(point: Point) -> int:
            return (point.gained - first.gained) * run - (point.spent - first.spent) * rise

        best = max(hull[1:-1], key=lambda point: (above(point), -point.spent))
        knee = best if above(best) > 0 else None
    return Curve(points=tuple(ordered), hull=hull, knee=knee)


def concave_hull(points: Sequence[Point]) -> tuple[Point, ...]:
    """The upper concave hull of points, from the first to the one that gains most; slopes fall strictly."""
    hull: list[Point] = []
    for point in sorted(points, key=lambda point: (point.spent, -point.gained, point.name)):
        if hull and (point.spent == hull[-1].spent or point.gained <= hull[-1].gained):
            continue
        while len(hull) > 1 and not _bends(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    return tuple(hull)


def _bends(one: Point, two: Point, three: Point) -> bool:
    """Whether the slope falls at ``two``."""
    return (two.gained - one.gained) * (three.spent - two.spent) > (three.gained - two.gained) * (two.spent - one.spent)


# --- what sways the result ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Sway:
    """What one thing does to the value when it is low and when it is high, against the base, value units."""

    name: str
    low: ValueUnits
    high: ValueUnits
    low_verdict: Verdict
    high_verdict: Verdict

    @property
    def width(self) -> ValueUnits:
        """From the lowest to the highest value, the base among them."""
        return max(self.low, self.high, 0) - min(self.low, self.high, 0)


def tornado(base: Answer, swings: Mapping[str, tuple[Answer, Answer]]) -> tuple[Sway, ...]:
    """What sways the value, widest first."""
    found = [
        Sway(
            name=name,
            low=low.value - base.value,
            high=high.value - base.value,
            low_verdict=verdict(base, low),
            high_verdict=verdict(base, high),
        )
        for name, (low, high) in swings.items()
    ]
    return tuple(sorted(found, key=lambda item: (-item.width, item.name)))
