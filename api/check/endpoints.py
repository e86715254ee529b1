"""``/v1/check``."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api import wiring
from api.auth.roles import Permission
from api.calls.call import Call, may
from api.datasets.schemas import FaultTold, SheetCount
from api.http.languages import Sentence, sentence
from api.http.problems import fault_at, unprocessable
from api.http.routes import OneTurn
from api.plans import telling
from api.plans.schemas import PeopleTold, ViolationTold
from planner.check import violations
from planner.score import score
from planner.units import rounded_people, weighted_people

router = APIRouter(route_class=OneTurn, prefix="/v1/check", tags=["check"])

PlanReader = Annotated[Call, may(Permission.PLANS_READ)]
DataReader = Annotated[Call, may(Permission.DATA_READ)]
ANY_JSON = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
ANY_FILE = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class Judged(BaseModel):
    """A plan counted out and held against every rule."""

    model_config = ConfigDict(extra="forbid")

    legal: bool
    violations: list[ViolationTold]
    summary_true: bool = Field(description="Whether what the file says of itself adds up.")
    value: float = Field(description="Weighted people.")
    people: PeopleTold
    villages_served: int
    schools_served: int
    team_days_used: int
    distance_m: int
    cost_rupiah: int


class DataJudged(BaseModel):
    """Sheets held against their contracts."""

    model_config = ConfigDict(extra="forbid")

    sound: bool
    sheets: list[SheetCount]
    faults: list[FaultTold]
    notes: list[Sentence]


@router.post("/plan", summary="Judge any plan, also an empty one", response_model=Judged, openapi_extra=ANY_JSON)
def check_plan(call: PlanReader) -> Judged:
    """A `plan.json` with its problem inside; nothing of it is kept, no engine is asked."""
    document = wiring.parse_sent_plan(call.body)
    problem = document.problem
    if problem is None:
        expected = ("rencana yang memuat masalahnya", "a plan with its problem inside")
        raise unprocessable([fault_at("/problem", "PROBLEM_MISSING", "", expected)])
    if not wiring.belongs(document, problem):
        expected = ("sidik masalah di dalamnya", "the hash of the problem inside")
        raise unprocessable([fault_at("/problem_hash", "PLAN_OF_OTHER_PROBLEM", document.problem_hash[:16], expected)])
    found = violations(problem, document.plan)
    counted = score(problem, document.plan)
    return Judged(
        legal=not found,
        violations=telling.violations_told(found),
        summary_true=(document.summary.value, document.summary.people) == (counted.value, counted.people),
        value=weighted_people(counted.value),
        people=PeopleTold(
            recording=rounded_people(counted.people.recording),
            cards=rounded_people(counted.people.cards),
            ikd=rounded_people(counted.people.ikd),
            persons=rounded_people(counted.people.persons),
        ),
        villages_served=counted.villages_served,
        schools_served=counted.schools_served,
        team_days_used=counted.team_days_used,
        distance_m=counted.distance_m,
        cost_rupiah=counted.cost_rupiah,
    )


@router.post("/data", summary="Judge data alone", response_model=DataJudged, openapi_extra=ANY_FILE)
def check_data(
    call: DataReader, file: Annotated[str, Query(max_length=120, description="Name of the file.")] = "upload"
) -> DataJudged:
    """A workbook, a zip of CSV files or JSON; every fault at once, nothing is kept."""
    report = wiring.report_of(wiring.uploaded(file, call.body))
    return DataJudged(
        sound=not report.faults,
        sheets=[SheetCount(sheet=name, rows=count) for name, count in report.rows.items()],
        faults=[
            FaultTold(
                code=fault.code,
                where=fault.where,
                sheet=sheet or fault.sheet,
                row=fault.row,
                column=column or fault.column,
                found=fault.found,
                expected=sentence(fault.expected),
            )
            for fault, sheet, column in report.faults
        ],
        notes=[sentence(note) for note in report.notes],
    )
