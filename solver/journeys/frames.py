"""Frames of the compiled search over trips with nights: which days belong together, and where the team sleeps.

Each slot is a team-day (:mod:`solver.journeys.calendar`). Its *frame* says what it is used for: its cell (the idle
one while the team stays at home), whether the team sleeps out after it, and where. The ways from where a day starts
and to where it ends stand in the travel table as those of a place of its own, the slot's virtual base, so that all
that is known of trips of one day (:mod:`solver.search.kernel`) serves for days of longer ones.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from solver.indexing import BoolArray, IntArray
from solver.search.kernel import State, guided, release
from solver.search.moves import remove

NEVER = -(2**62)
LONGEST = 15
"""Room for the days of a trip; the policy allows at most 14 nights."""
CELL, NIGHT, LODGE = 0, 1, 2
"""What the numbers of a frame are."""


class Frames(NamedTuple):
    """The calendar and the prices of being out; nothing of it changes but the room to work in.

    Attributes
    ----------
    following, before, week, week_left, month, month_left, day, left, need
        See :class:`solver.journeys.calendar.Calendar`.
    may_start, pinned
        A trip may begin on a slot; a pinned trip is made on it.
    cell
        Cells of a slot without and with a kit, -1 where there is none.
    idle
        The cell in which nothing is open.
    real, home
        Places that are real; place of the base of each slot's team.
    lodging
        ``lodging[ground, place]``: a team with that table can get there and back.
    longest
        Days of a trip at most.
    day_cost, night_cost
        What a field day and a night out cost besides, nano-people: of equals the shorter trip is better.
    draws
        Places to sleep that are tried for each length.
    week_used, month_used, used
        Room: field days and resources in use.
    """

    following: IntArray
    before: IntArray
    week: IntArray
    week_left: IntArray
    month: IntArray
    month_left: IntArray
    day: IntArray
    left: IntArray
    need: IntArray
    may_start: BoolArray
    pinned: BoolArray
    cell: IntArray
    idle: int
    real: int
    home: IntArray
    lodging: BoolArray
    longest: int
    kit: int
    day_cost: int
    night_cost: int
    draws: int
    week_used: IntArray
    month_used: IntArray
    used: IntArray


class Trials(NamedTuple):
    """States to try things in."""

    before: State
    best: State
    undo: State


@njit(cache=True, nogil=True)
def set_ways(s, start, end, view, cells, frames):  # type: ignore[no-untyped-def]
    """Let a slot's day start at one place and end at another."""
    travel = cells.travel[cells.ground[view.trip_cell[s]]]
    base = frames.real + s
    for place in range(frames.real):
        travel[base, place] = travel[start, place]
        travel[place, base] = travel[place, end]
    travel[base, start] = 0
    travel[end, base] = 0


@njit(cache=True, nogil=True)
def begins_at(s, state, frames):  # type: ignore[no-untyped-def]
    """Where the day of a slot starts."""
    before = frames.before[s]
    if before >= 0 and state.frame[before, NIGHT] != 0:
        return state.frame[before, LODGE]
    return frames.home[s]


@njit(cache=True, nogil=True)
def ends_at(s, state, frames):  # type: ignore[no-untyped-def]
    """Where the day of a slot ends."""
    return state.frame[s, LODGE] if state.frame[s, NIGHT] != 0 else frames.home[s]


@njit(cache=True, nogil=True)
def frame_slot(s, view, cells, state, frames):  # type: ignore[no-untyped-def]
    """Let the arrays of the search follow the frame of a slot."""
    view.trip_cell[s] = state.frame[s, CELL]
    if state.frame[s, CELL] != frames.idle and not frames.pinned[s]:
        set_ways(s, begins_at(s, state, frames), ends_at(s, state, frames), view, cells, frames)


@njit(cache=True, nogil=True)
def follow(view, cells, state, frames):  # type: ignore[no-untyped-def]
    """Let the arrays of the search follow all frames of a state."""
    for s in range(len(view.trip_cell)):
        frame_slot(s, view, cells, state, frames)


@njit(cache=True, nogil=True)
def count_out(state, frames):  # type: ignore[no-untyped-def]
    """Count field days and resources anew."""
    frames.week_used[:] = 0
    frames.month_used[:] = 0
    frames.used[:] = 0
    for s in range(len(frames.day)):
        if state.frame[s, CELL] != frames.idle:
            count_day(s, state.frame[s, CELL], 1, frames)


@njit(cache=True, nogil=True)
def count_day(s, cell, by, frames):  # type: ignore[no-untyped-def]
    """Count a day that is out, or take it back."""
    frames.week_used[frames.week[s]] += by
    frames.month_used[frames.month[s]] += by
    for resource in range(frames.need.shape[1]):
        frames.used[frames.day[s], resource] += by * frames.need[s, resource]
    if not frames.pinned[s] and cell == frames.cell[s, 1]:
        frames.used[frames.day[s], frames.kit] += by


@njit(cache=True, nogil=True)
def is_out(s, state, frames):  # type: ignore[no-untyped-def]
    """Whether a slot is there and the team out on it."""
    return s >= 0 and state.frame[s, CELL] != frames.idle


@njit(cache=True, nogil=True)
def may_lie(first, length, mode, state, frames):  # type: ignore[no-untyped-def]
    """Whether a trip of some days fits the calendar from a slot on, beside the trips that are there."""
    if not frames.may_start[first]:
        return False
    before = frames.before[first]
    if before >= 0:
        # Not on the day after a trip with nights came home, nor while one is out.
        if state.frame[before, NIGHT] != 0:
            return False
        earlier = frames.before[before]
        if is_out(before, state, frames) and earlier >= 0 and state.frame[earlier, NIGHT] != 0:
            return False
    good = True
    s = first
    taken = 0
    for number in range(length):
        if s < 0 or frames.pinned[s] or is_out(s, state, frames) or frames.cell[s, mode] < 0:
            good = False
            break
        cell = frames.cell[s, mode]
        count_day(s, cell, 1, frames)
        taken += 1
        if frames.week_used[frames.week[s]] > frames.week_left[frames.week[s]]:
            good = False
        if frames.month_used[frames.month[s]] > frames.month_left[frames.month[s]]:
            good = False
        for resource in range(frames.need.shape[1]):
            if frames.used[frames.day[s], resource] > frames.left[frames.day[s], resource]:
                good = False
        if not good:
            break
        if number + 1 < length:
            s = frames.following[s]
    if good and length > 1 and is_out(frames.following[s], state, frames):
        good = False
    s = first
    for _ in range(taken):
        count_day(s, frames.cell[s, mode], -1, frames)
        s = frames.following[s]
    return good


@njit(cache=True, nogil=True)
def lay(first, length, mode, lodges, view, cells, state, frames):  # type: ignore[no-untyped-def]
    """Frame a trip; its days serve nobody yet."""
    s = first
    for number in range(length):
        state.frame[s, CELL] = frames.cell[s, mode]
        state.frame[s, NIGHT] = 1 if number + 1 < length else 0
        state.frame[s, LODGE] = lodges[number] if number + 1 < length else 0
        count_day(s, frames.cell[s, mode], 1, frames)
        s = frames.following[s]
    s = first
    for _ in range(length):
        frame_slot(s, view, cells, state, frames)
        s = frames.following[s]


@njit(cache=True, nogil=True)
def lift(first, view, state, frames):  # type: ignore[no-untyped-def]
    """Take the trip that begins on a slot off the calendar, with all its days."""
    s = first
    while s >= 0:
        release(s, view, state)
        for position in range(state.length[s] - 1, -1, -1):
            remove(s, position, view, state)
        more = state.frame[s, NIGHT] != 0
        count_day(s, state.frame[s, CELL], -1, frames)
        state.frame[s, CELL], state.frame[s, NIGHT], state.frame[s, LODGE] = frames.idle, 0, 0
        view.trip_cell[s] = frames.idle
        if not more:
            break
        s = frames.following[s]


@njit(cache=True, nogil=True)
def is_first(s, state, frames):  # type: ignore[no-untyped-def]
    """Whether a trip begins on a slot."""
    if not is_out(s, state, frames):
        return False
    before = frames.before[s]
    return before < 0 or state.frame[before, NIGHT] == 0


@njit(cache=True, nogil=True)
def drivable(s, view, cells, state, frames):  # type: ignore[no-untyped-def]
    """Whether a day without any stop can be driven."""
    start, end = begins_at(s, state, frames), ends_at(s, state, frames)
    if start == end:
        return True
    day = cells.day[view.trip_cell[s]]
    way = cells.travel[cells.ground[view.trip_cell[s]]][start, end]
    return 0 <= way <= day[7] and way <= day[8] and day[0] + way <= day[1]


@njit(cache=True, nogil=True)
def trip_value(first, view, cells, state, frames):  # type: ignore[no-untyped-def]
    """Guided worth of a trip less what being out costs; ``NEVER`` if a day of it cannot be driven."""
    total = np.int64(0)
    s = first
    while s >= 0:
        if state.length[s] == 0 and not drivable(s, view, cells, state, frames):
            return np.int64(NEVER)
        total += guided(s, view, state) - frames.day_cost
        if state.frame[s, NIGHT] == 0:
            break
        total -= frames.night_cost
        s = frames.following[s]
    return total
