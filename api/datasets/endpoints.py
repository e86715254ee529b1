"""``/v1/datasets``."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.auth.roles import Permission
from api.calls.call import Answer, Call, may
from api.datasets import service
from api.datasets.schemas import (
    Dataset,
    DatasetChange,
    Edits,
    FaultTold,
    NewDataset,
    Restore,
    RowDifference,
    SheetPage,
    Version,
    VersionHead,
)
from api.db.tables import dataset_versions, datasets
from api.http.pages import Page, PageWish, page_wish
from api.http.routes import OneTurn
from api.http.tags import expected_revision
from api.http.texts import NO_NUMBER

router = APIRouter(route_class=OneTurn, prefix="/v1/datasets", tags=["datasets"])

Reader = Annotated[Call, may(Permission.DATA_READ)]
Editor = Annotated[Call, may(Permission.DATA_EDIT)]
StockEditor = Annotated[Call, may(Permission.DATA_EDIT, Permission.STOCK_EDIT)]
Wish = Annotated[PageWish, Depends(page_wish)]
Id = Annotated[str, Path(max_length=40, examples=["data_01jd3x9k2m4n6p8q0r2s4t6v8w"])]
Number = Annotated[int, Path(ge=1, le=1_000_000)]
UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "application/zip",
                "application/octet-stream",
            )
        }
        | {
            "application/json": {
                "schema": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "object"}}}
            }
        },
    }
}


@router.get("", summary="Datasets of the office, newest first", response_model=Page[Dataset])
def list_datasets(
    call: Reader, wish: Wish, archived: Annotated[bool, Query(description="Those put away as well.")] = False
) -> Page[Dataset]:
    """Without their rows."""
    with call.reading() as rows:
        statement = rows.select(datasets)
        if not archived:
            statement = statement.where(datasets.c.archived_at.is_(None))
        return wish.told(rows, statement, datasets.c.id, partial(service.told, call))


@router.post("", summary="A new dataset", status_code=201, response_model=Dataset)
def add_dataset(wish: NewDataset, call: Editor) -> Response:
    """Empty, or with the data that come with the product."""
    if wish.embedded is None:
        return call.write(lambda rows: service.add(call, rows, wish, None))
    return call.write_prepared(
        lambda _: service.embedded_of(wish), lambda rows, draft: service.add(call, rows, wish, draft)
    )


@router.get("/{id}", summary="One dataset", response_model=Dataset)
def get_dataset(id: Id, call: Reader) -> Response:
    """Its ETag is wanted by every change."""
    with call.reading() as rows:
        found = service.held(rows, id)
    return Answer(body=service.told(call, found), revision=found.revision).response()


@router.patch("/{id}", summary="Rename a dataset", response_model=Dataset)
def change_dataset(id: Id, request: Request, wish: DatasetChange, call: Editor) -> Response:
    """Wants If-Match."""
    revision = expected_revision(request)
    return call.write(lambda rows: service.rename(call, rows, id, revision, wish.name))


@router.delete("/{id}", summary="Put a dataset away", status_code=204)
def archive_dataset(id: Id, request: Request, call: Editor) -> Response:
    """Wants If-Match. Nothing is lost: plans keep what they stand on."""
    revision = expected_revision(request)
    return call.write(lambda rows: service.archive(call, rows, id, revision))


@router.get("/{id}/versions", summary="Versions, newest first", response_model=Page[VersionHead])
def list_versions(id: Id, call: Reader, wish: Wish) -> Page[VersionHead]:
    """Who made which, when and why."""
    with call.reading() as rows:
        service.held(rows, id)
        mine = rows.select(dataset_versions).where(dataset_versions.c.dataset_id == id)
        found = wish.of_numbers(rows, mine, dataset_versions.c.number)
    return Page(items=[service.head(call, row) for row in found.rows], next=found.next)


@router.post(
    "/{id}/versions",
    summary="Upload a workbook, a zip of CSV files, or JSON as the next version",
    status_code=201,
    response_model=Version,
    openapi_extra=UPLOAD,
)
def upload_version(
    id: Id,
    request: Request,
    call: Editor,
    file: Annotated[str, Query(max_length=120, description="Name of the file, to be told."), NO_NUMBER] = "upload",
    why: Annotated[str | None, Query(max_length=1_000), NO_NUMBER] = None,
) -> Response:
    """Wants If-Match. Kept with its faults, to be put right in place; data of residents are refused."""
    revision = expected_revision(request)
    return call.write_prepared(
        lambda seen: service.upload_of(seen, id, call.body, file),
        lambda rows, draft: service.keep(call, rows, id, revision, draft, why),
    )


@router.get("/{id}/versions/{number}", summary="One version with its report", response_model=Version)
def get_version(id: Id, number: Number, call: Reader) -> Version:
    """Never changes."""
    with call.reading() as rows:
        return service.whole(call, rows, service.held_version(rows, id, number))


@router.get("/{id}/versions/{number}/faults", summary="All faults of a version", response_model=Page[FaultTold])
def list_faults(id: Id, number: Number, call: Reader, wish: Wish) -> Page[FaultTold]:
    """In the order of the sheets."""
    with call.reading() as rows:
        return service.faults_page(rows, service.held_version(rows, id, number), wish)


@router.get("/{id}/versions/{number}/sheets/{sheet}", summary="Rows of a sheet", response_model=SheetPage)
def list_rows(
    id: Id, number: Number, sheet: Annotated[str, Path(max_length=60, examples=["villages"])], call: Reader, wish: Wish
) -> SheetPage:
    """As they stand, each with its faults."""
    with call.reading() as rows:
        return service.sheet_page(rows, service.held_version(rows, id, number), sheet, wish)


@router.post("/{id}/edits", summary="Edit rows: makes the next version", status_code=201, response_model=Version)
def edit_rows(id: Id, request: Request, wish: Edits, call: StockEditor) -> Response:
    """Wants If-Match. All edits or none; row numbers are those of the newest version."""
    revision = expected_revision(request)
    return call.write_prepared(
        lambda seen: service.edit_of(call, seen, id, revision, wish),
        lambda rows, draft: service.keep(call, rows, id, revision, draft, wish.why),
    )


@router.post("/{id}/restores", summary="Take an earlier version again", status_code=201, response_model=Version)
def restore_version(id: Id, request: Request, wish: Restore, call: Editor) -> Response:
    """Wants If-Match. Nothing is taken back: it becomes the next version."""
    revision = expected_revision(request)
    return call.write_prepared(
        lambda seen: service.restore_of(seen, id, wish.version),
        lambda rows, draft: service.keep(call, rows, id, revision, draft, wish.why),
    )


@router.get("/{id}/differences", summary="What two versions do not share", response_model=Page[RowDifference])
def list_differences(
    id: Id,
    call: Reader,
    wish: Wish,
    before: Annotated[int, Query(ge=1, le=1_000_000)],
    after_version: Annotated[int, Query(alias="with", ge=1, le=1_000_000)],
) -> Page[RowDifference]:
    """Row by row, by what names a row."""
    with call.reading() as rows:
        return service.differences_page(call, rows, id, (before, after_version), wish)
