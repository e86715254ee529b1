"""Fair crews for large rosters: one person for another, trip by trip, as long as that is calmer or fairer.

Every step keeps all rules of crews and makes nothing worse, so that the result is never less fair than the roster
that was given. Steps that change nothing are taken too: they open the way for others.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from random import Random

from planner.crew import recorders_to_spare
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.team import Skill, Team
from solver.rostering.sharing import CHANGE, MONTH, NIGHT, PERSON, WEEK, Outing, Told
from solver.rostering.spans import month_of, week_of

PASSES, PATIENCE = 60, 6
"""Passes over all trips at most, and passes without any gain after which it ends."""

Kinds = tuple[frozenset[Skill], ...]


def swapped(
    problem: Problem, outings: Sequence[Outing], crews: Sequence[Collection[str]], told: Told, *, seed: int
) -> list[tuple[str, ...]]:
    """The crews after all swaps, in the order of the outings."""
    roster = _Roster(problem, outings, crews, told)
    roster.send_home()
    dice = Random(seed)  # noqa: S311 - search, not secrets
    order = list(range(len(outings)))
    patience = PATIENCE
    for _ in range(PASSES):
        dice.shuffle(order)
        gained = sum(roster.swap(number, dice) for number in order)
        patience = PATIENCE if gained else patience - 1
        if patience == 0:
            break
    return [tuple(sorted(crew)) for crew in roster.crews]


class Load:
    """What each of the staff has been out: days by month and week, nights by month, and when."""

    def __init__(self, problem: Problem) -> None:
        self.days: dict[str, set[date]] = {member.id: set() for member in problem.staff}
        self.counts: Counter[tuple[str, date, str]] = Counter()
        self._limits = {member.id: (member.days_per_week, member.days_per_month) for member in problem.staff}
        self._away = {member.id: member.away for member in problem.staff}
        for item in problem.history.staff_days:
            if item.who in self.days and item.day not in self.days[item.who]:
                self._count(item.who, (item.day,), (item.day,) if item.night else (), 1)

    def add(self, name: str, outing: Outing) -> None:
        """Somebody goes out."""
        self._count(name, outing.days, outing.days[:-1], 1)

    def remove(self, name: str, outing: Outing) -> None:
        """Somebody stays at home after all."""
        self._count(name, outing.days, outing.days[:-1], -1)

    def _count(self, name: str, days: Sequence[date], nights: Sequence[date], by: int) -> None:
        (self.days[name].update if by > 0 else self.days[name].difference_update)(days)
        for day in days:
            self.counts[name, month_of(day), "month"] += by
            self.counts[name, week_of(day), "week"] += by
        for day in nights:
            self.counts[name, month_of(day), "nights"] += by

    def is_free(self, name: str, outing: Outing) -> bool:
        """Whether somebody may go out as well: not away, not out, within the limits of field days."""
        if any(day in self.days[name] or any(day in span for span in self._away[name]) for day in outing.days):
            return False
        per_week, per_month = self._limits[name]
        weeks = Counter(week_of(day) for day in outing.days)
        months = Counter(month_of(day) for day in outing.days)
        return all(self.counts[name, key, "week"] + more <= per_week for key, more in weeks.items()) and all(
            self.counts[name, key, "month"] + more <= per_month for key, more in months.items()
        )

    def cost(self, name: str, outing: Outing) -> int:
        """What going out, beyond what there is, adds to the squares of days and nights."""
        added = 0
        for days, span, kind, weight in (
            (outing.days, month_of, "month", MONTH),
            (outing.days, week_of, "week", WEEK),
            (outing.days[:-1], month_of, "nights", NIGHT),
        ):
            for key, more in Counter(span(day) for day in days).items():
                before = self.counts[name, key, kind]
                added += weight * ((before + more) ** 2 - before**2)
        return added


class _Roster:
    def __init__(
        self, problem: Problem, outings: Sequence[Outing], crews: Sequence[Collection[str]], told: Told
    ) -> None:
        self.problem, self.outings, self.told = problem, outings, told
        self.crews = [set(crew) for crew in crews]
        self.load = Load(problem)
        self.kind = {member.id: frozenset(member.skills) for member in problem.staff}
        self.spare = {day.day: recorders_to_spare(problem, day.day, Plan()) for day in problem.period.days}
        self._mans: dict[tuple[str, Kinds], bool] = {}
        for outing, crew in zip(outings, self.crews, strict=True):
            for name in crew:
                self.load.add(name, outing)
                self._leave(name, outing, 1)

    def _leave(self, name: str, outing: Outing, by: int) -> None:
        if Skill.RECORD in self.kind[name]:
            for day in outing.days:
                self.spare[day] -= by

    def send_home(self) -> None:
        """Nobody comes along without need."""
        for number, outing in enumerate(self.outings):
            for name in sorted(self.crews[number], key=lambda one: -self._cost(one, outing)):
                if self.mans(outing.team, self.crews[number] - {name}):
                    self._change(number, name, None)

    def swap(self, number: int, dice: Random) -> bool:
        """Send others where that is better, or no worse; whether it was better."""
        outing, gained = self.outings[number], False
        for name in sorted(self.crews[number]):
            rest = self.crews[number] - {name}
            self._change(number, name, None)
            here = self._cost(name, outing)
            best, found = here, [name]
            for other in self.problem.staff_of(self.problem.team[outing.team]):
                cost = self._cost(other.id, outing)
                if cost > best or other.id in rest or other.id == name:
                    continue
                if not self._may_go(other.id, outing) or not self.mans(outing.team, rest | {other.id}):
                    continue
                if cost < best:
                    best, found = cost, []
                found.append(other.id)
            self._change(number, None, dice.choice(found))
            gained = gained or best < here
        return gained

    def _may_go(self, name: str, outing: Outing) -> bool:
        records = Skill.RECORD in self.kind[name]
        return self.load.is_free(name, outing) and not (records and any(self.spare[day] < 1 for day in outing.days))

    def _cost(self, name: str, outing: Outing) -> int:
        """What somebody weighs on an outing, who is not counted there yet or still is."""
        known = sum(name in self.told.get((outing.team, day), frozenset()) for day in outing.days)
        return self.load.cost(name, outing) - CHANGE * known + PERSON * len(outing.days)

    def _change(self, number: int, gone: str | None, new: str | None) -> None:
        outing = self.outings[number]
        if gone is not None:
            self.crews[number].remove(gone)
            self.load.remove(gone, outing)
            self._leave(gone, outing, -1)
        if new is not None:
            self.crews[number].add(new)
            self.load.add(new, outing)
            self._leave(new, outing, 1)

    def mans(self, team: str, crew: Collection[str]) -> bool:
        """Whether a crew mans a team: each place has somebody, enough drive, and who has no place drives."""
        kinds = tuple(sorted((self.kind[name] for name in crew), key=sorted))
        key = (team, kinds)
        if key not in self._mans:
            self._mans[key] = mans(self.problem.team[team], kinds)
        return self._mans[key]


def mans(team: Team, kinds: Kinds) -> bool:
    """Whether people of these skills man a team without one too many."""
    drivers = team.need(Skill.DRIVE)
    if sum(Skill.DRIVE in kind for kind in kinds) < drivers:
        return False
    places = [need.skill for need in team.crew if need.skill is not Skill.DRIVE for _ in range(need.count)]
    along = len(kinds) - len(places)
    return 0 <= along <= drivers and _fill(places, kinds)


def _fill(places: Sequence[Skill], kinds: Kinds) -> bool:
    """Whether each place has somebody of its own, and all others drive."""
    if not places:
        return all(Skill.DRIVE in kind for kind in kinds)
    return any(
        places[0] in kind and _fill(places[1:], (*kinds[:number], *kinds[number + 1 :]))
        for number, kind in enumerate(kinds)
        if kind not in kinds[:number]
    )
