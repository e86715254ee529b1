"""The process of one job that weighs reasons: ``python -m api.work.explaining``.

It speaks as :mod:`api.work.child` does: problem and plan go in, the plan with its reasons weighed comes out.
"""

import json
import os
import sys
import threading
from typing import Any

from api import wiring
from api.work.child import LONGEST_LINE, Speaker, TellingControl, listen, own_output, told_fault
from planner.errors import InputFaults


def main() -> int:
    """Carry out one order."""
    orders, speaker = sys.stdin.buffer, Speaker(own_output())
    wiring.warm()
    speaker.tell("ready")
    line = orders.readline(LONGEST_LINE)
    if not line:
        return 0
    order: dict[str, Any] = json.loads(line)
    problem, document = orders.read(order["problem_bytes"]), orders.read(order["start_bytes"])
    control = TellingControl(speaker)
    threading.Thread(target=listen, args=(orders, control), daemon=True).start()
    only = order["options"].get("only")
    try:
        weighed = wiring.weigh(
            wiring.parse_problem(problem),
            wiring.parse_plan(document),
            control,
            only=None if only is None else tuple(only),
        )
    except InputFaults as error:
        speaker.tell("faults", code=error.code, faults=[told_fault(fault) for fault in error.faults])
        return 0
    speaker.tell("plan", wiring.plan_json(weighed))
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Threads of native code are not waited for.
    os._exit(code)
