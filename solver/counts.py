"""How much a plan can hold at most: trips of a class, kits of a week, visits to a site.

The bound takes these as limits of its rows; the slots and the search keep to them as well.
"""

from collections.abc import Collection
from datetime import date, timedelta

from planner.domain.team import EquipmentKind
from solver.indexing import Index


def trips_of_classes(index: Index) -> dict[int, int]:
    """Trips at most in each class."""
    top: dict[int, int] = {}
    for cell in index.days.cells:
        kind = index.days.classes[cell.day_class].team_type
        trips = min(cell.trips, index.days.week_days[(kind, cell.week)])
        top[cell.day_class] = top.get(cell.day_class, 0) + trips
    return top


def kits_of_weeks(index: Index) -> dict[date, int]:
    """Kit-days at most in each week, over all team types."""
    weeks: dict[date, set[date]] = {}
    for cell in index.days.cells:
        members = {day for day in index.days.classes[cell.day_class].days if _week(day) == cell.week}
        weeks.setdefault(cell.week, set()).update(members)
    return {week: _kits(index, members) for week, members in weeks.items()}


def kits_of_single_days(index: Index) -> dict[date, int]:
    """Kits at most on days that are a class of their own, over all team types."""
    single = {kind.days[0] for kind in index.days.classes if len(kind.days) == 1}
    return {day: _kits(index, {day}) for day in sorted(single)}


def kits_of_days(index: Index) -> dict[tuple[date, ...], tuple[list[int], int]]:
    """(cells of the day model that lie within them, kit-days at most) of the days that a class has in a week.

    Only days in which several cells lie: the limit of one cell says it all. Whole weeks are :func:`kits_of_weeks`.
    """
    inside = [
        frozenset(day for day in index.days.classes[cell.day_class].days if _week(day) == cell.week)
        for cell in index.days.cells
    ]
    found = {}
    for days in sorted({tuple(sorted(own)) for own in inside}):
        within = [number for number, own in enumerate(inside) if own and own <= set(days)]
        if len(within) > 1:
            found[days] = (within, _kits(index, set(days)))
    return found


def _kits(index: Index, days: Collection[date]) -> int:
    """Kit-days on these days, as far as they belong to the period."""
    kits = [item for item in index.problem.equipment if item.kind is EquipmentKind.SATELLITE_KIT]
    return sum(item.available(day.day) for item in kits for day in index.problem.period.days if day.day in days)


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def visit_limits(index: Index) -> dict[int, int]:
    """Visits at most to each place in the period, as spacing allows: parts of one invitation, then a gap."""
    policy = index.problem.policy
    limits = {}
    for place in sorted({int(place) for place in index.stop_site}):
        days = sorted(index.days.open_days[index.places[place]])
        rounds, last = 0, None
        for day in days:
            if last is None or (day - last).days >= max(1, policy.min_gap_days):
                rounds, last = rounds + 1, day
        together = len(index.problem.teams) if policy.joint_visits else 1
        limits[place] = rounds * policy.split_parts_max * together
    return limits


def open_limits(index: Index) -> list[tuple[int, int, int]]:
    """(place, class, visits at most) where the open days of a site are fewer than the trips of the class."""
    if index.problem.policy.joint_visits:
        return []
    trips = trips_of_classes(index)
    found = set()
    for stop in range(index.stops):
        for number in range(len(index.days.classes)):
            days = int(index.stop_open[stop, number])
            if 0 < days < min(3, trips.get(number, 0)):
                found.add((int(index.stop_site[stop]), number, days))
    return sorted(found)
