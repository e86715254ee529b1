"""The one file that puts the parts together: only here are the ground and the engine known.

Both are imported when first needed, so that a command that needs neither starts at once.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from api.errors import refuse
from planner.domain.plan import PlanDocument, SolveOptions
from planner.domain.policy import Policy
from planner.domain.problem import Problem
from planner.ports import Control

DEFAULT_DATASET = "rejang-lebong"
PROBLEM_FILE = "problem.json"
PROBLEM_INSIDE_LIMIT = 2_000_000
"""A problem up to this size, bytes, is carried inside the plan file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days to plan and the date they are seen from; ``as_of`` ``None`` takes first day minus notice."""

    first: date
    last: date
    as_of: date | None = None


def datasets() -> tuple[tuple[str, str], ...]:
    """The data that come with the product: name and office."""
    from geodata.datasets import names, title

    return tuple((name, title(name)) for name in names())


def is_problem_file(source: str | None) -> bool:
    """Whether ``source`` is a finished problem, which brings its own period."""
    return source is not None and source.lower().endswith(".json") and Path(source).is_file()


def problem_from(source: str | None, span: Span) -> Problem:
    """The problem of a planning folder, a workbook, a problem file or an embedded data set.

    Raises
    ------
    InputFaults
        With everything that is wrong in it.
    """
    from geodata.assemble import assemble
    from geodata.datasets import dataset_sheets, names, title
    from geodata.read import read_sheets

    if is_problem_file(source):
        return read_problem(Path(str(source)))
    if source is None or (source in names() and not Path(source).exists()):
        chosen = source or DEFAULT_DATASET
        sheets, name = dataset_sheets(chosen), title(chosen)
    else:
        path = Path(source)
        if not path.exists():
            raise _unknown_source(source, names())
        name = path.resolve().stem if path.is_file() else path.resolve().name
        sheets = read_sheets(path)
    notice = Policy().notice_days
    seen = span.as_of or span.first - timedelta(days=notice)
    problem = assemble(sheets, name=name, first=span.first, last=span.last, as_of=seen)
    if span.as_of is None and problem.policy.notice_days != notice:
        # Only now is the notice of this office known.
        seen = span.first - timedelta(days=problem.policy.notice_days)
        problem = assemble(sheets, name=name, first=span.first, last=span.last, as_of=seen)
    return problem


def _unknown_source(source: str, names: tuple[str, ...]) -> Exception:
    known = ", ".join(names)
    return refuse(
        "SOURCE_NOT_FOUND",
        source,
        source,
        f"folder, berkas .xlsx atau .json, atau salah satu data bawaan: {known}",
        f"a folder, an .xlsx or .json file, or one of the embedded data sets: {known}",
    )


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


def plan_json(document: PlanDocument) -> bytes:
    """The plan file."""
    from geodata.read import plan_json as canonical

    return canonical(document)


def read_plan(path: Path) -> PlanDocument:
    """A plan file."""
    from geodata.read import read_plan_json

    return read_plan_json(path)


def plan(
    problem: Problem, options: SolveOptions, control: Control, *, started: str, machine: str, version: str
) -> PlanDocument:
    """Plan the period with the engine and tell it as a document."""
    from planner.month import plan_month
    from solver.solve import solve

    inside = len(problem_json(problem)) <= PROBLEM_INSIDE_LIMIT
    return plan_month(
        problem,
        options,
        solve,
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
