"""Compiled moves on a plan of trips in day classes.

The state is a handful of arrays, changed in place; every change can be taken back. Amounts are whole people,
times are rounded up, so what fits here fits the rules of a trip. Dates, teams and staff come afterwards.

State arrays
------------
``stops[t, i]``, ``length[t]``
    Order of stops of trip t.
``load_item[t, i]``, ``load_people[t, i]``, ``loads[t]``
    What trip t carries: item and people.
``left[supply]``
    People not yet taken.
``place[village]``, ``uses[village]``
    Place of service of a village (site index, -1 while none), and how many loads rely on it.
``guests[site]``
    Villages that join at a site.
``visits[place]``
    Visits to a place.
``worth[t]``
    Worth of trip t, nano-people.
"""

import numpy as np
from numba import njit

from solver.trips.limits import MAX_STOPS, prefix_limits

MAX_LOADS = 96


@njit(cache=True, nogil=True)
def next_random(state):  # type: ignore[no-untyped-def]
    """xorshift64*: the next number of a stream kept in ``state[0]``; the same on every machine."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return x * np.uint64(2685821657736338717)


@njit(cache=True, nogil=True)
def random_below(state, top):  # type: ignore[no-untyped-def]
    """A whole number from 0 to ``top - 1``."""
    return np.int64((next_random(state) >> np.uint64(33)) % np.uint64(top))


@njit(cache=True, nogil=True)
def random_unit(state):  # type: ignore[no-untyped-def]
    """A number in [0, 1)."""
    return (next_random(state) >> np.uint64(11)) / 9007199254740992.0


@njit(cache=True, nogil=True)
def fits(order, count, service, travel, base, stop_place, opens, closes, day):  # type: ignore[no-untyped-def]
    """Whether a timetable exists for these service times (ms): the same search as planner.timetable."""
    setup, pack, pause, earliest = day[5], day[6], day[2], day[10]
    home = travel[stop_place[order[count - 1]], base]
    for gap in range(3 * count):
        now = day[0]
        before = base
        good = True
        paused = np.int64(-1)
        for level in range(count):
            stop = order[level]
            arrive = now + travel[before, stop_place[stop]]
            before = stop_place[stop]
            ready = arrive
            if gap == 3 * level:
                paused = max(arrive, earliest) + pause
                ready = paused
            start = max(ready + setup, opens[stop])
            end = start + service[level]
            if gap == 3 * level + 1:
                begin = max(start, earliest)
                if begin > end:
                    good = False
                    break
                paused = begin + pause
                end += pause
            if end > closes[stop]:
                good = False
                break
            now = end + pack
            if gap == 3 * level + 2:
                paused = max(end, earliest) + pause
                now = paused + pack
        if good and paused <= day[3] and now + home <= day[1]:
            return True
    return False


@njit(cache=True, nogil=True)
def take(t, item, people, view, state):  # type: ignore[no-untyped-def]
    """Let trip t serve ``people`` of an item; counts follow."""
    stops, length, load_item, load_people, loads, left, place, uses, guests, visits, worth = state
    village, site = view[3][item], view[4][item]
    at = loads[t]
    load_item[t, at], load_people[t, at] = item, people
    loads[t] = at + 1
    left[view[2][item]] -= people
    if uses[village] == 0:
        place[village] = site
        if village != site:
            guests[site] += 1
    uses[village] += 1


@njit(cache=True, nogil=True)
def release(t, view, state):  # type: ignore[no-untyped-def]
    """Give back all that trip t carries; its stops stay."""
    stops, length, load_item, load_people, loads, left, place, uses, guests, visits, worth = state
    for at in range(loads[t]):
        item = load_item[t, at]
        village, site = view[3][item], view[4][item]
        left[view[2][item]] += load_people[t, at]
        uses[village] -= 1
        if uses[village] == 0:
            place[village] = -1
            if village != site:
                guests[site] -= 1
    loads[t] = 0
    worth[t] = 0


@njit(cache=True, nogil=True)
def allowed(item, view, state, guests_max):  # type: ignore[no-untyped-def]
    """Whether an item may be served at its stop as places of service stand."""
    place, guests = state[6], state[8]
    village, site = view[3][item], view[4][item]
    if place[village] >= 0:
        return place[village] == site
    if village == site:
        return True
    if guests[village] > 0 or guests[site] >= guests_max:
        return False
    return place[site] < 0 or place[site] == site


@njit(cache=True, nogil=True)
def refill(t, cell, view, cells, state, room):  # type: ignore[no-untyped-def]
    """Fill trip t anew along its stops; its worth, or -1 if its order cannot be driven or timed."""
    stops, length, load_item, load_people, loads, left, place, uses, guests, visits, worth = state
    first, kind, guests_max, joint = view[0], view[1], view[5], view[6]
    sorted_item, item_ms, item_worth, travel, base, stop_place, opens, closes, day, print_cap, ikd_cap = cells[cell]
    limits, slack, cursor, service = room
    count = length[t]
    if count == 0:
        worth[t] = 0
        return np.int64(0)
    order = stops[t]
    if not prefix_limits(order, count, travel, base, stop_place, opens, closes, day, limits):
        return np.int64(-1)
    squeeze = np.int64(1000) * count
    for _ in range(4):
        value = _pour(t, order, count, squeeze, cell, view, cells, state, room)
        if fits(order, count, service, travel, base, stop_place, opens, closes, day):
            worth[t] = value
            return value
        release(t, view, state)
        squeeze = 2 * squeeze + 600_000
    return np.int64(-1)


@njit(cache=True, nogil=True)
def _pour(t, order, count, squeeze, cell, view, cells, state, room):  # type: ignore[no-untyped-def]
    loads, left = state[4], state[5]
    first, kind, guests_max = view[0], view[1], view[5]
    card_micro, ikd_micro = view[7], view[8]
    sorted_item, item_ms, item_worth = cells[cell][0], cells[cell][1], cells[cell][2]
    print_cap, ikd_cap = cells[cell][9], cells[cell][10]
    limits, slack, cursor, service = room
    value = np.int64(0)
    cards = np.int64(0)
    ikd = np.int64(0)
    for level in range(count):
        slack[level] = limits[level] - squeeze
        cursor[level] = first[order[level]]
        service[level] = 0
    while True:
        chosen = -1
        best_worth = np.int64(0)
        best_ms = np.int64(1)
        for level in range(count):
            end = first[order[level] + 1]
            while cursor[level] < end and kind[sorted_item[cursor[level]]] == 2:
                cursor[level] += 1
            if cursor[level] < end:
                item = sorted_item[cursor[level]]
                if chosen < 0 or item_worth[item] * best_ms > best_worth * item_ms[item]:
                    chosen, best_worth, best_ms = level, item_worth[item], max(1, item_ms[item])
        if chosen < 0:
            break
        item = sorted_item[cursor[chosen]]
        cursor[chosen] += 1
        people = left[view[2][item]]
        if people <= 0 or item_worth[item] <= 0 or not allowed(item, view, state, guests_max):
            continue
        space = slack[chosen]
        for level in range(chosen + 1, count):
            space = min(space, slack[level])
        people = min(people, space // max(1, item_ms[item]))
        if ikd_micro[item] > 0:
            people = min(people, (ikd_cap - ikd) // ikd_micro[item])
        if card_micro[item] > 0:
            people = min(people, (print_cap - cards) // card_micro[item])
        if people <= 0 or loads[t] >= MAX_LOADS - 1:
            continue
        take(t, item, people, view, state)
        spent = people * item_ms[item]
        service[chosen] += spent
        cards += people * card_micro[item]
        ikd += people * ikd_micro[item]
        value += people * item_worth[item]
        for level in range(chosen, count):
            slack[level] -= spent
    for level in range(count):
        for at in range(first[order[level]], first[order[level] + 1]):
            item = sorted_item[at]
            if kind[item] != 2 or item_worth[item] <= 0:
                continue
            people = left[view[2][item]]
            if people <= 0 or loads[t] >= MAX_LOADS - 1 or not allowed(item, view, state, guests_max):
                continue
            take(t, item, people, view, state)
            value += people * item_worth[item]
    return value


@njit(cache=True, nogil=True)
def guided(t, view, state, guide):  # type: ignore[no-untyped-def]
    """Worth of trip t less the price of the people it takes."""
    load_item, load_people, loads, worth = state[2], state[3], state[4], state[10]
    value = worth[t]
    for at in range(loads[t]):
        value -= load_people[t, at] * guide[load_item[t, at]]
    return value


@njit(cache=True, nogil=True)
def may_visit(stop, t, view, state, cells, cell, stop_open, visit_max):  # type: ignore[no-untyped-def]
    """Whether one more visit to a stop fits into trip t."""
    stops, length, visits = state[0], state[1], state[9]
    where = cells[cell][5][stop]
    if not stop_open[cell, stop] or visits[where] >= visit_max[where]:
        return False
    for level in range(length[t]):
        if cells[cell][5][stops[t, level]] == where:
            return False
    return True


@njit(cache=True, nogil=True)
def insert(t, position, stop, where, state):  # type: ignore[no-untyped-def]
    """Put a stop into the order of trip t."""
    stops, length, visits = state[0], state[1], state[9]
    for level in range(length[t], position, -1):
        stops[t, level] = stops[t, level - 1]
    stops[t, position] = stop
    length[t] += 1
    visits[where] += 1


@njit(cache=True, nogil=True)
def remove(t, position, stop_place, state):  # type: ignore[no-untyped-def]
    """Take a stop out of the order of trip t."""
    stops, length, visits = state[0], state[1], state[9]
    visits[stop_place[stops[t, position]]] -= 1
    for level in range(position, length[t] - 1):
        stops[t, level] = stops[t, level + 1]
    length[t] -= 1


@njit(cache=True, nogil=True)
def rebuild(t, cell, view, cells, state, room, guide, near, stop_open, visit_max, random, noise, deepest):  # type: ignore[no-untyped-def]
    """Add the best stops to trip t, one by one, until none helps."""
    stops, length, loads = state[0], state[1], state[4]
    stop_place = cells[cell][5]
    release(t, view, state)
    refill(t, cell, view, cells, state, room)
    current = guided(t, view, state, guide)
    while length[t] < deepest:
        best_gain = 0.0
        best_stop, best_position = -1, -1
        count = len(stop_place) if length[t] == 0 else near.shape[1]
        origin = np.int64(0)
        if length[t] > 0:
            origin = stops[t, random_below(random, length[t])]
        for number in range(count):
            stop = number if length[t] == 0 else near[origin, number]
            if stop < 0 or not may_visit(stop, t, view, state, cells, cell, stop_open, visit_max):
                continue
            for position in range(length[t] + 1):
                release(t, view, state)
                insert(t, position, stop, stop_place[stop], state)
                if refill(t, cell, view, cells, state, room) >= 0:
                    gain = guided(t, view, state, guide) - current
                    scored = gain * (1.0 + noise * (random_unit(random) - 0.5))
                    if gain > 0 and scored > best_gain:
                        best_gain, best_stop, best_position = scored, stop, position
                release(t, view, state)
                remove(t, position, stop_place, state)
        if best_stop < 0:
            break
        insert(t, best_position, best_stop, stop_place[best_stop], state)
        refill(t, cell, view, cells, state, room)
        current = guided(t, view, state, guide)
    release(t, view, state)
    refill(t, cell, view, cells, state, room)


@njit(cache=True, nogil=True)
def drop_empty(t, view, stop_place, state):  # type: ignore[no-untyped-def]
    """Take stops out of trip t at which nobody is served."""
    stops, length, load_item, loads = state[0], state[1], state[2], state[4]
    for position in range(length[t] - 1, -1, -1):
        used = False
        for at in range(loads[t]):
            if view[9][load_item[t, at]] == stops[t, position]:
                used = True
        if not used:
            remove(t, position, stop_place, state)


@njit(cache=True, nogil=True)
def copy_state(source, target):  # type: ignore[no-untyped-def]
    """Make ``target`` equal to ``source``."""
    target[0][:] = source[0]
    target[1][:] = source[1]
    target[2][:] = source[2]
    target[3][:] = source[3]
    target[4][:] = source[4]
    target[5][:] = source[5]
    target[6][:] = source[6]
    target[7][:] = source[7]
    target[8][:] = source[8]
    target[9][:] = source[9]
    target[10][:] = source[10]


@njit(cache=True, nogil=True)
def anneal(  # type: ignore[no-untyped-def]
    trip_cell,
    view,
    cells,
    state,
    best,
    undo,
    room,
    guide,
    near,
    stop_open,
    visit_max,
    random,
    rounds,
    hot,
    cold,
    deepest,
    stop_flag,
):
    """Ruin and recreate for a number of rounds; ``best`` holds the best state found. Returns its worth."""
    stops, length, worth = state[0], state[1], state[10]
    trips = len(trip_cell)
    marked = np.zeros(trips, dtype=np.bool_)
    current = np.int64(0)
    for t in range(trips):
        current += worth[t]
    top = current
    copy_state(state, best)
    for done in range(rounds):
        if stop_flag[0] != 0:
            break
        heat = hot * (cold / hot) ** (done / rounds)
        copy_state(state, undo)
        before = current
        marked[:] = False
        ruined = 1 + random_below(random, 3)
        seed = random_below(random, trips)
        for turn in range(ruined):
            t = seed
            if turn > 0:
                t = _close_trip(seed, trip_cell, cells, state, marked, random)
            marked[t] = True
            release(t, view, state)
            stop_place = cells[trip_cell[t]][5]
            if length[t] > 0 and random_unit(random) < 0.5:
                remove(t, random_below(random, length[t]), stop_place, state)
            else:
                while length[t] > 0:
                    remove(t, length[t] - 1, stop_place, state)
        offset = random_below(random, trips)
        noise = 0.4 * random_unit(random)
        for number in range(trips):
            t = (number + offset) % trips
            if marked[t]:
                rebuild(
                    t, trip_cell[t], view, cells, state, room, guide, near, stop_open, visit_max, random, noise, deepest
                )
        for number in range(trips):
            t = (number + offset) % trips
            if not marked[t] and _could_grow(t, view, state):
                release(t, view, state)
                if refill(t, trip_cell[t], view, cells, state, room) < 0:
                    release(t, view, state)
        current = np.int64(0)
        for t in range(trips):
            current += worth[t]
        if current > top:
            top = current
            copy_state(state, best)
        if current < before and random_unit(random) >= np.exp((current - before) / heat):
            copy_state(undo, state)
            current = before
    return top


@njit(cache=True, nogil=True)
def _could_grow(t, view, state):  # type: ignore[no-untyped-def]
    """Whether people are left at a stop of trip t that it might take."""
    stops, length, left = state[0], state[1], state[5]
    first = view[0]
    for level in range(length[t]):
        for item in range(first[stops[t, level]], first[stops[t, level] + 1]):
            if view[3][item] == view[4][item] and left[view[2][item]] > 0:
                return True
    return False


@njit(cache=True, nogil=True)
def _close_trip(seed, trip_cell, cells, state, marked, random):  # type: ignore[no-untyped-def]
    """A trip not marked yet: half the time the one whose first stop is nearest, else any."""
    stops, length = state[0], state[1]
    trips = len(trip_cell)
    if random_unit(random) < 0.6 and length[seed] > 0:
        travel, stop_place = cells[trip_cell[seed]][3], cells[trip_cell[seed]][5]
        here = stop_place[stops[seed, 0]]
        best, least = -1, np.int64(2**62)
        for t in range(trips):
            if marked[t] or length[t] == 0:
                continue
            far = travel[here, stop_place[stops[t, 0]]]
            if far >= 0 and far * (0.5 + random_unit(random)) < least:
                best, least = t, far
        if best >= 0:
            return np.int64(best)
    while True:
        t = random_below(random, trips)
        if not marked[t]:
            return t
        unmarked = 0
        for other in range(trips):
            if not marked[other]:
                unmarked += 1
        if unmarked == 0:
            return t
