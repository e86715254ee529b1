"""The outermost layer: request id, strict headers, one log line and one count for every request."""

import time
from collections.abc import Mapping

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.identity import HEADER, request_id
from api.http.metrics import Metrics

log = structlog.get_logger("jemput.request")

NOTHING_BUT_DATA = (
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; sandbox"
)
STRICT: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
HSTS = "max-age=31536000; includeSubDomains"


class Front:
    """Wraps the whole service; answers keep their own header where they set one."""

    def __init__(self, app: ASGIApp, metrics: Metrics, *, secure: bool) -> None:
        self._app, self._metrics, self._secure = app, metrics, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name = request_id(Headers(scope=scope).get(HEADER))
        scope.setdefault("state", {})["request_id"] = name
        began = time.perf_counter()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._dress(MutableHeaders(scope=message), name)
            await send(message)

        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=name)
        self._metrics.open.inc()
        try:
            await self._app(scope, receive, sending)
        finally:
            self._metrics.open.dec()
            seconds = time.perf_counter() - began
            # The route, not the address: addresses hold ids, queries may hold more.
            route = getattr(scope.get("route"), "path", "unknown")
            self._metrics.answered(scope["method"], route, status, seconds)
            told = {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 1)}
            log.info("request", **told, actor=scope["state"].get("actor"))

    def _dress(self, headers: MutableHeaders, name: str) -> None:
        headers[HEADER] = name
        for key, value in STRICT.items():
            headers.setdefault(key, value)
        headers.setdefault("content-security-policy", NOTHING_BUT_DATA)
        headers.setdefault("cache-control", "private, no-cache" if "etag" in headers else "no-store")
        headers.add_vary_header("Accept-Language")
        if self._secure:
            headers.setdefault("strict-transport-security", HSTS)
