"""``solve(problem, options, control)``: the best plan found, and a proven bound on every plan.

Stages, each a fixed amount of work at fixed points of synchronisation, so that the same work gives the same plan:

1. *start*: slots by day class are filled greedily and briefly improved; dated and manned, this is the first plan.
2. *bound and search, side by side*: one thread runs rounds of the bound, the others anneal.
3. *guided search*: the prices of the bound tell the search what people, cards and places are worth elsewhere.
4. *finish*: exact amounts and places for the best drafts, then dates, teams, staff and kits, exactly.

Pins come before all: trips that keep them and serve nobody are the first plan, and every later plan keeps them.

The clock only ends the run early (``stopped_by`` says so); it never steers it.
"""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

import numpy as np

from planner.check import violations
from planner.domain.plan import Plan, Solution, SolveOptions, StoppedBy
from planner.domain.problem import Problem
from planner.errors import PlanFault
from planner.ports import Control, Progress
from planner.score import score
from solver.finishing import Finisher, as_column
from solver.forcing.bounds import further_bounds
from solver.indexing import index
from solver.master.bounding import Bounding
from solver.pinned_slots import kept_trips, pinned_slots
from solver.rostering.pinning import keep_pins
from solver.search.anneal import Draft, Search
from solver.search.kernel import State
from solver.slots import slots

FIRST_ROUNDS = 150
ROUNDS_PER_WORK = 80
"""Rounds of annealing per unit of work and thread."""
BOUND_ROUNDS_PER_WORK = 0.6
"""Rounds of the bound per unit of work."""
EXTRA_ROUNDS_PER_WORK = 0.2
"""Rounds at the end, both cores free, while the bound is not yet close to its linear program."""
CLOSE_ENOUGH = 0.003
GUIDE_SHARES = (0.9, 0.5)
"""How much of the people's prices guides each of the searches."""

REFUSED = "DRAFT_REFUSED"
"""Code of the note that a draft broke a rule."""


def solve(problem: Problem, options: SolveOptions, control: Control) -> Solution:
    """The best plan found within ``options.work``, and the bound.

    Parameters
    ----------
    problem
        What to plan.
    options
        How hard to search.
    control
        The caller's clock, stop button and ear.

    Raises
    ------
    PinConflict
        Pins contradict each other or a rule; the faults name the smallest set.
    """
    return _Run(problem, options, control).solution()


@dataclass(slots=True)
class _Best:
    """The best plan so far, with what it is worth."""

    plan: Plan = field(default_factory=Plan)
    value: int = 0
    crew_exhausted: tuple[str, ...] = ()
    found_s: float | None = None


class _Run:
    """One run: the arrays, the bound and the best plan so far."""

    def __init__(self, problem: Problem, options: SolveOptions, control: Control) -> None:
        self.problem, self.options, self.control = problem, options, control
        pinned = keep_pins(problem)
        self.index = index(problem, visited={visit.site for one in pinned for visit in one.trip.visits})
        self.best = _Best()
        self.refused: set[str] = set()
        self.stop = np.zeros(1, dtype=np.int64)
        self.stopped_by = StoppedBy.WORK
        self.bounding = Bounding.of(self.index, options.workers)
        cells = self.bounding.relaxation.cells
        self.kept = kept_trips(self.index, pinned)
        held = pinned_slots(self.index, cells, pinned, self.kept)
        # Cells of the search: those of the problem, then one for each pinned trip.
        self.cells = (*cells, *(slot.cell for slot in held))
        self.plain = (*range(len(cells)), *(slot.plain for slot in held))
        self.finisher = Finisher(
            index=self.index, cells=self.cells, pinned=tuple(pinned), slots=tuple(held), seed=options.seed
        )

    def solution(self) -> Solution:
        if self.finisher.pinned:
            self._keep_pins()
        chosen = self._slots()
        if chosen:
            self._search(chosen)
        else:
            self._bound_alone()
        bound = self.bounding.proven
        if self.stopped_by is StoppedBy.WORK and bound <= self.best.value:
            self.stopped_by = StoppedBy.PROOF
        # Whoever stopped the run waits for a plan, not for reasons.
        sites, more = ((), ()) if self.stop[0] else further_bounds(self.bounding)
        self._report("done", 1000)
        return Solution(
            plan=self.best.plan,
            bound=bound,
            stopped_by=self.stopped_by,
            seconds=self.control.elapsed(),
            first_plan_s=self.best.found_s,
            notes=tuple(_refused(rule) for rule in sorted(self.refused)),
            crew_exhausted=self.best.crew_exhausted,
            site_bounds=sites,
            more_bounds=more,
        )

    # -- stages -------------------------------------------------------------------------------------------

    def _keep_pins(self) -> None:
        """The first plan keeps all pins and serves nobody; without it there is no plan at all."""
        plan, crew_exhausted = self.finisher.plan([])
        broken = violations(self.problem, plan)
        if broken:
            raise PlanFault(*((f"{item.rule} {item.where}", item.sentence) for item in broken))
        self.best = _Best(plan=plan, crew_exhausted=crew_exhausted, found_s=self.control.elapsed())

    def _slots(self) -> list[int]:
        """Pinned trips, then slots for the mix with most minutes of service, later stock periods before equals."""
        worth = []
        cells = self.bounding.relaxation.cells
        for cell in cells:
            links = self.index.stop_link[:, cell.mode]
            speed = float(links.mean()) / 1000.0 if len(links) else 0.0
            worth.append(cell.day.service_limit / 60_000.0 * speed * (1.0 + 0.01 * cell.period))
        pinned = range(len(cells), len(self.cells))
        return [*pinned, *slots(self.index, cells, worth, self.kept)]

    def _searching(self, chosen: list[int], share: float = 0.0) -> Search:
        """The search over the slots, guided by a share of the people's prices and the price of blanks."""
        held = [slot.held for slot in self.finisher.slots]
        prices = self.bounding.prices
        if prices is None or share == 0.0:
            return Search(self.index, self.cells, chosen, held=held)
        relaxation = self.bounding.relaxation
        people = np.array([prices.of("link", int(link)) for link in relaxation.link_of_item], dtype=np.int64)
        costs = [relaxation.card_cost(cell, prices) for cell in self.cells]
        guide = (people * share).astype(np.int64)
        return Search(self.index, self.cells, chosen, held=held, card_cost=costs, guide=guide)

    def _search(self, chosen: list[int]) -> None:
        search = self._searching(chosen)
        state = search.construct(self.options.seed)
        state, _ = search.improve(state, rounds=FIRST_ROUNDS, seed=self.options.seed, stop_flag=self.stop)
        drafts = search.drafts(state)
        self._finish(drafts)
        self._report("start", 50)
        self._add_columns(drafts)
        self.bounding.busy = frozenset(self.plain[slot] for slot in chosen)
        with ThreadPoolExecutor(max_workers=max(1, self.options.workers)) as pool:
            try:
                self._side_by_side(pool, search, state, chosen)
            finally:
                # An error must not wait for searches that nobody will collect.
                self.stop[0] = 1

    def _side_by_side(self, pool: ThreadPoolExecutor, search: Search, state: State, chosen: list[int]) -> None:
        """Rounds of the bound here, searches in the pool: first unguided, then guided by the prices."""
        rounds = round(self.options.work * BOUND_ROUNDS_PER_WORK)
        first = pool.submit(
            search.improve,
            search.copy(state),
            rounds=self.options.work * ROUNDS_PER_WORK // 4,
            seed=self.options.seed + 1,
            stop_flag=self.stop,
        )
        self._bound_rounds(rounds // 2, 50, 450)
        self._collect(search, first)
        guided = [self._searching(chosen, share) for share in GUIDE_SHARES]
        runs = [
            pool.submit(
                one.improve,
                one.construct(self.options.seed),
                rounds=self.options.work * ROUNDS_PER_WORK,
                seed=self.options.seed + 2 + number,
                stop_flag=self.stop,
            )
            for number, one in enumerate(guided)
        ]
        self._bound_rounds(rounds - rounds // 2, 450, 900)
        for one, run in zip(guided, runs, strict=True):
            self._collect(one, run)
        self._bound_rounds(round(self.options.work * EXTRA_ROUNDS_PER_WORK), 900, 990, until=CLOSE_ENOUGH)

    def _bound_rounds(self, rounds: int, start: int, end: int, until: float = 0.0) -> None:
        """Rounds of the bound, until it lies within ``until`` (a share) of its linear program."""
        for number in range(rounds):
            if self.bounding.finished or self.bounding.apart() <= until or self._interrupted():
                return
            self.bounding.step()
            self._report("bound", start + (end - start) * (number + 1) // rounds)

    def _bound_alone(self) -> None:
        """No trip is possible at all: the bound proves it in a few rounds."""
        self._bound_rounds(max(12, self.options.work), 0, 1000)

    def _collect(self, search: Search, run: Future[tuple[State, int]]) -> None:
        """Wait for a search, listening to the caller, and make a plan of what it found."""
        while not run.done():
            self._interrupted()
            wait([run], timeout=0.2)
        state, _ = run.result()
        drafts = search.drafts(state)
        self._add_columns(drafts)
        self._finish(drafts)

    def _interrupted(self) -> bool:
        """Whether the caller or the clock ends the run; passes it on to the compiled search."""
        if self.stop[0] == 0:
            if self.control.should_stop():
                self.stop[0], self.stopped_by = 1, StoppedBy.USER
            elif self.options.seconds is not None and self.control.elapsed() >= self.options.seconds:
                self.stop[0], self.stopped_by = 1, StoppedBy.CLOCK
        return bool(self.stop[0])

    # -- from drafts to a plan ----------------------------------------------------------------------------

    def _add_columns(self, drafts: list[Draft]) -> None:
        """What the search found helps the bound on its way."""
        columns = [as_column(self.index, draft, self.plain[draft.cell]) for draft in drafts if draft.loads]
        self.bounding.relaxation.add(columns)

    def _finish(self, drafts: list[Draft]) -> None:
        """Make a plan of drafts and keep it if it is the best; one that breaks a rule is refused, and told."""
        plan, crew_exhausted = self.finisher.plan(drafts)
        value = score(self.problem, plan).value
        if value == 0:
            # Even if nobody can be sent out, the reason is worth telling.
            self.best.crew_exhausted = self.best.crew_exhausted or crew_exhausted
        if value <= self.best.value:
            return
        broken = violations(self.problem, plan)
        if broken:
            self.refused |= {item.rule for item in broken}
            return
        first = self.control.elapsed() if self.best.found_s is None else self.best.found_s
        self.best = _Best(plan=plan, value=value, crew_exhausted=crew_exhausted, found_s=first)

    def _report(self, stage: str, done: int) -> None:
        value = self.best.value if self.best.found_s is not None else None
        self.control.report(Progress(stage=stage, done_permille=done, value=value, bound=self.bounding.proven))


def _refused(rule: str) -> tuple[str, str, str]:
    """The note on a draft that broke a rule: a fault of the engine, the plan handed out is another."""
    return (
        REFUSED,
        f"Kesalahan mesin: satu rancangan melanggar aturan {rule} dan tidak dipakai; rencana ini rencana lain.",
        f"Fault of the engine: a draft broke the rule {rule} and was refused; this plan is another one.",
    )
