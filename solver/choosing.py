"""The choice of trips beside everything else: begun at fixed points, each in a thread of its own."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from solver.indexing import Index
from solver.master.relaxation import Relaxation
from solver.master.support import chosen_trips, support
from solver.search.anneal import Draft
from solver.slots import Kept
from solver.trips.cells import PricingCell

Choice = Future[list[Draft] | None]
"""The drafts of the trips chosen; ``None`` if there are none."""


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
