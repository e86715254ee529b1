"""``/ogc/...``: OGC API - Features Part 1: Core, with GeoJSON. Read only, CRS84.

The service describes itself by OpenAPI 3.1; the standard's class for OpenAPI 3.0 is therefore not claimed.

The items are those of the plan in force for today, else of the next one, else of the newest plan that the caller may
read; ``/ogc/plans/{id}`` is the same for one plan.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response

from api.auth.roles import Permission
from api.calls.call import Call, may
from api.http.problems import fault_at, not_found, unprocessable
from api.http.routes import OneTurn
from api.http.tags import not_changed, tag
from api.ogc.collections import COLLECTIONS, Collection, box_from, is_inside, span_from
from api.ogc.current import current_plan
from api.places.features import Feature, Places
from api.places.geometry import box_of
from api.plans.seen import Seen, seen

router = APIRouter(route_class=OneTurn, tags=["ogc"])

Reader = Annotated[Call, may(Permission.PLANS_READ, Permission.PUBLISHED_READ)]
PlanId = Annotated[str, Path(max_length=40)]
Name = Annotated[str, Path(max_length=40, examples=list(COLLECTIONS))]
FeatureId = Annotated[str, Path(max_length=200)]
MOST = 10_000
"""Features in one answer: who asks for more gets these and the way to the next, as the standard wants it."""
Limit = Annotated[int, Query(ge=1, le=2**31 - 1, description=f"Features in one answer, {MOST} at most.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="Features to pass over; `next` tells it.")]
BoxText = Annotated[str | None, Query(max_length=200, description="west,south,east,north in degrees.")]
SpanText = Annotated[str | None, Query(max_length=80, description="A day, or first/last; `..` is open.")]
GEOJSON = "application/geo+json"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CONFORMS = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
]
INDONESIA = (94.0, -12.0, 142.0, 7.0)
"""Extent of a collection in which nothing is."""
KNOWN = frozenset({"limit", "offset", "bbox", "datetime"})
JSON_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"description": "JSON.", "content": {"application/json": {"schema": {"type": "object"}}}}
}
GEOJSON_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"description": "GeoJSON.", "content": {GEOJSON: {"schema": {"type": "object"}}}}
}


def _plan(call: Call, id: str | None) -> Seen:
    with call.reading() as rows:
        return seen(call, rows, current_plan(call, rows) if id is None else id)


def _root(request: Request, id: str | None) -> str:
    base = str(request.base_url).rstrip("/")
    return f"{base}/ogc" if id is None else f"{base}/ogc/plans/{id}"


def _link(rel: str, href: str, kind: str = "application/json", title: str | None = None) -> dict[str, str]:
    made = {"rel": rel, "href": href, "type": kind}
    return made if title is None else {**made, "title": title}


def _answer(request: Request, body: Mapping[str, Any], mark: str, kind: str = "application/json") -> Response:
    headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
    if not_changed(request, mark):
        return Response(status_code=304, headers=headers)
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, media_type=kind, headers=headers)


def _landing(request: Request, call: Call, id: str | None) -> Response:
    found, root = _plan(call, id), _root(request, id)
    body = {
        "title": found.facts.problem.name,
        "description": found.row.name,
        "links": [
            _link("self", root),
            _link("service-desc", f"{request.base_url}openapi.json", "application/vnd.oai.openapi+json;version=3.1"),
            _link("conformance", f"{root}/conformance"),
            _link("data", f"{root}/collections"),
        ],
    }
    return _answer(request, body, _mark(call, found))


def _conformance(call: Call, id: str | None) -> dict[str, Any]:
    _plan(call, id)
    return {"conformsTo": CONFORMS}


def _mark(call: Call, found: Seen) -> str:
    return tag(f"{found.row.id}-{found.revision}-{call.language.code}")


def _collection(call: Call, root: str, found: Seen, name: str, one: Collection) -> dict[str, Any]:
    features = list(one.features(Places(found.facts, call.principal)))
    boxes = [box_of(item["geometry"]) for item in features]
    period = found.facts.problem.period
    spatial = list(INDONESIA)
    if boxes:
        west, south, east, north = zip(*boxes, strict=True)
        spatial = [min(west), min(south), max(east), max(north)]
    zone = f"{call.local(call.now()):%z}"
    offset = f"{zone[:3]}:{zone[3:]}"
    return {
        "id": name,
        "title": call.language.pick(one.title),
        "description": call.language.pick(one.about),
        "itemType": "feature",
        "crs": [CRS84],
        "extent": {
            "spatial": {"bbox": [spatial], "crs": CRS84},
            "temporal": {"interval": [[f"{period.first}T00:00:00{offset}", f"{period.last}T23:59:59{offset}"]]},
        },
        "links": [
            _link("self", f"{root}/collections/{name}"),
            _link("items", f"{root}/collections/{name}/items", GEOJSON),
        ],
    }


def _collections(request: Request, call: Call, id: str | None) -> Response:
    found, root = _plan(call, id), _root(request, id)
    listed = [_collection(call, root, found, name, one) for name, one in COLLECTIONS.items()]
    body = {"links": [_link("self", f"{root}/collections")], "collections": listed}
    return _answer(request, body, _mark(call, found))


def _known(name: str) -> Collection:
    if name not in COLLECTIONS:
        raise not_found(("koleksi", "collection"), name)
    return COLLECTIONS[name]


def _one(request: Request, call: Call, id: str | None, name: str) -> Response:
    one, found = _known(name), _plan(call, id)
    return _answer(request, _collection(call, _root(request, id), found, name, one), _mark(call, found))


def _items(
    request: Request, call: Call, id: str | None, name: str, limit: int, offset: int, bbox: str | None, when: str | None
) -> Response:
    one = _known(name)
    unknown = sorted(set(request.query_params) - KNOWN)
    if unknown:
        expected = ("salah satu dari bbox, datetime, limit, offset", "one of bbox, datetime, limit, offset")
        problem = unprocessable([fault_at(f"?{item}", "PARAMETER_UNKNOWN", item, expected) for item in unknown])
        problem.status = 400
        raise problem
    box, span = box_from(bbox), span_from(when)
    found, root = _plan(call, id), f"{_root(request, id)}/collections/{name}"
    matched = [item for item in one.features(Places(found.facts, call.principal)) if is_inside(item, box, span)]
    limit = min(limit, MOST)
    part = matched[offset : offset + limit]
    links = [_link("self", str(request.url), GEOJSON), _link("collection", root)]
    if offset + limit < len(matched):
        query = {**request.query_params, "limit": limit, "offset": offset + limit}
        links.append(_link("next", f"{root}/items?{urlencode(query)}", GEOJSON))
    body = {
        "type": "FeatureCollection",
        "timeStamp": call.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberMatched": len(matched),
        "numberReturned": len(part),
        "features": part,
        "links": links,
    }
    headers = {"Cache-Control": "private, no-cache", "Content-Crs": f"<{CRS84}>"}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, media_type=GEOJSON, headers=headers)


def _item(request: Request, call: Call, id: str | None, name: str, feature_id: str) -> Response:
    one, found = _known(name), _plan(call, id)
    item: Feature | None = next(
        (item for item in one.features(Places(found.facts, call.principal)) if item["id"] == feature_id), None
    )
    if item is None:
        raise not_found(("fitur", "feature"), feature_id)
    root = f"{_root(request, id)}/collections/{name}"
    links = [_link("self", f"{root}/items/{feature_id}", GEOJSON), _link("collection", root)]
    return _answer(request, {**item, "links": links}, _mark(call, found), GEOJSON)


# --- of the plan in force ----------------------------------------------------------------------------------------


@router.get("/ogc", summary="Landing page for map programs", response_class=Response, responses=JSON_ANSWER)
def ogc_landing(request: Request, call: Reader) -> Response:
    """Give this address to QGIS, with an API key as bearer token."""
    return _landing(request, call, None)


@router.get("/ogc/conformance", summary="What of the standard is kept")
def ogc_conformance(call: Reader) -> dict[str, Any]:
    """OGC API - Features Part 1."""
    del call
    return {"conformsTo": CONFORMS}


@router.get("/ogc/collections", summary="Collections", response_class=Response, responses=JSON_ANSWER)
def ogc_collections(request: Request, call: Reader) -> Response:
    """Villages, sites, hubs, visits, routes."""
    return _collections(request, call, None)


@router.get("/ogc/collections/{collection}", summary="A collection", response_class=Response, responses=JSON_ANSWER)
def ogc_collection(request: Request, collection: Name, call: Reader) -> Response:
    """Its extent in space and time."""
    return _one(request, call, None, collection)


@router.get(
    "/ogc/collections/{collection}/items", summary="Features", response_class=Response, responses=GEOJSON_ANSWER
)
def ogc_items(
    request: Request, collection: Name, call: Reader, limit: Limit = 1_000, offset: Offset = 0, bbox: BoxText = None,
    datetime: SpanText = None,
) -> Response:  # fmt: skip
    """By place and day, in parts."""
    return _items(request, call, None, collection, limit, offset, bbox, datetime)


@router.get(
    "/ogc/collections/{collection}/items/{feature_id}",
    summary="A feature",
    response_class=Response,
    responses=GEOJSON_ANSWER,
)
def ogc_item(request: Request, collection: Name, feature_id: FeatureId, call: Reader) -> Response:
    """One of them."""
    return _item(request, call, None, collection, feature_id)


# --- of one plan -------------------------------------------------------------------------------------------------


@router.get("/ogc/plans/{id}", summary="The same of one plan", response_class=Response, responses=JSON_ANSWER)
def ogc_plan_landing(request: Request, id: PlanId, call: Reader) -> Response:
    """Also of a draft."""
    return _landing(request, call, id)


@router.get("/ogc/plans/{id}/conformance", summary="What of the standard is kept")
def ogc_plan_conformance(id: PlanId, call: Reader) -> dict[str, Any]:
    """OGC API - Features Part 1."""
    return _conformance(call, id)


@router.get("/ogc/plans/{id}/collections", summary="Collections", response_class=Response, responses=JSON_ANSWER)
def ogc_plan_collections(request: Request, id: PlanId, call: Reader) -> Response:
    """Villages, sites, hubs, visits, routes."""
    return _collections(request, call, id)


@router.get(
    "/ogc/plans/{id}/collections/{collection}", summary="A collection", response_class=Response, responses=JSON_ANSWER
)
def ogc_plan_collection(request: Request, id: PlanId, collection: Name, call: Reader) -> Response:
    """Its extent in space and time."""
    return _one(request, call, id, collection)


@router.get(
    "/ogc/plans/{id}/collections/{collection}/items",
    summary="Features",
    response_class=Response,
    responses=GEOJSON_ANSWER,
)
def ogc_plan_items(
    request: Request, id: PlanId, collection: Name, call: Reader, limit: Limit = 1_000, offset: Offset = 0,
    bbox: BoxText = None, datetime: SpanText = None,
) -> Response:  # fmt: skip
    """By place and day, in parts."""
    return _items(request, call, id, collection, limit, offset, bbox, datetime)


@router.get(
    "/ogc/plans/{id}/collections/{collection}/items/{feature_id}",
    summary="A feature",
    response_class=Response,
    responses=GEOJSON_ANSWER,
)
def ogc_plan_item(request: Request, id: PlanId, collection: Name, feature_id: FeatureId, call: Reader) -> Response:
    """One of them."""
    return _item(request, call, id, collection, feature_id)
