"""Which ways to hold the visits of a plan go together: exact, most visits kept first, then most value, then crews."""

from collections.abc import Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.domain.revision import Variant
from planner.domain.team import EquipmentKind
from planner.retiming import with_figures
from planner.score import score
from planner.units import VALUE_UNITS_PER_PERSON
from solver.building import micro_ikd
from solver.rostering.dating import LaterDay, RosterModel, Undated, further_pay
from solver.rostering.staffing import Crews

EFFORT = 20.0
"""Deterministic time, in the units of CP-SAT."""
PER_PERSON = 1_000
PER_NAME = 1
"""Worth of a visit's value by person, and of a name that stays on its trip, or is not taken on one; kept visits are
worth more than all."""


def chosen_variants(
    problem: Problem, variants: Sequence[Variant], fixed: Sequence[Variant]
) -> tuple[tuple[Variant, Trip], ...]:
    """Variants that go together, each visit in one at most, with the trips manned.

    Parameters
    ----------
    variants
        Ways to hold visits, each on one team-day.
    fixed
        Variants among them that must be chosen.
    """
    ways = [variant for variant in variants if len(variant.trip.days) == 1]
    roster = RosterModel(problem, [_undated(problem, variant) for variant in ways])
    roster.add_rules()
    made: dict[int, list[cp_model.IntVar]] = {}
    for (number, _, _), used in roster.made.items():
        made.setdefault(number, []).append(used)
    for visit in sorted({visit for variant in ways for visit in variant.visits}):
        holding = [
            used for number, variant in enumerate(ways) if visit in variant.visits for used in made.get(number, [])
        ]
        roster.model.add_at_most_one(holding)
    named = Crews(problem, roster.model, roster.on_team_day) if problem.staff else None
    if named is not None:
        roster.nights.same_crew(roster.model, named)
    roster.keep_budget(named)
    if fixed:
        stay = [number for number, variant in enumerate(ways) if variant in fixed]
        for number in stay:
            roster.model.add(sum(made.get(number, [])) == 1)
    _maximize(problem, ways, roster, made, named)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Ctrl-C belongs to the caller; the engine would leave the default behind, which ends the process.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.max_deterministic_time = EFFORT
    if solver.solve(roster.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return tuple((variant, variant.trip) for variant in fixed)
    found = []
    for (number, day, team), used in sorted(roster.made.items()):
        if solver.value(used):
            trip = ways[number].trip
            staff = named.chosen(solver, team, day) if named else trip.staff
            found.append((ways[number], with_figures(problem, replace(trip, staff=staff))))
    return tuple(found)


def _maximize(
    problem: Problem,
    ways: Sequence[Variant],
    roster: RosterModel,
    made: dict[int, list[cp_model.IntVar]],
    named: Crews | None,
) -> None:
    """Visits kept, then value, then names that stay and nobody along without need."""
    names = 2 * len(problem.staff) * len(problem.period.days) + 1
    worths = [_worth(problem, variant) for variant in ways]
    visit = (sum(sorted(worths, reverse=True)[: len(roster.on_team_day) + 1]) + 1) * names
    terms: list[cp_model.LinearExprT] = []
    for number, variant in enumerate(ways):
        gain = variant.kept * visit + worths[number] * names
        terms += [gain * used for used in made.get(number, [])]
    if named is not None:
        wished = {(name, variant.trip.team, variant.trip.days[0]) for variant in ways for name in variant.trip.staff}
        terms += [
            (PER_NAME if role in wished else -PER_NAME) * one for role, takes in named.out.items() for one in takes
        ]
    roster.model.maximize(sum(terms))


def _worth(problem: Problem, variant: Variant) -> int:
    value = score(problem, Plan(trips=(variant.trip,))).value
    return value * PER_PERSON // VALUE_UNITS_PER_PERSON


def _undated(problem: Problem, variant: Variant) -> Undated:
    trip = variant.trip
    days = [
        LaterDay(sites=tuple(visit.site for visit in trip.visits if visit.day == day), ikd=ikd)
        for day, ikd in zip(trip.days, micro_ikd(trip), strict=True)
    ]
    return Undated(
        worth=0,
        teams=(trip.team,),
        days=trip.days[:1],
        sites=days[0].sites,
        later=tuple(days[1:]),
        with_kit=trip.carries(EquipmentKind.SATELLITE_KIT) > 0,
        ikd=days[0].ikd,
        cost_rupiah=_least_cost(problem, trip),
        pay_rupiah=further_pay(problem, trip),
    )


def _least_cost(problem: Problem, trip: Trip) -> int:
    """Rupiah with the least crew."""
    return with_figures(problem, replace(trip, staff=())).cost_rupiah
