"""What goals beside the value of service would cost: the month planned again with each of them ahead.

A plan tells what its own goals took. This answers the question before: what fairness between subdistricts would cost
in people if more were given up for it, and what keeping the published schedule costs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.calm import still_to_come
from planner.coverage import coverages
from planner.domain.evidence import Goal
from planner.domain.plan import Plan, SolveOptions
from planner.domain.policy import EquityPlace
from planner.domain.problem import Problem
from planner.goal_sentences import calm_told, equity_told
from planner.ports import Control, Solve
from planner.rules.wording import Pair, told
from planner.score import Score, score
from planner.units import PERMILLE, MicroPeople, ValueUnits

HOLDS_PERMILLE = (10, 30)
"""What of the value may be given up for fairness, in the plans tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A goal with more weight, and what it would take.

    Attributes
    ----------
    goal, asked
        Which goal, and under which condition.
    sentence
        What it reaches and what it costs in value and people, against the plan as it is.
    value, persons
        What it gives up against that plan; less than nothing if the plan found is better.
    """

    goal: Goal
    asked: Pair
    sentence: Pair
    value: ValueUnits
    persons: MicroPeople


def goal_prices(problem: Problem, plan: Plan, options: SolveOptions, solve: Solve, control: Control) -> list[Offer]:
    """What fairness and calm would cost, each planned again from ``plan`` on; those not reached in time are missing.

    Parameters
    ----------
    plan
        Breaks no rule.
    """
    before = score(problem, plan)
    offers: list[Offer] = []
    found: list[tuple[Pair, int, Plan]] = []
    for asked, hold, changed in _fairer(problem):
        if control.should_stop():
            break
        found.append((asked, hold, solve(changed, options, control, plan).plan))
    plans = [plan, *(made for _, _, made in found)]
    for asked, hold, _ in found:
        # A plan that was found for another weight may be fairer still within what this one gives up.
        made = _fairest(problem, plans, before.value * (PERMILLE - hold) // PERMILLE)
        after = score(problem, made)
        sentence = equity_told(problem, made, plan, before, after, None)
        offers.append(_offer(Goal.EQUITY, asked, sentence, before, after))
    if still_to_come(problem) and not control.should_stop():
        offers.append(_calm(problem, plan, before, options, solve, control))
    return offers


def _fairest(problem: Problem, plans: Sequence[Plan], least: ValueUnits) -> Plan:
    """Of the plans worth at least so much the one whose lowest coverages are highest; of equals the best."""
    worth = [(plan, score(problem, plan).value) for plan in plans]
    within = [(plan, value) for plan, value in worth if value >= least] or worth[:1]
    return max(within, key=lambda one: (sorted(item.permille for item in coverages(problem, one[0])), one[1]))[0]


def _fairer(problem: Problem) -> Iterator[tuple[Pair, int, Problem]]:
    """The problem with more weight on fairness, the lightest first, and what of the value each may give up."""
    policy = problem.policy
    if len(coverages(problem, Plan())) < 2:
        return
    # While a plan is published, what may be given up is for calm.
    for hold in () if still_to_come(problem) else HOLDS_PERMILLE:
        weights = replace(policy.weights, hold_permille=hold)
        asked = told(
            "Pemerataan, bila {share} % nilai layanan boleh dilepas (boleh_turun_permil={hold})",
            "Fairness, if {share} % of the service value may be given up (hold={hold})",
            share=hold // 10,
            hold=hold,
        )
        yield asked, hold, replace(problem, policy=replace(policy, weights=weights, equity=EquityPlace.AFTER_VALUE))
    first: Pair = (
        "Pemerataan di atas nilai layanan (pemerataan=utama)",
        "Fairness before the value of service (equity_place=first)",
    )
    yield first, PERMILLE, replace(problem, policy=replace(policy, equity=EquityPlace.FIRST))


def _calm(problem: Problem, plan: Plan, before: Score, options: SolveOptions, solve: Solve, control: Control) -> Offer:
    """What could be gained if the published schedule did not matter, so far as rules allow."""
    policy = problem.policy
    weights = replace(policy.weights, hold_permille=0)
    free = solve(replace(problem, policy=replace(policy, weights=weights)), options, control, plan)
    best = score(problem, free.plan)
    asked: Pair = (
        "Menjaga jadwal terbit, dibanding rencana tanpa memandang jadwal terbit",
        "Keeping the published schedule, against a plan that does not mind it",
    )
    return _offer(Goal.CALM, asked, calm_told(problem, plan, best, before, free.bound), best, before)


def _offer(goal: Goal, asked: Pair, sentence: Pair, before: Score, after: Score) -> Offer:
    return Offer(
        goal=goal,
        asked=asked,
        sentence=sentence,
        value=before.value - after.value,
        persons=before.people.persons - after.people.persons,
    )
