"""The compiled timetable of the search against :mod:`planner.timetable`: one finds a day exactly if the other does."""

from random import Random

import numpy as np

from planner.domain.policy import Hours, Policy
from planner.timetable import Stop, timetable
from planner.units import clock, minutes
from solver.search.kernel import fits
from solver.trips.limits import DayShape

DAYS = 6_000


def _hours(dice: Random) -> Hours:
    """A kind of day of the policy, or one with a break of any room or none at any time."""
    policy = Policy()
    usual = (policy.hours, policy.hours_friday, policy.hours_ramadan, policy.hours_ramadan_friday)
    if dice.random() < 0.5:
        return dice.choice(usual)
    earliest, length = clock("08:00") + dice.randrange(minutes(360)), dice.randrange(minutes(15), minutes(90))
    return Hours(
        break_s=length,
        break_earliest=earliest,
        break_latest=earliest + length + dice.choice([0, 0, 300, 1800]),
        service_limit_s=dice.choice([minutes(150), minutes(300)]),
    )


def _stops(dice: Random, setup_s: int, pack_s: int) -> list[Stop]:
    found = []
    for _ in range(dice.randint(1, 4)):
        opens = clock(dice.choice(["07:30", "08:30", "10:00", "11:30", "13:00"]))
        found.append(
            Stop(
                travel_s=dice.randrange(minutes(90)),
                setup_s=setup_s,
                service_s=dice.choice([0, dice.randrange(minutes(90)), dice.randrange(minutes(180))]),
                pack_s=pack_s,
                open_from=opens,
                open_until=dice.choice([opens + dice.randrange(minutes(30), minutes(240)), clock("14:30")]),
            )
        )
    return found


def _compiled(hours: Hours, stops: list[Stop], home_s: int) -> bool:
    """The same day asked of the search: base is place 0, and the way to each stop starts at the one before."""
    count = len(stops)
    travel = np.zeros((count + 1, count + 1), dtype=np.int64)
    for number, stop in enumerate(stops):
        travel[number, number + 1] = stop.travel_s * 1000
    travel[count, 0] = home_s * 1000
    shape = DayShape(
        shift_start=hours.shift_start * 1000,
        shift_end=hours.shift_end * 1000,
        break_ms=hours.break_s * 1000,
        break_earliest=hours.break_earliest * 1000,
        break_latest=hours.break_latest * 1000,
        service_limit=hours.service_limit_s * 1000,
        setup=stops[0].setup_s * 1000,
        pack=stops[0].pack_s * 1000,
        leg_max=minutes(150) * 1000,
        drive_max=minutes(240) * 1000,
        max_stops=4,
    )
    return bool(
        fits(
            np.arange(count, dtype=np.int64),
            count,
            np.array([stop.service_s * 1000 for stop in stops], dtype=np.int64),
            travel,
            0,
            np.arange(1, count + 1, dtype=np.int64),
            np.array([stop.open_from * 1000 for stop in stops], dtype=np.int64),
            np.array([stop.open_until * 1000 for stop in stops], dtype=np.int64),
            shape.array(),
        )
    )


def test_both_find_the_same_days_possible() -> None:
    dice = Random(7)
    possible = 0
    for number in range(DAYS):
        hours = _hours(dice)
        stops = _stops(dice, dice.choice([0, 2400, 4500]), dice.choice([0, 1800, 3600]))
        home = dice.randrange(minutes(120))
        expected = timetable(hours, stops, home) is not None
        assert _compiled(hours, stops, home) == expected, (number, hours, stops, home)
        possible += expected
    # Neither rare nor common, so that agreeing means something.
    assert DAYS // 5 < possible < 4 * DAYS // 5
