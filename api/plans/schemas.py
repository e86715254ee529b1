"""Plans on the wire. People are whole people, values weighted people, times ``HH:MM`` of the office."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from api.http.languages import Sentence
from api.http.texts import NO_NUMBER
from api.http.validation import not_before_first
from api.jobs.schemas import Priority

Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$"), NO_NUMBER]
Code = Annotated[str, Field(min_length=1, max_length=80), NO_NUMBER]
MOST_SECONDS = 3_600


class Strict(BaseModel):
    """Nothing beyond the fields."""

    model_config = ConfigDict(extra="forbid")


class Effort(Strict):
    """How hard to search; never what to decide."""

    work: int = Field(default=100, ge=1, le=100_000)
    seconds: float | None = Field(default=None, gt=0, le=MOST_SECONDS)
    seed: int = Field(default=1, ge=0, le=2_000_000_000)
    workers: int = Field(default=2, ge=1, le=8)


class PlanOrder(Strict):
    """What to plan."""

    dataset_id: str = Field(max_length=40)
    version: int | None = Field(None, ge=1, le=1_000_000, description="The newest one if it is left out.")
    first: date = Field(examples=["2027-01-01"])
    last: date = Field(examples=["2027-01-31"])
    as_of: date | None = Field(None, description="Seen from this day; the first day less notice if left out.")
    name: Name | None = Field(None, examples=["Januari 2027"])
    policy: Annotated[dict[str, str], NO_NUMBER] = Field(
        default_factory=dict, max_length=60, description="Rows of the sheet policy to set for this plan alone."
    )
    options: Effort = Effort()
    start_plan: str | None = Field(None, max_length=40, description="Go on from this plan: never worse than it.")
    priority: Priority = 0

    _ordered = field_validator("last")(not_before_first)


class PeopleTold(Strict):
    """Expected people."""

    recording: int
    cards: int
    ikd: int
    persons: int


class SummaryTold(Strict):
    """The sums of a plan and how good it is."""

    value: float = Field(description="Service value, weighted people.")
    bound: float | None = Field(None, description="No plan of this problem is worth more; proven.")
    gap_percent: float | None = None
    people: PeopleTold
    villages_served: int
    schools_served: int
    visits: int
    left_out: int
    team_days_used: int
    team_days_available: int
    distance_km: int
    cost_rupiah: int
    cards_used: int
    violations: int = Field(0, description="Breaches of a draft; only a plan without any can be published.")
    stopped_by: str
    seconds: float


class PlanHead(Strict):
    """One plan, without its visits."""

    id: str
    name: str
    origin: str = Field(description="solve, upload, replan, try", examples=["solve"])
    dataset_id: str | None = None
    dataset_version: int | None = None
    first: date
    last: date
    as_of: date
    problem_hash: str
    revision: int
    summary: SummaryTold
    job_id: str | None = None
    created_by: str
    created_at: datetime
    changed_at: datetime
    archived: bool


class Warned(Strict):
    """Something worth knowing about the data or the plan."""

    code: str
    sentence: Sentence


class MovesTold(Strict):
    """What becomes of the visits that were published, and what moving fewer would cost."""

    coming: int = Field(description="Published visits still to come.")
    moved: int = Field(description="Those of them that are dropped or go to another day.")
    limit: int = Field(description="How many should move at most: a fifth, or as few as any plan found needs.")
    forced: int = Field(description="Those moved that could not stand as they were published.")
    people_lost_by_keeping: int | None = Field(
        None, description="People served fewer in the best plan found that moves no more than `limit`; where more move."
    )
    value_lost_by_keeping: float | None = Field(
        None, description="The value of that, weighted people; negative where floors or equity chose a plan of less."
    )


class PlanWhole(PlanHead):
    """One plan with what is to be told of it."""

    warnings: list[Warned]
    moves: MovesTold | None = Field(None, description="Of a replanned month, until it is changed by hand.")
    teams: list[str]
    pins: int


class PlanChange(Strict):
    """A new name."""

    name: Name


class RestoreWish(Strict):
    """An earlier revision."""

    revision: int = Field(ge=1, le=1_000_000)


class OriginTold(Strict):
    """The people of one village or school at a visit."""

    site: str
    name: str
    invited: int
    invited_ikd: int
    recorded: int
    cards: int
    ikd: int
    distance_m: int | None = None


class VisitTold(Strict):
    """One team at one place on one day."""

    id: str = Field(description="Place and day.", examples=["17.02.20.2001@2027-01-12"])
    day: date
    team: str
    trip: str
    stop: int
    site: str
    name: str
    kind: str
    subdistrict: str
    lat: float
    lon: float
    service: str
    arrive: str = Field(description="Clock time; empty for a visit that is over, as those of the other times.")
    start: str
    end: str
    depart: str
    is_hub: bool
    satellite_kit: bool
    pinned: bool
    done: bool = Field(
        default=False,
        description="Held before the plan is seen from: it stands, and cannot be changed. People are those counted, "
        "else those expected; hours, staff and equipment are not kept.",
    )
    invited: int
    recorded: int
    cards: int
    ikd: int
    people: list[OriginTold]
    staff: list[str]


class StockTold(Strict):
    """One day of the card ledger, in cards."""

    day: date
    opening: float
    received: float
    counter: float
    field: float
    waste: float
    closing: float
    allowed: float


class CostTold(Strict):
    """One line of the money ledger."""

    trip: str
    item: str
    quantity: int
    unit: str
    price_rupiah: int
    amount_rupiah: int


class LeftOut(Strict):
    """Somebody who gets nothing, or less than could be."""

    site: str
    name: str
    kind: str
    subdistrict: str
    lat: float
    lon: float
    demand: int
    invited: int
    reason: str
    reason_title: Sentence
    evidence: str
    sentence: Sentence
    changes: list[Sentence] = Field(description="The least changes that would let it in.")
    gives_way: list[str] = Field(description="Who would get less, as far as that was weighed.")
    value_lost: float | None = Field(
        None, description="Weighted people fewer in the best plan found that serves it; negative if that is better."
    )


class ExplainWish(Strict):
    """Weigh why places are left out."""

    sites: list[Code] | None = Field(None, max_length=500, description="These alone; all if left out.")
    priority: Priority = 0


class Revision(Strict):
    """One step in the life of a plan."""

    revision: int
    change: list[dict[str, str | int | bool | list[str] | None]]
    sentences: list[Sentence] = Field(description="The same in words.")
    why: str | None = None
    changed_by: str
    at: datetime


class StepTold(Strict):
    """A step back or forth."""

    revision: int = Field(description="Whose content comes back.")
    changed_by: str = Field(description="Who made the change that is undone or redone.")
    mine: bool = Field(description="Whether that was the caller; ask before undoing what is another's.")
    at: datetime
    sentences: list[Sentence] = Field(description="The change that is undone or redone.")


class HistoryTold(Strict):
    """What can be undone and redone now."""

    revision: int
    undo: StepTold | None = None
    redo: StepTold | None = None


class ViolationTold(Strict):
    """One breach of one rule."""

    rule: str
    where: str
    found: str
    allowed: str
    amount: int
    sentence: Sentence


class FileTold(Strict):
    """A file that a plan can be handed out as."""

    name: str = Field(examples=["jadwal.pdf"])
    path: str = Field(
        description="Where it is fetched.", examples=["/v1/plans/plan_01jd3x9k2m4n6p8q0r2s4t6v8w/files/jadwal.pdf"]
    )
    kind: str = Field(examples=["pdf"])
    media_type: str = Field(examples=["application/pdf"])
    about: Sentence
    team: str | None = Field(None, description="The team that it is for.")
    trip: str | None = Field(None, description="The trip that it tells.")


class FilesTold(Strict):
    """Every file that the caller may have of a plan."""

    revision: int = Field(description="The revision that they tell.")
    items: list[FileTold]
