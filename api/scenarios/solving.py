"""The process that solves one month after the other for a study: ``python -m api.scenarios.solving``.

It speaks as :mod:`api.work.child` does, but takes orders until its input ends; then whoever gave them is gone, and so
is this process, in the midst of a run or not.
"""

import json
import os
import platform
import queue
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO

from api import wiring
from api.product import product_version
from api.work.child import GONE, LONGEST_LINE, STOP, Speaker, TellingControl, own_output, told_fault
from planner.domain.plan import SolveOptions
from planner.errors import InputFaults, PlanFault

Order = tuple[dict[str, int], bytes, bytes]


def main() -> int:
    """Carry out orders until there are no more."""
    speaker = Speaker(own_output())
    wiring.warm()
    orders: queue.Queue[Order] = queue.Queue()
    control = TellingControl(speaker)
    threading.Thread(target=_listen, args=(sys.stdin.buffer, orders), daemon=True).start()
    speaker.tell("ready")
    while True:
        _carry(speaker, control, *orders.get())


def _carry(speaker: Speaker, control: TellingControl, options: dict[str, int], problem: bytes, start: bytes) -> None:
    try:
        document = wiring.plan(
            wiring.parse_problem(problem),
            SolveOptions(**options),
            control,
            started=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
            machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
            version=product_version(),
            start=wiring.parse_plan(start).plan if start else None,
        )
    except (InputFaults, PlanFault) as error:
        faults = [told_fault(fault) for fault in error.faults] if isinstance(error, InputFaults) else []
        speaker.tell("faults", code=error.code, faults=faults, text=str(error))
        return
    # The study knows the problem already.
    bare = replace(document, problem=None, problem_file=wiring.PROBLEM_FILE)
    speaker.tell("plan", wiring.plan_json(bare))


def _listen(stream: BinaryIO, orders: "queue.Queue[Order]") -> None:
    while True:
        line = stream.readline(LONGEST_LINE)
        if not line:
            os._exit(GONE)
        if line == STOP:
            continue
        order = json.loads(line)
        problem, start = stream.read(order["problem_bytes"]), stream.read(order["start_bytes"])
        orders.put((order["options"], problem, start))


if __name__ == "__main__":
    main()
