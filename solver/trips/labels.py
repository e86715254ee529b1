"""Labels: partial walks over many stops, extended stop by stop, the hopeless and the dominated left out.

A label remembers which stops it may not come back to: those of its walk that are in the *neighbourhood* of every stop
since (ng-routes: Baldacci, Mingozzi, Roberti 2011). With neighbourhoods as wide as needed the best walk is a trip.
Where memory is switched off, no label comes back anywhere and others dominate by time and worth alone: fast, and good
trips, but no bound.
"""

import numpy as np
from numba import njit

from solver.trips.limits import MAX_STOPS
from solver.trips.walks import NEVER

MOST_NEAR = 62
"""Stops in a neighbourhood at most: bits of a number."""
WIDE = 4
"""Steps of the grid by which the time of a part is tried."""


@njit(cache=True, nogil=True)
def _hope(stop, left, worth, part_ms, part_worth, came_from, grid, after, after_next, after_else):  # type: ignore[no-untyped-def]
    """Most that a label can come to: what it has, and what a walk may still earn."""
    at = -(-left // grid)
    if at < 0:
        return NEVER
    layer = 1 if part_ms == 0 else 0
    value = after[layer, stop, at]
    if after_next[layer, stop, at] == came_from:
        value = after_else[layer, stop, at]
    if part_ms == 0:
        return NEVER if value <= NEVER else worth + value
    density = part_worth // part_ms + 1
    best = NEVER
    for parts in range(part_ms // (WIDE * grid) + 2):
        to = at - WIDE * max(0, parts - 1)
        if to < 0:
            break
        value = after[0, stop, to]
        if value > NEVER:
            gained = min(part_worth, density * parts * WIDE * grid)
            best = max(best, worth + value + gained)
    return best


@njit(cache=True, nogil=True)
def _trace(label, parent, stop_of, path):  # type: ignore[no-untyped-def]
    """Write the stops of a label into ``path``, last first; how many there are, and whether all differ."""
    count = 0
    different = True
    while label >= 0:
        path[count] = stop_of[label]
        for other in range(count):
            if path[other] == path[count]:
                different = False
        count += 1
        label = parent[label]
    return count, different


@njit(cache=True, nogil=True)
def best_walks(  # type: ignore[no-untyped-def]
    floor,
    reached,
    keep_permille,
    has_memory,
    blur,
    most_labels,
    most_stops,
    grid,
    step,
    toll,
    toll_out,
    toll_home,
    start,
    finish,
    first,
    spent,
    worth,
    part_ms,
    part_worth,
    place,
    near,
    near_of,
    after,
    after_next,
    after_else,
    before,
    before_next,
    before_else,
    best_of_stop,
    order_of_stop,
    looping,
    loops,
):
    """Extend labels by falling time; (most of all walks, worth of the best one found, whether all were seen).

    A label counts as having ``blur`` ms more where it competes with others; for bounds that is nothing.
    ``near[i]`` are the stops in the neighbourhood of i (-1: no more), ``near_of[i, j]`` the place of j among them or
    -1. ``best_of_stop`` and ``order_of_stop`` receive the best walk through each stop that visits no stop twice,
    ``looping`` and ``loops`` the best that ends at each stop and does, if it is better than ``reached``.
    Labels are cut that cannot exceed ``floor`` by ``keep_permille`` of what the best one does, ``reached`` or found.
    """
    stops = len(finish)
    wide = near.shape[1]
    stop_of = np.zeros(most_labels, dtype=np.int64)
    left_of = np.zeros(most_labels, dtype=np.int64)
    worth_of = np.zeros(most_labels, dtype=np.int64)
    some_ms = np.zeros(most_labels, dtype=np.int64)
    some_worth = np.zeros(most_labels, dtype=np.int64)
    memory = np.zeros(most_labels, dtype=np.int64)
    count_of = np.zeros(most_labels, dtype=np.int64)
    parent = np.full(most_labels, -1, dtype=np.int64)
    hope_of = np.zeros(most_labels, dtype=np.int64)
    dead = np.zeros(most_labels, dtype=np.bool_)
    done = np.zeros(most_labels, dtype=np.bool_)
    next_at_stop = np.full(most_labels, -1, dtype=np.int64)
    next_in_queue = np.full(most_labels, -1, dtype=np.int64)
    at_stop = np.full(stops, -1, dtype=np.int64)
    longest = np.int64(0)
    for stop in range(stops):
        longest = max(longest, start[stop])
    queues = longest // grid + 2
    queue = np.full(queues, -1, dtype=np.int64)
    path = np.zeros(MAX_STOPS + 1, dtype=np.int64)
    made = 0
    best = floor
    full = False
    # The first stop is reached from "label -1"; afterwards labels are taken from the queue with most time left.
    label = np.int64(-1)
    bucket = queues - 1
    while True:
        here = np.int64(-1) if label < 0 else stop_of[label]
        for stop in range(stops):
            if label < 0:
                if start[stop] < 0:
                    continue
                left, gained = start[stop], -toll_out[stop]
            else:
                if step[here, stop] < 0 or count_of[label] >= most_stops:
                    continue
                left = left_of[label] - step[here, stop]
                if left < 0:
                    continue
                gained = worth_of[label] - toll[here, stop]
                if has_memory:
                    bit = near_of[here, stop]
                    if bit >= 0 and memory[label] >> bit & 1:
                        continue
                else:
                    again = label
                    while again >= 0 and place[stop_of[again]] != place[stop]:
                        again = parent[again]
                    if again >= 0:
                        continue
            cut = floor + (max(best, reached) - floor) * keep_permille // 1000
            part = label >= 0 and some_ms[label] > 0
            layer = 0 if part else 1
            at = -(-left // grid)
            most = before[layer, stop, at]
            if here >= 0 and before_next[layer, stop, at] == here:
                most = before_else[layer, stop, at]
            if most <= NEVER or gained + most + (some_worth[label] if part else 0) <= cut:
                continue
            for option in range(first[stop], first[stop + 1]):
                for partly in range(2):
                    then = left - spent[option]
                    total = gained + worth[option]
                    if then < 0 or (partly == 0 and worth[option] <= 0):
                        continue
                    if partly == 1 and (part or part_ms[option] == 0 or blur > 0):
                        continue
                    ms = some_ms[label] if part else np.int64(0)
                    extra = some_worth[label] if part else np.int64(0)
                    if partly == 1:
                        ms, extra = part_ms[option], part_worth[option]
                    hope = _hope(stop, then, total, ms, extra, here, grid, after, after_next, after_else)
                    if hope <= cut:
                        continue
                    remembered = np.int64(0)
                    if has_memory:
                        for position in range(wide):
                            other = near[stop, position]
                            if other < 0:
                                break
                            if place[other] == place[stop]:
                                remembered |= np.int64(1) << position
                            elif label >= 0:
                                bit = near_of[here, other]
                                if bit >= 0 and memory[label] >> bit & 1:
                                    remembered |= np.int64(1) << position
                    count = 1 if label < 0 else count_of[label] + 1
                    # Dominated by a label at the stop, or dominating some?
                    beaten = False
                    before_it = np.int64(-1)
                    other = at_stop[stop]
                    while other >= 0:
                        follows = next_at_stop[other]
                        if _beats(
                            left_of[other] + blur, worth_of[other], some_ms[other], some_worth[other], memory[other],
                            count_of[other], then, total, ms, extra, remembered, count,
                        ):  # fmt: skip
                            beaten = True
                            break
                        if _beats(
                            then + blur, total, ms, extra, remembered, count,
                            left_of[other], worth_of[other], some_ms[other], some_worth[other], memory[other],
                            count_of[other],
                        ):  # fmt: skip
                            dead[other] = True
                            if before_it < 0:
                                at_stop[stop] = follows
                            else:
                                next_at_stop[before_it] = follows
                        else:
                            before_it = other
                        other = follows
                    if beaten:
                        continue
                    if made >= most_labels:
                        full = True
                        break
                    new = made
                    made += 1
                    stop_of[new], left_of[new], worth_of[new] = stop, then, total
                    some_ms[new], some_worth[new], memory[new] = ms, extra, remembered
                    count_of[new], parent[new], hope_of[new] = count, label, hope
                    next_at_stop[new] = at_stop[stop]
                    at_stop[stop] = new
                    number = min(then // grid, queues - 1)
                    next_in_queue[new] = queue[number]
                    queue[number] = new
                    spare = then - finish[stop]
                    if finish[stop] >= 0 and spare >= 0:
                        value = total - toll_home[stop]
                        if ms > 0:
                            value += min(extra, (extra // ms + 1) * spare)
                        if value > cut and value > floor:
                            length, different = _trace(np.int64(new), parent, stop_of, path)
                            best = max(best, value)
                            if not different and value > looping[stop]:
                                looping[stop] = value
                                loops[stop, :] = -1
                                for position in range(length):
                                    loops[stop, position] = path[length - 1 - position]
                            if different:
                                for position in range(length):
                                    through = path[position]
                                    if value > best_of_stop[through]:
                                        best_of_stop[through] = value
                                        for place_of in range(MAX_STOPS):
                                            order_of_stop[through, place_of] = -1
                                        for place_of in range(length):
                                            order_of_stop[through, place_of] = path[length - 1 - place_of]
                if full:
                    break
            if full:
                break
        if label >= 0 and not full:
            done[label] = True
        if full:
            break
        label = np.int64(-1)
        while bucket >= 0 and label < 0:
            label = queue[bucket]
            if label < 0:
                bucket -= 1
            else:
                queue[bucket] = next_in_queue[label]
                cut = floor + (max(best, reached) - floor) * keep_permille // 1000
                if dead[label] or hope_of[label] <= cut:
                    done[label] = True
                    label = np.int64(-1)
        if label < 0:
            break
    most = max(best, reached)
    if full:
        if label < 0:
            most = np.int64(2**62)
        for other in range(made):
            if not done[other] and not dead[other]:
                most = max(most, hope_of[other])
    return most, best, not full


@njit(cache=True, nogil=True)
def _beats(left, worth, ms, extra, memory, count, left_b, worth_b, ms_b, extra_b, memory_b, count_b):  # type: ignore[no-untyped-def]
    """Whether whatever the second label may still become, the first becomes as well."""
    if left < left_b or count > count_b or memory & ~memory_b != 0:
        return False
    if ms == 0:
        return worth >= worth_b + extra_b
    if ms_b == 0:
        return False
    return worth >= worth_b and extra >= extra_b and float(extra) * float(ms_b) >= float(extra_b) * float(ms)
