"""One routing server over HTTP: timeouts, retries with growing pauses, answers checked, every failure a fault."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self

import httpx

from planner.errors import Fault, InputFaults

RETRIED = frozenset({429, 500, 502, 503, 504})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LONGEST_PAUSE_S = 30.0
LONGEST_MESSAGE = 200
LARGEST_ANSWER = 64 * 1_048_576


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a server is waited for.

    Attributes
    ----------
    connect_s, read_s
        Seconds until a connection, or a server that sends nothing, is given up.
    whole_s
        Seconds until a request is given up whatever the server sends, all attempts and pauses together: one that sends
        a byte now and then would never be silent for long.
    tries
        Attempts in all.
    pause_s
        Pause before the second attempt; doubled before each further one. A server that names its own pause
        (``Retry-After``) is believed, up to 30 s.
    """

    connect_s: float = 5.0
    read_s: float = 60.0
    whole_s: float = 240.0
    tries: int = 3
    pause_s: float = 0.5


class Refused(InputFaults):
    """The server understood and said no; ``answer`` is what it sent, for those who know its codes."""

    def __init__(self, fault: Fault, answer: Mapping[str, Any]) -> None:
        super().__init__((fault,))
        self.answer = answer


class Connection:
    """Sends requests to one address; hands back JSON objects or raises ``InputFaults``.

    Parameters
    ----------
    address
        Such as ``http://localhost:5000``; a path in it is kept.
    key
        Sent as ``Authorization``; stands in no message.
    pause
        Waits; tests pass their own.
    """

    def __init__(
        self, address: str, *, patience: Patience, key: str | None = None, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._patience = patience
        self._pause = pause
        try:
            url = httpx.URL(address.rstrip("/") + "/")
        except httpx.InvalidURL as error:
            raise _faults("SERVER_NOT_NAMED", "--server", str(error), _ADDRESS) from error
        if not url.host:
            raise _faults("SERVER_NOT_NAMED", "--server", "", _ADDRESS)
        self.name = url.copy_with(userinfo=b"", query=None).host
        self._client = httpx.Client(
            base_url=url,
            timeout=httpx.Timeout(patience.read_s, connect=patience.connect_s),
            headers={"Accept": "application/json", **({} if key is None else {"Authorization": key})},
            # A proxy of the office is for the world outside, not for a server on this machine.
            trust_env=url.host not in LOOPBACK,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def get(self, path: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        """The JSON object at ``path``."""
        return self._ask("GET", path, params=dict(parameters))

    def post(self, path: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """The JSON object that answers ``content``."""
        return self._ask("POST", path, json=dict(content))

    def unreadable(self, what: str) -> InputFaults:
        """The fault of an answer that says something else than its kind of server does."""
        return _faults("SERVER_ANSWER_UNREADABLE", self.name, what, _ANSWER)

    def _ask(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        """Ask beside this thread, which waits for so long and no longer: a read cannot be broken off from within."""
        outcome: SimpleQueue[dict[str, Any] | Exception] = SimpleQueue()
        given_up = Event()

        def ask() -> None:
            try:
                outcome.put(self._attempts(method, path, given_up, **more))
            except Exception as error:
                outcome.put(error)

        Thread(target=ask, name=f"ask {self.name}", daemon=True).start()
        try:
            held = outcome.get(timeout=self._patience.whole_s)
        except Empty as error:
            given_up.set()
            found = f"> {self._patience.whole_s:g} s"
            raise _faults("SERVER_TOO_SLOW", self.name, found, _REACHED) from error
        if isinstance(held, Exception):
            raise held
        return held

    def _attempts(self, method: str, path: str, given_up: Event, **more: Any) -> dict[str, Any]:
        wait = self._patience.pause_s
        for attempt in range(1, self._patience.tries + 1):
            last = attempt == self._patience.tries
            try:
                with self._client.stream(method, path, **more) as response:
                    if response.status_code not in RETRIED or last:
                        return self._content(response, given_up)
                    told = _retry_after(response)
            except httpx.TransportError as error:
                if last or given_up.is_set():
                    raise self._not_reached(error) from error
                told = None
            self._pause(min(wait if told is None else told, LONGEST_PAUSE_S))
            wait *= 2
        raise AssertionError("the last attempt returns or raises")

    def _content(self, response: httpx.Response, given_up: Event) -> dict[str, Any]:
        body = b""
        for part in response.iter_bytes():
            body += part
            if given_up.is_set():
                raise httpx.ReadTimeout("given up")
            if len(body) > LARGEST_ANSWER:
                raise self.unreadable(f"> {LARGEST_ANSWER} B")
        try:
            held = httpx.Response(200, content=body).json()
        except ValueError as error:
            if response.status_code >= 400:
                raise self._refused(f"HTTP {response.status_code}", {}) from error
            raise self.unreadable(_short(body.decode("utf-8", "replace"))) from error
        if response.status_code >= 400:
            told = f"HTTP {response.status_code}: {_short(_message(held))}"
            raise self._refused(told, held if isinstance(held, dict) else {})
        if not isinstance(held, dict):
            raise self.unreadable(_short(str(held)))
        return held

    def _refused(self, found: str, answer: Mapping[str, Any]) -> Refused:
        return Refused(Fault(code="SERVER_REFUSED", where=self.name, found=found, expected=_REFUSED), answer)

    def _not_reached(self, error: httpx.TransportError) -> InputFaults:
        slow = isinstance(error, httpx.TimeoutException)
        return _faults("SERVER_TOO_SLOW" if slow else "SERVER_NOT_REACHED", self.name, _found(error), _REACHED)


def _found(error: httpx.TransportError) -> str:
    """What became of the question."""
    if isinstance(error, httpx.TimeoutException):
        return "tidak ada jawaban pada waktunya / no answer in time"
    if isinstance(error, httpx.ConnectError):
        return "tidak ada yang menjawab di alamat itu / nothing answers at that address"
    if isinstance(error, httpx.ProtocolError):
        return "jawaban yang bukan HTTP / an answer that is not HTTP"
    return "sambungan terputus / a connection that broke"


_ADDRESS = ("alamat seperti http://localhost:5000", "an address such as http://localhost:5000")
_ANSWER = (
    "jawaban JSON dari jenis server yang disebut; periksa jenis dan alamat server",
    "a JSON answer of the kind of server named; check kind and address of the server",
)
_REFUSED = (
    "server yang menerima permintaan; periksa alamat, kunci, profil dan batas ukuran tabelnya",
    "a server that accepts the request; check its address, key, profile and limit of table size",
)
_REACHED = (
    "server rute yang menjawab; periksa alamat dan jaringan, atau jalankan tanpa --server",
    "a routing server that answers; check address and network, or run without --server",
)


def _faults(code: str, where: str, found: str, expected: tuple[str, str]) -> InputFaults:
    return InputFaults((Fault(code=code, where=where, found=found, expected=expected),))


def _retry_after(response: httpx.Response) -> float | None:
    """The pause that the server asks for, seconds; a date is not worth a parser here and counts as not told."""
    told = response.headers.get("Retry-After", "")
    return float(told) if told.isdecimal() else None


def _message(held: Any) -> str:
    """What an error answer says: OSRM ``message``, Valhalla ``error``, openrouteservice ``error.message``."""
    if not isinstance(held, dict):
        return str(held)
    error = held.get("error", held.get("message", held.get("code", "")))
    return str(error.get("message", error)) if isinstance(error, dict) else str(error)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_MESSAGE else plain[: LONGEST_MESSAGE - 1] + "…"
