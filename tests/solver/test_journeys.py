"""Trips with nights out in tiny problems, in which one thing decides."""

from datetime import timedelta

import pytest

from planner.check import violations
from planner.domain.history import Pin
from planner.domain.plan import Plan, SolveOptions, Trip
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind
from planner.score import score
from solver.indexing import index
from solver.master.relaxation import Relaxation
from solver.solve import solve
from solver.trips.cells import Part
from solver.trips.nights import in_reach, longest_trip, possible_parts
from tests.build import base, day, done, kits, member, month, team, village, with_policy
from tests.solver.callers import Listener, invited, planned, solved
from tests.solver.night_problems import night_problem

FAR = 140
"""Minutes from the base: there and back is more than a day's driving."""


def far_month(**fields: object) -> Problem:
    """A village so far away that nobody gets there and back in a day."""
    given: dict[str, object] = {"days": 3, "max_nights": 1, "staff": ()}
    return month(village("a", unrecorded=200, at=FAR), village("b", at=10), **{**given, **fields})  # type: ignore[arg-type]


def with_nights(plan: Plan) -> list[Trip]:
    return [trip for trip in plan.trips if trip.lodging]


def test_a_place_too_far_for_a_day_is_served_overnight() -> None:
    (trip,) = with_nights(planned(far_month()))
    assert trip.lodging == ("a",)
    assert {visit.site for visit in trip.visits} == {"a"}
    assert {visit.day for visit in trip.visits} == set(trip.days)
    assert invited(planned(with_policy(far_month(), max_nights=0)), "a") == 0


def test_after_a_night_out_comes_a_day_of_rest() -> None:
    plan = planned(far_month(days=5))
    last = {trip.team: trip.days[-1] for trip in with_nights(plan)}
    assert last
    for trip in plan.trips:
        assert trip.days[0] != last.get(trip.team, trip.days[0]) + timedelta(days=1)


def test_the_kit_follows_the_trip_and_opens_a_place_without_signal() -> None:
    sites = (
        village("a", unrecorded=60, at=FAR, signal="none"),
        village("b", unrecorded=60, at=(FAR, 20), signal="none"),
    )
    problem = month(*sites, days=2, max_nights=1, staff=(), teams=2, equipment=[kits(1)])
    plan = planned(problem)
    carrying = [trip for trip in plan.trips if trip.carries(EquipmentKind.SATELLITE_KIT)]
    assert len(carrying) == 1
    assert len(carrying[0].days) == 2
    assert invited(plan, "a") + invited(plan, "b") > 60


def test_one_crew_goes_along_on_all_days() -> None:
    # On each day somebody else is away, so that only two of the four can stay out overnight.
    staff = [
        member("s1", "record ikd drive", away=[2]),
        member("s2", "record ikd drive", away=[1]),
        member("s3", "record ikd drive"),
        member("s4", "record ikd drive"),
    ]
    crew = [team("t1", crew="record:1 ikd:1 drive:1")]
    problem = month(village("a", unrecorded=90, at=FAR), days=2, max_nights=1, staff=staff, teams=crew)
    (trip,) = planned(problem).trips
    assert trip.staff == ("s3", "s4")


def test_teams_start_from_their_own_bases() -> None:
    problem = month(
        village("a", unrecorded=90, at=FAR),
        village("c", unrecorded=90, at=-FAR),
        days=2,
        max_nights=1,
        staff=(),
        bases=[base("base"), base("other", at=-20)],
        teams=[team("t1"), team("t2", base="other")],
    )
    plan = planned(problem)
    assert {trip.team: {visit.site for visit in trip.visits} for trip in plan.trips} == {"t1": {"a"}, "t2": {"c"}}


def test_a_pinned_day_stays_and_the_team_sleeps_out_beside_it() -> None:
    problem = far_month(days=8, pins=[Pin(site="b", day=day(4), team="t1")])
    plan = planned(problem)
    assert with_nights(plan)
    assert [trip.days for trip in plan.trips if any(visit.site == "b" for visit in trip.visits)] == [(day(4),)]


def test_visits_done_and_early_days_count() -> None:
    problem = far_month(days=12, as_of=day(-9), done=[done("a", 1, invited=150)])
    plan = planned(problem)
    assert invited(plan, "a") <= 50
    assert all(visit.day >= day(5) for trip in plan.trips for visit in trip.visits)


@pytest.mark.parametrize("seed", [2, 9, 22])
def test_going_on_from_a_plan_is_never_worse(seed: int) -> None:
    problem = night_problem(seed)
    first = planned(problem)
    again = solve(problem, SolveOptions(work=1, workers=1), Listener(), first)
    assert violations(problem, again.plan) == ()
    assert score(problem, again.plan).value >= score(problem, first).value


def test_where_nobody_waits_or_nobody_can_go_the_plan_is_empty() -> None:
    for problem in (month(village("a", unrecorded=0), days=3, max_nights=1), far_month(off=[1, 2, 3])):
        assert planned(problem) == Plan()


def test_the_same_options_give_the_same_plan() -> None:
    first, second = (solved(far_month(days=5), work=6, workers=2) for _ in range(2))
    assert first == second


# ------------------------------------------------------------------------------------------------ what the bound sees


def test_the_longest_trip_keeps_nights_working_days_and_field_days() -> None:
    def longest(**fields: object) -> int:
        return longest_trip(index(far_month(**{"days": 12, "max_nights": 9, **fields})), 0)

    assert longest(off=[6, 7]) == 5
    assert longest(off=[6, 7], teams=[team(days_per_week=3)]) == 3
    assert longest(teams=[team(days_per_week=3)]) == 6  # Friday to Sunday, Monday to Wednesday
    assert longest(max_nights=1) == 2


def test_parts_need_a_free_day_beside_them() -> None:
    found = index(far_month(days=5, off=[3], max_nights=2))
    parts = {days: possible_parts(found, number) for number, days in enumerate(one.days for one in found.days.classes)}
    assert parts[day(1), day(2), day(4)] == (Part.OUT, Part.BACK)
    assert parts[(day(5),)] == (Part.BACK,)


def test_places_without_a_way_are_not_visited_beside_a_night() -> None:
    problem = month(
        village("a"), village("b", at=20), days=2, max_nights=1, minutes={("base", "b"): None, ("a", "b"): None}
    )
    found = index(problem)
    names = [found.places[place] for place in found.stop_site]
    assert dict(zip(names, in_reach(found, 0).tolist(), strict=True)) == {"a": True, "b": False}


def test_without_nights_there_are_cells_of_whole_trips_only() -> None:
    relaxation = Relaxation(index(far_month(max_nights=0)))
    assert relaxation.cells == relaxation.day_cells
    assert not any(str(key[0]).startswith("night") for key in relaxation.rows)
