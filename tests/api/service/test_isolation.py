"""Offices are kept apart on every route; a province sees totals of its regencies and nothing else."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from api.app import create_app
from api.auth import accounts
from api.auth.accounts import NewAccount
from api.auth.roles import Permission, Role
from api.auth.tenants import add_office
from api.calls.contract import permissions_of
from api.calls.state import utc_now
from api.db.engine import Database
from api.db.scope import OpenRows
from api.settings import Settings
from tests.api.office import day
from tests.api.service.answered import ASKED, answer_study
from tests.api.service.sheets import as_json
from tests.api.service.test_layers import borders, geojson
from tests.api.service.test_plans import PLAN
from tests.api.service.test_publications import approve, asked
from tests.api.service.test_sign_in import PASSWORD, guarded

EVERYTHING = (Role.ADMIN, Role.HEAD, Role.PLANNER)
VISIT = {"site": "10703040", "day": "2027-01-05"}
VALUES = {
    "number": "2",
    "sheet": "villages",
    "layer": "villages",
    "name": "plan.json",
    "visit_id": "10703040@2027-01-05",
    "site": "10703040",
    "collection": "villages",
    "feature_id": "17.02.01.2001",
    "paper": "rab.xlsx",
}
"""What stands in an address besides the id of the thing: as it is at the other office."""
NAMES = {"/v1/studies/{id}/files/": "hasil.json", "/v1/studies/{id}/scenarios/": "dasar"}
"""The same, where `name` is another thing."""
OWN_PLAN_ONLY = {
    "/ogc/collections/{collection}",
    "/ogc/collections/{collection}/items",
    "/ogc/collections/{collection}/items/{feature_id}",
}
"""These name no thing of an office: they show what is in force at the caller's own."""
BODIES: tuple[dict[str, Any] | None, ...] = (
    {"name": "x"},
    {"priority": 1},
    {"version": 1},
    {"revision": 1},
    {"why": "x"},
    {"state": "held"},
    {"changes": [{"op": "remove", **VISIT}]},
    {"changes": []},
    {},
    {"plan_id": "1"},
    {"edits": [{"op": "remove", "sheet": "villages", "row": 2}]},
    {"disabled": True},
    {"name": "x", "changes": []},
    None,
)


class Place:
    """Offices with one account each, which may do everything there."""

    def __init__(self, database: Database, folder: Path) -> None:
        settings = Settings(data_folder=folder, desktop=False, extra_hosts=("testserver",), solves=0)
        self.app = create_app(settings, database=database)
        self.database = database

    def office(self, code: str, *roles: Role) -> TestClient:
        """A new office, and its one account signed in."""
        account = NewAccount(login=f"akun-{code}", password=PASSWORD, roles=roles or EVERYTHING)
        with self.database.writing() as connection:
            rows = OpenRows(connection)
            add_office(rows, id=code, code=code, name=f"Kantor {code}", time_zone="WIB")
            id = accounts.add_account(rows.of(code), account, utc_now())
            token = accounts.begin_session(rows, id, code, utc_now(), 1)
        return TestClient(self.app, cookies={"jemput_session": token}, raise_server_exceptions=False)


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Place:
    return Place(database, tmp_path)


def own_things(client: TestClient) -> dict[str, str]:
    """One of each thing that an office can have, by the part of its address before the id."""
    data = client.post("/v1/datasets", json={"name": "Rahasia"})
    versions = data.headers["location"] + "/versions"
    made = client.post(versions, content=as_json(), headers={"if-match": data.headers["etag"]})
    address, seen = data.headers["location"] + "/layers/villages", {"if-match": made.headers["etag"]}
    layer = client.post(address, params={"file": "desa.geojson"}, content=geojson(borders()), headers=seen)
    plan = client.post("/v1/plans/imports", content=PLAN)
    order = {"dataset_id": data.json()["id"], "first": "2027-01-04", "last": "2027-01-09", "as_of": "2026-12-01"}
    job = client.post("/v1/plans", json=order)
    publication = client.post("/v1/publications", json={"plan_id": plan.json()["id"], "revision": 1})
    link = client.post("/v1/public-links", json={"first": "2027-01-04", "last": "2027-01-09"})
    wish = {"login": "rahasia", "password": PASSWORD, "roles": ["viewer"]}
    account = client.post("/v1/accounts", json=wish)
    key = client.post("/v1/keys", json={"name": "Rahasia", "scopes": ["data:read"]})
    study = client.post("/v1/studies", json={**ASKED, "name": "Rahasia", "dataset_id": data.json()["id"]})
    saved = client.post("/v1/scenarios", json={"name": "Rahasia", "changes": []})
    answers = (data, made, layer, plan, job, publication, link, account, key, study, saved)
    assert [answer.status_code for answer in answers] == [201, 201, 201, 201, 202, 201, 201, 201, 201, 202, 201]
    return {
        "datasets": data.json()["id"],
        "plans": plan.json()["id"],
        "jobs": job.json()["id"],
        "publications": publication.json()["id"],
        "public-links": link.json()["id"],
        "accounts": account.json()["id"],
        "keys": key.json()["id"],
        "studies": study.json()["study_id"],
        "scenarios": saved.json()["id"],
    }


def walk(routes: Iterable[tuple[str, APIRoute]], ids: dict[str, str]) -> list[tuple[str, str, str]]:
    """Method, path and address of every route that names a thing of an office.

    Fails for a route that it cannot fill in: who adds one adds the thing to `own_things`, or its part to `VALUES`.
    """
    found = []
    for method, route in routes:
        if "{" not in route.path or route.path in OWN_PLAN_ONLY:
            continue
        kind = re.search(r"/([a-z-]+)/\{id\}", route.path)
        assert kind, f"{method} {route.path} is not walked: it has no id"
        assert kind[1] in ids, f"{method} {route.path} is not walked: what is its thing?"
        address = route.path
        named = next((name for start, name in NAMES.items() if address.startswith(start)), VALUES["name"])
        for name, value in {**VALUES, "name": named, "id": ids[kind[1]]}.items():
            address = address.replace("{" + name + "}", value)
        assert "{" not in address, f"{method} {route.path} is not walked: what stands in {address}?"
        found.append((method, route.path, address))
    return found


def snapshot(client: TestClient, ids: dict[str, str]) -> dict[str, Any]:
    """Everything of an office that a stranger might have changed."""
    single = ("datasets", "plans", "jobs", "publications", "accounts", "studies", "scenarios")
    found = {kind: client.get(f"/v1/{kind}/{ids[kind]}").json() for kind in single}
    return {**found, **{kind: client.get(f"/v1/{kind}").json() for kind in ids}}


def test_no_route_shows_or_changes_anything_of_another_office(place: Place) -> None:
    own, other = place.office("17.02"), place.office("17.05")
    ids = own_things(own)
    answer_study(place.database, "17.02", own.get(f"/v1/studies/{ids['studies']}").json()["job"]["id"], utc_now())
    assert own.get(f"/v1/studies/{ids['studies']}/table").status_code == 200
    before = snapshot(own, ids)
    for method, route in guarded():
        if method == "GET" and "{" not in route.path:
            text = other.get(route.path).text
            assert not any(secret in text for secret in ("Rahasia", *ids.values())), route.path
    hidden = 0
    for method, path, address in walk(guarded(), ids):
        for body in BODIES if method in ("POST", "PATCH", "PUT") else (None,):
            # What some routes want besides; others of the standard for maps refuse what they do not know.
            query = {} if path.startswith("/ogc") else {"before": 1, "with": 1, "site": "x", "file": "desa.geojson"}
            query = {**query, "scenario": "dasar"} if path.startswith("/v1/studies") else query
            answer = other.request(method, address, json=body, params=query, headers={"if-match": '"1"'})
            assert answer.status_code in (404, 422), (method, path, answer.status_code)
            assert answer.status_code == 404 or method != "GET"
            hidden += answer.status_code == 404
    assert hidden > 60
    assert snapshot(own, ids) == before


def test_a_new_route_wants_to_be_walked() -> None:
    things = (
        "datasets", "plans", "jobs", "publications", "public-links", "accounts", "keys", "studies", "scenarios"
    )  # fmt: skip
    ids = dict.fromkeys(things, "x")
    assert len(walk(guarded(), ids)) == sum("{" in route.path for _, route in guarded()) - len(OWN_PLAN_ONLY)
    router = APIRouter()

    def nothing() -> None:
        """Nothing."""

    router.add_api_route("/v1/secrets/{id}", nothing)
    router.add_api_route("/v1/plans/{id}/secrets/{secret_id}", nothing)
    router.add_api_route("/v1/secrets/{name}", nothing)
    for route in router.routes:
        assert isinstance(route, APIRoute)
        with pytest.raises(AssertionError, match="is not walked"):
            walk([("GET", route)], ids)


def test_a_province_sees_totals_of_its_own_offices_and_nothing_else(place: Place) -> None:
    province, own = place.office("17", Role.PROVINCE_VIEWER), place.office("17.02")
    place.office("17.05")
    elsewhere = place.office("18.01")
    wanted = {"month": "2027-01"}
    draft = own_things(own)
    assert province.get("/v1/province/totals", params=wanted).json()["published"] == 0, "a draft is not told"
    for client in (own, elsewhere):
        plan = client.post("/v1/plans/imports", content=PLAN).json()["id"]
        assert approve(client, asked(client, plan)).status_code == 200
    told = province.get("/v1/province/totals", params=wanted).json()
    assert [(item["code"], item["month"] is not None) for item in told["offices"]] == [
        ("17.02", True),
        ("17.05", False),
    ]
    month, summary = told["offices"][0]["month"], own.get(f"/v1/plans/{draft['plans']}").json()["summary"]
    assert (told["published"], told["visits"], told["cost_rupiah"]) == (1, 4, summary["cost_rupiah"])
    assert month["people"] == {name: summary["people"][name] for name in ("recording", "cards", "ikd")}
    cards = month["cards"]
    assert cards["closing"] == cards["opening"] + cards["received"] - cards["counter"] - cards["field"]
    coverage = own.get(f"/v1/plans/{draft['plans']}/coverage").json()["recording"]
    assert (month["recording"]["of"], month["recording"]["added"]) == (coverage["denominator"], coverage["added"])
    assert province.get("/v1/province/totals", params={"month": "2027-03"}).json()["published"] == 0
    # No id, no place, nobody's login; nothing of an office that is not its own.
    text = province.get("/v1/province/totals", params=wanted).text
    assert not any(secret in text for secret in (*draft.values(), "18.01", "Air Duku", "akun-", day(2).isoformat()))
    reached = set()
    for method, route in guarded():
        address = re.sub(r"\{\w+\}", draft["plans"], route.path)
        answer = province.request(method, address, headers={"if-match": '"1"'})
        if answer.status_code not in (403, 422):
            reached.add((method, route.path))
        permissions = permissions_of(route)
        assert permissions is not None
        assert (
            answer.status_code == 403
            or method != "GET"
            or not permissions.any_of
            or (Permission.PROVINCE_READ in permissions.any_of)
        )
    assert reached <= {
        ("GET", "/v1/province/totals"), ("GET", "/v1/office"), ("GET", "/v1/session"), ("DELETE", "/v1/session"),
        ("PUT", "/v1/session/password"),
    }  # fmt: skip


def test_totals_of_a_province_are_for_a_province(place: Place) -> None:
    regency = place.office("17.02", Role.PROVINCE_VIEWER)
    answer = regency.get("/v1/province/totals")
    assert (answer.status_code, answer.json()["code"]) == (403, "NOT_A_PROVINCE")
    assert place.office("17.05").get("/v1/province/totals").json()["code"] == "NOT_ALLOWED"
    assert place.office("18", Role.PROVINCE_VIEWER).get("/v1/province/totals").json()["offices"] == []
