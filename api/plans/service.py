"""What can be done with plans, save changing them by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from api import wiring, wiring_layers
from api.calls.call import Answer, Call
from api.datasets import repository as dataset_rows
from api.datasets.layers import kept_layers
from api.datasets.service import held as held_dataset
from api.datasets.service import held_version
from api.db import blobs
from api.db.identity import new_id
from api.db.scope import OfficeRows
from api.documents.facts import PlanFacts
from api.http.problems import Problem, conflict, not_found
from api.http.tags import changed_meanwhile
from api.jobs import service as jobs
from api.plans import repository, telling
from api.plans.content import facts_of, with_bound
from api.plans.schemas import PlanOrder
from api.work.states import PLAN_MONTH
from planner.domain.problem import Problem as PlanningProblem
from planner.errors import Fault, InputFaults

POLICY_SHEET = ("policy", "kebijakan")
"""What faults call the sheet that holds rows of the policy."""


def held(rows: OfficeRows, id: str) -> Row[Any]:
    """The plan, or 404."""
    found = repository.plan_of(rows, id)
    if found is None:
        raise not_found(("rencana", "plan"), id)
    return found


def facts(rows: OfficeRows, id: str, revision: int | None = None) -> PlanFacts:
    """The content of a plan, at an earlier revision if one is named."""
    plan = held(rows, id)
    if revision is None or revision == plan.revision:
        return facts_of(rows, plan.problem_sha256, plan.document_sha256)
    kept = repository.revision_of(rows, id, revision)
    if kept is None:
        raise not_found(("revisi", "revision"), str(revision))
    return facts_of(rows, kept.problem_sha256, kept.document_sha256)


# --- asking for a plan -----------------------------------------------------------------------------------------


def problem_for(call: Call, rows: OfficeRows, wish: PlanOrder) -> tuple[PlanningProblem, int]:
    """The problem that a wish speaks of, and the version of the dataset; every fault of it is told now."""
    dataset = held_dataset(rows, wish.dataset_id)
    version = held_version(rows, dataset.id, wish.version or filled(dataset))
    tables: Any = dataset_rows.tables_of(rows, version)
    if wish.policy:
        tables = wiring.with_policy(tables, wish.policy, call.language.code)
    span = wiring.Span(first=wish.first, last=wish.last, as_of=wish.as_of)
    try:
        problem = problem_of(rows, dataset.name, version, tables, span)
    except InputFaults as error:
        error.faults = tuple(_in_order(fault, tables, wish) for fault in error.faults)
        raise
    return problem, version.number


def filled(dataset: Row[Any]) -> int:
    """The newest version of a dataset that holds data."""
    if dataset.version == 0:
        raise conflict("DATASET_EMPTY", ("Dataset ini belum berisi data", "This dataset holds no data yet"))
    return int(dataset.version)


def problem_of(rows: OfficeRows, name: str, version: Row[Any], tables: Any, span: wiring.Span) -> PlanningProblem:
    """The problem that tables give over the map layers of a version."""
    layers = [item.file for item in kept_layers(rows, version)]
    return wiring_layers.problem_over(tables, layers, name, span, version.sheets["embedded"])


def _in_order(fault: Fault, tables: Any, wish: PlanOrder) -> Fault:
    """A fault of what was asked for, at its place in the order; faults of the data keep their cells."""
    if fault.code == "PERIOD_TOO_LONG":
        return replace(fault, where="/last")
    if fault.code == "AS_OF_OUTSIDE":
        return replace(fault, where="/as_of")
    if fault.code == "PERIOD_WITHOUT_CALENDAR":
        return replace(fault, where="/first" if fault.found == wish.first.isoformat() else "/last")
    if fault.sheet not in POLICY_SHEET or fault.row is None or not wish.policy:
        return fault
    sheet = wiring.kept_sheet(tables, "policy")
    cells = dict(sheet.rows if sheet else ()).get(fault.row, {})
    name = cells.get("parameter", "")
    if name not in wish.policy:
        return fault
    pointer = "/policy/" + name.replace("~", "~0").replace("/", "~1")
    return replace(fault, where=pointer, sheet=None, row=None, column=None)


def order(call: Call, rows: OfficeRows, wish: PlanOrder, problem: PlanningProblem, number: int) -> Answer:
    """A job that makes the plan of a problem that was put together before."""
    start: str | None = None
    if wish.start_plan is not None:
        start = str(held(rows, wish.start_plan).document_sha256)
    job = {
        "name": wish.name or call.language.period(wish.first, wish.last),
        "dataset_id": wish.dataset_id,
        "dataset_version": number,
        "problem_sha256": blobs.put(rows, wiring.problem_json(problem)),
        "start_sha256": start,
        "options": wish.options.model_dump(),
    }
    return jobs.accepted(call, rows, jobs.enqueue(call, rows, PLAN_MONTH, job, priority=wish.priority))


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """What a job made; ``told`` is its document where it is not quite what the engine sent."""

    facts: PlanFacts
    told: bytes | None


class SolvedPlans:
    """Keeps what jobs make, as plans."""

    def prepared(self, rows: OfficeRows, job: Row[Any], document: bytes) -> Solved:
        """The document read, before anything is locked for writing."""
        read = wiring.parse_plan(document)
        parsed = with_bound(read, job.progress.get("bound"))
        problem = parsed.problem or wiring.parse_problem(blobs.get(rows, job.input["problem_sha256"]))
        return Solved(facts=PlanFacts(problem, parsed), told=None if parsed is read else wiring.plan_json(parsed))

    def keep(self, rows: OfficeRows, job: Row[Any], document: bytes, whole: Solved, now: datetime) -> str:
        """Keep the plan in the transaction that ends the job; its id."""
        order: Mapping[str, Any] = job.input
        return add(
            rows,
            whole.facts,
            blobs.get(rows, order["problem_sha256"]),
            document if whole.told is None else whole.told,
            name=order["name"],
            origin=order.get("origin", "solve"),
            dataset=(order["dataset_id"], order["dataset_version"]),
            job_id=job.id,
            by=job.created_by,
            now=now,
        )


def breaks_rules(number: int, found: Mapping[str, Any]) -> Problem:
    """A plan that breaks rules is shown, never kept."""
    told = (
        f"Rencana melanggar aturan di {number} tempat; tidak disimpan",
        f"The plan breaks rules in {number} place{'s' if number != 1 else ''}; it was not kept",
    )
    return Problem(422, "PLAN_BREAKS_RULES", told, facts=found)


def add(
    rows: OfficeRows,
    whole: PlanFacts,
    problem: bytes,
    document: bytes,
    *,
    name: str,
    origin: str,
    dataset: tuple[str | None, int | None],
    job_id: str | None,
    by: str,
    now: datetime,
) -> str:
    id = new_id("plan")
    period = whole.problem.period
    days: tuple[date, date, date] = (period.first, period.last, period.as_of)
    repository.add_plan(
        rows,
        id=id,
        name=name,
        origin=origin,
        dataset_id=dataset[0],
        dataset_version=dataset[1],
        days=days,
        problem=problem,
        document=document,
        summary=telling.summary_of(whole).model_dump(mode="json"),
        job_id=job_id,
        by=by,
        now=now,
    )
    return id


# --- what is no part of its content ----------------------------------------------------------------------------


def rename(call: Call, rows: OfficeRows, id: str, revision: int, name: str) -> Answer:
    """A new name."""
    held(rows, id)
    if not repository.change_plan(rows, id, revision, "rename", call.principal.name, call.now(), name=name):
        raise changed_meanwhile()
    call.record(rows, "plan.renamed", id, detail={"name": name})
    row = held(rows, id)
    return Answer(body=telling.head(call, row), revision=row.revision)


def archive(call: Call, rows: OfficeRows, id: str, revision: int) -> Answer:
    """Out of the lists; what was published of it stays."""
    held(rows, id)
    now = call.now()
    if not repository.change_plan(rows, id, revision, "archive", call.principal.name, now, archived_at=now):
        raise changed_meanwhile()
    call.record(rows, "plan.archived", id)
    return Answer()
