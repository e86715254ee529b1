"""Callers of the solver in tests, and what every plan that is handed out must keep."""

from planner.check import violations
from planner.domain.plan import Plan, Solution, SolveOptions, Trip, VisitPeople
from planner.domain.problem import Problem
from planner.ports import Progress
from planner.score import score
from solver.solve import solve


class Listener:
    """A caller without a clock who never stops, unless told; ``heard`` is all that was reported.

    ``steps`` is how many times it may be asked before it wants to stop; ``tick_s`` how far its clock goes each time
    it is read.
    """

    def __init__(self, *, steps: int | None = None, tick_s: float = 0.0) -> None:
        self.steps, self.tick_s = steps, tick_s
        self.asked, self.now = 0, 0.0
        self.heard: list[Progress] = []

    def elapsed(self) -> float:
        self.now += self.tick_s
        return self.now

    def should_stop(self) -> bool:
        self.asked += 1
        return self.steps is not None and self.asked > self.steps

    def report(self, progress: Progress) -> None:
        self.heard.append(progress)


def solved(problem: Problem, *, work: int = 3, workers: int = 1, caller: Listener | None = None) -> Solution:
    """The solution, after a look that the plan keeps all rules, stays below the bound and no draft was refused."""
    solution = solve(problem, SolveOptions(work=work, workers=workers), caller or Listener())
    assert violations(problem, solution.plan) == ()
    assert solution.notes == ()
    assert solution.bound is not None
    assert score(problem, solution.plan).value <= solution.bound
    return solution


def planned(problem: Problem, *, work: int = 3) -> Plan:
    """The plan of :func:`solved`."""
    return solved(problem, work=work).plan


def people(plan: Plan) -> list[tuple[Trip, str, VisitPeople]]:
    """Every (trip, site, people of an origin) of a plan."""
    return [(trip, visit.site, row) for trip in plan.trips for visit in trip.visits for row in visit.people]


def invited(plan: Plan, origin: str) -> int:
    """People of an origin invited in the whole plan."""
    return sum(row.invited for _, _, row in people(plan) if row.origin == origin)
