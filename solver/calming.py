"""Fewer published visits moved: one more run in which those that stand in a calm plan are locked.

Where the best plan moves more of the published visits than should move, visits that another plan found keeps are
locked as pins would lock them, but for as many as may move still: those that the best plans move most often. What
such a run finds moves no more than that, whatever it is worth. It is taken if that is worth next to as much; else it
tells what moving fewer costs.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planner.calm import day_points, moved_visits, still_to_come
from planner.domain.history import Pin
from planner.domain.plan import Plan
from planner.domain.problem import Problem

MORE_VALUED = 3
"""Plans, the best ones, that tell which of the visits are worth moving."""


def with_visits_locked(problem: Problem, calm: Plan, better: Sequence[Plan], most: int) -> Problem:
    """The problem in which all published visits that ``calm`` keeps are locked but for some, ``most`` moved in all.

    Parameters
    ----------
    calm
        A plan that moves at most ``most`` of them.
    better
        Plans that are worth more and move more, the best first: what they move is let go first.
    """
    lost = set(moved_visits(problem, calm))
    asked: Counter[tuple[str, date]] = Counter()
    for plan in better[:MORE_VALUED]:
        asked.update(visit for visit in moved_visits(problem, plan) if visit not in lost)
    points = day_points(problem)
    ranked = sorted(asked, key=lambda visit: (-asked[visit], points[visit][0], visit))
    free = lost | set(ranked[: max(0, most - len(lost))])
    known = {(pin.site, pin.day) for pin in problem.pins}
    coming = dict.fromkeys((visit.site, visit.day) for visit in still_to_come(problem))
    locked = [Pin(site=site, day=day) for site, day in coming if (site, day) not in free | known]
    return replace(problem, pins=(*problem.pins, *locked))
