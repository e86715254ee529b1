"""``problem.json``: the problem in canonical form, and the hash that names it."""

import hashlib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from geodata.read.json_faults import CONFIG, canonical, parse_json, read_json
from geodata.read.raw_table import Limits
from planner.domain.problem import PROBLEM_SCHEMA, Problem


@cache
def _adapter() -> "TypeAdapter[tuple[Problem]]":
    return TypeAdapter(tuple[Problem], config=CONFIG)


def read_problem_json(path: Path, limits: Limits | None = None) -> Problem:
    """The problem of a file; raises :class:`planner.errors.InputFaults` with JSON pointers."""
    return read_json(path, _adapter(), PROBLEM_SCHEMA, limits or Limits())


def parse_problem_json(content: bytes) -> Problem:
    """The problem of JSON text; raises :class:`planner.errors.InputFaults` with JSON pointers."""
    return parse_json("problem.json", content, _adapter(), PROBLEM_SCHEMA)


def problem_json(problem: Problem) -> bytes:
    """The canonical form: sorted keys, no blanks, UTF-8."""
    return canonical(problem, _adapter())


def problem_hash(problem: Problem) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(problem_json(problem)).hexdigest()
