"""Reference data on the wire."""

from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from api.http.languages import Sentence

Item = TypeVar("Item")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Version(_Strict):
    """Which version this is."""

    product: str = Field(examples=["0.1.0"])
    api: str = Field(examples=["1"])
    problem_schema: str
    plan_schema: str


class RuleTold(_Strict):
    """A rule of the rule book."""

    id: str = Field(examples=["card_stock"])
    title: Sentence
    kept_at: list[str] = Field(description="Where the engine keeps a plan from breaking it.")


class ReasonTold(_Strict):
    """Why somebody is left out."""

    code: str = Field(examples=["STOCK_EXHAUSTED"])
    title: Sentence


class ColumnTold(_Strict):
    """A column of a sheet."""

    name: str = Field(description="English name; the key of its cells.", examples=["recorded"])
    heading: Sentence
    kind: str = Field(description="What its cells hold.", examples=["count"])
    note: Sentence
    unit: Sentence
    needed: bool
    words: list[Sentence] = Field(description="The words that are known, where it takes words alone.")


class SheetTold(_Strict):
    """A sheet that an office gives."""

    sheet: str = Field(examples=["villages"])
    title: Sentence
    about: Sentence
    needed: bool
    columns: list[ColumnTold]


class ParameterTold(_Strict):
    """One number of the policy, as the sheet policy names it."""

    path: str = Field(description="Field of the policy.", examples=["hub_max_m"])
    name: Sentence = Field(description="Name in the sheet policy.")
    about: Sentence = Field(description="What it means, in plain words.")
    unit: Sentence
    default: Sentence
    least: Sentence | None = Field(None, description="The lowest value, written in the unit.")
    most: Sentence | None = Field(None, description="The highest value, written in the unit.")
    words: list[Sentence] = Field(description="The words that it takes, where it takes words alone.")


class RateTold(_Strict):
    """One price of the sheet rates."""

    code: Sentence = Field(description="Code in the sheet rates.")
    path: str = Field(description="Field of the policy.", examples=["rates.per_km"])
    about: Sentence = Field(description="What it pays for, in plain words.")
    default_rupiah: int


class HolidayTold(_Strict):
    """A national holiday or day of joint leave."""

    day: date
    name: str
    joint_leave: bool
    estimated: bool = Field(description="The date waits for the sighting of the moon.")


class Listed(BaseModel, Generic[Item]):
    """A short list, whole."""

    items: list[Item]
