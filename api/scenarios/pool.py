"""Processes that solve, a few at a time; one that dies costs its one run, which is begun again."""

import queue
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from api.errors import refuse
from api.work.solving import Child, Said
from planner.errors import Fault, InputFaults

Hear = Callable[[Mapping[str, Any]], None]
COMMAND = (sys.executable, "-m", "api.scenarios.solving")
ATTEMPTS = 3
LISTEN_S = 0.25


class Stopped(Exception):
    """The study was stopped; what was solved is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """What a process handed back, and how long it took, seconds of its own clock."""

    document: bytes
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """How a process ended that should not have: its exit code (below zero: the signal), and its last lines."""

    attempt: int
    code: int | None
    lines: tuple[str, ...]

    @property
    def told(self) -> tuple[str, str]:
        """With what it ended and its very last words."""
        if self.code is None:
            how = ("tanpa kode keluar", "no exit code")
        elif self.code < 0:
            how = (f"sinyal {-self.code}", f"signal {-self.code}")
        else:
            how = (f"kode keluar {self.code}", f"exit code {self.code}")
        words = f": {self.lines[-1]}" if self.lines else ""
        return f"{how[0]}{words}", f"{how[1]}{words}"


class Solvers(Protocol):
    """Whoever solves the runs of a study: processes of this computer, or the queue of an office."""

    @property
    def is_stopped(self) -> bool:
        """Whether the study shall stop."""

    def stop(self) -> None:
        """Stop the study."""

    def solve(self, key: str, options: Mapping[str, Any], problem: bytes, start: bytes, hear: Hear) -> Solved:
        """Solve one problem; see :meth:`SolvingPool.solve`."""

    def close(self) -> None:
        """Nothing more will be asked."""


class SolvingPool:
    """Lends processes to whoever has something to solve; they are started when first needed and used again.

    ``died`` hears of each process that dies, from whatever thread waited for it.
    """

    def __init__(
        self, processes: int, *, died: Callable[[Death], None] = lambda _: None, command: tuple[str, ...] = COMMAND
    ) -> None:
        self._command, self._died = command, died
        self._free: queue.LifoQueue[Child | None] = queue.LifoQueue()
        for _ in range(processes):
            self._free.put(None)
        self._lent: set[Child] = set()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._told_to_stop: Callable[[], bool] = self._stop.is_set

    def stop(self) -> None:
        """End all runs now; whoever waits for one gets :class:`Stopped`."""
        self._stop.set()

    def heed(self, should_stop: Callable[[], bool]) -> None:
        """Stop as well when somebody else says so."""
        self._told_to_stop = should_stop

    @property
    def is_stopped(self) -> bool:
        return self._stop.is_set() or self._told_to_stop()

    @property
    def pids(self) -> tuple[int, ...]:
        """Processes at work."""
        with self._lock:
            return tuple(child.pid for child in self._lent)

    def solve(self, key: str, options: Mapping[str, Any], problem: bytes, start: bytes, hear: Hear) -> Solved:
        """Solve one problem; ``hear`` gets its progress. ``key`` names the run where runs are kept elsewhere.

        Raises
        ------
        InputFaults
            The problem cannot be planned, or its process died again and again.
        Stopped
            The study was stopped.
        """
        del key
        death = Death(attempt=0, code=None, lines=())
        for attempt in range(1, ATTEMPTS + 1):
            with self._child() as child:
                child.order(options, problem, start)
                said = self._end_of(child, hear)
            if said is not None and said.kind == "plan":
                return Solved(document=said.content, attempts=attempt)
            if said is not None:
                raise _faults(said)
            code, lines = child.last_words()
            death = Death(attempt=attempt, code=code, lines=lines)
            self._died(death)
        told = death.told
        raise refuse(
            "SOLVER_DIED",
            "scenario",
            str(ATTEMPTS),
            "proses penyusun yang tidak mati; mungkin memori komputer kurang. Jalankan lagi: yang selesai tersimpan. "
            f"Terakhir {told[0]}",
            "a solving process that lives; the computer may be short of memory. Run it again: what is done is kept. "
            f"The last one: {told[1]}",
        )

    def close(self) -> None:
        """End all processes that are not lent."""
        while True:
            try:
                child = self._free.get_nowait()
            except queue.Empty:
                return
            if child is not None:
                child.end()

    @contextmanager
    def _child(self) -> Iterator[Child]:
        child = self._free.get()
        if child is None or not child.is_alive:
            if child is not None:
                child.end()
            # Whoever asked only waits for it: it stands where the command itself stands, and starves with nobody.
            child = Child(self._command, lower_by=0)
        with self._lock:
            self._lent.add(child)
        try:
            yield child
        except BaseException:
            child.end()
            raise
        finally:
            with self._lock:
                self._lent.discard(child)
            self._free.put(child if child.is_alive else None)

    def _end_of(self, child: Child, hear: Hear) -> Said | None:
        """What the child says last; ``None`` if it died."""
        while not self.is_stopped:
            said = child.next(LISTEN_S)
            if said is None or said.kind == "ready":
                continue
            if said.kind == "progress":
                hear(said.facts)
            elif said.kind == "gone":
                return None
            else:
                return said
        child.end()
        raise Stopped


def _faults(said: Said) -> InputFaults:
    told = said.facts.get("faults", ())
    faults = [
        Fault(code=item["code"], where=item["where"], found=item["found"], expected=tuple(item["expected"]))
        for item in told
    ]
    if not faults:
        text = str(said.facts.get("text", said.kind))
        faults = [
            Fault(code="MONTH_NOT_PLANNED", where="scenario", found=text, expected=("bulan yang dapat direncanakan",
                                                                                   "a month that can be planned"))
        ]  # fmt: skip
    return InputFaults(tuple(faults))
