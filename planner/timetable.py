"""The earliest timetable of one team-day: exact, and the same wherever times are needed.

Given the order of stops and the seconds of service each needs, the day is feasible exactly if
:func:`timetable` finds one. The break is tried at every place it can have.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.policy import Hours
from planner.units import SecondsOfDay

PLACES = 5
IN_SET_UP, BEFORE_SERVICE, IN_SERVICE, IN_PACKING, AFTER_PACKING = range(PLACES)
"""Where a break can be at a stop; in a phase is also right before or after it.

A break that straddles two phases can be moved between them without loss.
"""


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
    start_by
        Service starts no later, seconds after midnight; ``None``: whenever it can.
    """

    travel_s: int
    setup_s: int
    service_s: int
    pack_s: int
    open_from: SecondsOfDay
    open_until: SecondsOfDay
    start_by: SecondsOfDay | None = None


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
    found = [_with_break_at(hours, stops, travel_home_s, place) for place in range(PLACES * len(stops))]
    # Among equals a break between two phases, or in the service, rather than one that cuts set-up or packing in two.
    return min((day for day in found if day is not None), key=lambda day: (day.back, _cuts(day, stops)), default=None)


def _with_break_at(hours: Hours, stops: Sequence[Stop], travel_home_s: int, place: int) -> DayTimes | None:
    now = hours.shift_start
    times: list[StopTimes] = []
    pause = (now, now)
    for number, stop in enumerate(stops):
        where = place - PLACES * number
        arrive = now + stop.travel_s
        ready = arrive + stop.setup_s
        if where in (IN_SET_UP, BEFORE_SERVICE):
            pause = _pause(hours, arrive if where == IN_SET_UP else ready)
            if where == IN_SET_UP and pause[0] > ready:
                return None
            ready = max(ready + hours.break_s, pause[1])
        start = max(ready, stop.open_from)
        if stop.start_by is not None and start > stop.start_by:
            return None
        end = start + stop.service_s
        if where == IN_SERVICE:
            pause = _pause(hours, start)
            if pause[0] > end:
                return None
            end += hours.break_s
        if end > stop.open_until:
            return None
        depart = end + stop.pack_s
        if where in (IN_PACKING, AFTER_PACKING):
            pause = _pause(hours, end if where == IN_PACKING else depart)
            if where == IN_PACKING and pause[0] > depart:
                return None
            depart = max(depart + hours.break_s, pause[1])
        set_up = start - stop.setup_s
        if where in (IN_SET_UP, BEFORE_SERVICE):
            set_up = _set_up_beside(pause, start, stop.setup_s, where)
        times.append(StopTimes(arrive=arrive, set_up=set_up, start=start, end=end, depart=depart))
        now = depart
    back = now + travel_home_s
    if pause[1] > hours.break_latest or back > hours.shift_end:
        return None
    # Arrive as late as the first set-up or a break before it allows: nobody waits at a closed hall.
    first = times[0]
    times[0] = StopTimes(
        arrive=min(first.set_up, pause[0]),
        set_up=first.set_up,
        start=first.start,
        end=first.end,
        depart=first.depart,
    )
    return DayTimes(
        leave=times[0].arrive - stops[0].travel_s,
        back=back,
        stops=tuple(times),
        break_start=pause[0],
        break_end=pause[1],
    )


def _set_up_beside(pause: tuple[SecondsOfDay, SecondsOfDay], start: SecondsOfDay, setup_s: int, where: int) -> int:
    """When to begin a set-up with a break before ``start``: as late as its full length beside the break allows.

    All of it after the break if there is time; else all of it before a break that lies before service; a break
    in the set-up cuts it in two.
    """
    began, ended = pause
    if start - setup_s >= ended:
        return start - setup_s
    return began - setup_s if where == BEFORE_SERVICE else start - setup_s - (ended - began)


def _cuts(day: DayTimes, stops: Sequence[Stop]) -> bool:
    """Whether the break cuts a set-up or a packing in two."""
    return any(
        at.set_up < day.break_start < at.set_up + stop.setup_s or at.end < day.break_start < at.end + stop.pack_s
        for at, stop in zip(day.stops, stops, strict=True)
    )


def _pause(hours: Hours, now: SecondsOfDay) -> tuple[SecondsOfDay, SecondsOfDay]:
    began = max(now, hours.break_earliest)
    return began, began + hours.break_s
