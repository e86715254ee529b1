"""Who goes with which trip: the same people as in the plan that was, no more people than needed, fair to all.

Dates and teams stand; only names change, so no value is lost. Three things count, each before the next: people who
would come along without need (they are paid), people who lose or get a day that was told them, and fairness. Fair is
what makes the sum of squares of field days smallest, over the months of the period (days before it and days done
counted in) and, more lightly, over its weeks, and the sum of squares of nights out over the months: the spread
between people who can do the same work is then as small as their skills, leave and limits allow. A crew stays
together on all days of its trip.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ortools.sat.python import cp_model

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.ledger import lines_total, trip_cost
from solver.rostering.spans import month_of, week_of
from solver.rostering.staffing import Crews

EFFORT = 1.0
"""Deterministic time of the solve, in the units of CP-SAT."""
PERSON, CHANGE, MONTH, NIGHT, WEEK = 100_000, 2_000, 4, 4, 1
"""What weighs a person on a day of a trip, a name that was not told, a step of a month's days and nights, and of a
week's days."""

Told = Mapping[tuple[str, date], frozenset[str]]
"""Staff by (team, day) of the plan that was."""
Goes = Mapping[tuple[str, str, date], cp_model.LinearExprT]
"""Whether a person goes with a team on a day."""


def fair_crews(problem: Problem, plan: Plan, told: Told, *, seed: int) -> Plan:
    """``plan`` with other crews where that is calmer or fairer; the same trips, and none costs more.

    A plan without staff by name comes back as it is.
    """
    if not problem.staff or not plan.trips:
        return plan
    model = cp_model.CpModel()
    out = {(trip.team, day): [model.new_constant(1)] for trip in plan.trips for day in trip.days}
    crews = Crews(problem, model, out)
    goes = {key: sum(takes) for key, takes in crews.out.items()}
    _stay_together(model, plan, goes)
    cost: list[cp_model.LinearExprT] = [PERSON * one for one in goes.values()]
    cost += [-CHANGE * one for (name, team, day), one in goes.items() if name in told.get((team, day), frozenset())]
    for member in problem.staff:
        past = {item.day for item in problem.history.staff_days if item.who == member.id}
        slept = [item.day for item in problem.history.staff_days if item.who == member.id and item.night]
        days = {key[2]: one for key, one in goes.items() if key[0] == member.id}
        by_day: dict[date, list[cp_model.LinearExprT]] = {}
        for (name, _, day), one in goes.items():
            if name == member.id:
                by_day.setdefault(day, []).append(one)
        for span, weight in ((month_of, MONTH), (week_of, WEEK)):
            for key in sorted({span(day) for day in days}):
                here = [one for day, found in by_day.items() if span(day) == key for one in found]
                most = sum(span(day) == key for day in by_day)
                cost += _steps(model, here, most, sum(span(day) == key for day in past), weight)
        nights = _nights(plan, goes, member.id)
        for key in sorted({month_of(day) for day in nights}):
            here = [one for day, found in nights.items() if month_of(day) == key for one in found]
            before = sum(month_of(day) == key for day in slept)
            cost += _steps(model, here, len(here), before, NIGHT)
    model.minimize(sum(cost))
    held = {(trip.team, day): set(trip.staff) for trip in plan.trips for day in trip.days}
    for (name, team, day), takes in crews.out.items():
        if name not in held[team, day]:
            for one in takes:
                model.add_hint(one, 0)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Ctrl-C belongs to the caller; the engine would leave the default behind, which ends the process.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = EFFORT
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return plan
    trips = []
    for trip in plan.trips:
        manned = replace(trip, staff=crews.chosen(solver, trip.team, trip.days[0]))
        manned = replace(manned, cost_rupiah=lines_total(trip_cost(problem, manned)))
        trips.append(manned)
    if sum(trip.cost_rupiah for trip in trips) > sum(trip.cost_rupiah for trip in plan.trips):
        return plan
    return replace(plan, trips=tuple(trips))


def _stay_together(model: cp_model.CpModel, plan: Plan, goes: Goes) -> None:
    """Whoever goes on the first day of a trip goes on all of them; nobody else joins on the way."""
    for trip in plan.trips:
        first, *later = trip.days
        for name in {name for name, team, day in goes if team == trip.team and day in trip.days}:
            for day in later:
                model.add(goes.get((name, trip.team, day), 0) == goes.get((name, trip.team, first), 0))


def _nights(plan: Plan, goes: Goes, name: str) -> dict[date, list[cp_model.LinearExprT]]:
    """Whether somebody is out at night, by day."""
    found: dict[date, list[cp_model.LinearExprT]] = {}
    for trip in plan.trips:
        for day in trip.days[:-1]:
            if (name, trip.team, day) in goes:
                found.setdefault(day, []).append(goes[name, trip.team, day])
    return found


def _steps(
    model: cp_model.CpModel, days: list[cp_model.LinearExprT], most: int, before: int, weight: int
) -> list[cp_model.LinearExprT]:
    """Cost of the squares of ``before`` + the days taken: each further day weighs more than the one before."""
    steps = [model.new_bool_var("") for _ in range(most)]
    model.add(sum(steps) == sum(days))
    return [weight * (2 * (before + number) + 1) * step for number, step in enumerate(steps)]
