"""An office on the wire."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.http.texts import NO_NUMBER

Zone = Literal["WIB", "WITA", "WIT"]


class Office(BaseModel):
    """The office that the caller belongs to."""

    model_config = ConfigDict(extra="forbid")

    id: str
    code: str = Field(description="Code of the regency or province.", examples=["17.02"])
    name: str = Field(examples=["Dinas Dukcapil Kabupaten Rejang Lebong"])
    kind: Literal["regency", "province"]
    time_zone: Zone
    created_at: datetime
    revision: int


class OfficeChange(BaseModel):
    """What may be changed of an office; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str | None, Field(min_length=1, max_length=200), NO_NUMBER] = None
    time_zone: Zone | None = None
