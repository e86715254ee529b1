"""The OpenAPI document: what routes say of themselves, and what holds for all of them."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from api.calls.call import KEY_HEADER, Allowed
from api.http.contract_version import API_VERSION
from api.http.problems import MEDIA_TYPE, ProblemBody

TITLE = "Jemput"
ABOUT = (
    "Plans mobile outreach of civil-registry offices, and proves how good a plan is. "
    "Every error is application/problem+json with a stable code and both languages. "
    "Lists come in pages by key (`after`). What can be edited carries an ETag and wants If-Match. "
    "Every POST of a caller who is known takes an Idempotency-Key: the same key does it once and gives the same "
    "answer, for a day; other content under it is 409 IDEMPOTENCY_KEY_REUSED. A new API key alone is shown once: asked "
    "for again, it is 409 KEY_MADE_ALREADY, which names the key and not its secret. "
    "Moments are ISO 8601 with the offset of the office."
)
WANTS_TAG = "Wants If-Match."
"""How the description of a route begins that takes changes from those alone who have read what they change."""
IF_MATCH = "The ETag of what you read last: 428 without it, 412 where it was changed meanwhile."
EXAMPLES = "api/calls/examples.json"
"""What a little office sent and got, by operation; taken from a service that runs."""
PROBLEM = {
    "type": "urn:jemput:problem:INPUT_FAULTS",
    "title": "Ada 1 hal yang harus diperbaiki; tidak ada yang disimpan",
    "status": 422,
    "code": "INPUT_FAULTS",
    "sentence": {
        "id": "Ada 1 hal yang harus diperbaiki; tidak ada yang disimpan",
        "en": "1 thing to put right; nothing was kept",
    },
    "instance": "/v1/plans",
    "request_id": "5e7d2b430b635aea2883028e",
    "errors": [
        {
            "code": "PERIOD_ENDS_FIRST",
            "pointer": "/last",
            "where": "/last",
            "found": "2026-01-01",
            "expected": {"id": "hari yang tidak sebelum first", "en": "a day not before first"},
        }
    ],
    "facts": {},
}
"""An answer that is an error, as every route gives them."""
_SECURITY = {
    "session": {"type": "apiKey", "in": "cookie", "name": "jemput_session"},
    "key": {"type": "http", "scheme": "bearer", "description": "An API key of the office."},
}


def openapi(app: FastAPI, routers: Sequence[APIRouter]) -> dict[str, Any]:
    """The document of this application."""
    if app.openapi_schema is None:
        made = get_openapi(title=TITLE, version=API_VERSION, description=ABOUT, routes=app.routes)
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        _add_problem(schemas)
        made["components"]["securitySchemes"] = _SECURITY
        for route in (route for router in routers for route in router.routes):
            if isinstance(route, APIRoute) and route.include_in_schema:
                for method in route.methods or ():
                    _complete(made["paths"][route.path_format][method.lower()], route, method)
        schemas.pop("HTTPValidationError", None)
        schemas.pop("ValidationError", None)
        app.openapi_schema = made
    return app.openapi_schema


def permissions_of(route: APIRoute) -> Allowed | None:
    """What a route wants of its caller; ``None`` if it is open to everybody."""
    for dependency in route.dependant.dependencies:
        if isinstance(dependency.call, Allowed):
            return dependency.call
    return None


def _add_problem(schemas: dict[str, Any]) -> None:
    made = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
    for name, schema in made.pop("$defs", {}).items():
        schemas.setdefault(name, schema)
    made["examples"] = [PROBLEM]
    schemas[ProblemBody.__name__] = made


def _complete(operation: dict[str, Any], route: APIRoute, method: str) -> None:
    operation["responses"].pop("422", None)
    operation["responses"]["default"] = {
        "description": "What went wrong, and the way out.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{ProblemBody.__name__}"}}},
    }
    parameters = operation.setdefault("parameters", [])
    parameters.append(_header("Accept-Language", "`id` or `en`.", "id"))
    wanted = permissions_of(route)
    if wanted is not None:
        operation["security"] = [{"session": []}, {"key": []}]
        operation["x-permissions"] = [str(permission) for permission in wanted.any_of]
        if str(operation.get("description", "")).startswith(WANTS_TAG):
            parameters.append(_header("If-Match", IF_MATCH, '"3"'))
        if method == "POST":
            parameters.append(_header(KEY_HEADER, "The same key gives the same answer, once.", "2f6c1f0e"))
    else:
        operation["security"] = []
    _exemplify(operation, examples().get(route.name, {}))


@cache
def examples() -> Mapping[str, Mapping[str, Any]]:
    """Body and answer of each operation."""
    text = files("api").joinpath("calls", "examples.json").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Any]] = json.loads(text)
    return found


def _exemplify(operation: dict[str, Any], found: Mapping[str, Any]) -> None:
    """Examples where content is JSON."""
    if "request" in found:
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            if "json" in kind:
                content["example"] = found["request"]
    if "response" in found:
        for status, answer in operation["responses"].items():
            for kind, content in answer.get("content", {}).items() if status.startswith("2") else ():
                if "json" in kind:
                    content["example"] = found["response"]


def _header(name: str, about: str, example: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": about,
        "schema": {"type": "string"},
        "example": example,
    }
