"""The timetable against every break there can be, minute by minute."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.policy import Hours
from planner.timetable import DayTimes, Stop, timetable
from planner.units import clock, minutes

HOURS = Hours(shift_end=clock("16:00"))


def earliest_back(hours: Hours, stops: list[Stop], home_s: int) -> int | None:
    """Earliest return over all minutes at which the break may start."""
    starts = range(hours.break_earliest, hours.break_latest - hours.break_s + 1, 60)
    backs = [back for start in starts if (back := back_with_break(hours, stops, home_s, start)) is not None]
    return min(backs, default=None)


def back_with_break(hours: Hours, stops: list[Stop], home_s: int, pause: int) -> int | None:
    """Return of a day that does everything as early as it can around a fixed break, or ``None``."""
    pause_end = pause + hours.break_s

    def work(now: int, length: int) -> int:
        if now + length <= pause or now >= pause_end:
            return now + length
        return max(now, pause) + hours.break_s + length - max(0, pause - now) if now < pause else pause_end + length

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


def stops_of_a_day() -> st.SearchStrategy[list[Stop]]:
    opens = st.sampled_from(["07:30", "08:30", "10:00", "12:00", "13:00"]).map(clock)
    return st.lists(
        st.builds(
            lambda travel, service, opening, closing: Stop(
                travel_s=minutes(travel),
                setup_s=minutes(40),
                service_s=minutes(service),
                pack_s=minutes(30),
                open_from=opening,
                open_until=max(opening + minutes(60), clock("13:00") + minutes(closing)),
            ),
            st.integers(0, 90),
            st.integers(0, 120),
            opens,
            st.integers(0, 120),
        ),
        min_size=1,
        max_size=3,
    )


@settings(max_examples=150, deadline=None)
@given(stops_of_a_day(), st.integers(0, 120))
def test_it_returns_as_early_as_any_break_allows(stops: list[Stop], home: int) -> None:
    found = timetable(HOURS, stops, minutes(home))
    assert (None if found is None else found.back) == earliest_back(HOURS, stops, minutes(home))
    if found is not None:
        assert_whole(found, stops)


def assert_whole(found: DayTimes, stops: list[Stop]) -> None:
    """Every phase has its length beside the break, and nobody drives in it."""

    def beside(start: int, end: int) -> int:
        return end - start - max(0, min(end, found.break_end) - max(start, found.break_start))

    now = found.leave
    assert found.leave >= HOURS.shift_start
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
