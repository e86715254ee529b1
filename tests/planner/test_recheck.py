"""Judging a plan by what it changes finds exactly what judging all of it finds."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from planner.check import violations
from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.keeping import settled
from planner.ledger import lines_total, trip_cost, trip_distance_m
from planner.recheck import REACH, Known
from planner.rules import RULES
from tests.api.office import plan, problem


def figured(found: Problem, trip: Trip) -> Trip:
    trip = replace(trip, distance_m=trip_distance_m(found, trip))
    return replace(trip, cost_rupiah=lines_total(trip_cost(found, trip)))


def changed(found: Problem, before: Plan, chance: random.Random) -> Plan:
    """One trip on another day, by another team, with more people, later, or gone."""
    trips = list(before.trips)
    at = chance.randrange(len(trips))
    trip = trips.pop(at)
    kind = chance.choice(["day", "team", "people", "late", "gone", "twice"])
    if kind == "day":
        days = timedelta(days=chance.randint(-2, 5))
        shifted = [replace(visit, day=visit.day + days) for visit in trip.visits]
        pauses = tuple(replace(pause, day=pause.day + days) for pause in trip.breaks)
        moved = replace(trip, visits=tuple(shifted), breaks=pauses, days=tuple(day + days for day in trip.days))
        trips.append(moved if all(found.period.day(day) for day in moved.days) else trip)
    elif kind == "team":
        trips.append(figured(found, replace(trip, team=chance.choice([team.id for team in found.teams]))))
    elif kind in ("people", "late"):
        visit = trip.visits[0]
        if kind == "people" and visit.people:
            row = replace(
                visit.people[0], invited=visit.people[0].invited + 40, cards=visit.people[0].cards + 90_000_000
            )
            visit = replace(visit, people=(row, *visit.people[1:]))
        else:
            visit = replace(visit, end=visit.end + 4_000, depart=visit.depart + 4_000)
        trips.append(figured(found, replace(trip, visits=(visit, *trip.visits[1:]))))
    elif kind == "twice":
        trips += [trip, replace(trip, id=f"{trip.id}-{chance.random()}")]
    return settled(found, trips)


@pytest.mark.parametrize("seed", range(40))
def test_what_changes_find_is_what_the_whole_plan_breaks(seed: int) -> None:
    chance = random.Random(seed)
    found = problem()
    if seed % 3 == 0:
        found = replace(found, policy=replace(found.policy, budget_rupiah=2_000_000, min_gap_days=3))
    before = plan()
    for _ in range(seed % 4):
        before = changed(found, before, chance) if before.trips else before
    known = Known(found, before)
    assert known.violations == violations(found, before)
    for _ in range(6):
        if before.trips:
            after = changed(found, before, chance)
            assert known.after(after) == violations(found, after)


def test_every_rule_says_how_far_a_change_reaches() -> None:
    assert set(REACH) == {rule.id for rule in RULES}


def test_the_same_plan_is_not_judged_again() -> None:
    known = Known(problem(), plan())
    assert known.after(plan()) == violations(problem(), plan()) == ()
