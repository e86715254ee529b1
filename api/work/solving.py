"""The child process of a solve, as its foreman sees it."""

import json
import os
import queue
import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.wiring_privacy import masked

COMMAND = (sys.executable, "-m", "api.work.child")
LOWER_BY = 9
"""Steps of priority that a child stands below the service, as far as there are any."""
LOWEST = 19
MOST_LAST_LINES = 20
LONGEST_LINE_BYTES = 4_096
LAST_WORDS_WITHIN_S = 1.0
_FOLDERS = re.compile(r"(?:\b[A-Za-z]:[\\/]|(?<![\w:/\\])[\\/]{1,2})(?:[^\s\"'<>|\\/]+(?: [^\s\"'<>|\\/]+)*[\\/])+")
"""Folders of this computer before the name of a file; they may hold names of people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer of the child; ``kind`` ``gone`` when there will be no more."""

    kind: str
    facts: Mapping[str, Any]
    content: bytes = b""


class Child:
    """A process that waits for one order and carries it out; it ends with us, whatever ends us."""

    def __init__(self, command: tuple[str, ...] = COMMAND, *, lower_by: int = LOWER_BY) -> None:
        # The service answers first: solving takes what is left of the machine.
        flags = int(getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)) if lower_by else 0
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            creationflags=flags,
        )
        if lower_by and sys.platform != "win32":
            # From where the service itself stands: nobody but root may go up again.
            mine = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, self._process.pid, min(LOWEST, mine + lower_by))
        self._said: queue.Queue[Said] = queue.Queue()
        self._untold: queue.Queue[bytes | None] = queue.Queue()
        self._last_lines: deque[str] = deque(maxlen=MOST_LAST_LINES)
        self._listener = threading.Thread(target=self._keep_last_lines, name="jemput-child-errors", daemon=True)
        self._listener.start()
        threading.Thread(target=self._hear, name="jemput-child", daemon=True).start()
        threading.Thread(target=self._tell, name="jemput-child-orders", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def last_words(self) -> tuple[int | None, tuple[str, ...]]:
        """Of one that is gone: its exit code, and the last lines of what it said on its error stream, for the log."""
        try:
            code: int | None = self._process.wait(LAST_WORDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            code = None
        self._listener.join(LAST_WORDS_WITHIN_S)
        return code, tuple(self._last_lines)

    def order(self, options: Mapping[str, Any], problem: bytes, start: bytes) -> None:
        """Hand over the one order."""
        head = {"options": dict(options), "problem_bytes": len(problem), "start_bytes": len(start)}
        self._write(json.dumps(head).encode() + b"\n" + problem + start)

    def answer(self, content: bytes = b"", **facts: Any) -> None:
        """Answer something that it asked: a JSON line, then the content."""
        self._write(json.dumps({"size": len(content), **facts}).encode() + b"\n" + content)

    def stop(self) -> None:
        """Ask for the best plan so far."""
        self._write(b"stop\n")

    def next(self, seconds: float) -> Said | None:
        """What it says next, ``None`` if nothing for so long."""
        try:
            return self._said.get(timeout=seconds)
        except queue.Empty:
            return None

    def end(self) -> None:
        """Kill it if it still runs, and clear up."""
        if self.is_alive:
            self._process.kill()
        self._process.wait()
        self._untold.put(None)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    # The other end of the pipe is gone; what was left in it does not matter any more.
                    continue

    def _write(self, content: bytes) -> None:
        """Leave it to the thread that writes: a child that is still starting reads nothing, and nobody waits for it."""
        self._untold.put(content)

    def _tell(self) -> None:
        stream = self._process.stdin
        while stream is not None and (content := self._untold.get()) is not None:
            try:
                stream.write(content)
                stream.flush()
            except (OSError, ValueError):
                # It is gone, or was ended; the listening side tells so.
                return

    def _keep_last_lines(self) -> None:
        """Read what it says on its error stream to the end, so that it never waits for us; the last lines stay."""
        stream = self._process.stderr
        if stream is None:
            return
        with stream:
            while line := stream.readline(LONGEST_LINE_BYTES):
                if told := line.decode("utf-8", "replace").strip():
                    self._last_lines.append(masked(_FOLDERS.sub("", told)))

    def _hear(self) -> None:
        stream = self._process.stdout
        while stream is not None:
            try:
                line = stream.readline()
                facts = json.loads(line) if line else None
                content = stream.read(facts["size"]) if facts else b""
            except (ValueError, OSError):
                facts = None
            if not facts or len(content) < facts["size"]:
                break
            self._said.put(Said(kind=facts["kind"], facts=facts, content=content))
        self._said.put(Said(kind="gone", facts={}))


def _environment() -> dict[str, str]:
    """What the child inherits: no address of a database, which may hold a password."""
    return {key: value for key, value in os.environ.items() if not key.startswith("JEMPUT_DATABASE")}
