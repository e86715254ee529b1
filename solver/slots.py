"""Slots: how many trips of each day class, with and without a kit, a plan is drafted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ortools.sat.python import cp_model

from solver.counts import kits_of_days, kits_of_single_days, kits_of_weeks
from solver.indexing import WITH_KIT, WITHOUT_KIT, Index
from solver.rostering.spans import week_of
from solver.trips.cells import PricingCell

SCALE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A trip that must be made: its day class, its day, and whether it takes a satellite kit."""

    day_class: int
    day: date
    with_kit: bool


def slots(
    index: Index,
    cells: tuple[PricingCell, ...],
    worth: list[float],
    kept: Sequence[Kept] = (),
    most: Mapping[date, int] | None = None,
) -> list[int]:
    """The pricing cell of each trip, for the mix of trips worth most.

    Parameters
    ----------
    cells
        Pricing cells of the problem.
    worth
        What one trip of each cell is worth, in any one unit.
    kept
        Trips that are made anyhow: their places are taken.
    most
        Trips at most that are worth drafting on days that are a class of their own, those ``kept`` among them.

    Returns
    -------
    list of int
        Cells, sorted; one entry for each trip besides ``kept``.
    """
    days = index.days
    model = cp_model.CpModel()
    number = {(cell.day_class, cell.mode): place for place, cell in enumerate(cells)}
    trips: list[cp_model.IntVar] = []
    kits: list[cp_model.IntVar] = []
    objective: list[cp_model.LinearExprT] = []
    already: list[tuple[int, int]] = []
    for cell in days.cells:
        plain = number.get((cell.day_class, WITHOUT_KIT))
        kitted = number.get((cell.day_class, WITH_KIT))
        here = [trip for trip in kept if trip.day_class == cell.day_class and week_of(trip.day) == cell.week]
        kits_taken = sum(trip.with_kit for trip in here)
        trips.append(model.new_int_var(len(here), cell.trips if plain is not None else 0, ""))
        kits.append(model.new_int_var(kits_taken, cell.kit_trips if kitted is not None else 0, ""))
        already.append((len(here), kits_taken))
        # A trip that must be made without a kit does not take one.
        model.add(kits[-1] - kits_taken <= trips[-1] - len(here))
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
    for numbers, limit in kits_of_days(index).values():
        least = sum(already[number][1] for number in numbers)
        model.add(sum(kits[number] for number in numbers) <= max(limit, least))
    for one in days.crew_limits:
        least = sum(need * already[number][0] for number, need in one.needs.items())
        model.add(sum(need * trips[number] for number, need in one.needs.items()) <= max(one.most, least))
    for day, limit in kits_of_single_days(index).items():
        there = [row for row in rows if index.days.classes[row[0].day_class].days == (day,)]
        model.add(
            sum(count for _, _, count in there) <= max(limit, sum(one.with_kit for one in kept if one.day == day))
        )
        if most is not None and day in most:
            least = sum(one.day == day for one in kept)
            model.add(sum(count for _, count, _ in there) <= max(least, most[day]))
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
    for (cell, count, kit_count), (taken, kits_taken) in zip(rows, already, strict=True):
        kitted = solver.value(kit_count) - kits_taken
        if kitted:
            found += [number[(cell.day_class, WITH_KIT)]] * kitted
        plain = solver.value(count) - taken - kitted
        if plain:
            found += [number[(cell.day_class, WITHOUT_KIT)]] * plain
    return sorted(found)


def _kind(index: Index, day_class: int) -> int:
    return index.days.classes[day_class].team_type


def minutes_worth(index: Index, cells: Sequence[PricingCell]) -> list[float]:
    """Minutes of service of a trip in each cell at the speed of its places; of equals, later stock periods first."""
    worth = []
    for cell in cells:
        links = index.stop_link[:, cell.mode]
        speed = float(links.mean()) / 1000.0 if len(links) else 0.0
        worth.append(cell.day.service_limit / 60_000.0 * speed * (1.0 + 0.01 * cell.period))
    return worth
