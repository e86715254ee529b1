"""The best use of minutes along an order of stops, when it is known who may be served where."""

from dataclasses import dataclass

import numpy as np
from numba import njit

from solver.indexing import BoolArray, IntArray


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedItems:
    """Items with a positive reward, by stop, densest first.

    Attributes
    ----------
    first
        First item of each stop, one longer than the stops.
    item
        Index of the item in :class:`solver.indexing.Index`.
    reward, time, people
        Per person: nano-people, ms; and how many there are at most.
    joiner
        Village index of each item that joins from elsewhere, -1 for the stop's own people.
    joiners_max
        Villages that may join at one stop.
    fee
        What the village of each item pays once at the stop if anybody of it joins, nano-people.
    fixed
        Reward of each stop whatever is served there, nano-people.
    usable
        Stops that may be visited in this class and mode.
    """

    first: IntArray
    item: IntArray
    reward: IntArray
    time: IntArray
    people: IntArray
    joiner: IntArray
    joiners_max: int
    fee: IntArray
    fixed: IntArray
    usable: BoolArray


@njit(cache=True, nogil=True)
def fill(order, count, limits, first, reward, time, people, slack, cursor, taken_item, taken_ms):  # type: ignore[no-untyped-def]
    """Best use of the nested limits; (reward, number of items taken).

    Densest items first is optimal, since all limits count the same minutes on a chain of prefixes. The last
    item of a stop may be taken in part; its reward is rounded up.
    """
    total = np.int64(0)
    taken = 0
    for level in range(count):
        slack[level] = limits[level]
        cursor[level] = first[order[level]]
    while True:
        chosen = -1
        best_reward = np.int64(0)
        best_time = np.int64(1)
        for level in range(count):
            at = cursor[level]
            if at >= first[order[level] + 1]:
                continue
            if time[at] == 0:
                chosen = level
                break
            if chosen < 0 or reward[at] * best_time > best_reward * time[at]:
                chosen, best_reward, best_time = level, reward[at], time[at]
        if chosen < 0:
            return total, taken
        at = cursor[chosen]
        cursor[chosen] += 1
        if time[at] == 0:
            total += reward[at] * people[at]
            taken_item[taken], taken_ms[taken] = at, -1
            taken += 1
            continue
        room = slack[chosen]
        for level in range(chosen + 1, count):
            room = min(room, slack[level])
        if room <= 0:
            cursor[chosen] = first[order[chosen] + 1]
            continue
        want = time[at] * people[at]
        if want <= room:
            use = want
            total += reward[at] * people[at]
        else:
            use = room
            total += reward[at] * room // time[at] + 1
        taken_item[taken], taken_ms[taken] = at, use
        taken += 1
        for level in range(chosen, count):
            slack[level] -= use
