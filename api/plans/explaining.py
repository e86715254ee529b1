"""Reasons of who is left out, weighed once more by the engine: a job, whose result stays with the plan's content."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from api import wiring
from api.calls.call import Answer, Call
from api.db import blobs
from api.db.scope import OfficeRows
from api.db.tables import plan_explanations
from api.documents.facts import PlanFacts
from api.http.problems import fault_at, unprocessable
from api.jobs import service as jobs
from api.plans import fitting
from api.plans.content import facts_of
from api.plans.schemas import ExplainWish
from api.plans.seen import Seen, seen
from api.work.states import EXPLAIN


def explained(rows: OfficeRows, found: Seen) -> PlanFacts:
    """The plan with its reasons as they were weighed last, if they were."""
    mine = rows.select(plan_explanations).where(plan_explanations.c.document_sha256 == found.document_sha256)
    kept = rows.one(mine)
    if kept is None:
        return found.facts
    return facts_of(rows, found.problem_sha256, kept.explained_sha256)


def order(call: Call, rows: OfficeRows, id: str, wish: ExplainWish) -> Answer:
    """A job that weighs the reasons of some places, or of all."""
    found = seen(call, rows, id)
    fitting.ensure_legal(found.facts.document.summary.violations)
    known = found.facts.unserved
    expected = ("tempat yang belum terlayani", "a place that is left out")
    faults = [
        fault_at(f"/sites/{number}", "NOT_LEFT_OUT", site, expected)
        for number, site in enumerate(wish.sites or ())
        if site not in known
    ]
    if faults:
        raise unprocessable(faults)
    sha = found.document_sha256
    kept = rows.one(rows.select(plan_explanations).where(plan_explanations.c.document_sha256 == sha))
    job = {
        "plan_id": id,
        "problem_sha256": found.problem_sha256,
        "document_sha256": sha,
        "start_sha256": sha if kept is None else kept.explained_sha256,
        "options": {"only": wish.sites},
    }
    return jobs.accepted(call, rows, jobs.enqueue(call, rows, EXPLAIN, job, priority=wish.priority))


class ExplainedPlans:
    """Keeps weighed reasons beside the content that they are of."""

    def prepared(self, rows: OfficeRows, job: Row[Any], document: bytes) -> Sequence[str]:
        """The document read, so that nothing unreadable is kept."""
        del rows, job
        return [item.origin for item in wiring.parse_plan(document).unserved]

    def keep(self, rows: OfficeRows, job: Row[Any], document: bytes, whole: Any, now: datetime) -> str:
        """Keep it in the transaction that ends the job; the id of the plan."""
        del whole
        sha, made = job.input["document_sha256"], blobs.put(rows, document)
        if not rows.insert_new(plan_explanations, document_sha256=sha, explained_sha256=made, changed_at=now):
            mine = plan_explanations.c.document_sha256 == sha
            rows.update(plan_explanations, mine, explained_sha256=made, changed_at=now)
        return str(job.input["plan_id"])
