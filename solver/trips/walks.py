"""What a day of many short stops can still earn: a bound by remaining time, for every stop.

A *walk* is an order of stops that may come back to a stop, though never at once. Walks are many, yet their best worth
within the time that is left follows step by step from less time, on a grid. Every trip is a walk, legs are the
shortest ways, hours of places count at the end of the day only, and times are rounded down: nothing is under-estimated.

At a stop people are taken in *options*: so many of its items in full, the densest first. One item of the whole walk
may be taken in part, since the day is one limit; so there are two layers, with the part still to come and without.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from scipy.sparse.csgraph import shortest_path

from solver.indexing import IntArray
from solver.trips.filling import PricedItems
from solver.trips.limits import DayShape, Ground, break_before

NEVER = np.int64(-(2**60))
SEGMENTS = 12
"""Items of a stop that are told apart; the rest count as one, as dense as its densest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Shortest ways between places over legs that a team may drive, ms or toll; -1 where there is none.

    Attributes
    ----------
    between
        Shape (places, places), never over the base.
    out, home
        From the base to each place and back.
    """

    between: IntArray
    out: IntArray
    home: IntArray


def ways_of(ground: Ground, day: DayShape, weights: IntArray) -> Ways:
    """Least sums of ``weights`` along legs that may be driven."""
    travel, base = ground.travel, ground.base
    legal = (travel >= 0) & (travel <= day.leg_max)
    dense = np.where(legal, weights, np.inf).astype(np.float64)
    np.fill_diagonal(dense, 0.0)
    inner = dense.copy()
    inner[base, :] = inner[:, base] = np.inf
    # Ways of no length are ways too: without this they would count as missing.
    least = shortest_path(np.where(inner == 0.0, 1e-9, inner), directed=True)
    out = np.min(dense[base][:, None] + least, axis=0)
    home = np.min(least + dense[:, base][None, :], axis=1)
    out[base] = home[base] = 0.0
    return Ways(between=_whole(least), out=_whole(out), home=_whole(home))


def _whole(sums: np.ndarray) -> IntArray:
    return np.where(np.isfinite(sums), np.floor(sums), -1).astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One priced cell, its stops that can earn anything, by a number of their own.

    Attributes
    ----------
    stops
        Index of each stop.
    place
        Place of each stop.
    step
        Time from the end of service at one stop to the start at another, ms; -1 where there is no way.
    toll, toll_out, toll_home
        What ways cost, nano-people.
    start
        Time left, ms, when service at a stop begins that is the first; negative where it cannot be.
    finish
        Time that must be left when service ends at the last stop, ms; -1 where there is no way home.
    first, spent, worth, part_ms, part_worth
        Options of each stop: time and worth of what is taken in full, then time and worth of the next item.
    """

    stops: IntArray
    place: IntArray
    step: IntArray
    toll: IntArray
    toll_out: IntArray
    toll_home: IntArray
    start: IntArray
    finish: IntArray
    first: IntArray
    spent: IntArray
    worth: IntArray
    part_ms: IntArray
    part_worth: IntArray


def field_of(ground: Ground, day: DayShape, items: PricedItems, ways: Ways, tolls: Ways | None) -> Field:
    """The stops of a priced cell that can earn anything, with their options."""
    options = {}
    for stop in np.flatnonzero(items.usable):
        found = _options(items, int(stop))
        if found and ways.out[ground.stop_place[stop]] >= 0 and ways.home[ground.stop_place[stop]] >= 0:
            options[int(stop)] = found
    stops = np.array(sorted(options), dtype=np.int64)
    place = ground.stop_place[stops]
    between = ways.between[np.ix_(place, place)]
    step = np.where((between >= 0) & (place[:, None] != place[None, :]), between + day.pack + day.setup, -1)
    shape, pause = day.array(), day.break_ms
    end = day.shift_end - day.pack - pause
    start, finish = np.zeros(len(stops), dtype=np.int64), np.zeros(len(stops), dtype=np.int64)
    for number, stop in enumerate(stops):
        leg = int(ways.out[place[number]])
        begin = max(int(ground.opens[stop]), day.shift_start + leg + day.setup)
        # A shorter way out spares no less of the break than the real one.
        start[number] = end - begin + int(break_before(shape, np.int64(leg), ground.opens[stop]))
        close = int(ground.closes[stop])
        finish[number] = max(
            int(ways.home[place[number]]), end - max(min(close, day.break_latest - pause), close - pause)
        )
    rows = [row for stop in stops for row in options[int(stop)]]
    counts = [len(options[int(stop)]) for stop in stops]
    zero = np.zeros(len(stops), dtype=np.int64)
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Field(
        stops=stops,
        place=place,
        step=step,
        toll=np.zeros_like(step) if tolls is None else tolls.between[np.ix_(place, place)],
        toll_out=zero if tolls is None else tolls.out[place],
        toll_home=zero if tolls is None else tolls.home[place],
        start=start,
        finish=finish,
        first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        spent=np.ascontiguousarray(table[:, 0]),
        worth=np.ascontiguousarray(table[:, 1]),
        part_ms=np.ascontiguousarray(table[:, 2]),
        part_worth=np.ascontiguousarray(table[:, 3]),
    )


def _options(items: PricedItems, stop: int) -> list[tuple[int, int, int, int]]:
    """(time, worth, time and worth of the next item) of a stop; none where it never earns anything."""
    worth, segments = int(items.fixed[stop]), []
    for at in range(int(items.first[stop]), int(items.first[stop + 1])):
        time, people, reward = int(items.time[at]), int(items.people[at]), int(items.reward[at])
        if time == 0:
            worth += people * reward
        else:
            segments.append((time * people, reward * people, reward // time + 1))
    while len(segments) > SEGMENTS:
        time, _, _ = segments.pop()
        before, value, denser = segments.pop()
        segments.append((before + time, min(value + time * denser, (before + time) * denser), denser))
    found, spent = [], 0
    for level in range(len(segments) + 1):
        following = segments[level][:2] if level < len(segments) else (0, 0)
        if worth > 0 or worth + following[1] > 0:
            found.append((spent, worth, *following))
        spent, worth = spent + following[0], worth + following[1]
    return found


@njit(cache=True, nogil=True)
def _ranked(best, label, second, value, number):  # type: ignore[no-untyped-def]
    """The best two of different labels, one more value considered."""
    if value > best:
        if number != label:
            second = best
        return value, number, second
    if number != label and value > second:
        return best, label, value
    return best, label, second


@njit(cache=True, nogil=True)
def walks(grid, buckets, step, toll, toll_home, finish, first, spent, worth, part_ms, part_worth):  # type: ignore[no-untyped-def]
    """Most that a walk can still earn, by layer, stop and time left, in steps of ``grid`` ms.

    Layer 1 has the part still to come. ``after`` counts from the end of service at a stop, ``before`` from its start
    there; with each the stop that follows (-1: the way home), and the most that another one would give.
    """
    stops = len(finish)
    after = np.full((2, stops, buckets), NEVER, dtype=np.int64)
    after_next = np.full((2, stops, buckets), -2, dtype=np.int64)
    after_else = np.full((2, stops, buckets), NEVER, dtype=np.int64)
    before, before_next, before_else = after.copy(), after_next.copy(), after_else.copy()
    for left in range(buckets):
        for layer in range(2):
            for stop in range(stops):
                best, label, second = NEVER, np.int64(-2), NEVER
                if 0 <= finish[stop] <= left * grid:
                    best, label = -toll_home[stop], np.int64(-1)
                for following in range(stops):
                    if step[stop, following] < 0:
                        continue
                    at = left - step[stop, following] // grid
                    if at < 0:
                        continue
                    value = before[layer, following, at]
                    if before_next[layer, following, at] == stop:
                        value = before_else[layer, following, at]
                    if value > NEVER:
                        value -= toll[stop, following]
                        best, label, second = _ranked(best, label, second, value, np.int64(following))
                after[layer, stop, left], after_next[layer, stop, left] = best, label
                after_else[layer, stop, left] = second
        for layer in range(2):
            for stop in range(stops):
                best, label, second = NEVER, np.int64(-2), NEVER
                for option in range(first[stop], first[stop + 1]):
                    at = left - spent[option] // grid
                    if at < 0:
                        continue
                    if after[layer, stop, at] > NEVER:
                        value = after[layer, stop, at] + worth[option]
                        best, label, second = _ranked(best, label, second, value, after_next[layer, stop, at])
                        if after_else[layer, stop, at] > NEVER:
                            # Its label is any but the best one's: a number of its own keeps it apart.
                            value = after_else[layer, stop, at] + worth[option]
                            second = max(second, min(best, value))
                    if layer == 0 or part_ms[option] == 0:
                        continue
                    density = part_worth[option] // part_ms[option] + 1
                    for parts in range(1, part_ms[option] // grid + 2):
                        to = at - (parts - 1)
                        if to < 0:
                            break
                        if after[0, stop, to] <= NEVER:
                            continue
                        gained = worth[option] + min(part_worth[option], density * parts * grid)
                        value = after[0, stop, to] + gained
                        best, label, second = _ranked(best, label, second, value, after_next[0, stop, to])
                        if after_else[0, stop, to] > NEVER:
                            second = max(second, min(best, after_else[0, stop, to] + gained))
                before[layer, stop, left], before_next[layer, stop, left] = best, label
                before_else[layer, stop, left] = second
    return after, after_next, after_else, before, before_next, before_else
