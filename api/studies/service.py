"""Asking a study: what is asked is read, sized and told before anything is kept."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from api import wiring
from api.calls.call import Answer, Call
from api.datasets import repository as dataset_rows
from api.datasets.layers import kept_layers
from api.datasets.service import held as held_dataset
from api.datasets.service import held_version
from api.db import blobs
from api.db.identity import new_id
from api.db.scope import OfficeRows
from api.db.tables import scenarios, studies
from api.http.languages import sentence
from api.http.problems import Problem, conflict, fault_at, unprocessable
from api.http.tags import changed_meanwhile
from api.jobs import service as jobs
from api.scenarios.asking import months_of_source, source_of_kept
from api.scenarios.pool import SolvingPool
from api.scenarios.running import StudyRunner, seconds_for
from api.scenarios.sizing import ASK_ABOVE, ensure_size, size_sentence
from api.scenarios.store import Nothing
from api.scenarios.study_file import asked_of, study_of
from api.studies import answering
from api.studies.schemas import (
    RunOrder,
    ScenarioTold,
    StudyAsked,
    StudyHead,
    StudyOrder,
    StudySize,
    StudyWhole,
    StudyWords,
)
from api.work import queue
from api.work.states import OPEN, STUDY
from planner.domain.problem import Problem as PlanningProblem
from planner.scenarios.scenario import told_of
from planner.scenarios.study import Node, Study

PROCESSES = 2
"""What the guess of a study's time counts on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A study that was read whole, with its data, and found to be right."""

    asked: Mapping[str, Any]
    kept: Mapping[str, Any]
    version: int
    study: Study
    base: PlanningProblem
    nodes: tuple[Node, ...]

    @property
    def size(self) -> StudySize:
        runs = self.study.cells * self.study.months
        return StudySize(
            scenarios=self.study.cells,
            months=self.study.months,
            runs=runs,
            seconds=seconds_for(self.study.effort, runs, PROCESSES, None),
            told=sentence(size_sentence(self.study, None, PROCESSES)),
            must_agree=runs > ASK_ABOVE,
        )


def read(call: Call, rows: OfficeRows, wish: StudyAsked) -> Read:
    """The study with its data; everything that is wrong in it is told now."""
    dataset = held_dataset(rows, wish.dataset_id)
    number = wish.version or dataset.version
    if number == 0:
        raise conflict("DATASET_EMPTY", ("Dataset ini belum berisi data", "This dataset holds no data yet"))
    version = held_version(rows, dataset.id, number)
    layers = [item.file for item in kept_layers(rows, version)]
    kept: dict[str, Any] = {
        "tables": dataset_rows.tables_of(rows, version),
        "name": dataset.name,
        "embedded": version.sheets["embedded"],
        "layers": [
            {"layer": item.layer, "name": item.name, "content": base64.b64encode(item.content).decode()}
            for item in layers
        ],
    }
    asked = _words(rows, wish)
    head = asked_of(asked)
    source = source_of_kept(kept["tables"], layers, kept["name"], kept["embedded"])
    base, grounds = months_of_source(head, source, call.local(call.now()).date())
    study = study_of(head, base)
    ensure_size(study, base)
    runner = StudyRunner(study, base, grounds, Nothing(), pool=SolvingPool(0))
    return Read(asked=asked, kept=kept, version=number, study=study, base=base, nodes=runner.nodes)


def _words(rows: OfficeRows, wish: StudyAsked) -> dict[str, Any]:
    """What is asked in the words of a study file, saved scenarios among it."""
    told = wish.model_dump(by_alias=True, exclude_none=True, mode="json")
    for name in ("dataset_id", "version", "agreed", "priority"):
        told.pop(name, None)
    faults = []
    for number, id in enumerate(told.pop("scenario_ids")):
        row = rows.one(rows.select(scenarios).where(scenarios.c.id == id, scenarios.c.archived_at.is_(None)))
        if row is None:
            expected = ("id skenario tersimpan", "the id of a saved scenario")
            faults.append(fault_at(f"/scenario_ids/{number}", "SCENARIO_UNKNOWN", id, expected))
        else:
            told["scenario"].append({"name": row.name, "title": row.title, "changes": row.changes})
    if faults:
        raise unprocessable(faults)
    return told


def words(found: Read) -> StudyWords:
    """A study in sentences."""
    return StudyWords(
        size=found.size,
        scenarios=[
            ScenarioTold(
                name=node.name,
                title=node.scenario.title,
                changes=[sentence(item) for item in told_of(found.base, node.scenario)],
            )
            for node in found.nodes
            if node.line is None
        ],
        problem_hash=wiring.hash_of(found.base),
    )


def order(call: Call, rows: OfficeRows, wish: StudyOrder, found: Read) -> Answer:
    """Keep the study and the job that answers it."""
    size = found.size
    if size.must_agree and not wish.agreed:
        raise Problem(
            409,
            "STUDY_SIZE_NOT_AGREED",
            (f"{size.told.id} Kirim agreed: true bila memang dimaksud", f"{size.told.en} Send agreed: true to begin"),
            facts={"runs": size.runs, "seconds": size.seconds},
        )
    id, now = new_id("study"), call.now()
    data = blobs.put(rows, _packed(found.kept))
    rows.insert(
        studies,
        id=id,
        name=wish.name,
        dataset_id=wish.dataset_id,
        dataset_version=found.version,
        asked={"wish": wish.model_dump(by_alias=True, mode="json"), "words": dict(found.asked)},
        size=size.model_dump(mode="json"),
        data_sha256=data,
        files={},
        created_by=call.principal.name,
        created_at=now,
        changed_at=now,
    )
    call.record(rows, "study.added", id)
    return _begun(call, rows, answering.held(rows, id), wish.priority)


def run(call: Call, rows: OfficeRows, id: str, wish: RunOrder) -> Answer:
    """Go on with a study that was stopped, or answer it anew; 409 while it runs."""
    study = answering.held(rows, id)
    job = None if study.job_id is None else queue.job_of(rows, study.job_id)
    if job is not None and job.state in OPEN:
        raise conflict(
            "STUDY_RUNS", ("Studi ini sedang dihitung", "This study is being answered already"), job_id=study.job_id
        )
    return _begun(call, rows, study, wish.priority)


def _begun(call: Call, rows: OfficeRows, study: Row[Any], priority: int) -> Answer:
    order = {
        "study_id": study.id,
        "problem_sha256": study.data_sha256,
        "start_sha256": None,
        "options": {"asked": study.asked["words"], "today": call.local(study.created_at).date().isoformat()},
    }
    job_id = jobs.enqueue(call, rows, STUDY, order, priority=priority)
    rows.update(studies, studies.c.id == study.id, job_id=job_id, changed_at=call.now())
    return jobs.accepted(call, rows, job_id)


def archive(call: Call, rows: OfficeRows, id: str, revision: int) -> Answer:
    """Out of the lists."""
    answering.held(rows, id)
    mine = (studies.c.id == id, studies.c.revision == revision)
    if rows.update(studies, *mine, archived_at=call.now(), revision=revision + 1) != 1:
        raise changed_meanwhile()
    call.record(rows, "study.archived", id)
    return Answer()


def head(call: Call, rows: OfficeRows, row: Row[Any]) -> StudyHead:
    """A study as lists show it."""
    job = None if row.job_id is None else queue.job_of(rows, row.job_id)
    return StudyHead(
        id=row.id,
        name=row.name,
        dataset_id=row.dataset_id,
        dataset_version=row.dataset_version,
        month=row.asked["wish"]["month"],
        months=row.asked["wish"]["months"],
        size=StudySize.model_validate(row.size),
        job=None if job is None else jobs.told(call, rows, job),
        answered=row.result_sha256 is not None,
        revision=row.revision,
        created_by=row.created_by,
        created_at=call.local(row.created_at),
        changed_at=call.local(row.changed_at),
        archived=row.archived_at is not None,
    )


def whole(call: Call, rows: OfficeRows, row: Row[Any]) -> StudyWhole:
    """A study with what was asked."""
    names: list[str] = []
    if row.result_sha256 is not None:
        names = [item["name"] for item in answering.result(rows, row)["scenarios"] if item["grid"] is None]
    asked = StudyAsked.model_validate(
        {key: value for key, value in row.asked["wish"].items() if key in StudyAsked.model_fields}
    )
    return StudyWhole(**head(call, rows, row).model_dump(), asked=asked, scenarios=names)


def _packed(kept: Mapping[str, Any]) -> bytes:
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
