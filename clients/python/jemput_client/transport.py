"""How calls travel: keys are sent by themselves, problems become errors, what did not arrive is asked again."""

import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar
from urllib.parse import quote

import httpx

from jemput_client.following import Deadline, Event, events_of

Body = TypeVar("Body")
Item = TypeVar("Item")
TRIES = 4
AGAIN = frozenset({502, 503, 504})


class ProblemError(Exception):
    """The service said no; ``problem`` is its answer, with a stable ``code`` and sentences in both languages."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('code', '')}: {problem.get('title', '')}")
        self.status, self.problem = status, problem

    @property
    def code(self) -> str:
        """What programs decide by."""
        return str(self.problem.get("code", ""))

    @property
    def errors(self) -> list[Mapping[str, Any]]:
        """Single faults, each with its place."""
        return list(self.problem.get("errors", ()))


@dataclass(frozen=True, slots=True)
class Answer(Generic[Body]):
    """What came back; ``etag`` is what a change of it wants as ``if_match``."""

    body: Body
    status: int
    headers: Mapping[str, str]

    @property
    def etag(self) -> str | None:
        """The tag of what was read."""
        return self.headers.get("etag")

    @property
    def location(self) -> str | None:
        """Where what was made can be read."""
        return self.headers.get("location")


def part(value: object) -> str:
    """A part of an address, whatever letters it holds."""
    return quote(str(value), safe="")


class Transport:
    """A connection to one service.

    Parameters
    ----------
    address
        Of the service, such as ``https://jemput.example``.
    key
        An API key; none in desktop mode.
    language
        ``id`` or ``en``: of the titles of problems.
    timeout
        Seconds for one call.
    transport
        Of httpx, for tests.
    """

    def __init__(
        self,
        address: str,
        *,
        key: str | None = None,
        language: str = "id",
        timeout: float = 60.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"accept-language": language}
        if key is not None:
            headers["authorization"] = f"Bearer {key}"
        self._http = httpx.Client(base_url=address, headers=headers, timeout=timeout, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def every(self, page: Callable[..., Answer[Any]], *arguments: Any, **options: Any) -> Iterator[Any]:
        """All items of a list that comes in pages: ``client.every(client.list_plans)``."""
        after: str | None = None
        while True:
            found = page(*arguments, **options, after=after).body
            yield from found["items"]
            after = found.get("next")
            if after is None:
                return

    def follow_job(self, id: str, *, after: int = 0, seconds: float | None = None) -> Iterator[Event]:
        """Events of a job until it ends, each once; a connection that breaks is taken up where it was.

        Raises
        ------
        TimeoutError
            It had not ended after ``seconds``.
        """
        deadline, broken = Deadline(seconds), 0
        while True:
            try:
                with self._http.stream(
                    "GET", f"/v1/jobs/{part(id)}/events", headers={"Last-Event-ID": str(after)}
                ) as told:
                    if told.status_code == httpx.codes.NO_CONTENT:
                        return
                    if told.status_code not in AGAIN:
                        _ensure_good(told)
                        for event in events_of(told, deadline):
                            after, broken = event.number, 0
                            yield event
                            if event.is_last:
                                return
            except httpx.TransportError:
                if broken == TRIES:
                    raise
            # Also where the stream just ended: the service may have been started anew.
            broken += 1
            if broken > TRIES:
                raise httpx.RemoteProtocolError("the events of the job ended before the job did")
            deadline.ensure()
            time.sleep(0.2 * 2**broken)

    def wait_for_job(
        self, id: str, *, told: Callable[[Event], None] | None = None, seconds: float | None = None
    ) -> Answer[Any]:
        """The job once it has ended, well or not; ``told`` hears of its progress meanwhile."""
        for event in self.follow_job(id, seconds=seconds):
            if told is not None:
                told(event)
        return self._json("GET", f"/v1/jobs/{part(id)}")

    def _json(self, method: str, address: str, **call: Any) -> Answer[Any]:
        answer = self._call(method, address, **call)
        return Answer(answer.json() if answer.content else None, answer.status_code, answer.headers)

    def _bytes(self, method: str, address: str, **call: Any) -> Answer[bytes]:
        answer = self._call(method, address, **call)
        return Answer(answer.content, answer.status_code, answer.headers)

    def _nothing(self, method: str, address: str, **call: Any) -> Answer[None]:
        answer = self._call(method, address, **call)
        return Answer(None, answer.status_code, answer.headers)

    def _call(
        self,
        method: str,
        address: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        headers: Mapping[str, str | None] | None = None,
        again: bool = True,
    ) -> httpx.Response:
        sent = {name: value for name, value in (headers or {}).items() if value is not None}
        if method == "POST" and again:
            # One key for all tries: whatever happened to the first answer, it happens once.
            sent.setdefault("Idempotency-Key", str(uuid.uuid4()))
        options: dict[str, Any] = {
            "params": {name: value for name, value in (query or {}).items() if value is not None}
        }
        if body is not None:
            options["content" if isinstance(body, bytes) else "json"] = body
        # A change without a key is not repeated by itself: it may have been made.
        tries = TRIES if method == "GET" or (method == "POST" and again) else 1
        for number in range(1, tries + 1):
            try:
                answer = self._http.request(method, address, headers=sent, **options)
            except httpx.TransportError:
                if number == tries:
                    raise
            else:
                if answer.status_code not in AGAIN or number == tries:
                    break
            time.sleep(0.2 * 2**number)
        _ensure_good(answer)
        return answer


def _ensure_good(answer: httpx.Response) -> None:
    if answer.is_success or answer.is_redirect:
        return
    answer.read()
    kind = answer.headers.get("content-type", "")
    raise ProblemError(answer.status_code, answer.json() if kind.startswith("application/problem+json") else {})
