"""Runs the regression set: ``python -m benchmarks.regression --set long --seconds 60 --store``.

Every run must agree with what any version has found before; ``--store`` keeps better values and tighter bounds, once
all agree. Long cases run in processes of their own.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict

from benchmarks.machine import ROOT, commit
from benchmarks.peer_run import FULL, JEMPUT, Asked, read_run
from benchmarks.regression.cases import CASES, LONG, QUICK, contradictions, hand_value, merged, store, stored
from planner.check import violations
from planner.domain.plan import Solution, SolveOptions
from planner.domain.problem import Problem
from planner.ports import Progress
from planner.score import score
from planner.units import ValueUnits, gap_basis_points, weighted_people
from solver.solve import solve

QUICK_WORK = 4
RESTS_ON = ("planner", "solver", "geodata", "benchmarks/*.py", "benchmarks/regression/*.py")


class Quiet:
    """A caller without a clock who never stops: work alone decides, so that a run can be repeated."""

    def elapsed(self) -> float:
        return 0.0

    def should_stop(self) -> bool:
        return False

    def report(self, progress: Progress) -> None:
        del progress


def quick_run(problem: Problem, *, work: int = QUICK_WORK) -> tuple[ValueUnits, ValueUnits | None]:
    """Value and bound of a short run of fixed work.

    Raises
    ------
    ValueError
        If the plan breaks a rule.
    """
    solution: Solution = solve(problem, SolveOptions(work=work, workers=1), Quiet())
    broken = violations(problem, solution.plan)
    if broken:
        raise ValueError(f"the plan breaks {broken[0].rule} at {broken[0].where}")
    return score(problem, solution.plan).value, solution.bound


def long_run(name: str, seconds: float) -> tuple[ValueUnits, ValueUnits | None]:
    """Value and bound of a run under the clock, in a process of its own."""
    asked = Asked(
        instance=name, instance_seed=1, planner=JEMPUT, variant=FULL, seed=1, seconds=seconds, chunk=0, workers=2
    )
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.peer_run", json.dumps(asdict(asked))],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
    )
    run = read_run(done.stdout.splitlines()[-1])
    if run.violations:
        raise ValueError(f"the plan of {name} breaks {run.violations} rules")
    return run.value, run.bound


def main(words: Sequence[str] | None = None) -> None:
    """Run what the command line asks for; exit with 1 if a run contradicts what is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.regression", description=__doc__)
    parser.add_argument("--set", choices=("quick", "long"), default="quick", dest="cases", help="which cases (quick)")
    parser.add_argument("--names", nargs="+", choices=list(CASES), default=None, help="these cases only")
    parser.add_argument("--seconds", type=float, default=60.0, help="of each long run (60)")
    parser.add_argument("--work", type=int, default=QUICK_WORK, help=f"of each quick run ({QUICK_WORK})")
    parser.add_argument("--store", action="store_true", help="keep better values and tighter bounds")
    asked = parser.parse_args(words)
    names = asked.names or list(QUICK if asked.cases == "quick" else LONG)
    known, by, against = stored(), commit(RESTS_ON), 0
    for name in names:
        problem = CASES[name]()
        hand = known[name].hand if name in known and name in LONG else hand_value(problem)
        value, bound = quick_run(problem, work=asked.work) if name in QUICK else long_run(name, asked.seconds)
        found = contradictions(known[name], value, bound) if name in known and known[name].hand == hand else []
        against += len(found)
        print(_told(name, value, bound), *(f"  WRONG: {line}" for line in found), sep="\n", flush=True)
        if bound is not None and not found:
            known[name] = merged(known.get(name), hand=hand, value=value, bound=bound, by=by)
    if against:
        sys.exit(1)
    if asked.store:
        store(known)


def _told(name: str, value: ValueUnits, bound: ValueUnits | None) -> str:
    people = f"{name:24} value {weighted_people(value):12,.2f}"
    if bound is None:
        return people
    return f"{people}  bound {weighted_people(bound):12,.2f}  gap {gap_basis_points(value, bound) / 100:.2f} %"


if __name__ == "__main__":
    main()
