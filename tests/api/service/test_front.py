"""What holds for every route: headers, request ids, hosts, other sites' pages, problems in both languages."""

import inspect
import json
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from api.app import ROUTERS, contract, create_app
from api.calls.contract import permissions_of
from api.db.engine import Database
from api.http.languages import chosen
from api.http.records import hide_secrets
from api.http.routes import OneTurn
from api.openapi import text
from api.settings import Settings
from planner.errors import PlanFault
from tests.architecture.house import ROOT

CONTRACT = ROOT / "docs" / "openapi.json"
OPEN = {"/health/live", "/health/ready", "/v1/session", "/v1/session/ways", "/v1/setup"}
OPEN_BELOW = ("/v1/reference/", "/v1/public/", "/v1/session/oidc", "/publik/")


@pytest.fixture
def client(sqlite_address: str, settings: Settings) -> TestClient:
    return TestClient(create_app(settings, database=Database(sqlite_address)), raise_server_exceptions=False)


def test_answers_carry_strict_headers(client: TestClient) -> None:
    for address in ("/health/live", "/v1/office", "/nowhere"):
        headers = client.get(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'; frame-ancestors 'none'")
        assert "server" not in headers
        assert "Accept-Language" in headers["vary"]


@pytest.mark.parametrize("given", ["x" * 65, "a b", "kurz", "name<script>", "12345678\u00e9"])
def test_a_request_id_that_could_harm_a_log_is_replaced(client: TestClient, given: str) -> None:
    answer = client.get("/nowhere", headers={"x-request-id": given.encode("utf-8")})
    assert answer.headers["x-request-id"] != given
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert client.get("/nowhere", headers={"x-request-id": "from-proxy-1"}).json()["request_id"] == "from-proxy-1"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "", "[::1", "127.0.0.1.evil.example"])
def test_the_desktop_answers_to_its_own_names_alone(client: TestClient, host: str) -> None:
    assert client.get("/v1/office", headers={"host": host}).status_code == 421
    assert client.get("/v1/office", headers={"host": "127.0.0.1:8765"}).status_code == 200
    assert client.get("/v1/office", headers={"host": "[::1]:8765"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_pages_of_other_sites_change_nothing(client: TestClient, headers: dict[str, str]) -> None:
    change = {"json": {"name": "X"}, "headers": {**headers, "if-match": '"1"'}}
    answer = client.patch("/v1/office", **change)
    assert (answer.status_code, answer.json()["code"]) == (403, "OTHER_SITE")
    own = {"origin": "http://testserver", "if-match": '"1"'}
    assert client.patch("/v1/office", json={"name": "X"}, headers=own).status_code == 200


def test_a_body_beyond_the_limit_is_refused_before_and_while_it_is_read(sqlite_address: str, tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path, extra_hosts=("testserver",), body_bytes=1_000, solves=0)
    client = TestClient(create_app(settings, database=Database(sqlite_address)), raise_server_exceptions=False)
    told = client.patch("/v1/office", content=b"x" * 1_001, headers={"if-match": '"1"'})
    in_pieces = client.patch("/v1/office", content=(b"x" * 400 for _ in range(3)), headers={"if-match": '"1"'})
    for answer in (told, in_pieces):
        assert (answer.status_code, answer.json()["code"]) == (413, "BODY_TOO_LARGE")


def test_problems_speak_both_languages(client: TestClient) -> None:
    english = client.get("/v1/reference/holidays/1", headers={"accept-language": "fr, en;q=0.5, id;q=0.2"})
    indonesian = client.get("/v1/reference/holidays/1")
    assert english.headers["content-type"] == "application/problem+json"
    assert english.json()["title"] == english.json()["sentence"]["en"]
    assert indonesian.json()["title"] == indonesian.json()["sentence"]["id"]
    assert indonesian.json()["errors"] == [
        {
            "code": "GREATER_THAN_EQUAL",
            "parameter": "year",
            "where": "?year",
            "found": "1",
            "expected": {"id": "paling sedikit 1946", "en": "at least 1946"},
        }
    ]


def test_a_plan_of_other_data_is_told_thing_by_thing_in_both_languages(sqlite_address: str, settings: Settings) -> None:
    app = create_app(settings, database=Database(sqlite_address))

    def judge() -> None:
        team = ("tim 't9' tidak dikenal", "unknown team 't9'")
        raise PlanFault(("p1", team), ("p2", ("id ini tertulis dua kali", "the id occurs twice")))

    app.add_api_route("/v1/reference/judged", judge)
    client = TestClient(app, raise_server_exceptions=False)
    for code in ("id", "en"):
        answer = client.get("/v1/reference/judged", headers={"accept-language": code})
        told = answer.json()
        assert (answer.status_code, told["code"], told["title"]) == (422, "PLAN_NOT_OF_PROBLEM", told["sentence"][code])
        assert [(fault["where"], fault["found"]) for fault in told["errors"]] == [("plan", "p1"), ("plan", "p2")]
        first = told["errors"][0]["expected"]
        assert first["id"].startswith("tim 't9' tidak dikenal; yang diharapkan: ")
        assert first["en"].startswith("unknown team 't9'; expected: ")


def test_faults_in_a_body_have_json_pointers(client: TestClient) -> None:
    answer = client.patch("/v1/office", json={"time_zone": "GMT", "a/b~": 1}, headers={"if-match": '"1"'})
    assert answer.status_code == 422
    assert {fault["pointer"]: fault["code"] for fault in answer.json()["errors"]} == {
        "/time_zone": "LITERAL_ERROR",
        "/a~1b~0": "EXTRA_FORBIDDEN",
    }
    broken = client.patch("/v1/office", content="{", headers={"if-match": '"1"', "content-type": "application/json"})
    assert [fault["code"] for fault in broken.json()["errors"]] == ["JSON_INVALID"]


def test_json_that_breaks_off_tells_where(client: TestClient) -> None:
    kind = {"content-type": "application/json"}
    answer = client.post("/v1/datasets", content='{"name":\n "Januari",,}', headers=kind)
    [told] = answer.json()["errors"]
    assert (told["code"], told["pointer"], told["found"]) == ("JSON_INVALID", "", "2:12")
    assert told["expected"]["id"].endswith("baris 2 kolom 12")
    assert told["expected"]["en"].endswith("line 2, column 12")


def test_a_mark_that_is_none_is_told_as_it_was_sent(client: TestClient) -> None:
    wrong = client.post("/v1/plans/x/changes/preview", json={"changes": [{"op": "pin", "site": "a"}]})
    fault = wrong.json()["errors"][0]
    assert (fault["pointer"], fault["code"], fault["found"]) == ("/changes/0", "UNION_TAG_INVALID", "pin")
    assert "'lock'" in fault["expected"]["en"]


def test_who_has_not_read_does_not_write(client: TestClient) -> None:
    assert client.patch("/v1/office", json={"name": "X"}).status_code == 428
    for stale in ('"7"', "x", '"1\u00b2"'):
        answer = client.patch("/v1/office", json={"name": "X"}, headers={"if-match": stale.encode()})
        assert answer.status_code == 412
    done = client.patch(
        "/v1/office", json={"name": "X"}, headers={"if-match": client.get("/v1/office").headers["etag"]}
    )
    assert (done.status_code, done.json()["name"], done.headers["etag"]) == (200, "X", '"2"')


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "id"),
        ("en", "en"),
        ("en-GB,en;q=0.9,id;q=0.8", "en"),
        ("fr", "id"),
        ("id;q=0.1, en;q=x", "id"),
        ("*", "id"),
    ],
)
def test_the_language_that_weighs_most_is_chosen(header: str, code: str) -> None:
    assert chosen(header) == code


def test_secrets_do_not_reach_a_log() -> None:
    told = hide_secrets(None, "", {"event": "x", "Password": "p", "session_token": "t", "login": "sri"})
    assert told == {"event": "x", "Password": "***", "session_token": "***", "login": "sri"}


def test_every_route_names_who_may_use_it() -> None:
    unguarded = {
        route.path
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and permissions_of(route) is None
    }
    assert {path for path in unguarded if path not in OPEN and not path.startswith(OPEN_BELOW)} == set()


def test_every_route_takes_one_turn_of_a_thread() -> None:
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    assert [route.path for route in routes if not isinstance(route, OneTurn)] == []
    # What an endpoint takes and is called is still read from its own function.
    plain = {route.name: route.endpoint for route in routes}["list_plans"]
    assert inspect.unwrap(plain).__name__ == "list_plans"


def test_the_contract_is_the_one_that_was_agreed() -> None:
    # `make docs` writes it; a difference that was not meant is a broken promise to every client.
    assert json.loads(CONTRACT.read_text(encoding="utf-8")) == contract()
    assert CONTRACT.read_text(encoding="utf-8") == text()


def test_the_contract_names_every_operation_once_and_its_problems() -> None:
    made = contract()
    names = [operation["operationId"] for path in made["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))
    for path, operations in made["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert "application/problem+json" in operation["responses"]["default"]["content"]


def test_pointers_name_the_places_of_the_body_and_not_the_kinds_of_its_parts(desktop: TestClient) -> None:
    changes = [
        {"op": "situation", "change": {"kind": "rate", "rate": 5}},
        {"op": "move", "site": "", "day": "2027-01-04", "to_day": "x", "to_team": "a"},
        {"op": "nothing"},
    ]
    answer = desktop.post("/v1/plans/x/changes", json={"changes": changes}, headers={"if-match": '"1"'})
    assert {item["pointer"] for item in answer.json()["errors"]} == {
        "/changes/0/change/rate",
        "/changes/0/change/amount",
        "/changes/1/site",
        "/changes/1/to_day",
        "/changes/2",
    }
