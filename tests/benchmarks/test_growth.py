"""The growth fit finds the exponent that is there, and none where a size is not solved."""

import pytest

from benchmarks.growth import exponent, page, seconds_to_gap
from benchmarks.timed_run import Report, TimedRun
from planner.units import VALUE_UNITS_PER_PERSON


def run(name: str, reached_after: float | None) -> TimedRun:
    """A run with 2 % at once and 0.5 % later, ready after 3 seconds."""
    reports = [Report(seconds=3.5, value=98, bound=100)]
    if reached_after is not None:
        reports.append(Report(seconds=3.0 + reached_after, value=1990, bound=2000))
    return TimedRun(
        dataset=name,
        seed=1,
        ready_s=3.0,
        first_plan_s=3.5,
        total_s=63.0,
        value=98 * VALUE_UNITS_PER_PERSON,
        bound=100 * VALUE_UNITS_PER_PERSON,
        people=0,
        cards=0,
        ikd=0,
        violations=0,
        peak_mb=300,
        peak_children_mb=0,
        stopped_by="clock",
        reports=tuple(reports),
    )


def test_the_time_to_a_gap_is_that_of_the_solve_call() -> None:
    assert seconds_to_gap(run("province-1x", 7.0), 1.0) == 7.0
    assert seconds_to_gap(run("province-1x", 7.0), 2.0) == 0.5
    assert seconds_to_gap(run("province-1x", None), 1.0) is None


def test_the_exponent_of_a_power_is_found() -> None:
    assert exponent([(1, 5.0), (3, 5.0 * 3**1.5), (10, 5.0 * 10**1.5)]) == pytest.approx(1.5)


def test_the_page_tells_the_exponent_or_that_there_is_none() -> None:
    names = ("province-1x", "province-3x", "province-10x")
    straight = [run(name, 2.0 * size) for name, size in zip(names, (1, 3, 10), strict=True)]
    assert "Fitted exponent: 1.00." in page(straight, percent=1.0, facts={}, command="c")
    told = page([*straight[:2], run(names[2], None)], percent=1.0, facts={}, command="c")
    assert "not reached" in told
    assert "Fitted exponent: none" in told
