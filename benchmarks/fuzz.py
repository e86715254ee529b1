"""Calls made from the contract: ``python -m benchmarks.fuzz`` writes its section of ``benchmarks/results/service.md``.

``--cases`` says how many (20,000), ``--start`` where the dice begin. What breaks the contract is printed with the call
that shows it, and the command ends with 1.
"""

import argparse
import logging
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.service_page import load_before, write_section
from tests.api.service.fuzzing import bed, fuzz
from tests.api.service.test_plans import PLAN


def main() -> int:
    """Call, count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--start", type=int, default=0)
    wish = parser.parse_args()
    logging.disable(logging.CRITICAL)
    load, began = load_before(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        app, ids = bed(Path(folder), PLAN)
        report = fuzz(app, ids, cases=wish.cases, start=wish.start)
    seconds = time.perf_counter() - began
    for place, text in report.found.items():
        print(f"--- {place}\n{text}\n")
    write_section(
        "Calls made from the contract",
        [
            "schemathesis, single calls of every operation with values inside and outside the contract, then chains of "
            "calls that hand ids on; SQLite, desktop mode, in process. Judged: no 5xx, and status, content type, "
            "headers and body as the contract says.",
            "",
            *report.lines(),
            f"It took {seconds:,.0f} s.",
        ],
        command=f"python -m benchmarks.fuzz --cases {wish.cases} --start {wish.start}",
        load=load,
        rests_on=("api", "planner"),
    )
    return 1 if report.found else 0


if __name__ == "__main__":
    sys.exit(main())
