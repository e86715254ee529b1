"""Answers a study: every month of every scenario once, along a tree that is fixed before anything runs."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from api import wiring
from api.product import product_version
from api.scenarios.pool import Solvers, SolvingPool, Stopped
from api.scenarios.start_file import start_file
from api.scenarios.store import KeptRuns, run_key
from planner.domain.plan import Plan, PlanDocument, SolveOptions
from planner.domain.problem import Problem
from planner.errors import InputFaults
from planner.scenarios.answers import Answer, month_answer
from planner.scenarios.relaxing import Settled, order_of, passed, recounted, relaxes
from planner.scenarios.rolling import Ground, Office, first_office, month_of, next_office
from planner.scenarios.scenario import unplaced
from planner.scenarios.study import BASE, Effort, Node, Study, study_faults, tree
from planner.score import score
from planner.units import ValueUnits, gap_basis_points

USUAL_SECONDS_PER_WORK = 0.25
"""Of one process on an office PC, before anything was measured in a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRun:
    """One month of a scenario as it was answered."""

    problem: Problem
    plan: Plan
    bound: ValueUnits | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRun:
    """A scenario with all its months; where its first plan and bound come from if they are not its own."""

    node: Node
    months: tuple[MonthRun, ...]
    plan_from: str
    bound_from: str

    def answer(self) -> Answer:
        """Counted out."""
        return Answer(
            name=self.node.name,
            months=tuple(month_answer(month.problem, month.plan, month.bound) for month in self.months),
            plan_from=self.plan_from,
            bound_from=self.bound_from,
        )


@dataclass(slots=True, kw_only=True)
class Advance:
    """How far a study is; told to whoever watches.

    Attributes
    ----------
    total, done, kept, solved, repeated
        Months to answer and answered; of these found in the folder, solved now, begun again after a process died.
    seconds_left
        Estimate from what was solved so far.
    running
        Names of the scenarios that are being solved.
    done_permille
        Share of the work done, runs under way counted by their own progress.
    """

    total: int
    done: int = 0
    kept: int = 0
    solved: int = 0
    repeated: int = 0
    seconds_left: float | None = None
    running: tuple[str, ...] = ()
    done_permille: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRun:
    """Everything that a study came to, in the order of its tree."""

    study: Study
    runs: tuple[NodeRun, ...]
    answers: Mapping[str, Answer] = field(default_factory=dict)


class StudyRunner:
    """Carries one study out.

    Raises
    ------
    InputFaults
        When it is made: changes that do not fit the first month, lie outside the study, or names used twice.
    """

    def __init__(
        self,
        study: Study,
        base: Problem,
        grounds: Sequence[Ground],
        folder: KeptRuns,
        *,
        processes: int = 2,
        pool: Solvers | None = None,
        workers: int | None = None,
        hear: Callable[[Advance], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.study, self.base, self.grounds, self.folder = study, base, grounds, folder
        self.processes = processes
        self.pool: Solvers = pool or SolvingPool(processes)
        self._hear = hear
        self._clock = clock
        # What is solved alone has all cores to itself; its plan does not depend on that.
        self._alone = workers or processes
        self._workers = workers or max(1, processes // min(processes, study.cells))
        self._lock = threading.Lock()
        self._spent_s, self._spent_work = 0.0, 0
        self._done: dict[str, NodeRun] = {}
        self._twins: dict[str, str] = {}
        self._first: dict[str, tuple[Office, Problem]] = {}
        self._running: list[str] = []
        self._partial: dict[str, int] = {}
        ensure_fits(study, base, grounds)
        self.nodes = tree(base, study)
        self.advance = Advance(total=len(self.nodes) * study.months)

    # --- the run -----------------------------------------------------------------------------------------------

    def run(self) -> StudyRun:
        """Answer everything.

        Raises
        ------
        Stopped
            The pool was stopped; run again to go on.
        InputFaults
            A change does not fit a later month, or a run cannot be kept.
        """
        self._prepare()
        waiting = list(self.nodes)
        at_work: dict[Future[NodeRun], Node] = {}
        try:
            with ThreadPoolExecutor(max_workers=self.processes) as threads:
                while waiting or at_work:
                    if self.pool.is_stopped:
                        raise Stopped
                    for node in self._ready(waiting, self.processes - len(at_work)):
                        waiting.remove(node)
                        at_work[threads.submit(self._node, node)] = node
                    ended, _ = wait(at_work, return_when=FIRST_COMPLETED)
                    for future in ended:
                        node = at_work.pop(future)
                        self._done[node.name] = future.result()
        except BaseException:
            self.pool.stop()
            raise
        finally:
            self.pool.close()
        if self._spent_work:
            self.folder.keep_pace(self._spent_s / self._spent_work)
        runs = self._handed_over(tuple(self._done[node.name] for node in self.nodes))
        return StudyRun(study=self.study, runs=runs, answers={run.node.name: run.answer() for run in runs})

    def _prepare(self) -> None:
        """The first month of every scenario; equal problems are answered once."""
        seen: dict[str, str] = {}
        for node in self.nodes:
            office, problem = month_of(first_office(self.base), node.scenario)
            self._first[node.name] = (office, problem)
            if self.study.months == 1:
                first = seen.setdefault(wiring.hash_of(problem), node.name)
                if first != node.name:
                    self._twins[node.name] = first

    def _needs(self, node: Node) -> Iterator[str]:
        if node.name in self._twins:
            yield self._twins[node.name]
            return
        if node.parent is not None:
            yield node.parent
        if node.above is not None:
            yield node.above

    def _ready(self, waiting: Sequence[Node], most: int) -> list[Node]:
        """Nodes that can begin, in order of the tree."""
        found = [node for node in waiting if all(name in self._done for name in self._needs(node))]
        return found[:most]

    def _node(self, node: Node) -> NodeRun:
        twin = self._twins.get(node.name)
        if twin is not None:
            self._tell(done=1, kept=1)
            return replace(self._done[twin], node=node)
        spared = self._spared(node)
        if spared is not None:
            self._tell(done=1, kept=1)
            return spared
        parent = None if node.parent is None else self._done[node.parent]
        office, problem = self._first[node.name]
        months = []
        with self._lock:
            self._running.append(node.name)
        try:
            for number in range(self.study.months):
                start = None if parent is None else parent.months[number].plan
                # Everything else waits for the base.
                month = self.month(problem, start, alone=parent is None)
                months.append(month)
                if number + 1 < self.study.months:
                    office = next_office(office, problem, month.plan, self.grounds[number], self.study.rolling)
                    office, problem = self._next(node, office)
        finally:
            with self._lock:
                self._running.remove(node.name)
        return NodeRun(node=node, months=tuple(months), plan_from=node.name, bound_from=node.name)

    def _next(self, node: Node, office: Office) -> tuple[Office, Problem]:
        """The next month under the scenario; what does not fit there is told with the scenario and the month."""
        try:
            return month_of(office, node.scenario)
        except InputFaults as error:
            month = office.problem.period.first.isoformat()[:7]
            raise InputFaults(
                tuple(replace(fault, where=f"{node.name} {month} {fault.where}") for fault in error.faults)
            ) from error

    def _spared(self, node: Node) -> NodeRun | None:
        """A scenario that known plans and bounds answer within the gap: there is nothing left to find.

        They are those of the base, of where it would start, and of the last cell of its line: which these are is
        fixed, so that it does not depend on what ended first.
        """
        if node.parent is None or self.study.months > 1:
            return None
        problem = self._first[node.name][1]
        known = [self._done[name] for name in dict.fromkeys((node.parent, node.above, BASE)) if name is not None]
        bounds = [
            (run.months[0].bound, run.bound_from)
            for run in known
            if run.months[0].bound is not None and relaxes(run.months[0].problem, problem)
        ]
        if not bounds:
            return None
        bound, bound_from = min(bounds)
        plans = [(recounted(problem, run.months[0].plan), run.plan_from) for run in known]
        plan, plan_from = max(plans, key=lambda item: score(problem, item[0]).value)
        if gap_basis_points(score(problem, plan).value, bound) > self.study.effort.gap_basis_points:
            return None
        month = MonthRun(problem=problem, plan=plan, bound=bound)
        return NodeRun(node=node, months=(month,), plan_from=plan_from, bound_from=bound_from)

    def month(self, problem: Problem, start: Plan | None, *, alone: bool = True, ends: bool = True) -> MonthRun:
        """One month from the folder or a process, with more work while the gap is too wide.

        A run ends as soon as the gap is proven, unless ``ends`` is false: then all of its work is done.
        """
        content = wiring.problem_json(problem)
        problem_hash = wiring.hash_of(problem)
        best: MonthRun | None = None
        effort = self.study.effort
        solved = attempts = 0
        for options in rungs(effort, ends=ends):
            document, new, tries = self._solved(problem_hash, content, options, start, alone=alone)
            solved += new
            attempts += tries
            bound = document.summary.bound
            if best is not None:
                bounds = [item for item in (bound, best.bound) if item is not None]
                bound = min(bounds) if bounds else None
            if best is None or document.summary.value >= score(problem, best.plan).value:
                best = MonthRun(problem=problem, plan=document.plan, bound=bound)
            else:
                best = replace(best, bound=bound)
            start = best.plan
            value = score(problem, best.plan).value
            if bound is not None and gap_basis_points(value, bound) <= effort.gap_basis_points:
                break
        assert best is not None  # noqa: S101  # an effort has at least one try
        self._tell(done=1, kept=0 if solved else 1, solved=1 if solved else 0, repeated=attempts)
        return best

    def _solved(
        self, problem_hash: str, content: bytes, options: SolveOptions, start: Plan | None, *, alone: bool
    ) -> tuple[PlanDocument, bool, int]:
        """The run with this name: from the folder, or solved and kept; whether it was solved, and begun anew."""
        begun = b"" if start is None else start_file(start)
        key = run_key(problem_hash, options, hashlib.sha256(begun).hexdigest(), product_version())
        kept = self.folder.run(key)
        if kept is not None:
            return kept, False, 0
        order: dict[str, Any] = {
            "work": options.work, "seconds": None, "seed": options.seed,
            "workers": self._alone if alone else self._workers, "enough_basis_points": options.enough_basis_points,
        }  # fmt: skip
        began = self._clock()
        found = self.pool.solve(key, order, content, begun, partial(self._heard, problem_hash))
        with self._lock:
            self._spent_s += self._clock() - began
            self._spent_work += options.work
            self._partial.pop(problem_hash, None)
        self.folder.keep_run(key, found.document)
        return wiring.parse_plan(found.document), True, found.attempts - 1

    def _heard(self, problem_hash: str, facts: Mapping[str, Any]) -> None:
        with self._lock:
            self._partial[problem_hash] = int(facts["done_permille"])
        self._tell()

    def _tell(self, *, done: int = 0, kept: int = 0, solved: int = 0, repeated: int = 0) -> None:
        with self._lock:
            now = self.advance
            # What a seek tries comes on top of the months of the study.
            now.done = min(now.total, now.done + done)
            now.kept += kept
            now.solved += solved
            now.repeated += repeated
            now.running = tuple(self._running)
            begun = sum(self._partial.values())
            now.done_permille = min(1000, (now.done * 1000 + begun) // now.total)
            if self._spent_work:
                pace = self._spent_s / self._spent_work
                left = max(0.0, now.total - now.done - begun / 1000)
                now.seconds_left = seconds_for(self.study.effort, left, self.processes, pace)
            told = replace(now)
        if self._hear is not None:
            self._hear(told)

    def _handed_over(self, runs: tuple[NodeRun, ...]) -> tuple[NodeRun, ...]:
        """Plans handed up and bounds handed down the relaxing order, where a scenario is one month.

        Over several months a better plan of the first would make another second month.
        """
        if self.study.months > 1:
            return runs
        problems = {run.node.name: run.months[0].problem for run in runs}
        found = {
            run.node.name: Settled(
                plan=run.months[0].plan,
                value=score(run.months[0].problem, run.months[0].plan).value,
                bound=run.months[0].bound,
                plan_from=run.plan_from,
                bound_from=run.bound_from,
            )
            for run in runs
        }
        settled = passed(problems, found, order_of(problems))
        return tuple(
            replace(
                run,
                months=(replace(run.months[0], plan=settled[run.node.name].plan, bound=settled[run.node.name].bound),),
                plan_from=settled[run.node.name].plan_from,
                bound_from=settled[run.node.name].bound_from,
            )
            for run in runs
        )


def ensure_fits(study: Study, base: Problem, grounds: Sequence[Ground]) -> None:
    """All that is wrong, before anything is solved.

    Raises
    ------
    InputFaults
        Changes that do not fit the first month, lie outside the study, or names used twice.
    """
    faults = list(study_faults(base, study))
    last = grounds[-1].period.last if grounds else base.period.last
    named = [
        ("/base", study.base),
        *((f"/scenario/{number}", item) for number, item in enumerate(study.scenarios)),
        *((f"/grid/{number}", item.base) for number, item in enumerate(study.grids)),
        *((f"/swing/{number}/low", item.low) for number, item in enumerate(study.swings)),
        *((f"/swing/{number}/high", item.high) for number, item in enumerate(study.swings)),
    ]
    for where, scenario in named:
        faults += unplaced(scenario, where, base.period.first, last)
    if faults:
        raise InputFaults(tuple(faults))


def rungs(effort: Effort, *, ends: bool = True) -> Iterator[SolveOptions]:
    """Options of the tries, one after the other."""
    enough = effort.gap_basis_points if ends else None
    for work in effort.work:
        yield SolveOptions(work=work, seed=effort.seed, enough_basis_points=enough)


def seconds_for(effort: Effort, months: float, processes: int, pace: float | None) -> float:
    """Seconds that so many months take: an estimate from the first try of each."""
    return months * effort.work[0] * (pace or USUAL_SECONDS_PER_WORK) / max(1.0, min(months, processes))
