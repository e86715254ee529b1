"""Following a job: its events over a connection that may break, and the wait for its end."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

ENDED = frozenset({"done", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Event:
    """What was told of a job: ``kind`` is ``state`` or ``progress``; ``number`` is where a later look goes on."""

    number: int
    kind: str
    data: Mapping[str, Any]

    @property
    def is_last(self) -> bool:
        """Whether the job has ended."""
        return self.data.get("state") in ENDED


class Deadline:
    """A moment by which something has to be over; ``None`` seconds are as long as it takes."""

    def __init__(self, seconds: float | None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def ensure(self) -> None:
        """Raise ``TimeoutError`` once it is past."""
        if self._end is not None and time.monotonic() > self._end:
            raise TimeoutError("the job has not ended yet; it goes on")


def events_of(answer: httpx.Response, deadline: Deadline) -> Iterator[Event]:
    """Server-sent events as they come; the service says something every 15 seconds, so that a deadline is seen."""
    told: dict[str, str] = {}
    for line in answer.iter_lines():
        deadline.ensure()
        if line == "":
            if "data" in told:
                yield Event(int(told.get("id", "0")), told.get("event", "message"), json.loads(told["data"]))
            told = {}
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name:
            told[name] = f"{told[name]}\n{value}" if name == "data" and name in told else value
