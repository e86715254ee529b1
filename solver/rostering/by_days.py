"""Days for large rosters: teams that can stand for one another are counted, not named.

A trip gets a day and a group of teams; which of them goes is settled afterwards, among far fewer ways. What cannot be
said of a group is said of its sums: the free team-days of a day, of a week and of a month.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planner.domain.problem import Problem
from planner.domain.team import Team
from planner.hours import team_works
from solver.rostering.roster_model import RosterModel
from solver.rostering.spans import month_of, week_of
from solver.rostering.undated import Undated

Groups = dict[str, tuple[str, ...]]
"""Teams that can stand for one another, by the first of them."""


def groups_of(problem: Problem, trips: Sequence[Undated]) -> Groups | None:
    """The groups of teams that trips may draw on; ``None`` if teams must be told apart.

    That is where trips must be made, or last for days, or draw on parts of one another's teams.
    """
    if any(trip.group is not None or trip.later for trip in trips):
        return None
    found: Groups = {}
    for names in dict.fromkeys(trip.teams for trip in trips):
        alike: dict[tuple[str, ...], list[str]] = {}
        for name in names:
            alike.setdefault(problem.team[name].members, []).append(name)
        for group in alike.values():
            if found.setdefault(group[0], tuple(group)) != tuple(group):
                return None
    named = [name for group in found.values() for name in group]
    return found if len(named) == len(set(named)) else None


class DaysModel(RosterModel):
    """Booleans (trip, day, first team of a group) and the rules, with groups counted.

    Parameters
    ----------
    groups
        What :func:`groups_of` found for the trips.
    """

    def __init__(self, problem: Problem, trips: Sequence[Undated], groups: Groups) -> None:
        self._groups = groups
        self._shortened = {name: first for first, names in groups.items() for name in names}
        counted = [
            replace(
                trip,
                teams=tuple(dict.fromkeys(self._shortened[name] for name in trip.teams)),
                wish=None if trip.wish is None else (self._shortened[trip.wish[0]], trip.wish[1]),
            )
            for trip in trips
        ]
        super().__init__(problem, counted)

    def _is_free(self, free: frozenset[tuple[str, date]], team: str, day: date) -> bool:
        return any((name, day) in free for name in self._groups[team])

    def _team_days(self) -> None:
        """No more trips of a group on a day than it has teams that are free."""
        free = self._free
        for (first, day), used in self.on_team_day.items():
            self.model.add(sum(used) <= sum((name, day) in free for name in self._groups[first]))

    def _field_days(self) -> None:
        """No more trips of a group in a week, and in a month, than its teams together may make."""
        past = self._past_days()
        for first, names in self._groups.items():
            for span in (week_of, month_of):
                for key in sorted({span(day) for day in self.days}):
                    here = [
                        one
                        for (name, day), found in self.on_team_day.items()
                        if name == first and span(day) == key
                        for one in found
                    ]
                    left = 0
                    for name in names:
                        team = self.problem.team[name]
                        limit = team.days_per_week if span is week_of else team.days_per_month
                        gone = len({day for who, day in past if who == name and span(day) == key})
                        left += max(0, min(limit - gone, self._working(team, {d for d in self.days if span(d) == key})))
                    self.model.add(sum(here) <= left)

    def _working(self, team: Team, days: set[date]) -> int:
        """How many of these days the team works."""
        return sum(team_works(team, day) for day in self.problem.period.days if day.day in days)
