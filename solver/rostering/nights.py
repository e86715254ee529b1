"""Trips with nights while they are dated: the day of rest afterwards, and one crew for all days."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ortools.sat.python import cp_model

from solver.rostering.staffing import Crews
from solver.rostering.undated import Undated

DAY = timedelta(days=1)
Made = Mapping[tuple[int, date, str], cp_model.IntVar]


class Nights:
    """What ties the days of trips with nights together.

    Parameters
    ----------
    made
        Booleans (trip, first day, team).
    """

    def __init__(self, trips: Sequence[Undated], made: Made) -> None:
        self._trips, self._made = trips, made
        self._starts: dict[tuple[str, date], list[cp_model.IntVar]] = {}
        for (_, start, team), used in made.items():
            self._starts.setdefault((team, start), []).append(used)

    def rest(self, model: cp_model.CpModel) -> None:
        """No trip begins on the day after one with nights came home."""
        for (number, start, team), used in self._made.items():
            trip = self._trips[number]
            if trip.later:
                for other in self._starts.get((team, trip.dates(start)[-1] + DAY), []):
                    model.add_at_most_one(used, other)

    def same_crew(self, model: cp_model.CpModel, crews: Crews) -> None:
        """Who goes out on a trip with nights comes home with it."""
        out: dict[tuple[str, date], list[cp_model.IntVar]] = {}
        for (number, start, team), used in self._made.items():
            for day in self._trips[number].dates(start)[:-1]:
                out.setdefault((team, day), []).append(used)
        members = sorted({member for member, _, _ in crews.out})
        for (team, day), found in sorted(out.items()):
            sleeps_out = model.new_bool_var("")
            model.add(sum(found) == sleeps_out)
            for member in members:
                today, tomorrow = (crews.goes(member, team, when) for when in (day, day + DAY))
                if not (isinstance(today, int) and isinstance(tomorrow, int)):
                    model.add(today == tomorrow).only_enforce_if(sleeps_out)
