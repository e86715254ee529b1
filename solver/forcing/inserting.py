"""Compiled: every way to put a stop for one origin into the trips of a plan, and what each way is worth.

The people of the origin are marked up by a bonus while stops are filled, so that they are taken before others; what is
reported is the true worth, the bonus taken off again.
"""

import numpy as np
from numba import njit

from solver.search.kernel import print_cards, refill, release, take
from solver.search.moves import insert, rebuild, remove

ROOM_FOR_LOADS = 96


@njit(cache=True, nogil=True)
def served(t, mine, state):  # type: ignore[no-untyped-def]
    """People of the marked items that trip t carries."""
    people = np.int64(0)
    for at in range(state.loads[t]):
        if mine[state.load_item[t, at]]:
            people += state.load_people[t, at]
    return people


@njit(cache=True, nogil=True)
def _restore(t, view, state, items, people, count, worth, cards):  # type: ignore[no-untyped-def]
    """Let trip t carry again what it carried."""
    release(t, view, state)
    for at in range(count):
        take(t, items[at], people[at], view, state)
    print_cards(t, cards, view, state)
    state.worth[t] = worth


@njit(cache=True, nogil=True)
def _place_of(t, stop, view, state):  # type: ignore[no-untyped-def]
    """Position of a stop in trip t; -2 if its place is visited for another service, -1 if it is not visited."""
    for level in range(state.length[t]):
        if state.stops[t, level] == stop:
            return level
        if view.stop_place[state.stops[t, level]] == view.stop_place[stop]:
            return -2
    return -1


@njit(cache=True, nogil=True)
def _note(t, row, gain, choice, best, ways):  # type: ignore[no-untyped-def]
    if gain > best[t, row]:
        best[t, row] = gain
        for number in range(5):
            ways[t, row, number] = choice[number]


@njit(cache=True, nogil=True)
def ways_in(stops, mine, bonus, other_cell, pinned, view, cells, state, room, best, ways):  # type: ignore[no-untyped-def]
    """The best way to serve more of the marked people in each trip.

    Parameters
    ----------
    stops
        Stops at which the origin may be served.
    mine, bonus
        Items of the origin, and what each of their people is marked up by.
    other_cell
        The cell with a kit of each trip, -1 where it cannot have one.
    pinned
        ``pinned[t, stop]``: may not be taken out.
    best, ways
        Receive gain and way (cell, stop, position, position taken out, alone) by trip; row 0 within the trip, row 1
        the stop alone, whatever else the trip did.
    """
    items, people = np.zeros(ROOM_FOR_LOADS, dtype=np.int64), np.zeros(ROOM_FOR_LOADS, dtype=np.int64)
    choice, kept = np.zeros(5, dtype=np.int64), np.zeros(view.most_stops + 1, dtype=np.int64)
    for t in range(len(view.trip_cell)):
        own_cell, old, cards, count = view.trip_cell[t], state.worth[t], state.cards[t], state.loads[t]
        before = served(t, mine, state)
        for at in range(count):
            items[at], people[at] = state.load_item[t, at], state.load_people[t, at]
        for mode in range(2):
            cell = own_cell if mode == 0 else other_cell[t]
            if cell < 0:
                continue
            view.trip_cell[t] = cell
            for stop in stops:
                where = _place_of(t, stop, view, state)
                if where == -2 or not view.stop_open[cell, stop]:
                    continue
                full = where < 0 and state.visits[view.stop_place[stop]] >= view.visit_max[view.stop_place[stop]]
                if full:
                    continue
                choice[0], choice[1] = cell, stop
                for out in range(-1, state.length[t]):
                    if out >= 0 and (out == where or pinned[t, state.stops[t, out]]):
                        continue
                    length = state.length[t] - (out >= 0)
                    if where < 0 and length >= view.most_stops:
                        continue
                    gone = np.int64(-1)
                    release(t, view, state)
                    if out >= 0:
                        gone = state.stops[t, out]
                        remove(t, out, view, state)
                    for position in range(length + 1 if where < 0 else 1):
                        if where < 0:
                            insert(t, position, stop, view, state)
                        value = refill(t, view, cells, state, room)
                        now = served(t, mine, state)
                        if value >= 0 and now > before:
                            choice[2], choice[3], choice[4] = (position if where < 0 else -1), out, 0
                            _note(t, 0, value - bonus * now - old, choice, best, ways)
                        release(t, view, state)
                        if where < 0:
                            remove(t, position, view, state)
                    if out >= 0:
                        insert(t, out, gone, view, state)
                    _restore(t, view, state, items, people, count, old, cards)
                free = True
                for level in range(state.length[t]):
                    free = free and not pinned[t, state.stops[t, level]]
                if free:
                    length = state.length[t]
                    release(t, view, state)
                    for level in range(length):
                        kept[level] = state.stops[t, 0]
                        remove(t, 0, view, state)
                    insert(t, 0, stop, view, state)
                    value = refill(t, view, cells, state, room)
                    now = served(t, mine, state)
                    if value >= 0 and now > before:
                        choice[2], choice[3], choice[4] = 0, -1, 1
                        _note(t, 1, value - bonus * now - old, choice, best, ways)
                    release(t, view, state)
                    remove(t, 0, view, state)
                    for level in range(length):
                        insert(t, level, kept[level], view, state)
                    _restore(t, view, state, items, people, count, old, cards)
        view.trip_cell[t] = own_cell


@njit(cache=True, nogil=True)
def carry_out(t, way, view, cells, state, room, stream):  # type: ignore[no-untyped-def]
    """Change trip t as a way says, and add stops that still help."""
    release(t, view, state)
    if way[4]:
        for _ in range(state.length[t]):
            remove(t, 0, view, state)
    if way[3] >= 0:
        remove(t, way[3], view, state)
    if way[2] >= 0:
        insert(t, way[2], way[1], view, state)
    rebuild(t, view, cells, state, room, stream, 0.0)


@njit(cache=True, nogil=True)
def worth_of(t, view, cells, state):  # type: ignore[no-untyped-def]
    """True worth of what trip t carries, its cards given out in the order of its loads."""
    cell, cards, value = view.trip_cell[t], state.cards[t], np.int64(0)
    for at in range(state.loads[t]):
        item, people = state.load_item[t, at], state.load_people[t, at]
        value += people * (cells.item_worth[cell, item] - cells.card_worth[cell, item])
        wanted = min(cards, people * view.card_micro[item])
        if wanted > 0 and cells.card_worth[cell, item] > 0:
            value += cells.card_worth[cell, item] * wanted // view.card_micro[item]
            cards -= wanted
    return value


@njit(cache=True, nogil=True)
def grow(skipped, before, view, cells, state, room):  # type: ignore[no-untyped-def]
    """Fill other trips anew that stop where more people are left than ``before``, if that makes them better."""
    items, people = np.zeros(ROOM_FOR_LOADS, dtype=np.int64), np.zeros(ROOM_FOR_LOADS, dtype=np.int64)
    for t in range(len(view.trip_cell)):
        if t == skipped or not _finds_more(t, before, view, state):
            continue
        old, cards, count = state.worth[t], state.cards[t], state.loads[t]
        for at in range(count):
            items[at], people[at] = state.load_item[t, at], state.load_people[t, at]
        release(t, view, state)
        if refill(t, view, cells, state, room) <= old:
            _restore(t, view, state, items, people, count, old, cards)


@njit(cache=True, nogil=True)
def _finds_more(t, before, view, state):  # type: ignore[no-untyped-def]
    for level in range(state.length[t]):
        stop = state.stops[t, level]
        for item in range(view.first[stop], view.first[stop + 1]):
            if state.left[view.supply[item]] > before[view.supply[item]]:
                return True
    return False
