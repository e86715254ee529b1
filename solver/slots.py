"""Slots: how many trips of each day class, with and without a kit, a plan is drafted for."""

from ortools.sat.python import cp_model

from solver.counts import kits_of_weeks
from solver.indexing import WITH_KIT, Index
from solver.trips.cells import PricingCell

SCALE = 1_000


def slots(index: Index, cells: tuple[PricingCell, ...], worth: list[float]) -> list[int]:
    """The pricing cell of each trip, for the mix of trips worth most.

    Parameters
    ----------
    cells
        Pricing cells of the problem.
    worth
        What one trip of each cell is worth, in any one unit.

    Returns
    -------
    list of int
        Cells, sorted; one entry a trip.
    """
    days = index.days
    model = cp_model.CpModel()
    number = {(cell.day_class, cell.mode): place for place, cell in enumerate(cells)}
    trips, kits, objective = [], [], []
    for cell in days.cells:
        plain = number.get((cell.day_class, 0))
        kitted = number.get((cell.day_class, WITH_KIT))
        trips.append(model.new_int_var(0, cell.trips if plain is not None else 0, ""))
        kits.append(model.new_int_var(0, cell.kit_trips if kitted is not None else 0, ""))
        model.add(kits[-1] <= trips[-1])
        base = worth[plain] if plain is not None else 0.0
        extra = worth[kitted] - base if kitted is not None else 0.0
        objective += [round(base * SCALE) * trips[-1], round(extra * SCALE) * kits[-1]]
    rows = list(zip(days.cells, trips, kits, strict=True))
    for kind, limit in enumerate(days.month_days):
        model.add(sum(count for cell, count, _ in rows if _kind(index, cell.day_class) == kind) <= limit)
    for (kind, week), limit in days.week_days.items():
        inside = [count for cell, count, _ in rows if cell.week == week and _kind(index, cell.day_class) == kind]
        model.add(sum(inside) <= limit)
    for week, limit in kits_of_weeks(index).items():
        model.add(sum(count for cell, _, count in rows if cell.week == week) <= limit)
    model.maximize(sum(objective))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Ctrl-C belongs to the caller; the engine would leave the default behind, which ends the process.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.max_deterministic_time = 2.0
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    found: list[int] = []
    for cell, count, kit_count in rows:
        kitted = solver.value(kit_count)
        if kitted:
            found += [number[(cell.day_class, WITH_KIT)]] * kitted
        found += [number[(cell.day_class, 0)]] * (solver.value(count) - kitted)
    return sorted(found)


def _kind(index: Index, day_class: int) -> int:
    return index.days.classes[day_class].team_type
