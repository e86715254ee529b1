"""Scarce blank cards shared between offices: optimal over the concave hulls of what each makes of them.

Each office answers what it is worth with so many cards, at a few points. Between points of its hull it may mix, as a
relaxation: cards go to the steepest piece first. At most one office ends inside a piece, so that the points themselves
lose no more than that one piece.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.scenarios.comparing import Point, concave_hull
from planner.shares import shared_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Cards of each office, and what they are worth on the hulls and at the points reached.

    Attributes
    ----------
    cards
        By office.
    worth
        Value at the last point of each office's curve that its cards reach: certain.
    bound
        Value on the hulls, rounded up: no sharing is worth more at the points.
    """

    cards: Mapping[str, int]
    worth: int
    bound: int


def shared_cards(curves: Mapping[str, Sequence[Point]], total: int) -> Shared:
    """``total`` cards shared out; each curve has a point for the fewest cards that its office may get.

    Parameters
    ----------
    curves
        For each office its points: ``spent`` cards and ``gained`` value.
    """
    hulls = {office: concave_hull(points) for office, points in sorted(curves.items())}
    cards = {office: hull[0].spent for office, hull in hulls.items()}
    left = total - sum(cards.values())
    if left < 0:
        raise ValueError(f"{total} cards are fewer than the offices need at least")
    bound = sum(hull[0].gained for hull in hulls.values())
    # Slopes fall along a hull, so that taking pieces in this order takes each office's in turn.
    for office, one, two in sorted(_pieces(hulls), key=lambda piece: (-_slope(piece), piece[0], piece[1].spent)):
        length = two.spent - one.spent
        taken = min(left, length)
        cards[office] += taken
        bound += -(-(two.gained - one.gained) * taken // length)
        left -= taken
    return Shared(cards=cards, worth=worth_of(curves, cards), bound=bound)


def per_capita(curves: Mapping[str, Sequence[Point]], people: Mapping[str, int], total: int) -> Shared:
    """The usual split: by people, in whole cards."""
    cards = shared_out(total, people)
    worth = worth_of(curves, cards)
    return Shared(cards=cards, worth=worth, bound=worth)


def worth_of(curves: Mapping[str, Sequence[Point]], cards: Mapping[str, int]) -> int:
    """What the offices are certain to make of these cards: their best points within them; nothing below the first."""
    return sum(
        max((point.gained for point in points if point.spent <= cards[office]), default=0)
        for office, points in curves.items()
    )


def hull_worth(curves: Mapping[str, Sequence[Point]], cards: Mapping[str, int]) -> int:
    """Value of these cards on the hulls, rounded up piece by piece; beyond the last point nothing is added."""
    worth = 0
    for office, points in curves.items():
        hull = concave_hull(points)
        worth += hull[0].gained
        for one, two in pairwise(hull):
            length = two.spent - one.spent
            taken = min(max(0, cards[office] - one.spent), length)
            worth += -(-(two.gained - one.gained) * taken // length)
    return worth


def _pieces(hulls: Mapping[str, Sequence[Point]]) -> list[tuple[str, Point, Point]]:
    return [(office, one, two) for office, hull in hulls.items() for one, two in pairwise(hull)]


def _slope(piece: tuple[str, Point, Point]) -> float:
    _, one, two = piece
    return (two.gained - one.gained) / (two.spent - one.spent)
