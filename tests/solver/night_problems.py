"""Tiny random problems with nights out: days that follow each other, places so far away that sleeping there pays."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from planner.domain.calendar import Period
from planner.domain.history import History, PastFieldDay
from planner.domain.problem import Problem
from planner.domain.site import Base
from planner.domain.travel import UNREACHABLE, TravelTable
from tests.solver.problems import random_problem

TEAM_DAYS_MAX = 4
PLACES_MAX = 4


def night_problem(seed: int) -> Problem:
    """The random problem of a seed, with fewer places farther away, nights out, and two to four days on end."""
    dice = Random(seed ^ 0x41E)
    problem = _with_few_sites(random_problem(seed), dice)
    teams = tuple(
        replace(one, days_per_week=dice.choice((2, 3, 7)), days_per_month=dice.choice((3, 31))) for one in problem.teams
    )
    policy = replace(
        problem.policy,
        max_nights=dice.choice((1, 1, 2, 3)),
        max_visits_per_day=dice.choice((1, 2, 2)),
    )
    problem = _with_days_on_end(replace(problem, teams=teams, policy=policy), dice)
    if dice.random() < 0.3:
        problem = _with_other_base(problem, dice)
    if dice.random() < 0.1:
        before = problem.period.first - timedelta(days=1)
        past = PastFieldDay(who=teams[0].id, day=before, night=True)
        problem = replace(problem, history=History(team_days=(past,)))
    return problem


def _with_few_sites(problem: Problem, dice: Random) -> Problem:
    """Two or three sites, farther away than they were; now and then one without a straight way from the base."""
    kept = problem.sites[: dice.choice((2, 2, 3))]
    names = {site.id for site in kept}
    kept = tuple(replace(site, village=site.village if site.village in names else None) for site in kept)
    stretch = dice.choice((1, 1, 2, 3))
    cut = dice.choice(kept).id if dice.random() < 0.25 else None
    return replace(
        problem,
        sites=kept,
        reach=tuple(pair for pair in problem.reach if {pair.village, pair.site} <= names),
        travel=tuple(_stretched(table, names, stretch, cut, problem) for table in problem.travel),
        dated_travel=(),
    )


def _stretched(table: TravelTable, names: set[str], stretch: int, cut: str | None, problem: Problem) -> TravelTable:
    bases = {base.id for base in problem.bases}
    places = tuple(place for place in table.places if place in names | bases)

    def rows(values: tuple[tuple[int, ...], ...], factor: int) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(
                UNREACHABLE if value < 0 or (cut in (one, other) and bases & {one, other}) else value * factor
                for other, value in ((other, values[table.index[one]][table.index[other]]) for other in places)
            )
            for one in places
        )

    return replace(table, places=places, seconds=rows(table.seconds, stretch), metres=rows(table.metres, stretch))


def _with_days_on_end(problem: Problem, dice: Random) -> Problem:
    """Two to four working days that follow each other, and mostly no others."""
    length = len(problem.period.days)
    count = min(length, dice.choice((2, 2, 3, 4)), max(2, TEAM_DAYS_MAX // len(problem.teams)))
    first = dice.randint(0, length - count)
    days = tuple(
        replace(day, working=first <= number < first + count) for number, day in enumerate(problem.period.days)
    )
    early = dice.choice((0, 0, 0, 1, 2))
    as_of = days[first].day - timedelta(days=problem.policy.notice_days - early)
    return replace(problem, period=Period(days=days, as_of=as_of))


def _with_other_base(problem: Problem, dice: Random) -> Problem:
    """A second base beside a site, where nobody lives and a team may sleep; now and then a team starts there."""
    beside = problem.sites[0].id
    table = problem.travel[0]
    other = Base(id="other", name="other", lon=102.5, lat=-3.4)
    near = table.index[beside]

    def wider(values: tuple[tuple[int, ...], ...], to_site: int) -> tuple[tuple[int, ...], ...]:
        out = [values[near][column] if column != near else to_site for column in range(len(values))]
        back = [values[row][near] if row != near else to_site for row in range(len(values))]
        return (*((*row, back[number]) for number, row in enumerate(values)), (*out, 0))

    wide = replace(
        table,
        places=(*table.places, "other"),
        seconds=wider(table.seconds, 600),
        metres=wider(table.metres, 5_000),
    )
    teams = problem.teams
    if dice.random() < 0.3:
        teams = (*teams[:-1], replace(teams[-1], base="other"))
    return replace(problem, bases=(*problem.bases, other), teams=teams, travel=(wide, *problem.travel[1:]))
