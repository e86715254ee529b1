"""The choice of trips beside everything else: begun at fixed points, each in a thread of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace

from planner.domain.plan import SolveOptions
from planner.units import weighted_people
from solver import pace
from solver.indexing import Index
from solver.master.bounding import Bounding
from solver.master.regions import Regions
from solver.master.support import GAP, Chosen, Setting, Support, chosen_trips, support
from solver.search.anneal import Draft
from solver.slots import Kept
from solver.starting import published_worth
from solver.trips.cells import PricingCell

Choice = Future[tuple[Chosen, ...]]
"""Choices, the best last. Plans are to be made of all: the exact amounts may add more people to a lesser one."""
LAST_S = 1.0
"""Seconds that a run waits past its ceiling for a choice of trips whose own time is up."""


def within(options: SolveOptions, share: float) -> SolveOptions:
    """The options with this share of the ceiling of time."""
    return options if options.seconds is None else replace(options, seconds=options.seconds * share)


def need_not_wait(options: SolveOptions, elapsed_s: float, *, is_bound_done: bool) -> bool:
    """Whether, under a ceiling of time, the first choice waits for no search: half is over, or the bound done."""
    return options.seconds is not None and (is_bound_done or elapsed_s > options.seconds / 2)


def guides_from(options: SolveOptions) -> float:
    """How close the bound must be to the linear program, as a share, for the first choice; 0 where all is proven."""
    return (options.enough_basis_points or 0) / 10_000 * pace.GUIDES_FROM


def awaited(
    choice: Choice, is_interrupted: Callable[[], bool], is_out_of_time: Callable[[], bool]
) -> tuple[Chosen, ...]:
    """What a choice found, once it is made; nothing if it is not when the run ends.

    Where the clock ends the run, the time of the choice is up as well, and what it found is not lost.
    """
    while not choice.done() and not is_interrupted():
        wait([choice], timeout=0.2)
    if is_out_of_time():
        wait([choice], timeout=LAST_S)
    return choice.result() if choice.done() else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """Chooses trips of one problem.

    Attributes
    ----------
    cells
        Pricing cells of the relaxation, then those of pinned trips.
    kept
        The places that pinned trips take.
    elapsed
        Seconds since the run began.
    """

    index: Index
    bounding: Bounding
    cells: tuple[PricingCell, ...]
    kept: Sequence[Kept]
    options: SolveOptions
    elapsed: Callable[[], float]

    def begin(
        self,
        drafted: Sequence[Sequence[Draft]],
        held: Sequence[Draft],
        *,
        known: Chosen | None = None,
        is_calm: bool = False,
    ) -> Choice:
        """Choose among what the last solution of the relaxation uses and what was drafted, then region by region.

        Parameters
        ----------
        drafted
            Lists of drafts; those in cells of pinned trips are left out.
        held
            Lists of drafts end with these: those of pinned trips, which are made anyhow.
        known
            A choice that is gone on from if no better one is found.
        is_calm
            Whether what was published is worth something besides.
        """
        self.bounding.recall()
        relaxation = self.bounding.relaxation
        plain = len(relaxation.day_cells)
        drafted = [*drafted, known.drafts] if known else drafted
        free = [[draft for draft in drafts if draft.cell < plain] for drafts in drafted]
        pinned = tuple(draft for draft in held if draft.cell >= plain)
        calm = published_worth(self.index, pace.GUIDED[0][1]) if is_calm else {}
        setting = Setting(index=self.index, cells=self.cells, held=pinned, kept=tuple(self.kept), calm=calm)
        found = support(relaxation, free)
        further = Regions.of(
            setting, relaxation, found, work=self.options.work, enough=None if is_calm else self._enough()
        )
        enough = self.options.enough_basis_points
        # The gap that is enough is to the bound of all trips, not of those that are chosen from.
        gap = GAP if enough is None else max(GAP, enough / 10_000 * pace.CHOICE_SHARE)
        # Nothing ends the branching from outside: who stops the run does not wait for it.
        pool = ThreadPoolExecutor(max_workers=1)
        choice = pool.submit(_choice, setting, found, further, known, gap, self._left)
        pool.shutdown(wait=False)
        return choice

    def _left(self) -> float | None:
        """Seconds that are left; ``None`` without a ceiling."""
        return None if self.options.seconds is None else self.options.seconds - self.elapsed()

    def _enough(self) -> float | None:
        """Weighted people that a choice must be worth for the gap asked for, once a plan is made of it."""
        if self.options.enough_basis_points is None:
            return None
        most = max(0, self.options.enough_basis_points - pace.LOST_BASIS_POINTS)
        # The bound comes as low as the linear program before the run ends.
        soon = min(weighted_people(self.bounding.proven), self.bounding.relaxation.value)
        return soon * (1 - most / 10_000)


def _choice(
    setting: Setting,
    found: Support,
    regions: Regions,
    known: Chosen | None,
    gap: float,
    left: Callable[[], float | None],
) -> tuple[Chosen, ...]:
    chosen = chosen_trips(setting, found, gap=gap, seconds=left())
    begun = [one for one in (known, chosen) if one is not None]
    if not begun:
        return ()
    best = max(begun, key=lambda one: one.value)
    return tuple(dict.fromkeys([*begun, regions.better(best, left)]))
