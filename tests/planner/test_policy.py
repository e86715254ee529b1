"""Numbers that no policy may have."""

import pytest

from planner.domain.policy import Policy


@pytest.mark.parametrize("count", [1, 15])
def test_visits_in_a_day_that_a_policy_may_allow(count: int) -> None:
    assert Policy(max_visits_per_day=count).max_visits_per_day == count


@pytest.mark.parametrize("count", [-1, 0, 16])
def test_visits_in_a_day_that_no_policy_may_allow(count: int) -> None:
    with pytest.raises(ValueError, match=f"max_visits_per_day is {count}; 1 to 15"):
        Policy(max_visits_per_day=count)
