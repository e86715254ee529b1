"""Grids: every combination of the values of some axes, each cell a scenario of its own.

Cells lie in *lines* along the last axis. Lines give the order of warm starts: fixed before anything runs, so that an
answer does not depend on which cell happened to end first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import product
from typing import Any

from planner.changes import AnyChange, EquipmentChanged, StaffAdded, TeamRemoved, TeamsAdded
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind, Skill, Team
from planner.rules.wording import Pair, number, rupiah
from planner.scenarios.scenario import Scenario, with_more


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsAxis:
    """How many teams go out.

    Attributes
    ----------
    values
        Numbers of teams.
    like
        The team that new ones are like; the first one if not given.
    with_crew
        A new team brings the staff, and of listed equipment the pieces, that it needs.
    """

    values: tuple[int, ...]
    like: str | None = None
    with_crew: bool = True

    def changes(self, problem: Problem, value: int) -> tuple[AnyChange, ...]:
        """What makes the office have ``value`` teams."""
        active = [team for team in problem.teams if team.days_per_month > 0 and team.days_per_week > 0]
        removed = tuple(TeamRemoved(team=team.id) for team in active[value:])
        like = problem.team[self.like] if self.like is not None else problem.teams[0]
        added: list[AnyChange] = []
        for _ in range(value - len(active)):
            added.append(TeamsAdded(like=like.id))
            if self.with_crew:
                added += crew_of(problem, like)
        return (*removed, *added)

    @property
    def name(self) -> Pair:
        return ("tim", "teams")

    def label(self, value: int) -> Pair:
        return number(value)

    def short(self, value: int) -> str:
        return f"tim{value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAxis:
    """One number of a change takes one value after the other."""

    change: AnyChange
    field: str
    values: tuple[int, ...]

    def changes(self, problem: Problem, value: int) -> tuple[AnyChange, ...]:  # noqa: ARG002  # as teams do
        """The change with this value."""
        values: dict[str, Any] = {self.field: value}
        return (replace(self.change, **values),)

    @property
    def name(self) -> Pair:
        return self.change.names

    def label(self, value: int) -> Pair:
        return rupiah(value) if self.field == "amount" else number(value)

    def short(self, value: int) -> str:
        return f"{self.change.names[0]}{value}"


Axis = TeamsAxis | ChangeAxis


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Every combination of the values of its axes, on top of some changes.

    Attributes
    ----------
    name
        Unique in its study.
    base
        Changes that all cells share.
    axes
        The last one is the line along which one cell follows the other.
    """

    name: str
    base: Scenario
    axes: tuple[Axis, ...]

    @property
    def size(self) -> int:
        """Number of cells."""
        count = 1
        for axis in self.axes:
            count *= len(axis.values)
        return count


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One combination: its values in the order of the axes, and the scenario that it is."""

    grid: str
    values: tuple[int, ...]
    scenario: Scenario


def cells_of(problem: Problem, grid: Grid) -> Iterator[Cell]:
    """The cells in order, last axis fastest."""
    for values in product(*(axis.values for axis in grid.axes)):
        changes = [
            change for axis, value in zip(grid.axes, values, strict=True) for change in axis.changes(problem, value)
        ]
        parts = [axis.short(value) for axis, value in zip(grid.axes, values, strict=True)]
        name = f"{grid.name}-{'-'.join(parts)}"
        yield Cell(grid=grid.name, values=values, scenario=with_more(grid.base, name, changes))


def crew_of(problem: Problem, team: Team) -> tuple[AnyChange, ...]:
    """Staff for one more such team, driving doubled by one of them, and its pieces of the equipment that is listed."""
    staff: list[AnyChange] = []
    if problem.staff:
        needs = [need for need in team.crew if need.skill is not Skill.DRIVE]
        drivers = team.need(Skill.DRIVE)
        for need in needs:
            doubled = min(drivers, need.count)
            drivers -= doubled
            if doubled:
                staff.append(StaffAdded(skills=(need.skill, Skill.DRIVE), count=doubled))
            if need.count > doubled:
                staff.append(StaffAdded(skills=(need.skill,), count=need.count - doubled))
        if drivers:
            staff.append(StaffAdded(skills=(Skill.DRIVE,), count=drivers))
    listed = {item.kind for item in problem.equipment}
    taken = {
        EquipmentKind.RECORDING_SET: team.stations,
        EquipmentKind.PRINTER: team.printers,
        EquipmentKind.GENSET: 1,
        EquipmentKind.VEHICLE: 1,
    }
    pieces = [EquipmentChanged(equipment=kind, pieces=count) for kind, count in taken.items() if count]
    return (*staff, *(change for change in pieces if change.equipment in listed))


def number_fields(change: AnyChange) -> tuple[str, ...]:
    """Fields of a change that an axis may vary."""
    return tuple(item.name for item in fields(change) if item.name != "kind" and _is_number(item.type))


def _is_number(kind: Any) -> bool:
    return str(kind) in ("<class 'int'>", "int", "int | None")
