"""Measures the solver on the embedded data: ``python -m benchmarks --seconds 60 --seeds 1 2 3``.

Each run is a fresh process, one after the other, so that memory and times are its own. Writes
``benchmarks/results/demo.md``: medians over the seeds, then every run.
"""

import argparse
import json
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.hand_rule import hand_plan
from benchmarks.machine import RESULTS, ROOT, facts_lines, machine_facts
from benchmarks.problems import AS_OF, DATASETS, MONTH, dataset_problem
from benchmarks.timed_run import TimedRun, read_run
from planner.score import score
from planner.units import ValueUnits, gap_basis_points, rounded_people, weighted_people

RESTS_ON = ("planner", "solver", "geodata", "benchmarks/*.py")
PAGE = RESULTS / "demo.md"
NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A run beside the hand rule; ``hand`` is the value of its plan."""

    run: TimedRun
    hand: ValueUnits

    @property
    def gap_percent(self) -> float | None:
        """Proven gap, rounded up to two decimals."""
        return None if self.run.bound is None else gap_basis_points(self.run.value, self.run.bound) / 100

    @property
    def ceiling_share_percent(self) -> float | None:
        """(value / hand - 1) / (bound / hand - 1), percent: how much of what can be gained at most was gained."""
        if self.run.bound is None or self.run.bound <= self.hand:
            return None
        return 100 * (self.run.value - self.hand) / (self.run.bound - self.hand)

    @property
    def good_plan_s(self) -> float | None:
        """Seconds from the start of the process until the first good plan: no worse than the hand rule.

        Taken from the reports of progress; where the first plan is that good already, from what the solver tells.
        """
        good = [report for report in self.run.reports if report.value >= self.hand]
        if not good:
            return self.run.total_s if self.run.value >= self.hand else None
        if good[0] is self.run.reports[0] and self.run.first_plan_s is not None:
            return min(self.run.first_plan_s, good[0].seconds)
        return good[0].seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the tables: what it shows of a run, and how; of several runs the median."""

    title: str
    of: Callable[[Measured], float | None]
    text: Callable[[float], str]

    def cell(self, runs: Sequence[Measured]) -> str:
        """The median over ``runs``, or none where a run has none."""
        numbers = [self.of(item) for item in runs]
        known = [number for number in numbers if number is not None]
        return self.text(median(known)) if len(known) == len(numbers) else NONE


def _people(number: float) -> str:
    return f"{number:,.1f}"


def _whole(number: float) -> str:
    return f"{number:,.0f}"


def _seconds(number: float) -> str:
    return f"{number:.1f}"


def _percent(number: float) -> str:
    return f"{number:.2f}"


COLUMNS = (
    Column(title="problem ready (s)", of=lambda item: item.run.ready_s, text=_seconds),
    Column(title="first plan (s)", of=lambda item: item.run.first_plan_s, text=_seconds),
    Column(title="first good plan (s)", of=lambda item: item.good_plan_s, text=_seconds),
    Column(title="whole run (s)", of=lambda item: item.run.total_s, text=_seconds),
    Column(title="value", of=lambda item: weighted_people(item.run.value), text=_people),
    Column(
        title="bound",
        of=lambda item: None if item.run.bound is None else weighted_people(item.run.bound),
        text=_people,
    ),
    Column(title="gap (%)", of=lambda item: item.gap_percent, text=_percent),
    Column(title="hand rule", of=lambda item: weighted_people(item.hand), text=_people),
    Column(title="of the ceiling (%)", of=lambda item: item.ceiling_share_percent, text=_seconds),
    Column(title="recorded", of=lambda item: rounded_people(item.run.people), text=_whole),
    Column(title="cards", of=lambda item: rounded_people(item.run.cards), text=_whole),
    Column(title="IKD", of=lambda item: rounded_people(item.run.ikd), text=_whole),
    Column(title="peak memory (MB)", of=lambda item: item.run.peak_mb, text=_whole),
    Column(title="largest child (MB)", of=lambda item: item.run.peak_children_mb, text=_whole),
)

LEGEND = """- Each run is a process of its own; seconds count from its start, with imports, reading and assembly.
- *Problem ready* is when the search begins, *first plan* the first without a breach, *first good plan* the first that
  is no worse than the hand rule.
- Value, bound and hand rule in weighted people. Gap = (bound - value) / bound, rounded up.
- *Of the ceiling* = (value / hand rule - 1) / (bound / hand rule - 1); the hand rule is told in `hand-rule.md`.
- Violations are counted by `planner.check`, which never saw the engine. Memory is the peak of the solving process until
  `solve` returned, and of the largest process that it started."""


def measure(dataset: str, hand: ValueUnits, *, seed: int, seconds: float, work: int | None) -> Measured:
    """Solve ``dataset`` in a fresh process."""
    asked = {"dataset": dataset, "seed": seed, "seconds": seconds, "work": work, "started": time.time()}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.timed_run", json.dumps(asked)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return Measured(run=read_run(done.stdout.splitlines()[-1]), hand=hand)


def page(runs: Sequence[Measured], *, seconds: float, facts: dict[str, str], command: str) -> str:
    """The result page: medians by dataset, every run if there are several seeds, the bed."""
    datasets = list(dict.fromkeys(item.run.dataset for item in runs))
    seeds = sorted({item.run.seed for item in runs})
    by_dataset = {name: [item for item in runs if item.run.dataset == name] for name in datasets}
    titles = [column.title for column in COLUMNS]
    lines = [
        "# The demo, measured",
        "",
        f"Month {MONTH}, seen from {AS_OF.isoformat()}; ceiling {seconds:g} s; "
        + (f"median of {len(seeds)} seeds." if len(seeds) > 1 else f"seed {seeds[0]}."),
        "",
        *_table(
            ["problem", *titles, "violations"],
            [[name, *_cells(group), _violations(group)] for name, group in by_dataset.items()],
        ),
        "",
    ]
    if len(seeds) > 1:
        lines += ["## Every run", ""]
        lines += _table(
            ["problem", "seed", *titles, "violations", "stopped by"],
            [
                [item.run.dataset, str(item.run.seed), *_cells([item]), _violations([item]), item.run.stopped_by]
                for item in runs
            ],
        )
        lines.append("")
    else:
        stops = ", ".join(f"{item.run.dataset}: {item.run.stopped_by}" for item in runs)
        lines += [f"Stopped by: {stops}.", ""]
    lines += ["## How to read it", "", LEGEND, "", "## Measured on", "", *facts_lines(facts)]
    lines += [f"- command: `{command}`", ""]
    return "\n".join(lines)


def _cells(runs: Sequence[Measured]) -> list[str]:
    return [column.cell(runs) for column in COLUMNS]


def _violations(runs: Sequence[Measured]) -> str:
    """All violations of all runs together: a median would hide one."""
    return str(sum(item.run.violations for item in runs))


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    ruler = ["---" if number == 0 else "---:" for number in range(len(titles))]
    return [f"| {' | '.join(cells)} |" for cells in (titles, ruler, *rows)]


def main(words: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="ceiling of each run (60)")
    parser.add_argument("--work", type=int, default=None, help="work units of each run (the solver's default)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1], help="a run for each (1)")
    parser.add_argument("--datasets", nargs="+", choices=DATASETS, default=list(DATASETS), help="all")
    parser.add_argument("--out", type=Path, default=PAGE, help="where to write the page")
    asked = parser.parse_args(words)
    command = shlex.join(["python", "-m", "benchmarks", *(sys.argv[1:] if words is None else words)])
    facts = machine_facts(RESTS_ON)
    runs: list[Measured] = []
    for dataset in asked.datasets:
        problem = dataset_problem(dataset)
        hand = score(problem, hand_plan(problem)).value
        for seed in asked.seeds:
            print(f"{dataset}, seed {seed} ...", file=sys.stderr, flush=True)
            runs.append(measure(dataset, hand, seed=seed, seconds=asked.seconds, work=asked.work))
    told = page(runs, seconds=asked.seconds, facts=facts, command=command)
    asked.out.write_text(told, encoding="utf-8", newline="\n")
    print(told)


if __name__ == "__main__":
    main()
