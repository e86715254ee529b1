"""One authenticated request: who calls, in which language, and the two ways to the store.

Reading::

    with call.reading() as rows: ...

Writing goes through :meth:`Call.write`, whose action returns an :class:`Answer`. Action, audit log and the answer
kept for an ``Idempotency-Key`` are one transaction: after a crash either all of it is there or nothing.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Any, TypeVar

from anyio import to_thread
from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from sqlalchemy import Row

from api.audit.record import Actor, record
from api.auth.principal import Principal
from api.auth.roles import Permission
from api.calls.state import State, state_of
from api.db.scope import OfficeRows
from api.db.tables import idempotency
from api.http.identity import request_id_of
from api.http.languages import language_of
from api.http.moments import zone
from api.http.problems import Problem
from api.http.tags import tag
from api.language import Language

JSON = "application/json"
KEY_HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
Prepared = TypeVar("Prepared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an action tells its caller; ``revision`` becomes the ETag.

    ``kept`` is what stands for the body in the store of answers, where the body holds a secret.
    """

    body: BaseModel | None = None
    kept: BaseModel | None = None
    status: int = 200
    revision: int | str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        """On the wire."""
        headers = dict(self.headers)
        if self.revision is not None:
            headers["ETag"] = tag(self.revision)
        content = b"" if self.body is None else self.body.model_dump_json(by_alias=True).encode()
        status = 204 if self.body is None and self.status == 200 else self.status
        return Response(content, status, headers, media_type=JSON if content else None)


class Call:
    """A request whose caller is known and allowed to make it."""

    def __init__(self, request: Request, principal: Principal, body: bytes) -> None:
        self.request, self.principal, self.body = request, principal, body
        self.state: State = state_of(request)
        self.request_id = request_id_of(request)
        self.actor = Actor.of(principal, self.request_id)
        self.zone = zone(principal.time_zone)

    @property
    def language(self) -> Language:
        return language_of(self.request)

    def now(self) -> datetime:
        """This moment by the clock of the service."""
        return self.state.clock()

    def local(self, moment: datetime) -> datetime:
        """The moment in the zone of the office."""
        return moment.astimezone(self.zone)

    @contextmanager
    def reading(self) -> Iterator[OfficeRows]:
        """One consistent view of the office's rows."""
        with self.state.database.reading() as connection:
            yield OfficeRows(connection, self.principal.office_id)

    def write(self, action: Callable[[OfficeRows], Answer]) -> Response:
        """Run ``action`` in one transaction; the same key gives the same answer without running it again."""
        key = self.request.headers.get(KEY_HEADER)
        with self.state.database.writing() as connection:
            rows = OfficeRows(connection, self.principal.office_id)
            if key is None or self.request.method != "POST":
                return action(rows).response()
            return self._once(rows, key, action)

    def write_shown_once(
        self, action: Callable[[OfficeRows], Answer], made_already: Callable[[Mapping[str, Any]], Problem]
    ) -> Response:
        """The same for an answer that holds a secret: ``Answer.kept`` is what is known of it at a second asking.

        Nothing is done twice, and the secret is kept nowhere: ``made_already`` says so, and what to do.
        """
        response = self.write(action)
        if REPLAYED in response.headers:
            raise made_already(json.loads(bytes(response.body)))
        return response

    def write_prepared(
        self, prepare: Callable[[OfficeRows], Prepared], action: Callable[[OfficeRows, Prepared], Answer]
    ) -> Response:
        """The same for long work: ``prepare`` only reads, and locks nobody out while it works.

        A key that was answered before is answered at once.
        """
        again = self._answered()
        if again is not None:
            return again
        with self.reading() as seen:
            prepared = prepare(seen)
        return self.write(lambda rows: action(rows, prepared))

    def record(
        self,
        rows: OfficeRows,
        action: str,
        subject: str,
        *,
        why: str | None = None,
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Add a line to the audit log."""
        record(rows, self.actor, self.now(), action, subject, why=why, detail=detail)

    def _once(self, rows: OfficeRows, key: str, action: Callable[[OfficeRows], Answer]) -> Response:
        if not (1 <= len(key) <= 200 and key.isascii() and key.isprintable()):
            raise Problem(
                400,
                "IDEMPOTENCY_KEY_UNUSABLE",
                ("Idempotency-Key: 1 sampai 200 huruf ASCII", "Idempotency-Key: 1 to 200 ASCII letters"),
            )
        fingerprint, now = self._fingerprint(), self.now()
        # Keys are kept for a day or so: a program that asks again does so sooner.
        if self.state.sweeps(rows.office_id):
            oldest = now - timedelta(hours=self.state.settings.idempotency_hours)
            rows.delete(idempotency, idempotency.c.created_at < oldest)
        # A second request with the key waits here until the first one is kept or undone.
        is_new = rows.insert_new(
            idempotency,
            actor=self.principal.id,
            key=key,
            fingerprint=fingerprint,
            status=0,
            headers={},
            body=b"",
            created_at=now,
        )
        mine = (idempotency.c.actor == self.principal.id, idempotency.c.key == key)
        if is_new:
            answer = action(rows)
            response = answer.response()
            body = bytes(response.body) if answer.kept is None else answer.kept.model_dump_json().encode()
            kept = {name: value for name, value in response.headers.items() if name != "content-length"}
            rows.update(idempotency, *mine, status=response.status_code, headers=kept, body=body)
            return response
        return self._kept(rows.one(rows.select(idempotency).where(*mine)), fingerprint)

    def _answered(self) -> Response | None:
        """The answer that was kept for the key of this request, if there is one."""
        key = self.request.headers.get(KEY_HEADER)
        if key is None or self.request.method != "POST":
            return None
        mine = (idempotency.c.actor == self.principal.id, idempotency.c.key == key)
        with self.reading() as rows:
            found = rows.one(rows.select(idempotency).where(*mine))
        return None if found is None else self._kept(found, self._fingerprint())

    def _kept(self, found: Row[Any] | None, fingerprint: str) -> Response:
        if found is None or found.fingerprint != fingerprint:
            raise Problem(
                409,
                "IDEMPOTENCY_KEY_REUSED",
                (
                    "Idempotency-Key ini sudah dipakai untuk kiriman lain; pakai kunci baru",
                    "This Idempotency-Key was used for something else; take a new one",
                ),
            )
        return Response(bytes(found.body), found.status, {**found.headers, REPLAYED: "true"})

    def _fingerprint(self) -> str:
        url = self.request.url
        head = "\n".join((self.request.method, url.path, url.query, self.request.headers.get("content-type", "")))
        whole = head.encode() + b"\n" + self.body
        if b'"password"' in self.body:
            # Kept for a day: whoever reads the store must not try passwords against it faster than against the account.
            salt = f"{self.principal.id}\n{self.request.headers.get(KEY_HEADER, '')}".encode()
            return hashlib.scrypt(whole, salt=salt, n=2**14, r=8, p=1, dklen=32).hex()
        return hashlib.sha256(whole).hexdigest()


async def _body(request: Request) -> bytes:
    return await request.body()


class Allowed:
    """A dependency: the call of somebody with one of these permissions."""

    def __init__(self, *any_of: Permission) -> None:
        self.any_of = any_of

    async def __call__(
        self,
        request: Request,
        body: Annotated[bytes, Depends(_body)],
        _key: Annotated[str | None, Header(alias=KEY_HEADER, include_in_schema=False)] = None,
    ) -> Call:
        identify = state_of(request).identify
        principal = identify.at_once()
        if principal is None:
            principal = await to_thread.run_sync(identify, request)
        request.state.actor = principal.id
        if self.any_of:
            principal.ensure(*self.any_of)
        return Call(request, principal, body)


def may(*any_of: Permission) -> Any:
    """For annotations: ``call: Annotated[Call, may(Permission.DATA_READ)]``; nothing named means anybody known."""
    return Depends(Allowed(*any_of))
