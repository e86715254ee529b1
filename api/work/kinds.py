"""What each kind of job needs: who keeps its result, the command of its child, and who answers its questions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Row

from api.db.engine import Database
from api.db.scope import OfficeRows
from api.work.queue import Claim
from api.work.solving import COMMAND, Child, Said


class Keep(Protocol):
    """Keeps what a job made."""

    def prepared(self, rows: OfficeRows, job: Row[Any], document: bytes, /) -> Any:
        """What can be done before anything is locked."""

    def keep(self, rows: OfficeRows, job: Row[Any], document: bytes, whole: Any, now: datetime, /) -> str | None:
        """Keep the document in the transaction that ends the job; the id of the plan, if that is what it is."""


class Partner(Protocol):
    """Answers a child that asks for things while it works."""

    def heard(self, said: Said, now: datetime, /) -> bool:
        """Whether what the child said was a question, which is then on its way to an answer."""

    def look(self, now: datetime, /) -> bool:
        """Pass on what has come since; whether anything was new to somebody who waits for a job."""

    def stop(self, now: datetime, /) -> None:
        """Nobody wants the answer any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What one kind of job needs: who keeps its result, the command of its child, and who answers its questions."""

    keep: Keep
    command: tuple[str, ...] = COMMAND
    partner: Callable[[Database, Claim, Child], Partner] | None = None
