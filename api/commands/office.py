"""What every command needs: language, the two streams, and how a plan and its problem are found."""

import sys
from pathlib import Path

from rich.console import Console

from api import wiring
from api.errors import refuse
from api.language import Language
from planner.domain.plan import PlanDocument
from planner.domain.problem import Problem

WIDTH_WITHOUT_TERMINAL = 120


class Desk:
    """Language and streams of one command: results go to ``out``, everything else to ``err``."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.out = _console(stderr=False)
        self.err = _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH_WITHOUT_TERMINAL
    return Console(stderr=stderr, width=width, highlight=False)


def existing(path: str, where: str) -> Path:
    """A file that is there."""
    found = Path(path)
    if found.is_dir():
        raise refuse(
            "FOLDER_NOT_FILE",
            where,
            path,
            "satu berkas, seperti problem.json atau plan.json; ini sebuah folder",
            "one file, such as problem.json or plan.json; this is a folder",
        )
    if not found.is_file():
        raise refuse("FILE_NOT_FOUND", where, path, "berkas yang ada", "a file that exists")
    return found


def problem_of(document: PlanDocument, path: Path, given: str | None) -> Problem:
    """The problem of a plan file: given, inside, or beside it; its hash must be the one that the plan names.

    Raises
    ------
    InputFaults
        If there is none, or it is another one.
    """
    if given is not None:
        problem = wiring.read_problem(existing(given, "--problem"))
    elif document.problem is not None:
        problem = document.problem
    else:
        beside = path.with_name(Path(document.problem_file or wiring.PROBLEM_FILE).name)
        if not beside.is_file():
            raise _no_problem(path)
        problem = wiring.read_problem(beside)
    if not wiring.belongs(document, problem):
        raise refuse(
            "PLAN_OF_OTHER_PROBLEM",
            path.name,
            wiring.hash_of(problem)[:16],
            f"data dengan sidik {document.problem_hash[:16]}, yang menjadi dasar rencana ini",
            f"the problem with hash {document.problem_hash[:16]}, which this plan was made for",
        )
    return problem


def problem_beside(path: Path, given: str | None) -> Problem:
    """The problem of a hand-made plan: given, or ``problem.json`` beside it."""
    if given is not None:
        return wiring.read_problem(existing(given, "--problem"))
    beside = path.with_name(wiring.PROBLEM_FILE)
    if not beside.is_file():
        raise _no_problem(path)
    return wiring.read_problem(beside)


def _no_problem(path: Path) -> Exception:
    return refuse(
        "PROBLEM_NOT_FOUND",
        path.name,
        "",
        "--problem problem.json, atau problem.json di folder yang sama",
        "--problem problem.json, or a problem.json in the same folder",
    )
