"""The one file that puts the parts together: only here are the ground and the engine known.

Both are imported when first needed, so that a command that needs neither starts at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from api.wiring_ground import DEFAULT_DATASET as DEFAULT_DATASET
from api.wiring_ground import Span as Span
from api.wiring_ground import assembled, office_of, unknown_source
from api.wiring_ground import is_problem_file as is_problem_file
from planner.changes.base import Wrong
from planner.domain.plan import Plan, PlanDocument, SolveOptions
from planner.domain.problem import Problem
from planner.domain.revision import Revision
from planner.errors import Fault, InputFaults
from planner.goal_prices import Offer
from planner.ports import Control
from planner.repair import Repaired

PROBLEM_FILE = "problem.json"
PROBLEM_INSIDE_LIMIT = 2_000_000
"""A problem up to this size, bytes, is carried inside the plan file."""


def datasets() -> tuple[tuple[str, str], ...]:
    """The data that come with the product: name and office."""
    from geodata.datasets import names, title

    return tuple((name, title(name)) for name in names())


def problem_from(source: str | None, span: Span) -> Problem:
    """The problem of a planning folder, a workbook, a problem file or an embedded data set.

    Raises
    ------
    InputFaults
        With everything that is wrong in it.
    """
    if is_problem_file(source):
        return read_problem(Path(str(source)))
    return assembled(*office_of(source), span)


def read_problem(path: Path) -> Problem:
    """A problem file."""
    from geodata.read import read_problem_json

    return read_problem_json(path)


def problem_json(problem: Problem) -> bytes:
    """The canonical problem file."""
    from geodata.read import problem_json as canonical

    return canonical(problem)


def hash_of(problem: Problem) -> str:
    """The problem hash."""
    from geodata.read import problem_hash

    return problem_hash(problem)


def belongs(document: PlanDocument, problem: Problem) -> bool:
    """Whether a plan was made for the problem, also by a version that wrote problems otherwise."""
    return names(document.problem_hash, problem)


def names(told: str, problem: Problem) -> bool:
    """Whether a hash is that of the problem, also as another version took it."""
    from geodata.read import is_hash_of

    return is_hash_of(problem, told)


def plan_json(document: PlanDocument) -> bytes:
    """The plan file."""
    from geodata.read import plan_json as canonical

    return canonical(document)


def read_plan(path: Path) -> PlanDocument:
    """A plan file."""
    from geodata.read import read_plan_json

    return read_plan_json(path)


def plan(
    problem: Problem,
    options: SolveOptions,
    control: Control,
    *,
    started: str,
    machine: str,
    version: str,
    start: Plan | None = None,
) -> PlanDocument:
    """Plan the period with the engine, going on from ``start`` if there is one, and tell it as a document."""
    from planner.month import plan_month
    from solver.solve import solve

    inside = len(problem_json(problem)) <= PROBLEM_INSIDE_LIMIT
    return plan_month(
        problem,
        options,
        partial(solve, start=start),
        control,
        problem_hash=hash_of(problem),
        version=version,
        started=started,
        machine=machine,
        problem_file=None if inside else PROBLEM_FILE,
    )


def template_bytes(language: str) -> bytes:
    """An empty workbook to fill in."""
    from tempfile import TemporaryDirectory

    from geodata.read.template import write_template

    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, "en" if language == "en" else "id")
        return path.read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalHoliday:
    """A public holiday or day of joint leave; ``estimated`` while its date waits for the moon."""

    day: date
    name: str
    joint_leave: bool
    estimated: bool


@cache
def holidays_of(year: int) -> tuple[NationalHoliday, ...]:
    """National holidays and joint leave of a year, in order."""
    from geodata.calendar import national_holidays

    return tuple(
        NationalHoliday(day=day, name=found.name, joint_leave=found.joint_leave, estimated=found.estimated)
        for day, found in sorted(national_holidays([year]).items())
    )


@cache
def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the files of a run, by file name."""
    from geodata.schema import schemas

    return schemas()


KeptTables = Sequence[Mapping[str, Any]]
"""Sheets of an office as JSON values, one for each sheet; what they mean is known to the ground alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataReport:
    """What is to be told of an office's sheets.

    Attributes
    ----------
    faults
        All that stands in the way of planning, with sheet and column by their English names as well.
    notes
        What was ignored or should be known: (Indonesian, English).
    rows
        Rows of each sheet that is known, by its English name.
    names
        English name of each kept sheet in order; ``None`` for those that are ignored.
    """

    faults: tuple[tuple[Fault, str | None, str | None], ...]
    notes: tuple[tuple[str, str], ...]
    rows: Mapping[str, int]
    names: tuple[str | None, ...]


def uploaded(name: str, content: bytes) -> list[dict[str, Any]]:
    """The sheets of a workbook, a zip of CSV files or JSON, to be kept.

    Raises
    ------
    InputFaults
        The file cannot be read, or holds data of residents, which are never kept.
    """
    from geodata.read.grid import to_plain
    from geodata.read.personal import personal_faults
    from geodata.read.upload import uploaded_tables

    tables = uploaded_tables(name, content)
    faults = tuple(fault for table in tables for fault in personal_faults(table, 0))
    if faults:
        raise InputFaults(faults)
    return [to_plain(table) for table in tables]


def embedded(name: str) -> list[dict[str, Any]]:
    """The sheets of an embedded data set, to be kept.

    Raises
    ------
    InputFaults
        There is none of that name.
    """
    from geodata.datasets import dataset_tables, names
    from geodata.read.grid import to_plain

    if name not in names():
        raise unknown_source(name, names())
    return [to_plain(table) for table in dataset_tables(name)]


def report_of(kept: KeptTables) -> DataReport:
    """What is wrong with kept sheets, all at once."""
    from geodata.read.grid import from_plain, grid_of, place_of
    from geodata.read.sheets import sheets_of

    tables = [from_plain(table) for table in kept]
    grids = [grid_of(table) for table in tables]
    faults: tuple[Fault, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    try:
        notes = sheets_of(tables).notes
    except InputFaults as error:
        faults = error.faults
    return DataReport(
        faults=tuple((fault, *place_of(fault)) for fault in faults),
        notes=notes,
        rows={grid.field: len(grid.rows) for grid in grids if grid is not None},
        names=tuple(None if grid is None else grid.field for grid in grids),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSheet:
    """One kept sheet: its English name, the columns that it has, and its rows as (number, cells by column)."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def kept_sheet(kept: KeptTables, name: str) -> KeptSheet | None:
    """A kept sheet by its English name."""
    from geodata.read.grid import from_plain, grid_of

    for table in kept:
        grid = grid_of(from_plain(table))
        if grid is not None and grid.field == name:
            rows = tuple((row.number, row.cells) for row in grid.rows)
            return KeptSheet(name=name, columns=grid.columns, rows=rows)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowEdit:
    """One change of a kept sheet; see :class:`geodata.read.grid.Edit`."""

    sheet: str
    row: int | None
    cells: Mapping[str, str | None] | None


def edited(kept: KeptTables, edits: Sequence[RowEdit], language: str) -> list[dict[str, Any]]:
    """Kept sheets with all edits.

    Raises
    ------
    InputFaults
        An edit names what is not there, or brings in data of residents.
    """
    from geodata.read.grid import Edit, from_plain, to_plain
    from geodata.read.grid import edited as changed
    from geodata.read.personal import personal_faults

    tables = changed(
        [from_plain(table) for table in kept],
        [Edit(sheet=edit.sheet, row=edit.row, cells=edit.cells) for edit in edits],
        0 if language == "id" else 1,
    )
    faults = tuple(fault for table in tables for fault in personal_faults(table, 0))
    if faults:
        raise InputFaults(faults)
    return [to_plain(table) for table in tables]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDifference:
    """One row that two versions do not share; see :class:`geodata.read.grid.Difference`."""

    sheet: str
    key: str
    kind: str
    row_before: int | None
    row_after: int | None
    cells: Mapping[str, tuple[str, str]]


def differences(before: KeptTables, after: KeptTables) -> tuple[RowDifference, ...]:
    """Every row that was added, removed or changed."""
    from geodata.read.grid import differences as found
    from geodata.read.grid import from_plain

    pair = ([from_plain(table) for table in before], [from_plain(table) for table in after])
    return tuple(
        RowDifference(
            sheet=item.sheet,
            key=item.key,
            kind=item.kind,
            row_before=item.row_before,
            row_after=item.row_after,
            cells=item.cells,
        )
        for item in found(*pair)
    )


def parse_problem(content: bytes) -> Problem:
    """A problem as JSON text."""
    from geodata.read import parse_problem_json

    return parse_problem_json(content)


def parse_plan(content: bytes) -> PlanDocument:
    """A plan as JSON text."""
    from geodata.read import parse_plan_json

    return parse_plan_json(content)


def parse_sent_plan(content: bytes) -> PlanDocument:
    """The same of a plan that comes from outside; numbers of residents in it are refused."""
    from geodata.read import parse_sent_plan_json

    return parse_sent_plan_json(content)


def sheet_columns() -> dict[str, list[dict[str, Any]]]:
    """Every sheet of an office with its columns: headings, kind, unit and words in both languages."""
    from geodata.contracts import SHEETS, columns_of, needed_of

    return {
        name: [
            {
                "name": column.heading[1],
                "heading": column.heading,
                "kind": column.kind.value,
                "note": column.note,
                "unit": column.unit,
                "needed": field in needed_of(row),
                "words": [item.written for item in column.words],
            }
            for field, column in columns_of(row).items()
        ]
        for name, row in SHEETS.items()
    }


def sheet_words() -> dict[str, tuple[tuple[str, str], tuple[str, str], bool]]:
    """Every sheet of an office: its name and what it holds in both languages, and whether it must be there."""
    from geodata.contracts import NEEDED_SHEETS, SHEETS

    return {name: (row.sheet, row.about, name in NEEDED_SHEETS) for name, row in SHEETS.items()}


def rate_of(name: str) -> str:
    """The field of a price that bears this name on the sheet of prices; the name itself if none does."""
    from geodata.read.policy_names import rates_by_name
    from geodata.read.spelling import plain

    return rates_by_name().get(plain(name), name)


def policy_number(name: str, value: object) -> tuple[str, int] | Wrong:
    """The field of the policy that a name of its sheet means, and the value in the unit of that field."""
    from geodata.read.cell_faults import CellError
    from geodata.read.policy_change import NAME_CODES, number_given

    try:
        return number_given(name, value)
    except CellError as error:
        if error.code in NAME_CODES:
            return Wrong(field="field", found=name, expected=error.expected)
        return Wrong(field="value", found=str(value), expected=error.expected)


def policy_parameters() -> list[dict[str, Any]]:
    """Every number of the policy: its names, meaning, unit, default, limits and words in both languages."""
    from geodata.read.policy_told import parameters_told

    return parameters_told()


def policy_rates() -> list[dict[str, Any]]:
    """Every price of the sheet ``biaya``: its code, meaning and default."""
    from geodata.read.policy_told import rates_told

    return rates_told()


def weigh(
    problem: Problem, document: PlanDocument, control: Control, *, only: tuple[str, ...] | None = None
) -> PlanDocument:
    """The document with its reasons weighed by the engine, and the worth of one more of everything."""
    from planner.weighing import weigh as weighed
    from solver.forcing.enriching import value_with_more
    from solver.forcing.revising import plans_with

    return weighed(problem, document, plans_with, value_with_more, control, only=only)


def warm() -> None:
    """Load the engine and the ground, so that the next plan begins at once."""
    import geodata.read
    import solver.solve

    del geodata, solver


def goal_prices(problem: Problem, plan: Plan, options: SolveOptions, control: Control) -> list[Offer]:
    """What fairness and calm would cost in people, planned again from a plan on."""
    from planner.goal_prices import goal_prices as prices
    from solver.solve import solve

    return prices(problem, plan, options, solve, control)


def warm_ground() -> None:
    """Load all packages of the ground, so that the first question about data is answered at once.

    Before requests come, in one thread: two threads that load a package and a part of it at the same time wait for each
    other, and Python ends that with an error in one of them.
    """
    import geodata.assemble
    import geodata.boundaries
    import geodata.contracts
    import geodata.datasets
    import geodata.read
    import geodata.servers
    import geodata.signal

    del geodata


def with_policy(kept: KeptTables, wanted: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """Kept sheets with these rows of the sheet ``policy`` set or added, by parameter.

    Raises
    ------
    InputFaults
        What is given cannot stand in a cell; what it means is judged with the sheets.
    """
    from geodata.read.spelling import plain

    sheet = kept_sheet(kept, "policy")
    there = {plain(cells.get("parameter", "")): number for number, cells in (sheet.rows if sheet else ())}
    edits = [
        RowEdit(sheet="policy", row=there.get(plain(name)), cells={"parameter": name, "value": value})
        for name, value in wanted.items()
    ]
    return edited(kept, edits, language)


def repair(problem: Problem, plan: Plan) -> Repaired:
    """A plan made by hand with as few visits moved or left out as make it legal."""
    from planner.repair import repair as repaired
    from solver.forcing.choosing import chosen_variants

    return repaired(problem, plan, chosen_variants)


def plans_with(
    problem: Problem, plan: Plan, origins: Sequence[str], control: Control, *, most: int = 1
) -> Mapping[str, tuple[Revision, ...]]:
    """The engine's best plans found near a plan that serve more of each origin."""
    from solver.forcing.revising import plans_with as found

    return found(problem, plan, origins, control, most=most)
