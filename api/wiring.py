"""The one file that puts the parts together: only here are the ground and the engine known.

Both are imported when first needed, so that a command that needs neither starts at once.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import is_zipfile

from api.errors import refuse
from planner.domain.plan import PlanDocument, SolveOptions
from planner.domain.problem import Problem
from planner.ports import Control

DEFAULT_DATASET = "rejang-lebong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days to plan and the date they are seen from; ``as_of`` ``None`` takes first day minus notice."""

    first: date
    last: date
    as_of: date | None = None


def datasets() -> tuple[str, ...]:
    """Names of the data that come with the product."""
    from geodata.datasets import names

    return names()


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
    from geodata.datasets import dataset_sheets
    from geodata.read import read_sheets

    if is_problem_file(source):
        return read_problem(Path(str(source)))
    if source is None or (source in datasets() and not Path(source).exists()):
        name = source or DEFAULT_DATASET
        sheets = dataset_sheets(name)
    else:
        path = Path(source)
        if not path.exists():
            raise refuse(
                "SOURCE_NOT_FOUND",
                source,
                source,
                f"folder, berkas .xlsx atau .json, atau salah satu data bawaan: {', '.join(datasets())}",
                f"a folder, an .xlsx or .json file, or one of the embedded data sets: {', '.join(datasets())}",
            )
        name = path.resolve().stem if path.is_file() else path.resolve().name
        sheets = read_sheets(path)
    return assemble(sheets, name=name, first=span.first, last=span.last, as_of=span.as_of)


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

    return plan_month(
        problem,
        options,
        solve,
        control,
        problem_hash=hash_of(problem),
        version=version,
        started=started,
        machine=machine,
    )


def write_template(path: Path, language: str) -> None:
    """An empty workbook to fill in."""
    from geodata.read.template import write_template as write

    write(path, language)


def is_workbook(path: Path) -> bool:
    """Whether the file is a workbook by what it holds, whatever it is called."""
    return path.suffix.lower() == ".xlsx" or is_zipfile(path)
