"""Compile what is compiled, once, at set-up: ``python -m solver.warm``.

The compiled parts are cached beside their sources (or in the user's cache folder where that cannot be written), so
that the first plan of a day does not wait for them.
"""

from dataclasses import replace
from datetime import date, timedelta

from planner.domain.calendar import CalendarDay, Period
from planner.domain.evidence import Resource
from planner.domain.history import Pin
from planner.domain.plan import Plan, SolveOptions
from planner.domain.problem import Problem
from planner.domain.site import Base, Connectivity, Reach, Site, SiteKind
from planner.domain.stock import CardStock
from planner.domain.team import Equipment, EquipmentKind, Team, VehicleClass
from planner.domain.travel import TravelTable
from planner.ports import Progress
from solver.forcing.enriching import value_with_more
from solver.forcing.revising import plans_with
from solver.solve import solve
from solver.trips.many import EXACT_STOPS


class Silent:
    """A control that never stops and tells nobody."""

    def elapsed(self) -> float:
        return 0.0

    def should_stop(self) -> bool:
        return False

    def report(self, progress: Progress) -> None:
        """Progress of a warm-up is nobody's business."""


def tiny_problem() -> Problem:
    """Three villages, one of them a joiner, and three days: enough to pass through every compiled part."""
    first = date(2027, 1, 4)
    days = tuple(CalendarDay(day=first + timedelta(days=number), working=True, school_open=True) for number in range(3))
    sites = tuple(
        Site(
            id=name,
            kind=SiteKind.VILLAGE,
            name=name,
            subdistrict="k",
            lon=102.5,
            lat=-3.4,
            connectivity=Connectivity.WEAK,
            eligible=people,
            recording_demand=people,
            print_ready=3,
        )
        for name, people in (("a", 90), ("b", 60), ("c", 20))
    )
    places = ("base", "a", "b", "c")
    table = TravelTable(
        vehicle_class=VehicleClass.CAR,
        places=places,
        seconds=tuple(tuple(600 * abs(row - column) for column in range(4)) for row in range(4)),
        metres=tuple(tuple(6_000 * abs(row - column) for column in range(4)) for row in range(4)),
    )
    return Problem(
        name="warm-up",
        period=Period(days=days, as_of=first - timedelta(days=30)),
        sites=sites,
        bases=(Base(id="base", name="base", lon=102.5, lat=-3.4),),
        teams=(Team(id="t", base="base"),),
        stock=CardStock(opening=1_000),
        travel=(table,),
        equipment=(Equipment(kind=EquipmentKind.SATELLITE_KIT, count=1),),
        reach=(Reach(village="c", site="b", distance_m=6_000, duration_s=600, falloff_ppm=600_000),),
    )


def main() -> None:
    """Solve the tiny problem as it stands, with a locked visit, nights out, many stops a day, and from a plan found.

    Then ask for the best days of a village in a plan without trips, and what one more satellite kit would bring.
    """
    free = tiny_problem()
    pinned = replace(free, pins=(Pin(site="a", day=free.period.days[-1].day),))
    # Nobody gets anywhere and back in a day.
    with_nights = replace(free, policy=replace(free.policy, max_nights=1, driving_day_max_s=1_000))
    door_to_door = replace(free, policy=replace(free.policy, max_visits_per_day=EXACT_STOPS + 1))
    for problem in (with_nights, door_to_door, free, pinned):
        found = solve(problem, SolveOptions(work=4, workers=1), Silent())
    for problem in (with_nights, free):
        solve(problem, SolveOptions(work=1, workers=1), Silent(), found.plan)
    plans_with(free, Plan(), ["a"], Silent(), workers=1)
    bare = solve(replace(free, equipment=()), SolveOptions(work=1, workers=1), Silent())
    value_with_more(free, bare.plan, Resource.SATELLITE_KIT)


if __name__ == "__main__":
    main()
