from datetime import date, datetime, time, timedelta

import pytest

from geodata.read.cell_faults import CellError
from geodata.read.dates import clock, day, days, hours, ranges
from planner.domain.team import DateRange

SEVENTH = date(2027, 1, 7)


@pytest.mark.parametrize(
    "cell",
    [
        "2027-01-07",
        "2027-01-07 00:00:00",
        "7 Januari 2027",
        "07 januari 2027",
        "Kamis, 7 Januari 2027",
        "7 January 2027",
        "7 Jan 2027",
        "7-Jan-2027",
        "07/01/2027",
        "7-1-2027",
        "7.1.2027",
        SEVENTH,
        datetime(2027, 1, 7, 8, 0),
    ],
)
def test_dates_as_offices_write_them(cell: object) -> None:
    assert day(cell) == SEVENTH


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2027",
        "01/13/2027",
        "2027-02-30",
        "7 Janurai 2027",
        "7/1/27",
        "besok",
        46394.0,
        "7/1.2027",
        "0001-01-01",
        True,
    ],
)
def test_dates_that_are_none(cell: object) -> None:
    with pytest.raises(CellError) as caught:
        day(cell)
    assert caught.value.code == "NOT_A_DATE"


@pytest.mark.parametrize("sign", ["..", " s.d. ", " s/d ", " sampai ", " to ", " - ", "\u2013"])
def test_ranges(sign: str) -> None:
    assert ranges(f"2027-01-11{sign}2027-01-13; 7 Januari 2027") == (
        DateRange(first=SEVENTH, last=SEVENTH),
        DateRange(first=date(2027, 1, 11), last=date(2027, 1, 13)),
    )


def test_days_of_a_range_are_spelt_out_once() -> None:
    assert days("2027-01-11..2027-01-13; 12/01/2027") == tuple(date(2027, 1, n) for n in (11, 12, 13))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2027-01-13..2027-01-11", "RANGE_REVERSED"),
        ("2027-01-01..2029-01-01", "RANGE_TOO_LONG"),
        ("2027-01-01..", "NOT_A_DATE"),
        ("2027-01-01..2027-01-02..2027-01-03", "NOT_A_DATE"),
    ],
)
def test_ranges_that_are_none(cell: str, code: str) -> None:
    with pytest.raises(CellError) as caught:
        days(cell)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "cell", ["07:30", "7:30", "07.30", "7.30", time(7, 30), 0.3125, timedelta(minutes=450), "07:30:00"]
)
def test_times(cell: object) -> None:
    assert clock(cell) == 27_000


@pytest.mark.parametrize("cell", ["7", 7.3, "25:00", "07:60", "pagi", None, 7])
def test_times_that_are_none(cell: object) -> None:
    with pytest.raises(CellError) as caught:
        clock(cell)
    assert caught.value.code == "NOT_A_TIME"


@pytest.mark.parametrize("cell", ["08:00-14:30", "08.00 - 14.30", "08:00 s.d. 14:30", "8:00 to 14:30"])
def test_hours(cell: str) -> None:
    assert hours(cell) == (28_800, 52_200)


@pytest.mark.parametrize(("cell", "code"), [("14:30-08:00", "RANGE_REVERSED"), ("08:00", "NOT_A_TIME")])
def test_hours_that_are_none(cell: str, code: str) -> None:
    with pytest.raises(CellError) as caught:
        hours(cell)
    assert caught.value.code == code
