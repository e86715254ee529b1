"""Plans that were made elsewhere: read and judged before anything is locked for writing, then kept."""

from dataclasses import dataclass, replace

from api import wiring
from api.calls.call import Answer, Call
from api.datasets import repository as dataset_rows
from api.datasets.service import held as held_dataset
from api.datasets.service import held_version
from api.db.scope import OfficeRows
from api.documents.facts import PlanFacts
from api.http.problems import fault_at, unprocessable
from api.plans import service, telling
from planner.check import violations
from planner.domain.problem import Problem as PlanningProblem
from planner.score import score


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A plan with its problem, and the version of a dataset that it was made from."""

    facts: PlanFacts
    origin: tuple[str | None, int | None]


def read(rows: OfficeRows, dataset_id: str | None, content: bytes) -> Upload:
    """The plan of a file: with its problem inside, legal, and of the dataset that is named."""
    document = wiring.parse_sent_plan(content)
    if document.problem is None:
        expected = ("rencana yang memuat masalahnya", "a plan with its problem inside")
        raise unprocessable([fault_at("/problem", "PROBLEM_MISSING", "", expected)])
    problem = document.problem
    if not wiring.belongs(document, problem):
        expected = ("sidik masalah di dalamnya", "the hash of the problem inside")
        raise unprocessable([fault_at("/problem_hash", "PLAN_OF_OTHER_PROBLEM", document.problem_hash[:16], expected)])
    found = violations(problem, document.plan)
    if found:
        told = {"violations": [item.model_dump() for item in telling.violations_told(found)]}
        raise service.breaks_rules(len(found), told)
    counted = score(problem, document.plan)
    if (document.summary.value, document.summary.people) != (counted.value, counted.people):
        expected = ("jumlah seperti pada perjalanannya", "the sums of its trips")
        raise unprocessable([fault_at("/summary", "SUMMARY_UNTRUE", document.summary.value, expected)])
    origin = (None, None) if dataset_id is None else _origin(rows, dataset_id, problem)
    return Upload(facts=PlanFacts(problem, document), origin=origin)


def keep(call: Call, rows: OfficeRows, name: str | None, content: bytes, upload: Upload) -> Answer:
    """Keep what was read."""
    problem = upload.facts.problem
    id = service.add(
        rows,
        upload.facts,
        wiring.problem_json(problem),
        content,
        name=name or problem.name,
        origin="upload",
        dataset=upload.origin,
        job_id=None,
        by=call.principal.name,
        now=call.now(),
    )
    call.record(rows, "plan.uploaded", id)
    body = telling.whole(call, service.held(rows, id), upload.facts)
    return Answer(body=body, status=201, revision=1, headers={"Location": f"/v1/plans/{id}"})


def _origin(rows: OfficeRows, dataset_id: str, problem: PlanningProblem) -> tuple[str, int]:
    """The newest version of a dataset, where it gives this very problem; its name is the office's to choose."""
    dataset = held_dataset(rows, dataset_id)
    version = held_version(rows, dataset.id, service.filled(dataset))
    period = problem.period
    span = wiring.Span(first=period.first, last=period.last, as_of=period.as_of)
    tables = dataset_rows.tables_of(rows, version)
    given = replace(service.problem_of(rows, dataset.name, version, tables, span), name=problem.name)
    if wiring.problem_json(given) != wiring.problem_json(problem):
        expected = (
            f"data yang menghasilkan rencana ini (versi {version.number} menghasilkan masalah lain)",
            f"the data that this plan was made from (version {version.number} gives another problem)",
        )
        raise unprocessable([fault_at("?dataset_id", "PLAN_OF_OTHER_DATA", dataset_id, expected)])
    return dataset.id, version.number
