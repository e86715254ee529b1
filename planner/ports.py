"""What the core asks of the world: a solver, and the caller's clock, stop button and ear."""

from dataclasses import dataclass
from typing import Protocol

from planner.domain.plan import Plan, Solution, SolveOptions
from planner.domain.problem import Problem
from planner.units import ValueUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is.

    Attributes
    ----------
    stage
        Short code: ``start``, ``columns``, ``search``, ``bound``, ``dating``, ``done``.
    done_permille
        Share of the work done.
    value, bound
        Best value and proven bound so far, value units; ``None`` while there is none.
    """

    stage: str
    done_permille: int
    value: ValueUnits | None = None
    bound: ValueUnits | None = None


class Control(Protocol):
    """The caller's side of a run."""

    def elapsed(self) -> float:
        """Seconds since the run began, by the caller's clock."""

    def should_stop(self) -> bool:
        """Whether the caller wants the best plan so far, now."""

    def report(self, progress: Progress) -> None:
        """Take note of progress."""


class Solve(Protocol):
    """One engine behind one function."""

    def __call__(
        self, problem: Problem, options: SolveOptions, control: Control, start: Plan | None = None
    ) -> Solution: ...
