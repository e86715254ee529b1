"""``/v1/datasets/{id}/layers`` and ``/v1/datasets/{id}/versions/{number}/layers``: boundaries, coverage, roads."""

import json
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api import wiring_layers
from api.auth.roles import Permission
from api.calls.call import Call, may
from api.datasets import layer_changes, repository, service
from api.datasets.layers import layer_of
from api.datasets.schemas import Version
from api.http.routes import OneTurn
from api.http.tags import expected_revision, not_changed, tag
from api.http.texts import NO_NUMBER

router = APIRouter(route_class=OneTurn, prefix="/v1/datasets", tags=["datasets"])

Reader = Annotated[Call, may(Permission.DATA_READ)]
Editor = Annotated[Call, may(Permission.DATA_EDIT)]
Id = Annotated[str, Path(max_length=40, examples=["data_01jd3x9k2m4n6p8q0r2s4t6v8w"])]
Number = Annotated[int, Path(ge=1, le=1_000_000)]
GEOJSON = "application/geo+json"
BINARY = {"schema": {"type": "string", "format": "binary"}}
UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": BINARY,
            "application/geopackage+sqlite3": BINARY,
            "application/zip": BINARY,
            GEOJSON: {"schema": {"type": "object"}},
        },
    }
}
DRAWN: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A GeoJSON FeatureCollection, longitude first, WGS 84; `left_out` counts what is not sent.",
        "content": {GEOJSON: {"schema": {"type": "object"}}},
    }
}
FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": {"application/octet-stream": BINARY}}
}


class LayerName(StrEnum):
    """A map layer of an office."""

    VILLAGES = "villages"
    SUBDISTRICTS = "subdistricts"
    COVERAGE = "coverage"
    ROADS = "roads"


@router.post(
    "/{id}/layers/{layer}",
    summary="Upload boundaries, coverage or roads: makes the next version",
    status_code=201,
    response_model=Version,
    openapi_extra=UPLOAD,
)
def upload_dataset_layer(
    id: Id,
    layer: LayerName,
    request: Request,
    call: Editor,
    file: Annotated[
        str,
        Query(max_length=120, description="Name of the file; its ending tells its kind.", examples=["desa.gpkg"]),
        NO_NUMBER,
    ],
    crs: Annotated[
        str | None,
        Query(max_length=60, description="Coordinate system of roads whose file does not say.", examples=["EPSG:4326"]),
        NO_NUMBER,
    ] = None,
    why: Annotated[str | None, Query(max_length=1_000), NO_NUMBER] = None,
) -> Response:
    """Wants If-Match. Matched with the villages, roads read around them; what is broken is refused with all faults."""
    revision = expected_revision(request)
    return call.write_prepared(
        lambda seen: layer_changes.draft_with(call, seen, id, revision, layer=layer.value, source=file, crs=crs),
        lambda rows, draft: service.keep(call, rows, id, revision, draft, why),
    )


@router.delete("/{id}/layers/{layer}", summary="Take a layer out: makes the next version", response_model=Version)
def remove_dataset_layer(
    id: Id,
    layer: LayerName,
    request: Request,
    call: Editor,
    why: Annotated[str | None, Query(max_length=1_000), NO_NUMBER] = None,
) -> Response:
    """Wants If-Match. Earlier versions keep it."""
    revision = expected_revision(request)
    return call.write_prepared(
        lambda seen: layer_changes.draft_without(seen, id, revision, layer.value),
        lambda rows, draft: service.keep(call, rows, id, revision, draft, why),
    )


@router.get(
    "/{id}/versions/{number}/layers/{layer}",
    summary="A layer for a map",
    response_class=Response,
    responses=DRAWN,
)
def get_dataset_layer(
    id: Id,
    number: Number,
    layer: LayerName,
    request: Request,
    call: Reader,
    bbox: Annotated[
        str | None,
        Query(
            pattern=r"^-?\d{1,3}(\.\d{1,9})?(,-?\d{1,3}(\.\d{1,9})?){3}$",
            description="west,south,east,north in degrees: only what touches it.",
        ),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=20_000, description="Of roads the largest classes first.")] = 20_000,
) -> Response:
    """Matched with the villages of the version, thinned to some 20 m. The file has every point."""
    with call.reading() as rows:
        version = service.held_version(rows, id, number)
        kept = layer_of(rows, version, layer.value)
        mark = tag(f"{kept.head['sha256'] if kept.head else ''}-{number}-{bbox or ''}-{limit}")
        headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
        if not_changed(request, mark):
            return Response(status_code=304, headers=headers)
        tables = repository.tables_of(rows, version)
    west, south, east, north = [float(part) for part in bbox.split(",")] if bbox else (-180.0, -90.0, 180.0, 90.0)
    box = None if bbox is None else (west, south, east, north)
    found = wiring_layers.drawing(tables, kept.file, box, limit)
    body = {"type": "FeatureCollection", "features": found.features, "left_out": found.left_out}
    return Response(json.dumps(body, ensure_ascii=False, separators=(",", ":")), media_type=GEOJSON, headers=headers)


@router.get(
    "/{id}/versions/{number}/layers/{layer}/file",
    summary="The file of a layer",
    response_class=Response,
    responses=FILE,
)
def get_dataset_layer_file(id: Id, number: Number, layer: LayerName, request: Request, call: Reader) -> Response:
    """As it lies in a planning folder: QGIS opens it, and so does the command line."""
    with call.reading() as rows:
        kept = layer_of(rows, service.held_version(rows, id, number), layer.value)
    mark = tag(str(kept.head["sha256"] if kept.head else ""))
    headers = {
        "ETag": mark,
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'attachment; filename="{kept.file.name}"',
    }
    if not_changed(request, mark):
        return Response(status_code=304, headers=headers)
    return Response(kept.file.content, media_type=wiring_layers.media_type(kept.file.name), headers=headers)
