"""How far each subdistrict is served: coverage, promised floors, and how fair a plan is to the lowest.

Coverage is (recorded + expected) / eligible. Only people aged 17 or more count, since pupils of 16 are not among the
eligible; those recorded at a school count for the school's subdistrict, where their villages' people were taken from.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import total_ordering

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.service import adults
from planner.units import MICRO, PERMILLE, MicroPeople

Level = tuple[int, ...]
"""Coverages of all subdistricts in permille, the lowest first: the larger of two levels is the fairer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One subdistrict under a plan.

    Attributes
    ----------
    subdistrict
        Its name.
    eligible, recorded
        People obliged to hold a card, and those recorded before the plan; visits done count as before.
    expected
        Of age and expected to be recorded by the plan, micro-people.
    visits
        Visits to its sites, those done included.
    """

    subdistrict: str
    eligible: int
    recorded: MicroPeople
    expected: MicroPeople
    visits: int

    @property
    def permille(self) -> int:
        """(recorded + expected) / eligible, rounded down, 1000 at most; nobody eligible counts as all."""
        if self.eligible == 0:
            return PERMILLE
        return min(PERMILLE, (self.recorded + self.expected) * PERMILLE // (self.eligible * MICRO))


@total_ordering
@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """What is missing to the promised floors: people first, then visits."""

    people: MicroPeople = 0
    visits: int = 0

    def __lt__(self, other: "Shortfall") -> bool:
        return (self.people, self.visits) < (other.people, other.visits)

    def __bool__(self) -> bool:
        return bool(self.people or self.visits)


def coverages(problem: Problem, plan: Plan) -> tuple[Coverage, ...]:
    """Every subdistrict in which somebody is eligible, by name."""
    eligible: dict[str, int] = defaultdict(int)
    recorded: dict[str, int] = defaultdict(int)
    expected: dict[str, int] = defaultdict(int)
    visits: dict[str, int] = defaultdict(int)
    for site in problem.sites:
        if site.kind is SiteKind.VILLAGE:
            eligible[site.subdistrict] += site.eligible
            recorded[site.subdistrict] += site.recorded * MICRO
    for done in problem.done:
        origin = problem.site[done.origin]
        recorded[origin.subdistrict] += adults(origin, done.recorded * MICRO)
    for place, _ in sorted({(done.site, done.day) for done in problem.done}):
        visits[problem.site[place].subdistrict] += 1
    for trip in plan.trips:
        for visit in trip.visits:
            visits[problem.site[visit.site].subdistrict] += 1
            for row in visit.people:
                origin = problem.site[row.origin]
                expected[origin.subdistrict] += adults(origin, row.recorded)
    return tuple(
        Coverage(
            subdistrict=name, eligible=people, recorded=recorded[name], expected=expected[name], visits=visits[name]
        )
        for name, people in sorted(eligible.items())
        if people
    )


def shortfalls(problem: Problem, found: Sequence[Coverage]) -> dict[str, Shortfall]:
    """What is missing to the floor of each subdistrict that has one."""
    of = {item.subdistrict: item for item in found}
    missing: dict[str, Shortfall] = {}
    for floor in problem.policy.floors:
        item = of.get(floor.subdistrict)
        if item is None:
            continue
        wanted = (floor.coverage_permille or 0) * item.eligible * MICRO // PERMILLE
        missing[floor.subdistrict] = Shortfall(
            people=max(0, wanted - item.recorded - item.expected), visits=max(0, (floor.visits or 0) - item.visits)
        )
    return missing


def shortfall(problem: Problem, plan: Plan) -> Shortfall:
    """What is missing to all floors together."""
    each = shortfalls(problem, coverages(problem, plan)).values()
    return Shortfall(people=sum(item.people for item in each), visits=sum(item.visits for item in each))


def level(problem: Problem, plan: Plan) -> Level:
    """How fair a plan is: the coverages, lowest first."""
    return tuple(sorted(item.permille for item in coverages(problem, plan)))
