"""Sharing cards: never above the bound, the bound never below the best, and the best found where curves are concave."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.scenarios.comparing import Point
from planner.scenarios.sharing import hull_worth, per_capita, shared_cards, worth_of


def curve(*pairs: tuple[int, int]) -> list[Point]:
    return [Point(spent=spent, gained=gained, name=f"{spent}") for spent, gained in pairs]


def test_cards_go_where_they_bring_most() -> None:
    # The first 10 cards bring a 50 and b 80; the next 10 bring a 20 and b 30. 30 cards: a 10, b 20.
    curves = {"a": curve((0, 0), (10, 50), (20, 70)), "b": curve((0, 0), (10, 80), (20, 110))}
    found = shared_cards(curves, 30)
    assert found.cards == {"a": 10, "b": 20}
    assert found.worth == found.bound == 160
    # By people, a gets 22 and b 8: 70 and nothing.
    split = per_capita(curves, {"a": 3, "b": 1}, 30)
    assert split.worth == 70


def test_fewer_cards_than_anybody_can_do_with_are_refused() -> None:
    with pytest.raises(ValueError, match="fewer"):
        shared_cards({"a": curve((5, 1))}, 4)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=1, max_size=3),
    st.integers(0, 9),
)
def test_the_bound_holds_for_every_sharing(gains: list[list[int]], total: int) -> None:
    curves = {
        str(number): curve((0, 0), *((spent, sum(steps[:spent])) for spent in range(1, 4)))
        for number, steps in enumerate(gains)
    }
    found = shared_cards(curves, total)
    best = max(
        worth_of(curves, dict(zip(curves, cards, strict=True)))
        for cards in product(range(4), repeat=len(curves))
        if sum(cards) <= total
    )
    assert found.worth <= best <= found.bound
    assert sum(found.cards.values()) <= total


def test_the_worth_on_hulls_is_read_between_their_points() -> None:
    curves = {"a": curve((0, 10), (10, 50), (20, 70)), "b": curve((0, 0), (10, 1), (20, 40))}
    assert hull_worth(curves, {"a": 0, "b": 0}) == 10
    assert hull_worth(curves, {"a": 15, "b": 10}) == 60 + 20
    # Beyond the last point nothing is added.
    assert hull_worth(curves, {"a": 99, "b": 99}) == 110
