"""``/v1/studies``."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.auth.roles import Permission
from api.calls.call import Answer, Call, may
from api.db import blobs
from api.db.tables import studies
from api.http.pages import Page, PageWish, page_wish
from api.http.problems import not_found
from api.http.routes import OneTurn
from api.http.tags import expected_revision
from api.jobs.schemas import Job
from api.language import Language
from api.plans import uploads
from api.plans.schemas import PlanWhole
from api.scenarios import papers
from api.studies import answering, service, telling
from api.studies.answer_schemas import CurveTold, DifferenceMap, RiskTold, SeekTold, StudyTable, SwayTold
from api.studies.schemas import RunOrder, StudyAsked, StudyHead, StudyOrder, StudyWhole, StudyWords
from planner.risk.outlook import risk_of
from planner.risk.uncertainty import USUAL

router = APIRouter(route_class=OneTurn, prefix="/v1/studies", tags=["scenarios"])

Reader = Annotated[Call, may(Permission.PLANS_READ)]
Maker = Annotated[Call, may(Permission.PLANS_MAKE)]
Wish = Annotated[PageWish, Depends(page_wish)]
Id = Annotated[str, Path(max_length=40, examples=["study_01jd3x9k2m4n6p8q0r2s4t6v8w"])]
Named = Annotated[str, Path(max_length=80, examples=["dasar"])]
Chosen = Annotated[
    list[str] | None,
    Query(max_length=60, description="These scenarios, the first one as the measure; all outside grids if left out."),
]

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Made = Callable[[Language, Mapping[str, Any]], bytes]
FILES: Mapping[str, tuple[str, Made]] = {
    "banding.xlsx": (SHEETS, lambda language, told: papers.comparison_workbook(language, told)),
    "banding.html": ("text/html; charset=utf-8", lambda language, told: papers.comparison_page(language, told)),
}
RESULT, SEEKS = "hasil.json", "cari.json"
PAPERS: Mapping[str, str] = {
    "rab.xlsx": SHEETS,
    "nota-dinas.pdf": "application/pdf",
    "nota-dinas.docx": WORDS,
    "permohonan-blangko.pdf": "application/pdf",
    "permohonan-blangko.docx": WORDS,
}
BINARY = {"schema": {"type": "string", "format": "binary"}}
FILE_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {SHEETS: BINARY, "text/html": BINARY, "application/json": {"schema": {"type": "object"}}},
    }
}
PAPER_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": dict.fromkeys(sorted(set(PAPERS.values())), BINARY)}
}


@router.post("/check", summary="Tell a study in words, and its size", response_model=StudyWords)
def check_study(wish: StudyAsked, call: Reader) -> StudyWords:
    """Nothing is kept. Everything that is wrong is told at once."""
    with call.reading() as rows:
        found = service.read(call, rows, wish)
    return service.words(found)


@router.post("", summary="Ask a study", status_code=202, response_model=Job)
def order_study(wish: StudyOrder, call: Maker) -> Response:
    """A job answers it; its months are jobs of their own that all workers share. `study_id` names the study."""
    answer = call.write_prepared(
        lambda seen: service.read(call, seen, wish), lambda rows, found: service.order(call, rows, wish, found)
    )
    call.state.ring()
    return answer


@router.get("", summary="Studies of the office, newest first", response_model=Page[StudyHead])
def list_studies(
    call: Reader, wish: Wish, archived: Annotated[bool, Query(description="Those put away as well.")] = False
) -> Page[StudyHead]:
    """With their jobs."""
    with call.reading() as rows:
        statement = rows.select(studies)
        if not archived:
            statement = statement.where(studies.c.archived_at.is_(None))
        return wish.told(rows, statement, studies.c.id, partial(service.head, call, rows))


@router.get("/{id}", summary="One study", response_model=StudyWhole)
def get_study(id: Id, call: Reader) -> Response:
    """What was asked, and the job that answers it."""
    with call.reading() as rows:
        row = answering.held(rows, id)
        body = service.whole(call, rows, row)
    return Answer(body=body, revision=row.revision).response()


@router.post("/{id}/run", summary="Go on with a study", status_code=202, response_model=Job)
def run_study(id: Id, wish: RunOrder, call: Maker) -> Response:
    """What is solved is not solved again."""
    answer = call.write(lambda rows: service.run(call, rows, id, wish))
    call.state.ring()
    return answer


@router.delete("/{id}", summary="Put a study away", status_code=204)
def archive_study(id: Id, request: Request, call: Maker) -> Response:
    """Wants If-Match."""
    revision = expected_revision(request)
    return call.write(lambda rows: service.archive(call, rows, id, revision))


# --- answers -----------------------------------------------------------------------------------------------------


@router.get("/{id}/table", summary="Scenarios side by side", response_model=StudyTable)
def get_table(id: Id, call: Reader, scenario: Chosen = None) -> StudyTable:
    """Figures with their verdicts; a difference smaller than the proven gaps is undecided."""
    return telling.table(call, _told(call, id), scenario or [])


@router.get("/{id}/curves", summary="People against rupiah, with the knee", response_model=list[CurveTold])
def list_curves(id: Id, call: Reader) -> list[CurveTold]:
    """One for each line of each grid."""
    return telling.curves(_told(call, id))


@router.get("/{id}/tornado", summary="What sways the service value", response_model=list[SwayTold])
def list_sways(id: Id, call: Reader) -> list[SwayTold]:
    """Widest first."""
    return telling.sways(_told(call, id))


@router.get("/{id}/seeks", summary="The least money for each target", response_model=list[SeekTold])
def list_seeks(id: Id, call: Reader) -> list[SeekTold]:
    """Or the nearest that is in reach, what binds, and the proof."""
    with call.reading() as rows:
        row = answering.held(rows, id)
        answering.result_bytes(rows, row)
        found = None if row.seeks_sha256 is None else json.loads(blobs.get(rows, row.seeks_sha256))
    return telling.seeks(found)


@router.get("/{id}/differences", summary="Where two scenarios differ", response_model=DifferenceMap)
def get_differences(
    id: Id,
    call: Reader,
    scenario: Annotated[str, Query(max_length=80)],
    against: Annotated[str, Query(max_length=80, description="The measure.")] = "dasar",
) -> DifferenceMap:
    """People recorded, place by place; for a map."""
    with call.reading() as rows:
        row = answering.held(rows, id)
        told = answering.result(rows, row)
        before, after = (answering.months(rows, row, told, name) for name in (against, scenario))
    return telling.differences(told, against, scenario, before, after)


@router.get("/{id}/scenarios/{name}/risk", summary="How a scenario may turn out", response_model=RiskTold)
def get_risk(
    id: Id,
    name: Named,
    call: Reader,
    runs: Annotated[int, Query(ge=10, le=10_000)] = 1000,
    seed: Annotated[int, Query(ge=0, le=2_000_000_000)] = 1,
) -> RiskTold:
    """Its first month played through many times."""
    with call.reading() as rows:
        row = answering.held(rows, id)
        problem, document = answering.months(rows, row, answering.result(rows, row), name)[0]
    return telling.risk(name, risk_of(problem, document.plan, USUAL, runs=runs, seed=seed), problem)


@router.post("/{id}/scenarios/{name}/plan", summary="Keep a scenario's plan", status_code=201, response_model=PlanWhole)
def keep_scenario_plan(
    id: Id, name: Named, call: Maker, month: Annotated[int, Query(ge=1, le=12, description="Which month.")] = 1
) -> Response:
    """As a plan of the office like any other: with map, ledgers, board, and the worth of one more of each resource."""

    def prepared(rows: Any) -> tuple[bytes, str, uploads.Upload]:
        row = answering.held(rows, id)
        item = answering.scenario(answering.result(rows, row), name, with_plan=True)
        if month > len(item["months"]):
            raise not_found(("bulan", "month"), str(month))
        content = answering.plan_bytes(rows, row, name, item["months"][month - 1]["first"])
        # Of no dataset: what the scenario supposes is not in the office's data.
        return content, f"{row.name}: {name}", uploads.read(rows, None, content)

    return call.write_prepared(prepared, lambda rows, found: uploads.keep(call, rows, found[1], found[0], found[2]))


# --- papers ------------------------------------------------------------------------------------------------------


@router.get("/{id}/files/{name}", summary="The answers as a file", response_class=Response, responses=FILE_ANSWER)
def get_study_file(
    id: Id, name: Annotated[str, Path(max_length=40, examples=[RESULT, SEEKS, *FILES])], call: Reader
) -> Response:
    """`hasil.json`, `cari.json`, `banding.xlsx`, `banding.html`, in the language asked for."""
    if name not in (RESULT, SEEKS, *FILES):
        raise not_found(("berkas", "file"), name)
    with call.reading() as rows:
        row = answering.held(rows, id)
        content = answering.result_bytes(rows, row)
        if name == SEEKS:
            if row.seeks_sha256 is None:
                raise not_found(("berkas", "file"), name)
            content = blobs.get(rows, row.seeks_sha256)
    if name in FILES:
        kind, make = FILES[name]
        return _download(make(call.language, json.loads(content)), kind, name)
    return _download(content, "application/json", name)


@router.get(
    "/{id}/scenarios/{name}/papers/{paper}",
    summary="Budget, memo and card request",
    response_class=Response,
    responses=PAPER_ANSWER,
)
def get_paper(
    id: Id,
    name: Named,
    paper: Annotated[str, Path(max_length=40, examples=list(PAPERS))],
    call: Reader,
    option: Annotated[list[str] | None, Query(max_length=10, description="Scenarios that the memo compares.")] = None,
) -> Response:
    """`rab.xlsx`, `nota-dinas.pdf`, `nota-dinas.docx`, `permohonan-blangko.pdf`, `permohonan-blangko.docx`."""
    if paper not in PAPERS:
        raise not_found(("berkas", "file"), paper)
    # What sets papers takes long to load, and few ask for any.
    from api.scenarios.budget_papers import budget_files

    with call.reading() as rows:
        row = answering.held(rows, id)
        told = answering.result(rows, row)
        for item in option or ():
            answering.scenario(told, item, with_plan=True)
        months = answering.months(rows, row, told, name)
    stem, _, ending = paper.partition(".")
    file = f"{stem}-{name}.{ending}"
    return _download(
        budget_files(call.language, told, name, months, option or (), only=file)[file], PAPERS[paper], file
    )


def _told(call: Call, id: str) -> dict[str, Any]:
    with call.reading() as rows:
        return answering.result(rows, answering.held(rows, id))


def _download(content: bytes, kind: str, name: str) -> Response:
    quoted = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{quoted}"'})
