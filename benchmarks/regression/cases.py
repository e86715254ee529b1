"""The regression set: problems by name, and the best value and bound that any version has reached on each.

A value is a plan that exists, a bound holds for every plan: so a new value above an old bound, or a new bound below an
old value, proves one of the two versions wrong, whatever has become better or worse since. ``quick`` cases are so
small that a test runs all of them; ``long`` ones are the instances that are measured anyway.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from benchmarks.hand_rule import hand_plan
from benchmarks.instances import INSTANCES, instance_problem
from benchmarks.worlds import doorsteps, islands, prizes, province
from planner.domain.problem import Problem
from planner.domain.stock import CardStock
from planner.score import score
from planner.units import ValueUnits

STORED = Path(__file__).with_name("stored.json")
DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What is known of a case.

    Attributes
    ----------
    hand
        Value of the hand rule's plan. The rule is frozen, so another value tells that the problem has changed.
    value, value_by
        The best value and the commit that found it, value units.
    bound, bound_by
        The least bound and the commit that proved it.
    """

    hand: ValueUnits
    value: ValueUnits
    value_by: str
    bound: ValueUnits
    bound_by: str


def _short(problem: Problem) -> Problem:
    return replace(problem, period=replace(problem.period, days=problem.period.days[:DAYS]))


def _villages(seed: int, teams: int) -> Problem:
    return _short(province(villages=14, schools=3, teams=teams, bases=1, seed=seed))


def _few_cards(seed: int) -> Problem:
    return replace(_villages(seed, 1), stock=CardStock(opening=90, reserve=0, counter_per_day=2))


def _islands(seed: int) -> Problem:
    return _short(islands(seed=seed, mainland=8, away=5, schools=1))


QUICK: Mapping[str, Callable[[], Problem]] = {
    "villages-1": partial(_villages, 1, 1),
    "villages-2-two-teams": partial(_villages, 2, 2),
    "few-cards-3": partial(_few_cards, 3),
    "islands-4": partial(_islands, 4),
    "doorsteps-5": lambda: _short(doorsteps(seed=5, homes=24)),
    "prizes-6": lambda: prizes(teams=2, seed=6, sites=14),
}
LONG: Mapping[str, Callable[[], Problem]] = {name: partial(instance_problem, name) for name in INSTANCES}
CASES = {**QUICK, **LONG}


def stored(path: Path = STORED) -> dict[str, Stored]:
    """What is known, by case."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return {name: Stored(**item) for name, item in told.items()}


def store(known: Mapping[str, Stored], path: Path = STORED) -> None:
    """Write what is known."""
    told = {name: asdict(item) for name, item in sorted(known.items())}
    path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8", newline="\n")


def hand_value(problem: Problem) -> ValueUnits:
    """Value of the frozen hand rule's plan."""
    return score(problem, hand_plan(problem)).value


def contradictions(known: Stored, value: ValueUnits, bound: ValueUnits | None) -> list[str]:
    """What a new value and bound say against what is known; nothing if they agree."""
    found = []
    if value > known.bound:
        found.append(f"the value {value} exceeds the bound {known.bound} of {known.bound_by}")
    if bound is not None and bound < known.value:
        found.append(f"the bound {bound} lies below the value {known.value} of {known.value_by}")
    if bound is not None and bound < value:
        found.append(f"the bound {bound} lies below its own value {value}")
    return found


def merged(known: Stored | None, *, hand: ValueUnits, value: ValueUnits, bound: ValueUnits, by: str) -> Stored:
    """What is known after a run; all anew if the problem has changed."""
    if known is None or known.hand != hand:
        return Stored(hand=hand, value=value, value_by=by, bound=bound, bound_by=by)
    better, tighter = value > known.value, bound < known.bound
    return Stored(
        hand=hand,
        value=value if better else known.value,
        value_by=by if better else known.value_by,
        bound=bound if tighter else known.bound,
        bound_by=by if tighter else known.bound_by,
    )
