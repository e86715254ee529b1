"""Money in the bound: what a trip costs at least, and days that end before the higher allowance is due.

Where an office has a budget, each cell of trips of one day gets a *brief* twin whose trips are away no longer than
the lower allowance covers. Every legal trip is one of the two, and costs no less than its cell tells: the least
crew, what a day and a trip cost whatever they do, and the way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from solver.indexing import NANO, Index, IntArray
from solver.trips.cells import MS, Part, PricingCell
from solver.trips.limits import most_service

METRES_PER_KM = 1_000


def brief_cells(index: Index, cells: Sequence[PricingCell], *, waiting: bool = True) -> tuple[PricingCell, ...]:
    """A brief twin of each cell of trips of one day; none without a budget, or where being away long costs no more.

    With ``waiting``, such trips may leave later to reach a place just when it opens: their limits on service never
    under-estimate. Without it they never over-estimate.
    """
    policy = index.problem.policy
    if policy.budget_rupiah is None or policy.rates.allowance_long <= policy.rates.allowance_short:
        return ()
    found = []
    for cell in cells:
        if cell.part is not Part.WHOLE:
            continue
        day, ground = cell.day, cell.ground
        ready = day.shift_start + ground.out_least[ground.stop_place] + day.setup
        late = int(np.max((ground.opens - ready)[cell.usable], initial=0)) if waiting else 0
        end = day.shift_start + policy.rates.allowance_long_from_s * MS + late
        brief = replace(day, shift_end=min(day.shift_end, end))
        most = np.minimum(cell.most_ms, most_service(ground, brief))
        found.append(replace(cell, day=brief, most_ms=most, is_brief=True))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What trips cost at least, by pricing cell.

    Attributes
    ----------
    trip
        Rupiah of a trip or a day beside nights out; for a trip of one day with the shortest ways out and back.
    legs
        Rupiah of the ways between places: those out and back as far as they cost more than the shortest, those to
        and from where a crew sleeps nothing.
    bases
        Place of the base.
    most_trips
        Trips that the budget pays for if each goes where it is cheapest; ``None`` without a budget.
    """

    trip: tuple[int, ...]
    legs: tuple[IntArray, ...]
    bases: tuple[int, ...]
    most_trips: int | None

    @classmethod
    def of(cls, index: Index, cells: Sequence[PricingCell]) -> "Money":
        """Of all cells, brief twins among them."""
        twins = any(cell.is_brief for cell in cells)
        trip, legs = [], []
        for cell in cells:
            ways, rupiah = _legs(index, cell), _least_rupiah(index, cell, twins=twins)
            near, base = cell.ground.stop_place[cell.usable], cell.ground.base
            # Nobody may be served on a day beside nights out; any other trip goes somewhere.
            if cell.part is Part.WHOLE and len(near):
                out, back = int(np.min(ways[base, near])), int(np.min(ways[near, base]))
                ways[base, :] = np.maximum(0, ways[base, :] - out)
                ways[:, base] = np.maximum(0, ways[:, base] - back)
                rupiah += out + back
            trip.append(rupiah)
            legs.append(ways)
        budget = index.problem.policy.budget_rupiah
        least = min((rupiah for rupiah, cell in zip(trip, cells, strict=True) if cell.starts_trip), default=0)
        return cls(
            trip=tuple(trip),
            legs=tuple(legs),
            bases=tuple(cell.ground.base for cell in cells),
            most_trips=None if budget is None else budget // max(1, least),
        )

    def of_order(self, number: int, places: Sequence[int]) -> int:
        """Rupiah of a trip of a cell to these places, in their order, at least."""
        if not places:
            return self.trip[number]
        base, legs = self.bases[number], self.legs[number]
        return self.trip[number] + sum(int(legs[leg]) for leg in zip((base, *places), (*places, base), strict=True))

    def toll(self, number: int, price: int) -> IntArray:
        """What each way costs at a price of a rupiah, nano-people rounded down."""
        toll: IntArray = self.legs[number] * price // NANO
        return toll


def _least_rupiah(index: Index, cell: PricingCell, *, twins: bool) -> int:
    rates = index.problem.policy.rates
    crew = index.days.team_types[index.days.classes[cell.day_class].team_type].team.crew_size
    pay = min(rates.allowance_short, rates.allowance_long)
    if twins and cell.part is Part.WHOLE and not cell.is_brief:
        pay = rates.allowance_long
    nights = crew * rates.lodging if cell.part in (Part.OUT, Part.BETWEEN) else 0
    papers = rates.papers if cell.part in (Part.WHOLE, Part.OUT) else 0
    return crew * pay + rates.genset + rates.link + rates.hire + papers + nights


def _legs(index: Index, cell: PricingCell) -> IntArray:
    kind = index.days.classes[cell.day_class]
    metres: IntArray = np.maximum(0, index.travel_m[kind.team_type][kind.travel]).astype(np.int64)
    if cell.part not in (Part.WHOLE, Part.OUT):
        metres[cell.ground.base, :] = 0
    if cell.part not in (Part.WHOLE, Part.BACK):
        metres[:, cell.ground.base] = 0
    rupiah: IntArray = metres * index.problem.policy.rates.per_km // METRES_PER_KM
    return rupiah
