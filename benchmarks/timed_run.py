"""One solve in a process of its own: ``python -m benchmarks.timed_run``, as :mod:`benchmarks.measure` starts it.

Prints one line of JSON. Nothing of the product is imported before the clock of the process is read, so that the time
to the first plan holds all that a user waits for: imports, reading, assembly and search.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A progress report that carried a value: seconds since the process began, value and bound."""

    seconds: float
    value: int
    bound: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedRun:
    """What one process measured.

    Attributes
    ----------
    dataset, seed
        What was solved.
    ready_s
        From the start of the process until ``solve`` was called, seconds.
    first_plan_s
        From the start of the process until the first plan that breaks no rule, as the solver tells it.
    total_s
        From the start of the process until ``solve`` returned.
    value, bound
        Value units.
    people
        Expected people recorded, micro-people; ``cards`` and ``ikd`` likewise.
    violations
        Found by ``planner.check``, which never saw the engine.
    peak_mb, peak_children_mb
        Peak memory of the solving process when ``solve`` returned, and of the largest process that it started.
    stopped_by
        What ended the search.
    reports
        Reports with a value, in order.
    """

    dataset: str
    seed: int
    ready_s: float
    first_plan_s: float | None
    total_s: float
    value: int
    bound: int | None
    people: int
    cards: int
    ikd: int
    violations: int
    peak_mb: int
    peak_children_mb: int
    stopped_by: str
    reports: tuple[Report, ...]


def read_run(line: str) -> TimedRun:
    """The run of a line of JSON."""
    told = json.loads(line)
    return TimedRun(**{**told, "reports": tuple(Report(**report) for report in told["reports"])})


def run(dataset: str, *, seed: int, seconds: float, work: int | None, started: float) -> TimedRun:
    """Solve ``dataset``, an embedded one or an instance.

    ``started`` is when the process was started, seconds of the wall clock.
    """
    from benchmarks.instances import instance_problem
    from benchmarks.problems import DATASETS, dataset_problem
    from planner.check import violations
    from planner.domain.plan import SolveOptions
    from planner.ports import Progress
    from planner.score import score
    from solver.solve import solve

    problem = dataset_problem(dataset) if dataset in DATASETS else instance_problem(dataset)
    ready_s = time.time() - started
    began = time.perf_counter()
    reports: list[Report] = []

    class Watch:
        """The clock and the ear of the run; it never stops it."""

        def elapsed(self) -> float:
            return time.perf_counter() - began

        def should_stop(self) -> bool:
            return False

        def report(self, progress: Progress) -> None:
            if progress.value is not None:
                reports.append(Report(seconds=ready_s + self.elapsed(), value=progress.value, bound=progress.bound))

    options = SolveOptions(seconds=seconds, seed=seed)
    if work is not None:
        options = SolveOptions(seconds=seconds, seed=seed, work=work)
    solution = solve(problem, options, Watch())
    total_s = ready_s + time.perf_counter() - began
    peak_mb, peak_children_mb = peak_memory_mb()
    found = score(problem, solution.plan)
    return TimedRun(
        dataset=dataset,
        seed=seed,
        ready_s=ready_s,
        first_plan_s=None if solution.first_plan_s is None else ready_s + solution.first_plan_s,
        total_s=total_s,
        value=found.value,
        bound=solution.bound,
        people=found.people.recording,
        cards=found.people.cards,
        ikd=found.people.ikd,
        violations=len(violations(problem, solution.plan)),
        peak_mb=peak_mb,
        peak_children_mb=peak_children_mb,
        stopped_by=solution.stopped_by.value,
        reports=tuple(reports),
    )


def peak_memory_mb() -> tuple[int, int]:
    """Peak resident memory of this process and of the largest of its children that have ended, MB."""
    import resource

    # Told in units of 1024 bytes, but in bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, children = (-(-resource.getrusage(who).ru_maxrss * unit // 1_000_000) for who in both)
    return own, children


def main(words: list[str]) -> None:
    """Solve what the parent asks for on the command line and print the run."""
    asked = json.loads(words[0])
    print(json.dumps(asdict(run(**asked))))


if __name__ == "__main__":
    main(sys.argv[1:])
