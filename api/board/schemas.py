"""The board on the wire."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from api.http.languages import Sentence
from api.plans.schemas import ViolationTold
from planner.domain.plan import Reason


class Strict(BaseModel):
    """Nothing beyond the fields."""

    model_config = ConfigDict(extra="forbid")


class Verdict(StrEnum):
    """What dropping a visit on a cell would mean."""

    HERE = "here"
    LEGAL = "legal"
    COSTS = "costs"
    BREAKS = "breaks"


class VisitNamed(Strict):
    """A visit, as far as a warning needs it."""

    id: str
    name: str


class CellTold(Strict):
    """One team on one day: what the visit would do there."""

    team: str
    day: date
    verdict: Verdict = Field(
        description="`legal`: breaks nothing and costs nothing; `costs`: breaks nothing, but takes people or rupiah."
    )
    violations: list[ViolationTold] = Field(description="Rules that would then be broken and are not now.")
    mended: int = Field(description="Breaches of now that would be gone.")
    value: float = Field(description="Weighted people, more or less than now.")
    recording: int
    cards: int
    ikd: int
    cost_rupiah: int
    distance_m: int
    team_days: int
    gap_percent: float | None = Field(None, description="How far the plan would be from the best, at most; proven.")
    announced: list[VisitNamed] = Field(description="Visits whose people were told, and who must be told anew.")


class CellsTold(Strict):
    """All cells for one visit, judged together when it is picked up."""

    visit: str
    revision: int
    legal: int = Field(description="Cells that break nothing and cost nothing.")
    costs: int
    breaks: int
    cells: list[CellTold]


class GivesWay(Strict):
    """Who gets less for it."""

    site: str
    name: str
    fewer: int = Field(description="People or cards fewer.")
    left: int = Field(description="People still invited.")


class SlotTold(Strict):
    """A team-day that takes the place in."""

    team: str
    day: date
    site: str = Field(description="Where its people are served.")
    site_name: str
    start: str
    end: str
    invited: int
    value: float = Field(description="Weighted people, more or less than now.")
    recording: int
    cost_rupiah: int
    gives_way: list[GivesWay]


class SlotsTold(Strict):
    """The best places for a village or school, best first; or why there is none."""

    site: str
    name: str
    sentence: Sentence
    reason: Reason | None = Field(None, description="Why there is none, a code of `/v1/reference/reasons`.")
    slots: list[SlotTold]
