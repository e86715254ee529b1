"""``/v1/reference/...``: open to everybody, the same for all offices."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse

from api import wiring
from api.documents.words import reason_word
from api.http.contract_version import API_VERSION
from api.http.languages import Sentence, sentence
from api.http.problems import not_found
from api.http.routes import OneTurn
from api.language import language
from api.product import product_version
from api.reference.schemas import (
    ColumnTold,
    HolidayTold,
    Listed,
    ParameterTold,
    RateTold,
    ReasonTold,
    RuleTold,
    SheetTold,
    Version,
)
from planner.domain.plan import PLAN_SCHEMA, Reason
from planner.domain.problem import PROBLEM_SCHEMA
from planner.rules import RULES

router = APIRouter(route_class=OneTurn, prefix="/v1/reference", tags=["reference"])

SCHEMA: dict[int | str, dict[str, Any]] = {
    200: {"description": "The schema.", "content": {"application/schema+json": {"schema": {"type": "object"}}}}
}


@router.get("/version", summary="Versions of product, API and files")
def version() -> Version:
    """What this service speaks."""
    return Version(product=product_version(), api=API_VERSION, problem_schema=PROBLEM_SCHEMA, plan_schema=PLAN_SCHEMA)


@router.get("/rules", summary="Every rule that a plan keeps")
def rules() -> Listed[RuleTold]:
    """In the order of the rule book."""
    return Listed(
        items=[RuleTold(id=rule.id, title=sentence(rule.title), kept_at=list(rule.kept_at)) for rule in RULES]
    )


@router.get("/reasons", summary="Every reason why somebody may be left out")
def reasons() -> Listed[ReasonTold]:
    """In the order of the rule book."""
    indonesian, english = language("id"), language("en")
    return Listed(
        items=[
            ReasonTold(
                code=reason.value,
                title=Sentence(id=reason_word(indonesian, reason), en=reason_word(english, reason)),
            )
            for reason in Reason
        ]
    )


@router.get("/sheets", summary="Every sheet that an office gives, with its columns")
def sheets() -> Listed[SheetTold]:
    """Headings, units and words in both languages."""
    columns = wiring.sheet_columns()
    return Listed(
        items=[
            SheetTold(
                sheet=name,
                title=sentence(title),
                about=sentence(about),
                needed=needed,
                columns=[_column_told(column) for column in columns[name]],
            )
            for name, (title, about, needed) in wiring.sheet_words().items()
        ]
    )


@router.get("/parameters", summary="Every number of the policy")
def parameters() -> Listed[ParameterTold]:
    """Names, meaning, units, defaults and limits, as the sheet policy writes them."""
    return Listed(items=[_parameter_told(item) for item in wiring.policy_parameters()])


@router.get("/rates", summary="Every price of the policy")
def rates() -> Listed[RateTold]:
    """Codes, meaning and defaults, as the sheet rates writes them."""
    return Listed(
        items=[
            RateTold(
                code=sentence(item["code"]),
                path=item["path"],
                about=sentence(item["about"]),
                default_rupiah=item["default"],
            )
            for item in wiring.policy_rates()
        ]
    )


@router.get("/holidays/{year}", summary="National holidays and joint leave of a year")
def holidays(year: Annotated[int, Path(ge=1946, le=2076)]) -> Listed[HolidayTold]:
    """An office states its own days in its calendar sheet."""
    return Listed(
        items=[
            HolidayTold(day=item.day, name=item.name, joint_leave=item.joint_leave, estimated=item.estimated)
            for item in wiring.holidays_of(year)
        ]
    )


@router.get("/schemas", summary="Names of the JSON Schemas")
def schema_names() -> Listed[str]:
    """Of the files of a run."""
    return Listed(items=sorted(wiring.json_schemas()))


@router.get("/schemas/{name}", summary="One JSON Schema", response_class=Response, responses=SCHEMA)
def schema(name: Annotated[str, Path(max_length=60, examples=["plan-1.json"])]) -> JSONResponse:
    """As published under docs/schema."""
    found = wiring.json_schemas().get(name)
    if found is None:
        raise not_found(("skema", "schema"), name)
    return JSONResponse(found, media_type="application/schema+json")


def _column_told(column: Mapping[str, Any]) -> ColumnTold:
    both = {key: sentence(column[key]) for key in ("heading", "note", "unit")}
    words = [sentence((item[0], item[1])) for item in column["words"]]
    return ColumnTold(name=column["name"], kind=column["kind"], needed=column["needed"], words=words, **both)


def _parameter_told(item: Mapping[str, Any]) -> ParameterTold:
    limits = {key: None if item[key] is None else sentence(item[key]) for key in ("least", "most")}
    return ParameterTold(
        path=item["path"],
        name=sentence(item["names"]),
        about=sentence(item["about"]),
        unit=sentence(item["unit"]),
        default=sentence(item["default"]),
        words=[sentence(pair) for pair in item["words"]],
        **limits,
    )
