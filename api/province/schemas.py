"""Totals of a province on the wire: no ids, no places, no people by name, nothing of drafts."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """Nothing beyond the fields."""

    model_config = ConfigDict(extra="forbid")


class ShareTold(Strict):
    """How far one service has come."""

    of: int = Field(description="People that it is a share of, after the month.")
    before: int = Field(description="People served before the month.")
    added: int = Field(description="Expected from the month.")
    before_percent: float | None
    after_percent: float | None


class PeopleSum(Strict):
    """Expected people."""

    recording: int
    cards: int
    ikd: int


class CardSum(Strict):
    """Blank cards over the month."""

    opening: int
    received: int = Field(description="Deliveries that are counted on.")
    field: int = Field(description="Used by outreach, waste included.")
    counter: int
    closing: int


class MonthTold(Strict):
    """The plan in force, in sum."""

    first: date
    last: date
    publication_number: int
    recording: ShareTold
    ikd: ShareTold
    visits: int
    villages_served: int
    schools_served: int
    people: PeopleSum
    cards: CardSum
    cost_rupiah: int


class OfficeTotals(Strict):
    """One office of the province."""

    code: str = Field(examples=["17.02"])
    name: str = Field(examples=["Dinas Dukcapil Kabupaten Rejang Lebong"])
    month: MonthTold | None = Field(None, description="Absent where nothing is in force for these days.")


class ProvinceTotals(Strict):
    """All offices of a province, and their sum."""

    code: str = Field(examples=["17"])
    name: str
    first: date
    last: date
    offices: list[OfficeTotals]
    published: int = Field(description="Offices with a plan in force for these days.")
    people: PeopleSum
    visits: int
    cards_field: int
    cost_rupiah: int
