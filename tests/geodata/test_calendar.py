"""Working days, holidays, joint leave, Ramadan, the office's own days."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from geodata.calendar import national_holidays, period, ramadan_days, years_without_joint_leave
from geodata.contracts import CalendarKind, CalendarRow
from planner.domain.calendar import CalendarDay

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "holidays_id_2024_2027.csv"


def month(number: int, *stated: CalendarRow) -> dict[date, CalendarDay]:
    first = date(2027, number, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return {day.day: day for day in period(first, last, as_of=date(2026, 12, 1), stated=stated).days}


def row(kind: CalendarKind, *days: date, note: str = "") -> CalendarRow:
    return CalendarRow(dates=days, kind=kind, note=note)


def test_january_2027_has_19_working_days() -> None:
    # 21 weekdays less New Year (a Friday) and Isra Mikraj (Tuesday the 5th).
    days = month(1)
    assert sum(day.working for day in days.values()) == 19
    assert not days[date(2027, 1, 1)].working
    assert days[date(2027, 1, 5)].note == "Isra Mikraj Nabi Muhammad"
    assert not any(day.ramadan for day in days.values())
    assert all(day.school_open == day.working for day in days.values())


def test_february_2027_has_joint_leave_and_an_estimated_ramadan() -> None:
    days = month(2)
    assert not days[date(2027, 2, 5)].working
    assert days[date(2027, 2, 5)].note.startswith("Cuti Bersama")
    # 1 Ramadan 1448 is 8 February 2027 by the Umm al-Qura calendar.
    fasting = [day.day for day in days.values() if day.ramadan]
    assert fasting[0] == date(2027, 2, 8)
    assert fasting[-1] == date(2027, 2, 28)
    assert len(fasting) == 21
    assert all(days[day].estimated for day in fasting)
    assert days[date(2027, 2, 8)].working


def test_the_date_of_an_islamic_holiday_to_come_is_an_estimate() -> None:
    eid = month(3)[date(2027, 3, 10)]
    assert eid.estimated
    assert not eid.working
    assert not month(1)[date(2027, 1, 1)].estimated


def test_joint_leave_around_a_holiday_that_waits_for_the_moon_waits_as_well() -> None:
    days = month(3)
    assert {day for day, item in days.items() if item.estimated and not item.ramadan} == {
        date(2027, 3, number) for number in (9, 10, 11, 12, 15)
    }
    assert days[date(2027, 3, 12)].note == "Cuti Bersama Hari Raya Idul Fitri (perkiraan)"
    # Leave beside a holiday whose date is known stands.
    assert not days[date(2027, 3, 25)].estimated
    assert month(5)[date(2027, 5, 18)].estimated


def test_a_decree_fixes_islamic_dates_and_beyond_it_they_are_all_estimates() -> None:
    # The joint decree of 2027 names the days of Isra Mikraj, the new year and Maulid; those of both Eids wait for the
    # moon. For the years after it nothing is decreed.
    words = ("Isra Mikraj", "Tahun Baru Islam", "Maulid", "Idul Fitri", "Idul Adha")
    islamic = {
        day: holiday
        for day, holiday in national_holidays(range(2027, 2041)).items()
        if any(word in holiday.name for word in words)
    }
    fixed = sorted(day for day, holiday in islamic.items() if not holiday.estimated)
    assert fixed == [date(2027, 1, 5), date(2027, 6, 6), date(2027, 8, 15), date(2027, 12, 26)]
    assert {day.year for day in islamic} == set(range(2027, 2041))


def test_the_office_stands_above_the_national_calendar() -> None:
    meeting, saturday, eid = date(2027, 1, 29), date(2027, 1, 30), date(2027, 3, 10)
    days = month(
        1, row(CalendarKind.HOLIDAY, meeting, note="Rapat"), row(CalendarKind.WORKING, saturday, date(2027, 1, 5))
    )
    assert (days[meeting].working, days[meeting].note) == (False, "Rapat")
    assert days[saturday].working
    assert days[saturday].school_open
    assert days[date(2027, 1, 5)].working
    assert not month(3, row(CalendarKind.HOLIDAY, eid))[eid].estimated


def test_schools_close_on_their_own() -> None:
    monday = date(2027, 1, 4)
    days = month(1, row(CalendarKind.SCHOOL_CLOSED, monday))
    assert days[monday].working
    assert not days[monday].school_open


def test_a_stated_ramadan_replaces_the_estimate() -> None:
    stated = [row(CalendarKind.RAMADAN, date(2027, 2, 9)), row(CalendarKind.RAMADAN, date(2027, 3, 9))]
    days = month(2, *stated)
    assert not days[date(2027, 2, 8)].ramadan
    assert days[date(2027, 2, 9)].ramadan
    assert days[date(2027, 2, 20)].ramadan
    assert not days[date(2027, 2, 20)].estimated


def test_one_stated_day_of_ramadan_is_added_to_the_estimate() -> None:
    days = month(2, row(CalendarKind.RAMADAN, date(2027, 2, 7)))
    assert days[date(2027, 2, 7)].ramadan
    assert not days[date(2027, 2, 7)].estimated
    assert days[date(2027, 2, 8)].ramadan


def test_a_year_may_hold_parts_of_two_ramadans() -> None:
    # 2030 holds the Ramadan of 1451 in January and that of 1452 in December.
    span = [date(2030, 1, 1) + timedelta(days=offset) for offset in range(365)]
    assert {day.month for day in ramadan_days(span)} == {1, 2, 12}


def test_joint_leave_that_is_not_decreed_is_named() -> None:
    assert years_without_joint_leave({2026, 2027}) == ()
    assert years_without_joint_leave({2027, 2040}) == (2040,)


@pytest.mark.skipif(not SHARED.exists(), reason=f"{SHARED.name} is not on this machine")
def test_holidays_agree_with_the_list_of_the_years_2024_to_2027() -> None:
    with SHARED.open(encoding="utf-8", newline="") as file:
        listed = {date.fromisoformat(item["date"]): item for item in csv.DictReader(file)}
    found = national_holidays(range(2024, 2028))
    assert set(found) == set(listed)
    for day, item in listed.items():
        assert found[day].joint_leave == (item["kind"] == "cuti_bersama"), day
