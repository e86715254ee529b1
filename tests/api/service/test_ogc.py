"""OGC API - Features: what the standard asks of a service, and that GDAL, which QGIS reads with, opens it."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pyogrio
import pytest
import uvicorn
from fastapi.testclient import TestClient

from api.app import create_app
from api.db.engine import Database
from api.ogc import endpoints
from api.settings import Settings
from tests.api.office import day
from tests.api.service.test_plans import kept


@pytest.fixture
def office(sqlite_address: str, settings: Settings) -> Iterator[TestClient]:
    database = Database(sqlite_address)
    with TestClient(create_app(settings, database=database), raise_server_exceptions=False) as client:
        yield client
    database.close()


READ = """
import json, sys, pyogrio
layers = [name for name, _ in pyogrio.list_layers(sys.argv[1])]
frame = pyogrio.read_dataframe(sys.argv[1], layer="villages")
print(json.dumps({"layers": layers, "rows": len(frame), "columns": {"name", "geometry"} <= set(frame.columns)}))
"""


def read(client: TestClient, address: str, **query: Any) -> Any:
    answer = client.get(address, params=query or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


def linked(client: TestClient, body: Any, rel: str) -> Any:
    address = next(link["href"] for link in body["links"] if link["rel"] == rel)
    return read(client, address)


def test_the_way_from_the_landing_page_to_every_feature(office: TestClient) -> None:
    kept(office)
    landing = read(office, "/ogc")
    assert {"self", "service-desc", "conformance", "data"} <= {link["rel"] for link in landing["links"]}
    conforms = linked(office, landing, "conformance")["conformsTo"]
    assert any(item.endswith("/ogcapi-features-1/1.0/conf/core") for item in conforms)
    # What is said of the contract is what it is.
    told = next(link for link in landing["links"] if link["rel"] == "service-desc")
    contract = read(office, told["href"])
    assert told["type"] == f"application/vnd.oai.openapi+json;version={contract['openapi'].rpartition('.')[0]}"
    assert not any("oas30" in item for item in conforms), "that class is for OpenAPI 3.0"
    collections = linked(office, landing, "data")["collections"]
    assert [item["id"] for item in collections] == ["villages", "sites", "hubs", "visits", "routes"]
    for collection in collections:
        assert linked(office, collection, "self") == collection
        items = linked(office, collection, "items")
        assert items["numberMatched"] == items["numberReturned"] == len(items["features"]) > 0
        west, south, east, north = collection["extent"]["spatial"]["bbox"][0]
        assert west <= east and south <= north  # noqa: PT018
        for feature in items["features"][:2]:
            found = office.get(f"/ogc/collections/{collection['id']}/items/{feature['id']}").json()
            assert {name: found[name] for name in feature} == feature


def test_items_are_picked_by_place_day_and_number(office: TestClient) -> None:
    id = kept(office)
    root = f"/ogc/plans/{id}/collections"
    whole = read(office, f"{root}/visits/items")
    assert whole["numberMatched"] == 4
    assert read(office, f"{root}/visits/items", datetime=day(2))["numberMatched"] == 2
    assert read(office, f"{root}/visits/items", datetime=f"{day(3)}/..")["numberMatched"] == 2
    assert read(office, f"{root}/visits/items", datetime=f"../{day(1)}T10:00:00Z")["numberMatched"] == 0
    lon, lat = whole["features"][0]["geometry"]["coordinates"]
    near = read(office, f"{root}/visits/items", bbox=f"{lon - 0.001},{lat - 0.001},{lon + 0.001},{lat + 0.001}")
    assert near["numberMatched"] == 1
    page, seen = read(office, f"{root}/visits/items", limit=3), []
    while True:
        seen += [item["id"] for item in page["features"]]
        if not any(link["rel"] == "next" for link in page["links"]):
            break
        page = linked(office, page, "next")
    assert seen == [item["id"] for item in whole["features"]]


@pytest.mark.parametrize(
    "query",
    [
        {"bbox": "1,2,3"},
        {"bbox": "a,b,c,d"},
        {"datetime": "yesterday"},
        {"datetime": "../.."},
        {"magic": "1"},
        {"limit": "0"},
        {"limit": "many"},
        {"offset": "-1"},
    ],
)
def test_what_is_no_parameter_is_refused_as_the_standard_says(office: TestClient, query: dict[str, str]) -> None:
    kept(office)
    answer = office.get("/ogc/collections/villages/items", params=query)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert office.get("/ogc/collections/secrets").status_code == 404
    assert office.get("/ogc/collections/villages/items/nobody").status_code == 404


def test_who_asks_for_more_than_the_most_gets_the_most(office: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(office)
    monkeypatch.setattr(endpoints, "MOST", 2)
    page = read(office, "/ogc/collections/villages/items", limit=1_000_000)
    assert page["numberReturned"] == 2 < page["numberMatched"]
    assert linked(office, page, "next")["features"][0]["id"] != page["features"][0]["id"]


def test_an_office_without_a_plan_has_nothing_to_show(office: TestClient) -> None:
    answer = office.get("/ogc", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.json()["title"]) == (
        404, "There is no plan to show yet; make or publish one first",
    )  # fmt: skip


@pytest.mark.skipif("OAPIF" not in pyogrio.list_drivers(), reason="this GDAL cannot read OGC API - Features")
def test_gdal_opens_every_collection(sqlite_address: str, settings: Settings) -> None:
    database = Database(sqlite_address)
    app = create_app(settings, database=database)
    with TestClient(app, raise_server_exceptions=False) as client:
        kept(client)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        for _ in range(200):
            if server.started:
                break
            threading.Event().wait(0.05)
        # In a process of its own: GDAL holds the interpreter while it waits for the service, which is in this one.
        address = f"OAPIF:http://127.0.0.1:{port}/ogc"
        told = subprocess.run([sys.executable, "-c", READ, address], capture_output=True, check=True, timeout=120)
        found = json.loads(told.stdout)
        assert set(found["layers"]) == {"villages", "sites", "hubs", "visits", "routes"}
        assert (found["rows"], found["columns"]) == (5, True)
    finally:
        server.should_exit = True
        thread.join(10)
        database.close()
