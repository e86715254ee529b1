"""Datasets on the wire."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.http.languages import Sentence
from api.http.texts import NO_NUMBER
from api.http.validation import refused

Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$"), NO_NUMBER]
Why = Annotated[
    str | None,
    Field(None, max_length=1_000, description="Why; kept with the version and in the audit log."),
    NO_NUMBER,
]
MOST_EDITS = 5_000


class Strict(BaseModel):
    """Nothing beyond the fields."""

    model_config = ConfigDict(extra="forbid")


class NewDataset(Strict):
    """A dataset to begin with."""

    name: Name = Field(examples=["Januari 2027"])
    embedded: Annotated[str | None, NO_NUMBER] = Field(
        None, max_length=60, description="Begin with data that come with the product.", examples=["rejang-lebong"]
    )


class DatasetChange(Strict):
    """A new name."""

    name: Name


class Dataset(Strict):
    """A dataset; its rows lie in its versions."""

    id: str
    name: str
    version: int = Field(description="Number of the newest version; 0 while there is none.")
    revision: int
    created_at: datetime
    changed_at: datetime
    archived: bool


class SheetCount(Strict):
    """A sheet of a version."""

    sheet: str = Field(examples=["villages"])
    rows: int


class FaultTold(Strict):
    """One thing wrong, at its cell."""

    code: str
    where: str = Field(examples=["desa!G2"])
    sheet: str | None = None
    row: int | None = None
    column: str | None = Field(None, description="English name of the column.")
    found: str
    expected: Sentence


class LayerTold(Strict):
    """A map layer of a version."""

    layer: Literal["villages", "subdistricts", "coverage", "roads"]
    file: str = Field(description="Its name in a planning folder.", examples=["batas_desa.gpkg"])
    source: str = Field(description="What it was called when it was sent.", examples=["BATAS DESA 2024.zip"])
    bytes: int
    sha256: str
    since: int = Field(description="Number of the version that brought it.")


class VersionHead(Strict):
    """One version, without its faults."""

    number: int
    created_at: datetime
    created_by: str
    source: str = Field(examples=["upload desa.xlsx"])
    why: str | None = None
    sheets: list[SheetCount]
    layers: list[LayerTold] = Field(description="Boundaries, coverage and roads; see `/layers`.")
    faults: int = Field(description="How many things are wrong; 0 means that it can be planned with.")


class Version(VersionHead):
    """One version with what is to be told of it."""

    notes: list[Sentence]
    first_faults: list[FaultTold] = Field(description="The first of them; all are under `faults`.")


class RowTold(Strict):
    """One row as it stands, with its faults."""

    row: int = Field(description="Its number in the sheet, the headings counted.")
    cells: dict[str, str]
    faults: list[FaultTold]


class SheetPage(Strict):
    """Rows of one sheet."""

    sheet: str
    columns: list[str]
    items: list[RowTold]
    next: str | None = None


class RowEdit(Strict):
    """Set cells of a row, add a row (no `row`), or remove one."""

    op: Literal["set", "add", "remove"]
    sheet: Annotated[str, Field(max_length=60, examples=["villages"]), NO_NUMBER]
    row: int | None = Field(None, ge=1, le=10_000_000)
    cells: dict[str, str | None] | None = Field(None, max_length=60, examples=[{"recorded": "1165"}])

    @model_validator(mode="after")
    def _whole(self) -> "RowEdit":
        if self.op == "add" and (self.row is not None or not self.cells):
            raise refused("edit_parts", ("untuk add: cells tanpa row", "for add: cells and no row"))
        if self.op == "set" and (self.row is None or not self.cells):
            raise refused("edit_parts", ("untuk set: row dan cells", "for set: a row and cells"))
        if self.op == "remove" and (self.row is None or self.cells is not None):
            raise refused("edit_parts", ("untuk remove: row saja", "for remove: a row alone"))
        return self


class Edits(Strict):
    """Changes that make one new version, all or none."""

    edits: list[RowEdit] = Field(min_length=1, max_length=MOST_EDITS)
    why: Why


class Restore(Strict):
    """Make an earlier version the newest one again."""

    version: int = Field(ge=1, le=1_000_000)
    why: Why


class CellDifference(Strict):
    """One cell, before and after."""

    column: str
    before: str
    after: str


class RowDifference(Strict):
    """One row that the versions do not share."""

    sheet: str
    key: str
    kind: str = Field(examples=["added", "removed", "changed"])
    row_before: int | None = None
    row_after: int | None = None
    cells: list[CellDifference]
