"""A study: a base, scenarios, grids and swings, asked over the same months with the same effort.

:func:`tree` fixes who starts from whose plan before anything runs, so that an answer depends on the study alone and
never on which run happened to end first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from planner.changes import AnyChange
from planner.domain.problem import Problem
from planner.errors import Fault
from planner.scenarios.answers import Targets
from planner.scenarios.grid import Axis, Grid, TeamsAxis, cells_of
from planner.scenarios.rolling import Rolling
from planner.scenarios.scenario import Scenario, days_of
from planner.scenarios.seeking import Seek, seek_faults

BASE = "dasar"
"""Name of the scenario without changes; it is always asked."""
LOW, HIGH = "rendah", "tinggi"
MOST_TEAMS = 100
"""No axis asks more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard each month of each scenario is searched.

    Attributes
    ----------
    work
        Units of work of the first try and, while the gap is above ``gap_basis_points``, of each further one; each goes
        on from the plan before.
    gap_basis_points
        Proven gap that is enough, hundredths of a percent.
    seed
        Of the search.
    """

    work: tuple[int, ...] = (130,)
    gap_basis_points: int = 100
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """One thing that is uncertain, low and high."""

    name: str
    low: Scenario
    high: Scenario
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What is asked together.

    Attributes
    ----------
    name
        What it is called.
    months
        Months planned one after the other, 1 to 12.
    base
        What holds in all of it.
    scenarios, grids, swings
        What is asked; names are unique over all of them.
    seeks
        Targets to be sought, each by itself.
    rolling, targets, effort
        How months follow each other, what is aimed at, how hard is searched.
    """

    name: str
    months: int = 1
    base: Scenario = field(default_factory=lambda: Scenario(name=BASE))
    scenarios: tuple[Scenario, ...] = ()
    grids: tuple[Grid, ...] = ()
    swings: tuple[Swing, ...] = ()
    seeks: tuple[Seek, ...] = ()
    rolling: Rolling = field(default_factory=Rolling)
    targets: Targets = field(default_factory=Targets)
    effort: Effort = field(default_factory=Effort)

    @property
    def cells(self) -> int:
        """How many scenarios are asked, the base included."""
        return 1 + len(self.scenarios) + 2 * len(self.swings) + sum(grid.size for grid in self.grids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One scenario to be answered.

    Attributes
    ----------
    scenario
        With all that the study holds in it.
    parent
        Name of the node whose plans it starts from; ``None`` for the base.
    above
        Name of a node asked before it that may bound it: a line of a grid asks its last cell first.
    line
        Its place in its grid: grid and values; ``None`` outside grids.
    """

    scenario: Scenario
    parent: str | None
    above: str | None = None
    line: tuple[str, tuple[int, ...]] | None = None

    @property
    def name(self) -> str:
        return self.scenario.name


def tree(problem: Problem, study: Study) -> tuple[Node, ...]:
    """All nodes, each after those that it needs.

    Everything starts from the base. In a grid each line asks its last cell first, which starts from the base; then the
    others in order, each from the one before it.
    """
    nodes = [Node(scenario=study.base, parent=None)]
    nodes += [Node(scenario=_on(study.base, item), parent=BASE) for item in study.scenarios]
    for swing in study.swings:
        for scenario, end in ((swing.low, LOW), (swing.high, HIGH)):
            named = Scenario(name=f"{swing.name}-{end}", title=swing.title, changes=scenario.changes)
            nodes.append(Node(scenario=_on(study.base, named), parent=BASE))
    for grid in study.grids:
        nodes += _lines(problem, study.base, grid)
    return tuple(nodes)


def parts_of(study: Study, most: int) -> Iterator[Study]:
    """The study in studies of at most ``most`` cells, as far as cutting its grids can do that; itself if it is small.

    Grids are cut across their first axes, so that lines stay whole; every part asks the base, which is solved once.
    """
    if study.cells <= most:
        yield study
        return
    if study.scenarios or study.swings:
        yield replace(study, grids=())
    for grid in study.grids:
        for part in _parts_of_grid(grid, most - 1):
            yield replace(study, scenarios=(), swings=(), grids=(part,))


def _parts_of_grid(grid: Grid, most: int) -> Iterator[Grid]:
    if grid.size <= most:
        yield grid
        return
    first, *rest = grid.axes
    beside = grid.size // len(first.values)
    if beside <= most:
        for start in range(0, len(first.values), most // beside):
            some = replace(first, values=first.values[start : start + most // beside])
            yield replace(grid, axes=(some, *rest))
        return
    for value in first.values:
        for part in _parts_of_grid(replace(grid, axes=tuple(rest)), most):
            yield replace(grid, axes=(replace(first, values=(value,)), *part.axes))


def _on(base: Scenario, scenario: Scenario) -> Scenario:
    return Scenario(name=scenario.name, title=scenario.title, changes=(*base.changes, *scenario.changes))


def _lines(problem: Problem, base: Scenario, grid: Grid) -> Iterator[Node]:
    cells = list(cells_of(problem, grid))
    length = len(grid.axes[-1].values)
    for start in range(0, len(cells), length):
        line = cells[start : start + length]
        top = _on(base, line[-1].scenario)
        yield Node(scenario=top, parent=BASE, line=(grid.name, line[-1].values))
        before = BASE
        for cell in line[:-1]:
            scenario = _on(base, cell.scenario)
            yield Node(scenario=scenario, parent=before, above=top.name, line=(grid.name, cell.values))
            before = scenario.name


# --- faults ------------------------------------------------------------------------------------------------


def study_faults(problem: Problem, study: Study) -> Iterator[Fault]:
    """What of a study does not fit the first month of its office; changes of later months are judged as they come."""
    yield from _repeated(study)
    for where, scenario in _asked(study):
        yield from _wrong_changes(problem, where, scenario)
    for number, seek in enumerate(study.seeks):
        yield from seek_faults(seek, f"/seek/{number}")
    for number, grid in enumerate(study.grids):
        where = f"/grid/{number}"
        yield from _wrong_changes(problem, where, grid.base)
        for place, axis in enumerate(grid.axes):
            yield from _wrong_axis(problem, f"{where}/axes/{place}", axis)


def _asked(study: Study) -> Iterator[tuple[str, Scenario]]:
    yield "/base", study.base
    for number, scenario in enumerate(study.scenarios):
        yield f"/scenario/{number}", scenario
    for number, swing in enumerate(study.swings):
        yield f"/swing/{number}/low", swing.low
        yield f"/swing/{number}/high", swing.high
    for number, seek in enumerate(study.seeks):
        yield f"/seek/{number}", seek.maxima


def _repeated(study: Study) -> Iterator[Fault]:
    seen = {BASE}
    named = [
        *((f"/scenario/{number}", item.name) for number, item in enumerate(study.scenarios)),
        *((f"/grid/{number}", item.name) for number, item in enumerate(study.grids)),
        *((f"/swing/{number}", item.name) for number, item in enumerate(study.swings)),
        *((f"/seek/{number}", item.name) for number, item in enumerate(study.seeks)),
    ]
    for where, name in named:
        if name in seen:
            expected = (f"nama lain; {BASE} adalah nama dasar", f"another name; {BASE} is that of the base")
            yield Fault(code="SCENARIO_NAME_TWICE", where=f"{where}/name", found=name, expected=expected)
        seen.add(name)


def _wrong_axis(problem: Problem, where: str, axis: Axis) -> Iterator[Fault]:
    if isinstance(axis, TeamsAxis):
        if axis.like is not None and axis.like not in problem.team:
            known = ", ".join(sorted(problem.team))
            yield _misfit(f"{where}/like", axis.like, (f"id tim: {known}", f"id of a team: {known}"))
        if min(axis.values) < 0:
            yield _misfit(f"{where}/values", str(min(axis.values)), ("jumlah mulai 0", "a number from 0"))
        if max(axis.values) > MOST_TEAMS:
            most = (f"paling banyak {MOST_TEAMS} tim", f"{MOST_TEAMS} teams at most")
            yield _misfit(f"{where}/values", str(max(axis.values)), most)
        return
    seen: set[str] = set()
    for value in axis.values:
        for change in axis.changes(problem, value):
            for fault in _change_faults(problem, where, change):
                if fault.where not in seen:
                    seen.add(fault.where)
                    yield fault


def _wrong_changes(problem: Problem, where: str, scenario: Scenario) -> Iterator[Fault]:
    """Faults of changes that the first month has; each sees what those before it did."""
    for number, item in enumerate(scenario.changes):
        if item.first_month is not None and item.first_month > problem.period.last:
            continue
        found = list(_change_faults(problem, f"{where}/changes/{number}", item.change))
        later = [fault for fault in found if _is_later(problem, item.change)]
        yield from (fault for fault in found if fault not in later)
        if not found:
            problem = item.change.made(problem)


def _is_later(problem: Problem, change: AnyChange) -> bool:
    """Whether a change names days after the first month: it is judged when that month comes."""
    days = days_of(change)
    return bool(days) and days[1] > problem.period.last


def _change_faults(problem: Problem, where: str, change: AnyChange) -> Iterator[Fault]:
    for item in change.wrong(problem):
        yield Fault(code="CHANGE_DOES_NOT_FIT", where=f"{where}/{item.field}", found=item.found, expected=item.expected)


def _misfit(where: str, found: str, expected: tuple[str, str]) -> Fault:
    return Fault(code="CHANGE_DOES_NOT_FIT", where=where, found=found, expected=expected)


def swing_names(study: Study) -> dict[str, tuple[str, str]]:
    """Names of the low and the high scenario of each swing."""
    return {swing.name: (f"{swing.name}-{LOW}", f"{swing.name}-{HIGH}") for swing in study.swings}
