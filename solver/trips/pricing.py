"""Exact pricing: the trip of largest reward in one day class, by a bounded search over orders of stops.

A trip is an order of at most ``max_stops`` stops. Its reward is the fixed reward of its stops plus the best
use of its minutes, a knapsack over nested prefixes: service at the first l stops of the order must end in
time, for every l. Prefix limits are computed with the break put where it hurts least for each of them, and
without waiting for later stops to open, so they never under-estimate: rewards here are valid for bounds,
and the exact timetable is asked for when a plan is built.

Everything is integer: rewards in nano-people, time in milliseconds.

At a stop at most ``joiners_max`` villages that join may be served beside its own people. For a price rho per
millisecond, ``reward <= rho x T + sum over stops of h(stop, rho)``, where h is the fixed reward plus
``max(0, reward - rho x time) x people`` summed over the items of the stop's own people and of the
``joiners_max`` joining villages for which that sum is largest; any rho >= 0 is valid and the least over a grid
is taken. The reward used for bounds is the smaller of that and the knapsack without the limit on joiners;
columns are made with the joiners that the best rho picks, so they keep the limit.

For a fixed rho that bound is additive along the order, so the best completion of a partial order by at most m
stops is a shortest path with at most m edges: :func:`completions` finds it for every stop by dynamic programming,
once charging the way home against the end of the shift and once charging the legs alone against the closing
of the halls. Branches are cut by the least of these over rho and both charges.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from solver.indexing import BoolArray, IntArray

MAX_STOPS = 6
NO_TRIP = np.int64(-(2**62))


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShape:
    """Hours and limits of a day class in milliseconds."""

    shift_start: int
    shift_end: int
    break_ms: int
    break_earliest: int
    break_latest: int
    service_limit: int
    setup: int
    pack: int
    leg_max: int
    drive_max: int
    max_stops: int

    def array(self) -> IntArray:
        return np.array(
            [
                self.shift_start,
                self.shift_end,
                self.break_ms,
                self.break_latest,
                self.service_limit,
                self.setup,
                self.pack,
                self.leg_max,
                self.drive_max,
                min(self.max_stops, MAX_STOPS),
                self.break_earliest,
            ],
            dtype=np.int64,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where stops are and how far: the same for all prices of a team type.

    Attributes
    ----------
    travel
        ms between places, -1 where there is no way.
    home_least
        Shortest-path time from each place to the base, ms.
    base
        Place index of the base.
    stop_place
        Place index of each stop.
    opens, closes
        Service hours of each stop, ms after midnight.
    """

    travel: IntArray
    home_least: IntArray
    base: int
    stop_place: IntArray
    opens: IntArray
    closes: IntArray


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
    fixed: IntArray
    usable: BoolArray


@njit(cache=True, nogil=True)
def break_before(day, leg, opens):  # type: ignore[no-untyped-def]
    """Milliseconds of the break that cost nothing when it is taken before the first service.

    Only a first stop that opens late leaves such room: the break begins after arrival, no earlier than allowed.
    """
    ready = day[0] + leg
    if ready > day[3] - day[2]:
        return np.int64(0)
    begin = max(opens, ready + day[5])
    # The break may stand before or after setting up; both end no earlier than this.
    resumed = max(opens, max(ready, day[10]) + day[2], ready + day[5] + day[2])
    return max(np.int64(0), day[2] - (resumed - begin))


@njit(cache=True, nogil=True)
def prefix_limits(order, count, travel, base, stop_place, opens, closes, day, limits):  # type: ignore[no-untyped-def]
    """Nested limits on service time along an order of stops; False if the order cannot be driven.

    ``limits[l]`` is the most service, ms, that the first l + 1 stops can hold together.
    """
    shift_start, shift_end, pause, pause_latest = day[0], day[1], day[2], day[3]
    setup, pack, leg_max, drive_max = day[5], day[6], day[7], day[8]
    place = stop_place[order[0]]
    leg = travel[base, place]
    if leg < 0 or leg > leg_max:
        return False
    drive = leg
    begin = max(opens[order[0]], shift_start + leg + setup)
    spared = break_before(day, leg, opens[order[0]])
    gaps = 0
    for level in range(count):
        if level > 0:
            following = stop_place[order[level]]
            leg = travel[place, following]
            if leg < 0 or leg > leg_max:
                return False
            drive += leg
            gaps += pack + leg + setup
            place = following
        close = closes[order[level]]
        limits[level] = max(min(close, pause_latest - pause), close - pause + spared) - begin - gaps
    home = travel[place, base]
    if home < 0 or home > leg_max or drive + home > drive_max:
        return False
    last = count - 1
    limits[last] = min(limits[last], shift_end - home - pack - pause + spared - begin - gaps, day[4])
    for level in range(last - 1, -1, -1):
        limits[level] = min(limits[level], limits[level + 1])
    return limits[0] >= 0


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
def least_price(order, count, room, rhos, gains):  # type: ignore[no-untyped-def]
    """Least of rho x room + gains of the stops over a grid; it is convex in rho, so halving finds it."""
    low, high = 0, len(rhos) - 1
    while low < high:
        middle = (low + high) // 2
        here, beyond = rhos[middle] * room, rhos[middle + 1] * room
        for level in range(count):
            here += gains[order[level], middle]
            beyond += gains[order[level], middle + 1]
        if beyond < here:
            low = middle + 1
        else:
            high = middle
    value = rhos[low] * room
    for level in range(count):
        value += gains[order[level], low]
    return value


@njit(cache=True, nogil=True)
def best_trips(  # type: ignore[no-untyped-def]
    floor, keep_permille, travel, home_least, base, stop_place, opens, closes, day,
    first, reward, time, people, fixed, usable, rhos, gains, fine_rhos, fine_gains, to_home, to_close, ranking,
    best_of_stop, order_of_stop,
    node_limit,
):
    """Search all orders; the largest reward above ``floor``, or ``floor`` if none is.

    ``best_of_stop[j]`` and ``order_of_stop[j]`` receive the best trip found through stop j. Branches are cut
    that cannot exceed the larger of ``floor`` and ``keep_permille`` of the best found, so that the largest
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
        cut = max(floor, best * keep_permille // 1000) if best > 0 else floor
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
            value, _ = fill(
                order, depth + 1, limits, first, reward, time, people, slack, cursor, taken_item, taken_ms
            )
            for level in range(depth + 1):
                value += fixed[order[level]]
            if value > cut:
                value = min(value, least_price(order, depth + 1, limits[depth], fine_rhos, fine_gains))
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


@njit(cache=True, nogil=True)
def joiner_gains(first, joiner, surplus, joiners_max, gains):  # type: ignore[no-untyped-def]
    """Add to ``gains`` (stops x prices) the surplus of own people and of the best joining villages."""
    parts = np.zeros(len(joiner) + 1, dtype=np.int64)
    names = np.zeros(len(joiner) + 1, dtype=np.int64)
    for price in range(surplus.shape[1]):
        for stop in range(len(first) - 1):
            count = 0
            for at in range(first[stop], first[stop + 1]):
                if joiner[at] < 0:
                    gains[stop, price] += surplus[at, price]
                    continue
                place = -1
                for known in range(count):
                    if names[known] == joiner[at]:
                        place = known
                if place < 0:
                    place = count
                    names[count], parts[count] = joiner[at], 0
                    count += 1
                parts[place] += surplus[at, price]
            for _ in range(min(count, joiners_max)):
                top = 0
                for known in range(count):
                    if parts[known] > parts[top]:
                        top = known
                gains[stop, price] += parts[top]
                parts[top] = -1


def stop_gains(items: PricedItems, rhos: IntArray) -> IntArray:
    """h(stop, rho) of the module docstring; shape (stops, prices)."""
    surplus = np.maximum(0, items.reward[:, None] - rhos[None, :] * items.time[:, None]) * items.people[:, None]
    gains = np.repeat(items.fixed[:, None], len(rhos), axis=1).astype(np.int64)
    joiner_gains(items.first, items.joiner, surplus, items.joiners_max, gains)
    return gains


def finer(rhos: IntArray) -> IntArray:
    """A grid 16 times as fine."""
    steps = [np.linspace(low, high, 16, endpoint=False) for low, high in zip(rhos, rhos[1:], strict=False)]
    return np.unique(np.concatenate([*steps, rhos[-1:]]).astype(np.int64))


def search(
    ground: Ground, day: DayShape, items: PricedItems, rhos: IntArray, *, floor: int, keep_permille: int,
    node_limit: int = 2**60,
) -> tuple[int, bool, list[tuple[int, tuple[int, ...]]]]:
    """The largest reward (exact if complete) and the best trip through each stop that beats ``floor``.

    Returns
    -------
    (best, complete, trips)
        ``best`` is ``floor`` if nothing beats it; trips are (reward, order), best first, without repeats.
    """
    stops = len(ground.stop_place)
    best_of_stop = np.full(stops, NO_TRIP, dtype=np.int64)
    order_of_stop = np.full((stops, MAX_STOPS), -1, dtype=np.int64)
    gains = stop_gains(items, rhos)
    fine_rhos = finer(rhos)
    bounds = [
        completions(ground.travel, ground.base, ground.stop_place, items.usable, day.array(), rhos, gains, charge)
        for charge in (True, False)
    ]
    # The most promising stops first: a good trip found early cuts more.
    promise = (gains + bounds[1][-1].T).min(axis=1)
    ranking = np.argsort(-promise, kind="stable")
    best, _, complete = best_trips(
        np.int64(floor), np.int64(keep_permille), ground.travel, ground.home_least, ground.base,
        ground.stop_place, ground.opens, ground.closes, day.array(), items.first, items.reward, items.time,
        items.people, items.fixed, items.usable, rhos, gains, fine_rhos, stop_gains(items, fine_rhos), *bounds, ranking,
        best_of_stop, order_of_stop,
        np.int64(node_limit),
    )
    found = {
        tuple(int(stop) for stop in order if stop >= 0): int(value)
        for value, order in zip(best_of_stop, order_of_stop, strict=True)
        if value > floor
    }
    ranked = sorted(((value, order) for order, value in found.items()), key=lambda entry: (-entry[0], entry[1]))
    return int(best), bool(complete), ranked


@njit(cache=True, nogil=True)
def keep_joiners(order, count, first, joiner, reward, time, people, rho, joiners_max, keep):  # type: ignore[no-untyped-def]
    """Mark in ``keep`` the items of own people and of the best joining villages of each stop at price rho."""
    parts = np.zeros(len(joiner) + 1, dtype=np.int64)
    names = np.zeros(len(joiner) + 1, dtype=np.int64)
    for level in range(count):
        known_count = 0
        for at in range(first[order[level]], first[order[level] + 1]):
            keep[at] = joiner[at] < 0
            if joiner[at] < 0:
                continue
            place = -1
            for known in range(known_count):
                if names[known] == joiner[at]:
                    place = known
            if place < 0:
                place = known_count
                names[known_count], parts[known_count] = joiner[at], 0
                known_count += 1
            parts[place] += max(0, reward[at] - rho * time[at]) * people[at]
        for _ in range(min(known_count, joiners_max)):
            top = 0
            for known in range(known_count):
                if parts[known] > parts[top]:
                    top = known
            if parts[top] <= 0:
                break
            for at in range(first[order[level]], first[order[level] + 1]):
                if joiner[at] == names[top]:
                    keep[at] = True
            parts[top] = -1


def amounts(
    ground: Ground, day: DayShape, items: PricedItems, rhos: IntArray, fine_gains: IntArray, order: tuple[int, ...]
) -> list[tuple[int, float]]:
    """(item, people) of a good use of an order's minutes that keeps the limit on joiners.

    People may be fractional. The joiners are those that the tightest rho picks; ``fine_gains`` are
    those of :func:`stop_gains` on the finer grid.
    """
    count = len(order)
    padded = np.zeros(MAX_STOPS, dtype=np.int64)
    padded[:count] = order
    limits, slack, cursor = (np.zeros(MAX_STOPS, dtype=np.int64) for _ in range(3))
    prefix_limits(
        padded, count, ground.travel, ground.base, ground.stop_place, ground.opens, ground.closes, day.array(), limits
    )
    rhos = finer(rhos)
    rho = rhos[np.argmin(rhos * limits[count - 1] + fine_gains[list(order)].sum(axis=0))]
    keep = np.zeros(len(items.reward), dtype=np.bool_)
    keep_joiners(
        padded, count, items.first, items.joiner, items.reward, items.time, items.people, rho, items.joiners_max, keep
    )
    people = np.where(keep, items.people, 0)
    taken_item, taken_ms = (np.zeros(len(people) + 1, dtype=np.int64) for _ in range(2))
    _, taken = fill(
        padded, count, limits, items.first, items.reward, items.time, people, slack, cursor, taken_item, taken_ms
    )
    found = []
    for position in range(taken):
        at, spent = int(taken_item[position]), int(taken_ms[position])
        share = float(people[at]) if spent < 0 else spent / int(items.time[at])
        if share > 0:
            found.append((int(items.item[at]), share))
    return found
