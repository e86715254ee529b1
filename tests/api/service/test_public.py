"""What anybody may see: places and hours of what is in force, by a link that can be revoked."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import wiring
from api.auth.roles import Role
from api.db.engine import Database
from tests.api.office import HOSTILE, day
from tests.api.service.test_changes import change
from tests.api.service.test_plans import kept
from tests.api.service.test_publications import LATER, Office, approve, asked, step
from tests.api.test_held import facts


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office(database, tmp_path)


def test_a_link_shows_what_is_in_force_without_staff_and_small_numbers(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    anybody = TestClient(office.app, raise_server_exceptions=False)
    plan = kept(planner)
    made = planner.post("/v1/public-links", json={"first": day(1).isoformat(), "last": day(12).isoformat()})
    assert made.status_code == 201, made.text
    address = f"/v1/public/{made.json()['token']}"
    assert anybody.get(address).json()["visits"] == [], "nothing is in force yet"
    approve(head, asked(planner, plan))
    told = anybody.get(address).json()
    assert [visit["day"] for visit in told["visits"]] == [day(2).isoformat()] * 2 + [day(4).isoformat()] * 2
    assert set(told["visits"][0]) == {
        "day", "status", "start", "end", "place", "subdistrict", "lat", "lon", "service", "invited", "joins",
    }  # fmt: skip
    invite = {
        "op": "invite",
        "site": "17.02.01.2005",
        "day": day(4).isoformat(),
        "origin": "17.02.01.2005",
        "invited": 4,
    }
    assert change(planner, plan, invite).status_code == 201
    assert anybody.get(address).json() == told, "a draft changes nothing"
    approve(head, asked(planner, plan, 2))
    hidden = next(visit for visit in anybody.get(address).json()["visits"] if visit["place"] == "Kayu Manis (k1)")
    assert hidden["invited"] is None
    page = anybody.get(made.json()["path"])
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "style-src 'sha256-" in page.headers["content-security-policy"]
    assert (HOSTILE in page.text, "SMAN 1" in page.text, "Selasa, 5 Januari 2027" in page.text) == (False, True, True)
    assert "Tuesday, 5 January 2027" in anybody.get(made.json()["path"], headers={"accept-language": "en"}).text
    assert planner.delete(f"/v1/public-links/{made.json()['id']}").status_code == 204
    assert anybody.get(address).status_code == anybody.get(made.json()["path"]).status_code == 404
    assert planner.get("/v1/public-links").json()["items"][0]["revoked"] is True


def test_what_is_over_stays_in_the_schedule_of_a_month_that_was_replanned(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    made = planner.post("/v1/public-links", json={"first": day(1).isoformat(), "last": day(12).isoformat()}).json()
    plan = kept(planner, wiring.plan_json(facts().document))
    approve(head, asked(planner, plan))
    anybody = TestClient(office.app, raise_server_exceptions=False)
    told = anybody.get(f"/v1/public/{made['token']}").json()["visits"]
    assert [(visit["day"], visit["status"], visit["start"] is None) for visit in told] == [
        *[(day(2).isoformat(), "held", True)] * 2,
        *[(day(4).isoformat(), "planned", False)] * 2,
    ]
    over = {visit["place"]: visit for visit in told[:2]}
    assert set(over) == {"Air Duku (k1)", "SMAN 1"} or set(over) == {"Air Duku", "SMAN 1"}
    assert [len(visit["joins"]) for visit in over.values()] == [1, 0]
    page = anybody.get(made["path"])
    assert page.text.count('<li class="over"><span class="when">terlaksana</span>') == 2
    assert "Selasa, 5 Januari 2027" in page.text
    english = anybody.get(made["path"], headers={"accept-language": "en"}).text
    assert english.count('<span class="when">held</span>') == 2


def test_what_the_office_said_was_held_is_shown_as_held(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    made = planner.post("/v1/public-links", json={"first": day(1).isoformat(), "last": day(12).isoformat()}).json()
    address = asked(planner, kept(planner))
    approve(head, address)
    office.now += LATER
    assert step(planner, address, "held", 0, why="tidak sempat diumumkan").status_code == 200
    anybody = TestClient(office.app, raise_server_exceptions=False)
    told = anybody.get(f"/v1/public/{made['token']}").json()["visits"]
    assert {visit["place"] for visit in told if visit["status"] == "held"} == {"SMAN 1"}
    assert anybody.get(made["path"]).text.count('<li class="over"><span class="when">terlaksana</span> SMAN 1') == 1


def test_a_link_that_nobody_made_opens_nothing(office: Office) -> None:
    viewer = office.client("bupati", Role.VIEWER)
    assert viewer.get("/v1/public/" + "x" * 43).status_code == 404
    assert viewer.post("/v1/public-links", json={"first": "2027-01-01", "last": "2027-01-31"}).status_code == 403
    planner = office.client("sri", Role.PLANNER)
    backwards = planner.post("/v1/public-links", json={"first": "2027-02-01", "last": "2027-01-31"})
    assert backwards.status_code == 422
    long = planner.post("/v1/public-links", json={"first": "2027-01-01", "last": "2029-01-01"})
    told = [(item["pointer"], item["code"], item["expected"]["id"]) for item in long.json()["errors"]]
    assert told == [("/last", "PERIOD_TOO_LONG", "paling lambat 2028-01-02")]
    assert backwards.json()["errors"][0]["pointer"] == "/last"
    assert backwards.json()["errors"][0]["expected"]["id"] == "hari yang tidak sebelum first"


def test_viewers_see_the_map_of_what_is_in_force_alone(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    viewer = office.client("bupati", Role.VIEWER)
    lead = office.client("lead", Role.TEAM_LEAD, teams=["t1"])
    plan = kept(planner)
    assert viewer.get(f"/v1/plans/{plan}/map/villages").status_code == 404
    approve(head, asked(planner, plan))
    change(planner, plan, {"op": "remove", "site": "10703040", "day": day(2).isoformat()})
    assert len(planner.get(f"/v1/plans/{plan}/map/visits").json()["features"]) == 3
    assert len(viewer.get(f"/v1/plans/{plan}/map/visits").json()["features"]) == 4
    assert viewer.get(f"/v1/plans/{plan}/map/visits", params={"revision": 2}).status_code == 404
    assert viewer.get(f"/v1/plans/{plan}/coverage").status_code == 200
    assert viewer.get(f"/v1/plans/{plan}/ledgers/money").status_code == 403
    own = lead.get(f"/v1/plans/{plan}/map/visits").json()["features"]
    assert [item["properties"]["team"] for item in own] == ["t1"]
