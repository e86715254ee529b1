"""What a trip without a date carries, exactly: people invited, people expected to be served, cards."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from solver.indexing import RECORD, Index, IntArray
from solver.search.kernel import fits
from solver.trips.cells import PricingCell
from solver.trips.joiners import padded
from solver.trips.limits import MAX_STOPS, prefix_limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A draft with its cards.

    Attributes
    ----------
    cell
        Pricing cell.
    order
        Stops in visiting order.
    loads
        (item, people invited, micro-cards).
    partly
        (item, micro-people) where fewer are served than the invited let expect: the day is over before the last
        of them. Nobody is invited who is not needed for that.
    """

    cell: int
    order: tuple[int, ...]
    loads: tuple[tuple[int, int, int], ...]
    partly: tuple[tuple[int, int], ...] = ()

    def expected(self, index: Index, item: int, people: int) -> int:
        """Micro-people of an item that are served of so many invited."""
        return min([people * int(index.item_turnout[item]), *(served for one, served in self.partly if one == item)])


def worth_of(index: Index, trip: Loaded, cell: PricingCell) -> int:
    """Worth of a loaded trip in its cell, value units."""
    return sum(
        trip.expected(index, item, people) * int(cell.item_worth[item]) // int(index.item_turnout[item])
        + cards * int(index.item_card_worth[item])
        for item, people, cards in trip.loads
    )


def is_timed(index: Index, cell: PricingCell, trip: Loaded, held: Collection[int] = ()) -> bool:
    """Whether the stops at which a trip serves somebody, and those ``held``, can be driven and timed; no others."""
    team = index.days.team_types[index.days.classes[cell.day_class].team_type].team
    rows = index.item_rows(team, cell.mode, up=True)
    loaded = {int(index.item_stop[item]) for item, _, _ in trip.loads}
    served = [stop for stop in trip.order if stop in loaded or stop in held]
    service = np.zeros(MAX_STOPS, dtype=np.int64)
    for level, stop in enumerate(served):
        here = [
            (item, trip.expected(index, item, people), int(index.item_turnout[item]))
            for item, people, _ in trip.loads
            if index.item_stop[item] == stop
        ]
        spent = [sum(-(-int(row[item]) * served // turnout) for item, served, turnout in here) for row in rows]
        # Whole seconds, as the plan counts them.
        service[level] = -(-max(spent) // 1000) * 1000
    if service_limits(cell, served) is None:
        return False
    ground = cell.ground
    return bool(
        fits(
            padded(served),
            len(served),
            service,
            ground.travel,
            ground.base,
            ground.stop_place,
            ground.opens,
            ground.closes,
            cell.day.array(),
        )
    )


def service_limits(cell: PricingCell, order: Sequence[int]) -> IntArray | None:
    """Nested limits on service along an order, ms (:func:`solver.trips.limits.prefix_limits`).

    ``None`` if the order cannot be driven.
    """
    limits = np.zeros(MAX_STOPS, dtype=np.int64)
    ground = cell.ground
    drivable = prefix_limits(
        padded(order),
        len(order),
        ground.travel,
        ground.base,
        ground.stop_place,
        ground.opens,
        ground.closes,
        cell.day.array(),
        limits,
    )
    return limits if drivable else None


def in_part(index: Index, item: int) -> bool:
    """Whether people of an item may be counted in parts: those to record, whose time is what is scarce."""
    return bool(index.item_kind[item] == RECORD and index.item_turnout[item] > 0)
