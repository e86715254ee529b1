"""Which villages join at the stops of an order: at most so many at each stop, chosen exactly.

Items of one village at one stop form a *group*. For a price rho per millisecond the reward of an order is at most
``rho x T + sum over stops of h(stop, rho)``, where h is the fixed reward, plus ``max(0, reward - rho x time) x people``
summed over the stop's own items and over its ``joiners_max`` best groups; any rho >= 0 is valid. That bound is
convex in rho, and where it is not reached, two prices beside the best one disagree on a group: branching on
whether that group joins closes the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numba import njit

from solver.indexing import IntArray
from solver.trips.filling import PricedItems, fill
from solver.trips.limits import MAX_STOPS

FREE, IN, OUT = 0, 1, 2
BRANCH_NODES = 200
STEPS = 16
"""Prices of the fine grid between two of the coarse one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Groups of joining villages at stops, with their worth at a grid of prices.

    Attributes
    ----------
    first
        First group of each stop, one longer than the stops.
    of_item
        Group of each item, -1 for the stop's own people.
    parts
        Surplus of each group; shape (groups, prices).
    own
        Fixed reward and surplus of own people; shape (stops, prices).
    rhos
        The grid, rising.
    fee
        Price of each group if it joins.
    most
        Groups at most at a stop.
    gains
        h(stop, rho) with all groups free; shape (stops, prices).
    """

    first: IntArray
    of_item: IntArray
    parts: IntArray
    own: IntArray
    rhos: IntArray
    fee: IntArray
    most: int
    gains: IntArray


def groups(items: PricedItems, rhos: IntArray) -> Groups:
    """Group the joining items of each stop and price them."""
    stop = np.repeat(np.arange(len(items.first) - 1), np.diff(items.first))
    joins = items.joiner >= 0
    keys = stop * (items.joiner.max(initial=0) + 1) + items.joiner
    names, numbers = np.unique(keys[joins], return_inverse=True)
    of_item = np.full(len(items.joiner), -1, dtype=np.int64)
    of_item[joins] = numbers
    parts = np.zeros((len(names), len(rhos)), dtype=np.int64)
    own = np.repeat(items.fixed[:, None], len(rhos), axis=1).astype(np.int64)
    _add_surplus(stop, of_item, items.reward, items.time, items.people, rhos, parts, own)
    fee = np.zeros(len(names), dtype=np.int64)
    fee[numbers] = items.fee[joins]
    parts -= fee[:, None]
    stop_of_group = names // (items.joiner.max(initial=0) + 1)
    counts = np.bincount(stop_of_group.astype(np.int64), minlength=len(items.first) - 1)
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    gains = _all_gains(first, parts, own, items.joiners_max)
    return Groups(
        first=first, of_item=of_item, parts=parts, own=own, rhos=rhos, fee=fee, most=items.joiners_max, gains=gains
    )


@njit(cache=True, nogil=True)
def _add_surplus(stop, of_item, reward, time, people, rhos, parts, own):  # type: ignore[no-untyped-def]
    """Add ``max(0, reward - rho x time) x people`` of each item to its group, or to its stop's own."""
    for item in range(len(stop)):
        for price in range(len(rhos)):
            worth = reward[item] - rhos[price] * time[item]
            if worth <= 0:
                # The grid rises.
                break
            if of_item[item] >= 0:
                parts[of_item[item], price] += worth * people[item]
            else:
                own[stop[item], price] += worth * people[item]


def finer(rhos: IntArray) -> IntArray:
    """A grid ``STEPS`` times as fine."""
    steps = [np.linspace(low, high, STEPS, endpoint=False) for low, high in pairwise(rhos)]
    return np.unique(np.concatenate([*steps, rhos[-1:]]).astype(np.int64))


@njit(cache=True, nogil=True)
def _all_gains(first, parts, own, most):  # type: ignore[no-untyped-def]
    """h(stop, rho) with all groups free; shape (stops, prices)."""
    gains = own.copy()
    status = np.zeros(parts.shape[0], dtype=np.int8)
    mark = np.zeros(parts.shape[0], dtype=np.bool_)
    for stop in range(own.shape[0]):
        if first[stop + 1] > first[stop]:
            for price in range(own.shape[1]):
                gains[stop, price] = _gain(stop, price, first, parts, own, most, status, mark)
    return gains


@njit(cache=True, nogil=True)
def _gain(stop, price, first, parts, own, most, status, mark):  # type: ignore[no-untyped-def]
    """h(stop, rho) as the status of the groups stands; ``mark`` tells which groups it counts."""
    total = own[stop, price]
    room = most
    for group in range(first[stop], first[stop + 1]):
        mark[group] = status[group] == IN
        if mark[group]:
            total += parts[group, price]
            room -= 1
    for _ in range(room):
        top = -1
        for group in range(first[stop], first[stop + 1]):
            free = status[group] == FREE and not mark[group] and parts[group, price] > 0
            if free and (top < 0 or parts[group, price] > parts[top, price]):
                top = group
        if top < 0:
            break
        mark[top] = True
        total += parts[top, price]
    return total


@njit(cache=True, nogil=True)
def _at(price, order, count, room, first, parts, own, rhos, most, status, mark):  # type: ignore[no-untyped-def]
    """The rho bound of an order at one price of the grid."""
    total = rhos[price] * room
    for level in range(count):
        total += _gain(order[level], price, first, parts, own, most, status, mark)
    return total


@njit(cache=True, nogil=True)
def _least(order, count, room, first, parts, own, rhos, most, status, mark):  # type: ignore[no-untyped-def]
    """(least rho bound, its price): convex in rho, so halving finds it."""
    low, high = 0, len(rhos) - 1
    while low < high:
        middle = (low + high) // 2
        here = _at(middle, order, count, room, first, parts, own, rhos, most, status, mark)
        beyond = _at(middle + 1, order, count, room, first, parts, own, rhos, most, status, mark)
        if beyond < here:
            low = middle + 1
        else:
            high = middle
    return _at(low, order, count, room, first, parts, own, rhos, most, status, mark), low


@njit(cache=True, nogil=True)
def _least_of_all(order, count, room, gains, rhos):  # type: ignore[no-untyped-def]
    """As :func:`_least` with all groups free: their worth is known."""
    low, high = 0, len(rhos) - 1
    while low < high:
        middle = (low + high) // 2
        change = (rhos[middle + 1] - rhos[middle]) * room
        for level in range(count):
            change += gains[order[level], middle + 1] - gains[order[level], middle]
        if change < 0:
            low = middle + 1
        else:
            high = middle
    total = rhos[low] * room
    for level in range(count):
        total += gains[order[level], low]
    return total, low


@njit(cache=True, nogil=True)
def _disputed(price, order, count, first, parts, own, most, status, mark, other):  # type: ignore[no-untyped-def]
    """A free group that counts at one side of the price and not at the other; -1 if there is none."""
    low, high = max(0, price - 1), min(parts.shape[1] - 1, price + 1)
    best, size = -1, np.int64(-(2**62))
    for level in range(count):
        stop = order[level]
        _gain(stop, low, first, parts, own, most, status, mark)
        _gain(stop, high, first, parts, own, most, status, other)
        for group in range(first[stop], first[stop + 1]):
            if status[group] == FREE and mark[group] != other[group] and parts[group, price] > size:
                best, size = group, parts[group, price]
    return best


@njit(cache=True, nogil=True)
def exact_value(  # type: ignore[no-untyped-def]
    order,
    count,
    limits,
    floor,
    item_first,
    reward,
    time,
    people,
    fixed,
    of_item,
    first,
    parts,
    own,
    rhos,
    fee,
    most,
    gains,
    slack,
    cursor,
    taken_item,
    taken_ms,
    kept_people,
    best_people,
    branch_limit,
):
    """The largest reward of an order over all choices of joiners, or at most ``floor`` if it cannot exceed it.

    ``best_people`` receives, by item, how many people the best choice leaves to be taken. Where branching is cut
    short the bound is returned, never less than the truth. Returns (bound, value of the best choice).
    """
    room = limits[count - 1]
    least, price = _least_of_all(order, count, room, gains, rhos)
    if least <= floor:
        return least, np.int64(-(2**62))
    status = np.zeros(parts.shape[0] + 1, dtype=np.int8)
    mark = np.zeros(parts.shape[0] + 1, dtype=np.bool_)
    other = np.zeros(parts.shape[0] + 1, dtype=np.bool_)
    stack = np.zeros(64, dtype=np.int64)
    value = np.int64(-(2**62))
    bound = np.int64(-(2**62))
    depth = 0
    nodes = 0
    going_down = True
    while True:
        if going_down:
            nodes += 1
            if nodes == 1:
                least = _at(price, order, count, room, first, parts, own, rhos, most, status, mark)
            else:
                least, price = _least(order, count, room, first, parts, own, rhos, most, status, mark)
            branch = -1
            if least > max(floor, value):
                for level in range(count):
                    for at in range(item_first[order[level]], item_first[order[level] + 1]):
                        chosen = of_item[at] < 0 or mark[of_item[at]]
                        kept_people[at] = people[at] if chosen else 0
                found, _ = fill(
                    order, count, limits, item_first, reward, time, kept_people, slack, cursor, taken_item, taken_ms
                )
                for level in range(count):
                    found += fixed[order[level]]
                    for group in range(first[order[level]], first[order[level] + 1]):
                        if mark[group]:
                            found -= fee[group]
                if found > value:
                    value = found
                    for level in range(count):
                        for at in range(item_first[order[level]], item_first[order[level] + 1]):
                            best_people[at] = kept_people[at]
                if least > value + value // 1_000_000 + 1:
                    branch = _disputed(price, order, count, first, parts, own, most, status, mark, other)
                    if branch < 0 or nodes >= branch_limit or depth >= 63:
                        bound = max(bound, least)
                        branch = -1
                else:
                    bound = max(bound, least)
            if branch >= 0:
                stack[depth] = branch
                depth += 1
                status[branch] = IN
                continue
        going_down = False
        if depth == 0:
            break
        top = stack[depth - 1]
        if status[top] == IN:
            status[top] = OUT
            going_down = True
        else:
            status[top] = FREE
            depth -= 1
    return max(value, bound), value


def padded(order: Sequence[int]) -> IntArray:
    """An order of stops as the kernels want it."""
    found = np.zeros(MAX_STOPS, dtype=np.int64)
    found[: len(order)] = order
    return found
