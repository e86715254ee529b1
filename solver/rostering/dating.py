"""Dates, teams and crews for drafted trips, together and exactly.

Trips come with a day class; here each gets a day, a team and named staff, so that site-days, spacing, kits,
equipment, field days, leave, skills and the office's minimum crew all hold. Trips that find no place are left
out, those worth least first.

Large rosters are dated in two steps (:mod:`solver.rostering.by_days`) and manned part by part
(:mod:`solver.rostering.naming`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ortools.sat.python import cp_model

from planner.domain.plan import Trip
from planner.domain.problem import Problem
from planner.ledger import lines_total, trip_cost
from solver.rostering.by_days import DaysModel, groups_of
from solver.rostering.naming import Wanted, name_crews
from solver.rostering.roster_model import Dated, RosterModel
from solver.rostering.staffing import Crews, count_skills
from solver.rostering.undated import LaterDay, Undated

__all__ = ["Dated", "LaterDay", "RosterModel", "Undated", "date_trips", "further_pay"]

EFFORT = 2.0
CALM_EFFORT = 0.3
"""Deterministic time of one solve, and of one that seeks calmer dates, in the units of CP-SAT."""
LARGE_DATES = 20_000
"""Ways (trip, day, team) beyond which days come before teams."""
LARGE_CREWS = 3_000
"""Trips times staff beyond which crews are named part by part."""
FURTHER = 2
"""How often other dates are sought, at most, for trips of a large roster that nobody could man."""


def further_pay(problem: Problem, trip: Trip) -> int:
    """What each person beyond the least crew costs on a trip, rupiah."""
    least = tuple(str(number) for number in range(problem.team[trip.team].crew_size))
    one, more = (lines_total(trip_cost(problem, replace(trip, staff=staff))) for staff in (least, (*least, "more")))
    return more - one


def date_trips(problem: Problem, trips: Sequence[Undated], *, seed: int) -> tuple[list[Dated], list[int]]:
    """Dated trips, and the numbers of those that only the crew keeps from being dated.

    Dates and teams come first, with skills counted per day; crews are then named for the team-days that resulted.
    Only if they do not suffice, dates are sought without crews and together with them. Trips that find no day or team
    even with unlimited staff appear in neither list.
    """
    if _is_large(problem, trips):
        return _date_many(problem, trips, seed)
    if not problem.staff:
        return _calm_dates(problem, trips, seed, skills=False), []
    counted = _calm_dates(problem, trips, seed, skills=True)
    fixed = {(entry.number, entry.day, entry.team) for entry in counted}
    manned = _solve(problem, trips, seed, crews=True, only=fixed) or _named(problem, trips, seed, counted, [])
    if len(counted) == len(manned) == len(trips):
        return manned, []
    free = _solve(problem, trips, seed, crews=False)
    if _rank(trips, manned) < _rank(trips, counted) or len(counted) < len(free):
        together = _solve(problem, trips, seed, crews=True)
        manned = max(manned, together, key=lambda found: _rank(trips, found))
    kept = {entry.number for entry in manned}
    return manned, [entry.number for entry in free if entry.number not in kept]


def _is_large(problem: Problem, trips: Sequence[Undated]) -> bool:
    """Whether dates, or crews, are too many to be sought at once; trips that must be made are sought at once."""
    if any(trip.group is not None for trip in trips):
        return False
    ways = sum(len(trip.days) * len(trip.teams) for trip in trips)
    return ways > LARGE_DATES or len(trips) * len(problem.staff) > LARGE_CREWS


def _date_many(problem: Problem, trips: Sequence[Undated], seed: int) -> tuple[list[Dated], list[int]]:
    """:func:`date_trips` for large rosters: days, then teams, then crews; other days for whom nobody is left."""
    free = _dates(problem, trips, seed, skills=False)
    if not problem.staff:
        return _calmer(problem, trips, seed, free, _calmest(problem, trips, seed, skills=False), skills=False), []
    counted = _dates(problem, trips, seed, skills=True)
    counted = _calmer(problem, trips, seed, counted, _calmest(problem, trips, seed, skills=True), skills=True)
    manned = _named(problem, trips, seed, counted, [])
    for _ in range(FURTHER):
        missing = {entry.number for entry in free} - {entry.number for entry in manned}
        if not missing:
            break
        ways = {(entry.number, entry.day, entry.team) for entry in manned}
        ways |= {(one, day, team) for one in sorted(missing) for day in trips[one].days for team in trips[one].teams}
        again = _solve(problem, trips, seed, crews=False, skills=True, only=ways, near=manned)
        remanned = _named(problem, trips, seed, again, manned)
        if _rank(trips, remanned) <= _rank(trips, manned):
            break
        manned = remanned
    kept = {entry.number for entry in manned}
    return manned, [entry.number for entry in free if entry.number not in kept]


def _dates(problem: Problem, trips: Sequence[Undated], seed: int, *, skills: bool) -> list[Dated]:
    """Days with teams counted, then the teams; all at once where teams must be told apart."""
    groups = groups_of(problem, trips)
    if groups is None:
        return _solve(problem, trips, seed, crews=False, skills=skills)
    model = DaysModel(problem, trips, groups)
    model.add_rules()
    if skills:
        count_skills(problem, model.model, model.on_team_day)
    model.keep_budget(None)
    model.maximize_worth()
    model.begin_at_wishes()
    ways = {
        (entry.number, entry.day, team) for entry in _chosen(model, None, seed, EFFORT) for team in groups[entry.team]
    }
    return _solve(problem, trips, seed, crews=False, skills=skills, only=ways)


def _named(
    problem: Problem, trips: Sequence[Undated], seed: int, dated: Sequence[Dated], known: Sequence[Dated]
) -> list[Dated]:
    """Crews for these dates part by part, from those known on; trips that must be made cannot wait for others."""
    if any(trip.group is not None for trip in trips):
        return []
    wanted = [
        Wanted(
            number=entry.number,
            team=entry.team,
            days=tuple(trips[entry.number].dates(entry.day)),
            worth=trips[entry.number].worth,
            cost_rupiah=trips[entry.number].cost_rupiah,
            pay_rupiah=trips[entry.number].pay_rupiah,
        )
        for entry in dated
    ]
    before = {(entry.number, entry.day, entry.team): entry.staff for entry in known}
    held = {entry.number: before[key] for entry in dated if (key := (entry.number, entry.day, entry.team)) in before}
    crews = name_crews(problem, wanted, seed=seed, held=held)
    return [replace(entry, staff=crews[entry.number]) for entry in dated if entry.number in crews]


def _calm_dates(problem: Problem, trips: Sequence[Undated], seed: int, *, skills: bool) -> list[Dated]:
    """The dates worth most, and of these those that change the published plan least.

    Where the calmest days and teams take all trips, nothing else need be sought.
    """
    calmest = _calmest(problem, trips, seed, skills=skills)
    if calmest is not None and len(calmest) == len(trips):
        return calmest
    found = _solve(problem, trips, seed, crews=False, skills=skills)
    return found if calmest is None else _calmer(problem, trips, seed, found, calmest, skills=skills)


def _calmest(problem: Problem, trips: Sequence[Undated], seed: int, *, skills: bool) -> list[Dated] | None:
    """Dates of trips on days and by teams that change the published plan least; ``None`` where nothing changes it."""
    wished = {number: max(trip.calm.values()) for number, trip in enumerate(trips) if trip.calm}
    if not wished:
        return None
    only = {
        (number, day, team)
        for number, trip in enumerate(trips)
        for day in trip.days
        for team in trip.teams
        if trip.calm.get((day, team), 0) == wished.get(number, 0)
    }
    return _solve(problem, trips, seed, crews=False, skills=skills, only=only)


def _calmer(
    problem: Problem,
    trips: Sequence[Undated],
    seed: int,
    found: list[Dated],
    calmest: list[Dated] | None,
    *,
    skills: bool,
) -> list[Dated]:
    """The dates that change the published plan least among those worth as much as ``found``.

    ``calmest`` are those in which every trip is made only where it changes least; if that costs worth, other dates
    are let in.
    """
    if calmest is None:
        return found
    if _rank(trips, calmest) >= _rank(trips, found):
        return calmest
    calmer = _solve(problem, trips, seed, crews=False, skills=skills, calm_from=found)
    return max(found, calmer, key=lambda dates: (_rank(trips, dates), _points(trips, dates)))


def _points(trips: Sequence[Undated], found: list[Dated]) -> int:
    """Changes to the published plan that these dates spare, points."""
    return sum(trips[entry.number].calm.get((entry.day, entry.team), 0) for entry in found)


def _rank(trips: Sequence[Undated], found: list[Dated]) -> tuple[int, int]:
    """Trips that must be made first, then worth."""
    groups = sum(trips[entry.number].group is not None for entry in found)
    return groups, sum(trips[entry.number].worth for entry in found)


def _solve(
    problem: Problem,
    trips: Sequence[Undated],
    seed: int,
    *,
    crews: bool,
    skills: bool = False,
    only: set[tuple[int, date, str]] | None = None,
    calm_from: list[Dated] | None = None,
    near: Sequence[Dated] = (),
) -> list[Dated]:
    model = RosterModel(problem, trips, only)
    model.add_rules()
    model.add_groups()
    if skills:
        count_skills(problem, model.model, model.on_team_day)
    named = Crews(problem, model.model, model.on_team_day) if crews else None
    if named is not None:
        model.nights.same_crew(model.model, named)
    model.keep_budget(named)
    if calm_from is None:
        model.maximize_worth()
        if near:
            model.begin_near(near)
        else:
            model.begin_at_wishes()
    else:
        model.maximize_calm(calm_from)
    return _chosen(model, named, seed, EFFORT if calm_from is None else CALM_EFFORT)


def _chosen(model: RosterModel, named: Crews | None, seed: int, effort: float) -> list[Dated]:
    """Solve, and what was chosen; nothing if nothing was found in the time."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Ctrl-C belongs to the caller; the engine would leave the default behind, which ends the process.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    return [
        Dated(number=number, day=day, team=team, staff=named.chosen(solver, team, day) if named else ())
        for (number, day, team), used in sorted(model.made.items())
        if solver.value(used)
    ]
