"""Keeps what a study came to, and reads it back."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row

from api import wiring
from api.db import blobs
from api.db.scope import OfficeRows
from api.db.tables import studies
from api.http.problems import conflict, not_found
from api.scenarios.plans import FOLDER

if TYPE_CHECKING:
    from api.scenarios.budget_papers import Months


class AnsweredStudies:
    """Keeps the answers of a study."""

    def prepared(self, rows: OfficeRows, job: Row[Any], document: bytes) -> dict[str, Any]:
        """The parts of what its process handed over."""
        del rows, job
        found: dict[str, Any] = json.loads(document)
        return found

    def keep(self, rows: OfficeRows, job: Row[Any], document: bytes, whole: Mapping[str, Any], now: datetime) -> None:
        """Keep the answers in the transaction that ends the job. The plans are there already."""
        del document
        seeks = whole["seeks"]
        rows.update(
            studies,
            studies.c.id == job.input["study_id"],
            result_sha256=blobs.put(rows, whole["result"].encode()),
            seeks_sha256=None if seeks is None else blobs.put(rows, seeks.encode()),
            files=dict(whole["files"]),
            changed_at=now,
        )


def held(rows: OfficeRows, id: str) -> Row[Any]:
    """The study, or 404."""
    found = rows.one(rows.select(studies).where(studies.c.id == id))
    if found is None:
        raise not_found(("studi", "study"), id)
    return found


def result_bytes(rows: OfficeRows, study: Row[Any]) -> bytes:
    """The canonical answers, or 409 while there are none."""
    if study.result_sha256 is None:
        raise conflict(
            "STUDY_NOT_ANSWERED",
            (
                "Studi ini belum selesai dihitung; tunggu pekerjaannya",
                "This study is not answered yet; wait for its job",
            ),
            job_id=study.job_id,
        )
    return blobs.get(rows, study.result_sha256)


def result(rows: OfficeRows, study: Row[Any]) -> dict[str, Any]:
    """The answers."""
    found: dict[str, Any] = json.loads(result_bytes(rows, study))
    return found


def scenario(told: Mapping[str, Any], name: str, *, with_plan: bool = False) -> dict[str, Any]:
    """The answers of one scenario, or 404; ``with_plan``: one outside grids, whose plans are kept."""
    for item in told["scenarios"]:
        if item["name"] == name and not (with_plan and item["grid"] is not None):
            found: dict[str, Any] = item
            return found
    raise not_found(("skenario", "scenario"), name)


def months(rows: OfficeRows, study: Row[Any], told: Mapping[str, Any], name: str) -> "Months":
    """The plans of a scenario with their problems, month by month."""
    found = []
    for month in scenario(told, name, with_plan=True)["months"]:
        document = wiring.parse_plan(plan_bytes(rows, study, name, month["first"]))
        if document.problem is None:
            raise not_found(("rencana skenario", "plan of the scenario"), name)
        found.append((document.problem, document))
    return found


def plan_bytes(rows: OfficeRows, study: Row[Any], name: str, first: str) -> bytes:
    """The plan file of one month of a scenario."""
    sha = study.files.get(f"{FOLDER}/{name}-{first}.json")
    if sha is None:
        raise not_found(("rencana skenario", "plan of the scenario"), f"{name} {first}")
    return blobs.get(rows, sha)
