"""Drafts by the names of their sites, for tests of what is made of them."""

from collections.abc import Sequence

from planner.domain.plan import Plan, Service, Trip
from planner.domain.problem import Problem
from solver.building import build_plan, build_trip
from solver.indexing import RECORD, WITHOUT_KIT, Index, index
from solver.master.amounts import Loaded, improve_amounts
from solver.search.anneal import Draft
from solver.trips.cells import PricingCell, pricing_cells
from tests.build import day


class Made:
    """A problem with the arrays and cells that drafts speak of."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.index: Index = index(problem)
        self.cells: tuple[PricingCell, ...] = pricing_cells(self.index)

    def cell(self, number: int = 1, *, mode: int = WITHOUT_KIT) -> int:
        """The cell of a day number."""
        classes = self.index.days.classes
        found = [place for place, cell in enumerate(self.cells) if day(number) in classes[cell.day_class].days]
        return next(place for place in found if self.cells[place].mode == mode)

    def stop(self, site: str, service: Service = Service.RECORDING) -> int:
        """The stop at a site."""
        where = self.index.places.index(site)
        return next(
            number
            for number in range(self.index.stops)
            if self.index.stop_site[number] == where and self.index.stop_service[number] is service
        )

    def item(self, origin: str, site: str, kind: int = RECORD) -> int:
        """The item of an origin at a recording visit to a site."""
        stop = self.stop(site)
        for number in range(int(self.index.stop_items[stop]), int(self.index.stop_items[stop + 1])):
            supply = int(self.index.item_supply[number])
            owner = self.problem.sites[int(self.index.supply_origin[supply])].id
            if (owner, int(self.index.item_kind[number])) == (origin, kind):
                return number
        raise LookupError(f"{origin} at {site}")

    def draft(self, *sites: str, on: int = 1, mode: int = WITHOUT_KIT, loads: Sequence[tuple[int, int]] = ()) -> Draft:
        """A draft that visits sites in this order."""
        order = tuple(self.stop(site) for site in sites)
        return Draft(cell=self.cell(on, mode=mode), order=order, loads=tuple(loads))

    def improved(self, *drafts: Draft) -> list[Loaded]:
        """The drafts with their best loads."""
        return improve_amounts(self.index, self.cells, list(drafts))

    def plan(self, loaded: Sequence[Loaded], days: Sequence[int]) -> Plan:
        """The plan of loaded trips by the first team, on these days, with the first staff."""
        crew = self.problem.teams[0]
        people = tuple(sorted(member.id for member in self.problem.staff)[: crew.crew_size])
        trips: list[Trip] = []
        for trip, number in zip(loaded, days, strict=True):
            made = build_trip(self.index, self.cells[trip.cell], trip, day=day(number), team=crew.id, staff=people)
            if made is not None:
                trips.append(made)
        return build_plan(self.problem, trips)


def taken(made: Made, trip: Loaded) -> dict[tuple[str, int], int]:
    """People of a trip by origin and kind."""
    index = made.index
    return {
        (made.problem.sites[int(index.supply_origin[index.item_supply[item]])].id, int(index.item_kind[item])): people
        for item, people, _ in trip.loads
    }
