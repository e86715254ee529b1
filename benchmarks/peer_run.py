"""One run of one planner in a process of its own, as :mod:`benchmarks.peers` starts it.

Prints one line of JSON. Time is that of the solve call alone: stating the problem and making a plan of routes are
not counted against anybody.
"""

import importlib
import json
import sys
import time
from dataclasses import asdict, dataclass

from benchmarks.timed_run import peak_memory_mb

JEMPUT, HAND = "jemput", "hand"
ENGINES = ("pyvrp", "vroom", "routing", "cp_sat")
FULL, OWN_HUBS, COMMON = "full", "own-hubs", "common"
VARIANTS = (FULL, OWN_HUBS, COMMON)
"""The whole problem with nearest hubs; with the hubs of our own plan; without stock, with the hubs of our own plan."""
NIGHTS = 2
"""Nights that engines may use where nights are allowed: three field days a week make no longer trip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a run is asked for; ``chunk`` is 0 for planners that need none, ``hubs`` are places by village."""

    instance: str
    instance_seed: int
    planner: str
    variant: str
    seed: int
    seconds: float
    chunk: int
    workers: int = 2
    hubs: dict[str, str] | None = None

    @property
    def key(self) -> str:
        """What tells one run from another, whatever hubs it was handed."""
        parts = (self.instance, self.instance_seed, self.planner, self.variant, self.seed, self.seconds, self.chunk)
        return "/".join(str(part) for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRun:
    """What one process measured.

    Attributes
    ----------
    key, instance, planner, variant, seed, chunk
        What was asked.
    solve_s
        Seconds of the solve call.
    value, bound
        Value units; only our own solver has a bound.
    distance_m, trips, visits
        Of the plan.
    violations
        Found by ``planner.check``.
    peak_mb
        Peak memory of the process when the solve call returned, MB.
    hubs
        Places of service in the plan.
    """

    key: str
    instance: str
    planner: str
    variant: str
    seed: int
    chunk: int
    solve_s: float
    value: int
    bound: int | None
    distance_m: int
    trips: int
    visits: int
    violations: int
    peak_mb: int
    hubs: dict[str, str]


def run(asked: Asked) -> PeerRun:
    """Make a plan as asked and judge it."""
    from benchmarks.instances import instance_problem, without_stock
    from planner.check import violations
    from planner.score import score

    problem = instance_problem(asked.instance, asked.instance_seed)
    if asked.variant == COMMON:
        problem = without_stock(problem)
    plan, bound, solve_s, peak_mb = _made(problem, asked)
    found = score(problem, plan)
    return PeerRun(
        key=asked.key,
        instance=asked.instance,
        planner=asked.planner,
        variant=asked.variant,
        seed=asked.seed,
        chunk=asked.chunk,
        solve_s=solve_s,
        value=found.value,
        bound=bound,
        distance_m=found.distance_m,
        trips=len(plan.trips),
        visits=sum(len(trip.visits) for trip in plan.trips),
        violations=len(violations(problem, plan)),
        peak_mb=peak_mb,
        hubs={item.village: item.site for item in plan.assignments},
    )


def _made(problem, asked: Asked):  # type: ignore[no-untyped-def]
    """(plan, bound, seconds of the solve call, peak memory when it returned)."""
    if asked.planner == JEMPUT:
        return _by_jemput(problem, asked)
    if asked.planner == HAND:
        from benchmarks.hand_rule import hand_plan

        began = time.perf_counter()
        plan = hand_plan(problem)
        return plan, None, time.perf_counter() - began, peak_memory_mb()[0]
    from benchmarks.converting import plan_of_routes
    from benchmarks.instances import INSTANCES
    from benchmarks.statement import state

    engine = importlib.import_module(f"benchmarks.engines.with_{asked.planner}")
    nights = NIGHTS if INSTANCES[asked.instance].nights else 0
    statement = state(problem, chunk=asked.chunk, hubs=asked.hubs, nights=nights)
    began = time.perf_counter()
    routes = engine.solve(statement, asked.seconds, asked.seed, asked.workers)
    solve_s, peak_mb = time.perf_counter() - began, peak_memory_mb()[0]
    return plan_of_routes(statement, routes, seed=asked.seed), None, solve_s, peak_mb


def _by_jemput(problem, asked: Asked):  # type: ignore[no-untyped-def]
    from planner.domain.plan import SolveOptions
    from solver.solve import solve

    began = time.perf_counter()

    class Clock:
        """The clock of the run; it hears nothing and never stops it."""

        def elapsed(self) -> float:
            return time.perf_counter() - began

        def should_stop(self) -> bool:
            return False

        def report(self, progress: object) -> None:
            del progress

    options = SolveOptions(seconds=asked.seconds, seed=asked.seed, workers=asked.workers, work=WORK_WITHOUT_END)
    solution = solve(problem, options, Clock())
    return solution.plan, solution.bound, time.perf_counter() - began, peak_memory_mb()[0]


WORK_WITHOUT_END = 100_000
"""Units of work that no run gets through: only the clock ends it."""


def read_run(line: str) -> PeerRun:
    """The run of a line of JSON."""
    return PeerRun(**json.loads(line))


if __name__ == "__main__":
    print(json.dumps(asdict(run(Asked(**json.loads(sys.argv[1]))))))
