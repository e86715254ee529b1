"""Which trips to leave out where all together cost more than the budget: before they are dated, not while."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from solver.rostering.undated import Undated

EFFORT = 0.5
"""Deterministic time, in the units of CP-SAT; a knapsack of a month's trips takes a hundredth of it."""


def affordable(trips: Sequence[Undated], budget_rupiah: int | None, *, seed: int) -> list[int]:
    """Numbers of the trips worth most together within the budget; all of those that must be made are among them.

    Where these alone cost more than the budget, nothing else is. People who go along only to drive are not paid here.
    """
    # A trip that must be made is offered with its people and without: one of the two is made.
    must: dict[int, int] = {}
    for trip in trips:
        if trip.group is not None:
            must[trip.group] = max(must.get(trip.group, 0), trip.cost_rupiah)
    free = [number for number, trip in enumerate(trips) if trip.group is None]
    everything = sum(must.values()) + sum(trips[number].cost_rupiah for number in free)
    if budget_rupiah is None or everything <= budget_rupiah:
        return list(range(len(trips)))
    left = budget_rupiah - sum(must.values())
    if not free:
        return list(range(len(trips)))
    model = cp_model.CpModel()
    made = {number: model.new_bool_var("") for number in free}
    model.add(sum(trips[number].cost_rupiah * made[number] for number in free) <= max(0, left))
    unit = max(1, max(trips[number].worth for number in free) // 1_000_000)
    model.maximize(sum(trips[number].worth // unit * made[number] for number in free))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Ctrl-C belongs to the caller.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = EFFORT
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return list(range(len(trips)))
    return [number for number in range(len(trips)) if number not in made or solver.value(made[number])]
