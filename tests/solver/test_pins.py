"""Pins are kept in every plan, or the smallest set that contradicts itself is named."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from planner.domain.history import Pin
from planner.domain.problem import Problem
from planner.errors import PinConflict
from planner.units import clock
from tests.build import cards, day, done, kits, member, month, team, village
from tests.solver.callers import invited, planned, solved
from tests.solver.problems import random_problem


def three(**more: object) -> Problem:
    """Two villages near each other, one large one elsewhere; one team, five days."""
    sites = (village("a"), village("b", unrecorded=40, at=20), village("c", unrecorded=300, at=(0, 30)))
    return month(*sites, **more)  # type: ignore[arg-type]


def pin(site: str, number: int, **level: object) -> Pin:
    return Pin(site=site, day=day(number), **level)  # type: ignore[arg-type]


def culprits(problem: Problem) -> list[str]:
    """Which pins are named, after a look that they are told in both languages."""
    with pytest.raises(PinConflict) as caught:
        solved(problem)
    assert all(fault.expected[0] and fault.expected[1] for fault in caught.value.faults)
    return [fault.where for fault in caught.value.faults]


def test_keeps_day_and_team_and_serves_people_there() -> None:
    plan = planned(three(teams=2, pins=[pin("a", 4, team="t2")]))
    (trip,) = [trip for trip in plan.trips if trip.days == (day(4),) and trip.team == "t2"]
    assert "a" in [visit.site for visit in trip.visits]
    assert invited(plan, "a") == 20
    assert invited(plan, "b") == 40


def test_a_pin_does_not_empty_the_rest_of_its_day() -> None:
    plan = planned(three(days=1, pins=[pin("a", 1)]))
    assert sum(invited(plan, name) for name in "abc") > 50


def test_a_second_stop_gets_a_first_one() -> None:
    (trip,) = [trip for trip in planned(three(pins=[pin("a", 3, position=2)])).trips if trip.days == (day(3),)]
    assert [visit.site for visit in trip.visits].index("a") == 1


def test_keeps_the_start_of_a_second_stop() -> None:
    problem = three(pins=[pin("b", 3, position=1), pin("a", 3, position=2, start=clock("13:00"))])
    plan = planned(problem)
    assert invited(plan, "a") == 20
    assert invited(plan, "b") == 40


def test_a_visit_that_serves_nobody_is_made() -> None:
    plan = planned(month(village("a", unrecorded=0), village("b"), pins=[pin("a", 2)]))
    assert day(2) in [trip.days[0] for trip in plan.trips]
    assert invited(plan, "b") == 20


def test_a_visit_for_nobody_leaves_room_for_others_in_its_trip() -> None:
    # Nobody is left at a, and there is one day: the trip that keeps the pin serves b as well.
    (trip,) = planned(month(village("a", unrecorded=0), village("b"), days=1, pins=[pin("a", 1)])).trips
    assert {visit.site: sum(row.invited for row in visit.people) for visit in trip.visits} == {"a": 0, "b": 20}


def test_a_first_stop_for_nobody_leaves_room_for_the_pinned_one() -> None:
    (trip,) = planned(month(village("a", unrecorded=0), village("c"), days=1, pins=[pin("c", 1, position=2)])).trips
    assert {visit.site: sum(row.invited for row in visit.people) for visit in trip.visits} == {"a": 0, "c": 20}


def test_a_pinned_place_too_far_for_one_leg_is_reached_over_others() -> None:
    far = three(days=1, pins=[pin("a", 1)], driving_leg_max_s=9 * 60)
    assert culprits(far) == ["/pins/0"]
    # b and c lie within the limit of a leg from the base, and a within it from them: one on the way out, one back.
    sites = (village("a", at=40), village("b", at=20), village("c", at=(20, 5)))
    (trip,) = planned(month(*sites, days=1, pins=[pin("a", 1)], driving_leg_max_s=25 * 60)).trips
    assert trip.visits[1].site == "a"
    assert {"a", "b", "c"} == {visit.site for visit in trip.visits}


def test_what_lies_on_the_way_to_a_pinned_place_may_serve_nobody() -> None:
    problem = month(
        village("a", at=40),
        village("b", at=20, unrecorded=0),
        village("c", at=(20, 5), unrecorded=0),
        days=1,
        pins=[pin("a", 1)],
        driving_leg_max_s=25 * 60,
    )
    (trip,) = planned(problem).trips
    assert [visit.site for visit in trip.visits if not visit.people]
    assert invited(planned(problem), "a") == 20


def test_pinned_without_signal_and_kit() -> None:
    assert invited(planned(month(village("a", signal="none"), pins=[pin("a", 2)])), "a") == 0
    assert invited(planned(month(village("a", signal="none"), pins=[pin("a", 2)], equipment=[kits(1)])), "a") == 20


def test_large_villages_are_pinned_and_split() -> None:
    assert invited(planned(three(pins=[pin("c", 3)])), "c") > 200


def test_stock_and_crew_hold_beside_pins() -> None:
    staff = [member(f"s{number}", away=[2]) if number else member("s0") for number in range(5)]
    plan = planned(three(pins=[pin("a", 1)], stock=cards(0, deliveries={4: 50}), staff=staff))
    assert {trip.days[0] for trip in plan.trips} <= {day(1), day(3), day(4), day(5)}


def test_what_was_done_keeps_its_pin() -> None:
    problem = month(
        village("a"), village("b", at=20), days=20, as_of=day(2), done=[done("a", 1, invited=20)], pins=[pin("a", 1)]
    )
    assert invited(planned(problem), "b") == 20


@pytest.mark.parametrize(
    "problem",
    [
        three(off=[3], pins=[pin("a", 3)]),
        three(pins=[pin("a", 3)], as_of=day(-5)),
        three(pins=[pin("a", 60)]),
        three(pins=[pin("a", 3, position=5)]),
        three(pins=[pin("a", 3, start=clock("07:31"))]),
        three(pins=[pin("a", 3, team="t1")], teams=[team("t1", closed_dates=(day(3),))]),
        month(village("a", closed_dates=(day(3),)), pins=[pin("a", 3)]),
        month(village("a", excluded=True), pins=[pin("a", 3)]),
        month(village("a", at=160), pins=[pin("a", 3)]),
        month(village("a", last_visit=day(-3)), pins=[pin("a", 3)]),
        month(village("a"), pins=[pin("a", 3)], budget_rupiah=1000),
        month(village("a"), pins=[pin("a", 3)], staff=[member("s0", "record")]),
    ],
)
def test_a_pin_that_breaks_a_rule_is_named(problem: Problem) -> None:
    assert culprits(problem) == ["/pins/0"]


def test_two_far_places_on_one_day() -> None:
    far = month(
        village("a", at=(110, 0)),
        village("b", at=(-110, 0)),
        village("c"),
        pins=[pin("c", 2), pin("a", 1), pin("b", 1)],
    )
    assert culprits(far) == ["/pins/1", "/pins/2"]


def test_all_contradictions_are_named_at_once_each_pin_with_its_own() -> None:
    # Far places on two days, for the one team; and d, which nobody reaches in a day whatever the rest.
    sites = (village("a", at=(110, 0)), village("b", at=(-110, 0)), village("c"), village("d", at=300))
    pins = [pin("a", 1), pin("b", 1), pin("c", 2), pin("d", 3), pin("a", 30), pin("b", 30)]
    with pytest.raises(PinConflict) as caught:
        solved(month(*sites, days=31, pins=pins))
    told = {fault.where: fault.expected[1] for fault in caught.value.faults}
    assert list(told) == ["/pins/3", "/pins/0", "/pins/1", "/pins/4", "/pins/5"]
    assert "contradicts" not in told["/pins/3"]
    assert f"contradicts: b {day(1)}" in told["/pins/0"]
    assert f"contradicts: a {day(30)}" in told["/pins/5"]


def test_more_pins_on_a_day_than_teams_can_keep() -> None:
    sites = [village(name, at=at) for name, at in (("a", (90, 0)), ("b", (-90, 0)), ("c", (0, 90)))]
    pins = [pin(name, 2) for name in "abc"]
    assert culprits(month(*sites, teams=2, pins=pins)) == ["/pins/0", "/pins/1", "/pins/2"]
    assert len(planned(month(*sites, teams=3, pins=pins)).trips) >= 3


def test_spacing_and_field_days_bind_pins() -> None:
    assert culprits(month(village("a"), days=20, pins=[pin("a", 1), pin("a", 10)])) == ["/pins/0", "/pins/1"]
    weekly = month(
        *(village(name) for name in "ab"), teams=[team("t1", days_per_week=1)], pins=[pin("a", 1), pin("b", 3)]
    )
    assert culprits(weekly) == ["/pins/0", "/pins/1"]
    parts = month(village("a"), days=7, pins=[pin("a", number) for number in (1, 2, 3, 4)])
    assert culprits(parts) == ["/pins/0", "/pins/1", "/pins/2", "/pins/3"]


def test_two_pins_on_one_visit() -> None:
    assert invited(planned(three(pins=[pin("a", 3, team="t1"), pin("a", 3, start=clock("10:00"))])), "a") == 20
    assert culprits(three(teams=2, pins=[pin("a", 3, team="t1"), pin("a", 3, team="t2")])) == ["/pins/0", "/pins/1"]


def random_pins(problem: Problem, dice: Random) -> tuple[Pin, ...]:
    days: list[date] = [item.day for item in problem.period.days if item.working]
    return tuple(
        Pin(
            site=dice.choice(problem.sites).id,
            day=dice.choice(days),
            team=dice.choice([None, "t1"]),
            position=dice.choice([None, None, 1, 2]),
            start=dice.choice([None, None, clock("10:00"), clock("11:30")]),
        )
        for _ in range(dice.choice([1, 1, 2]))
    )


def test_random_pins_are_kept_or_named() -> None:
    kept = 0
    for seed in range(40):
        problem = random_problem(seed)
        problem = replace(problem, pins=random_pins(problem, Random(seed)))
        with suppress(PinConflict):
            planned(problem)
            kept += 1
    assert kept > 10
