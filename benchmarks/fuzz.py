"""Calls made from the contract: ``python -m benchmarks.fuzz`` writes its section of ``benchmarks/results/service.md``.

``--cases`` says how many (20,000), ``--parts`` in how many parts, each with dice and a store of its own, ``--together``
how many of them at a time (2). ``--kept`` names a folder for parts that are done: a run that was broken off goes on
after them. What breaks the contract is printed with the call that shows it, and the command ends with 1.
"""

import argparse
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
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
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        app, ids = bed(Path(folder), PLAN)
        # Rounds of the dice go up from there.
        report = fuzz(app, ids, cases=cases, start=start * 1_000)
    told = {item.name: getattr(report, item.name) for item in fields(report)}
    print(json.dumps({**told, "seconds": time.perf_counter() - began, "cpu": time.process_time()}))


def told_part(wish: argparse.Namespace, number: int) -> dict[str, Any]:
    """A part made by a process of its own, or as it was kept."""
    kept = None if wish.kept is None else wish.kept / f"{wish.cases}-{wish.parts}-{number}.json"
    if kept is not None and kept.is_file():
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    sizes = ["--cases", str(wish.cases), "--parts", str(wish.parts), "--part", str(number)]
    words = [sys.executable, "-W", "ignore", "-m", "benchmarks.fuzz", *sizes]
    run = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    made: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    print(
        number,
        {name: made[name] for name in ("cases", "chains", "handed", "found_by_hand", "statuses", "found")},
        flush=True,
    )
    if kept is not None:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(made), encoding="utf-8")
    return made


def report_of(told: dict[str, Any]) -> Report:
    """A part as it was told."""
    statuses = Counter({int(status): number for status, number in told["statuses"].items()})
    counts = {name: told[name] for name in ("cases", "chains", "handed", "found_by_hand")}
    return Report(**counts, statuses=statuses, found=told["found"])


def added(parts: list[Report]) -> Report:
    """All parts together."""
    whole = Report()
    for one in parts:
        whole.cases += one.cases
        whole.chains += one.chains
        whole.handed += one.handed
        whole.found_by_hand += one.found_by_hand
        whole.statuses += one.statuses
        whole.found |= one.found
    return whole


def main() -> int:
    """Call, count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--parts", type=int, default=10)
    parser.add_argument("--together", type=int, default=2)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--part", type=int, help=argparse.SUPPRESS)
    wish = parser.parse_args()
    each = -(-wish.cases // wish.parts)
    if wish.part is not None:
        part(each, wish.part)
        return 0
    load = load_before()
    with ThreadPoolExecutor(wish.together) as pool:
        parts = list(pool.map(lambda number: told_part(wish, number), range(wish.parts)))
    report, seconds = added([report_of(one) for one in parts]), sum(one["seconds"] for one in parts)
    for place, text in report.found.items():
        print(f"--- {place}\n{text}\n")
    write_section(
        "Calls made from the contract",
        [
            "schemathesis, single calls of every operation with values inside and outside the contract, then chains of "
            "calls that hand ids on; SQLite, desktop mode, in process. Judged: no 5xx, and status, content type, "
            "headers and body as the contract says (wanted: 20,000 calls without a breach).",
            "",
            *report.lines(),
            f"The {len(parts)} parts took {seconds:,.0f} s, {sum(one['cpu'] for one in parts):,.0f} s of a processor.",
        ],
        command=f"python -m benchmarks.fuzz --cases {wish.cases} --parts {wish.parts}",
        load=load,
        rests_on=("api", "planner"),
    )
    print("\n".join(report.lines()))
    return 1 if report.found else 0


if __name__ == "__main__":
    sys.exit(main())
