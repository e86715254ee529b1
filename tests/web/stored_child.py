"""A child that carries out every order with the stored plan: the page is tested, not the search.

``demo`` and ``small`` answer at once; ``slow`` knows the demo month, tells its progress a little at a time and then
waits until it is stopped.
"""

import gzip
import hashlib
import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

STORED = {name: Path(__file__).with_name(f"{name}-2027-01.json.gz") for name in ("demo", "small")}
STEP_S = 0.1
UNIT = 10**12
"""A weighted person in the solver's units."""
STEPS = (
    ("ground", 0, None, None),
    ("bound", 60, 4_117, 11_231),
    ("bound", 300, 4_117, 4_574),
    ("bound", 410, 4_117, 4_290),
    ("search", 500, 4_188, 4_255),
    ("search", 600, 4_188, 4_242),
    ("search", 750, 4_203, 4_238),
    ("search", 900, 4_216, 4_235),
)
"""How the stored plan was found, in thousandths of the work and weighted people."""


def say(kind: str, content: bytes = b"", **facts: Any) -> None:
    sys.stdout.buffer.write(json.dumps({"kind": kind, "size": len(content), **facts}).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


def main() -> None:
    """Read one order, and carry it out."""
    say("ready")
    line = sys.stdin.buffer.readline()
    if not line:
        return
    order = json.loads(line)
    problem = sys.stdin.buffer.read(order["problem_bytes"] + order["start_bytes"])[: order["problem_bytes"]]
    stopped = threading.Event()

    def listen() -> None:
        while line := sys.stdin.buffer.readline():
            if line == b"stop\n":
                stopped.set()
        os._exit(3)

    threading.Thread(target=listen, daemon=True).start()
    plan = json.loads(gzip.decompress(STORED.get(sys.argv[1], STORED["demo"]).read_bytes()))
    plan["problem_hash"] = hashlib.sha256(problem).hexdigest()
    content = json.dumps(plan, ensure_ascii=False).encode()
    if sys.argv[1] == "slow":
        for stage, done, value, bound in STEPS:
            found = None if value is None else value * UNIT
            proven = None if bound is None else bound * UNIT
            say("progress", stage=stage, done_permille=done, value=found, bound=proven)
            stopped.wait(STEP_S)
        say("best", content, value=STEPS[-1][2] * UNIT)
        say("progress", stage="search", done_permille=910, value=STEPS[-1][2] * UNIT, bound=STEPS[-1][3] * UNIT)
        stopped.wait()
    say("plan", content)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
