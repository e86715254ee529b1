"""Slots: as many trips as team-days, kits and field days allow, the best mix first."""

from collections.abc import Sequence

from planner.domain.problem import Problem
from solver.indexing import WITH_KIT, WITHOUT_KIT, index
from solver.slots import Kept, slots
from solver.trips.cells import pricing_cells
from tests.build import day, kits, month, team, village


def modes(problem: Problem, kept: Sequence[Kept] = ()) -> list[tuple[int, int]]:
    """(day class, mode) of each slot, kits worth more."""
    found = index(problem)
    cells = pricing_cells(found)
    worth = [2.0 if cell.mode == WITH_KIT else 1.0 for cell in cells]
    return [(cells[slot].day_class, cells[slot].mode) for slot in slots(found, cells, worth, kept)]


def test_a_slot_for_every_team_day() -> None:
    assert len(modes(month(village("a"), days=4, teams=2))) == 8


def test_field_days_limit_each_week() -> None:
    assert len(modes(month(village("a"), days=14, teams=[team("t1", days_per_week=2)]))) == 4
    assert len(modes(month(village("a"), days=14, teams=[team("t1", days_per_week=2, days_per_month=3)]))) == 3


def test_kits_go_out_as_often_as_they_are_there() -> None:
    found = modes(month(village("a", signal="none"), days=3, teams=2, equipment=[kits(1, first=day(2))]))
    assert sorted(mode for _, mode in found) == [WITHOUT_KIT] * 4 + [WITH_KIT] * 2


def test_kept_trips_take_their_places() -> None:
    problem = month(village("a", signal="none"), days=3, equipment=[kits(1)])
    assert len(modes(problem)) == 3
    left = modes(problem, (Kept(day_class=0, day=day(2), with_kit=True), Kept(day_class=0, day=day(3), with_kit=False)))
    assert left == [(0, WITH_KIT)]


def test_no_day_no_slot() -> None:
    assert modes(month(village("a"), days=2, off=[1, 2])) == []
