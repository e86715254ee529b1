"""A run that can be watched and stopped: the caller's side of the solver.

The work runs on its own thread so that Ctrl-C is heard while native code is busy, on Windows too. The first
Ctrl-C asks for the best plan so far; the second ends the process at once.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Generic, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from api.errors import ExitCode
from api.language import Language, message
from planner.ports import Control, Progress
from planner.units import gap_basis_points, weighted_people

Result = TypeVar("Result")

_STAGES = {
    "start": message("reading the ground"),
    "columns": message("listing possible trips"),
    "search": message("looking for better plans"),
    "bound": message("proving how good it is"),
    "dating": message("giving dates, staff and kits"),
    "reasons": message("weighing what was left out"),
    "goals": message("seeking plans that are better for the other goals"),
    "done": message("done"),
}
_LINE_EVERY_PERMILLE = 100


class RunControl:
    """Clock, stop button and ear of one run; safe to use from two threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._latest = Progress(stage="start", done_permille=0)

    def elapsed(self) -> float:
        return self._clock() - self._began

    def should_stop(self) -> bool:
        return self._stop.is_set()

    def report(self, progress: Progress) -> None:
        with self._lock:
            self._latest = progress

    def stop(self) -> None:
        """Ask for the best plan so far."""
        self._stop.set()

    @property
    def latest(self) -> Progress:
        with self._lock:
            return self._latest


class _Outcome(Generic[Result]):
    """What the working thread hands over: a result or an error."""

    def __init__(self) -> None:
        self.result: Result | None = None
        self.error: BaseException | None = None


def run_watched(
    work: Callable[[Control], Result], control: RunControl, console: Console, language: Language, *, quiet: bool = False
) -> Result:
    """Run ``work`` on a thread, show how far it is, and pass Ctrl-C on to it."""
    outcome: _Outcome[Result] = _Outcome()

    def carry() -> None:
        try:
            outcome.result = work(control)
        except BaseException as error:  # handed to the main thread, which raises it again
            outcome.error = error

    # A daemon, so that a second Ctrl-C is not held up by native code.
    worker = threading.Thread(target=carry, name="jemput-solve", daemon=True)
    show = _Live(console, language) if console.is_terminal and not quiet else _Lines(console, language, quiet=quiet)
    with _Signals(control, console, language) as signals, show:
        worker.start()
        while worker.is_alive():
            # A join without limit would not hear signals on Windows.
            worker.join(0.1)
            signals.listen()
            show.update(control.latest, control.elapsed())
        # A short run may be over before it was looked at.
        show.update(control.latest, control.elapsed())
    if outcome.error is not None:
        raise outcome.error
    return outcome.result  # type: ignore[return-value]  # no error means a result


class _Signals:
    """Ctrl-C and a request to end, passed on while a run lasts; what was there before is put back after it."""

    def __init__(self, control: RunControl, console: Console, language: Language) -> None:
        self._control, self._console, self._language = control, console, language
        # Only the main thread hears signals.
        heard_here = threading.current_thread() is threading.main_thread()
        self._kinds = (signal.SIGINT, signal.SIGTERM) if heard_here else ()
        self._before = [(kind, signal.getsignal(kind)) for kind in self._kinds]

    def __enter__(self) -> "_Signals":
        self.listen()
        return self

    def __exit__(self, *_: object) -> None:
        for kind, handler in self._before:
            signal.signal(kind, handler)

    def listen(self) -> None:
        """Listen, again if need be: engines set their own handlers for a while and leave the default behind."""
        for kind in self._kinds:
            signal.signal(kind, self._heard)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        if self._control.should_stop():
            sys.stderr.write(f"\n{self._language.say('Aborted. Nothing was written.')}\n")
            sys.stderr.flush()
            # Native code on the other thread cannot be asked to leave.
            os._exit(ExitCode.INTERRUPTED)
        self._control.stop()
        text = self._language.say("Stopping: the best plan so far will be written. Press Ctrl-C again to abort.")
        self._console.print(escape(text), style="yellow", soft_wrap=True)


def told(language: Language, progress: Progress) -> str:
    """Value, bound and gap of a run in words."""
    if progress.stage not in _STAGES:
        # A study tells in its stage what there is to tell.
        return ""
    if progress.value is None:
        return language.say("no plan yet")
    value = language.say("service value {value}", value=language.number(weighted_people(progress.value)))
    if progress.bound is None:
        return language.say("{value}, bound not known yet", value=value)
    bound = language.number(weighted_people(progress.bound))
    gap = language.percent(gap_basis_points(progress.value, progress.bound) / 100)
    return language.say("{value} of at most {bound}, gap {gap}", value=value, bound=bound, gap=gap)


class _Live:
    """The bar on a terminal."""

    def __init__(self, console: Console, language: Language) -> None:
        self._language = language
        self._bar = Bar(
            TextColumn("{task.description}", style="bold"),
            BarColumn(bar_width=28),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[told]}"),
            console=console,
            transient=True,
        )
        self._task: TaskID = self._bar.add_task("", total=1000, told="")

    def __enter__(self) -> "_Live":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def update(self, progress: Progress, _elapsed: float) -> None:
        stage = self._language.say(_STAGES.get(progress.stage, progress.stage))
        self._bar.update(
            self._task, completed=progress.done_permille, description=stage, told=told(self._language, progress)
        )


class _Lines:
    """Plain lines where there is no terminal: one for each stage and each tenth of the work."""

    def __init__(self, console: Console, language: Language, *, quiet: bool) -> None:
        self._console = console
        self._language = language
        self._quiet = quiet
        self._last: tuple[str, int] | None = None

    def __enter__(self) -> "_Lines":
        return self

    def __exit__(self, *_: object) -> None:
        return

    def update(self, progress: Progress, elapsed: float) -> None:
        mark = (progress.stage, progress.done_permille // _LINE_EVERY_PERMILLE)
        if self._quiet or mark == self._last:
            return
        self._last = mark
        stage = self._language.say(_STAGES.get(progress.stage, progress.stage))
        line = (
            f"[{elapsed:5.1f} s] {progress.done_permille // 10:3d} % {stage}: {told(self._language, progress)}".rstrip(
                ": "
            )
        )
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)
