"""Measures explaining: ``python -m benchmarks.explain --work 100``; writes ``benchmarks/results/explain.md``.

One run of the solver with its site bounds, then every reason of the month weighed, the worth of one more of each
resource, slots for requests, reserve dates, and repairs of plans that were spoilt by hand.
"""

import argparse
import os
import random
import shlex
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from statistics import median
from typing import TypeVar

from benchmarks.machine import RESULTS, facts_lines, machine_facts
from benchmarks.problems import AS_OF, MONTH, dataset_problem
from planner.call_times import call_times
from planner.check import violations
from planner.domain.evidence import Resource
from planner.domain.plan import Evidence, Plan, PlanDocument, SolveOptions
from planner.domain.problem import Problem
from planner.fallback import fallbacks
from planner.month import document
from planner.repair import repair
from planner.requests import Answer, request_slots
from planner.retiming import with_figures
from planner.score import score
from planner.units import weighted_people
from planner.weighing import weigh
from solver.forcing.choosing import chosen_variants
from solver.forcing.enriching import value_with_more
from solver.forcing.revising import plans_with
from solver.solve import solve
from solver.warm import Silent
from solver.warm import main as compile_all

RESTS_ON = ("planner", "solver", "geodata", "benchmarks/*.py")
PAGE = RESULTS / "explain.md"
REQUESTS = 10
LOAD = (
    "- load of the machine at the end (mean of 15 minutes): {load}; wall clocks rise with it, processor seconds do not"
)
SPOILT = 6
"""Trips of a plan that are moved by some days at random."""
Value = TypeVar("Value")


class Clock(Silent):
    """A control with a clock."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    def elapsed(self) -> float:
        return time.perf_counter() - self._began


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Seconds of the wall clock and of the processor."""

    wall_s: float
    cpu_s: float


def timed(work: Callable[[], Value]) -> tuple[Value, Timed]:
    """What ``work`` hands back, and how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return found, Timed(wall_s=time.perf_counter() - wall, cpu_s=time.process_time() - cpu)


def planned(problem: Problem, work: int) -> PlanDocument:
    """The plan of the month with its bounds."""
    # Without a ceiling of time: a run that was hurried proves nothing of single places.
    options = SolveOptions(work=work)
    solution = solve(problem, options, Clock())
    return document(
        problem, solution.plan, solution, options=options, problem_hash="0" * 64, version="", started="", machine=""
    )


def spoilt(problem: Problem, plan: Plan, seed: int) -> Plan:
    """The plan with some trips moved by a few days, as a hand might."""
    dice = random.Random(seed)
    trips = list(plan.trips)
    for number in dice.sample(range(len(trips)), min(SPOILT, len(trips))):
        trip, shift = trips[number], timedelta(days=dice.choice([-3, -1, 1, 2, 5]))
        if any(problem.period.day(day + shift) is None for day in trip.days):
            continue
        moved = replace(
            trip,
            id=f"{trip.id}-x",
            days=tuple(day + shift for day in trip.days),
            visits=tuple(replace(visit, day=visit.day + shift) for visit in trip.visits),
            breaks=tuple(replace(pause, day=pause.day + shift) for pause in trip.breaks),
        )
        trips[number] = with_figures(problem, moved)
    return replace(plan, trips=tuple(trips))


def report(name: str, work: int) -> list[str]:
    """The section of one data set."""
    problem = dataset_problem(name)
    found = planned(problem, work)
    plan, value = found.plan, found.summary.value
    weighed, weighing = timed(lambda: weigh(problem, found, plans_with, value_with_more, Silent()))
    grades = Counter(item.evidence for item in weighed.unserved)
    losses = sorted(value - item.found for item in weighed.unserved if item.found is not None)
    asking = [item.origin for item in found.unserved if item.evidence is not Evidence.IMPOSSIBLE][:REQUESTS]
    slots = [timed(partial(request_slots, problem, plan, one, plans_with, Silent())) for one in asking]
    reserves, reserving = timed(lambda: fallbacks(problem, plan))
    calls, calling = timed(lambda: call_times(problem, plan))
    visits = sum(len(trip.visits) for trip in plan.trips)
    lines = [
        f"## {name}",
        "",
        f"Plan {weighted_people(value):,.1f}, bound {weighted_people(found.summary.bound or 0):,.1f}; "
        f"{len(found.unserved)} villages and schools left out or cut short, {visits} visits.",
        "",
        "| what | seconds | processor seconds | outcome |",
        "| --- | ---: | ---: | --- |",
        _row(
            "all reasons weighed, worth of one more",
            weighing,
            ", ".join(f"{count} {grade}" for grade, count in sorted(grades.items())),
        ),
        _row("slots for a request, median of 10", _median([item for _, item in slots]), _slots(slots)),
        _row(
            "reserve dates",
            reserving,
            f"{len(reserves)} of {visits} visits, {sum(item.called_off for item in reserves)} only if called off",
        ),
        _row("call times", calling, f"{len(calls)} spans"),
    ]
    lines += [_repair_row(problem, plan, seed) for seed in (1, 2, 3)]
    if losses:
        told = (losses[0], losses[len(losses) // 2], losses[-1])
        lines += ["", "Value lost by letting one in: least, median, most: " + ", ".join(_points(item) for item in told)]
    lines += ["", "| one more | found | at least | at most (proven) |", "| --- | ---: | ---: | ---: |"]
    for item in weighed.worth_of_more:
        ends = ("none" if end is None else _points(end) for end in (item.least, item.most))
        lines.append(f"| {_RESOURCES[item.resource]} | {_points(item.gain)} | {' | '.join(ends)} |")
    return [*lines, ""]


_RESOURCES = {
    Resource.TEAM_DAY: "team-day with its crew",
    Resource.BLANKS_100: "100 blank cards",
    Resource.SATELLITE_KIT: "satellite kit, whole month",
    Resource.OPERATOR_DAY: "operator-day",
    Resource.MILLION_RUPIAH: "million rupiah",
}


def _row(what: str, took: Timed, outcome: str) -> str:
    return f"| {what} | {took.wall_s:.1f} | {took.cpu_s:.1f} | {outcome} |"


def _median(items: Sequence[Timed]) -> Timed:
    return Timed(wall_s=median(item.wall_s for item in items), cpu_s=median(item.cpu_s for item in items))


def _slots(found: Sequence[tuple[Answer, Timed]]) -> str:
    counts = Counter(len(answer.slots) for answer, _ in found)
    return ", ".join(f"{number} slots: {count}" for number, count in sorted(counts.items()))


def _repair_row(problem: Problem, plan: Plan, seed: int) -> str:
    bad = spoilt(problem, plan, seed)
    breaches = len(violations(problem, bad))
    found, took = timed(lambda: repair(problem, bad, chosen_variants))
    counts = ", ".join(f"{found.count(what)} {what}" for what in ("kept", "fitted", "moved", "removed"))
    before, after = (_points(score(problem, one).value) for one in (bad, found.plan))
    outcome = f"{breaches} breaches; {counts}; value {before} -> {after}; {len(found.left)} breaches left"
    return _row(f"repair of {SPOILT} trips moved by hand, seed {seed}", took, outcome)


def _load() -> str:
    """How busy the machine was, where it tells."""
    return f"{os.getloadavg()[2]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _points(value: int) -> str:
    return f"{weighted_people(value):,.1f}"


def main() -> None:
    """Measure and write the page."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--work", type=int, default=SolveOptions().work)
    reader.add_argument("--datasets", nargs="+", default=["rejang-lebong"])
    asked = reader.parse_args()
    compile_all()
    lines = [
        "# Reasons, measured",
        "",
        f"Month {MONTH}, seen from {AS_OF.isoformat()}; plans made with {asked.work} units of work. Values in "
        "weighted people. Compiled before; seconds of the wall clock and of all processors together.",
        "",
    ]
    for name in asked.datasets:
        lines += report(name, asked.work)
    command = f"python -m benchmarks.explain {shlex.join(sys.argv[1:])}".strip()
    lines += [
        "## Measured on",
        "",
        LOAD.format(load=_load()),
        *facts_lines(machine_facts(RESTS_ON)),
        f"- command: `{command}`",
        "",
    ]
    PAGE.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
