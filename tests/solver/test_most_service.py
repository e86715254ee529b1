"""How much a day can hold at one stop: never less than what a legal trip holds there."""

import pytest

from solver.indexing import index
from solver.master.relaxation import Relaxation
from solver.trips.cells import MS, pricing_cells
from tests.solver.oracle import optimum
from tests.solver.problems import random_problem


@pytest.mark.parametrize("seed", range(30))
def test_no_visit_of_the_best_plan_is_longer(seed: int) -> None:
    problem = random_problem(seed)
    found, cells = index(problem), pricing_cells(index(problem))
    for trip in optimum(problem).plan.trips:
        for visit in trip.visits:
            lost = sum(max(0, min(visit.end, one.end) - max(visit.start, one.start)) for one in trip.breaks)
            most = max(
                int(cell.most_ms[stop])
                for cell in cells
                if visit.day in found.days.classes[cell.day_class].days
                for stop in range(found.stops)
                if found.places[found.stop_site[stop]] == visit.site
            )
            assert (visit.end - visit.start - lost) * MS <= most


@pytest.mark.parametrize("seed", range(30))
def test_cuts_reckon_with_people_served_in_part(seed: int) -> None:
    # A plan may invite one more than the day can hold and serve the last of them in part.
    relaxation = Relaxation(index(random_problem(seed)))
    found = relaxation.index
    for item, link in enumerate(relaxation.link_of_item):
        people = int(found.supply_people[found.item_supply[item]])
        for cell, most in zip(relaxation.cells, relaxation.most_taken(int(link)), strict=True):
            held = int(cell.most_ms[found.item_stop[item]]) / max(1, int(cell.item_ms[item]))
            assert most >= min(people, held)
