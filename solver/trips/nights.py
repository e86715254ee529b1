"""Trips with nights out, as the bound sees them: each of their days by itself.

A trip of several days is a day out (from the base to anywhere), days between (from anywhere to anywhere) and a day
back (from anywhere to the base). Each is priced like a trip of one day whose ways from or to the base are nothing;
where the crew slept is forgotten, and so is that the days follow each other. Rows keep the parts together, for each
kind of team, with and without a kit (which goes along on all days of a trip):

    out      days out <= days back
    back     days back <= days out
    between  days between <= (longest trip - 2) x days out

Every legal trip is a choice of such days, so that a bound over them holds. A day on which nobody is served is one of
them: it earns nothing, but pays and is paid in these rows.
"""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from scipy.sparse.csgraph import breadth_first_order

from planner.domain.team import Team
from planner.hours import team_works
from solver.indexing import BoolArray, Index
from solver.trips.cells import Part, PricingCell, ground, pricing_cells
from solver.trips.limits import most_service

Key = tuple[object, ...]
DAY = timedelta(days=1)


def night_cells(index: Index) -> tuple[PricingCell, ...]:
    """The cells of days beside nights out; none where no night is allowed."""
    if index.problem.policy.max_nights == 0:
        return ()
    found = []
    for cell in pricing_cells(index):
        kind = index.days.classes[cell.day_class]
        longest = longest_trip(index, kind.team_type)
        within = cell.usable & in_reach(index, kind.team_type)
        for part in possible_parts(index, cell.day_class):
            if longest < (3 if part is Part.BETWEEN else 2):
                continue
            travel, base = cell.ground.travel.copy(), cell.ground.base
            if part is not Part.OUT:
                travel[base, :] = 0
            if part is not Part.BACK:
                travel[:, base] = 0
            place = ground(index, travel, base)
            found.append(replace(cell, ground=place, usable=within, most_ms=most_service(place, cell.day), part=part))
    return tuple(found)


def possible_parts(index: Index, day_class: int) -> tuple[Part, ...]:
    """The parts of a trip with nights that some day of a class can be: the day before or after must be free as well."""
    kind = index.days.classes[day_class]
    free = working_days(index, kind.team_type)
    after = any(day + DAY in free for day in kind.days)
    before = any(day - DAY in free for day in kind.days)
    both = any(day - DAY in free and day + DAY in free for day in kind.days)
    return tuple(part for part, may in ((Part.OUT, after), (Part.BETWEEN, both), (Part.BACK, before)) if may)


def working_days(index: Index, team_type: int) -> frozenset[date]:
    """Days of the period on which teams of a type may be out, those too early for any visit among them."""
    team = index.days.team_types[team_type].team
    return frozenset(day.day for day in index.problem.period.days if team_works(team, day))


def longest_trip(index: Index, team_type: int) -> int:
    """Days of the longest trip that a team of a type can make: nights, working days, and field days of a week."""
    team, free = index.days.team_types[team_type].team, working_days(index, team_type)
    return max((_length_from(team, day, free, index.problem.policy.max_nights) for day in free), default=0)


def _length_from(team: Team, start: date, free: frozenset[date], nights: int) -> int:
    """Days of the longest trip from ``start``."""
    days: list[date] = []
    day = start
    while day in free and len(days) <= nights:
        week = day - timedelta(days=day.weekday())
        in_week = sum(other >= week for other in days)
        in_month = sum((other.year, other.month) == (day.year, day.month) for other in days)
        if in_week >= team.days_per_week or in_month >= team.days_per_month:
            break
        days.append(day)
        day += DAY
    return len(days)


def in_reach(index: Index, team_type: int) -> BoolArray:
    """Stops that legs of legal length join to the base, there and back, over all tables of the team."""
    legal = np.zeros((len(index.places), len(index.places)), dtype=np.bool_)
    for table in index.travel_ms[team_type]:
        legal |= (table >= 0) & (table <= index.problem.policy.driving_leg_max_s * 1000)
    base = index.base_place[team_type]
    reached = np.zeros((2, len(index.places)), dtype=np.bool_)
    for row, way in enumerate((legal, legal.T)):
        reached[row, breadth_first_order(way.astype(np.int8), base, return_predecessors=False)] = True
    return np.asarray((reached[0] & reached[1])[index.stop_site], dtype=np.bool_)


def night_rows(index: Index) -> dict[Key, int]:
    """The rows that keep the parts of trips together, with their limits.

    A day too early for any visit belongs to no class, yet a trip may pass over it. For each of them, a trip may lack
    a part.
    """
    rows: dict[Key, int] = {}
    for kind, mode in sorted(
        {(index.days.classes[cell.day_class].team_type, cell.mode) for cell in night_cells(index)}
    ):
        known = {day for one in index.days.classes if one.team_type == kind for day in one.days}
        early = len(working_days(index, kind) - known) * len(index.days.team_types[kind].ids)
        rows["night_out", kind, mode] = rows["night_back", kind, mode] = early
        rows["night_between", kind, mode] = early * max(0, longest_trip(index, kind) - 2)
    return rows


def night_entries(index: Index, cell: PricingCell) -> dict[Key, int]:
    """Where a day of a cell stands in these rows."""
    if cell.part is Part.WHOLE:
        return {}
    kind = index.days.classes[cell.day_class].team_type
    out, back, between = ((name, kind, cell.mode) for name in ("night_out", "night_back", "night_between"))
    if cell.part is Part.OUT:
        return {out: 1, back: -1, between: -max(0, longest_trip(index, kind) - 2)}
    return {out: -1, back: 1} if cell.part is Part.BACK else {between: 1}
