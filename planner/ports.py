"""What the core asks of the world: a solver, and the caller's clock, stop button and ear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from planner.domain.evidence import Resource
from planner.domain.plan import Plan, Solution, SolveOptions, Trip
from planner.domain.problem import Problem
from planner.domain.revision import Revision, Variant
from planner.units import ValueUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is.

    Attributes
    ----------
    stage
        Short code: ``start``, ``columns``, ``search``, ``bound``, ``dating``, ``reasons``, ``done``.
    done_permille
        Share of the work done.
    value, bound
        Best value and proven bound so far, value units; ``None`` while there is none.
    plan
        The best plan so far, which breaks no rule; the same object until there is a better one.
    """

    stage: str
    done_permille: int
    value: ValueUnits | None = None
    bound: ValueUnits | None = None
    plan: Plan | None = None


class Control(Protocol):
    """The caller's side of a run."""

    def elapsed(self) -> float:
        """Seconds since the run began, by the caller's clock."""

    def should_stop(self) -> bool:
        """Whether the caller wants the best plan so far, now."""

    def report(self, progress: Progress) -> None:
        """Take note of progress."""


class Revise(Protocol):
    """The best plans found near a plan that serve more of an origin, by origin, best first.

    ``most`` plans for each, every one with another team-day changed; origins not reached in time are missing.
    """

    def __call__(
        self, problem: Problem, plan: Plan, origins: Sequence[str], control: Control, *, most: int = 1
    ) -> Mapping[str, tuple[Revision, ...]]: ...


class Enrich(Protocol):
    """Value of the best plan found near a plan with one more of a resource; ``None`` if the problem knows none."""

    def __call__(self, problem: Problem, plan: Plan, resource: Resource) -> ValueUnits | None: ...


class Choose(Protocol):
    """Variants that go together, each with its trip manned; those of ``fixed`` are among them."""

    def __call__(
        self, problem: Problem, variants: Sequence[Variant], fixed: Sequence[Variant]
    ) -> tuple[tuple[Variant, Trip], ...]: ...


class Solve(Protocol):
    """One engine behind one function."""

    def __call__(
        self, problem: Problem, options: SolveOptions, control: Control, start: Plan | None = None
    ) -> Solution: ...
