"""Calls made from the contract: ``python -m benchmarks.fuzz`` writes its section of ``benchmarks/results/service.md``.

``--cases`` says how many (20,000), ``--starts`` where the dice begin: one part for each, side by side, each over a
store of its own. What breaks the contract is printed with the call that shows it, and the command ends with 1.
"""

import argparse
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import structlog

from benchmarks.machine import ROOT
from benchmarks.service_page import load_before, write_section
from tests.api.service.fuzzing import Report, bed, fuzz
from tests.api.service.test_plans import PLAN


def part(cases: int, start: int) -> None:
    """One part; what came back as JSON."""
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory() as folder:
        app, ids = bed(Path(folder), PLAN)
        report = fuzz(app, ids, cases=cases, start=start)
    told = {"cases": report.cases, "chains": report.chains, "statuses": report.statuses, "found": report.found}
    print(json.dumps(told))


def report_of(told: dict[str, Any]) -> Report:
    """A part as it was told."""
    statuses = Counter({int(status): number for status, number in told["statuses"].items()})
    return Report(cases=told["cases"], chains=told["chains"], statuses=statuses, found=told["found"])


def added(parts: list[Report]) -> Report:
    """All parts together."""
    whole = Report()
    for one in parts:
        whole.cases += one.cases
        whole.chains += one.chains
        whole.statuses += one.statuses
        whole.found |= one.found
    return whole


def main() -> int:
    """Call, count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--starts", type=int, nargs="+", default=[0, 1_000])
    parser.add_argument("--part", action="store_true", help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if wish.part:
        part(wish.cases, wish.starts[0])
        return 0
    load, began = load_before(), time.perf_counter()
    each = str(-(-wish.cases // len(wish.starts)))
    words = [sys.executable, "-W", "ignore", "-m", "benchmarks.fuzz", "--part", "--cases", each, "--starts"]
    runs = [subprocess.Popen([*words, str(start)], cwd=ROOT, stdout=subprocess.PIPE) for start in wish.starts]
    parts = [report_of(json.loads(run.communicate()[0].splitlines()[-1])) for run in runs]
    seconds, report = time.perf_counter() - began, added(parts)
    for place, text in report.found.items():
        print(f"--- {place}\n{text}\n")
    starts = " ".join(str(start) for start in wish.starts)
    write_section(
        "Calls made from the contract",
        [
            "schemathesis, single calls of every operation with values inside and outside the contract, then chains of "
            "calls that hand ids on; SQLite, desktop mode, in process. Judged: no 5xx, and status, content type, "
            "headers and body as the contract says (wanted: 20,000 calls without a breach).",
            "",
            *report.lines(),
            f"It took {seconds:,.0f} s in {len(parts)} parts side by side.",
        ],
        command=f"python -m benchmarks.fuzz --cases {wish.cases} --starts {starts}",
        load=load,
        rests_on=("api", "planner"),
    )
    print("\n".join(report.lines()))
    return 1 if report.found else 0


if __name__ == "__main__":
    sys.exit(main())
