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


def test_what_is_kept_for_no_second_asking_is_asked_once(client_package: ModuleType) -> None:
    asked: list[httpx.Request] = []

    def lost(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        raise httpx.ReadError("lost", request=request)

    client: Any = client_package.Client("http://testserver", transport=httpx.MockTransport(lost))
    with pytest.raises(httpx.ReadError):
        client.add_key({"name": "QGIS", "scopes": ["published:read"]})
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
    assert "Idempotency-Key" not in named["add_key"]
    assert contract["components"]["schemas"]["ProblemBody"]["examples"][0]["code"] == "INPUT_FAULTS"


def test_every_operation_has_a_method_but_streams(client_package: ModuleType) -> None:
    contract = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
    names = {item["operationId"] for verbs in contract["paths"].values() for item in verbs.values()}
    assert {name for name in names if not hasattr(client_package.Client, name)} == {"follow_job"}
