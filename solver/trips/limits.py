"""The minutes of a day along an order of stops: hours, ways, and nested limits on service.

Service at the first l stops of an order must end in time, for every l. The limits are computed with the break put
where it hurts least for each of them, and without waiting for later stops to open: they never under-estimate, so
they are good for bounds; whether a day can really be timed so is asked of the exact timetable.

Times are integers in milliseconds.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from solver.indexing import IntArray

MAX_STOPS = 16
"""Room for stops in an order; the policy allows at most 15."""


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
    out_least
        Shortest-path time from the base to each place, ms.
    opens, closes
        Service hours of each stop, ms after midnight.
    """

    travel: IntArray
    home_least: IntArray
    out_least: IntArray
    base: int
    stop_place: IntArray
    opens: IntArray
    closes: IntArray


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


def most_service(ground: Ground, day: DayShape) -> IntArray:
    """Service time that a legal trip can hold at each stop at most, ms, wherever it goes besides.

    The break lies within the service, before it or after it; the ways from and to the base are the shortest.
    """
    place = ground.stop_place
    start = np.maximum(ground.opens, day.shift_start + ground.out_least[place] + day.setup)
    end = np.minimum(ground.closes, day.shift_end - ground.home_least[place] - day.pack)
    within = end - start - day.break_ms
    before = end - np.maximum(start, day.break_earliest + day.break_ms)
    after = np.minimum(end, day.break_latest - day.break_ms) - start
    most = np.maximum(within, np.maximum(before, after))
    limited: IntArray = np.minimum(np.maximum(most, 0), np.int64(day.service_limit))
    return limited
