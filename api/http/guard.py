"""Refuses requests before anything of them is read: strange hosts, other sites' pages, bodies that are too large.

A browser sends cookies, and reaches a service on this very computer, whatever page it shows. So a request that
changes something must come from our own page: ``Sec-Fetch-Site`` says so, or ``Origin`` names our host, or there
is neither (a program). The host must be known as well, so that no foreign name can be pointed at us.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import Problem, respond
from api.settings import LOOPBACK, Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITE = frozenset({"same-origin", "none"})


def no_forms() -> Problem:
    """A file inside a form: its bytes are no workbook, so what is wrong is the way it was sent."""
    return Problem(
        415,
        "FORM_NOT_TAKEN",
        (
            "Berkas dikirim sebagai formulir (multipart); kirim isi berkas itu sendiri sebagai isi permintaan, "
            "misalnya curl --data-binary @kantor.xlsx, bukan -F",
            "The file was sent inside a form (multipart); send the bytes of the file itself as the body, "
            "such as curl --data-binary @office.xlsx, not -F",
        ),
    )


class TooLarge(HTTPException):
    """The body went beyond the limit while it was read; of a kind that the framework lets pass."""

    def __init__(self) -> None:
        super().__init__(status_code=413)


class Guard:
    """Stands before the routes."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._limit = settings.body_bytes
        self._hosts = None if _open_to_any_host(settings) else _hosts(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        found = self._refused(scope["method"], headers)
        if found is not None:
            await respond(Request(scope), found)(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._limit:
                raise TooLarge
            return message

        try:
            await self._app(scope, counted, send)
        except TooLarge:
            await respond(Request(scope), too_large(self._limit))(scope, receive, send)

    def _refused(self, method: str, headers: Headers) -> Problem | None:
        host = headers.get("host", "")
        if self._hosts is not None and _name(host) not in self._hosts:
            return Problem(
                421,
                "HOST_UNKNOWN",
                ("Layanan ini tidak dipanggil dengan nama itu", "This service is not called by that name"),
            )
        if method not in SAFE and not _from_own_page(headers, host):
            return Problem(
                403,
                "OTHER_SITE",
                (
                    "Perubahan hanya diterima dari halaman Jemput sendiri",
                    "Changes are taken from Jemput's own page only",
                ),
            )
        if method not in SAFE and headers.get("content-type", "").casefold().lstrip().startswith("multipart/"):
            return no_forms()
        length = headers.get("content-length", "0")
        if length.isascii() and length.isdecimal() and int(length) > self._limit:
            return too_large(self._limit)
        return None


def too_large(limit: int) -> Problem:
    """More than is read."""
    most = limit // 1_048_576
    return Problem(413, "BODY_TOO_LARGE", (f"Kiriman paling besar {most} MB", f"At most {most} MB may be sent"))


def _from_own_page(headers: Headers, host: str) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_SITE
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == host


def _open_to_any_host(settings: Settings) -> bool:
    """Reachable under names that we cannot know: then accounts guard it, never the desktop mode."""
    return not settings.desktop and settings.host not in LOOPBACK and settings.public_url is None


def _hosts(settings: Settings) -> frozenset[str]:
    public = urlsplit(settings.public_url or "").hostname
    return frozenset({*LOOPBACK, settings.host, *settings.extra_hosts, *([public] if public else [])})


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
