"""One run of the engine: the stages that :mod:`solver.solve` tells of, and the best plan so far."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace

import numpy as np

from planner.check import violations
from planner.domain.plan import Plan, Solution, SolveOptions, StoppedBy
from planner.domain.problem import Problem
from planner.errors import PlanFault
from planner.keeping import legal_parts
from planner.ports import Control, Progress
from planner.units import gap_basis_points
from solver import pace
from solver.calming import with_visits_locked
from solver.choosing import Choice, Choosing, awaited, guides_from, need_not_wait
from solver.finishing import Finisher, as_column
from solver.forcing.bounds import further_bounds
from solver.goals import Quiet
from solver.indexing import index
from solver.journeys.drafting import Journeys
from solver.master.bounding import Bounding
from solver.master.support import Chosen
from solver.offered import Offered
from solver.pinned_slots import kept_trips, passed_sites, pinned_slots
from solver.rostering.fairness import fair_crews
from solver.rostering.keeping_teams import with_published_teams
from solver.rostering.pinning import keep_pins
from solver.search.anneal import Draft, Search
from solver.search.kernel import State
from solver.search.staging import parts_of
from solver.slots import minutes_worth, slots
from solver.starting import Seed, announced_trips, fitting_seeds, free_trips, held_of, seeds


class Run:
    """One run: the arrays, the bound and the best plan so far."""

    def __init__(
        self,
        problem: Problem,
        options: SolveOptions,
        control: Control,
        start: Plan | None = None,
        *,
        reasons: bool = True,
    ) -> None:
        self.problem, self.options, self.control, self.start = problem, options, control, start
        self.reasons = reasons
        pinned = keep_pins(problem)
        self.index = index(problem, visited=passed_sites(problem, pinned))
        self.offered = Offered(problem, control.elapsed)
        self.seeds: list[Seed] = []
        self.drafted: list[list[Draft]] = []
        self.finished: dict[tuple[Draft, ...], tuple[Plan, tuple[str, ...]]] = {}
        self.early: Choice | None = None
        self.chosen: Chosen | None = None
        self.stop = np.zeros(1, dtype=np.int64)
        self.stopped_by = StoppedBy.WORK
        self.bounding = Bounding.of(self.index, options.workers)
        self.bounding.guides_from = guides_from(options)
        cells = self.bounding.relaxation.day_cells
        self.kept = kept_trips(self.index, pinned)
        held = pinned_slots(self.index, cells, pinned, self.kept)
        # Cells of the search: those of the problem, then one for each pinned trip.
        self.cells = (*cells, *(slot.cell for slot in held))
        self.plain = (*range(len(cells)), *(slot.plain for slot in held))
        self.finisher = Finisher(
            index=self.index, cells=self.cells, pinned=tuple(pinned), slots=tuple(held), seed=options.seed
        )
        self.choosing = Choosing(
            index=self.index,
            bounding=self.bounding,
            cells=self.cells,
            kept=self.kept,
            options=options,
            elapsed=control.elapsed,
        )
        self.journeys = Journeys.of(self.index, cells, pinned, held) if problem.policy.max_nights else None

    def solution(self) -> Solution:
        if self.finisher.pinned:
            self._keep_pins()
        if self.start is not None:
            self._adopt(self.start)
        chosen = self._slots()
        if chosen:
            self._search(chosen)
            self._search_afresh()
        else:
            # No trip is possible at all: the bound proves it in a few rounds.
            self._bound_rounds(max(12, self.options.work), 0, 1000)
        bound = self.bounding.proven
        self._seek_calmer()
        self.offered.settle()
        self._settle_crews()
        told = self.offered.told(self.offered.best.plan, bound)
        if self.stopped_by is StoppedBy.WORK and bound <= self.offered.best.value:
            self.stopped_by = StoppedBy.PROOF
        # Whoever stopped the run waits for a plan, not for reasons.
        hurried = self.stopped_by in (StoppedBy.CLOCK, StoppedBy.USER)
        sites, more = ((), ()) if hurried or not self.reasons else further_bounds(self.bounding)
        self._report("done", 1000)
        return Solution(
            plan=self.offered.best.plan,
            bound=bound,
            stopped_by=self.stopped_by,
            seconds=self.control.elapsed(),
            first_plan_s=self.offered.best.found_s,
            notes=told.notes,
            crew_exhausted=self.offered.best.crew_exhausted,
            site_bounds=sites,
            more_bounds=more,
            goals=told.prices,
            moves=told.moves,
        )

    # -- stages -------------------------------------------------------------------------------------------

    def _keep_pins(self) -> None:
        """The first plan keeps all pins and serves nobody; without it there is no plan at all."""
        plan, crew_exhausted = self.finisher.plan([])
        broken = violations(self.problem, plan)
        if broken:
            raise PlanFault(*((f"{item.rule} {item.where}", item.sentence) for item in broken))
        self.offered.keep(plan, crew_exhausted)

    def _adopt(self, start: Plan) -> None:
        """The start plan is the first plan as far as it is legal, and what may be made with other crews is drafted."""
        # Crews are sought anew: what is drafted on need not be legal with its own.
        legal, bare = legal_parts(self.problem, start)
        if not violations(self.problem, legal):
            self.offered.start_with(legal)
        free = free_trips(bare, self.finisher.pinned)
        if self.journeys is not None:
            self.journeys.start = free
            return
        found = seeds(self.index, self.bounding.relaxation.day_cells, Plan(trips=free))
        self.seeds = fitting_seeds(self.index, self.kept, found)

    def _seek_calmer(self) -> None:
        """One more run, where too many published visits move, in which no more than may move do."""
        if not self.reasons or self._interrupted() or not self.offered.moves_too_many():
            return
        calm, better, most = self.offered.calmer_known()
        locked = with_visits_locked(self.problem, calm, better, most)
        options = replace(self.options, work=max(1, round(self.options.work * pace.CALMER_SHARE)))
        found = Run(locked, options, Quiet(self.control), calm, reasons=False).solution()
        # Locked visits need no notice.
        if not violations(self.problem, found.plan):
            self.offered.offer(found.plan, found.crew_exhausted)

    def _settle_crews(self) -> None:
        """Teams and crews of the plan that is handed out: those that were told if they can, else fair to all."""
        kept = with_published_teams(self.problem, self.offered.best.plan)
        if kept != self.offered.best.plan:
            self.offered.recrew(kept)
        trips = () if self.start is None else self.start.trips
        told = {(trip.team, day): frozenset(trip.staff) for trip in trips for day in trip.days}
        plan = fair_crews(self.problem, self.offered.best.plan, told, seed=self.options.seed)
        if plan != self.offered.best.plan and not violations(self.problem, plan):
            self.offered.recrew(plan)

    def _slots(self) -> list[int]:
        """Pinned trips and those of the start plan, then slots for the mix with most minutes of service."""
        if self.journeys is not None:
            return self.journeys.slots
        cells = self.bounding.relaxation.day_cells
        pinned = range(len(cells), len(self.cells))
        seeded = [seed.draft.cell for seed in self.seeds]
        kept = [*self.kept, *(seed.place for seed in self.seeds)]
        return [
            *pinned,
            *seeded,
            *slots(self.index, cells, minutes_worth(self.index, cells), kept, announced_trips(self.problem)),
        ]

    def _searching(self, chosen: list[int], share: float = 0.0, calm: float | None = 0.0) -> Search:
        """The search over the slots, guided by a share of the people's prices and the price of blanks.

        A point of change to the published plan costs ``calm`` weighted people; ``None``: nothing published is moved.
        """
        prices, costs, guide = self.bounding.prices, None, None
        if prices is not None and share > 0.0:
            relaxation = self.bounding.relaxation
            people = np.array([prices.of("link", int(link)) for link in relaxation.link_of_item], dtype=np.int64)
            costs = [relaxation.card_cost(cell, prices) for cell in self.cells]
            guide = (people * share).astype(np.int64)
        if self.journeys is not None:
            return self.journeys.search(card_cost=costs, guide=guide, calm=calm or 0.0)
        held = [*(slot.held for slot in self.finisher.slots), *(held_of(self.index, seed, calm) for seed in self.seeds)]
        return Search(self.index, self.cells, chosen, held=held, card_cost=costs, guide=guide)

    def _search(self, chosen: list[int]) -> None:
        if self.offered.calm and self.seeds:
            self._search_beside(chosen)
        search = self._searching(chosen, calm=pace.FIRST_CALM)
        state = self._first_state(search)
        state, _ = search.improve(state, rounds=pace.FIRST_ROUNDS, seed=self.options.seed, stop_flag=self.stop)
        drafts = search.drafts(state)
        self._finish(drafts)
        self._report("start", 50)
        self._add_columns(drafts)
        if self.journeys is None:
            self.bounding.draft_in({self.plain[slot] for slot in chosen})
        with ThreadPoolExecutor(max_workers=max(1, self.options.workers)) as pool:
            try:
                self._side_by_side(pool, search, state, chosen)
            except BaseException:
                # An error must not wait for searches that nobody will collect; a run that goes well goes on.
                self.stop[0] = 1
                raise

    def _first_state(self, search: Search) -> State:
        """The start plan, or all slots filled one after the other."""
        if self.journeys is not None:
            return self.journeys.first_state(search, self.options.seed)
        if not self.seeds:
            return search.construct(self.options.seed)
        first = len(self.finisher.slots)
        return search.seeded({first + number: seed.draft for number, seed in enumerate(self.seeds)})

    def _search_beside(self, chosen: list[int]) -> None:
        """What can be gained while every published visit that may stand does stand."""
        plain = len(self.bounding.relaxation.day_cells)
        pinned = [
            Draft(cell=plain + number, order=slot.held.order, loads=())
            for number, slot in enumerate(self.finisher.slots)
        ]
        self._finish([*pinned, *(seed.draft for seed in self.seeds)])
        search = self._searching(chosen, calm=None)
        state, _ = search.improve(
            self._first_state(search), rounds=pace.FIRST_ROUNDS, seed=self.options.seed, stop_flag=self.stop
        )
        self._finish(search.drafts(state))

    def _search_afresh(self) -> None:
        """Where the plan found is far from the bound, drafts that do not begin with those of the start plan.

        Searches that begin there, and choices that hold to it, stay near it where few trips serve most people.
        """
        near = self.bounding.is_near(self.offered.best.value, pace.NEAR_PERMYRIAD)
        if near or not (self.reasons and self.offered.calm and self.seeds) or self._interrupted():
            return
        self.seeds = []
        search = self._searching(self._slots())
        state = search.construct(self.options.seed)
        for rounds in (pace.FIRST_ROUNDS, self.options.work * pace.ROUNDS_PER_WORK // 3):
            state, _ = search.improve(state, rounds=rounds, seed=self.options.seed, stop_flag=self.stop)
            self._finish(search.drafts(state))

    def _side_by_side(self, pool: ThreadPoolExecutor, search: Search, state: State, chosen: list[int]) -> None:
        """Rounds of the bound here, searches in the pool: first unguided, then guided by the prices."""
        rounds = round(self.options.work * pace.BOUND_ROUNDS_PER_WORK)
        first = pool.submit(
            search.improve,
            search.copy(state),
            rounds=self.options.work * pace.ROUNDS_PER_WORK // 3,
            seed=self.options.seed + 1,
            stop_flag=self.stop,
        )
        if self.options.enough_basis_points is None:
            self._bound_rounds(rounds // 2, 50, 450)
            self._collect(search, first)
        else:
            self._prove(search, first, rounds)
            if self._is_enough():
                return
        # A search that does not know the price of money only finds trips that it cannot pay for.
        ways = () if self.bounding.is_short_of_money else pace.GUIDED
        guided = [self._searching(chosen, share, calm) for share, calm in ways]
        runs = [
            pool.submit(
                one.improve,
                one.construct(self.options.seed) if number else self._first_state(one),
                rounds=self.options.work * pace.ROUNDS_PER_WORK,
                seed=self.options.seed + 2 + number,
                stop_flag=self.stop,
            )
            for number, one in enumerate(guided)
        ]
        self._bound_rounds(rounds - rounds // 2, 450, 800)
        for one, run in zip(guided, runs, strict=True):
            self._collect(one, run)
        self._choose_trips()

    def _prove(self, search: Search, first: Future[tuple[State, int]], rounds: int) -> None:
        """The bound and its choice of trips first: where they prove enough, nothing is searched any further."""
        self._bound_rounds(rounds, 50, 200, until_cases=True)
        self._collect(search, first)
        left = rounds - self.bounding.rounds
        self._bound_rounds(min(left, pace.CHOICE_ROUNDS), 200, 250)
        self._first_chosen()
        self._bound_rounds(left - pace.CHOICE_ROUNDS, 250, 450)

    def _is_enough(self) -> bool:
        """Whether the proven gap is all that was asked for."""
        enough = self.options.enough_basis_points
        return enough is not None and gap_basis_points(self.offered.best.value, self.bounding.proven) <= enough

    def _begin_choice(self, drafted: list[list[Draft]], known: Chosen | None = None) -> Choice:
        """The best trips of what the bound and some drafts use; what was published is worth something besides."""
        held = self.drafted[-1] if self.drafted else []
        return self.choosing.begin(drafted, held, known=known, is_calm=bool(self.offered.calm))

    def _choose_trips(self) -> None:
        """The best trips within what the bound and all drafts use, beside the last rounds of the bound."""
        if self._interrupted() or self.bounding.prices is None:
            if self.stopped_by is StoppedBy.CLOCK:
                self._first_chosen()
            return
        first = self._first_chosen()
        near = self.early is not None and self.bounding.is_near(self.offered.best.value, pace.NEAR_PERMYRIAD)
        drafted = [] if self.bounding.is_short_of_money else self.drafted
        further = None if near or self._is_enough() else self._begin_choice(drafted, first)
        self._bound_rounds(round(self.options.work * pace.EXTRA_ROUNDS_PER_WORK), 800, 990)
        self._made_of(further)
        self._first_chosen()

    def _first_chosen(self) -> Chosen | None:
        """What the first choice came to; a plan was made of it."""
        if self.chosen is None and self.early is not None:
            self.chosen = self._made_of(self.early)
        return self.chosen

    def _made_of(self, choice: Choice | None) -> Chosen | None:
        """The best trips of a choice, once it is made; plans are made of it. None if there are none, or no time."""
        if choice is None:
            return None
        found = awaited(choice, self._interrupted, lambda: self.stopped_by is StoppedBy.CLOCK)
        # Nobody waits for the lesser ones once the run is to end.
        for chosen in found[-1:] if self._interrupted() else found:
            self._finish(list(chosen.drafts))
        return found[-1] if found else None

    def _bound_rounds(self, rounds: int, start: int, end: int, *, until_cases: bool = False) -> None:
        """Rounds of the bound, as long as one can help; at most until it goes on in cases."""
        for number in range(rounds):
            if self.bounding.finished or self._interrupted() or self._is_enough():
                return
            if until_cases and self.bounding.may_guide:
                return
            self.bounding.reached = self.offered.best.value
            self.bounding.step()
            self._report("bound", start + (end - start) * (number + 1) // rounds)
            ready = need_not_wait(self.options, self.control.elapsed(), is_bound_done=self.bounding.finished)
            may = self.drafted or (ready and not self.finisher.pinned)
            if self.bounding.may_guide and self.early is None and may:
                self.early = self._begin_choice([])

    def _collect(self, search: Search, run: Future[tuple[State, int]]) -> None:
        """Wait for a search, listening to the caller, and make a plan of what it found."""
        while not run.done():
            self._interrupted()
            wait([run], timeout=0.2)
        state, _ = run.result()
        drafts = search.drafts(state)
        self._add_columns(drafts)
        self.drafted += [*search.further_drafts(), drafts]
        self._finish(drafts)

    def _interrupted(self) -> bool:
        """Whether the caller or the clock ends the run; passes it on to the compiled search."""
        if self.stop[0] == 0:
            if self.control.should_stop():
                self.stop[0], self.stopped_by = 1, StoppedBy.USER
            elif self.options.seconds is not None and self.control.elapsed() >= self.options.seconds:
                self.stop[0], self.stopped_by = 1, StoppedBy.CLOCK
        return bool(self.stop[0])

    def _add_columns(self, drafts: list[Draft]) -> None:
        """What the search found helps the bound on its way."""
        parts, relaxation = parts_of(drafts), self.bounding.relaxation
        columns = []
        for number, draft in enumerate(drafts):
            if draft.loads:
                cell = relaxation.cell_of(self.plain[draft.cell], parts[number])
                columns.append(as_column(self.index, draft, cell, relaxation.cells[cell]))
        relaxation.add(columns)

    def _finish(self, drafts: list[Draft]) -> None:
        """Make a plan of drafts and keep it if it is the best; one that breaks a rule is refused, and told."""
        same = tuple(drafts)
        if same not in self.finished:
            self.finished[same] = self.finisher.plan(drafts)
        self.offered.offer(*self.finished[same])

    def _report(self, stage: str, done: int) -> None:
        best, bound = self.offered.best, self.bounding.proven
        found = best.found_s is not None
        value, plan = (best.value, best.plan) if found else (None, None)
        self.control.report(Progress(stage=stage, done_permille=done, value=value, bound=bound, plan=plan))
