"""A real HTTP server on this machine that answers what a test tells it to, and remembers what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, Any]


@dataclass
class Asked:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class Local:
    """Its address, and what it was asked so far."""

    address: str = ""
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def serving(answer: Callable[[Asked, int], Answer | tuple[int, Any, dict[str, str]]]) -> Iterator[Local]:
    """A server that answers request ``n`` (from 1) with ``answer(request, n)``: status, JSON or bytes, headers."""
    local = Local()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            held = json.loads(self.rfile.read(length)) if length else None
            local.asked.append(Asked(self.command, self.path, dict(self.headers), held))
            status, content, *more = answer(local.asked[-1], len(local.asked))
            body = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            for name, value in (more[0] if more else {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = _serve  # noqa: N815
        do_POST = _serve  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    local.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield local
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def always(status: int, content: Any) -> Callable[[Asked, int], Answer]:
    """The same answer to whatever is asked."""

    def answer(asked: Asked, number: int) -> Answer:
        return status, content

    return answer
