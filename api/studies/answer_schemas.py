"""The answers of a study on the wire. People are whole people, money is rupiah, shares are percent."""

from datetime import date
from typing import Literal

from pydantic import Field

from api.http.languages import Sentence
from api.plans.schemas import Strict

Verdict = Literal["more", "less", "same", "undecided"]


class TableCell(Strict):
    """One figure of one scenario."""

    text: str = Field(description="In the language asked for.")
    number: float | None = None
    verdict: Verdict | None = Field(None, description="Against the first column; `undecided`: within the proven gaps.")


class TableRow(Strict):
    """One figure of all scenarios."""

    name: Sentence
    cells: list[TableCell]


class TableColumn(Strict):
    """A scenario of the table."""

    name: str
    title: str
    changes: list[Sentence]
    plan_from: str = Field(description="The scenario whose plan it takes over; its own name mostly.")
    bound_from: str


class StudyTable(Strict):
    """Scenarios side by side; the first one is the measure."""

    columns: list[TableColumn]
    rows: list[TableRow]
    notes: list[str]


class CurvePoint(Strict):
    """One cell of a line."""

    name: str
    spent_rupiah: int
    recorded: float
    on_hull: bool
    is_knee: bool


class CurveTold(Strict):
    """People against rupiah along one line of a grid."""

    grid: str
    axes: list[Sentence]
    line: list[int]
    points: list[CurvePoint]
    knee: str | None = Field(None, description="Beyond it a rupiah brings less than the average one.")


class SwayTold(Strict):
    """A bar of the tornado: service value against the base, weighted people."""

    name: str
    low: float
    high: float
    low_verdict: Verdict
    high_verdict: Verdict


class ProbeTold(Strict):
    """One amount of money that was tried."""

    money_rupiah: int
    reached: float
    at_most: float | None
    cost_rupiah: int


class SeekTold(Strict):
    """What a target needs."""

    name: str
    measure: str
    target: float
    is_percent: bool
    outcome: str = Field(examples=["reached", "out_of_reach", "undecided"])
    needed: float
    money_rupiah: int | None = Field(description="The least money found that reaches it, a month.")
    proven_above_rupiah: int | None = Field(description="So much or less is proven too little.")
    nearest: float
    at_most: float | None
    binds: list[Sentence]
    probes: list[ProbeTold]


class PlaceDifference(Strict):
    """One village, school or other place: people recorded in either scenario, 0 where nobody is."""

    site: str
    name: str
    subdistrict: str
    kind: str
    lat: float
    lon: float
    before: float
    after: float
    difference: float


class DifferenceMap(Strict):
    """Where two scenarios of a study differ, over all months."""

    scenario: str
    against: str
    verdict: Verdict = Field(description="Of the people recorded in all; `undecided`: within the proven gaps.")
    places: list[PlaceDifference]


class RangeTold(Strict):
    """A figure over all replays."""

    planned: float
    low: float = Field(description="One time in ten it is less.")
    median: float
    high: float = Field(description="One time in ten it is more.")


class FailingVisit(Strict):
    """A visit that is likely to fail."""

    site: str
    name: str
    day: date
    percent: float


class RiskTold(Strict):
    """How the first month of a scenario may turn out."""

    scenario: str
    runs: int
    seed: int
    recording: RangeTold
    cards: RangeTold
    ikd: RangeTold
    stock_out_percent: float
    stock_out_day: date | None
    shortfall: float = Field(description="People recorded fewer than planned in the worst tenth.")
    failing: list[FailingVisit]
    told: list[Sentence]
