"""The process of one job: ``python -m api.work.child``.

It knows no database. The first line on its input is a JSON order with the number of bytes of the problem and of the
start plan that follow it; later the line ``stop`` asks for the best plan so far. When its input ends, whoever gave
the order is gone, and so is this process. It answers in JSON lines: ``ready``, ``progress``, now and then ``best``
(followed by the bytes of the best plan so far), then one of ``plan`` (followed by its bytes), ``faults``, ``error``.
"""

import json
import os
import platform
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, BinaryIO

from api import wiring
from api.product import product_version
from api.progress import RunControl
from api.work.so_far import SoFar
from planner.domain.plan import PlanDocument, SolveOptions
from planner.errors import InputFaults
from planner.ports import Progress

LONGEST_LINE = 1_000_000
GONE = 3
STOP = b"stop\n"


class Speaker:
    """Writes the answer lines; from several threads, one line at a time."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def tell(self, kind: str, content: bytes = b"", **facts: Any) -> None:
        line = json.dumps({"kind": kind, "size": len(content), **facts}, ensure_ascii=False).encode() + b"\n"
        with self._lock:
            self._stream.write(line + content)
            self._stream.flush()


class TellingControl(RunControl):
    """A control that tells every report at once, and the plan in it to who wants it."""

    def __init__(self, speaker: Speaker) -> None:
        super().__init__()
        self._speaker = speaker
        self.so_far: SoFar | None = None

    def stop(self) -> None:
        super().stop()
        if self.so_far is not None:
            self.so_far.hurry()

    def report(self, progress: Progress) -> None:
        super().report(progress)
        if self.so_far is not None:
            self.so_far.hear(progress)
        self._speaker.tell(
            "progress",
            stage=progress.stage,
            done_permille=progress.done_permille,
            value=progress.value,
            bound=progress.bound,
        )


def main() -> int:
    """Carry out one order."""
    orders, speaker = sys.stdin.buffer, Speaker(own_output())
    wiring.warm()
    speaker.tell("ready")
    line = orders.readline(LONGEST_LINE)
    if not line:
        return 0
    order = json.loads(line)
    problem, start = orders.read(order["problem_bytes"]), orders.read(order["start_bytes"])
    wanted = dict(order["options"])
    # Whoever keeps many plans of problems that are kept already wants them without.
    is_bare = wanted.pop("bare", False)
    control = TellingControl(speaker)
    threading.Thread(target=listen, args=(orders, control), daemon=True).start()
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"

    def tell_best(best: PlanDocument) -> None:
        speaker.tell("best", wiring.plan_json(best), value=best.summary.value)

    try:
        parsed, options = wiring.parse_problem(problem), SolveOptions(**wanted)
        if not is_bare:
            # The months of a study are kept as they end, never as they were when broken off.
            control.so_far = SoFar(parsed, options, tell_best, elapsed=control.elapsed, machine=machine)
        document = wiring.plan(
            parsed,
            options,
            control,
            started=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
            machine=machine,
            version=product_version(),
            start=wiring.parse_plan(start).plan if start else None,
        )
        if control.so_far is not None:
            control.so_far.close()
    except InputFaults as error:
        speaker.tell("faults", code=error.code, faults=[told_fault(fault) for fault in error.faults])
        return 0
    if is_bare:
        document = replace(document, problem=None, problem_file=wiring.PROBLEM_FILE)
    speaker.tell("plan", wiring.plan_json(document))
    return 0


def listen(orders: BinaryIO, control: RunControl) -> None:
    """Pass the wish to stop on, and end when nobody is left who wants the answer."""
    while True:
        line = orders.readline(LONGEST_LINE)
        if line == STOP:
            control.stop()
        elif not line:
            # Nobody is left who wants the answer.
            os._exit(GONE)


def told_fault(fault: Any) -> dict[str, Any]:
    return {"code": fault.code, "where": fault.where, "found": fault.found, "expected": list(fault.expected)}


def own_output() -> BinaryIO:
    """The real output, for answers alone: whatever else native code prints goes to the error stream."""
    own = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return own


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Threads of native code are not waited for.
    os._exit(code)
