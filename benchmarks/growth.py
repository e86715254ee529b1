"""How the time to a proven gap grows with the size: ``python -m benchmarks.growth --seconds 600 --gap 1.0``.

Provinces of 1, 3 and 10 times the size, alike in all parts, each run a process of its own. The exponent is the slope of
the straight line through the logarithms of size and time, by least squares. A size that does not reach the gap in time
has no time, and then there is no exponent.
"""

import argparse
import math
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.instances import INSTANCES
from benchmarks.machine import RESULTS, facts_lines, machine_facts
from benchmarks.measure import RESTS_ON, measure
from benchmarks.timed_run import TimedRun
from planner.units import gap_basis_points, weighted_people

PAGE = RESULTS / "growth.md"
SIZES: Mapping[str, float] = {name: item.size for name, item in INSTANCES.items() if item.size is not None}
WORK_WITHOUT_END = 100_000
TITLES = (
    "instance",
    "size",
    "to the gap (s)",
    "gap at the end (%)",
    "value",
    "whole run (s)",
    "memory (MB)",
    "violations",
)


def seconds_to_gap(run: TimedRun, percent: float) -> float | None:
    """Seconds of the solve call until value and bound were so near; ``None`` if they never were."""
    for report in run.reports:
        if report.bound is not None and gap_basis_points(report.value, report.bound) <= percent * 100:
            return report.seconds - run.ready_s
    return None


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Slope of log(seconds) over log(size)."""
    across = [math.log(size) for size, _ in points]
    up = [math.log(seconds) for _, seconds in points]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    return sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True)) / sum(
        (x - middle) ** 2 for x in across
    )


def page(runs: Sequence[TimedRun], *, percent: float, facts: Mapping[str, str], command: str) -> str:
    """The result page: medians over the seeds, and the exponent."""
    lines = [
        "# How the time grows",
        "",
        f"Time of the solve call until a proven gap of {percent:g} %, median over the seeds.",
        "",
    ]
    lines += [f"| {' | '.join(cells)} |" for cells in (TITLES, ["---", *["---:"] * (len(TITLES) - 1)])]
    points: list[tuple[float, float]] = []
    names = list(dict.fromkeys(run.dataset for run in runs))
    for name in names:
        own = [run for run in runs if run.dataset == name]
        times = [seconds_to_gap(run, percent) for run in own]
        reached = [time for time in times if time is not None]
        if len(reached) == len(own):
            points.append((SIZES[name], median(reached)))
        gaps = [gap_basis_points(run.value, run.bound) / 100 for run in own if run.bound is not None]
        cells = [
            name,
            f"{SIZES[name]:g}",
            f"{median(reached):.1f}" if len(reached) == len(own) else "not reached",
            f"{median(gaps):.2f}" if gaps else "no bound",
            f"{weighted_people(median(run.value for run in own)):,.1f}",  # type: ignore[arg-type]
            f"{median(run.total_s - run.ready_s for run in own):.1f}",
            str(max(run.peak_mb for run in own)),
            str(sum(run.violations for run in own)),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    fitted = f"{exponent(points):.2f}" if len(points) == len(names) > 1 else "none: not every size reached the gap"
    lines += ["", f"Fitted exponent: {fitted}.", "", "## Measured on", "", *facts_lines(dict(facts))]
    return "\n".join([*lines, f"- command: `{command}`", ""])


def main(words: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0, help="ceiling of each run (600)")
    parser.add_argument("--gap", type=float, default=1.0, help="proven gap to reach, percent (1)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3], help="a run for each (1 2 3)")
    parser.add_argument("--instances", nargs="+", choices=list(SIZES), default=list(SIZES), help="all sizes")
    parser.add_argument("--out", type=Path, default=PAGE, help="where to write the page")
    asked = parser.parse_args(words)
    command = shlex.join(["python", "-m", "benchmarks.growth", *(sys.argv[1:] if words is None else words)])
    facts = machine_facts(RESTS_ON)
    runs = []
    for name in asked.instances:
        for seed in asked.seeds:
            print(f"{name}, seed {seed} ...", file=sys.stderr, flush=True)
            runs.append(measure(name, 0, seed=seed, seconds=asked.seconds, work=WORK_WITHOUT_END).run)
    told = page(runs, percent=asked.gap, facts=facts, command=command)
    asked.out.write_text(told, encoding="utf-8", newline="\n")
    print(told)


if __name__ == "__main__":
    main()
