"""``solve(problem, options, control)``: the best plan found, and a proven bound on every plan.

Stages, each a fixed amount of work at fixed points of synchronisation, so that the same work gives the same plan:

1. *start*: slots by day class are filled greedily and briefly improved; dated and manned, this is the first plan.
2. *bound and search, side by side*: one thread runs rounds of the bound, the others anneal.
3. *guided search*: the prices of the bound tell the search what people, cards and places are worth elsewhere.
4. *finish*: exact amounts and places for the best drafts, then dates, teams, staff and kits, exactly.

The clock only ends the run early (``stopped_by`` says so); it never steers it.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from planner.check import violations
from planner.domain.plan import Plan, Solution, SolveOptions, StoppedBy, Trip
from planner.domain.problem import Problem
from planner.ports import Control, Progress
from planner.score import score
from planner.units import MICRO, VALUE_UNITS_PER_PERSON
from solver.building import build_plan, build_trip, micro_ikd
from solver.indexing import WITH_KIT, Index, index
from solver.master.amounts import Loaded, improve_amounts, worth_of
from solver.master.bounding import Bounding
from solver.master.columns import Column
from solver.rostering.dating import Undated, date_trips
from solver.search.anneal import Draft, Search
from solver.slots import slots

FIRST_ROUNDS = 150
ROUNDS_PER_WORK = 100
"""Rounds of annealing per unit of work and thread."""
BOUND_ROUNDS_PER_WORK = 0.6
"""Rounds of the bound per unit of work."""
GUIDE_SHARES = (0.9, 0.5)
"""How much of the people's prices guides each of the searches."""


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
        self.index = index(problem)
        self.best = _Best()
        self.stop = np.zeros(1, dtype=np.int64)
        self.stopped_by = StoppedBy.WORK
        self.bounding = Bounding.of(self.index, options.workers)
        self.cells = self.bounding.relaxation.cells

    def solution(self) -> Solution:
        chosen = self._slots()
        if chosen:
            self._search(chosen)
        else:
            self._bound_alone()
        bound = self.bounding.proven
        if self.stopped_by is StoppedBy.WORK and bound <= self.best.value:
            self.stopped_by = StoppedBy.PROOF
        self._report("done", 1000)
        return Solution(
            plan=self.best.plan,
            bound=bound,
            stopped_by=self.stopped_by,
            seconds=self.control.elapsed(),
            first_plan_s=self.best.found_s,
            crew_exhausted=self.best.crew_exhausted,
        )

    # -- stages -------------------------------------------------------------------------------------------

    def _slots(self) -> list[int]:
        """Slots for the mix of trips with most minutes of service, later stock periods first among equals."""
        worth = []
        for cell in self.cells:
            links = self.index.stop_link[:, cell.mode]
            speed = float(links.mean()) / 1000.0 if len(links) else 0.0
            worth.append(cell.day.service_limit / 60_000.0 * speed * (1.0 + 0.01 * cell.period))
        return slots(self.index, self.cells, worth)

    def _search(self, chosen: list[int]) -> None:
        nothing = np.zeros(self.index.items, dtype=np.int64)
        search = Search(self.index, self.cells, chosen, [0] * len(self.cells), nothing)
        state = search.construct(self.options.seed)
        state, _ = search.improve(state, rounds=FIRST_ROUNDS, seed=self.options.seed, stop_flag=self.stop)
        drafts = search.drafts(state)
        self._finish(drafts)
        self._report("start", 50)
        self.bounding.relaxation.add([as_column(self.index, draft) for draft in drafts])
        rounds = round(self.options.work * BOUND_ROUNDS_PER_WORK)
        with ThreadPoolExecutor(max_workers=max(1, self.options.workers)) as pool:
            runs = [
                pool.submit(
                    search.improve,
                    search.copy(state),
                    rounds=self.options.work * ROUNDS_PER_WORK // 4,
                    seed=self.options.seed + 1,
                    stop_flag=self.stop,
                )
            ]
            self._bound_rounds(rounds // 2, 50, 450)
            self._collect(search, runs)
            guided = [self._guided(chosen, share) for share in GUIDE_SHARES]
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
                self._collect(one, [run])

    def _guided(self, chosen: list[int], share: float) -> Search:
        relaxation = self.bounding.relaxation
        prices = self.bounding.prices
        if prices is None:
            nothing = np.zeros(self.index.items, dtype=np.int64)
            return Search(self.index, self.cells, chosen, [0] * len(self.cells), nothing)
        people = np.array([prices.of("link", int(link)) for link in relaxation.link_of_item], dtype=np.int64)
        costs = [relaxation.card_cost(cell, prices) for cell in self.cells]
        return Search(self.index, self.cells, chosen, costs, (people * share).astype(np.int64))

    def _bound_rounds(self, rounds: int, start: int, end: int) -> None:
        for number in range(rounds):
            if self.bounding.finished or self._interrupted():
                return
            self.bounding.step()
            self._report("bound", start + (end - start) * (number + 1) // rounds)

    def _bound_alone(self) -> None:
        """No trip is possible at all: the bound proves it in a few rounds."""
        self._bound_rounds(max(12, self.options.work), 0, 1000)

    def _collect(self, search: Search, runs: "list[Future[tuple[tuple[np.ndarray, ...], int]]]") -> None:  # type: ignore[type-arg]
        for run in runs:
            while not run.done():
                self._interrupted()
                try:
                    run.result(timeout=0.2)
                except TimeoutError:
                    continue
            state, _ = run.result()
            drafts = search.drafts(state)
            self.bounding.relaxation.add([as_column(self.index, draft) for draft in drafts])
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

    def _finish(self, drafts: list[Draft]) -> None:
        """Make a plan of drafts and keep it if it is the best."""
        loaded = improve_amounts(self.index, self.cells, drafts)
        plan, crew_exhausted = self._dated(loaded)
        value = score(self.problem, plan).value
        if value <= self.best.value or violations(self.problem, plan):
            return
        first = self.control.elapsed() if self.best.found_s is None else self.best.found_s
        self.best = _Best(plan=plan, value=value, crew_exhausted=crew_exhausted, found_s=first)

    def _dated(self, loaded: list[Loaded]) -> tuple[Plan, tuple[str, ...]]:
        trips, undated = [], []
        for trip in loaded:
            entry = self._undated(trip)
            if entry is not None:
                trips.append(trip)
                undated.append(entry)
        dated, without_crew = date_trips(self.problem, undated, seed=self.options.seed)
        built: list[Trip] = []
        for entry in dated:
            trip = trips[entry.number]
            made = build_trip(
                self.index, self.cells[trip.cell], trip, day=entry.day, team=entry.team, staff=entry.staff
            )
            if made is not None:
                built.append(made)
        dropped = {
            self.problem.sites[int(self.index.supply_origin[self.index.item_supply[item]])].id
            for number in without_crew
            for item, _, _ in trips[number].loads
        }
        return build_plan(self.problem, built), tuple(sorted(dropped))

    def _undated(self, trip: Loaded) -> Undated | None:
        """What dating needs to know of a trip; ``None`` if it cannot be made on any day of its class."""
        cell = self.cells[trip.cell]
        kind = self.index.days.classes[cell.day_class]
        team_type = self.index.days.team_types[kind.team_type]
        sites = tuple(self.index.places[self.index.stop_site[stop]] for stop in trip.order)
        open_days = [self.index.days.open_days[site] for site in sites]
        days = tuple(day for day in kind.days if all(day in known for known in open_days))
        if not days:
            return None
        sample = build_trip(self.index, cell, trip, day=days[0], team=team_type.ids[0], staff=())
        if sample is None:
            return None
        return Undated(
            worth=worth_of(self.index, trip),
            teams=team_type.ids,
            days=days,
            sites=tuple(visit.site for visit in sample.visits),
            with_kit=cell.mode == WITH_KIT,
            ikd=micro_ikd(sample),
            cost_rupiah=sample.cost_rupiah,
        )

    def _report(self, stage: str, done: int) -> None:
        value = self.best.value if self.best.found_s is not None else None
        self.control.report(Progress(stage=stage, done_permille=done, value=value, bound=self.bounding.proven))


def as_column(found: Index, draft: Draft) -> Column:
    """The column of a draft, with all same-day cards printed."""
    worth = cards = 0
    for item, people in draft.loads:
        printed = people * int(found.item_card_micro[item])
        worth += people * int(found.item_worth[item]) + printed * int(found.item_card_worth[item])
        cards += printed
    return Column(
        cell=draft.cell,
        order=draft.order,
        loads=tuple((item, float(people)) for item, people in draft.loads),
        worth=worth / VALUE_UNITS_PER_PERSON,
        cards=cards / MICRO,
    )
