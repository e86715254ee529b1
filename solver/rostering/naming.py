"""Crews for large rosters whose dates stand: trip by trip first, then day by day and week by week what is missing.

In turn, whoever adds least to the squares of days goes first, and of those whoever can do least. Where a trip finds
nobody, its day and then its week is solved anew beside the rest, which stands: as much worth manned as can be, then
nobody along without need, then fair to all. That begins with the crews that there are, so that nothing is lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ortools.sat.python import cp_model

from planner.crew import crew_among, recorders_to_spare
from planner.domain.problem import Problem
from planner.domain.team import Skill
from solver.rostering.sharing import Outing, beside, shares, stay_together
from solver.rostering.spans import week_of
from solver.rostering.staffing import Crews
from solver.rostering.swapping import Load

DAY_EFFORT, WEEK_EFFORT = 0.1, 0.5
"""Deterministic time of the solve of a day, and of a week, in the units of CP-SAT."""
PERSON = 1_000
"""What a person on a day of a trip weighs beside the squares of days."""
MANNED, SCALE = 100_000, 1_000
"""What the least and, times as much, the most worth of a trip weighs."""

Crew = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A dated trip that needs a crew; ``number`` is the caller's.

    Attributes
    ----------
    worth
        More is better. Trips that must be made are worth most.
    cost_rupiah, pay_rupiah
        With the least crew, and of each further person.
    """

    number: int
    team: str
    days: tuple[date, ...]
    worth: int
    cost_rupiah: int
    pay_rupiah: int

    @property
    def outing(self) -> Outing:
        """Its team and days."""
        return Outing(team=self.team, days=self.days)


def name_crews(
    problem: Problem, wanted: Sequence[Wanted], *, seed: int, held: Mapping[int, Crew] | None = None
) -> dict[int, Crew]:
    """The crews of those trips that find one, by number, all together within the budget.

    ``held`` are crews that are known for some of them: they are where the search begins.
    """
    roster = _Roster(problem=problem, wanted=tuple(wanted), seed=seed, crews=dict(held or {}))
    roster.in_turn()
    days: dict[date, list[Wanted]] = {}
    for one in wanted:
        days.setdefault(one.days[0], []).append(one)
    for _, found in sorted(days.items()):
        if any(one.number not in roster.crews for one in found):
            roster.settle(found, DAY_EFFORT)
    weeks = sorted({week_of(one.days[0]) for one in wanted if one.number not in roster.crews})
    for week in weeks:
        roster.settle([one for one in wanted if week_of(one.days[0]) == week], WEEK_EFFORT)
    return roster.crews


@dataclass(slots=True, kw_only=True)
class _Roster:
    problem: Problem
    wanted: tuple[Wanted, ...]
    seed: int
    crews: dict[int, Crew] = field(default_factory=dict)

    def in_turn(self) -> None:
        """Crews for one trip after the other, day by day, those worth most first; who finds nobody waits."""
        load = Load(self.problem)
        spare = {day.day: recorders_to_spare(self.problem, day.day) for day in self.problem.period.days}
        left = self.problem.policy.budget_rupiah
        for one in sorted(self.wanted, key=lambda item: (item.number not in self.crews, item.days, -item.worth)):
            crew = self.crews.get(one.number) or self._crew(load, one, min(spare[day] for day in one.days))
            if crew is None or (left is not None and self._cost(one, crew) > left):
                continue
            left = None if left is None else left - self._cost(one, crew)
            self.crews[one.number] = crew
            for name in crew:
                load.add(name, one.outing)
                for day in one.days if Skill.RECORD in self.problem.member[name].skills else ():
                    spare[day] -= 1

    def _crew(self, load: Load, one: Wanted, spare: int) -> Crew | None:
        """Who goes: of those who are free, the first that fill all places."""
        team = self.problem.team[one.team]
        free = sorted(
            (member for member in self.problem.staff_of(team) if load.is_free(member.id, one.outing)),
            key=lambda member: (load.cost(member.id, one.outing), len(member.skills), member.id),
        )
        return crew_among(team, free, spare)

    def settle(self, part: Sequence[Wanted], effort: float) -> None:
        """Crews for ``part``, whatever stands for the others."""
        numbers = {one.number for one in part}
        others = [one for one in self.wanted if one.number not in numbers and one.number in self.crews]
        problem = beside(self.problem, [(one.outing, self.crews[one.number]) for one in others])
        cap = problem.policy.budget_rupiah
        left = None if cap is None else cap - sum(self._cost(one, self.crews[one.number]) for one in others)
        before = {number: self.crews[number] for number in numbers if number in self.crews}
        found = _part(problem, part, before, left=left, seed=self.seed, effort=effort)
        if self._worth(part, found) < self._worth(part, before):
            return
        self.crews = {number: crew for number, crew in self.crews.items() if number not in numbers} | found

    def _cost(self, one: Wanted, crew: Crew) -> int:
        return one.cost_rupiah + one.pay_rupiah * max(0, len(crew) - self.problem.team[one.team].crew_size)

    def _worth(self, part: Sequence[Wanted], crews: Mapping[int, Crew]) -> int:
        return sum(one.worth for one in part if one.number in crews)


def _part(
    problem: Problem,
    part: Sequence[Wanted],
    held: Mapping[int, Crew],
    *,
    left: int | None,
    seed: int,
    effort: float,
) -> dict[int, Crew]:
    model = cp_model.CpModel()
    made = {one.number: model.new_bool_var("") for one in part}
    crews = Crews(problem, model, {(one.team, day): [made[one.number]] for one in part for day in one.days})
    outings = [one.outing for one in part]
    stay_together(model, crews, outings)
    if left is not None:
        model.add(sum(_pay(problem, model, crews, one, made[one.number]) for one in part) <= left)
    known = {(one.team, day): held[one.number] for one in part if one.number in held for day in one.days}
    crews.begin_with(known)
    for number, used in made.items():
        model.add_hint(used, number in held)
    unit = max(1, max(one.worth for one in part) // SCALE)
    cost: list[cp_model.LinearExprT] = [-MANNED * max(1, one.worth // unit) * made[one.number] for one in part]
    cost += [PERSON * crews.hires(), *shares(problem, model, crews, outings, known)]
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Ctrl-C belongs to the caller; the engine would leave the default behind, which ends the process.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = effort
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return dict(held)
    return {one.number: crews.chosen(solver, one.team, one.days[0]) for one in part if solver.value(made[one.number])}


def _pay(
    problem: Problem, model: cp_model.CpModel, crews: Crews, one: Wanted, made: cp_model.IntVar
) -> cp_model.LinearExprT:
    """What a trip costs with its crew, nothing if it is not made."""
    if not one.pay_rupiah:
        return one.cost_rupiah * made
    team = problem.team[one.team]
    further = model.new_int_var(0, one.pay_rupiah * team.need(Skill.DRIVE), "")
    along = crews.people(one.team, one.days[0]) - team.crew_size
    model.add(further >= one.pay_rupiah * along).only_enforce_if(made)
    return one.cost_rupiah * made + further
