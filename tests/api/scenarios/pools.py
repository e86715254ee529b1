"""A pool that solves in this process, so that studies of tiny problems take no time; and one that dies at will."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from api import wiring
from api.progress import RunControl
from api.scenarios.pool import Solved, SolvingPool, Stopped
from planner.domain.plan import SolveOptions


class HerePool(SolvingPool):
    """Solves one problem after the other here, and counts them; stops after ``most`` runs."""

    def __init__(self, most: int | None = None) -> None:
        super().__init__(0)
        self.solved: list[str] = []
        self._most = most

    def solve(
        self,
        key: str,
        options: Mapping[str, Any],
        problem: bytes,
        start: bytes,
        hear: Callable[[Mapping[str, Any]], None],
    ) -> Solved:
        del key
        if self._most is not None and len(self.solved) >= self._most:
            self.stop()
            raise Stopped
        hear({"done_permille": 0})
        read = wiring.parse_problem(problem)
        self.solved.append(wiring.hash_of(read))
        document = wiring.plan(
            read,
            SolveOptions(**options),
            RunControl(),
            started="",
            machine="",
            version="",
            start=wiring.parse_plan(start).plan if start else None,
        )
        bare = replace(document, problem=None, problem_file=wiring.PROBLEM_FILE)
        return Solved(document=wiring.plan_json(bare), attempts=1)
