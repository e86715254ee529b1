"""``plan.json``: a plan with all that is told of it."""

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from geodata.read.json_faults import CONFIG, canonical_text, ensure_no_resident_numbers, parse_json, plain, read_json
from geodata.read.problem_json import members_of
from geodata.read.raw_table import Limits
from planner.domain.plan import PLAN_SCHEMA, PlanDocument


@cache
def _adapter() -> "TypeAdapter[tuple[PlanDocument]]":
    return TypeAdapter(tuple[PlanDocument], config=CONFIG)


def read_plan_json(path: Path, limits: Limits | None = None) -> PlanDocument:
    """The plan of a file; raises :class:`planner.errors.InputFaults` with JSON pointers."""
    return read_json(path, _adapter(), PLAN_SCHEMA, limits or Limits())


def parse_plan_json(content: bytes) -> PlanDocument:
    """The plan of JSON text; raises :class:`planner.errors.InputFaults` with JSON pointers."""
    return parse_json("plan.json", content, _adapter(), PLAN_SCHEMA)


def parse_sent_plan_json(content: bytes) -> PlanDocument:
    """The same of a plan that comes from outside: no text in it holds what looks like the number of a resident."""
    document = parse_plan_json(content)
    ensure_no_resident_numbers(content.removeprefix(b"\xef\xbb\xbf"))
    return document


def plan_json(document: PlanDocument) -> bytes:
    """Sorted keys, no blanks, UTF-8; holds either the problem or the name of its file."""
    held = plain(document, _adapter())
    if document.problem is None:
        del held["problem"]
    else:
        del held["problem_file"]
        held["problem"] = members_of(document.problem)
    return canonical_text(held)
