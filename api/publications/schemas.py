"""Publications and visit states on the wire."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.http.texts import NO_NUMBER
from api.plans.schemas import SummaryTold, VisitTold

Why = Annotated[str | None, Field(max_length=1_000), NO_NUMBER]


class Strict(BaseModel):
    """Nothing beyond the fields."""

    model_config = ConfigDict(extra="forbid")


class PublicationState(StrEnum):
    """From asked for to published, and what took its place."""

    REQUESTED = "requested"
    PUBLISHED = "published"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


class VisitState(StrEnum):
    """The steps of a visit, in order."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    HELD = "held"
    REPORTED = "reported"


class PublicationWish(Strict):
    """Ask for a plan to be published as it stands."""

    plan_id: str = Field(max_length=40)
    revision: int = Field(ge=1, le=1_000_000, description="The one that you have looked at.")
    why: Why = None


class Decision(Strict):
    """Why it is approved or rejected."""

    why: Why = None


class Publication(Strict):
    """A frozen version of a plan."""

    id: str
    number: int | None = Field(None, description="Its number, once published.")
    plan_id: str
    plan_revision: int
    state: PublicationState
    first: date
    last: date
    summary: SummaryTold
    requested_by: str
    requested_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    why: str | None = None
    revision: int


class Counts(Strict):
    """What was counted at a visit that was held; people, never names."""

    recorded: int = Field(ge=0, le=100_000)
    cards: int = Field(ge=0, le=100_000)
    ikd: int = Field(ge=0, le=100_000)


class StateWish(Strict):
    """The next step of a visit."""

    state: VisitState
    counts: Counts | None = Field(None, description="With `reported`, and only there.")
    why: Annotated[Why, Field(description="Needed for any step but the next.")] = None


class PublishedVisit(VisitTold):
    """A visit of a publication and where it stands."""

    state: VisitState
    changed_by: str | None = None
    changed_at: datetime | None = None
    counts: Counts | None = None
    revision: int
