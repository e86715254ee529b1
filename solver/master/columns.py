"""Columns of the relaxation: a trip in a day class, carrying its amounts."""

from dataclasses import dataclass

from planner.units import MICRO, PERMILLE, VALUE_UNITS_PER_PERSON
from solver.indexing import Index
from solver.trips.cells import PricingCell
from solver.trips.filling import PricedItems
from solver.trips.joiners import Groups
from solver.trips.pricing import amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One trip with what it carries.

    Attributes
    ----------
    cell
        Index of the pricing cell.
    order
        Stops in visiting order.
    loads
        (item, people invited), people may be fractional.
    worth
        Weighted people.
    cards
        Cards printed.
    """

    cell: int
    order: tuple[int, ...]
    loads: tuple[tuple[int, float], ...]
    worth: float
    cards: float


def column(
    index: Index,
    number: int,
    cell: PricingCell,
    items: PricedItems,
    fine: Groups,
    order: tuple[int, ...],
    card_cost: int,
) -> Column:
    """The column that the prices in ``items`` make of an order of stops."""
    loads = _summed(amounts(cell.ground, cell.day, items, fine, order))
    worth = cards = 0.0
    for item, people in loads:
        worth += people * int(cell.item_worth[item])
        card_worth = int(index.item_card_worth[item])
        if card_worth > card_cost:
            printed = people * int(index.item_card_micro[item])
            worth += printed * card_worth
            cards += printed / MICRO
    return Column(
        cell=number,
        order=order,
        loads=tuple(loads),
        worth=worth / VALUE_UNITS_PER_PERSON,
        cards=cards,
    )


def _summed(pieces: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Pieces of one item together."""
    total: dict[int, float] = {}
    for item, people in pieces:
        total[item] = total.get(item, 0.0) + people
    return sorted(total.items())


def blanks_per_card(index: Index) -> float:
    """Blank cards used per card printed, waste included."""
    return (PERMILLE + index.problem.policy.waste_permille) / PERMILLE
