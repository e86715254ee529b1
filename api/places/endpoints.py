"""``/v1/plans/{id}/map/{layer}``: places as GeoJSON, for maps."""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api.auth.principal import Principal
from api.auth.roles import Permission
from api.calls.call import Call, may
from api.documents.facts import PlanFacts
from api.documents.lands import VillageLand
from api.http.routes import OneTurn
from api.http.tags import not_changed, tag
from api.places.features import Feature, Places
from api.places.lands import lands_of
from api.plans.seen import seen

router = APIRouter(route_class=OneTurn, prefix="/v1/plans", tags=["map"])

Reader = Annotated[Call, may(Permission.PLANS_READ, Permission.PUBLISHED_READ)]
Id = Annotated[str, Path(max_length=40)]
GEOJSON = "application/geo+json"
EXAMPLE = {
    "type": "FeatureCollection",
    "revision": 8,
    "features": [
        {
            "type": "Feature",
            "id": "17.02.07.2028",
            "geometry": {"type": "Point", "coordinates": [102.61, -3.42]},
            "properties": {"name": "Bukit Batu", "subdistrict": "Padang Ulak Tanding", "state": "home", "recorded": 96},
        }
    ],
}
ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A GeoJSON FeatureCollection, longitude first, WGS 84.",
        "content": {GEOJSON: {"schema": {"type": "object"}, "example": EXAMPLE}},
    }
}


class Layer(StrEnum):
    """One layer of the map."""

    VILLAGES = "villages"
    SITES = "sites"
    HUBS = "hubs"
    JOINS = "joins"
    ROUTES = "routes"
    VISITS = "visits"


class Shape(StrEnum):
    """How villages are drawn."""

    POINT = "point"
    LAND = "land"


Day = Annotated[date | None, Query(description="Of hubs, joins, routes and visits: this day alone.")]
Team = Annotated[str | None, Query(max_length=80, description="The same: this team alone.")]
Shaped = Annotated[Shape, Query(description="Villages as points, or as their land.")]


@router.get("/{id}/map/{layer}", summary="A layer of the map of a plan", response_class=Response, responses=ANSWER)
def get_layer(
    id: Id,
    layer: Layer,
    request: Request,
    call: Reader,
    revision: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
    shape: Shaped = Shape.POINT,
    day: Day = None,
    team: Team = None,
) -> Response:
    """Each with what the plan does there. Land that is no known border is marked `approximate`."""
    with call.reading() as rows:
        found = seen(call, rows, id, revision)
        mark = tag(f"{id}-{found.revision}")
        headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
        if not_changed(request, mark):
            return Response(status_code=304, headers=headers)
        with_land = layer is Layer.VILLAGES and shape is Shape.LAND
        lands = lands_of(rows, (found.row.dataset_id, found.row.dataset_version), found.facts) if with_land else None
    return drawn(found.facts, call.principal, found.revision, headers, layer=layer, lands=lands, day=day, team=team)


def drawn(
    facts: PlanFacts,
    principal: Principal,
    revision: int,
    headers: Mapping[str, str],
    *,
    layer: Layer,
    lands: Mapping[str, VillageLand] | None,
    day: date | None,
    team: str | None,
) -> Response:
    """One layer as GeoJSON."""
    places = Places(facts, principal)
    made = places.villages(lands) if layer is Layer.VILLAGES else getattr(places, layer.value)()
    features = [item for item in made if _is_wanted(item, day, team)]
    body = {"type": "FeatureCollection", "revision": revision, "features": features}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, media_type=GEOJSON, headers=dict(headers))


def _is_wanted(item: Feature, day: date | None, team: str | None) -> bool:
    about = item["properties"]
    days = about.get("days") if isinstance(about.get("days"), list) else [about.get("day")]
    teams = about.get("teams", [about.get("team")])
    return (day is None or day.isoformat() in days) and (team is None or team in teams)
