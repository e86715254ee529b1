"""Trips chosen anew region by region: a few that lie near each other are free, all others stand.

One integer program over all orders is not solved to its end, and leaves trips that are not the best beside each other.
With a dozen of them free it is, and it weighs orders that the large one has no room for: the best for just these places
at the prices of the relaxation. The region of the trip that has stood longest
comes next, first where most is lost at those prices. A choice with nights out stays as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from solver.indexing import NANO, Index, IntArray
from solver.master.relaxation import Prices, Relaxation
from solver.master.support import Chosen, Setting, Support, chosen_trips, within_reach
from solver.search.anneal import Draft
from solver.trips.cells import PricingCell

FREE = 12
"""Trips that are chosen anew together."""
MOST_ORDERS = 200
"""Orders that are offered to a region besides those of its trips."""
LACK = 12.0
"""Weighted people that they may lack to be used by the relaxation."""
LEAST_GAIN = 0.1
"""Weighted people that a choice must gain: anything less is lost in rounding."""
WORK_PER_REGION = 400
"""Units of work times trips, for each region that is chosen anew."""
FAR = 2**60

Order = tuple[int, tuple[int, ...]]
"""A cell and an order of stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPrices:
    """What people and stops are worth in a cell over their prices, and what a trip costs; in nano-people."""

    item: Mapping[int, int]
    stop: IntArray
    trip: int

    @classmethod
    def of(cls, relaxation: Relaxation, number: int, prices: Prices) -> "CellPrices":
        """At these prices."""
        items, _ = relaxation.items_at(number, prices)
        trip = relaxation.trip_price(relaxation.cells[number], prices) // NANO
        # Where people are worth less from some number on, the first of them stand for all.
        rewards = dict(zip(reversed(items.item.tolist()), reversed(items.reward.tolist()), strict=True))
        return cls(item=rewards, stop=items.fixed, trip=trip)

    def gain(self, draft: Draft) -> float:
        """Worth of a trip over its price."""
        people = sum(self.item.get(item, 0) * count for item, count in draft.loads)
        return float(people + sum(int(self.stop[stop]) for stop in draft.order) - self.trip)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """Betters a choice of trips.

    Attributes
    ----------
    found
        What the choice was made of.
    orders
        All orders that may be offered, the best first.
    work
        How hard to search.
    enough
        What a choice need not be worth more than, weighted people; ``None`` if more is always better.
    prices
        By cell: those of the relaxation.
    """

    setting: Setting
    found: Support
    orders: tuple[Order, ...]
    prices: Mapping[int, CellPrices]
    work: int
    enough: float | None = None

    @classmethod
    def of(
        cls, setting: Setting, relaxation: Relaxation, found: Support, *, work: int, enough: float | None
    ) -> "Regions":
        """Regions of the orders that the relaxation knows now."""
        orders = tuple(within_reach(relaxation, LACK))
        cells = sorted({cell for cell, _ in orders})
        last = relaxation.last_prices()
        prices = {cell: CellPrices.of(relaxation, cell, last) for cell in cells}
        return cls(setting=setting, found=found, orders=orders, prices=prices, work=work, enough=enough)

    def better(self, chosen: Chosen, left: Callable[[], float | None]) -> Chosen:
        """The choice with one region after the other chosen anew.

        ``left`` tells the seconds that are left, ``None`` without a ceiling; they only end it early.
        """
        if any(draft.stage is not None for draft in chosen.drafts):
            # The days of such a trip hang together, which those that stand here do not.
            return chosen
        stood: dict[Order, int] = {}
        missed: set[Order] = set()
        for turn in range(self.work * len(chosen.drafts) // WORK_PER_REGION):
            free = self._region(chosen.drafts, stood)
            seconds = left()
            is_enough = self.enough is not None and chosen.value >= self.enough
            if not free or is_enough or (seconds is not None and seconds <= 0):
                break
            better = self._anew(chosen, free, seconds)
            names = {_order(chosen.drafts[number]) for number in free}
            missed = missed | names if better is None else set()
            chosen = better or chosen
            stood |= dict.fromkeys(names | {_order(draft) for draft in chosen.drafts} - stood.keys(), turn + 1)
            if better is None and missed >= {_order(draft) for draft in chosen.drafts[len(self.setting.held) :]}:
                break
        return chosen

    def _region(self, drafts: Sequence[Draft], stood: dict[Order, int]) -> frozenset[int]:
        """The trip that has stood longest, of those the one at which most is lost; and those nearest to it."""
        free = range(len(self.setting.held), len(drafts))
        if not free:
            return frozenset()
        centre = min(
            free, key=lambda number: (stood.get(_order(drafts[number]), 0), self._gain(drafts[number]), number)
        )
        cells = self.setting.cells
        far = [(apart(cells, drafts[centre], drafts[number]), number != centre, number) for number in free]
        return frozenset(number for _, _, number in sorted(far)[:FREE])

    def _gain(self, draft: Draft) -> float:
        """What a trip is worth over the prices; next to 0 in the relaxation, far below where a plan loses."""
        prices = self.prices.get(draft.cell)
        return 0.0 if prices is None else prices.gain(draft)

    def _anew(self, chosen: Chosen, free: frozenset[int], seconds: float | None) -> Chosen | None:
        """A better choice in which all trips but these stand; ``None`` if none is found."""
        index, setting = self.setting.index, self.setting
        numbers = range(len(setting.held), len(chosen.drafts))
        stand = [chosen.drafts[number] for number in numbers if number not in free]
        own = [_order(chosen.drafts[number]) for number in sorted(free)]
        taken = frozenset(int(index.stop_site[stop]) for draft in stand for stop in draft.order)
        offered = dict.fromkeys([*own, *_beside(index, self.orders, taken)])
        pairs = {int(index.item_pair[item]) for draft in chosen.drafts for item, _ in draft.loads}
        region = replace(
            self.found,
            orders=tuple((cell, order, 1.0) for cell, order in offered),
            pairs=self.found.pairs | pairs,
            journeys=(),
        )
        return chosen_trips(setting, region, seconds=seconds, stand=stand, least=chosen.value + LEAST_GAIN)


def _order(draft: Draft) -> Order:
    return draft.cell, draft.order


def _beside(index: Index, orders: Sequence[Order], taken: frozenset[int]) -> list[Order]:
    """The best orders that pass none of the places taken."""
    beside = [one for one in orders if taken.isdisjoint(int(index.stop_site[stop]) for stop in one[1])]
    return beside[:MOST_ORDERS]


def apart(cells: Sequence[PricingCell], one: Draft, other: Draft) -> int:
    """The shortest way from a stop of a trip to one of the other, ms."""
    ground = cells[one.cell].ground
    ways = [int(ground.travel[ground.stop_place[a], ground.stop_place[b]]) for a in one.order for b in other.order]
    return min((way for way in ways if way >= 0), default=FAR)
