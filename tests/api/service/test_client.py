"""The Python client is the contract's, and speaks with the real service."""

import importlib.util
import json
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.db.engine import Database
from api.settings import Settings
from tests.api.service.sheets import as_json
from tests.architecture.house import ROOT

FOLDER = ROOT / "clients" / "python"


@pytest.fixture(scope="module")
def client_package() -> Iterator[ModuleType]:
    sys.path.insert(0, str(FOLDER))
    try:
        yield importlib.import_module("jemput_client")
    finally:
        sys.path.remove(str(FOLDER))


class Lossy(httpx.BaseTransport):
    """The service, some of whose answers are lost on the way after it has done its work."""

    def __init__(self, service: TestClient) -> None:
        self._service, self.losing = service, 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        headers = {name: value for name, value in request.headers.items() if name != "content-length"}
        answer = self._service.request(
            request.method, str(request.url), content=request.read(), headers=headers, follow_redirects=False
        )
        if self.losing > 0:
            self.losing -= 1
            raise httpx.ReadError("lost", request=request)
        plain = {name: value for name, value in answer.headers.items() if name != "content-encoding"}
        return httpx.Response(answer.status_code, headers=plain, content=answer.content)


def test_types_and_methods_are_those_of_the_contract() -> None:
    place = importlib.util.spec_from_file_location("jemput_client_generate", FOLDER / "generate.py")
    assert place is not None
    assert place.loader is not None
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    stale = [path.name for path, text in module.made().items() if path.read_text("utf-8") != text.rstrip() + "\n"]
    assert stale == [], "make docs"


def test_it_does_what_an_office_does(
    client_package: ModuleType, sqlite_address: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TestClient(create_app(settings, database=Database(sqlite_address))) as service:
        wire = Lossy(service)
        client: Any = client_package.Client("http://testserver", language="en", transport=wire)
        made = client.add_dataset({"name": "Kantor"})
        assert (made.status, made.location) == (201, f"/v1/datasets/{made.body['id']}")
        version = client.upload_version(made.body["id"], as_json(), if_match=made.etag)
        assert version.body["number"] == 1
        with pytest.raises(client_package.ProblemError) as refused:
            client.change_dataset(made.body["id"], {"name": "x"}, if_match='"1"')
        assert (refused.value.status, refused.value.code) == (412, "CHANGED_MEANWHILE")
        monkeypatch.setattr("jemput_client.transport.time.sleep", lambda _seconds: None)
        wire.losing = 2
        again = client.add_dataset({"name": "Sekali"})
        assert again.headers["idempotent-replayed"] == "true"
        names = [item["name"] for item in client.every(client.list_datasets, limit=1)]
        assert sorted(names) == ["Kantor", "Sekali"]
        assert client.get_dataset(made.body["id"]).body["version"] == 1
        assert client.ready().body == {"status": "ok"}
        client.close()


def test_what_nobody_known_sends_is_asked_once(client_package: ModuleType) -> None:
    asked: list[httpx.Request] = []

    def lost(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        raise httpx.ReadError("lost", request=request)

    client: Any = client_package.Client("http://testserver", transport=httpx.MockTransport(lost))
    with pytest.raises(httpx.ReadError):
        client.sign_in({"login": "sri", "password": "x"})
    assert [request.headers.get("idempotency-key") for request in asked] == [None]


def test_the_contract_names_the_headers_that_routes_look_at() -> None:
    contract = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
    named = {
        item["operationId"]: {part["name"] for part in item["parameters"]}
        for verbs in contract["paths"].values()
        for item in verbs.values()
    }
    wanting = {
        item["operationId"]
        for verbs in contract["paths"].values()
        for item in verbs.values()
        if "Wants If-Match" in item.get("description", "")
    }
    assert {"change_office", "edit_rows", "step_visit", "archive_plan"} <= wanting
    assert {name for name, headers in named.items() if "If-Match" in headers} == wanting
    assert "Idempotency-Key" in named["add_account"]
    posts = {
        item["operationId"]
        for verbs in contract["paths"].values()
        for verb, item in verbs.items()
        if verb == "post" and item["security"]
    }
    assert {name for name, headers in named.items() if "Idempotency-Key" in headers} == posts >= {"add_key"}
    assert contract["components"]["schemas"]["ProblemBody"]["examples"][0]["code"] == "INPUT_FAULTS"


def test_every_operation_has_a_method(client_package: ModuleType) -> None:
    contract = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
    names = {item["operationId"] for verbs in contract["paths"].values() for item in verbs.values()}
    assert {name for name in names if not hasattr(client_package.Client, name)} == set()


def _stream(*events: tuple[int, str, str], breaks: bool) -> Iterator[bytes]:
    yield b": ping\r\n\r\n"
    for number, kind, data in events:
        yield f"id: {number}\r\nevent: {kind}\r\ndata: {data}\r\n\r\n".encode()
    if breaks:
        raise httpx.ReadError("lost")


def test_a_job_is_followed_over_connections_that_break(
    client_package: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jemput_client.transport.time.sleep", lambda _seconds: None)
    asked: list[str] = []
    first = ((1, "state", '{"state": "running"}'), (2, "progress", '{"value": 3}'))
    answers = iter(
        [
            httpx.Response(200, content=_stream(*first, breaks=True)),
            httpx.Response(503),
            httpx.Response(200, content=_stream(breaks=False)),
            httpx.Response(200, content=_stream((3, "state", '{"state": "done"}'), breaks=False)),
            httpx.Response(200, json={"state": "done", "plan_id": "plan_1"}),
        ]
    )

    def service(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers.get("last-event-id", ""))
        return next(answers)

    client: Any = client_package.Client("http://testserver", transport=httpx.MockTransport(service))
    told: list[Any] = []
    ended = client.wait_for_job("job_1", told=told.append)
    assert [(event.number, event.kind) for event in told] == [(1, "state"), (2, "progress"), (3, "state")]
    assert asked == ["0", "2", "2", "2", ""]
    assert ended.body["plan_id"] == "plan_1"


def test_a_stream_that_never_goes_on_ends_as_an_error(
    client_package: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jemput_client.transport.time.sleep", lambda _seconds: None)
    silent = httpx.MockTransport(lambda _request: httpx.Response(200, content=_stream(breaks=False)))
    client: Any = client_package.Client("http://testserver", transport=silent)
    with pytest.raises(httpx.TransportError):
        list(client.follow_job("job_1"))
    with pytest.raises(TimeoutError):
        list(client.follow_job("job_1", seconds=-1))
    gone = httpx.MockTransport(lambda _request: httpx.Response(404))
    with pytest.raises(client_package.ProblemError):
        client_package.Client("http://testserver", transport=gone).wait_for_job("job_1")


def test_a_job_of_the_real_service_is_waited_for(
    client_package: ModuleType, sqlite_address: str, settings: Settings
) -> None:
    with TestClient(create_app(settings, database=Database(sqlite_address))) as service:
        client: Any = client_package.Client("http://testserver", transport=Lossy(service))
        made = client.add_dataset({"name": "Kantor"})
        client.upload_version(made.body["id"], as_json(), if_match=made.etag)
        order = {"dataset_id": made.body["id"], "first": "2027-01-04", "last": "2027-01-15", "as_of": "2026-12-01"}
        job = client.order_plan(order).body
        client.cancel_job(job["id"])
        told: list[Any] = []
        assert client.wait_for_job(job["id"], told=told.append, seconds=30).body["state"] == "cancelled"
        assert told[-1].is_last
        # All of it was seen: there is nothing more to tell.
        assert list(client.follow_job(job["id"], after=told[-1].number)) == []
