"""The public schedule on the wire."""

from datetime import date, datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from api.documents.small_counts import HIDDEN_BELOW
from api.http.validation import not_before_first, refused

MOST_DAYS = 366


class Strict(BaseModel):
    """Nothing beyond the fields."""

    model_config = ConfigDict(extra="forbid")


class LinkWish(Strict):
    """The days that a link shows."""

    first: date = Field(examples=["2027-01-01"])
    last: date = Field(examples=["2027-01-31"])

    @field_validator("last")
    @classmethod
    def _ordered(cls, last: date, info: ValidationInfo) -> date:
        not_before_first(last, info)
        first = info.data.get("first")
        if first is not None and (last - first).days > MOST_DAYS:
            longest = first + timedelta(days=MOST_DAYS)
            raise refused("period_too_long", (f"paling lambat {longest}", f"{longest} at the latest"))
        return last


class Link(Strict):
    """A link to the schedule of some days; it always shows what is in force."""

    id: str
    token: str
    path: str = Field(examples=["/publik/4q0r..."])
    first: date
    last: date
    created_by: str
    created_at: datetime
    revoked: bool


Status = Literal["planned", "under_way", "held"]
"""What a visit is when the schedule was made: still to come, of an outing that has begun, or over."""


class PublicPlace(Strict):
    """A village that comes to a visit from elsewhere."""

    name: str
    distance_km: float | None = None


class PublicVisit(Strict):
    """One visit: where and when, and who is asked to come."""

    day: date
    status: Status = Field(description="`held`: over; `under_way`: of an outing that has begun.")
    start: str | None = Field(description="Hours are not kept of what is over in a month that was replanned.")
    end: str | None
    place: str
    subdistrict: str
    lat: float
    lon: float
    service: str
    invited: int | None = Field(None, description=f"Absent below {HIDDEN_BELOW}.")
    joins: list[PublicPlace]


class PublicSchedule(Strict):
    """What is published for these days."""

    office: str
    time_zone: str
    first: date
    last: date
    numbers: list[int] = Field(description="Numbers of the publications that it comes from.")
    visits: list[PublicVisit]
