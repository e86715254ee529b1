"""``/v1/plans/{id}/files``: a plan as files, for programs, offices, phones and walls.

Who makes plans may have every file of every revision. Others may have files of the version in force that tell neither
staff nor the data of the office; team leads those of their own teams alone.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api.auth.principal import Principal
from api.auth.roles import Permission
from api.calls.call import Call, may
from api.documents.exports import GPX, ICS, KML, XLSX, PlanFile, plan_files
from api.http.languages import sentence
from api.http.problems import not_found
from api.http.routes import OneTurn
from api.http.tags import not_changed, tag
from api.plans.schemas import FilesTold, FileTold
from api.plans.seen import Seen, seen
from api.product import product_version

router = APIRouter(route_class=OneTurn, prefix="/v1/plans", tags=["plans"])

Viewer = Annotated[Call, may(Permission.PLANS_READ, Permission.PUBLISHED_READ)]
Id = Annotated[str, Path(max_length=40, examples=["plan_01jd3x9k2m4n6p8q0r2s4t6v8w"])]
At = Annotated[int | None, Query(ge=1, le=1_000_000, description="An earlier revision; the newest one if left out.")]
Name = Annotated[str, Path(max_length=120, examples=["jadwal.pdf", "tim-A.ics", "rute-2027-01-04-A.gpx"])]
AS_JSON, AS_TEXT = {"type": "object"}, {"type": "string"}
KINDS = {
    "application/json": AS_JSON,
    "application/geo+json": AS_JSON,
    "text/html": AS_TEXT,
    ICS.partition(";")[0]: AS_TEXT,
    GPX: AS_TEXT,
    KML: AS_TEXT,
    XLSX: {"type": "string", "format": "binary"},
    "application/pdf": {"type": "string", "format": "binary"},
}
DOWNLOAD: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": {kind: {"schema": shape} for kind, shape in KINDS.items()}},
    304: {"description": "It is the one that If-None-Match names."},
}


@router.get("/{id}/files", summary="Every file of a plan")
def list_files(id: Id, call: Viewer, revision: At = None) -> FilesTold:
    """Whole plan, calendars of teams (ICS), routes of trips (GPX, KML), the month for the wall (PDF)."""
    with call.reading() as rows:
        found = seen(call, rows, id, revision)
    past = "" if revision is None else f"?revision={revision}"
    return FilesTold(
        revision=found.revision,
        items=[
            FileTold(
                name=item.name,
                path=f"/v1/plans/{id}/files/{item.name}{past}",
                kind=item.kind,
                media_type=item.media_type,
                about=sentence(item.about),
                team=item.team,
                trip=item.trip,
            )
            for item in plan_files(found.facts).values()
            if _may_have(call.principal, item)
        ],
    )


@router.get("/{id}/files/{name}", summary="A plan as a file", response_class=Response, responses=DOWNLOAD)
def get_file(id: Id, name: Name, request: Request, call: Viewer, revision: At = None) -> Response:
    """In the language asked for; times are those of the office's zone. `files` tells the names."""
    with call.reading() as rows:
        found = seen(call, rows, id, revision)
    item = plan_files(found.facts).get(name)
    if item is None or not _may_have(call.principal, item):
        raise not_found(("berkas", "file"), name)
    mark = _mark(call, found)
    headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
    if not_changed(request, mark):
        return Response(status_code=304, headers=headers)
    content = item.make(call.language, found.facts, call.principal.time_zone)
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return Response(content, media_type=item.media_type, headers=headers)


def _may_have(principal: Principal, item: PlanFile) -> bool:
    if principal.may(Permission.PLANS_READ):
        return True
    if principal.sees_own_visits_only:
        return item.team is not None and item.team in principal.teams
    return not item.inside


def _mark(call: Call, found: Seen) -> str:
    """A revision never changes; another version of the product may tell it otherwise."""
    parts = (found.row.id, str(found.revision), call.language.code, call.principal.time_zone, product_version())
    return tag("-".join(parts))
