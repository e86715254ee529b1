"""Answers side by side: ranges that overlap are undecided; knees; tornados."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.scenarios.comparing import Point, Verdict, concave_hull, curve_of, range_verdict, share_verdict


@pytest.mark.parametrize(
    ("base", "other", "expected"),
    [
        ((100, 110), (111, 115), Verdict.MORE),
        ((100, 110), (110, 115), Verdict.UNDECIDED),
        ((100, 110), (80, 99), Verdict.LESS),
        ((100, 110), (80, 100), Verdict.UNDECIDED),
        ((100, 110), (100, 110), Verdict.SAME),
        ((100, None), (200, 210), Verdict.UNDECIDED),
    ],
)
def test_a_difference_smaller_than_the_gaps_is_undecided(
    base: tuple[int, int | None], other: tuple[int, int | None], expected: Verdict
) -> None:
    assert range_verdict(*base, *other) is expected


def test_figures_are_no_surer_than_their_plans() -> None:
    # 1 % of 1,000 and 0.5 % of 1,020 leave 15.1 open.
    assert share_verdict(1000, 1015, 100, 50) is Verdict.UNDECIDED
    assert share_verdict(1000, 1016, 100, 50) is Verdict.MORE
    assert share_verdict(1000, 980, 50, 50) is Verdict.LESS
    assert share_verdict(1000, 1000, None, None) is Verdict.SAME


def points(*pairs: tuple[int, int]) -> list[Point]:
    return [Point(spent=spent, gained=gained, name=str(spent)) for spent, gained in pairs]


def test_the_knee_is_where_the_curve_bends_most() -> None:
    # Up to 20 each unit brings 5, beyond it 0.5: the knee is at 20. The point at 15 lies below the hull.
    curve = curve_of(points((0, 0), (10, 50), (15, 60), (20, 100), (40, 110)))
    assert curve.knee is not None
    assert curve.knee.spent == 20
    assert [point.spent for point in curve.hull] == [0, 20, 40]


def test_a_straight_line_has_no_knee() -> None:
    assert curve_of(points((0, 0), (10, 10), (20, 20))).knee is None
    assert curve_of(points((5, 7))).knee is None


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=8))
def test_no_point_lies_above_the_hull(pairs: list[tuple[int, int]]) -> None:
    hull = concave_hull(points(*pairs))
    for spent, gained in pairs:
        left = [point for point in hull if point.spent <= spent]
        right = [point for point in hull if point.spent >= spent]
        assert left
        if not right:
            assert gained <= hull[-1].gained
            continue
        one, two = left[-1], right[0]
        run = two.spent - one.spent
        # Beyond the end nothing is gained; between two points the line is above.
        assert (gained - one.gained) * run <= (two.gained - one.gained) * (spent - one.spent) or (
            run == 0 and gained <= one.gained
        )
