"""A request id for every request: the caller's own if it is a harmless word, else a fresh one."""

import re
import secrets

from starlette.requests import HTTPConnection

HEADER = "x-request-id"
_HARMLESS = re.compile(r"[A-Za-z0-9._-]{8,64}")


def request_id(given: str | None) -> str:
    """``given`` if it may stand in a log, else a fresh id."""
    return given if given is not None and _HARMLESS.fullmatch(given) else secrets.token_hex(12)


def request_id_of(connection: HTTPConnection) -> str:
    """The id of this request."""
    return str(connection.scope.get("state", {}).get("request_id", "-"))
