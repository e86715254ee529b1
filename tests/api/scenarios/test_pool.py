"""The processes of a study stand where the command stands: nobody is served before them."""

import os
import sys

import pytest

from api.work.solving import LOWER_BY, LOWEST, Child

SLEEPER = (sys.executable, "-c", "import sys; sys.stdin.read()")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows classes of priority, no steps")
@pytest.mark.parametrize("lower_by", [0, LOWER_BY])
def test_a_solving_process_stands_so_many_steps_below_whoever_started_it(lower_by: int) -> None:
    child = Child(SLEEPER, lower_by=lower_by)
    try:
        here = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, child.pid) == min(LOWEST, here + lower_by)
    finally:
        child.end()
