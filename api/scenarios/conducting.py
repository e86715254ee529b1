"""The process that answers a study whose months are solved elsewhere: ``python -m api.scenarios.conducting``.

It knows no database and solves nothing. Whoever gave it the order answers what it asks for: ``ask`` for a run that may
be kept already, ``want`` for one that must be solved; ``file`` hands over a plan. The rest is as in
:mod:`api.work.child`. The answers are those of ``jemput scenario run``: both are the same
:class:`api.scenarios.running.StudyRunner`.
"""

import base64
import hashlib
import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, BinaryIO

from api import wiring
from api.errors import refuse
from api.scenarios import results, seeking
from api.scenarios.asking import months_of_source, source_of_kept
from api.scenarios.plans import plan_files
from api.scenarios.pool import Hear, Solved, Solvers, Stopped
from api.scenarios.running import Advance, StudyRunner
from api.scenarios.store import KeptRuns
from api.scenarios.study_file import asked_of, study_of
from api.wiring_layers import LayerFile
from api.work.child import GONE, LONGEST_LINE, STOP, Speaker, own_output, told_fault
from planner.domain.plan import PlanDocument
from planner.errors import Fault, InputFaults, PlanFault

OUTSTANDING = 32
"""Runs that are asked for at a time; how many hands there are is not known here."""
WORKERS_OF_ONE = 2
LOOK_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was answered: a document, its absence, a fault, or how far it is."""

    facts: Mapping[str, Any]
    content: bytes


class Elsewhere:
    """Runs that are kept and solved elsewhere: asks for them and waits. Both the pool and the store of a runner."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._waiting: dict[tuple[str, str], list[queue.Queue[Reply]]] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()

    @property
    def is_stopped(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        """Nothing is held."""

    def take(self, facts: Mapping[str, Any], content: bytes) -> None:
        """Hand an answer to the threads that wait for it: equal months of two scenarios are one run."""
        with self._lock:
            for waiting in self._waiting.get((facts["of"], facts["key"]), ()):
                waiting.put(Reply(facts=facts, content=content))

    def run(self, key: str) -> PlanDocument | None:
        """What was kept under this name, if anything was."""
        reply = self._asked(key, "ask", b"", lambda _: None)
        return wiring.parse_plan(reply.content) if reply.content else None

    def keep_run(self, key: str, document: bytes) -> None:
        """Whoever solved it keeps it."""

    def keep_pace(self, seconds_per_work: float) -> None:
        """The hands that solve are not ours."""

    def solve(self, key: str, options: Mapping[str, Any], problem: bytes, start: bytes, hear: Hear) -> Solved:
        """Have one problem solved.

        Raises
        ------
        InputFaults
            It cannot be planned, or whoever solved it died again and again.
        Stopped
            The study was stopped.
        """
        order = {"options": dict(options), "problem_bytes": len(problem)}
        reply = self._asked(key, "want", problem + start, hear, **order)
        error = reply.facts.get("error")
        if error is not None:
            raise _faults(error)
        return Solved(document=reply.content, attempts=int(reply.facts.get("attempts", 1)))

    def _asked(self, key: str, kind: str, content: bytes, hear: Hear, **facts: Any) -> Reply:
        mine: queue.Queue[Reply] = queue.Queue()
        with self._lock:
            self._waiting.setdefault((kind, key), []).append(mine)
        self._speaker.tell(kind, content, key=key, **facts)
        try:
            while not self.is_stopped:
                try:
                    reply = mine.get(timeout=LOOK_S)
                except queue.Empty:
                    continue
                if "done_permille" not in reply.facts:
                    return reply
                hear(reply.facts)
            raise Stopped
        finally:
            with self._lock:
                self._waiting[kind, key].remove(mine)


def _faults(error: Mapping[str, Any]) -> InputFaults:
    told = [
        Fault(code=item["code"], where=item["where"], found=item["found"], expected=tuple(item["expected"]))
        for item in error.get("faults", ())
    ]
    if told:
        return InputFaults(tuple(told))
    return refuse(
        "RUN_FAILED",
        "scenario",
        str(error.get("code")),
        "hitungan yang selesai; lanjutkan studi ini, yang sudah selesai tersimpan",
        "a run that ends; go on with this study, what is done is kept",
    )


def main() -> int:
    """Answer one study."""
    orders, speaker = sys.stdin.buffer, Speaker(own_output())
    speaker.tell("ready")
    line = orders.readline(LONGEST_LINE)
    if not line:
        return 0
    order: dict[str, Any] = json.loads(line)
    kept: dict[str, Any] = json.loads(orders.read(order["problem_bytes"]))
    orders.read(order["start_bytes"])
    elsewhere = Elsewhere(speaker)
    threading.Thread(target=_listen, args=(orders, elsewhere), daemon=True).start()
    try:
        speaker.tell(
            "plan",
            answered(
                order["options"],
                kept,
                elsewhere,
                elsewhere,
                keep_file=lambda content: speaker.tell("file", content),
                hear=lambda advance: _tell(speaker, advance),
            ),
        )
    except Stopped:
        speaker.tell("stopped")
    except (InputFaults, PlanFault) as error:
        faults = [told_fault(fault) for fault in error.faults] if isinstance(error, InputFaults) else []
        speaker.tell("faults", code=error.code, faults=faults)
    return 0


def answered(
    options: Mapping[str, Any],
    kept: Mapping[str, Any],
    pool: Solvers,
    runs: KeptRuns,
    *,
    keep_file: Callable[[bytes], None],
    hear: Callable[[Advance], None] | None = None,
) -> bytes:
    """The answers of a study, its seeks and the names of its plans, as JSON; ``keep_file`` gets each plan."""
    asked = asked_of(options["asked"])
    layers = [
        LayerFile(layer=item["layer"], name=item["name"], content=base64.b64decode(item["content"]))
        for item in kept["layers"]
    ]
    source = source_of_kept(kept["tables"], layers, kept["name"], kept["embedded"])
    base, grounds = months_of_source(asked, source, date.fromisoformat(options["today"]))
    study = study_of(asked, base)
    runner = StudyRunner(
        study,
        base,
        grounds,
        runs,
        processes=OUTSTANDING,
        pool=pool,
        workers=WORKERS_OF_ONE if study.cells == 1 else 1,
        hear=hear,
    )
    run = runner.run()
    sought = [seeking.answered(runner, item, lambda _: None) for item in study.seeks]
    files = {}
    for name, content in plan_files(run).items():
        keep_file(content)
        files[name] = hashlib.sha256(content).hexdigest()
    told = {
        "result": results.canonical(results.results_of(run, base)).decode(),
        "seeks": seeking.canonical(sought).decode() if sought else None,
        "files": files,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _tell(speaker: Speaker, advance: Advance) -> None:
    facts = asdict(advance)
    speaker.tell(
        "progress",
        stage="scenarios",
        value=None,
        bound=None,
        **{name: facts[name] for name in ("done_permille", "done", "total", "seconds_left")},
    )


def _listen(orders: BinaryIO, elsewhere: Elsewhere) -> None:
    while True:
        line = orders.readline(LONGEST_LINE)
        if not line:
            # Nobody is left who wants the answer.
            os._exit(GONE)
        if line == STOP:
            elsewhere.stop()
            continue
        facts = json.loads(line)
        elsewhere.take(facts, orders.read(facts["size"]))


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Threads that wait for answers are not waited for.
    os._exit(code)
