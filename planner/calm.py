"""Calm: what changes against the published plan, and what each change weighs.

A published visit is *kept* if the plan visits the site on that day. A visit that is kept may still have another team
or another hour. Weights are points without a unit; they only rank plans that serve about as much.
"""

from collections.abc import Mapping
from datetime import date

from planner.domain.history import PublishedVisit
from planner.domain.plan import Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.units import MINUTE_S, PERMILLE, SecondsOfDay

MOVED, MOVED_ANNOUNCED = 3, 10
"""Points of a visit that is dropped or goes to another day, as long as nobody was told, and once they were."""
RETIMED, RETIMED_ANNOUNCED = 1, 2
GUEST, GUEST_ANNOUNCED = 1, 3
"""Points of a village that is no longer invited to a visit that is kept."""
OTHER_TEAM = 1
NEARNESS = ((7, 3), (14, 2))
"""A visit at most so many days ahead weighs so many times as much."""
SAME_HOUR_S = 30 * MINUTE_S
"""Service that begins within this of what was published needs no new letter."""
MOST_MOVED_PERMILLE = 200
"""Of the published visits still to come, those that may move before a calmer plan is sought and its price is told."""


def still_to_come(problem: Problem) -> tuple[PublishedVisit, ...]:
    """Published visits on or after ``as_of``, in order of day, team and start."""
    coming = [visit for visit in problem.published if visit.day >= problem.period.as_of]
    return tuple(sorted(coming, key=lambda visit: (visit.day, visit.team, visit.start, visit.site)))


def move_points(problem: Problem, visit: PublishedVisit) -> int:
    """What it weighs not to visit a site on the day that was published."""
    ahead = (visit.day - problem.period.as_of).days
    times = next((factor for days, factor in NEARNESS if ahead <= days), 1)
    return times * (MOVED_ANNOUNCED if visit.announced else MOVED)


def day_points(problem: Problem) -> Mapping[tuple[str, date], tuple[int, str]]:
    """By (site, day) of the published plan: what keeping it saves, and the team that was named."""
    return {(visit.site, visit.day): (move_points(problem, visit), visit.team) for visit in still_to_come(problem)}


def is_retimed(before: SecondsOfDay, after: SecondsOfDay) -> bool:
    """Whether service begins so much earlier or later that people must be told."""
    return abs(before - after) > SAME_HOUR_S


def unrest(problem: Problem, plan: Plan) -> int:
    """Points of all changes against the published visits still to come; 0: nothing changes."""
    made: dict[tuple[str, date], tuple[Trip, Visit]] = {}
    for trip in plan.trips:
        for visit in trip.visits:
            made.setdefault((visit.site, visit.day), (trip, visit))
    points = 0
    for published in still_to_come(problem):
        found = made.get((published.site, published.day))
        if found is None:
            points += move_points(problem, published)
            continue
        trip, visit = found
        points += OTHER_TEAM if trip.team != published.team else 0
        if is_retimed(published.start, visit.start):
            points += RETIMED_ANNOUNCED if published.announced else RETIMED
        served = {row.origin for row in visit.people}
        guests = sum(origin not in served for origin in published.origins)
        points += guests * (GUEST_ANNOUNCED if published.announced else GUEST)
    return points


def share_moved_permille(problem: Problem, plan: Plan) -> int:
    """Published visits still to come that are dropped or go to another day, permille of them, rounded up."""
    coming = still_to_come(problem)
    return -(-PERMILLE * len(moved_visits(problem, plan)) // len(coming)) if coming else 0


def moved_visits(problem: Problem, plan: Plan) -> tuple[tuple[str, date], ...]:
    """Published visits (site, day) still to come that are dropped or go to another day, by day and site."""
    made = {(visit.site, visit.day) for trip in plan.trips for visit in trip.visits}
    lost = {(visit.site, visit.day) for visit in still_to_come(problem)} - made
    return tuple(sorted(lost, key=lambda visit: (visit[1], visit[0])))


def may_move(problem: Problem) -> int:
    """How many published visits still to come may move before a calmer plan is sought."""
    return len(still_to_come(problem)) * MOST_MOVED_PERMILLE // PERMILLE
