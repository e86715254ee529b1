"""Slots for who asks: the people of the place come first, then what the plan loses."""

import pytest

from planner.requests import request_slots
from solver.forcing.revising import plans_with
from tests.solver.callers import Listener, solved
from tests.solver.problems import random_problem


# Here a team-day for one or two of those who wait would cost the plan least.
@pytest.mark.parametrize(("seed", "origin"), [(122, "b"), (338, "b"), (354, "c")])
def test_a_slot_for_few_of_those_who_wait_comes_after_one_for_most(seed: int, origin: str) -> None:
    problem = random_problem(seed)
    answer = request_slots(problem, solved(problem, work=2).plan, origin, plans_with, Listener())
    invited = [slot.invited for slot in answer.slots]
    assert invited
    for number, people in enumerate(invited):
        assert 2 * people >= max(invited[number:]), invited
