"""The safe bound: what no plan can be worth more than, at any prices, in integers."""

from collections.abc import Sequence

from solver.counts import trips_of_classes
from solver.indexing import Index
from solver.master.relaxation import Relaxation
from solver.master.rows import Prices


def safe_bound(relaxation: Relaxation, prices: Prices, surplus: Sequence[int | None]) -> int | None:
    """Upper bound of the value of every legal plan, value units.

    ``surplus`` is the most that a trip can earn over its price, by cell; ``None`` if it is not known everywhere.
    """
    best: dict[int, int] = {}
    for cell, entry in zip(relaxation.cells, surplus, strict=True):
        if entry is None:
            return None
        best[cell.day_class] = max(best.get(cell.day_class, 0), entry)
    return relaxation.rows.worth_of_limits(prices) + _most_surplus(relaxation.index, best, relaxation.rows.trips_now)


def _most_surplus(index: Index, best: dict[int, int], trips_now: int) -> int:
    """The most that trips can earn over their price: the best first, as far as weeks, month and money go."""
    days = index.days
    per_class = trips_of_classes(index)
    earned: list[tuple[int, int]] = []
    for kind in range(len(days.team_types)):
        weeks = sum(limit for (owner, _), limit in days.week_days.items() if owner == kind)
        left = min(weeks, days.month_days[kind])
        classes = [number for number in per_class if days.classes[number].team_type == kind]
        for number in sorted(classes, key=lambda one: -best.get(one, 0)):
            trips = min(left, per_class[number])
            earned.append((best.get(number, 0), trips))
            left -= trips
    total, left = 0, trips_now * (1 + index.problem.policy.max_nights)
    for entry, trips in sorted(earned, reverse=True):
        total += entry * min(left, trips)
        left -= min(left, trips)
    return total
