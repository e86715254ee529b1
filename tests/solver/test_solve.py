"""Plans of tiny problems in which one thing decides, and the promises of a run."""

import pytest

from planner.domain.history import History
from planner.domain.plan import Plan, SolveOptions, StoppedBy
from planner.domain.team import EquipmentKind
from planner.score import score
from planner.units import MICRO, clock
from solver.solve import solve
from tests.build import announced, cards, day, done, kits, member, month, past_days, past_visit, school, team, village
from tests.solver.callers import Listener, invited, people, planned, solved
from tests.solver.problems import random_problem


def test_waits_for_the_delivery() -> None:
    problem = month(village("a"), stock=cards(0, deliveries={3: 30}))
    (trip,) = planned(problem).trips
    assert trip.days[0] >= day(3)
    assert score(problem, planned(problem)).people.cards == 20_000_000


def test_a_crew_without_anybody_for_digital_identities_records_all_the_same() -> None:
    """Without the duty who is recorded need not get one; under the duty the recorders give it."""
    crew = team("t1", crew="record:2 drive:1")
    (row,) = [row for _, _, row in people(planned(month(village("a"), teams=[crew], staff=())))]
    assert (row.recorded, row.ikd) == (20 * MICRO, 0)
    (row,) = [row for _, _, row in people(planned(month(village("a"), teams=[crew], staff=(), mandatory_ikd=True)))]
    assert row.recorded == 20 * MICRO
    assert row.ikd > 0


def test_a_village_without_signal_joins_a_hub() -> None:
    plan = planned(month(village("a"), village("b", signal="none", at=15), reach={("b", "a"): 2.0}))
    assert {(site, row.origin) for _, site, row in people(plan)} == {("a", "a"), ("a", "b")}
    assert {(item.village, item.site) for item in plan.assignments} == {("a", "a"), ("b", "a")}


def test_the_kit_goes_to_the_village_without_signal() -> None:
    plan = planned(month(village("a"), village("b", signal="none", at=(0, 40)), teams=2, days=1, equipment=[kits(1)]))
    with_kit = [trip for trip in plan.trips if trip.carries(EquipmentKind.SATELLITE_KIT)]
    assert ["b" in [visit.site for visit in trip.visits] for trip in with_kit] == [True]
    assert invited(plan, "b") == 20


def test_a_kit_is_never_at_two_places_on_a_day() -> None:
    dead = [village(name, signal="none", at=at, unrecorded=90) for name, at in (("a", (40, 0)), ("b", (-40, 0)))]
    plan = planned(month(*dead, teams=2, days=2, equipment=[kits(1)]))
    days = [trip.days[0] for trip in plan.trips if trip.carries(EquipmentKind.SATELLITE_KIT)]
    assert len(days) == len(set(days)) == 2


def test_friday_is_short() -> None:
    problem = month(village("a", unrecorded=500), days=5, off=[1, 2, 3, 4])
    # 2.5 hours of service at two stations and six minutes each.
    assert 40 <= invited(planned(problem), "a") <= 50


def test_schools_are_visited_on_school_days_within_their_hours() -> None:
    plan = planned(month(school("s", pupils=400), days=3, school_closed=[1, 3]))
    (trip,) = plan.trips
    assert trip.days == (day(2),)
    assert trip.visits[0].end <= clock("13:00")


def test_names_whom_no_crew_could_serve() -> None:
    # One person has both skills, but fills only one of them.
    one = [member("s1", "record ikd drive")]
    solution = solved(month(village("a"), days=1, staff=one, teams=[team("t1", crew="record:1 ikd:1")]))
    assert solution.plan == Plan()
    assert solution.crew_exhausted == ("a",)


def test_no_trip_is_drafted_that_nobody_could_man() -> None:
    away = [member(f"s{number}", away=[1, 3]) for number in range(4)]
    alone = solved(month(village("a"), days=1, staff=away))
    assert (alone.plan, alone.bound) == (Plan(), 0)
    (trip,) = planned(month(village("a"), days=3, staff=away)).trips
    assert trip.days == (day(2),)


def test_keeps_the_budget_with_those_who_only_drive() -> None:
    staff = [member("s1", "record"), member("s2", "record"), member("s3", "ikd"), member("s4", "drive")]
    free = month(village("a", unrecorded=400, at=40), staff=staff, office_minimum_record=0)
    (one, *_) = planned(free).trips
    capped = month(village("a", unrecorded=400, at=40), staff=staff, budget_rupiah=2 * one.cost_rupiah)
    plan = planned(capped)
    assert len(plan.trips) == 2
    assert sum(trip.cost_rupiah for trip in plan.trips) <= 2 * one.cost_rupiah


def test_no_demand_gives_the_empty_plan() -> None:
    solution = solved(month(village("a", unrecorded=0)))
    assert solution.plan == Plan()
    assert solution.bound == 0
    assert solution.stopped_by is StoppedBy.PROOF


def test_no_day_gives_the_empty_plan() -> None:
    assert planned(month(village("a"), days=2, off=[1, 2])) == Plan()


def test_what_was_done_and_what_was_before_is_kept() -> None:
    problem = month(
        village("a", unrecorded=150),
        village("b", at=20),
        village("c", at=(0, 20)),
        days=12,
        as_of=day(-8),
        done=[done("a", 1, invited=30)],
        history=History(visits=(past_visit("c", -3),), team_days=past_days("t1", 0)),
        teams=[team("t1", days_per_week=2)],
    )
    plan = planned(problem)
    assert invited(plan, "a") <= 120
    assert invited(plan, "b") == 20
    assert invited(plan, "c") == 0


def test_who_was_served_at_a_hub_is_served_there_again() -> None:
    sites = [village(name, unrecorded=40, at=at) for name, at in (("a", 10), ("b", 20), ("c", (0, 20)))]
    reach = {("b", "a"): 2.0, ("a", "b"): 2.0, ("c", "a"): 2.0}
    problem = month(*sites, days=12, as_of=day(-11), done=[done("a", 1, invited=5, origin="b")], reach=reach)
    served = {(site, row.origin) for _, site, row in people(planned(problem))}
    assert ("a", "b") in served
    assert not served & {("b", "b"), ("b", "a")}


def test_people_of_a_hub_come_when_their_own_data_are_ready() -> None:
    sites = (village("a", at=20), village("b", signal="none", data_ready=day(3)))
    plan = planned(month(*sites, days=4, reach={("b", "a"): 1.0}))
    assert {trip.days[0] >= day(3) for trip, _, row in people(plan) if row.origin == "b"} == {True}


def test_visits_already_announced_are_made_on_their_day_and_others_wait_for_notice() -> None:
    # a and b were told of different days within the notice, with c as guest of a; d was told of nothing.
    sites = [village(name, unrecorded=60, at=at) for name, at in (("a", 10), ("b", 20), ("c", 25), ("d", (0, 20)))]
    reach = {("c", "a"): 1.0, ("d", "a"): 1.0}
    told = [announced("a", 2, "c"), announced("b", 3)]
    problem = month(*sites, days=5, as_of=day(1), published=told, reach=reach, join_max_unrecorded=60)
    made = planned(problem)
    days = {(site, row.origin): trip.days[0] for trip, site, row in people(made)}
    assert days == {("a", "a"): day(2), ("a", "c"): day(2), ("b", "b"): day(3)}


def bigger() -> list[object]:
    return [
        village(name, unrecorded=60 + 7 * number, at=(10 * number, -7 * number)) for number, name in enumerate("abcdef")
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_options_give_the_same_plan(workers: int) -> None:
    problem = month(*bigger(), days=8, teams=2, stock=cards(90, deliveries={4: 200}))  # type: ignore[arg-type]
    first, second = (solved(problem, work=6, workers=workers) for _ in range(2))
    assert first == second


def test_stops_when_the_caller_wants_with_the_best_so_far() -> None:
    problem = month(*bigger(), days=8)  # type: ignore[arg-type]
    solution = solved(problem, work=2_000, caller=Listener(steps=0))
    assert solution.stopped_by is StoppedBy.USER
    assert score(problem, solution.plan).value > 0


def test_the_clock_is_a_ceiling() -> None:
    problem = month(*bigger(), days=8)  # type: ignore[arg-type]
    solution = solve(problem, SolveOptions(work=2_000, seconds=5.0, workers=1), Listener(tick_s=1.0))
    assert solution.stopped_by is StoppedBy.CLOCK
    assert score(problem, solution.plan).value > 0


def test_progress_only_gets_better() -> None:
    caller = Listener()
    solved(month(*bigger(), days=8), work=8, caller=caller)  # type: ignore[arg-type]
    values = [item.value for item in caller.heard if item.value is not None]
    bounds = [item.bound for item in caller.heard if item.bound is not None]
    shares = [item.done_permille for item in caller.heard]
    assert values == sorted(values)
    assert bounds == sorted(bounds, reverse=True)
    assert shares == sorted(shares)
    assert shares[-1] == 1000


@pytest.mark.parametrize("seed", range(30))
def test_plans_of_random_problems_are_legal(seed: int) -> None:
    solved(random_problem(seed))
