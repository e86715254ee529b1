"""The most that a trip through a given stop can earn at given prices, for every stop of a cell at once.

For a price rho per millisecond the reward of an order is at most a sum along the order
(:mod:`solver.trips.pricing`). The best order with a stop at its a-th place is then a longest path to the stop and
one from it, both found by dynamic programming over all stops together. Orders that visit a stop twice are not kept
out, and each rho is used for all orders alike: both only make the result larger, so it is valid for bounds.
"""

import numpy as np
from numba import njit

from solver.indexing import IntArray
from solver.trips.filling import PricedItems
from solver.trips.joiners import groups
from solver.trips.limits import DayShape, Ground, break_before
from solver.trips.pricing import closing, completions

NEVER = -(2**60)
"""The reward of a stop that no trip can visit."""


def through_stops(ground: Ground, day: DayShape, items: PricedItems, rhos: IntArray) -> IntArray:
    """Upper bound of the reward of any trip through each stop, nano-people; ``NEVER`` where there is none."""
    gains = groups(items, rhos).gains
    shape = day.array()
    to_home, to_close = (
        completions(ground.travel, ground.base, ground.stop_place, items.usable, shape, rhos, gains, charge)
        for charge in (True, False)
    )
    return np.asarray(
        _through(
            ground.travel,
            ground.base,
            ground.stop_place,
            ground.opens,
            ground.closes,
            items.usable,
            shape,
            rhos,
            gains,
            to_home,
            to_close,
        )
    )


@njit(cache=True, nogil=True)
def _through(travel, base, stop_place, opens, closes, usable, day, rhos, gains, to_home, to_close):  # type: ignore[no-untyped-def]
    stops, deepest, prices = len(stop_place), day[9], len(rhos)
    never = np.int64(-(2**60))
    found = np.full(stops, np.int64(2**62), dtype=np.int64)
    window = closing(closes, usable, day)
    for charge_home in (True, False):
        tail = to_home if charge_home else to_close
        total = np.full((prices, stops), never, dtype=np.int64)
        head = np.full((prices, stops), never, dtype=np.int64)
        for stop in range(stops):
            leg = travel[base, stop_place[stop]]
            if not usable[stop] or leg < 0 or leg > day[7]:
                continue
            start = max(opens[stop], day[0] + leg + day[5])
            saved = break_before(day, leg, opens[stop])
            close = window + saved - start
            if close < 0:
                continue
            room = day[1] - day[6] - day[2] + saved - start if charge_home else close
            for price in range(prices):
                head[price, stop] = rhos[price] * room + gains[stop, price]
        for place in range(deepest):
            for stop in range(stops):
                for price in range(prices):
                    if head[price, stop] > never // 2 and tail[deepest - 1 - place, price, stop] > never // 2:
                        value = head[price, stop] + tail[deepest - 1 - place, price, stop]
                        total[price, stop] = max(total[price, stop], value)
            if place + 1 < deepest:
                head = _one_more(head, travel, stop_place, usable, day, rhos, gains)
        for stop in range(stops):
            for price in range(prices):
                found[stop] = min(found[stop], total[price, stop])
    return found


@njit(cache=True, nogil=True)
def _one_more(head, travel, stop_place, usable, day, rhos, gains):  # type: ignore[no-untyped-def]
    """The best partial orders with one more stop at their end."""
    stops, prices = len(stop_place), len(rhos)
    never = np.int64(-(2**60))
    longer = np.full((prices, stops), never, dtype=np.int64)
    per_stop = day[5] + day[6]
    for before in range(stops):
        for stop in range(stops):
            leg = travel[stop_place[before], stop_place[stop]]
            if not usable[stop] or leg < 0 or leg > day[7] or stop_place[before] == stop_place[stop]:
                continue
            for price in range(prices):
                if head[price, before] > never // 2:
                    value = head[price, before] - rhos[price] * (leg + per_stop) + gains[stop, price]
                    longer[price, stop] = max(longer[price, stop], value)
    return longer
