"""Who goes with which trip: the same people as in the plan that was, no more people than needed, fair to all.

Dates and teams stand; only names change, so no value is lost. Three things count, each before the next: people who
would come along without need (they are paid), people who lose or get a day that was told them, and fairness. Fair is
what makes the sum of squares of field days smallest, over the months of the period (days before it and days done
counted in) and, more lightly, over its weeks, and the sum of squares of nights out over the months: the spread
between people who can do the same work is then as small as their skills, leave and limits allow. A crew stays
together on all days of its trip.

A small roster is settled exactly; a large one by swaps (:mod:`solver.rostering.swapping`), and never less fair than it
was.
"""

from collections.abc import Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.ledger import lines_total, trip_cost
from solver.rostering.sharing import CHANGE, PERSON, Outing, Told, shares, stay_together, unfairness
from solver.rostering.staffing import Crews
from solver.rostering.swapping import swapped

EFFORT = 1.0
"""Deterministic time of the solve, in the units of CP-SAT."""
LARGE = 3_000
"""Trips times staff beyond which a roster is settled by swaps."""


def fair_crews(problem: Problem, plan: Plan, told: Told, *, seed: int) -> Plan:
    """``plan`` with other crews where that is calmer or fairer; the same trips, and none costs more.

    A plan without staff by name comes back as it is.
    """
    if not problem.staff or not plan.trips:
        return plan
    if len(plan.trips) * len(problem.staff) <= LARGE:
        trips = _settled(problem, plan.trips, told, seed)
    else:
        outings = [_outing(trip) for trip in plan.trips]
        crews = swapped(problem, outings, [trip.staff for trip in plan.trips], told, seed=seed)
        trips = tuple(_manned(problem, trip, crew) for trip, crew in zip(plan.trips, crews, strict=True))
    if sum(trip.cost_rupiah for trip in trips) > sum(trip.cost_rupiah for trip in plan.trips):
        return plan
    return replace(plan, trips=trips)


def _settled(problem: Problem, trips: tuple[Trip, ...], told: Told, seed: int) -> tuple[Trip, ...]:
    """The trips with the best crews found; their own if no better ones were."""
    model = cp_model.CpModel()
    outings = [_outing(trip) for trip in trips]
    held = {(trip.team, day): trip.staff for trip in trips for day in trip.days}
    crews = Crews(problem, model, {key: [model.new_constant(1)] for key in held})
    stay_together(model, crews, outings)
    crews.begin_with(held)
    cost: list[cp_model.LinearExprT] = [PERSON * crews.hires()]
    cost += [
        -CHANGE * crews.goes(name, team, day)
        for team, day in held
        for name in sorted(crews.able(team, day) & told.get((team, day), frozenset()))
    ]
    cost += shares(problem, model, crews, outings, held)
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Ctrl-C belongs to the caller; the engine would leave the default behind, which ends the process.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = EFFORT
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return trips
    manned = tuple(_manned(problem, trip, crews.chosen(solver, trip.team, trip.days[0])) for trip in trips)
    return trips if _weight(problem, manned, told) >= _weight(problem, trips, told) else manned


def _manned(problem: Problem, trip: Trip, crew: tuple[str, ...]) -> Trip:
    manned = replace(trip, staff=crew)
    return replace(manned, cost_rupiah=lines_total(trip_cost(problem, manned)))


def _outing(trip: Trip) -> Outing:
    return Outing(team=trip.team, days=trip.days)


def _weight(problem: Problem, trips: Sequence[Trip], told: Told) -> int:
    """What the crews of trips weigh: people, names that were not told, unfairness."""
    pairs = [(trip, day) for trip in trips for day in trip.days]
    people = sum(len(trip.staff) for trip, _ in pairs)
    kept = sum(len(told.get((trip.team, day), frozenset()).intersection(trip.staff)) for trip, day in pairs)
    shared = unfairness(problem, [(_outing(trip), trip.staff) for trip in trips])
    return PERSON * people - CHANGE * kept + shared
