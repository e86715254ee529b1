"""The goals beside the value of service, settled in their order: floors, equity, money. Each tells its price.

A plan that is better for a goal is sought by the same engine on a *tilted* problem: the same in everything that a plan
must keep, but with the people of some subdistricts worth more. Whatever it finds is legal for the problem as it
stands, and is judged there, by coverage and by true worth. The bound of the value comes from the problem as it
stands and holds for every plan, so that what the goals took is bounded too.

- *Floors* come before all: the least shortfall is taken, then the most value.
- *Equity* lifts the lowest coverage, then the next. Before the value if the policy puts it first; else as far as the
  value may fall (``hold_permille``). With nothing to give back it only chooses among plans worth the same.
- *Money*: see :mod:`solver.thrift`.

Calm, the last goal, is settled while plans are offered (:mod:`solver.offered`); what is told of it is told of the plan
that the others leave.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.calm import still_to_come
from planner.check import violations
from planner.coverage import Level, Shortfall, coverages, level, shortfall, shortfalls
from planner.domain.evidence import Goal, GoalPrice
from planner.domain.plan import Plan, Solution, SolveOptions, StoppedBy
from planner.domain.policy import EquityPlace
from planner.domain.problem import Problem
from planner.goal_sentences import equity_told, floors_told, money_told
from planner.ports import Control, Progress
from planner.score import Score, score
from planner.units import PERMILLE, ValueUnits
from solver.offered import Told
from solver.thrift import thrifty

FLOOR_ROUNDS = 4
"""Tilted runs at most that seek the promised floors."""
PUSH, EASE = 3.0, 0.6
"""What the worth of a subdistrict is multiplied by while its floor is missed, and once it is reached."""
STRENGTHS: Mapping[EquityPlace, tuple[float, ...]] = {
    EquityPlace.AFTER_VALUE: (0.15, 0.5, 1.5),
    EquityPlace.FIRST: (1.0, 3.0, 7.0),
}
"""How much more the people of the least covered subdistrict count in the tilted runs for equity."""
EQUITY_ROUNDS = 3
"""Tilted runs that seek equity: one for each strength."""
MOST_TILT = 8.0
WORK_SHARE = 4
"""A tilted run has this part of the work of the whole run."""
LEAST_WORK = 2

Tilt = Mapping[str, float]
"""How many times as much the people of a subdistrict count."""
Run = Callable[[Problem, SolveOptions, Plan], Solution]
Telling = Callable[[Plan, Sequence[Plan]], Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A legal plan with what each goal sees in it."""

    plan: Plan
    score: Score
    shortfall: Shortfall
    level: Level

    @classmethod
    def of(cls, problem: Problem, plan: Plan) -> "Candidate":
        return cls(
            plan=plan, score=score(problem, plan), shortfall=shortfall(problem, plan), level=level(problem, plan)
        )

    @property
    def value(self) -> ValueUnits:
        return self.score.value


class Quiet:
    """A control that hears nothing: what tilted runs tell is not about the problem as it stands."""

    def __init__(self, control: Control) -> None:
        self.elapsed, self.should_stop = control.elapsed, control.should_stop

    def report(self, progress: Progress) -> None:
        """Nobody is told."""


def may_seek_more(problem: Problem) -> bool:
    """Whether goals beside the value may ask for more runs."""
    policy = problem.policy
    return bool(policy.floors) or policy.equity is EquityPlace.FIRST or _may_trade(problem)


def _may_trade(problem: Problem) -> bool:
    """Whether equity may take of the value; while a plan is published, what may be given up is for calm."""
    return problem.policy.weights.hold_permille > 0 and not still_to_come(problem)


def settle_goals(
    problem: Problem, options: SolveOptions, control: Control, first: Solution, run: Run, telling: Telling
) -> Solution:
    """The solution with floors, equity and money settled after the value, and what each of them took.

    Parameters
    ----------
    control
        The caller's clock, stop button and ear.
    first
        The best plan for the value of service, with its bound.
    run
        The engine: a problem, options and a plan to go on from.
    telling
        What should be told of the plan that is handed out, given all that were found here.
    """
    return _Settling(problem, options, control, first, run, telling).solution()


def tilted(problem: Problem, tilt: Tilt) -> Problem:
    """The problem with the people of some subdistricts worth more; what a plan must keep is the same."""
    if not any(value != 1.0 for value in tilt.values()):
        return problem
    sites = tuple(
        replace(site, factor_permille=round(site.factor_permille * min(MOST_TILT, tilt.get(site.subdistrict, 1.0))))
        for site in problem.sites
    )
    return replace(problem, sites=sites)


def towards_the_lowest(problem: Problem, plan: Plan, strength: float) -> Tilt:
    """More for whoever has less under ``plan``: 1 for the best covered subdistrict, 1 + strength for the least."""
    found = {item.subdistrict: item.permille for item in coverages(problem, plan)}
    low, high = min(found.values(), default=0), max(found.values(), default=0)
    if low == high:
        return {}
    return {name: 1.0 + strength * (high - share) / (high - low) for name, share in found.items()}


class _Settling:
    def __init__(
        self, problem: Problem, options: SolveOptions, control: Control, first: Solution, run: Run, telling: Telling
    ) -> None:
        self.problem, self.options, self.control, self.first = problem, options, control, first
        self._run, self._telling = run, telling
        self.hold = problem.policy.weights.hold_permille
        self.calm = bool(still_to_come(problem))
        self.stopped_by = first.stopped_by
        self.left = (FLOOR_ROUNDS if problem.policy.floors else 0) + (EQUITY_ROUNDS if self._trades() else 0)
        self.found = [Candidate.of(problem, first.plan)]

    def solution(self) -> Solution:
        tilt: Tilt = {}
        if self.problem.policy.floors:
            tilt = self._seek_floors()
        if self._wants_equity():
            self._seek_equity(tilt)
        chosen, prices = self._choose()
        plan, prices = self._save(chosen, prices)
        told = self._telling(plan, [one.plan for one in self.found])
        return replace(
            self.first,
            plan=plan,
            stopped_by=self.stopped_by,
            notes=told.notes,
            goals=(*prices, *told.prices),
            moves=told.moves,
        )

    # --- seeking -----------------------------------------------------------------------------------------------

    def _wants_equity(self) -> bool:
        """Equity may cost something: it stands first, or value may fall; while calm holds, only if it stands first."""
        return len(self.found[0].level) > 1 and self._trades()

    def _trades(self) -> bool:
        return self.problem.policy.equity is EquityPlace.FIRST or _may_trade(self.problem)

    def _seek_floors(self) -> Tilt:
        """Tilt towards subdistricts whose floor is missed, and back where it is reached; the last tilt."""
        tilt: dict[str, float] = {}
        current = self.found[0]
        for _ in range(FLOOR_ROUNDS):
            missing = shortfalls(self.problem, coverages(self.problem, current.plan))
            if not any(missing.values()) and all(value <= 1.0 for value in tilt.values()):
                break
            for name, short in missing.items():
                tilt[name] = (
                    min(MOST_TILT, tilt.get(name, 1.0) * PUSH) if short else max(1.0, tilt.get(name, 1.0) * EASE)
                )
            next_one = self._tilted_run(tilt, current.plan)
            if next_one is None:
                break
            current = next_one
        return tilt

    def _seek_equity(self, tilt: Tilt) -> None:
        for strength in STRENGTHS[self.problem.policy.equity]:
            current = self._fairest(self._least_short())
            more = towards_the_lowest(self.problem, current.plan, strength)
            both = {name: tilt.get(name, 1.0) * more.get(name, 1.0) for name in {*tilt, *more}}
            if self._tilted_run(both, current.plan) is None:
                return

    def _tilted_run(self, tilt: Tilt, start: Plan) -> Candidate | None:
        """One more plan; ``None`` once the caller or the clock ends the run."""
        now, ceiling = self.control.elapsed(), self.options.seconds
        if self.stopped_by is StoppedBy.USER or (ceiling is not None and now >= ceiling):
            return None
        until = None if ceiling is None else now + (ceiling - now) / max(1, self.left)
        self.left -= 1
        options = replace(self.options, work=max(LEAST_WORK, self.options.work // WORK_SHARE), seconds=until)
        best = self.found[0].value
        self.control.report(Progress(stage="goals", done_permille=1000, value=best, bound=self.first.bound))
        made = self._run(tilted(self.problem, tilt), options, start)
        if made.stopped_by in (StoppedBy.CLOCK, StoppedBy.USER):
            self.stopped_by = made.stopped_by
        if violations(self.problem, made.plan):
            return self.found[-1]
        self.found.append(Candidate.of(self.problem, made.plan))
        return self.found[-1]

    # --- choosing ----------------------------------------------------------------------------------------------

    def _least_short(self) -> list[Candidate]:
        least = min(one.shortfall for one in self.found)
        return [one for one in self.found if one.shortfall == least]

    def _fairest(self, among: Iterable[Candidate]) -> Candidate:
        return max(among, key=lambda one: (one.level, one.value))

    def _choose(self) -> tuple[Candidate, list[GoalPrice]]:
        """The plan that the goals take in their order, and what each took."""
        prices: list[GoalPrice] = []
        kept = self._least_short()
        best = max(kept, key=lambda one: (one.value, one.level, -one.score.cost_rupiah))
        if self.problem.policy.floors:
            sentence = floors_told(self.problem, best.plan, self.found[0].score, best.score, self.first.bound)
            prices.append(_price(Goal.FLOORS, self.found[0], best, sentence))
        if not self._wants_equity():
            return best, prices
        chosen = self._fairest(kept if self.problem.policy.equity is EquityPlace.FIRST else self._within(kept, best))
        sentence = equity_told(self.problem, chosen.plan, best.plan, best.score, chosen.score, self.first.bound)
        prices.append(_price(Goal.EQUITY, best, chosen, sentence))
        return chosen, prices

    def _within(self, kept: Sequence[Candidate], best: Candidate) -> list[Candidate]:
        """Plans that give up no more than may be given up."""
        floor = self._value_floor(best)
        return [one for one in kept if one.value >= floor]

    def _value_floor(self, best: Candidate) -> ValueUnits:
        return best.value * (PERMILLE - self.hold) // PERMILLE

    def _save(self, chosen: Candidate, prices: list[GoalPrice]) -> tuple[Plan, list[GoalPrice]]:
        """The same plan for less money, and fewer kilometres."""
        settled = max(one.value for one in self._least_short())
        least = min(chosen.value, settled * (PERMILLE - self.hold) // PERMILLE)
        # What was promised or published is no saving: people were told hours and orders.
        plan = chosen.plan if self.calm else thrifty(self.problem, chosen.plan, least=least)
        if plan == chosen.plan:
            return chosen.plan, prices
        saved = Candidate.of(self.problem, plan)
        # What was settled for others is held, as the value is.
        lowest = tuple(share * (PERMILLE - self.hold) // PERMILLE for share in chosen.level[:1])
        fair = saved.shortfall <= chosen.shortfall and saved.level[:1] >= lowest
        if not fair or violations(self.problem, plan):
            return chosen.plan, prices
        return plan, [*prices, _price(Goal.MONEY, chosen, saved, money_told(chosen.score, saved.score))]


def _price(goal: Goal, before: Candidate, after: Candidate, sentence: tuple[str, str]) -> GoalPrice:
    return GoalPrice(
        goal=goal,
        value=before.value - after.value,
        persons=before.score.people.persons - after.score.people.persons,
        sentence=sentence,
    )
