"""A child that carries out no order: it answers as its one argument tells. Starts at once, unlike the real one."""

import json
import os
import sys
import threading
import time
from typing import Any


def say(kind: str, content: bytes = b"", **facts: Any) -> None:
    sys.stdout.buffer.write(json.dumps({"kind": kind, "size": len(content), **facts}).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


def main() -> None:
    how = sys.argv[1]
    say("ready")
    line = sys.stdin.buffer.readline()
    if not line:
        return
    order = json.loads(line)
    problem = sys.stdin.buffer.read(order["problem_bytes"] + order["start_bytes"])
    stopped = threading.Event()

    def listen() -> None:
        while line := sys.stdin.buffer.readline():
            if line == b"stop\n":
                stopped.set()
        os._exit(3)

    threading.Thread(target=listen, daemon=True).start()
    say("progress", stage="search", done_permille=500, value=9 if how == "found" else None, bound=None)
    if how == "die":
        print("no memory left", file=sys.stderr, flush=True)
        os._exit(9)
    if how == "faults":
        say("faults", code="PIN_CONFLICT", faults=[{"code": "X", "where": "a", "found": "b", "expected": ["c", "d"]}])
        return
    if how.startswith("best"):
        # Finds two plans on its way, the second a better one; then it dies, or listens to nobody.
        say("best", b"first of " + problem, value=1)
        say("best", b"second of " + problem, value=2)
        if how == "best-dies":
            os._exit(9)
        time.sleep(60)
    if how == "wait":
        stopped.wait()
    if how in ("deaf", "found"):
        time.sleep(60)
    say("plan", b"plan of " + problem)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
