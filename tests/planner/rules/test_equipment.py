from planner.domain.team import VehicleClass
from tests.build import day, equipment, kits, month, plan_of, team, trip, village, visit
from tests.planner.rules.spoiling import assert_legal, only, with_trip

SITES = (village("a", signal="none"), village("b", signal="none"))


def test_one_kit_in_two_places() -> None:
    problem = month(*SITES, teams=2, equipment=[kits(1)])
    first = trip("t1", 1, visit("a", 20), kits=1)
    assert_legal(problem, plan_of(problem, first, trip("t2", 2, visit("b", 20), kits=1)))
    found = only("equipment", problem, plan_of(problem, first, trip("t2", 1, visit("b", 20), kits=1)))
    assert (found.where, found.found, found.allowed) == ("satellite_kit/2027-01-04", "2", "1")
    assert found.sentence[0] == "Pada 4 Januari 2027 dibawa 2 perangkat satelit; yang ada 1."


def test_no_kit_is_listed_and_no_kit_is_there() -> None:
    problem = month(*SITES)
    only("equipment", problem, plan_of(problem, trip("t1", 1, visit("a", 20), kits=1)))


def test_a_kit_that_comes_later() -> None:
    problem = month(*SITES, equipment=[kits(1, first=day(2), last=day(2))])
    assert_legal(problem, plan_of(problem, trip("t1", 2, visit("a", 20), kits=1)))
    only("equipment", problem, plan_of(problem, trip("t1", 1, visit("a", 20), kits=1)))
    only("equipment", problem, plan_of(problem, trip("t1", 3, visit("a", 20), kits=1)))


def test_recording_sets_printers_and_vehicles_where_they_are_listed() -> None:
    # Two teams with 2 stations and 1 printer each: 4 sets, 2 printers, 2 vehicles.
    for kind, enough in (("recording_set", 4), ("printer", 2), ("vehicle", 2)):
        problem = month(village("a"), village("b"), teams=2, equipment=[equipment(kind, enough)])
        plan = plan_of(problem, trip("t1", 1, visit("a", 20)), trip("t2", 1, visit("b", 20)))
        assert_legal(problem, plan)
        less = month(village("a"), village("b"), teams=2, equipment=[equipment(kind, enough - 1)])
        assert only("equipment", less, plan).amount == 1


def test_a_vehicle_that_the_team_does_not_have() -> None:
    teams = [team("t1"), team("t2", vehicle_class=VehicleClass.MOTORCYCLE)]
    problem = month(village("a"), teams=teams)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20)))
    found = only("equipment", problem, with_trip(problem, plan, vehicle=VehicleClass.MOTORCYCLE))
    assert found.sentence[0] == "Tim t1 pada 4 Januari 2027 memakai sepeda motor; yang dimilikinya mobil."
