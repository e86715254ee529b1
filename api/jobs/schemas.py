"""Jobs on the wire."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.http.languages import Sentence
from api.http.problems import ProblemFault
from api.work.states import JobState

Priority = Annotated[int, Field(ge=-100, le=100, description="Higher goes first.")]


class Strict(BaseModel):
    """Nothing beyond the fields."""

    model_config = ConfigDict(extra="forbid")


class ProgressTold(Strict):
    """How far a job is. Values are weighted people."""

    stage: str = Field(examples=["search"])
    done_permille: int
    value: float | None = Field(None, description="Of the best plan so far.")
    bound: float | None = Field(None, description="No plan is worth more; proven.")
    gap_percent: float | None = None
    best: int | None = Field(None, description="Number of the best plan so far; when it grows, read `best` again.")
    done: int | None = Field(None, description="Months of scenarios that are answered, of a study.")
    total: int | None = Field(None, description="Months of scenarios that it asks.")
    seconds_left: float | None = Field(None, description="An estimate, by what was solved so far.")


class JobError(Strict):
    """Why a job failed."""

    code: str = Field(examples=["SOLVER_DIED"])
    sentence: Sentence
    errors: list[ProblemFault]


class Job(Strict):
    """One job."""

    id: str
    kind: str
    state: JobState
    priority: int
    position: int | None = Field(None, description="Its place in the queue while it waits; 1 is next.")
    attempt: int
    attempts_max: int
    progress: ProgressTold | None = None
    error: JobError | None = None
    plan_id: str | None = Field(None, description="The plan that it made; also when it was stopped early.")
    study_id: str | None = Field(None, description="The study that it answers, or is a part of.")
    retry_of: str | None = None
    created_by: str
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None


class JobChange(Strict):
    """Another priority, while it waits."""

    priority: Priority


class ProgressPoint(Strict):
    """Value and bound at one moment of a run."""

    seconds: float = Field(description="Since the job began to run.")
    stage: str
    done_permille: int
    value: float | None = Field(None, description="Weighted people of the best plan so far.")
    bound: float | None = Field(None, description="No plan is worth more; proven.")
    gap_percent: float | None = None


class ProgressSeries(Strict):
    """How value and bound came together."""

    job: Job
    first_value_seconds: float | None = Field(None, description="When the first plan was there.")
    points: list[ProgressPoint]
