"""Tells the best plan so far of a run, while it runs.

The engine only hands over the plan that it has; a thread beside it makes the document and sends it. Plans that follow
each other fast are told once, and never more often than in :data:`REST_S`, so that the run is not held up.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from api import wiring
from api.product import product_version
from planner.domain.plan import Plan, PlanDocument, Solution, SolveOptions, StoppedBy
from planner.domain.problem import Problem
from planner.month import document
from planner.ports import Progress

WAIT_S = 0.4
"""A better plan often follows at once, and so does the end."""
REST_S = 2.0
"""Between two plans that are told."""


class SoFar:
    """Hears of plans and sends the newest one that was not sent yet."""

    def __init__(
        self,
        problem: Problem,
        options: SolveOptions,
        send: Callable[[PlanDocument], None],
        *,
        elapsed: Callable[[], float],
        machine: str,
    ) -> None:
        self._problem, self._options, self._send = problem, options, send
        self._elapsed, self._machine = elapsed, machine
        self._bell = threading.Condition()
        self._heard: tuple[Progress, float] | None = None
        self._last: Plan | None = None
        self._closed, self._hurried = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._tell, name="jemput-so-far", daemon=True)
        self._thread.start()

    def hear(self, progress: Progress) -> None:
        """Take note of what the engine has; costs it nothing."""
        if progress.plan is None or progress.plan is self._last:
            return
        with self._bell:
            self._last = progress.plan
            self._heard = (progress, self._elapsed())
            self._bell.notify()

    def hurry(self) -> None:
        """The run is to end: what it has is sent at once, so that nothing is lost that was told."""
        self._hurried.set()

    def close(self) -> None:
        """The run is over: nothing more is sent."""
        self._closed.set()
        self._hurried.set()
        with self._bell:
            self._bell.notify()

    def _tell(self) -> None:
        while not self._closed.is_set():
            with self._bell:
                while self._heard is None and not self._closed.is_set():
                    self._bell.wait()
            self._hurried.wait(WAIT_S)
            if self._closed.is_set():
                return
            with self._bell:
                heard, self._heard = self._heard, None
            if heard is not None:
                made = self._document(*heard)
                if not self._closed.is_set():
                    self._send(made)
            self._hurried.wait(REST_S)

    def _document(self, progress: Progress, seconds: float) -> PlanDocument:
        """The document of a plan, as if the run were stopped with it."""
        plan = progress.plan or Plan()
        inside = len(wiring.problem_json(self._problem)) <= wiring.PROBLEM_INSIDE_LIMIT
        return document(
            self._problem,
            plan,
            Solution(plan=plan, bound=progress.bound, stopped_by=StoppedBy.USER, seconds=seconds),
            options=self._options,
            problem_hash=wiring.hash_of(self._problem),
            version=product_version(),
            started=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
            machine=self._machine,
            problem_file=None if inside else wiring.PROBLEM_FILE,
        )
