"""Plans that nobody searched for, for tests of everything around the engine: ``python -m tests.api.scenarios.quick``.

A trip a day to one village after the other, as far as the rules let it be; the same problem gives the same plan. The
command takes orders as the solving process of a job does.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from api import wiring
from api.scenarios.pool import Hear, Solved, SolvingPool
from planner.check import violations
from planner.domain.plan import Plan, Solution, SolveOptions, StoppedBy
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.month import document
from planner.score import score
from tests.build import plan_of, trip, visit

INVITED = 20
BOUND_PERCENT = 150


def quick_plan(problem: Problem) -> Plan:
    """A trip for each village that one team or the other can go to."""
    wishes: list[Any] = []
    best = plan_of(problem)
    villages = [site for site in problem.sites if site.kind is SiteKind.VILLAGE]
    for number, site in enumerate(villages):
        team = problem.teams[number % len(problem.teams)].id
        wish = trip(team, 2 + number, visit(site.id, min(INVITED, site.unrecorded)))
        try:
            found = plan_of(problem, *wishes, wish)
        except ValueError:
            continue
        if not violations(problem, found):
            wishes.append(wish)
            best = found
    return best


def quickly(content: bytes, options: Mapping[str, Any]) -> bytes:
    """The document of such a plan, with a bound that nobody proved."""
    problem = wiring.parse_problem(content)
    plan = quick_plan(problem)
    bound = score(problem, plan).value * BOUND_PERCENT // 100 + 1
    made = document(
        problem,
        plan,
        Solution(plan=plan, bound=bound, stopped_by=StoppedBy.WORK, seconds=0.0),
        options=SolveOptions(work=int(options["work"]), seed=int(options["seed"])),
        problem_hash=wiring.hash_of(problem),
        version="",
        started="",
        machine="",
    )
    return wiring.plan_json(replace(made, problem=None, problem_file=wiring.PROBLEM_FILE))


class QuickPool(SolvingPool):
    """Solvers of a study that make such plans here."""

    def __init__(self) -> None:
        super().__init__(0)

    def solve(self, key: str, options: Mapping[str, Any], problem: bytes, start: bytes, hear: Hear) -> Solved:
        del key, start, hear
        return Solved(document=quickly(problem, options), attempts=1)


def say(kind: str, content: bytes = b"") -> None:
    """One message of the process of a job."""
    sys.stdout.buffer.write(json.dumps({"kind": kind, "size": len(content)}).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


def main() -> None:
    """Carry out one order."""
    say("ready")
    line = sys.stdin.buffer.readline()
    if line:
        order = json.loads(line)
        problem = sys.stdin.buffer.read(order["problem_bytes"])
        sys.stdin.buffer.read(order["start_bytes"])
        say("plan", quickly(problem, order["options"]))


if __name__ == "__main__":
    main()
