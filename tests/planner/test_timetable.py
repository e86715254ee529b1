"""The timetable against every break there can be, minute by minute."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.policy import Hours, Policy
from planner.timetable import DayTimes, Stop, timetable
from planner.units import clock, minutes
from tests.build import month, plan_of, trip, village, visit
from tests.planner.rules.spoiling import assert_legal

HOURS = Hours(shift_end=clock("16:00"))
FRIDAY = Policy().hours_friday


def earliest_back(hours: Hours, stops: list[Stop], home_s: int) -> int | None:
    """Earliest return over all minutes at which the break may start, be it in the middle of a set-up or packing."""
    starts = range(hours.break_earliest, hours.break_latest - hours.break_s + 1, 60)
    backs = [back for start in starts if (back := back_with_break(hours, stops, home_s, start)) is not None]
    return min(backs, default=None)


def back_with_break(hours: Hours, stops: list[Stop], home_s: int, pause: int) -> int | None:
    """Return of a day that does everything as early as it can around a fixed break, or ``None``."""
    pause_end = pause + hours.break_s

    def work(now: int, length: int) -> int:
        if now + length <= pause or now >= pause_end:
            return now + length
        return now + length + hours.break_s if now < pause else pause_end + length

    def drive(now: int, length: int) -> int:
        return now + length if now + length <= pause or now >= pause_end else pause_end + length

    now = hours.shift_start + stops[0].travel_s
    if now > pause:
        return None
    for number, stop in enumerate(stops):
        if number:
            now = drive(now, stop.travel_s)
        start = max(work(now, stop.setup_s), stop.open_from)
        end = work(start, stop.service_s)
        if end > stop.open_until:
            return None
        now = work(end, stop.pack_s)
    back = max(now, pause_end) + home_s
    return back if back <= hours.shift_end else None


def days_of_hours() -> st.SearchStrategy[Hours]:
    """The kinds of day there are, and breaks with any room or none at any time of the day."""
    policy = Policy()
    usual = st.sampled_from([HOURS, policy.hours_friday, policy.hours_ramadan, policy.hours_ramadan_friday])
    drawn = st.builds(
        lambda earliest, length, room: Hours(
            break_s=minutes(length),
            break_earliest=clock("08:00") + minutes(earliest),
            break_latest=clock("08:00") + minutes(earliest + length + room),
        ),
        st.integers(0, 360),
        st.integers(15, 90),
        st.sampled_from([0, 0, 5, 30]),
    )
    return usual | drawn


def stops_of_a_day() -> st.SearchStrategy[list[Stop]]:
    opens = st.sampled_from(["07:30", "08:30", "10:00", "12:00", "13:00"]).map(clock)
    return st.lists(
        st.builds(
            lambda travel, setup, service, pack, opening, closing: Stop(
                travel_s=minutes(travel),
                setup_s=minutes(setup),
                service_s=minutes(service),
                pack_s=minutes(pack),
                open_from=opening,
                open_until=max(opening + minutes(60), clock("13:00") + minutes(closing)),
            ),
            st.integers(0, 90),
            st.sampled_from([0, 40, 40, 75]),
            st.integers(0, 120),
            st.sampled_from([0, 30, 30, 60]),
            opens,
            st.integers(0, 120),
        ),
        min_size=1,
        max_size=3,
    )


@settings(max_examples=300, deadline=None)
@given(days_of_hours(), stops_of_a_day(), st.integers(0, 120))
def test_it_returns_as_early_as_any_break_allows(hours: Hours, stops: list[Stop], home: int) -> None:
    fits_service = sum(stop.service_s for stop in stops) <= hours.service_limit_s
    found = timetable(hours, stops, minutes(home))
    expected = earliest_back(hours, stops, minutes(home)) if fits_service else None
    assert (None if found is None else found.back) == expected
    if found is not None:
        assert_whole(hours, found, stops)


def assert_whole(hours: Hours, found: DayTimes, stops: list[Stop]) -> None:
    """Every phase has its length beside the break, and nobody drives in it."""

    def beside(start: int, end: int) -> int:
        return end - start - max(0, min(end, found.break_end) - max(start, found.break_start))

    now = found.leave
    assert found.leave >= hours.shift_start
    assert hours.break_earliest <= found.break_start
    assert found.break_end <= hours.break_latest
    for at, stop in zip(found.stops, stops, strict=True):
        assert beside(now, at.arrive) >= stop.travel_s
        assert at.arrive <= at.set_up
        assert beside(at.set_up, at.start) >= stop.setup_s
        assert beside(at.start, at.end) == stop.service_s
        assert stop.open_from <= at.start
        assert at.end <= stop.open_until
        assert beside(at.end, at.depart) >= stop.pack_s
        now = at.depart
    assert found.stops[0].arrive <= found.break_start
    assert found.break_end <= found.stops[-1].depart


def test_a_hall_that_opens_at_noon() -> None:
    # On the way 07:30-08:40 at the earliest; set up, break 11:00-12:00, serve 12:00-13:00, pack until 13:30.
    stop = Stop(
        travel_s=minutes(70),
        setup_s=minutes(40),
        service_s=minutes(60),
        pack_s=minutes(30),
        open_from=clock("12:00"),
        open_until=clock("14:30"),
    )
    found = timetable(HOURS, [stop], minutes(150))
    assert found is not None
    assert found.back == clock("16:00")
    assert (found.stops[0].start, found.stops[0].end) == (clock("12:00"), clock("13:00"))
    # Nobody is there earlier than the set-up needs.
    assert (found.leave, found.stops[0].set_up) == (clock("09:10"), clock("10:20"))


def test_more_service_than_the_day_allows() -> None:
    stop = Stop(travel_s=0, setup_s=0, service_s=HOURS.service_limit_s + 1, pack_s=0, open_from=0, open_until=86_400)
    assert timetable(HOURS, [stop], 0) is None


def test_a_break_cuts_a_set_up_in_two() -> None:
    # The break of a Friday is 11:30-13:00. Serve 08:30-09:30 at A, arrive at B 60 minutes after packing, 11:00:
    # 30 minutes of set-up before the break, 10 after it, and service from 13:10.
    problem = month(village("a", at=10), village("b", at=70), days=5)
    plan = plan_of(problem, trip("t1", 5, visit("a", 10, stay_s=minutes(60)), visit("b", 10, stay_s=minutes(60))))
    assert_legal(problem, plan)
    assert {pause.start for pause in plan.trips[0].breaks} == {clock("11:30")}
    there = plan.trips[0].visits[1]
    assert (there.arrive, there.set_up, there.start) == (clock("11:00"), clock("11:00"), clock("13:10"))


def test_a_break_cuts_packing_in_two() -> None:
    # Service at A ends at 11:15 with the hall; 15 minutes of packing before the break, 15 after it.
    stop = Stop(
        travel_s=minutes(10),
        setup_s=minutes(40),
        service_s=minutes(150),
        pack_s=minutes(30),
        open_from=clock("08:45"),
        open_until=clock("11:15"),
    )
    found = timetable(FRIDAY, [stop], minutes(10))
    assert found is not None
    assert (found.break_start, found.break_end) == (clock("11:30"), clock("13:00"))
    assert (found.stops[0].end, found.stops[0].depart) == (clock("11:15"), clock("13:15"))


def test_a_break_between_two_phases_rather_than_in_one() -> None:
    # The set-up is over at noon and could be cut in two; a break after it is as good.
    stop = Stop(
        travel_s=minutes(230),
        setup_s=minutes(40),
        service_s=minutes(30),
        pack_s=minutes(30),
        open_from=clock("08:30"),
        open_until=clock("14:30"),
    )
    found = timetable(Hours(break_earliest=clock("11:30")), [stop], 0)
    assert found is not None
    assert (found.stops[0].set_up, found.break_start) == (clock("11:20"), clock("12:00"))
