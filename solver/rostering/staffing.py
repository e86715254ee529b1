"""Named crews on team-days: each person fills one skill, somebody on the trip drives, the counter stays manned."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from ortools.sat.python import cp_model

from planner.crew import alike_in_members, recorders_to_spare
from planner.domain.problem import Problem
from planner.domain.team import Skill, StaffMember, Team
from solver.rostering.spans import month_of, week_of

Role = tuple[str, str, date]


class Crews:
    """Booleans (person, team, day) for each skill, tied to the team-days that are used.

    Parameters
    ----------
    model
        The model to add to.
    on_team_day
        Booleans of which at most one holds: the team is out on that day if one does.
    """

    def __init__(
        self, problem: Problem, model: cp_model.CpModel, on_team_day: dict[tuple[str, date], list[cp_model.IntVar]]
    ) -> None:
        self.problem, self.model = problem, model
        self.out: dict[Role, list[cp_model.IntVar]] = {}
        self._as: dict[tuple[str, str, date, Skill], cp_model.IntVar] = {}
        self._able: dict[tuple[str, date], set[str]] = {}
        for (team, day), used in sorted(on_team_day.items()):
            self._man(team, day, sum(used))
        self._one_place_a_day()
        self._office()
        self._field_days()

    def _present(self, team: Team, day: date) -> list[StaffMember]:
        """Those who may go with a team on a day."""
        return [member for member in self.problem.staff_of(team) if not member.is_away(day)]

    def _man(self, team: str, day: date, used: cp_model.LinearExprT) -> None:
        crew = self.problem.team[team]
        drivers: list[cp_model.IntVar] = []
        extra = []
        for skill in (Skill.RECORD, Skill.PRINT, Skill.IKD):
            fill = []
            for member in self._present(crew, day):
                if skill in member.skills and crew.need(skill):
                    fill.append(self._takes(member, team, day, skill))
            self.model.add(sum(fill) == crew.need(skill) * used)
        for member in self._present(crew, day):
            if Skill.DRIVE in member.skills and crew.need(Skill.DRIVE):
                along = self._takes(member, team, day, Skill.DRIVE)
                # Somebody comes along only to drive, and only with a team that goes.
                self.model.add(along <= used)
                extra.append(along)
                drivers += self.out[member.id, team, day]
        if crew.need(Skill.DRIVE):
            self.model.add(sum(drivers) >= crew.need(Skill.DRIVE) * used)
            for along in extra:
                self.model.add(sum(drivers) <= crew.need(Skill.DRIVE)).only_enforce_if(along)

    def _takes(self, member: StaffMember, team: str, day: date, skill: Skill) -> cp_model.IntVar:
        """Whether somebody goes with a team on a day as ``skill``; to drive: only to drive."""
        takes = self.model.new_bool_var("")
        self.out.setdefault((member.id, team, day), []).append(takes)
        self._as[member.id, team, day, skill] = takes
        self._able.setdefault((team, day), set()).add(member.id)
        return takes

    def able(self, team: str, day: date) -> set[str]:
        """Who may go with a team on a day."""
        return self._able.get((team, day), set())

    def begin_with(self, held: Mapping[tuple[str, date], Collection[str]]) -> None:
        """Begin the search with a roster: a value for every boolean."""
        for (team, day), able in self._able.items():
            skills = self._skills(team, held.get((team, day), ()))
            for name in sorted(able):
                for skill in Skill:
                    if (name, team, day, skill) in self._as:
                        self.model.add_hint(self._as[name, team, day, skill], skills.get(name) is skill)

    def _skills(self, team: str, crew: Collection[str]) -> dict[str, Skill]:
        """What each of a crew does; those for whom no other place is left drive."""
        needs = self.problem.team[team].crew
        places = [need.skill for need in needs if need.skill is not Skill.DRIVE for _ in range(need.count)]
        found = _filled(places, sorted(crew), self.problem.member)
        return dict.fromkeys(crew, Skill.DRIVE) | found

    def _one_place_a_day(self) -> None:
        places: dict[tuple[str, date], list[cp_model.IntVar]] = {}
        for (member, _, day), takes in self.out.items():
            places.setdefault((member, day), []).extend(takes)
        for takes in places.values():
            self.model.add_at_most_one(takes)

    def _office(self) -> None:
        for day in sorted({day for _, _, day in self.out}):
            gone = [
                one
                for (member, _, when), takes in self.out.items()
                if when == day and Skill.RECORD in self.problem.member[member].skills
                for one in takes
            ]
            self.model.add(sum(gone) <= max(0, recorders_to_spare(self.problem, day)))

    def _field_days(self) -> None:
        out: dict[str, list[tuple[date, list[cp_model.IntVar]]]] = {}
        for (name, _, day), takes in self.out.items():
            out.setdefault(name, []).append((day, takes))
        for name, found in out.items():
            member = self.problem.member[name]
            past = {item.day for item in self.problem.history.staff_days if item.who == name}
            for span, limit in ((week_of, member.days_per_week), (month_of, member.days_per_month)):
                for key in sorted({span(day) for day, _ in found}):
                    here = [one for day, takes in found if span(day) == key for one in takes]
                    used = sum(1 for day in past if span(day) == key)
                    self.model.add(sum(here) <= max(0, limit - used))

    def people(self, team: str, day: date) -> cp_model.LinearExprT:
        """How many people go with a team on a day."""
        return sum(one for (_, name, when), takes in self.out.items() if (name, when) == (team, day) for one in takes)

    def goes(self, member: str, team: str, day: date) -> cp_model.LinearExprT:
        """Whether somebody goes with a team on a day."""
        return sum(self.out.get((member, team, day), []))

    def hires(self) -> cp_model.LinearExprT:
        """How many people go out, over all team-days."""
        return sum(one for takes in self.out.values() for one in takes)

    def chosen(self, solver: cp_model.CpSolver, team: str, day: date) -> tuple[str, ...]:
        """Ids of the crew of a team-day in a solution, sorted."""
        out = self.out
        return tuple(
            name for name in sorted(self.able(team, day)) if any(solver.value(one) for one in out[name, team, day])
        )


def _filled(places: Sequence[Skill], crew: Sequence[str], staff: Mapping[str, StaffMember]) -> dict[str, Skill]:
    """A place for as many of a crew as there are places; nobody, if the crew cannot fill them."""
    if not places:
        return {}
    for number, name in enumerate(crew):
        if places[0] in staff[name].skills:
            rest = [*crew[:number], *crew[number + 1 :]]
            found = _filled(places[1:], rest, staff)
            if len(found) == len(places) - 1:
                return {**found, name: places[0]}
    return {}


def count_skills(
    problem: Problem, model: cp_model.CpModel, on_team_day: dict[tuple[str, date], list[cp_model.IntVar]]
) -> None:
    """Rows that any crews obey: people with a skill who are present each day, and field days each week.

    Field days are counted over all staff with the skill, each within the person's own limit; fixed teams count their
    members, all others together those whom no team names.
    """
    days = sorted({day for _, day in on_team_day})
    for day in days:
        leaving = _needs(problem, on_team_day, Skill.RECORD, problem.teams, {day})
        model.add(sum(leaving) <= recorders_to_spare(problem, day))
    for teams in alike_in_members(problem.teams):
        staff = problem.staff_of(teams[0])
        for skill in (Skill.RECORD, Skill.PRINT, Skill.IKD):
            able = [member for member in staff if skill in member.skills]
            for day in days:
                present = sum(not member.is_away(day) for member in able)
                model.add(sum(_needs(problem, on_team_day, skill, teams, {day})) <= present)
            for week in sorted({week_of(day) for day in days}):
                span = {day for day in days if week_of(day) == week}
                most = sum(min(member.days_per_week, sum(not member.is_away(day) for day in span)) for member in able)
                model.add(sum(_needs(problem, on_team_day, skill, teams, span)) <= most)


def _needs(
    problem: Problem,
    on_team_day: dict[tuple[str, date], list[cp_model.IntVar]],
    skill: Skill,
    teams: Sequence[Team],
    days: set[date],
) -> list[cp_model.LinearExprT]:
    names = {team.id for team in teams}
    return [
        problem.team[team].need(skill) * used
        for (team, day), found in on_team_day.items()
        if team in names and day in days
        for used in found
    ]
