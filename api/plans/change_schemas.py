"""Changes by hand on the wire."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from api.plans.schemas import Code, Strict, ViolationTold, VisitTold

Why = Annotated[str | None, Field(max_length=1_000, description="Kept with the revision and in the audit log.")]
MOST_CHANGES = 200


class MoveVisit(Strict):
    """Take a visit to another day, another team, or both."""

    op: Literal["move"]
    site: Code
    day: date
    to_day: date
    to_team: Code


class RemoveVisit(Strict):
    """Leave a visit out."""

    op: Literal["remove"]
    site: Code
    day: date


class LockVisit(Strict):
    """Lock a visit to its day, and to its team if so wished."""

    op: Literal["lock"]
    site: Code
    day: date
    team: bool = False


class UnlockVisit(Strict):
    """Take the lock off."""

    op: Literal["unlock"]
    site: Code
    day: date


OneChange = Annotated[MoveVisit | RemoveVisit | LockVisit | UnlockVisit, Field(discriminator="op")]


class ChangeWish(Strict):
    """Changes in order; kept all together, or none."""

    changes: list[OneChange] = Field(min_length=1, max_length=MOST_CHANGES)
    why: Why = None


class Effect(Strict):
    """What changes would do: what they break, and what they cost or bring."""

    legal: bool = Field(description="Only then can they be kept.")
    violations: list[ViolationTold]
    value: float = Field(description="Weighted people, more or less than now.")
    recording: int
    cards: int
    ikd: int
    cost_rupiah: int
    distance_m: int
    villages_served: int
    team_days: int
    visits: list[VisitTold] = Field(description="Visits that are new or not as they were.")
