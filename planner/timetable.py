"""The earliest timetable of one team-day: exact, and the same wherever times are needed.

Given the order of stops and the seconds of service each needs, the day is feasible exactly if
:func:`timetable` finds one. The break is tried at every place it can have.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.policy import Hours
from planner.units import SecondsOfDay

PLACES = 5
BEFORE_SET_UP, BEFORE_SERVICE, IN_SERVICE, BEFORE_PACKING, AFTER_PACKING = range(PLACES)
"""Where a break can be at a stop. Inside set-up or packing is never better than before or after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop of a day.

    Attributes
    ----------
    travel_s
        From the place before, seconds.
    setup_s, service_s, pack_s
        Phases at the stop, seconds.
    open_from, open_until
        Service lies inside, seconds after midnight.
    """

    travel_s: int
    setup_s: int
    service_s: int
    pack_s: int
    open_from: SecondsOfDay
    open_until: SecondsOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class StopTimes:
    """Times at one stop, seconds after midnight."""

    arrive: SecondsOfDay
    set_up: SecondsOfDay
    start: SecondsOfDay
    end: SecondsOfDay
    depart: SecondsOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTimes:
    """A feasible team-day: when it leaves and returns, its stops and its break."""

    leave: SecondsOfDay
    back: SecondsOfDay
    stops: tuple[StopTimes, ...]
    break_start: SecondsOfDay
    break_end: SecondsOfDay


def timetable(hours: Hours, stops: Sequence[Stop], travel_home_s: int) -> DayTimes | None:
    """The feasible day that returns earliest, or ``None`` if there is none.

    Parameters
    ----------
    hours
        Shift, break and service limit of the day.
    stops
        In visiting order, at least one.
    travel_home_s
        From the last stop to where the day ends, seconds.
    """
    if sum(stop.service_s for stop in stops) > hours.service_limit_s:
        return None
    best: DayTimes | None = None
    for place in range(PLACES * len(stops)):
        found = _with_break_at(hours, stops, travel_home_s, place)
        if found is not None and (best is None or found.back < best.back):
            best = found
    return best


def _with_break_at(hours: Hours, stops: Sequence[Stop], travel_home_s: int, place: int) -> DayTimes | None:
    now = hours.shift_start
    times: list[StopTimes] = []
    pause = (now, now)
    for number, stop in enumerate(stops):
        where = place - PLACES * number
        arrive = now + stop.travel_s
        ready = arrive + stop.setup_s
        if where == BEFORE_SET_UP:
            pause = _pause(hours, arrive)
            ready = pause[1] + stop.setup_s
        elif where == BEFORE_SERVICE:
            pause = _pause(hours, ready)
            ready = pause[1]
        start = max(ready, stop.open_from)
        end = start + stop.service_s
        if where == IN_SERVICE:
            pause = _pause(hours, start)
            if pause[0] > end:
                return None
            end += hours.break_s
        if end > stop.open_until:
            return None
        depart = end + stop.pack_s
        if where == BEFORE_PACKING:
            pause = _pause(hours, end)
            depart = pause[1] + stop.pack_s
        elif where == AFTER_PACKING:
            pause = _pause(hours, depart)
            depart = pause[1]
        # Set up as late as possible: just before the service, or before the break that lies between them.
        set_up = (pause[0] if where == BEFORE_SERVICE else start) - stop.setup_s
        times.append(StopTimes(arrive=arrive, set_up=set_up, start=start, end=end, depart=depart))
        now = depart
    back = now + travel_home_s
    if pause[1] > hours.break_latest or back > hours.shift_end:
        return None
    # Leave as late as the first service or a break before it allows: nobody waits at a closed hall.
    first = times[0]
    late = (pause[0] if place == BEFORE_SET_UP else first.set_up) - first.arrive
    times[0] = StopTimes(
        arrive=first.arrive + late, set_up=first.set_up, start=first.start, end=first.end, depart=first.depart
    )
    return DayTimes(
        leave=times[0].arrive - stops[0].travel_s,
        back=back,
        stops=tuple(times),
        break_start=pause[0],
        break_end=pause[1],
    )


def _pause(hours: Hours, now: SecondsOfDay) -> tuple[SecondsOfDay, SecondsOfDay]:
    began = max(now, hours.break_earliest)
    return began, began + hours.break_s
