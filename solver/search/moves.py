"""Compiled moves on a plan of trips: stops are put in and taken out, trips torn down and rebuilt."""

import numpy as np
from numba import njit

from solver.search.kernel import guided, refill, release

LONG = 6
"""From so many stops on a trip is changed in parts, and a stop is tried only where it is on the way."""


@njit(cache=True, nogil=True)
def next_random(stream):  # type: ignore[no-untyped-def]
    """xorshift64*: the next number of a stream kept in ``stream[0]``; the same on every machine."""
    x = stream[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    stream[0] = x
    return x * np.uint64(2685821657736338717)


@njit(cache=True, nogil=True)
def random_below(stream, top):  # type: ignore[no-untyped-def]
    """A whole number from 0 to ``top - 1``."""
    return np.int64((next_random(stream) >> np.uint64(33)) % np.uint64(top))


@njit(cache=True, nogil=True)
def random_unit(stream):  # type: ignore[no-untyped-def]
    """A number in [0, 1)."""
    return (next_random(stream) >> np.uint64(11)) / 9007199254740992.0


@njit(cache=True, nogil=True)
def may_visit(stop, t, view, state):  # type: ignore[no-untyped-def]
    """Whether one more visit to a stop fits into trip t."""
    where = view.stop_place[stop]
    if not view.stop_open[view.trip_cell[t], stop] or state.visits[where] >= view.visit_max[where]:
        return False
    for level in range(state.length[t]):
        if view.stop_place[state.stops[t, level]] == where:
            return False
    if state.visits[where] > 0:
        near = view.together[view.trip_cell[t]]
        for other in range(len(view.trip_cell)):
            if not near[view.trip_cell[other]]:
                for level in range(state.length[other]):
                    if view.stop_place[state.stops[other, level]] == where:
                        return False
    return True


@njit(cache=True, nogil=True)
def insert(t, position, stop, view, state):  # type: ignore[no-untyped-def]
    """Put a stop into the order of trip t."""
    for level in range(state.length[t], position, -1):
        state.stops[t, level] = state.stops[t, level - 1]
    state.stops[t, position] = stop
    state.length[t] += 1
    state.visits[view.stop_place[stop]] += 1


@njit(cache=True, nogil=True)
def remove(t, position, view, state):  # type: ignore[no-untyped-def]
    """Take a stop out of the order of trip t."""
    state.visits[view.stop_place[state.stops[t, position]]] -= 1
    for level in range(position, state.length[t] - 1):
        state.stops[t, level] = state.stops[t, level + 1]
    state.length[t] -= 1


@njit(cache=True, nogil=True)
def rebuild(t, view, cells, state, room, stream, noise):  # type: ignore[no-untyped-def]
    """Add the best stops to trip t, one by one, until none helps."""
    length = state.length
    release(t, view, state)
    refill(t, view, cells, state, room)
    current = guided(t, view, state)
    while length[t] < view.most_stops:
        best_gain = 0.0
        best_stop, best_position = -1, -1
        count = len(view.stop_place) if length[t] == 0 else view.near.shape[1]
        origin = np.int64(0)
        if length[t] > 0:
            origin = state.stops[t, random_below(stream, length[t])]
        for number in range(count):
            stop = number if length[t] == 0 else view.near[origin, number]
            if stop < 0 or not may_visit(stop, t, view, state):
                continue
            for position in range(view.fixed[t], length[t] + 1):
                if length[t] >= LONG and not _is_on_the_way(t, position, stop, view, cells, state):
                    continue
                release(t, view, state)
                insert(t, position, stop, view, state)
                if refill(t, view, cells, state, room) >= 0:
                    gain = guided(t, view, state) - current
                    scored = gain * (1.0 + noise * (random_unit(stream) - 0.5))
                    if gain > 0 and scored > best_gain:
                        best_gain, best_stop, best_position = scored, stop, position
                release(t, view, state)
                remove(t, position, view, state)
        if best_stop < 0:
            break
        insert(t, best_position, best_stop, view, state)
        refill(t, view, cells, state, room)
        current = guided(t, view, state)
    release(t, view, state)
    refill(t, view, cells, state, room)


@njit(cache=True, nogil=True)
def _is_on_the_way(t, position, stop, view, cells, state):  # type: ignore[no-untyped-def]
    """Whether at most one other position of trip t costs less way than this one."""
    here = _detour(t, position, stop, view, cells, state)
    if here < 0:
        return False
    shorter = 0
    for other in range(view.fixed[t], state.length[t] + 1):
        way = _detour(t, other, stop, view, cells, state)
        if 0 <= way < here or (way == here and other < position):
            shorter += 1
    return shorter < 2


@njit(cache=True, nogil=True)
def _detour(t, position, stop, view, cells, state):  # type: ignore[no-untyped-def]
    """Way that a stop at a position of trip t costs besides, ms; negative where there is none."""
    cell = view.trip_cell[t]
    travel, base = cells.travel[cells.ground[cell]], cells.base[cell]
    before = view.stop_place[state.stops[t, position - 1]] if position > 0 else base
    after = view.stop_place[state.stops[t, position]] if position < state.length[t] else base
    there, on = travel[before, view.stop_place[stop]], travel[view.stop_place[stop], after]
    if there < 0 or on < 0:
        return np.int64(-1)
    return max(np.int64(0), there + on - max(np.int64(0), travel[before, after]))


@njit(cache=True, nogil=True)
def drop_empty(t, view, state):  # type: ignore[no-untyped-def]
    """Take stops out of trip t at which nobody is served, but for those that a pin keeps."""
    for position in range(state.length[t] - 1, -1, -1):
        stop = state.stops[t, position]
        used = view.held[t, stop]
        for at in range(state.loads[t]):
            if view.item_stop[state.load_item[t, at]] == stop:
                used = True
        if not used:
            remove(t, position, view, state)


@njit(cache=True, nogil=True)
def copy_state(source, target):  # type: ignore[no-untyped-def]
    """Make ``target`` equal to ``source``."""
    target.stops[:] = source.stops
    target.length[:] = source.length
    target.load_item[:] = source.load_item
    target.load_people[:] = source.load_people
    target.loads[:] = source.loads
    target.left[:] = source.left
    target.place[:] = source.place
    target.uses[:] = source.uses
    target.guests[:] = source.guests
    target.visits[:] = source.visits
    target.worth[:] = source.worth
    target.cards[:] = source.cards
    target.printed[:] = source.printed
    target.frame[:] = source.frame


@njit(cache=True, nogil=True)
def anneal(view, cells, state, best, undo, room, stream, rounds, hot, cold, stop_flag):  # type: ignore[no-untyped-def]
    """Ruin and recreate for a number of rounds; ``best`` holds the best state found. Returns its worth."""
    trips = len(view.trip_cell)
    marked = np.zeros(trips, dtype=np.bool_)
    current = np.int64(0)
    for t in range(trips):
        current += state.worth[t]
    top = current
    copy_state(state, best)
    for done in range(rounds):
        if stop_flag[0] != 0:
            break
        heat = hot * (cold / hot) ** (done / rounds)
        copy_state(state, undo)
        before = current
        marked[:] = False
        ruined = 1 + random_below(stream, 3)
        seed = random_below(stream, trips)
        for turn in range(ruined):
            t = seed
            if turn > 0:
                t = _close_trip(seed, view, cells, state, marked, stream)
            marked[t] = True
            ruin(t, view, state, stream)
        offset = random_below(stream, trips)
        noise = 0.4 * random_unit(stream)
        for number in range(trips):
            t = (number + offset) % trips
            if marked[t]:
                rebuild(t, view, cells, state, room, stream, noise)
        for number in range(trips):
            t = (number + offset) % trips
            if not marked[t] and could_grow(t, view, state):
                release(t, view, state)
                if refill(t, view, cells, state, room) < 0:
                    release(t, view, state)
        current = np.int64(0)
        for t in range(trips):
            current += state.worth[t]
        if current > top:
            top = current
            copy_state(state, best)
        if current < before and random_unit(stream) >= np.exp((current - before) / heat):
            copy_state(undo, state)
            current = before
    return top


@njit(cache=True, nogil=True)
def ruin(t, view, state, stream):  # type: ignore[no-untyped-def]
    """Empty trip t and take one of its stops out, or all, of a long trip some in a row; stops that a pin keeps stay."""
    release(t, view, state)
    length = state.length[t]
    if length >= LONG:
        count = 1 + random_below(stream, length - 1)
        begin = random_below(stream, length - count + 1)
        for position in range(begin + count - 1, begin - 1, -1):
            if not view.held[t, state.stops[t, position]]:
                remove(t, position, view, state)
    elif length > 0 and random_unit(stream) < 0.5:
        position = random_below(stream, length)
        if not view.held[t, state.stops[t, position]]:
            remove(t, position, view, state)
    else:
        for position in range(length - 1, -1, -1):
            if not view.held[t, state.stops[t, position]]:
                remove(t, position, view, state)


@njit(cache=True, nogil=True)
def could_grow(t, view, state):  # type: ignore[no-untyped-def]
    """Whether people are left at a stop of trip t that it might take."""
    for level in range(state.length[t]):
        stop = state.stops[t, level]
        for item in range(view.first[stop], view.first[stop + 1]):
            if view.village[item] == view.site[item] and state.left[view.supply[item]] > 0:
                return True
    return False


@njit(cache=True, nogil=True)
def _close_trip(seed, view, cells, state, marked, stream):  # type: ignore[no-untyped-def]
    """A trip not marked yet: more often than not the one whose first stop is nearest, else any."""
    trips = len(view.trip_cell)
    if random_unit(stream) < 0.6 and state.length[seed] > 0:
        travel = cells.travel[cells.ground[view.trip_cell[seed]]]
        here = view.stop_place[state.stops[seed, 0]]
        best, least = -1, np.int64(2**62)
        for t in range(trips):
            if marked[t] or state.length[t] == 0:
                continue
            far = travel[here, view.stop_place[state.stops[t, 0]]]
            if far >= 0 and far * (0.5 + random_unit(stream)) < least:
                best, least = t, far
        if best >= 0:
            return np.int64(best)
    while True:
        t = random_below(stream, trips)
        if not marked[t]:
            return t
        unmarked = 0
        for other in range(trips):
            if not marked[other]:
                unmarked += 1
        if unmarked == 0:
            return t
