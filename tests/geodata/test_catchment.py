"""Catchments for the map."""

import pytest

from geodata.catchment import catchments, village_cells
from tests.geodata.office import office, problem_of, village


def test_villages_that_join_give_their_land_to_the_hub() -> None:
    problem = problem_of(office())
    found = catchments(problem, {"a": "b", "b": "b", "c": "c"})
    assert list(found["site"]) == ["b", "c"]
    assert list(found["villages"]) == ["a,b", "c"]
    assert list(found["unrecorded"]) == [20, 10]
    assert found.crs.to_epsg() == 4326
    assert found.geometry.iloc[0].contains(found.geometry.iloc[0].representative_point())
    assert (found["area_km2"] > 0).all()


def test_cells_do_not_overlap_and_stay_within_their_radius() -> None:
    problem = problem_of(office(village("a", 100.0), village("b", 100.01), village("c", 100.3, lat=0.2)))
    cells = village_cells(problem.sites, radius_m=3_000)
    assert cells.crs.is_projected
    # A circle of 3 km holds 28.27 km2.
    assert (cells.area <= 28.28e6).all()
    assert cells.geometry.iloc[0].intersection(cells.geometry.iloc[1]).area == pytest.approx(0, abs=1)


def test_villages_on_one_spot_share_a_cell() -> None:
    problem = problem_of(office(village("a", 100.0), village("b", 100.0), village("c", 100.02)))
    cells = village_cells(problem.sites)
    assert cells.geometry.iloc[0].equals(cells.geometry.iloc[1])


def test_one_village_has_a_circle_and_nobody_served_has_no_land() -> None:
    problem = problem_of(office(village("a")))
    assert len(village_cells(problem.sites)) == 1
    assert len(catchments(problem, {})) == 0
