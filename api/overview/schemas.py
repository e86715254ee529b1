"""Overviews on the wire. Every share names what it is a share of."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from api.http.languages import Sentence
from api.plans.named_changes import NamedChange
from api.plans.schemas import PlanHead, SummaryTold


class Strict(BaseModel):
    """Nothing beyond the fields."""

    model_config = ConfigDict(extra="forbid")


# --- coverage --------------------------------------------------------------------------------------------------


class CoverageTold(Strict):
    """How far one service has come in one subdistrict, or in all."""

    denominator: int = Field(
        description="After the plan. Recording: people obliged to hold a card. IKD: those recorded by then."
    )
    denominator_before: int = Field(description="What `before_percent` is a share of.")
    before: int = Field(description="People served before the plan.")
    added: int = Field(description="Expected from the plan.")
    left: int = Field(description="People left after the plan.")
    before_percent: float | None = Field(description="Of the denominator; absent where nobody is in it.")
    after_percent: float | None
    target_percent: float | None = None
    target_missing: int | None = Field(None, description="People short of the target after the plan.")


class SubdistrictCoverage(Strict):
    """One subdistrict; the lowest recording after the plan comes first."""

    subdistrict: str
    villages: int
    recording: CoverageTold
    ikd: CoverageTold
    floor_percent: float | None = Field(None, description="What the policy promises at least.")
    floor_missing: int | None = Field(None, description="People short of that promise; a warning, not a breach.")


class Coverage(Strict):
    """Recording and IKD before and after a plan."""

    recording: CoverageTold
    ikd: CoverageTold
    recorded_besides: int = Field(
        description="People whom the plan records and who are in no village's eligible people, such as pupils of 16."
    )
    subdistricts: list[SubdistrictCoverage]


# --- days ------------------------------------------------------------------------------------------------------


class HoursTold(Strict):
    """The hours of a day."""

    kind: str = Field(description="usual, friday, ramadan, ramadan_friday")
    shift_start: str
    shift_end: str
    break_minutes: int
    break_earliest: str
    break_latest: str
    service_limit_minutes: int


class KitOut(Strict):
    """Who holds a satellite kit."""

    team: str
    count: int


class DayTold(Strict):
    """One day of the period."""

    day: date
    working: bool
    school_open: bool
    ramadan: bool
    note: str
    estimated: bool = Field(description="The date of the holiday or of Ramadan is an estimate.")
    past: bool = Field(description="Before the day that the plan is seen from.")
    noticed: bool = Field(description="Late enough for a visit that nobody was told of yet.")
    hours: HoursTold
    teams_off: list[str]
    kits_total: int
    kits_out: list[KitOut]
    trips: int
    visits: int
    recording: int
    delivery_cards: int = Field(description="Blank cards that arrive and are counted on.")
    closing_cards: int = Field(description="Blank cards in the evening.")
    field_short_cards: int = Field(description="Cards that field work uses and may not: a breach.")
    counter_short_cards: int = Field(description="Cards below the reserve by counter use alone: a warning.")


class TeamTold(Strict):
    """A team and how much of its days is used."""

    team: str
    letter: str
    colour: str
    ink: str
    dashes: str
    base: str
    days_used: int
    days_per_month: int
    days_per_week: int


class Calendar(Strict):
    """The days of a plan and its teams."""

    first: date
    last: date
    as_of: date
    teams: list[TeamTold]
    days: list[DayTold]


# --- ledgers ---------------------------------------------------------------------------------------------------


class StockSeries(Strict):
    """One day of blank cards."""

    day: date
    opening: float
    received: float
    counter: float
    field: float
    waste: float
    closing: float
    without_field: float = Field(description="Closing if no trip of the plan went out.")
    field_used: float = Field(description="Used by the plan up to this evening, waste included.")
    field_allowed: float = Field(description="What it may have used by then.")


class DeliveryTold(Strict):
    """A delivery of blank cards."""

    day: date
    cards: int
    chance_percent: float
    counted: bool = Field(description="Likely enough to be planned with.")


class ShortDay(Strict):
    """The first day that is short."""

    day: date
    cards: int


class StockWish(Strict):
    """What is otherwise than the data say."""

    changes: list[NamedChange] = Field(max_length=50, description="Made in order.")


class StockLedger(Strict):
    """Blank cards over the period."""

    unit: str = "card"
    reserve: int
    counter_per_day: int
    counts_from_percent: float
    first_red: ShortDay | None = Field(None, description="The field uses more than it may: a breach.")
    first_amber: ShortDay | None = Field(None, description="The counter alone goes below the reserve: a warning.")
    deliveries: list[DeliveryTold]
    days: list[StockSeries]


class MoneyLine(Strict):
    """All lines of one kind together."""

    item: str
    unit: str
    quantity: int
    price_rupiah: int
    amount_rupiah: int


class TeamMoney(Strict):
    """What the trips of a team cost."""

    team: str
    trips: int
    amount_rupiah: int


class DayMoney(Strict):
    """Money used up to a day."""

    day: date
    amount_rupiah: int
    so_far_rupiah: int


class MoneyLedger(Strict):
    """The money of a plan; every sum is that of its lines."""

    total_rupiah: int
    budget_rupiah: int | None
    left_rupiah: int | None
    rupiah_per_recording: int | None
    rupiah_per_ikd: int | None
    items: list[MoneyLine]
    teams: list[TeamMoney]
    days: list[DayMoney]


# --- comparison ------------------------------------------------------------------------------------------------


class ComparedPlan(Strict):
    """One of two plans."""

    id: str
    name: str
    revision: int
    summary: SummaryTold


class VisitCompared(Strict):
    """A visit that is not the same in both."""

    kind: str = Field(examples=["moved"])
    site: str
    name: str
    sentence: Sentence
    announced: bool


class PlaceCompared(Strict):
    """A village or school that gets more or less."""

    site: str
    name: str
    subdistrict: str
    kind: str
    lat: float
    lon: float
    recording_before: int
    recording_after: int
    change: int


class OriginCompared(Strict):
    """A village, school or other place whose people go elsewhere, or at another time: it must be told."""

    site: str
    name: str
    announced: bool = Field(description="They were told of the visit that they lose.")
    sentence: Sentence


class StaffCompared(Strict):
    """Field days that one of the staff loses and gets."""

    member: str
    lost: list[date]
    new: list[date]


class Comparison(Strict):
    """What differs from the first plan to the second."""

    before: ComparedPlan
    after: ComparedPlan
    same_data: bool = Field(description="Both are plans of the same problem: only then their proof compares.")
    undecided: bool = Field(description="The ranges from value to bound overlap: which is better is not proven.")
    recording: int
    cards: int
    ikd: int
    cost_rupiah: int
    villages_served: int
    visits_moved: int
    visits: list[VisitCompared]
    places: list[PlaceCompared]
    origins: list[OriginCompared] = Field(description="Who must be told.")
    staff: list[StaffCompared]
    done_visits: int = Field(
        description="Visits of the first plan that are over in the second, and told of nowhere here."
    )


# --- decisions -------------------------------------------------------------------------------------------------


class AttentionKind(StrEnum):
    """What asks for a decision."""

    NO_DATA = "no_data"
    DATA_FAULTS = "data_faults"
    NO_PLAN = "no_plan"
    JOB_FAILED = "job_failed"
    DRAFT_BREAKS = "draft_breaks"
    AWAITING_APPROVAL = "awaiting_approval"
    PUBLISHED_BREAKS = "published_breaks"
    STOCK_SHORT = "stock_short"
    NOT_ANNOUNCED = "not_announced"
    NOT_CONFIRMED = "not_confirmed"
    NOT_REPORTED = "not_reported"
    DATA_NOT_READY = "data_not_ready"


class Target(Strict):
    """Where the decision is taken."""

    resource: str = Field(examples=["plans"])
    id: str | None = None
    part: str | None = Field(None, examples=["ledgers/stock"])


class AttentionItem(Strict):
    """One thing to decide."""

    kind: AttentionKind
    sentence: Sentence
    number: int
    unit: str = Field(examples=["card", "visit", "village", "breach"])
    day: date | None = None
    days_left: int | None = Field(None, description="Until it is too late; negative once it is.")
    people: int = Field(description="People touched.")
    target: Target
    visits: list[str] = Field(default=[], description="Ids of the visits meant, by day; empty where none are.")


class Attention(Strict):
    """What needs a decision now, most pressing first."""

    today: date
    at: datetime
    plan: PlanHead | None = Field(None, description="The plan that the month is judged by: in force, else the newest.")
    publication_id: str | None = None
    publication_number: int | None = None
    items: list[AttentionItem]
