"""Cells of days that start or end where a team sleeps out."""

from dataclasses import replace

from solver.indexing import Index
from solver.trips.cells import PricingCell, ground
from solver.trips.limits import most_service


def day_between(index: Index, cell: PricingCell, start: int, end: int) -> PricingCell:
    """A day of the cell that starts and ends at other places than the base."""
    base, own = cell.ground.base, cell.ground.travel
    travel = own.copy()
    travel[base, :], travel[:, base] = own[start, :], own[:, end]
    travel[base, start] = travel[end, base] = 0
    place = replace(ground(index, travel, base), opens=cell.ground.opens, closes=cell.ground.closes)
    return replace(cell, ground=place, most_ms=most_service(place, cell.day))
