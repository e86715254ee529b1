"""Changes by hand on the wire."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from api.http.texts import NO_NUMBER
from api.http.validation import refused
from api.jobs.schemas import Priority
from api.plans.named_changes import NamedChange
from api.plans.schemas import Code, Effort, Name, Strict, ViolationTold, VisitTold
from planner.replan import WORK

Why = Annotated[
    str | None, Field(max_length=1_000, description="Kept with the revision and in the audit log."), NO_NUMBER
]
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
    """Lock a visit to its day, and to its team, its place in the order of its trip or its start if so wished."""

    op: Literal["lock"]
    site: Code
    day: date
    team: bool = False
    position: bool = False
    start: bool = False


class UnlockVisit(Strict):
    """Take the lock off."""

    op: Literal["unlock"]
    site: Code
    day: date


class AddVisit(Strict):
    """A visit more: as many of the people of `origins` as are left; its own people if none are named."""

    op: Literal["add"]
    site: Code
    day: date
    team: Code
    origins: list[Code] = Field(default_factory=list, max_length=20)


class InvitePeople(Strict):
    """Invite so many of an origin to a visit; with 0 they are not invited to it at all."""

    op: Literal["invite"]
    site: Code
    day: date
    origin: Code
    invited: int = Field(ge=0, le=100_000)


class FitPlace(Strict):
    """Take a place in with few changes to others: on that team-day out of `slots`, or on the best one."""

    op: Literal["fit"]
    site: Code
    team: Code | None = None
    day: date | None = None


class Situation(Strict):
    """Something is not as the data say: somebody is away, a road is cut. The plan may break rules then."""

    op: Literal["situation"]
    change: NamedChange


class RepairPlan(Strict):
    """Make the plan legal with as few visits moved or left out as can be, then with the most value."""

    op: Literal["repair"]


OneChange = Annotated[
    MoveVisit | RemoveVisit | LockVisit | UnlockVisit | AddVisit | InvitePeople | FitPlace | Situation | RepairPlan,
    Field(discriminator="op"),
]


class ChangeWish(Strict):
    """Changes in order; kept all together, or none."""

    changes: list[OneChange] = Field(min_length=1, max_length=MOST_CHANGES)
    why: Why = None
    accept_breaches: bool = Field(
        False, description="Keep a draft that breaks rules; it cannot be published until it breaks none."
    )


class AdjustedWhat(StrEnum):
    """What a repair did to a visit."""

    FITTED = "fitted"
    MOVED = "moved"
    REMOVED = "removed"


class Adjusted(Strict):
    """A visit that a repair did not leave as it was; where it is now, if it was moved."""

    what: AdjustedWhat = Field(description="`fitted`: on its day with its team, with other times, people or crew.")
    site: str
    name: str
    day: date
    team: str
    now_day: date | None = None
    now_team: str | None = None


class Effect(Strict):
    """What changes would do: what they break, and what they cost or bring."""

    legal: bool = Field(description="Otherwise it is kept only as a draft, with `accept_breaches`.")
    violations: list[ViolationTold]
    value: float = Field(description="Weighted people, more or less than now.")
    recording: int
    cards: int
    ikd: int
    cost_rupiah: int
    distance_m: int
    villages_served: int
    team_days: int
    gap_percent: float | None = Field(None, description="How far the plan would be from the best, at most; proven.")
    visits: list[VisitTold] = Field(description="Visits that are new or not as they were.")
    adjusted: list[Adjusted] = Field(default_factory=list, description="What a repair did, visit by visit.")


def _is_visit(text: str) -> str:
    # Here and not where it is read, so that all of them are told, with what else is wrong.
    site, _, day = text.rpartition("@")
    try:
        date.fromisoformat(day)
    except ValueError:
        site = ""
    if not site:
        raise refused("visit_unknown", ("tempat@tanggal", "place@day"))
    return text


VisitName = Annotated[
    str,
    Field(min_length=3, max_length=120, examples=["17.02.20.2001@2027-01-12"]),
    # Before the rest: whoever writes a number of a resident is told that, not how a visit is named.
    NO_NUMBER,
    AfterValidator(_is_visit),
]


class ReplanWish(Strict):
    """Plan the rest anew: locks stay, what is over stays, what was announced is dear to move."""

    as_of: date | None = Field(None, description="First day that may still change; the plan's own if left out.")
    hold: list[VisitName] = Field(default_factory=list, max_length=500, description="Visits to hold on their day.")
    cancelled: list[VisitName] = Field(
        default_factory=list, max_length=500, description="Visits before `as_of` that did not take place."
    )
    changes: list[NamedChange] = Field(
        default_factory=list, max_length=50, description="What is not as the data say; made in order to the rest."
    )
    hold_permille: int | None = Field(
        None, ge=0, le=1_000, description="Share of the value that may be given up so that fewer visits move."
    )
    options: Effort = Effort(work=WORK)
    name: Name | None = None
    priority: Priority = 0
    why: Why = None


class AdoptWish(Strict):
    """Another plan, whose content is taken over."""

    plan_id: str = Field(max_length=40)
