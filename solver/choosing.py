"""The choice of trips beside everything else: begun at fixed points, each in a thread of its own."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace

from planner.domain.plan import SolveOptions
from solver.indexing import Index
from solver.master.relaxation import Relaxation
from solver.master.support import chosen_trips, support
from solver.search.anneal import Draft
from solver.slots import Kept
from solver.trips.cells import PricingCell

Choice = Future[list[Draft] | None]
"""The drafts of the trips chosen; ``None`` if there are none."""
LAST_S = 1.0
"""Seconds that a run waits past its ceiling for a choice of trips whose own time is up."""


def within(options: SolveOptions, share: float) -> SolveOptions:
    """The options with this share of the ceiling of time."""
    return options if options.seconds is None else replace(options, seconds=options.seconds * share)


def need_not_wait(options: SolveOptions, elapsed_s: float, *, is_bound_done: bool) -> bool:
    """Whether, under a ceiling of time, the first choice waits for no search: half is over, or the bound done."""
    return options.seconds is not None and (is_bound_done or elapsed_s > options.seconds / 2)


def awaited(
    choice: Choice, is_interrupted: Callable[[], bool], is_out_of_time: Callable[[], bool]
) -> list[Draft] | None:
    """What a choice found, once it is made; ``None`` if it is not when the run ends.

    Where the clock ends the run, the time of the choice is up as well, and what it found is not lost.
    """
    while not choice.done() and not is_interrupted():
        wait([choice], timeout=0.2)
    if is_out_of_time():
        wait([choice], timeout=LAST_S)
    return choice.result() if choice.done() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """Chooses trips of one problem.

    Attributes
    ----------
    cells
        Pricing cells of the relaxation, then those of pinned trips.
    kept
        The places that pinned trips take.
    """

    index: Index
    relaxation: Relaxation
    cells: tuple[PricingCell, ...]
    kept: Sequence[Kept]

    def begin(
        self,
        drafted: Sequence[Sequence[Draft]],
        held: Sequence[Draft],
        *,
        nodes: int,
        seconds: float | None,
        calm: Mapping[tuple[int, int], float] | None = None,
    ) -> Choice:
        """Choose among what the last solution of the relaxation uses and what was drafted.

        Parameters
        ----------
        drafted
            Lists of drafts; those in cells of pinned trips are left out.
        held
            Lists of drafts end with these: those of pinned trips, which are made anyhow.
        calm
            What published visits are worth besides, as :func:`solver.master.support.chosen_trips` takes it.
        """
        plain = len(self.relaxation.day_cells)
        free = [[draft for draft in drafts if draft.cell < plain] for drafts in drafted]
        pinned = [draft for draft in held if draft.cell >= plain]
        found = support(self.relaxation, free)
        # Nothing ends the branching from outside: who stops the run does not wait for it.
        pool = ThreadPoolExecutor(max_workers=1)
        choice = pool.submit(
            chosen_trips,
            self.index,
            self.cells,
            found,
            pinned,
            self.kept,
            nodes=nodes,
            seconds=seconds,
            calm=calm,
        )
        pool.shutdown(wait=False)
        return choice
