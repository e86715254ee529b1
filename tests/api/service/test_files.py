"""Files of a plan over HTTP: who may have which, of which revision, and whether they are new."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from api.auth.roles import Role
from api.db.engine import Database
from api.plans.file_endpoints import KINDS
from tests.api.office import day
from tests.api.service.test_changes import change
from tests.api.service.test_plans import kept
from tests.api.service.test_publications import Office, approve, asked


@pytest.fixture
def office(sqlite_address: str, tmp_path: Path) -> Office:
    return Office(Database(sqlite_address), tmp_path)


def names(client: TestClient, plan: str) -> set[str]:
    answer = client.get(f"/v1/plans/{plan}/files")
    assert answer.status_code == 200, answer.text
    return {item["name"] for item in answer.json()["items"]}


def test_every_file_is_there_under_its_name_and_type_and_told_once(office: Office) -> None:
    planner = office.client("sri", Role.PLANNER)
    plan = kept(planner)
    items = planner.get(f"/v1/plans/{plan}/files").json()["items"]
    assert len(items) == 14
    for item in items:
        answer = planner.get(item["path"], headers={"accept-language": "en"})
        assert (answer.status_code, answer.headers["content-type"]) == (200, item["media_type"]), item["name"]
        assert item["media_type"].partition(";")[0] in KINDS
        assert answer.headers["content-disposition"] == f'attachment; filename="{item["name"]}"'
        assert answer.content
        known = {"if-none-match": answer.headers["etag"], "accept-language": "en"}
        again = planner.get(item["path"], headers=known)
        assert (again.status_code, again.content) == (304, b"")
        other = planner.get(item["path"], headers={"if-none-match": answer.headers["etag"]})
        assert other.status_code == 200, "another language is another file"
    calendar = Calendar.from_ical(planner.get(f"/v1/plans/{plan}/files/tim-A.ics").content)
    assert str(calendar["x-wr-timezone"]) == "Asia/Makassar", "the zone of the office"


def test_a_revision_keeps_its_files(office: Office) -> None:
    planner = office.client("sri", Role.PLANNER)
    plan = kept(planner)
    address = f"/v1/plans/{plan}/files/tim-B.ics"
    first = planner.get(address)
    assert change(planner, plan, {"op": "remove", "site": "10703040", "day": day(2).isoformat()}).status_code == 201
    now = planner.get(address)
    assert (now.headers["etag"] != first.headers["etag"], now.content != first.content) == (True, True)
    past = planner.get(address, params={"revision": 1})
    assert (past.headers["etag"], past.content) == (first.headers["etag"], first.content)
    listed = planner.get(f"/v1/plans/{plan}/files", params={"revision": 1}).json()["items"]
    assert all(item["path"].endswith("?revision=1") for item in listed)


def test_viewers_have_what_is_in_force_without_staff_and_team_leads_their_own(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    viewer = office.client("bupati", Role.VIEWER)
    lead = office.client("lead", Role.TEAM_LEAD, teams=["t2"])
    contact = office.client("desa", Role.CONTACT, sites=["17.02.01.2001"])
    plan = kept(planner)
    for client in (viewer, lead, contact):
        assert client.get(f"/v1/plans/{plan}/files").status_code == 404, "nothing is in force"
        assert client.get(f"/v1/plans/{plan}/files/jadwal.pdf").status_code == 404
    approve(head, asked(planner, plan))
    assert names(viewer, plan) & {"plan.json", "problem.json", "jadwal.xlsx"} == set()
    assert {"jadwal.pdf", "plan.geojson", "peta.html", "tim-A.ics", "rute-2027-01-05-A.gpx"} <= names(viewer, plan)
    assert names(lead, plan) == {
        "tim-B.ics", "rute-2027-01-05-B.gpx", "rute-2027-01-05-B.kml", "rute-2027-01-07-B.gpx", "rute-2027-01-07-B.kml",
    }  # fmt: skip
    assert names(contact, plan) == set()
    for client, name in ((viewer, "plan.json"), (viewer, "jadwal.xlsx"), (lead, "tim-A.ics"), (contact, "tim-A.ics")):
        assert client.get(f"/v1/plans/{plan}/files/{name}").status_code == 404
    # A draft after it is not shown to them.
    assert change(planner, plan, {"op": "remove", "site": "10703040", "day": day(2).isoformat()}).status_code == 201
    events = Calendar.from_ical(lead.get(f"/v1/plans/{plan}/files/tim-B.ics").content).walk("VEVENT")
    assert any("SMAN 1" in str(event["summary"]) for event in events)
    assert lead.get(f"/v1/plans/{plan}/files/tim-B.ics", params={"revision": 2}).status_code == 404
