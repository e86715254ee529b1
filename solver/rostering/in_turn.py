"""Crews named one trip after the other: for rosters so large that an exact search finds none in its time.

Trips come in order of worth. Each takes a crew that is free on all of its days, if there is one; the others stay at
home. Whatever comes out breaks no rule of crews.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.crew import find_crew
from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A dated trip that needs a crew; ``number`` is the caller's."""

    number: int
    team: str
    days: tuple[date, ...]
    worth: int
    cost_rupiah: int
    pay_rupiah: int


def crews_in_turn(problem: Problem, wanted: Sequence[Wanted]) -> dict[int, tuple[str, ...]]:
    """The crews of those trips that find one, by number, all together within the budget."""
    left = problem.policy.budget_rupiah
    made: list[Trip] = []
    crews: dict[int, tuple[str, ...]] = {}
    for one in sorted(wanted, key=lambda item: (-item.worth, item.number)):
        team = problem.team[one.team]
        beside = Plan(trips=tuple(made))
        crew = find_crew(problem, team, one.days[0], beside)
        if crew is None or any(find_crew(problem, team, day, beside) != crew for day in one.days[1:]):
            continue
        cost = one.cost_rupiah + one.pay_rupiah * max(0, len(crew) - team.crew_size)
        if left is not None:
            if cost > left:
                continue
            left -= cost
        crews[one.number] = crew
        made.append(
            Trip(
                id=str(one.number),
                team=one.team,
                vehicle=team.vehicle_class,
                staff=crew,
                days=one.days,
                visits=(),
                distance_m=0,
                cost_rupiah=cost,
            )
        )
    return crews
