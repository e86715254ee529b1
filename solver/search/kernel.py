"""Compiled parts of the search that know one trip: whether it can be timed, and how its stops are filled.

Amounts are whole people, times are rounded up, so what fits here fits the rules of a trip. Dates, teams and
staff come afterwards.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from solver.indexing import BoolArray, IntArray
from solver.trips.limits import prefix_limits

MAX_LOADS = 96
BACKLOG_KIND = 2
"""``solver.indexing.BACKLOG``, as a constant of the compiled code."""


class State(NamedTuple):
    """A plan without dates, changed in place; every change can be taken back.

    Attributes
    ----------
    stops, length
        ``stops[t, i]``: order of stops of trip t, ``length[t]`` of them.
    load_item, load_people, loads
        What trip t carries: item and people, ``loads[t]`` of them.
    left
        People of each supply not yet taken.
    place, uses
        Place of service of a village (site index, -1 while none), and how many loads rely on it.
    guests
        Villages that join at a site.
    visits
        Visits to a place.
    worth
        Worth of trip t, nano-people.
    cards, printed
        Cards of trip t and of each stock period, micro-cards.
    frame
        What a search over trips with nights chooses of each trip besides (:mod:`solver.journeys.frames`).
    """

    stops: IntArray
    length: IntArray
    load_item: IntArray
    load_people: IntArray
    loads: IntArray
    left: IntArray
    place: IntArray
    uses: IntArray
    guests: IntArray
    visits: IntArray
    worth: IntArray
    cards: IntArray
    printed: IntArray
    frame: IntArray


class View(NamedTuple):
    """The problem as the search sees it; nothing of it changes.

    Attributes
    ----------
    first, kind, supply, village, site, card_micro, ikd_micro, item_stop
        First item of each stop; kind, supply, origin and place of service (site indices), cards and digital
        identities per person, and stop of each item.
    guests_max
        Villages that may join at one site.
    trip_cell, trip_period
        Cell and stock period of each trip.
    held, fixed
        ``held[t, stop]``: a pin keeps the stop in trip t. Nothing is put before position ``fixed[t]``.
    bonus
        ``bonus[t, stop]``: what it is worth besides, nano-people, that trip t serves somebody at the stop.
    guide
        Price of a person by item, nano-people: what taking them from others costs.
    near
        The nearest stops of each stop, -1 where there are no more.
    stop_place, stop_open, visit_max
        Place of each stop; ``stop_open[cell, stop]``; visits at most to each place.
    together
        ``together[cell, cell]``: whether two visits to a place may lie in these cells: some of their days are parts of
        one invitation, or far enough apart.
    most_stops
        Visits at most in a trip.
    stock
        Micro-cards that may be printed up to the end of each stock period.
    heads, hall
        Micro-people that a person invited brings to the hall, by item; micro-people that the hall of each stop holds.
    """

    first: IntArray
    kind: IntArray
    supply: IntArray
    village: IntArray
    site: IntArray
    card_micro: IntArray
    ikd_micro: IntArray
    item_stop: IntArray
    guests_max: int
    trip_cell: IntArray
    trip_period: IntArray
    held: BoolArray
    fixed: IntArray
    bonus: IntArray
    guide: IntArray
    near: IntArray
    stop_place: IntArray
    stop_open: BoolArray
    visit_max: IntArray
    together: BoolArray
    most_stops: int
    stock: IntArray
    heads: IntArray
    hall: IntArray


class Cells(NamedTuple):
    """What differs between pricing cells: one row for each, so that the compiled code is the same for any number.

    Attributes
    ----------
    sorted_item, item_ms, item_worth, card_worth
        Items in the order in which they are poured; time and worth per person, and what of it are cards.
    ground
        Which row of ``travel`` holds.
    travel
        Ways (ms), by ground.
    base
        Place from which ways start and at which they end.
    opens, closes
        Service hours of each stop.
    day
        :meth:`solver.trips.limits.DayShape.array`.
    print_cap, ikd_cap
        Micro-cards and digital identities of a trip at most.
    """

    sorted_item: IntArray
    item_ms: IntArray
    item_worth: IntArray
    card_worth: IntArray
    ground: IntArray
    travel: IntArray
    base: IntArray
    opens: IntArray
    closes: IntArray
    day: IntArray
    print_cap: IntArray
    ikd_cap: IntArray


class Room(NamedTuple):
    """Room to work in, by position in a trip; ``hall`` is what is left of each hall."""

    limits: IntArray
    slack: IntArray
    cursor: IntArray
    service: IntArray
    hall: IntArray


@njit(cache=True, nogil=True)
def fits(order, count, service, travel, base, stop_place, opens, closes, day):  # type: ignore[no-untyped-def]
    """Whether a timetable exists for these service times (ms): the same places of the break as planner.timetable."""
    setup, pack, pause, earliest = day[5], day[6], day[2], day[10]
    home = travel[stop_place[order[count - 1]], base]
    total = np.int64(0)
    for level in range(count):
        total += service[level]
    if total > day[4]:
        return False
    for place in range(5 * count):
        now = day[0]
        before = base
        good = True
        begin = np.int64(0)
        for level in range(count):
            stop = order[level]
            # 0: in set-up, 1: before service, 2: in service, 3: in packing, 4: after packing.
            where = place - 5 * level
            arrive = now + travel[before, stop_place[stop]]
            before = stop_place[stop]
            ready = arrive + setup
            if where == 0 or where == 1:
                begin = max(arrive if where == 0 else ready, earliest)
                good = where == 1 or begin <= ready
                ready = max(ready, begin) + pause
            start = max(ready, opens[stop])
            end = start + service[level]
            if where == 2:
                begin = max(start, earliest)
                good = begin <= end
                end += pause
            now = end + pack
            if where == 3 or where == 4:
                begin = max(end if where == 3 else now, earliest)
                good = where == 4 or begin <= now
                now = max(now, begin) + pause
            if not good or end > closes[stop]:
                good = False
                break
        if good and begin + pause <= day[3] and now + home <= day[1]:
            return True
    return False


@njit(cache=True, nogil=True)
def take(t, item, people, view, state):  # type: ignore[no-untyped-def]
    """Let trip t serve ``people`` of an item; counts follow."""
    village, site = view.village[item], view.site[item]
    at = state.loads[t]
    state.load_item[t, at], state.load_people[t, at] = item, people
    state.loads[t] = at + 1
    state.left[view.supply[item]] -= people
    if state.uses[village] == 0:
        state.place[village] = site
        if village != site:
            state.guests[site] += 1
    state.uses[village] += 1


@njit(cache=True, nogil=True)
def release(t, view, state):  # type: ignore[no-untyped-def]
    """Give back all that trip t carries; its stops stay."""
    for at in range(state.loads[t]):
        item = state.load_item[t, at]
        village, site = view.village[item], view.site[item]
        state.left[view.supply[item]] += state.load_people[t, at]
        state.uses[village] -= 1
        if state.uses[village] == 0:
            state.place[village] = -1
            if village != site:
                state.guests[site] -= 1
    state.loads[t] = 0
    state.worth[t] = 0
    state.printed[view.trip_period[t]] -= state.cards[t]
    state.cards[t] = 0


@njit(cache=True, nogil=True)
def allowed(item, view, state):  # type: ignore[no-untyped-def]
    """Whether an item may be served at its stop as places of service stand."""
    village, site = view.village[item], view.site[item]
    if state.place[village] >= 0:
        return state.place[village] == site
    if village == site:
        return True
    if state.guests[village] > 0 or state.guests[site] >= view.guests_max:
        return False
    return state.place[site] < 0 or state.place[site] == site


@njit(cache=True, nogil=True)
def cards_left(t, view, state):  # type: ignore[no-untyped-def]
    """Micro-cards that trip t may still print: no stock period from its own on may be overdrawn."""
    used = np.int64(0)
    left = np.int64(2**62)
    for period in range(len(view.stock)):
        used += state.printed[period]
        if period >= view.trip_period[t]:
            left = min(left, view.stock[period] - used)
    return max(np.int64(0), left)


@njit(cache=True, nogil=True)
def print_cards(t, cards, view, state):  # type: ignore[no-untyped-def]
    """Let trip t print micro-cards; counts follow."""
    state.cards[t] += cards
    state.printed[view.trip_period[t]] += cards


@njit(cache=True, nogil=True)
def refill(t, view, cells, state, room):  # type: ignore[no-untyped-def]
    """Fill trip t anew along its stops; its worth, or -1 if its order cannot be driven or timed."""
    count = state.length[t]
    if count == 0:
        state.worth[t] = 0
        return np.int64(0)
    cell = view.trip_cell[t]
    ground = cells.ground[cell]
    order, travel, base, day = state.stops[t], cells.travel[ground], cells.base[cell], cells.day[cell]
    opens, closes = cells.opens[cell], cells.closes[cell]
    if not prefix_limits(order, count, travel, base, view.stop_place, opens, closes, day, room.limits):
        return np.int64(-1)
    squeeze = np.int64(1000) * count
    for _ in range(4):
        value = _pour(t, order, count, squeeze, cell, view, cells, state, room)
        if fits(order, count, room.service, travel, base, view.stop_place, opens, closes, day):
            for level in range(count):
                if room.service[level] > 0:
                    value += view.bonus[t, order[level]]
            state.worth[t] = value
            return value
        release(t, view, state)
        squeeze = 2 * squeeze + 600_000
    return np.int64(-1)


@njit(cache=True, nogil=True)
def _pour(t, order, count, squeeze, cell, view, cells, state, room):  # type: ignore[no-untyped-def]
    sorted_item, item_ms, item_worth = cells.sorted_item[cell], cells.item_ms[cell], cells.item_worth[cell]
    card_worth = cells.card_worth[cell]
    limits, slack, cursor, service = room.limits, room.slack, room.cursor, room.service
    value = np.int64(0)
    ikd = np.int64(0)
    for level in range(count):
        slack[level] = limits[level] - squeeze
        cursor[level] = view.first[order[level]]
        service[level] = 0
        room.hall[level] = view.hall[order[level]]
    while True:
        chosen = -1
        best_worth = np.int64(0)
        best_ms = np.int64(1)
        for level in range(count):
            end = view.first[order[level] + 1]
            while cursor[level] < end and view.kind[sorted_item[cursor[level]]] == BACKLOG_KIND:
                cursor[level] += 1
            if cursor[level] < end:
                item = sorted_item[cursor[level]]
                if chosen < 0 or item_worth[item] * best_ms > best_worth * item_ms[item]:
                    chosen, best_worth, best_ms = level, item_worth[item], max(np.int64(1), item_ms[item])
        if chosen < 0:
            break
        item = sorted_item[cursor[chosen]]
        cursor[chosen] += 1
        people = state.left[view.supply[item]]
        if people <= 0 or item_worth[item] <= 0 or not allowed(item, view, state):
            continue
        space = slack[chosen]
        for level in range(chosen + 1, count):
            space = min(space, slack[level])
        people = min(people, space // max(np.int64(1), item_ms[item]))
        people = min(people, room.hall[chosen] // max(np.int64(1), view.heads[item]))
        if view.ikd_micro[item] > 0:
            people = min(people, (cells.ikd_cap[cell] - ikd) // view.ikd_micro[item])
        if people <= 0 or state.loads[t] >= MAX_LOADS - 1:
            continue
        take(t, item, people, view, state)
        spent = people * item_ms[item]
        service[chosen] += spent
        ikd += people * view.ikd_micro[item]
        room.hall[chosen] -= people * view.heads[item]
        value += people * (item_worth[item] - card_worth[item])
        if card_worth[item] > 0:
            wanted = people * view.card_micro[item]
            cards = min(wanted, cards_left(t, view, state), cells.print_cap[cell] - state.cards[t])
            print_cards(t, cards, view, state)
            value += card_worth[item] * cards // view.card_micro[item]
        for level in range(chosen, count):
            slack[level] -= spent
    for level in range(count):
        for at in range(view.first[order[level]], view.first[order[level] + 1]):
            item = sorted_item[at]
            if view.kind[item] != BACKLOG_KIND or item_worth[item] <= 0:
                continue
            people = min(state.left[view.supply[item]], cards_left(t, view, state) // view.card_micro[item])
            people = min(people, room.hall[level] // max(np.int64(1), view.heads[item]))
            if people <= 0 or state.loads[t] >= MAX_LOADS - 1 or not allowed(item, view, state):
                continue
            take(t, item, people, view, state)
            print_cards(t, people * view.card_micro[item], view, state)
            room.hall[level] -= people * view.heads[item]
            value += people * item_worth[item]
    return value


@njit(cache=True, nogil=True)
def guided(t, view, state):  # type: ignore[no-untyped-def]
    """Worth of trip t less the price of the people it takes."""
    value = state.worth[t]
    for at in range(state.loads[t]):
        value -= state.load_people[t, at] * view.guide[state.load_item[t, at]]
    return value
