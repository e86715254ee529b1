"""A plan so far on the wire."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from api.plans.schemas import SummaryTold
from api.work.states import JobState


class BestTold(BaseModel):
    """The best plan that a job has found."""

    model_config = ConfigDict(extra="forbid")

    job_id: str
    state: JobState
    number: int = Field(description="Grows with each better plan; 0 once the job has ended and the plan is kept.")
    found_at: datetime
    plan_id: str | None = Field(None, description="Where it is kept, once the job has ended.")
    summary: SummaryTold
