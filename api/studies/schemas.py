"""Scenarios and studies on the wire: what may be asked. The words are those of the study file."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from api.http.languages import Sentence
from api.http.texts import NO_NUMBER, Plain
from api.jobs.schemas import Job, Priority
from api.plans.schemas import Name, Strict

ShortName = Annotated[
    str, Field(min_length=1, max_length=40, pattern=r"^[^\W]([\w-]*)$", examples=["satu-tim-lagi"]), NO_NUMBER
]
Title = Annotated[str, Field(max_length=200), NO_NUMBER]
Word = Annotated[str, Field(max_length=80), NO_NUMBER]
Month = Annotated[str, Field(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$", examples=["2027-01"])]
Change = Annotated[
    dict[str, Plain],
    Field(
        description="One named change: its `kind` and its parts, as `GET /v1/scenarios/changes` lists them; `from` and "
        "`until` hold it in these months only.",
        max_length=20,
        examples=[{"kind": "budget", "amount": 10_000_000, "from": "2027-07"}],
    ),
    NO_NUMBER,
]
Changes = Annotated[list[Change], Field(max_length=200)]
MOST_PARTS = 500


class ScenarioAsked(Strict):
    """A question: what is different from the base."""

    name: ShortName
    title: Title = ""
    changes: Changes = Field(default_factory=list)


class AxisAsked(Strict):
    """One axis of a grid: `teams`, or a kind of change whose number takes one value after the other."""

    vary: Word = Field(examples=["teams", "budget"])
    change: Annotated[dict[str, Plain] | None, NO_NUMBER] = Field(None, max_length=20)
    field: Word | None = None
    values: list[int] | None = Field(None, max_length=10_000)
    from_: int | None = Field(None, alias="from")
    to: int | None = None
    step: int | None = None
    with_crew: bool | None = None
    like: Word | None = None


class GridAsked(Strict):
    """Every combination of the values of its axes."""

    name: ShortName
    changes: Changes = Field(default_factory=list)
    axes: list[AxisAsked] = Field(min_length=1, max_length=6)


class SwingAsked(Strict):
    """One thing that is uncertain, low and high: a bar of the tornado."""

    name: ShortName
    title: Title = ""
    low: Changes = Field(default_factory=list)
    high: Changes = Field(default_factory=list)


class SeekAsked(Strict):
    """A target: the least money that reaches it is sought."""

    name: ShortName
    measure: Literal["recording", "cards", "ikd"]
    at_least: int | None = Field(None, ge=0, le=10_000_000)
    percent: float | None = None
    money_max: int
    step: int | None = Field(None, ge=1)
    changes: Changes = Field(default_factory=list)


class EffortAsked(Strict):
    """How hard each month of each scenario is searched."""

    work: list[int] = Field(default_factory=lambda: [130], min_length=1, max_length=8)
    gap_percent: float = 1.0
    seed: int = 1


class RollingAsked(Strict):
    """How one month follows the other."""

    inflow_per_month: int | None = None
    show_up_by_round: list[int] = Field(default_factory=lambda: [1000], min_length=1, max_length=12)


class TargetsAsked(Strict):
    """What is aimed at, percent."""

    recording_percent: float = 99
    ikd_percent: float = 30


class StudyAsked(Strict):
    """What is asked together. Pointers of faults are those of this body."""

    name: Name
    dataset_id: str = Field(max_length=40)
    version: int | None = Field(None, ge=1, le=1_000_000, description="The newest one if it is left out.")
    data_hash: str | None = Field(None, max_length=64, description="Refuse data whose first month is another problem.")
    month: Month
    as_of: date | None = Field(None, description="Seen from this day; the first day less notice if left out.")
    months: int = Field(1, description="1 to 12, one after the other.")
    changes: Changes = Field(default_factory=list, description="What holds in all scenarios.")
    scenario: list[ScenarioAsked] = Field(default_factory=list, max_length=MOST_PARTS)
    scenario_ids: list[str] = Field(default_factory=list, max_length=MOST_PARTS, description="Saved scenarios as well.")
    grid: list[GridAsked] = Field(default_factory=list, max_length=20)
    swing: list[SwingAsked] = Field(default_factory=list, max_length=50)
    seek: list[SeekAsked] = Field(default_factory=list, max_length=20)
    effort: EffortAsked = Field(default_factory=EffortAsked)
    rolling: RollingAsked = Field(default_factory=RollingAsked)
    targets: TargetsAsked = Field(default_factory=TargetsAsked)


class StudyOrder(StudyAsked):
    """A study to be answered."""

    agreed: bool = Field(False, description="A study of more than 60 runs is begun only when this says so.")
    priority: Priority = 0


class RunOrder(Strict):
    """Go on with a study, or answer it anew with this version of Jemput; what is solved already is not solved again."""

    priority: Priority = 0


class StudySize(Strict):
    """How much there is to solve."""

    scenarios: int
    months: int
    runs: int = Field(description="Months of all scenarios; equal ones are solved once.")
    seconds: float = Field(description="A rough guess for one computer with two processes.")
    told: Sentence
    must_agree: bool


class ScenarioTold(Strict):
    """A scenario in words."""

    name: str
    title: str
    changes: list[Sentence]


class StudyWords(Strict):
    """A study in words; nothing is kept."""

    size: StudySize
    scenarios: list[ScenarioTold] = Field(description="Those outside grids.")
    problem_hash: str


class StudyHead(Strict):
    """A study as lists show it."""

    id: str
    name: str
    dataset_id: str
    dataset_version: int
    month: str
    months: int
    size: StudySize
    job: Job | None = Field(None, description="The job that answers it, or answered it last.")
    answered: bool
    revision: int
    created_by: str
    created_at: datetime
    changed_at: datetime
    archived: bool


class StudyWhole(StudyHead):
    """With what was asked."""

    asked: StudyAsked
    scenarios: list[str] = Field(description="Scenarios outside grids that have plans and papers, once it is answered.")


class Scenario(Strict):
    """A saved scenario."""

    id: str
    name: str
    title: str
    changes: list[dict[str, Any]]
    revision: int
    created_by: str
    created_at: datetime
    changed_at: datetime


class ChangePart(Strict):
    """One part of a change."""

    name: str
    names: Sentence = Field(description="As it is typed in either language.")
    type: Literal["number", "date", "dates", "text", "texts", "yes-no", "choice", "choices"]
    choices: list[str] = Field(default_factory=list)
    needed: bool


class ChangeKind(Strict):
    """A kind of change that a scenario may hold."""

    kind: str
    names: Sentence
    about: str
    parts: list[ChangePart]
