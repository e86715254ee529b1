"""Which plan a job has found so far, and the one that it made once it has ended."""

from dataclasses import dataclass
from datetime import datetime

from api.calls.call import Call
from api.db.scope import OfficeRows
from api.documents.facts import PlanFacts
from api.http.problems import not_found
from api.jobs import service as jobs
from api.plans import repository
from api.plans.content import facts_named, facts_of, with_bound
from api.work import bests
from api.work.states import PLAN_MONTH, JobState
from planner.units import ValueUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The plan of a job; ``number`` is 0 where the job has ended and ``plan_id`` names what is kept.

    ``bound`` is the last one that was proven, and ``origin`` the version of the dataset that is planned with.
    """

    job_id: str
    state: JobState
    number: int
    found_at: datetime
    plan_id: str | None
    facts: PlanFacts
    bound: ValueUnits | None
    origin: tuple[str | None, int | None]

    @property
    def summed(self) -> PlanFacts:
        """The plan with its sums beside the last bound."""
        return PlanFacts(self.facts.problem, with_bound(self.facts.document, self.bound))

    @property
    def mark(self) -> str:
        """Changes whenever the plan does."""
        return f"{self.job_id}-{self.number}" if self.plan_id is None else f"{self.plan_id}-1"


def best_of(call: Call, rows: OfficeRows, id: str) -> Best:
    """The best plan so far, or 404 while there is none."""
    job = jobs.held(rows, id)
    if job.kind != PLAN_MONTH:
        raise not_found(("rencana sementara", "plan so far"), id)
    made = None if job.plan_id is None else repository.revision_of(rows, job.plan_id, 1)
    head = bests.head_of(rows, id)
    if made is not None:
        facts, number, found_at = facts_of(rows, made.problem_sha256, made.document_sha256), 0, made.at
    else:
        document = None if head is None else bests.content_of(rows, id)
        if head is None or document is None:
            raise not_found(("rencana sementara", "plan so far"), id)
        number, found_at = head.number, head.found_at
        facts = facts_named(rows, job.input["problem_sha256"], f"{id}-{number}", document)
    return Best(
        job_id=id,
        state=JobState(job.state),
        number=number,
        found_at=call.local(found_at),
        plan_id=None if made is None else job.plan_id,
        facts=facts,
        bound=job.progress.get("bound"),
        origin=(job.input.get("dataset_id"), job.input.get("dataset_version")),
    )
