"""Hinge cuts: never above the mixed-integer rounding they come from, so that no whole number of trips is cut off."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as some

from solver.master.cuts import BILLION, LEAST_VIOLATION, Cut, hinge, most_violated

PEOPLE = some.integers(1, 400)
DIVISOR = some.fractions(min_value=Fraction(1, 2), max_value=400, max_denominator=12)
TOP = some.integers(0, 400)
TAKEN = some.fractions(min_value=0, max_value=400, max_denominator=7)


def rounded(people: Fraction, total: int, divisor: Fraction) -> Fraction:
    """G(a) of the mixed-integer rounding of sum a z <= total divided by ``divisor``."""
    part = total / divisor - int(total / divisor)
    ratio = people / divisor
    whole = int(ratio)
    return whole + max(Fraction(0), ratio - whole - part) / (1 - part)


def exact_coefficient(cut: Cut, cell: int, people: Fraction) -> Fraction:
    """The cut's coefficient without the rounding of floats."""
    return Fraction(cut.slopes[cell], BILLION) * max(Fraction(0), people - cut.threshold)


def cut_of(people: int, divisor: Fraction, most: Sequence[int]) -> Cut:
    """The cut, where there is one."""
    cut = hinge(people, divisor, most, link=7)
    assume(cut is not None)
    assert cut is not None
    return cut


@settings(max_examples=150, deadline=None)
@given(PEOPLE, DIVISOR, TOP, some.fractions(min_value=0, max_value=1, max_denominator=1000))
def test_a_hinge_lies_nowhere_above_the_rounding(people: int, divisor: Fraction, top: int, share: Fraction) -> None:
    cut = cut_of(people, divisor, [top])
    taken = share * top
    assert exact_coefficient(cut, 0, taken) <= rounded(taken, people, divisor)


@settings(max_examples=60, deadline=None)
@given(PEOPLE, DIVISOR, TOP)
def test_a_hinge_holds_at_every_corner_of_the_rounding(people: int, divisor: Fraction, top: int) -> None:
    cut = cut_of(people, divisor, [top])
    part = people / divisor - int(people / divisor)
    steps = int(top / divisor) + 1
    corners = [at * divisor for at in range(steps + 1)] + [(at + part) * divisor for at in range(steps + 1)]
    for taken in [*corners, Fraction(top), Fraction(cut.threshold)]:
        if taken <= top:
            assert exact_coefficient(cut, 0, taken) <= rounded(taken, people, divisor)


@settings(max_examples=150, deadline=None)
@given(
    PEOPLE,
    DIVISOR,
    some.lists(
        some.tuples(some.fractions(min_value=0, max_value=400, max_denominator=7), some.integers(0, 5)), max_size=4
    ),
)
def test_whole_numbers_of_trips_that_share_the_people_are_not_cut_off(
    people: int, divisor: Fraction, trips: list[tuple[Fraction, int]]
) -> None:
    assume(sum(taken * count for taken, count in trips) <= people)
    top = max((int(-(-taken // 1)) for taken, count in trips if count), default=people)
    cut = cut_of(people, divisor, [top])
    activity = sum(exact_coefficient(cut, 0, taken) * count for taken, count in trips if count)
    assert activity <= cut.limit


def test_a_cut_by_hand() -> None:
    # 100 people, trips of at most 60: 100 / 60 = 1 + 2/3, so 40 are free and the 20 beyond weigh one trip together.
    cut = hinge(100, Fraction(60), [60, 40], link=3)
    assert cut is not None
    assert (cut.link, cut.threshold, cut.limit, cut.slopes) == (3, 40, 1, (BILLION // 20, 0))
    assert cut.coefficient(0, 60.0) == 1.0
    assert cut.coefficient(0, 50.0) == 0.5
    assert cut.coefficient(0, 30.0) == 0.0
    assert cut.coefficient(1, 40.0) == 0.0
    assert cut.price_per_person(0, 1_000) == 50
    assert cut.price_per_person(0, 39) == 1


def test_a_divisor_beyond_the_people_says_nothing() -> None:
    assert hinge(10, Fraction(11), [10], link=0) is None
    assert hinge(60, Fraction(50), [10], link=0) is None


def test_a_trip_and_a_bit_is_violated_and_cut() -> None:
    # 5/3 full trips share the 100 people; one full trip and 40 in another is the best whole choice.
    found = most_violated(3, 100, (60,), [(0, 60.0, 5 / 3)], 1.0)
    assert found is not None
    violation, cut = found
    assert abs(violation - 2 / 3) < 1e-6
    assert cut.link == 3


def test_nothing_is_cut_where_trips_are_whole() -> None:
    assert most_violated(3, 100, (60,), [(0, 60.0, 1.0), (0, 40.0, 1.0)], 1.0) is None


def test_half_a_place_lets_in_half_as_many_trips() -> None:
    found = most_violated(0, 60, (60,), [(0, 60.0, 0.75)], 0.5)
    assert found is not None
    assert found[0] > LEAST_VIOLATION
