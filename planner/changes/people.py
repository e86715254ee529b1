"""Changes of teams and staff."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Literal

from planner.changes.base import Wrong, below, beyond, days_within, wrong_span
from planner.domain.problem import Problem
from planner.domain.team import DateRange, Skill, StaffMember, Team
from planner.rules.wording import Pair, skill_word, told

MOST_ADDED = 200
"""Teams or people that one change adds; nobody means more, and each costs memory and time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAway:
    """One of the staff is away from ``first`` to ``last``; why is nobody's business."""

    names: ClassVar[Pair] = ("petugas-absen", "staff-away")

    kind: Literal["staff_away"] = "staff_away"
    member: str
    first: date
    last: date

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        if self.member not in problem.member:
            yield Wrong(field="member", found=self.member, expected=("id petugas", "id of a member of staff"))
        yield from wrong_span(problem, self.first, self.last)

    def made(self, problem: Problem) -> Problem:
        gone = DateRange(first=self.first, last=self.last)
        staff = tuple(replace(one, away=(*one.away, gone)) if one.id == self.member else one for one in problem.staff)
        return replace(problem, staff=staff)

    def told(self, problem: Problem) -> Pair:
        return told(
            "Petugas {member} tidak tersedia dari {first} sampai {last}.",
            "Staff member {member} is away from {first} to {last}.",
            member=self.member,
            first=self.first,
            last=self.last,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAdded:
    """``count`` more people with these skills, as members of the fixed team ``team`` if one is named."""

    names: ClassVar[Pair] = ("petugas-tambah", "staff-added")

    kind: Literal["staff_added"] = "staff_added"
    skills: tuple[Skill, ...]
    count: int = 1
    team: str | None = None

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from beyond("count", self.count, 1, MOST_ADDED)
        if not problem.staff:
            yield Wrong(
                field="count",
                found=str(self.count),
                expected=("kantor yang mencatat petugasnya", "an office that lists its staff"),
            )
        if self.team is not None and not (self.team in problem.team and problem.team[self.team].members):
            expected = ("id tim tetap", "id of a fixed team")
            yield Wrong(field="team", found=self.team, expected=expected)
        if not self.skills:
            yield Wrong(field="skills", found="", expected=("rekam, cetak, ikd, sopir", "record, print, ikd, drive"))

    def made(self, problem: Problem) -> Problem:
        ids = _free_ids(set(problem.member), "petugas-baru", self.count)
        skills = tuple(dict.fromkeys(self.skills))
        new = [StaffMember(id=name, skills=skills) for name in ids]
        teams = tuple(
            replace(team, members=tuple(sorted((*team.members, *ids)))) if team.id == self.team else team
            for team in problem.teams
        )
        return replace(problem, staff=tuple(sorted((*problem.staff, *new), key=lambda one: one.id)), teams=teams)

    def told(self, problem: Problem) -> Pair:
        words = [skill_word(skill.value) for skill in self.skills]
        return told(
            "{count} petugas lagi dengan keterampilan {skills}.",
            "{count} more of the staff with the skills {skills}.",
            count=self.count,
            skills=(", ".join(pair[0] for pair in words), ", ".join(pair[1] for pair in words)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamOut:
    """A team cannot go out from ``first`` to ``last``: its vehicle is in repair, its devices are out."""

    names: ClassVar[Pair] = ("tim-absen", "team-out")

    kind: Literal["team_out"] = "team_out"
    team: str
    first: date
    last: date

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from _unknown_team(problem, self.team)
        yield from wrong_span(problem, self.first, self.last)

    def made(self, problem: Problem) -> Problem:
        off = set(days_within(self.first, self.last))

        def changed(team: Team) -> Team:
            return replace(team, closed_dates=tuple(sorted(off | set(team.closed_dates))))

        return replace(problem, teams=tuple(changed(team) if team.id == self.team else team for team in problem.teams))

    def told(self, problem: Problem) -> Pair:
        return told(
            "Tim {team} tidak dapat turun dari {first} sampai {last}.",
            "Team {team} cannot go out from {first} to {last}.",
            team=self.team,
            first=self.first,
            last=self.last,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsAdded:
    """``count`` more teams like one that is there. Staff and equipment are not added with them."""

    names: ClassVar[Pair] = ("tim-tambah", "teams-added")

    kind: Literal["teams_added"] = "teams_added"
    like: str
    count: int = 1

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from _unknown_team(problem, self.like, field="like")
        yield from beyond("count", self.count, 1, MOST_ADDED)

    def made(self, problem: Problem) -> Problem:
        ids = _free_ids(set(problem.team), f"{self.like}-baru", self.count)
        new = [replace(problem.team[self.like], id=name) for name in ids]
        return replace(problem, teams=tuple(sorted((*problem.teams, *new), key=lambda team: team.id)))

    def told(self, problem: Problem) -> Pair:
        return told(
            "{count} tim lagi seperti tim {like}.",
            "{count} more teams like team {like}.",
            count=self.count,
            like=self.like,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRemoved:
    """A team that does not go out at all any more."""

    names: ClassVar[Pair] = ("tim-hapus", "team-removed")

    kind: Literal["team_removed"] = "team_removed"
    team: str

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from _unknown_team(problem, self.team)

    def made(self, problem: Problem) -> Problem:
        # It stays known, since it may have gone out before; its members, if it was fixed, may go with others.
        return replace(
            problem,
            teams=tuple(
                replace(team, days_per_week=0, days_per_month=0, members=()) if team.id == self.team else team
                for team in problem.teams
            ),
        )

    def told(self, problem: Problem) -> Pair:
        return told("Tim {team} tidak turun lagi.", "Team {team} goes out no more.", team=self.team)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDays:
    """Other limits of field days, for all teams (and, where given, all staff)."""

    names: ClassVar[Pair] = ("hari-lapangan", "field-days")

    kind: Literal["field_days"] = "field_days"
    per_week: int
    per_month: int
    staff_per_week: int | None = None
    staff_per_month: int | None = None

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        given = {
            "per_week": self.per_week,
            "per_month": self.per_month,
            "staff_per_week": self.staff_per_week or 0,
            "staff_per_month": self.staff_per_month or 0,
        }
        for field, found in given.items():
            yield from below(field, found, 0)

    def made(self, problem: Problem) -> Problem:
        def changed(one: StaffMember) -> StaffMember:
            week = one.days_per_week if self.staff_per_week is None else self.staff_per_week
            month = one.days_per_month if self.staff_per_month is None else self.staff_per_month
            return replace(one, days_per_week=week, days_per_month=month)

        return replace(
            problem,
            teams=tuple(
                replace(team, days_per_week=self.per_week, days_per_month=self.per_month) for team in problem.teams
            ),
            staff=tuple(changed(one) for one in problem.staff),
        )

    def told(self, problem: Problem) -> Pair:
        return told(
            "Tiap tim turun paling banyak {week} hari seminggu dan {month} hari sebulan.",
            "Each team goes out at most {week} days a week and {month} days a month.",
            week=self.per_week,
            month=self.per_month,
        )


def _unknown_team(problem: Problem, name: str, field: str = "team") -> Iterator[Wrong]:
    if name not in problem.team:
        known = ", ".join(sorted(problem.team))
        yield Wrong(field=field, found=name, expected=(f"id tim: {known}", f"id of a team: {known}"))


def _free_ids(taken: set[str], stem: str, count: int) -> list[str]:
    """Ids that nobody bears yet."""
    found: list[str] = []
    number = 1
    while len(found) < count:
        name = f"{stem}-{number}"
        if name not in taken:
            found.append(name)
        number += 1
    return found
