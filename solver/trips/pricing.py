"""Exact pricing: the trip of largest reward in one day class, by a bounded search over orders of stops.

A trip is an order of at most ``max_stops`` stops. Its reward is the fixed reward of its stops plus the best use of
its minutes by the stops' own people and the villages that join (:mod:`solver.trips.joiners`), within nested limits
(:mod:`solver.trips.limits`) that never under-estimate: rewards here are valid for bounds, and the exact timetable
is asked for when a plan is built. Everything is integer: rewards in nano-people, time in milliseconds.

For a fixed price rho per millisecond the reward is bounded by a sum along the order, so the best completion of a
partial order by at most m stops is a shortest path with at most m edges: :func:`completions` finds it for every
stop by dynamic programming, once charging the way home against the end of the shift and once charging the legs
alone against the closing of the halls. Branches are cut by the least of these over rho and both charges.
"""

import numpy as np
from numba import njit

from solver.indexing import IntArray
from solver.trips.filling import PricedItems, fill
from solver.trips.joiners import BRANCH_NODES, Groups, exact_value, padded
from solver.trips.limits import MAX_STOPS, DayShape, Ground, break_before, prefix_limits

NO_TRIP = np.int64(-(2**62))


@njit(cache=True, nogil=True)
def closing(closes, usable, day):  # type: ignore[no-untyped-def]
    """Latest end of service at any stop, the break taken off unless it can follow, ms."""
    latest = np.int64(0)
    for stop in range(len(closes)):
        if usable[stop]:
            latest = max(latest, closes[stop])
    return max(min(latest, day[3] - day[2]), latest - day[2])


@njit(cache=True, nogil=True)
def completions(travel, base, stop_place, usable, day, rhos, gains, charge_home):  # type: ignore[no-untyped-def]
    """Most that a partial order ending at a stop can gain by at most m further stops, rho-priced.

    Shape (max stops, prices, stops). Ending costs rho x the way home if ``charge_home``, else nothing.
    """
    stops, deepest = len(stop_place), day[9]
    never = np.int64(-(2**60))
    best = np.full((deepest, len(rhos), stops), never, dtype=np.int64)
    per_stop = day[5] + day[6]
    for price in range(len(rhos)):
        rho = rhos[price]
        for stop in range(stops):
            home = travel[stop_place[stop], base]
            if usable[stop] and 0 <= home <= day[7]:
                best[0, price, stop] = -rho * home if charge_home else 0
    for more in range(1, deepest):
        for stop in range(stops):
            if not usable[stop]:
                continue
            for price in range(len(rhos)):
                best[more, price, stop] = best[0, price, stop]
            for following in range(stops):
                leg = travel[stop_place[stop], stop_place[following]]
                if not usable[following] or leg < 0 or leg > day[7]:
                    continue
                if stop_place[stop] == stop_place[following]:
                    continue
                for price in range(len(rhos)):
                    value = gains[following, price] - rhos[price] * (leg + per_stop) + best[more - 1, price, following]
                    best[more, price, stop] = max(best[more, price, stop], value)
    return best


@njit(cache=True, nogil=True)
def best_trips(  # type: ignore[no-untyped-def]
    floor,
    keep_permille,
    travel,
    home_least,
    base,
    stop_place,
    opens,
    closes,
    day,
    first,
    reward,
    time,
    people,
    fixed,
    usable,
    rhos,
    gains,
    of_item,
    group_first,
    parts,
    own,
    fine_rhos,
    fee,
    most,
    fine_gains,
    to_home,
    to_close,
    ranking,
    best_of_stop,
    order_of_stop,
    node_limit,
    branch_limit,
    toll,
):
    """Search all orders; the largest reward above ``floor``, or ``floor`` if none is.

    ``best_of_stop[j]`` and ``order_of_stop[j]`` receive the best trip found through stop j. Branches are cut that
    cannot exceed ``floor`` by ``keep_permille`` of what the best found exceeds it, so that the largest
    reward is exact for any ``keep_permille`` up to 1000. Returns (largest reward, nodes, complete).
    """
    stops = len(stop_place)
    deepest = day[9]
    order = np.zeros(MAX_STOPS, dtype=np.int64)
    limits = np.zeros(MAX_STOPS, dtype=np.int64)
    slack = np.zeros(MAX_STOPS, dtype=np.int64)
    cursor = np.zeros(MAX_STOPS, dtype=np.int64)
    taken_item = np.zeros(len(reward) + 1, dtype=np.int64)
    taken_ms = np.zeros(len(reward) + 1, dtype=np.int64)
    kept_people, best_people = np.zeros_like(people), np.zeros_like(people)
    begin = np.zeros(MAX_STOPS + 1, dtype=np.int64)
    gaps = np.zeros(MAX_STOPS + 1, dtype=np.int64)
    spared = np.zeros(MAX_STOPS + 1, dtype=np.int64)
    drive = np.zeros(MAX_STOPS + 1, dtype=np.int64)
    following = np.zeros(MAX_STOPS + 1, dtype=np.int64)
    gain = np.zeros((MAX_STOPS + 1, len(rhos)), dtype=np.int64)
    window = closing(closes, usable, day)
    pause = day[2]
    best = floor
    nodes = 0
    depth = 0
    following[0] = 0
    while depth >= 0:
        if following[depth] >= stops or depth >= deepest:
            depth -= 1
            continue
        stop = ranking[following[depth]]
        following[depth] += 1
        if not usable[stop]:
            continue
        place = stop_place[stop]
        before = base
        repeated = False
        for level in range(depth):
            if stop_place[order[level]] == place:
                repeated = True
        if repeated:
            continue
        if depth > 0:
            before = stop_place[order[depth - 1]]
        leg = travel[before, place]
        if leg < 0 or leg > day[7] or drive[depth] + leg + home_least[place] > day[8]:
            continue
        if depth == 0:
            start = max(opens[stop], day[0] + leg + day[5])
            saved = break_before(day, leg, opens[stop])
            gap = np.int64(0)
        else:
            start = begin[depth]
            saved = spared[depth]
            gap = gaps[depth] + day[6] + leg + day[5]
        cut = floor + (best - floor) * keep_permille // 1000
        until_home = day[1] - day[6] - pause + saved - start - gap
        until_close = window + saved - start - gap
        if until_close < 0:
            continue
        # An order that ends here or goes on: the best it could be.
        more = deepest - depth - 1
        hope = np.int64(2**62)
        for price in range(len(rhos)):
            so_far = gain[depth, price] + gains[stop, price]
            hope = min(hope, rhos[price] * until_home + so_far + to_home[more, price, stop])
            hope = min(hope, rhos[price] * until_close + so_far + to_close[more, price, stop])
        if hope <= cut:
            continue
        nodes += 1
        if nodes > node_limit:
            return best, nodes, False
        order[depth] = stop
        if prefix_limits(order, depth + 1, travel, base, stop_place, opens, closes, day, limits):
            value, _ = fill(order, depth + 1, limits, first, reward, time, people, slack, cursor, taken_item, taken_ms)
            for level in range(depth + 1):
                value += fixed[order[level]]
            paid = toll[base, stop_place[order[0]]] + toll[place, base]
            for level in range(depth):
                paid += toll[stop_place[order[level]], stop_place[order[level + 1]]]
            value -= paid
            if value > cut:
                exact, _ = exact_value(
                    order,
                    depth + 1,
                    limits,
                    cut + paid,
                    first,
                    reward,
                    time,
                    people,
                    fixed,
                    of_item,
                    group_first,
                    parts,
                    own,
                    fine_rhos,
                    fee,
                    most,
                    fine_gains,
                    slack,
                    cursor,
                    taken_item,
                    taken_ms,
                    kept_people,
                    best_people,
                    branch_limit,
                )
                value = min(value, exact - paid)
            if value > floor:
                best = max(best, value)
                for level in range(depth + 1):
                    through = order[level]
                    if value > best_of_stop[through]:
                        best_of_stop[through] = value
                        for position in range(MAX_STOPS):
                            order_of_stop[through, position] = order[position] if position <= depth else -1
        if depth + 1 < deepest:
            begin[depth + 1] = start
            spared[depth + 1] = saved
            gaps[depth + 1] = gap
            drive[depth + 1] = drive[depth] + leg
            for price in range(len(rhos)):
                gain[depth + 1, price] = gain[depth, price] + gains[stop, price]
            depth += 1
            following[depth] = 0
    return best, nodes, True


def search(
    ground: Ground,
    day: DayShape,
    items: PricedItems,
    rhos: IntArray,
    fine: Groups,
    *,
    floor: int,
    keep_permille: int,
    node_limit: int = 2**60,
    branch_limit: int = BRANCH_NODES,
    toll: IntArray | None = None,
) -> tuple[int, bool, list[tuple[int, tuple[int, ...]]]]:
    """The largest reward (exact if complete) and the best trip through each stop that beats ``floor``.

    Parameters
    ----------
    rhos
        Prices of a millisecond for pruning.
    fine
        Groups of the items at a grid that holds all of these.
    toll
        What each way between places costs, nano-people; nothing if ``None``.

    Returns
    -------
    (best, complete, trips)
        ``best`` is ``floor`` if nothing beats it; trips are (reward, order), best first, without repeats.
    """
    stops = len(ground.stop_place)
    best_of_stop = np.full(stops, NO_TRIP, dtype=np.int64)
    order_of_stop = np.full((stops, MAX_STOPS), -1, dtype=np.int64)
    gains = np.ascontiguousarray(fine.gains[:, np.searchsorted(fine.rhos, rhos)])
    to_home, to_close = (
        completions(ground.travel, ground.base, ground.stop_place, items.usable, day.array(), rhos, gains, charge)
        for charge in (True, False)
    )
    # The most promising stops first: a good trip found early cuts more.
    ranking = np.argsort(-(gains + to_close[-1].T).min(axis=1), kind="stable")
    best, _, complete = best_trips(
        np.int64(floor),
        np.int64(keep_permille),
        ground.travel,
        ground.home_least,
        ground.base,
        ground.stop_place,
        ground.opens,
        ground.closes,
        day.array(),
        items.first,
        items.reward,
        items.time,
        items.people,
        items.fixed,
        items.usable,
        rhos,
        gains,
        fine.of_item,
        fine.first,
        fine.parts,
        fine.own,
        fine.rhos,
        fine.fee,
        np.int64(fine.most),
        fine.gains,
        to_home,
        to_close,
        ranking,
        best_of_stop,
        order_of_stop,
        np.int64(node_limit),
        np.int64(branch_limit),
        np.zeros_like(ground.travel) if toll is None else toll,
    )
    found = {
        tuple(int(stop) for stop in order if stop >= 0): int(value)
        for value, order in zip(best_of_stop, order_of_stop, strict=True)
        if value > floor
    }
    ranked = sorted(((value, order) for order, value in found.items()), key=lambda entry: (-entry[0], entry[1]))
    return int(best), bool(complete), ranked


def amounts(
    ground: Ground, day: DayShape, items: PricedItems, fine: Groups, order: tuple[int, ...]
) -> list[tuple[int, float]]:
    """(item, people) of the best use of an order's minutes; people may be fractional, nobody if it cannot be driven.

    ``fine`` are the groups of the items at a fine grid of prices.
    """
    count = len(order)
    limits, slack, cursor = (np.zeros(MAX_STOPS, dtype=np.int64) for _ in range(3))
    taken_item, taken_ms = (np.zeros(len(items.reward) + 1, dtype=np.int64) for _ in range(2))
    kept, best = np.zeros_like(items.people), np.zeros_like(items.people)
    drivable = prefix_limits(
        padded(order),
        count,
        ground.travel,
        ground.base,
        ground.stop_place,
        ground.opens,
        ground.closes,
        day.array(),
        limits,
    )
    if not drivable:
        return []
    exact_value(
        padded(order),
        count,
        limits,
        NO_TRIP,
        items.first,
        items.reward,
        items.time,
        items.people,
        items.fixed,
        fine.of_item,
        fine.first,
        fine.parts,
        fine.own,
        fine.rhos,
        fine.fee,
        np.int64(fine.most),
        fine.gains,
        slack,
        cursor,
        taken_item,
        taken_ms,
        kept,
        best,
        np.int64(BRANCH_NODES),
    )
    _, taken = fill(
        padded(order), count, limits, items.first, items.reward, items.time, best, slack, cursor, taken_item, taken_ms
    )
    found = []
    for position in range(taken):
        at, spent = int(taken_item[position]), int(taken_ms[position])
        share = float(best[at]) if spent < 0 else spent / int(items.time[at])
        if share > 0:
            found.append((int(items.item[at]), share))
    return found
