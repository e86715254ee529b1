"""``problem.json``: the problem in canonical form, and the hash that names it.

Members that came after the first form are left out while they say nothing new. So a problem that does not use them
has the same bytes and the same hash as before, and plans of earlier versions keep belonging to it.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from geodata.read.json_faults import CONFIG, canonical_text, parse_json, plain, read_json
from geodata.read.raw_table import Limits
from planner.domain.problem import PROBLEM_SCHEMA, Problem

LATER_MEMBERS: Mapping[tuple[str, ...], object] = {
    ("policy", "equity"): "after_value",
    ("reach_cuts",): [],
    ("sites", "*", "agreed_dates"): [],
    ("sites", "*", "hall_people"): None,
    ("teams", "*", "members"): [],
}
"""Members that were added to the first form, with the value under which everything is as it was before them.

Whoever adds a field to the problem adds it here; its default is that value, and stays so. ``*``: each item.
"""


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
    """The canonical form: sorted keys, no blanks, UTF-8, without later members that say nothing new."""
    return canonical_text(members_of(problem))


def members_of(problem: Problem) -> dict[str, Any]:
    """What the canonical form holds."""
    held = plain(problem, _adapter())
    for path, neutral in LATER_MEMBERS.items():
        _leave_out(held, path, neutral)
    return held


def _leave_out(held: Any, path: tuple[str, ...], neutral: object) -> None:
    step, *further = path
    if step == "*":
        for item in held:
            _leave_out(item, tuple(further), neutral)
    elif further:
        _leave_out(held[step], tuple(further), neutral)
    elif held[step] == neutral:
        del held[step]


def problem_hash(problem: Problem) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(problem_json(problem)).hexdigest()


def is_hash_of(problem: Problem, told: str) -> bool:
    """Whether a plan that names this hash belongs to the problem.

    Versions that wrote every member hashed them all; their plans belong to the problem too.
    """
    complete = canonical_text(plain(problem, _adapter()))
    return told in (problem_hash(problem), hashlib.sha256(complete).hexdigest())
