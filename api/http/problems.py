"""Every error as ``application/problem+json`` (RFC 9457), in both languages, with JSON pointers.

Features raise :class:`Problem` or let :class:`planner.errors.InputFaults` pass; nothing else leaves the service
but a 500 that tells its request id and no more.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.http.identity import request_id_of
from api.http.languages import Sentence, language_of, sentence
from planner.errors import Fault, InputFaults

MEDIA_TYPE = "application/problem+json"
Both = tuple[str, str]


class ProblemFault(BaseModel):
    """One thing wrong in what was sent."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(examples=["RECORDED_ABOVE_ELIGIBLE"])
    pointer: str | None = Field(default=None, description="JSON pointer into the body.", examples=["/visits/0/team"])
    parameter: str | None = Field(default=None, description="Name of the query, path or header parameter.")
    where: str = Field(description="The place in words: a cell of a sheet, a pointer, a parameter.")
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    found: str
    expected: Sentence


class ProblemBody(BaseModel):
    """What went wrong and the way out."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(examples=["urn:jemput:problem:NOT_FOUND"])
    title: str = Field(description="In the language asked for.")
    status: int = Field(examples=[404])
    code: str = Field(description="Stable; for programs.", examples=["NOT_FOUND"])
    sentence: Sentence
    instance: str
    request_id: str
    errors: list[ProblemFault] = Field(default_factory=list)
    facts: dict[str, Any] = Field(default_factory=dict, description="Figures for programs; depends on the code.")


class Problem(Exception):
    """An answer that is an error, raised where it is found.

    Parameters
    ----------
    status, code
        HTTP status; stable code.
    told
        What is wrong and the way out: (Indonesian, English).
    faults
        Single things, each with its place.
    facts
        For programs.
    headers
        To send along.
    """

    def __init__(
        self,
        status: int,
        code: str,
        told: Both,
        *,
        faults: Sequence[Fault] = (),
        facts: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code, self.told = status, code, told
        self.faults = tuple(faults)
        self.facts = dict(facts or {})
        self.headers = dict(headers or {})


def not_found(what: Both, name: str) -> Problem:
    """Nothing of that name, or not for this caller: both look the same."""
    return Problem(404, "NOT_FOUND", (f"{what[0]} {name} tidak ada", f"There is no {what[1]} {name}"))


def conflict(code: str, told: Both, **facts: Any) -> Problem:
    """What is asked does not fit the state that things are in."""
    return Problem(409, code, told, facts=facts)


def unprocessable(faults: Sequence[Fault], code: str = "INPUT_FAULTS") -> Problem:
    """What was sent was understood and is wrong in these places."""
    number = len(faults)
    told = (
        f"Ada {number} hal yang harus diperbaiki; tidak ada yang disimpan",
        f"{number} thing{'s' if number != 1 else ''} to put right; nothing was kept",
    )
    return Problem(422, code, told, faults=faults)


def fault_at(pointer: str, code: str, found: object, expected: Both) -> Fault:
    """A fault at a JSON pointer of the body, or at ``?name`` of the query."""
    return Fault(code=code, where=pointer, found=str(found)[:200], expected=expected)


def body_of(request: Request, problem: Problem) -> ProblemBody:
    """The problem as this caller reads it."""
    chosen = language_of(request)
    return ProblemBody(
        type=f"urn:jemput:problem:{problem.code}",
        title=chosen.pick(problem.told),
        status=problem.status,
        code=problem.code,
        sentence=sentence(problem.told),
        instance=request.url.path,
        request_id=request_id_of(request),
        errors=[_told(fault) for fault in problem.faults],
        facts=problem.facts,
    )


def _told(fault: Fault) -> ProblemFault:
    where = fault.where
    return ProblemFault(
        code=fault.code,
        pointer=where if where.startswith("/") or (not where and fault.sheet is None) else None,
        parameter=where[1:] if where.startswith("?") else None,
        where=where,
        sheet=fault.sheet,
        row=fault.row,
        column=fault.column,
        found=fault.found,
        expected=sentence(fault.expected),
    )


def respond(request: Request, problem: Problem) -> JSONResponse:
    """The answer of a problem."""
    body = body_of(request, problem).model_dump(mode="json", exclude_none=True)
    return JSONResponse(body, status_code=problem.status, media_type=MEDIA_TYPE, headers=problem.headers)


def of_input(error: InputFaults) -> Problem:
    """Faults of the core or of a reader."""
    found = unprocessable(error.faults, error.code)
    if any(fault.code in ("FILE_TOO_LARGE", "ZIP_BOMB") for fault in error.faults):
        found.status = 413
    return found
