"""Compiled search over trips with nights: where a team sleeps is chosen together with where it serves.

Weeks of teams are torn down and filled with trips of any length; days lose stops and are filled again.
:mod:`solver.journeys.frames` knows which days belong together.
"""

import numpy as np
from numba import njit

from solver.journeys.frames import (
    CELL,
    LODGE,
    LONGEST,
    NIGHT,
    count_day,
    count_out,
    drivable,
    follow,
    frame_slot,
    is_first,
    is_out,
    lay,
    lift,
    may_lie,
    trip_value,
)
from solver.search.kernel import refill, release
from solver.search.moves import copy_state, could_grow, random_below, random_unit, rebuild, ruin


@njit(cache=True, nogil=True)
def _fill_trip(first, length, view, cells, state, room, stream, noise, frames):  # type: ignore[no-untyped-def]
    """Add stops to all days of a trip, from its first day on or from its last."""
    last = first
    for _ in range(length - 1):
        last = frames.following[last]
    backward = length > 1 and random_unit(stream) < 0.5
    s = last if backward else first
    for _ in range(length):
        rebuild(s, view, cells, state, room, stream, noise)
        s = frames.before[s] if backward else frames.following[s]


@njit(cache=True, nogil=True)
def _served(s, view, cells, state, room):  # type: ignore[no-untyped-def]
    """Fill a day anew along its stops; whether it can be driven."""
    release(s, view, state)
    return refill(s, view, cells, state, room) >= 0


@njit(cache=True, nogil=True)
def move_lodgings(first, view, cells, state, trial, room, stream, noise, frames):  # type: ignore[no-untyped-def]
    """Sleep where a day ends its service, or where the next begins it, wherever that is better."""
    s = first
    while state.frame[s, NIGHT] != 0:
        after = frames.following[s]
        for choice in range(2):
            value = trip_value(first, view, cells, state, frames)
            place = np.int64(-1)
            if choice == 0 and state.length[s] > 0:
                place = view.stop_place[state.stops[s, state.length[s] - 1]]
            if choice == 1 and state.length[after] > 0:
                place = view.stop_place[state.stops[after, 0]]
            if place < 0 or place == state.frame[s, LODGE]:
                continue
            copy_state(state, trial)
            state.frame[s, LODGE] = place
            frame_slot(s, view, cells, state, frames)
            frame_slot(after, view, cells, state, frames)
            good = _served(s, view, cells, state, room) and _served(after, view, cells, state, room)
            if good:
                rebuild(s, view, cells, state, room, stream, noise)
                rebuild(after, view, cells, state, room, stream, noise)
            if not good or trip_value(first, view, cells, state, frames) <= value:
                copy_state(trial, state)
                frame_slot(s, view, cells, state, frames)
                frame_slot(after, view, cells, state, frames)
        s = after


@njit(cache=True, nogil=True)
def _people_at(stop, cell, view, cells, state):  # type: ignore[no-untyped-def]
    """What those who wait at a stop are worth in a cell, nano-people."""
    worth = np.int64(0)
    for item in range(view.first[stop], view.first[stop + 1]):
        if view.village[item] == view.site[item]:
            worth += state.left[view.supply[item]] * max(0, cells.item_worth[cell, item] - view.guide[item])
    return worth


@njit(cache=True, nogil=True)
def _draw_lodges(first, length, mode, lodges, view, cells, state, stream, frames):  # type: ignore[no-untyped-def]
    """Places to sleep: one where many wait, the others there or near it; whether there are any."""
    cell = frames.cell[first, mode]
    ground = cells.ground[cell]
    heart, most = -1, -1.0
    for _ in range(6):
        stop = random_below(stream, len(view.stop_place))
        if frames.lodging[ground, view.stop_place[stop]]:
            worth = (1.0 + _people_at(stop, cell, view, cells, state)) * (0.5 + random_unit(stream))
            if worth > most:
                heart, most = stop, worth
    if heart < 0:
        return False
    middle = random_below(stream, length - 1)
    lodges[middle] = view.stop_place[heart]
    for step in (-1, 1):
        stop = heart
        number = middle + step
        while 0 <= number < length - 1:
            if random_unit(stream) < 0.5:
                other = view.near[stop, random_below(stream, min(12, view.near.shape[1]))]
                if other >= 0 and frames.lodging[ground, view.stop_place[other]]:
                    stop = other
            lodges[number] = view.stop_place[stop]
            number += step
    return True


@njit(cache=True, nogil=True)
def add_trips(container, view, cells, state, trials, room, stream, noise, frames):  # type: ignore[no-untyped-def]
    """Put the best trips into a team's week, one after the other, until none helps."""
    lodges = np.zeros(LONGEST, dtype=np.int64)
    while True:
        best_score, best_first = 0.0, -1
        copy_state(state, trials.before)
        for length in range(1, frames.longest + 1):
            for mode in range(2):
                for _draw in range(1 if length == 1 else frames.draws):
                    first = _draw_first(container, length, mode, state, stream, frames)
                    if first < 0:
                        break
                    if length > 1 and not _draw_lodges(first, length, mode, lodges, view, cells, state, stream, frames):
                        break
                    lay(first, length, mode, lodges, view, cells, state, frames)
                    _fill_trip(first, length, view, cells, state, room, stream, noise, frames)
                    value = trip_value(first, view, cells, state, frames)
                    if value > 0 and length > 1:
                        move_lodgings(first, view, cells, state, trials.undo, room, stream, noise, frames)
                        value = trip_value(first, view, cells, state, frames)
                    scored = value / length * (1.0 + noise * (random_unit(stream) - 0.5))
                    if value > 0 and scored > best_score:
                        best_score, best_first = scored, first
                        copy_state(state, trials.best)
                    lift(first, view, state, frames)
                    copy_state(trials.before, state)
        if best_first < 0:
            break
        copy_state(trials.best, state)
        s = best_first
        while s >= 0:
            frame_slot(s, view, cells, state, frames)
            count_day(s, state.frame[s, CELL], 1, frames)
            if state.frame[s, NIGHT] == 0:
                break
            s = frames.following[s]


@njit(cache=True, nogil=True)
def _draw_first(container, length, mode, state, stream, frames):  # type: ignore[no-untyped-def]
    """A slot of a team's week from which a trip can be laid, any of them; -1 if there is none."""
    found, count = -1, 0
    for s in range(len(frames.day)):
        if frames.week[s] == container and may_lie(s, length, mode, state, frames):
            count += 1
            if random_below(stream, count) == 0:
                found = s
    return found


@njit(cache=True, nogil=True)
def _total(view, state, frames):  # type: ignore[no-untyped-def]
    """True worth of a state less what being out costs."""
    total = np.int64(0)
    for s in range(len(view.trip_cell)):
        total += state.worth[s]
        if state.frame[s, CELL] != frames.idle:
            total -= frames.day_cost + state.frame[s, NIGHT] * frames.night_cost
    return total


@njit(cache=True, nogil=True)
def fill_calendar(view, cells, state, trials, room, stream, frames):  # type: ignore[no-untyped-def]
    """Put trips wherever teams are at home, week by week."""
    follow(view, cells, state, frames)
    count_out(state, frames)
    for s in range(len(view.trip_cell)):
        if frames.pinned[s]:
            rebuild(s, view, cells, state, room, stream, 0.0)
    for container in range(len(frames.week_left)):
        add_trips(container, view, cells, state, trials, room, stream, 0.0, frames)


@njit(cache=True, nogil=True)
def anneal_journeys(  # type: ignore[no-untyped-def]
    view, cells, state, best, undo, trials, room, stream, rounds, hot, cold, stop_flag, frames, passed
):
    """Ruin and recreate for a number of rounds; ``best`` holds the best state found. Returns its worth.

    Some rounds tear down whole weeks of teams and choose anew how long trips last and where teams sleep; the others
    only take stops out of days, near each other. ``passed`` receive states on the way, the last ones cool.
    """
    slots = len(view.trip_cell)
    marked = np.zeros(slots, dtype=np.bool_)
    follow(view, cells, state, frames)
    count_out(state, frames)
    current = _total(view, state, frames)
    top = current
    copy_state(state, best)
    for done in range(rounds):
        if stop_flag[0] != 0:
            break
        heat = hot * (cold / hot) ** (done / rounds)
        for number in range(len(passed)):
            if done == rounds * (number + 2) // (len(passed) + 2):
                copy_state(state, passed[number])
        copy_state(state, undo)
        before = current
        marked[:] = False
        noise = 0.4 * random_unit(stream)
        if random_unit(stream) < 0.5:
            good = True
            _weeks_anew(view, cells, state, trials, room, stream, noise, frames, marked)
        else:
            good = _days_anew(view, cells, state, trials, room, stream, noise, frames, marked)
        offset = random_below(stream, slots)
        for number in range(slots):
            s = (number + offset) % slots
            if not marked[s] and could_grow(s, view, state) and not _served(s, view, cells, state, room):
                release(s, view, state)
        current = _total(view, state, frames)
        if good and current > top:
            top = current
            copy_state(state, best)
        if not good or (current < before and random_unit(stream) >= np.exp((current - before) / heat)):
            copy_state(undo, state)
            follow(view, cells, state, frames)
            count_out(state, frames)
            current = before
    return top


@njit(cache=True, nogil=True)
def _weeks_anew(view, cells, state, trials, room, stream, noise, frames, marked):  # type: ignore[no-untyped-def]
    """Take all trips of one to three weeks off the calendar and put others there."""
    weeks = len(frames.week_left)
    count = 1 + random_below(stream, min(3, weeks))
    chosen = np.zeros(3, dtype=np.int64)
    for turn in range(count):
        chosen[turn] = random_below(stream, weeks)
        for s in range(len(marked)):
            if frames.week[s] == chosen[turn] and is_out(s, state, frames):
                if frames.pinned[s]:
                    ruin(s, view, state, stream)
                    marked[s] = True
                    continue
                first = s
                while not is_first(first, state, frames):
                    first = frames.before[first]
                lift(first, view, state, frames)
    for s in range(len(marked)):
        if marked[s]:
            rebuild(s, view, cells, state, room, stream, noise)
    for turn in range(count):
        add_trips(chosen[turn], view, cells, state, trials, room, stream, noise, frames)


@njit(cache=True, nogil=True)
def _days_anew(view, cells, state, trials, room, stream, noise, frames, marked):  # type: ignore[no-untyped-def]
    """Take stops out of one to three days near each other and put others there; whether all can still be driven."""
    slots = len(marked)
    out = 0
    for s in range(slots):
        out += is_out(s, state, frames)
    if out == 0:
        return True
    seed = -1
    for turn in range(1 + random_below(stream, 3)):
        s = _near_day(seed, view, cells, state, frames, marked, stream)
        if s < 0:
            break
        seed = s if turn == 0 else seed
        marked[s] = True
        ruin(s, view, state, stream)
    for s in range(slots):
        if marked[s]:
            rebuild(s, view, cells, state, room, stream, noise)
    for s in range(slots):
        empty = marked[s] and state.length[s] == 0 and not frames.pinned[s]
        if empty and not drivable(s, view, cells, state, frames):
            return False
    for s in range(slots):
        if marked[s] and not frames.pinned[s] and random_unit(stream) < 0.5:
            first = s
            while not is_first(first, state, frames):
                first = frames.before[first]
            move_lodgings(first, view, cells, state, trials.undo, room, stream, noise, frames)
    return True


@njit(cache=True, nogil=True)
def _near_day(seed, view, cells, state, frames, marked, stream):  # type: ignore[no-untyped-def]
    """A day that is out and not marked: of some drawn by lot the one that goes nearest to where ``seed`` goes."""
    best, least = -1, 1e18
    for _ in range(1 if seed < 0 else 4):
        found, count = -1, 0
        for s in range(len(marked)):
            if is_out(s, state, frames) and not marked[s]:
                count += 1
                if random_below(stream, count) == 0:
                    found = s
        if found < 0:
            return -1
        far = 1e17 * random_unit(stream)
        if seed >= 0 and state.length[seed] > 0 and state.length[found] > 0:
            travel = cells.travel[cells.ground[view.trip_cell[seed]]]
            way = travel[view.stop_place[state.stops[seed, 0]], view.stop_place[state.stops[found, 0]]]
            far = float(way) if way >= 0 else far
        if far < least:
            best, least = found, far
    return best
