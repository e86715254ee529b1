"""Serves the pages of the dashboard: the bundle that ``web/`` builds into ``api/dashboard/``, shipped in the wheel.

It stands before the routes and takes reading requests alone: a file of the bundle under its own name, and for any
other address that a browser opens (``Accept: text/html``) the one page, whose script reads the address. Addresses
of the service stay the service's. Names are looked up among those of the bundle, so that none can lead elsewhere.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.languages import language_of
from api.http.tags import not_changed, tag

INDEX = "index.html"
HASHED = "assets/"
"""Files whose names hold a hash of what is in them: they never change."""

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
COMPRESSED = frozenset({".html", ".js", ".mjs", ".css", ".json", ".geojson", ".svg", ".webmanifest", ".txt", ".wasm"})
KINDS = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".pbf": "application/x-protobuf",
    ".pmtiles": "application/vnd.pmtiles",
}
"""What Windows may know otherwise: its registry is not asked."""

# Styles: the components write style elements while they run. Scripts come from our own files alone; the map draws in
# a worker that it may make from a blob, and takes its pictures from blobs.
PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self' blob:",
        "child-src blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
BARE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"


def bundle_folder() -> Path:
    """Where the built bundle lies inside the package; it need not be there."""
    return Path(str(files("api").joinpath("dashboard")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file of the bundle as it is sent."""

    path: Path
    kind: str
    tag: str
    age: str
    content: bytes | None
    zipped: bytes | None

    def response(self, request: Request) -> Response:
        """The whole of it, what changed of it, or the part that was asked for."""
        headers = {"etag": self.tag, "cache-control": self.age, "content-security-policy": PAGE_POLICY}
        headers["content-type"] = self.kind
        if not_changed(request, self.tag):
            return Response(status_code=304, headers=headers)
        if self.content is None:
            return FileResponse(self.path, headers=headers)
        headers["vary"] = "Accept-Encoding"
        if self.zipped is None or "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(self.content, headers=headers)
        return Response(self.zipped, headers={**headers, "content-encoding": "gzip"})


def pages_of(folder: Path) -> dict[str, Page]:
    """Every file of a bundle by its address; none if the bundle has no page to start with."""
    if not (folder / INDEX).is_file():
        return {}
    return {
        path.relative_to(folder).as_posix(): _page(path, path.relative_to(folder).as_posix())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _page(path: Path, name: str) -> Page:
    suffix = path.suffix.casefold()
    kind = KINDS.get(suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    content = path.read_bytes()
    zipped = gzip.compress(content, mtime=0) if suffix in COMPRESSED else None
    return Page(
        path=path,
        kind=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        tag=tag(hashlib.sha256(content).hexdigest()[:32]),
        age=FOR_EVER if name.startswith(HASHED) else ASK_AGAIN,
        content=content if suffix in COMPRESSED else None,
        zipped=zipped if zipped is not None and len(zipped) < len(content) else None,
    )


class Dashboard:
    """Answers for the pages; whatever else there is goes on to the service."""

    def __init__(self, app: ASGIApp, pages: Mapping[str, Page], service: Collection[str]) -> None:
        self._app, self._pages, self._service = app, pages, frozenset(service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._response(scope) if scope["type"] == "http" else None
        await (response or self._app)(scope, receive, send)

    def _response(self, scope: Scope) -> Response | None:
        name = scope["path"].removeprefix("/")
        if scope["method"] not in ("GET", "HEAD") or name.partition("/")[0] in self._service:
            return None
        scope["route"] = _Route()
        request = Request(scope)
        found = self._pages.get(name or INDEX)
        if found is not None:
            return found.response(request)
        # A file that is missing is missing; a page by the name of one would be taken for it.
        opened_by_browser = "text/html" in Headers(scope=scope).get("accept", "") and not _names_a_file(name)
        if name and not opened_by_browser:
            scope.pop("route")
            return None
        return self._pages[INDEX].response(request) if self._pages else _absent(request)


def _names_a_file(name: str) -> bool:
    """Whether it ends like a file; codes of villages hold dots as well, and end in digits."""
    _, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return bool(dot) and not suffix.isdecimal()


@dataclass(frozen=True, slots=True)
class _Route:
    """How requests for pages are called in figures and logs."""

    path: str = "dashboard"


def _absent(request: Request) -> Response:
    """No bundle was built into this installation: where one is, and what works without."""
    language = language_of(request)
    say = language.say
    paragraphs = (
        say("The service runs, but its pages were not built into this installation."),
        say("Install Jemput from the wheel that your office was given, or build the pages in the source folder:"),
    )
    told = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    link = escape(say("Programs can work with it already: openapi.json tells how."))
    page = (
        f'<!doctype html><html lang="{language.code}"><meta charset="utf-8"><title>Jemput</title>'
        "<meta name=viewport content='width=device-width'>"
        "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:38rem;margin:4rem auto;padding:0 1rem}</style>"
        f"<h1>Jemput</h1>{told}<pre>make web</pre><p><a href='/openapi.json'>{link}</a></p>"
    )
    return Response(page, 404, {"content-security-policy": BARE_POLICY}, "text/html")


def first_parts(paths: Collection[str]) -> frozenset[str]:
    """The first parts of the service's own addresses."""
    return frozenset(urlsplit(path).path.strip("/").partition("/")[0] for path in paths) - {""}
