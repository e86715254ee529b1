"""What the prices of rows cost in a pricing cell: people of links, visits to stops, villages that join."""

from collections.abc import Mapping, Sequence

import numpy as np

from solver.indexing import Index, IntArray
from solver.master.comings import Coming
from solver.master.cuts import Cut
from solver.master.pools import Pool
from solver.master.rows import Prices
from solver.trips.cells import PricingCell


def stop_prices(index: Index, cell: PricingCell, prices: Prices) -> IntArray:
    """Price of a visit to each stop as limits on visits have it, value units."""
    return np.array(
        [prices.of("visits", int(place)) + prices.of("open", int(place), cell.day_class) for place in index.stop_site],
        dtype=np.int64,
    )


def hinges(
    cuts: Sequence[Cut], prices: Prices, cell: int, items_of_link: Mapping[int, Sequence[int]]
) -> dict[int, list[tuple[int, int]]]:
    """Hinges of the cuts in a cell, by item: (threshold, price of each person beyond it)."""
    found: dict[int, list[tuple[int, int]]] = {}
    for number, cut in enumerate(cuts):
        price = cut.price_per_person(cell, prices.of("cut", number))
        if price > 0:
            for item in items_of_link[cut.link]:
                found.setdefault(item, []).append((cut.threshold, price))
    return found


def pools(known: Sequence[Pool], prices: Prices, cell: int, link_price: IntArray, stop_price: IntArray) -> None:
    """Add what cuts on all people of a visit cost to the prices of people and of visits."""
    for number, pool in enumerate(known):
        price = prices.of("pool", number)
        if price > 0:
            for link, weight in pool.weights.items():
                link_price[link] += price * weight
            stop_price[list(pool.stops)] -= price * pool.bonuses[cell]


def comings(
    known: Sequence[Coming], prices: Prices, link_price: IntArray, stop_price: IntArray, pair_fee: IntArray
) -> None:
    """Add what cuts on who comes at all cost to the prices of people and of visits, and to the fees of pairs."""
    for number, coming in enumerate(known):
        price = prices.of("coming", number) * coming.unit
        if price > 0:
            if coming.anchor.link is not None:
                link_price[coming.anchor.link] += price // coming.unit
            stop_price[list(coming.stops)] -= price
            pair_fee[coming.pair] += price
