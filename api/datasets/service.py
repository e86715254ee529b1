"""What can be done with datasets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from api import wiring, wiring_layers
from api.auth.roles import Permission
from api.calls.call import Answer, Call
from api.datasets import repository
from api.datasets.layers import KeptLayers, keep_layer, kept_layers, layer_differences, layer_heads, layer_told
from api.datasets.schemas import (
    CellDifference,
    Dataset,
    Edits,
    FaultTold,
    NewDataset,
    RowDifference,
    RowTold,
    SheetCount,
    SheetPage,
    Version,
    VersionHead,
)
from api.db.identity import new_id
from api.db.scope import OfficeRows
from api.http.languages import Sentence, sentence
from api.http.pages import Page, PageWish, cursor, number_of
from api.http.problems import Problem, conflict, not_found
from api.http.tags import changed_meanwhile

FIRST_FAULTS = 200
STOCK_SHEETS = frozenset({"stock", "deliveries"})
Tables = Sequence[Mapping[str, Any]]


def told(call: Call, row: Row[Any]) -> Dataset:
    """A dataset for the wire."""
    return Dataset(
        id=row.id,
        name=row.name,
        version=row.version,
        revision=row.revision,
        created_at=call.local(row.created_at),
        changed_at=call.local(row.changed_at),
        archived=row.archived_at is not None,
    )


def held(rows: OfficeRows, id: str) -> Row[Any]:
    """The dataset, or 404."""
    found = repository.dataset_of(rows, id)
    if found is None:
        raise not_found(("dataset", "dataset"), id)
    return found


def held_version(rows: OfficeRows, id: str, number: int) -> Row[Any]:
    """The version of a dataset, or 404."""
    held(rows, id)
    found = repository.version_of(rows, id, number)
    if found is None:
        raise not_found(("versi dataset", "dataset version"), str(number))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the next version will hold, judged before anything is locked for writing."""

    tables: Tables
    report: wiring.DataReport
    source: str
    embedded: str | None = None
    layers: KeptLayers = ()


def drafted(tables: Tables, source: str, embedded: str | None = None, layers: KeptLayers = ()) -> Draft:
    """Tables and map layers with what is to be told of them."""
    report = wiring_layers.report_with(tables, [item.file for item in layers])
    return Draft(tables=tables, report=report, source=source, embedded=embedded, layers=layers)


def embedded_of(wish: NewDataset) -> Draft | None:
    """The embedded data that a new dataset begins with, if any."""
    name = wish.embedded
    return None if name is None else drafted(wiring.embedded(name), f"embedded {name}", name)


def upload_of(rows: OfficeRows, id: str, content: bytes, file: str) -> Draft:
    """What a file holds, over the map layers of the newest version."""
    tables = wiring.uploaded(file, content)
    found = held(rows, id)
    layers = kept_layers(rows, held_version(rows, id, found.version)) if found.version > 0 else ()
    return drafted(tables, f"upload {file}", layers=layers)


def add(call: Call, rows: OfficeRows, wish: NewDataset, draft: Draft | None) -> Answer:
    """A new dataset, empty or with embedded data."""
    id = new_id("data")
    repository.add_dataset(rows, id=id, name=wish.name, now=call.now())
    call.record(rows, "dataset.added", id, detail={"name": wish.name})
    if draft is not None:
        _keep(call, rows, held(rows, id), draft, None)
    found = held(rows, id)
    address = {"Location": f"/v1/datasets/{id}"}
    return Answer(body=told(call, found), status=201, revision=found.revision, headers=address)


def rename(call: Call, rows: OfficeRows, id: str, revision: int, name: str) -> Answer:
    """A new name."""
    held(rows, id)
    if not repository.change_dataset(rows, id, revision, call.now(), name=name):
        raise changed_meanwhile()
    call.record(rows, "dataset.renamed", id, detail={"name": name})
    found = held(rows, id)
    return Answer(body=told(call, found), revision=found.revision)


def archive(call: Call, rows: OfficeRows, id: str, revision: int) -> Answer:
    """Out of the lists; plans made with it keep what they stand on."""
    held(rows, id)
    if not repository.change_dataset(rows, id, revision, call.now(), archived_at=call.now()):
        raise changed_meanwhile()
    call.record(rows, "dataset.archived", id)
    return Answer()


def edit_of(call: Call, rows: OfficeRows, id: str, revision: int, wish: Edits) -> Draft:
    """The newest version with all edits or none."""
    found = unchanged(rows, id, revision)
    if {item.sheet for item in wish.edits} - STOCK_SHEETS:
        call.principal.ensure(Permission.DATA_EDIT)
    tables: Tables = []
    embedded = None
    layers: KeptLayers = ()
    if found.version > 0:
        version = held_version(rows, id, found.version)
        tables, embedded = repository.tables_of(rows, version), version.sheets["embedded"]
        layers = kept_layers(rows, version)
    edits = [wiring.RowEdit(sheet=item.sheet, row=item.row, cells=item.cells) for item in wish.edits]
    return drafted(wiring.edited(tables, edits, call.language.code), "edit", embedded, layers)


def restore_of(rows: OfficeRows, id: str, number: int) -> Draft:
    """An earlier version as the newest one."""
    version = held_version(rows, id, number)
    tables, layers = repository.tables_of(rows, version), kept_layers(rows, version)
    return drafted(tables, f"restore {number}", version.sheets["embedded"], layers)


def keep(call: Call, rows: OfficeRows, id: str, revision: int, draft: Draft, why: str | None) -> Answer:
    """The next version of a dataset that still stands at ``revision``."""
    number = _keep(call, rows, unchanged(rows, id, revision), draft, why)
    version = held_version(rows, id, number)
    address = {"Location": f"/v1/datasets/{id}/versions/{number}"}
    return Answer(body=whole(call, rows, version), status=201, revision=held(rows, id).revision, headers=address)


def unchanged(rows: OfficeRows, id: str, revision: int) -> Row[Any]:
    found = held(rows, id)
    if found.revision != revision:
        raise changed_meanwhile()
    if found.archived_at is not None:
        raise conflict("ARCHIVED", ("Dataset ini sudah diarsipkan", "This dataset is archived"))
    return found


def _keep(call: Call, rows: OfficeRows, dataset: Row[Any], draft: Draft, why: str | None) -> int:
    """The next version; its number."""
    number = int(dataset.version) + 1
    if not repository.change_dataset(rows, dataset.id, dataset.revision, call.now(), version=number):
        raise changed_meanwhile()
    report = draft.report
    repository.add_version(
        rows,
        dataset_id=dataset.id,
        number=number,
        now=call.now(),
        by=call.principal.name,
        source=draft.source,
        why=why,
        embedded=draft.embedded,
        tables=[
            (name, report.rows.get(name or "", 0), table)
            for name, table in zip(report.names, draft.tables, strict=True)
        ],
        faults=len(report.faults),
        report={
            "faults": [_fault(fault, sheet, column) for fault, sheet, column in report.faults],
            "notes": [{"id": note[0], "en": note[1]} for note in report.notes],
        },
        layers=[keep_layer(rows, item, number) for item in draft.layers],
    )
    detail = {"version": number, "source": draft.source[:200]}
    call.record(rows, "dataset.version", dataset.id, why=why, detail=detail)
    return number


def _fault(fault: Any, sheet: str | None, column: str | None) -> dict[str, Any]:
    told = FaultTold(
        code=fault.code,
        where=fault.where,
        sheet=sheet or fault.sheet,
        row=fault.row,
        column=column or fault.column,
        found=fault.found,
        expected=sentence(fault.expected),
    )
    return told.model_dump(mode="json")


def head(call: Call, row: Row[Any]) -> VersionHead:
    """A version without its faults."""
    return VersionHead(
        number=row.number,
        created_at=call.local(row.created_at),
        created_by=row.created_by,
        source=row.source,
        why=row.why,
        sheets=_sheets(row),
        layers=[layer_told(item) for item in layer_heads(row)],
        faults=row.faults,
    )


def _sheets(row: Row[Any]) -> list[SheetCount]:
    return [
        SheetCount(sheet=item["sheet"], rows=item["rows"]) for item in row.sheets["tables"] if item["sheet"] is not None
    ]


def whole(call: Call, rows: OfficeRows, row: Row[Any]) -> Version:
    """A version with what is to be told of it."""
    report = repository.report_of(rows, row)
    return Version(
        **head(call, row).model_dump(),
        notes=[Sentence(**note) for note in report["notes"]],
        first_faults=[FaultTold(**fault) for fault in report["faults"][:FIRST_FAULTS]],
    )


def faults_page(rows: OfficeRows, row: Row[Any], wish: PageWish) -> Page[FaultTold]:
    """Faults of a version in the order of the sheets."""
    return wish.part([FaultTold(**fault) for fault in repository.report_of(rows, row)["faults"]])


def sheet_page(rows: OfficeRows, row: Row[Any], name: str, wish: PageWish) -> SheetPage:
    """Rows of a sheet with the faults of each."""
    sheet = wiring.kept_sheet(repository.tables_of(rows, row, name), name)
    if sheet is None:
        there = ", ".join(item.sheet for item in _sheets(row)) or "-"
        told = (f"lembar {name} tidak ada; yang ada: {there}", f"There is no sheet {name}; there are: {there}")
        raise Problem(404, "NOT_FOUND", told)
    faults: dict[int, list[FaultTold]] = {}
    for fault in repository.report_of(rows, row)["faults"]:
        if fault["sheet"] == name and fault["row"] is not None:
            faults.setdefault(fault["row"], []).append(FaultTold(**fault))
    after = 0 if wish.after is None else number_of(wish.after)
    following = [item for item in sheet.rows if item[0] > after]
    kept = following[: wish.limit]
    return SheetPage(
        sheet=name,
        columns=list(sheet.columns),
        items=[RowTold(row=number, cells=dict(cells), faults=faults.get(number, [])) for number, cells in kept],
        next=cursor(str(kept[-1][0])) if len(following) > wish.limit else None,
    )


def differences_page(
    call: Call, rows: OfficeRows, id: str, versions_of: tuple[int, int], wish: PageWish
) -> Page[RowDifference]:
    """Rows and map layers that two versions do not share."""
    versions = [held_version(rows, id, number) for number in versions_of]
    pair = [repository.tables_of(rows, version) for version in versions]
    found = [
        RowDifference(
            sheet=item.sheet,
            key=item.key,
            kind=item.kind,
            row_before=item.row_before,
            row_after=item.row_after,
            cells=[CellDifference(column=name, before=one, after=two) for name, (one, two) in item.cells.items()],
        )
        for item in wiring.differences(*pair)
    ]
    return wish.part([*found, *layer_differences(call.language, *versions)])
