"""Publishing: frozen, numbered, approved by another; the steps of a visit, by who may."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import wiring
from api.app import create_app
from api.auth import accounts
from api.auth.accounts import NewAccount
from api.auth.roles import Role
from api.auth.tenants import add_office
from api.db import blobs
from api.db.engine import Database
from api.db.scope import OfficeRows, OpenRows
from api.db.tables import jobs
from api.publications import service
from api.settings import Settings
from tests.api.office import day
from tests.api.service.sheets import SHEETS, as_json
from tests.api.service.test_changes import change
from tests.api.service.test_plans import PLAN, kept
from tests.api.test_held import facts

SCHOOL = f"10703040@{day(2)}"
BEFORE = datetime.combine(day(2), time(15, 30), UTC) - timedelta(days=1)
"""Half past eleven in the evening before the visit, in an office eight hours ahead."""
LATER = timedelta(minutes=40)
COUNTS = {"recorded": 20, "cards": 9, "ikd": 4}


class Office:
    """An office whose people are signed in already."""

    def __init__(self, database: Database, folder: Path) -> None:
        settings = Settings(data_folder=folder, desktop=False, extra_hosts=("testserver",), solves=0)
        self.now = BEFORE
        self.app = create_app(settings, database=database, clock=lambda: self.now)
        self.database = database
        with database.writing() as connection:
            add_office(OpenRows(connection), id="a", code="17.02", name="a", time_zone="WITA")

    def client(self, name: str, *roles: Role, **sees: Any) -> TestClient:
        account = NewAccount(login=name, password="kuda putih berlari", roles=roles, **sees)  # noqa: S106
        with self.database.writing() as connection:
            rows = OpenRows(connection)
            id = accounts.add_account(rows.of("a"), account, self.now)
            token = accounts.begin_session(rows, id, "a", self.now, 1)
        return TestClient(self.app, cookies={"jemput_session": token}, raise_server_exceptions=False)


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office(database, tmp_path)


def asked(client: TestClient, plan: str, revision: int = 1) -> str:
    answer = client.post("/v1/publications", json={"plan_id": plan, "revision": revision})
    assert answer.status_code == 201, answer.text
    location: str = answer.headers["location"]
    return location


def approve(client: TestClient, address: str, revision: int = 1) -> Any:
    return client.post(address + "/approve", json={"why": "baik"}, headers={"if-match": f'"{revision}"'})


def step(client: TestClient, address: str, state: str, revision: int, **more: Any) -> Any:
    wish = {"state": state, **more}
    return client.put(f"{address}/visits/{SCHOOL}/state", json=wish, headers={"if-match": f'"{revision}"'})


def codes(answer: Any) -> list[str]:
    return [item["code"] for item in answer.json()["errors"]]


def test_the_head_approves_and_a_later_one_takes_its_place(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    plan = kept(planner)
    first = asked(planner, plan)
    assert approve(planner, first).json()["code"] == "NOT_ALLOWED"
    done = approve(head, first)
    assert (done.status_code, done.json()["number"], done.json()["state"]) == (200, 1, "published")
    assert approve(head, first, 2).json()["code"] == "ALREADY_DECIDED"
    # What is published is frozen: the plan may change, the publication does not.
    before = head.get(first + "/visits").json()
    assert change(planner, plan, {"op": "remove", "site": "10703040", "day": day(2).isoformat()}).status_code == 201
    assert head.get(first + "/visits").json() == before
    assert planner.post("/v1/publications", json={"plan_id": plan, "revision": 1}).status_code == 412
    second = asked(planner, plan, 2)
    assert approve(head, second).json()["number"] == 2
    assert head.get(first).json()["state"] == "superseded"
    log = [(line["actor"], line["action"]) for line in head.get("/v1/audit").json()["items"]]
    assert ("head", "publication.approved") in log


def test_four_eyes_where_there_are_two_who_may(office: Office) -> None:
    both = office.client("kadis", Role.HEAD, Role.PLANNER)
    first = asked(both, kept(both))
    assert approve(both, first).status_code == 200, "alone in the office"
    other = office.client("sekdis", Role.HEAD)
    second = asked(both, kept(both))
    assert approve(both, second).json()["code"] == "FOUR_EYES"
    rejected = other.post(second + "/reject", json={"why": "stok"}, headers={"if-match": '"1"'})
    assert rejected.json()["state"] == "rejected"


def test_a_visit_goes_step_by_step_with_who_and_when(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    address = asked(planner, kept(planner))
    assert step(planner, address, "announced", 0).json()["code"] == "NOT_PUBLISHED"
    approve(head, address)
    told = step(planner, address, "announced", 0).json()
    assert (told["state"], told["changed_by"], told["changed_at"][-6:]) == ("announced", "sri", "+08:00")
    assert step(planner, address, "confirmed", 0).status_code == 412
    assert step(planner, address, "confirmed", 1).status_code == 200
    office.now += LATER
    assert step(planner, address, "held", 2, counts=COUNTS).json()["errors"][0]["code"] == "COUNTS_TOO_EARLY"
    assert step(planner, address, "held", 2).status_code == 200
    assert codes(step(planner, address, "reported", 3)) == ["COUNTS_NEEDED"]
    assert step(planner, address, "reported", 3, counts=COUNTS).json()["counts"] == COUNTS
    # Figures are mended with a reason, as any step but the next.
    assert codes(step(planner, address, "reported", 4, counts=COUNTS)) == ["REASON_NEEDED"]
    assert step(planner, address, "reported", 4, counts={**COUNTS, "ikd": 5}, why="salah hitung").status_code == 200
    assert codes(step(planner, address, "planned", 5)) == ["REASON_NEEDED"]
    assert step(planner, address, "planned", 5, why="salah catat").json()["counts"] is None
    actions = [line["action"] for line in head.get("/v1/audit").json()["items"]]
    assert actions[:6] == ["visit.override", "visit.override", *["visit.step"] * 4]


def test_what_was_said_of_a_visit_holds_in_the_next_version_at_the_same_hour(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    plan = kept(planner)
    first = asked(planner, plan)
    approve(head, first)
    step(planner, first, "announced", 0)
    step(planner, first, "confirmed", 1)
    before = {item["id"]: item for item in head.get(first + "/visits").json()["items"]}
    # Another version of the same month, whose other visit is gone.
    gone = next(item for item in before.values() if item["id"] != SCHOOL)
    assert change(planner, plan, {"op": "remove", "site": gone["site"], "day": gone["day"]}).status_code == 201
    second = asked(planner, plan, 2)
    approve(head, second)
    after = {item["id"]: item for item in head.get(second + "/visits").json()["items"]}
    assert gone["id"] not in after
    same = {name: before[SCHOOL][name] for name in ("state", "changed_by", "changed_at")}
    assert {name: after[SCHOOL][name] for name in same} == same
    assert all(item["state"] == "planned" for id, item in after.items() if id != SCHOOL)
    assert step(planner, second, "announced", 1, why="ulang").status_code == 200
    log = [line for line in head.get("/v1/audit").json()["items"] if line["action"] == "publication.approved"]
    assert log[0]["detail"]["carried"] == [SCHOOL]


def test_what_was_held_and_reported_stays_so_in_a_month_that_was_replanned(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    lead = office.client("lead", Role.TEAM_LEAD, teams=["t1"])
    first = asked(planner, kept(planner))
    approve(head, first)
    step(planner, first, "announced", 0)
    step(planner, first, "confirmed", 1)
    office.now += LATER
    step(planner, first, "held", 2)
    said = step(planner, first, "reported", 3, counts=COUNTS).json()
    # The rest of the month, planned anew after that day: its visits are no part of the new plan.
    rest = facts()
    second = asked(planner, kept(planner, wiring.plan_json(rest.document)))
    approve(head, second)
    after = {item["id"]: item for item in head.get(second + "/visits").json()["items"]}
    same = {name: said[name] for name in ("state", "changed_by", "changed_at", "counts")}
    assert {name: after[SCHOOL][name] for name in (*same, "done")} == {**same, "done": True}
    over = {id for id, item in after.items() if item["done"]}
    assert len(over) == len(rest.held) == 2
    assert {after[id]["state"] for id in after if id != SCHOOL} == {"planned"}
    # What nobody had told of yet can be told still, and nobody sees another team's.
    late = next(id for id in over if id != SCHOOL)
    put = {"json": {"state": "held", "why": "terlambat dicatat"}, "headers": {"if-match": '"0"'}}
    assert planner.put(f"{second}/visits/{late}/state", **put).json()["state"] == "held"
    assert {item["team"] for item in lead.get(second + "/visits").json()["items"]} == {"t1"}
    # And once more, from that version to the next.
    third = asked(planner, kept(planner, wiring.plan_json(rest.document)))
    approve(head, third)
    again = {item["id"]: item["state"] for item in head.get(third + "/visits").json()["items"]}
    assert (again[SCHOOL], again[late]) == ("reported", "held")


def test_a_visit_that_begins_at_another_hour_is_announced_anew(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    plan = kept(planner)
    first = asked(planner, plan)
    approve(head, first)
    step(planner, first, "announced", 0)
    # No hour is the same as any other.
    monkeypatch.setattr("planner.calm.SAME_HOUR_S", -1)
    second = asked(planner, plan)
    approve(head, second)
    assert {item["state"] for item in head.get(second + "/visits").json()["items"]} == {"planned"}


def test_nothing_is_held_before_its_day_in_the_office(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    address = asked(planner, kept(planner))
    approve(head, address)
    refused = step(planner, address, "held", 0, why="sudah pasti")
    assert (refused.status_code, codes(refused)) == (422, ["VISIT_STILL_AHEAD"])
    expected = refused.json()["errors"][0]["expected"]
    assert str(day(2)) in expected["id"]
    assert str(day(2)) in expected["en"]
    both = codes(step(planner, address, "reported", 0, counts=COUNTS, why="sudah pasti"))
    assert both == ["VISIT_STILL_AHEAD", "VISIT_NOT_HELD"]
    # Midnight has passed in the office, not in Greenwich.
    office.now += LATER
    assert codes(step(planner, address, "reported", 0, counts=COUNTS, why="sudah pasti")) == ["VISIT_NOT_HELD"]
    assert codes(step(planner, address, "held", 0)) == ["REASON_NEEDED"]
    assert step(planner, address, "held", 0, why="diberitahu lewat telepon").json()["state"] == "held"
    assert step(planner, address, "reported", 1, counts=COUNTS).json()["state"] == "reported"
    log = [(line["action"], line["why"]) for line in head.get("/v1/audit").json()["items"]]
    assert log[:2] == [("visit.step", None), ("visit.override", "diberitahu lewat telepon")]


def test_team_leads_and_contacts_see_and_step_their_own_visits_alone(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    lead = office.client("lead", Role.TEAM_LEAD, teams=["t1"])
    contact = office.client("sman1", Role.CONTACT, sites=["10703040"])
    viewer = office.client("bupati", Role.VIEWER)
    address = asked(planner, kept(planner))
    approve(head, address)
    assert {item["team"] for item in lead.get(address + "/visits").json()["items"]} == {"t1"}
    assert [item["id"] for item in contact.get(address + "/visits").json()["items"]] == [SCHOOL]
    assert step(lead, address, "held", 0).status_code == 404
    assert step(contact, address, "held", 0).json()["code"] == "NOT_ALLOWED"
    assert step(contact, address, "confirmed", 0, why="ya").json()["code"] == "NOT_ALLOWED", "not announced yet"
    assert step(planner, address, "announced", 0).status_code == 200
    assert step(contact, address, "confirmed", 1).json()["state"] == "confirmed"
    assert step(contact, address, "confirmed", 2, why="lagi").json()["code"] == "NOT_ALLOWED"
    assert step(viewer, address, "held", 2).json()["code"] == "NOT_ALLOWED"
    assert all(item["staff"] == [] for item in viewer.get(address + "/visits").json()["items"])
    assert contact.get("/v1/plans").status_code == 403


def test_who_may_not_read_plans_sees_what_came_out_and_nothing_before(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    others = [
        office.client("bupati", Role.VIEWER),
        office.client("gudang", Role.STOCK_KEEPER),
        office.client("lead", Role.TEAM_LEAD, teams=["t1", "t2"]),
        office.client("sman1", Role.CONTACT, sites=["10703040"]),
    ]
    refused, first, second = (asked(planner, kept(planner)) for _ in range(3))
    head.post(refused + "/reject", json={"why": "stok"}, headers={"if-match": '"1"'})

    def seen(client: TestClient) -> list[set[int] | list[str]]:
        listed = [item["state"] for item in client.get("/v1/publications").json()["items"]]
        parts = ("", "/visits", f"/visits/{SCHOOL}")
        return [listed, *({client.get(at + part).status_code for part in parts} for at in (refused, first, second))]

    for client in others:
        assert seen(client) == [[], {404}, {404}, {404}]
        assert client.get("/v1/publications?state=requested").json()["items"] == []
    assert step(others[2], first, "held", 0).status_code == 404
    assert seen(head) == [["requested", "requested", "rejected"], {200}, {200}, {200}]
    approve(head, first)
    assert [seen(client) for client in others] == [[["published"], {404}, {200}, {404}]] * 4
    approve(head, second)
    assert [seen(client) for client in others] == [[["published", "superseded"], {404}, {200}, {200}]] * 4


def test_a_plan_awaits_the_head_once(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    plan = kept(planner)
    first = asked(planner, plan)
    again = planner.post("/v1/publications", json={"plan_id": plan, "revision": 1})
    assert (again.status_code, again.json()["code"]) == (409, "ALREADY_REQUESTED")
    assert first.endswith(again.json()["facts"]["publication_id"])
    assert len(head.get("/v1/publications?state=requested").json()["items"]) == 1
    assert head.post(first + "/reject", json={"why": "stok"}, headers={"if-match": '"1"'}).status_code == 200
    assert asked(planner, plan) != first, "what was rejected may be asked for again"


def test_two_who_ask_at_the_same_moment_ask_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    clients = [office.client(name, Role.PLANNER) for name in ("sri", "budi")]
    plan = kept(clients[0])
    look = service._ensure_not_asked_already
    both_looked = Barrier(2)

    def look_and_wait(*facts: Any) -> None:
        look(*facts)
        # Where the second may look before the first is done, both have found nothing.
        with suppress(BrokenBarrierError):
            both_looked.wait(1)

    monkeypatch.setattr(service, "_ensure_not_asked_already", look_and_wait)
    wish = {"plan_id": plan, "revision": 1}
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda client: client.post("/v1/publications", json=wish), clients))
    kept_once, refused = sorted(answers, key=lambda answer: answer.status_code)
    assert (kept_once.status_code, refused.status_code) == (201, 409)
    assert refused.json()["code"] == "ALREADY_REQUESTED"
    assert len(clients[0].get("/v1/publications").json()["items"]) == 1


def test_any_plan_is_judged_and_nothing_of_it_kept(desktop: TestClient) -> None:
    judged = desktop.post("/v1/check/plan", content=PLAN).json()
    assert (judged["legal"], judged["summary_true"], judged["violations"]) == (True, True, [])
    empty = {**json.loads(PLAN), "trips": [], "assignments": []}
    told = desktop.post("/v1/check/plan", json=empty).json()
    assert (told["legal"], told["summary_true"], told["value"], told["cost_rupiah"]) == (True, False, 0.0, 0)
    broken = json.loads(PLAN)
    broken["trips"][0]["visits"][0]["people"][0]["invited"] += 1_000
    found = desktop.post("/v1/check/plan", json=broken).json()
    assert found["legal"] is False
    assert found["violations"][0]["sentence"]["id"]
    assert desktop.get("/v1/plans").json()["items"] == []


def test_data_alone_are_judged(desktop: TestClient) -> None:
    good = desktop.post("/v1/check/data", content=as_json()).json()
    assert (good["sound"], good["faults"]) == (True, [])
    bad = {**SHEETS, "villages": [{**SHEETS["villages"][0], "recorded": 5_000, "lat": 99}]}
    told = desktop.post("/v1/check/data", content=as_json(bad)).json()
    assert told["sound"] is False
    assert len(told["faults"]) >= 2
    assert desktop.get("/v1/datasets").json()["items"] == []


def _rest(office: Office, client: TestClient, plan: str, as_of: date) -> Any:
    """The problem of what is left on a day."""
    answer = client.post(f"/v1/plans/{plan}/replans", json={"as_of": as_of.isoformat()})
    assert answer.status_code == 202, answer.text
    with office.database.reading() as connection:
        rows = OfficeRows(connection, "a")
        job = rows.one(rows.select(jobs).where(jobs.c.id == answer.json()["id"]))
        assert job is not None
        return json.loads(blobs.get(rows, job.input["problem_sha256"]))


def _told(office: Office, client: TestClient, plan: str) -> dict[str, bool]:
    """Which visits of the rest count as announced, when it is planned anew on the first day."""
    rest = _rest(office, client, plan, day(1))
    return {item["site"]: item.get("announced", False) for item in rest["published"]}


def test_visits_whose_notice_was_due_count_as_announced_until_the_office_says_which_are(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    plan = kept(planner)
    address = asked(planner, plan)
    approve(head, address)
    told = _told(office, planner, plan)
    assert told
    assert all(told.values()), "nothing was said: their notice was due"
    step(planner, address, "announced", 0)
    told = _told(office, planner, plan)
    assert [site for site, is_told in told.items() if is_told] == [SCHOOL.partition("@")[0]]


def test_what_was_reported_is_what_the_rest_goes_on_from(office: Office) -> None:
    planner, head = office.client("sri", Role.PLANNER), office.client("head", Role.HEAD)
    plan = kept(planner)
    address = asked(planner, plan)
    approve(head, address)
    office.now += LATER
    site = SCHOOL.partition("@")[0]

    def done() -> list[int]:
        rows = [row for row in _rest(office, planner, plan, day(3))["done"] if row["site"] == site]
        return [sum(row[name] for row in rows) for name in ("recorded", "cards", "ikd")]

    expected = done()
    step(planner, address, "held", 0, why="diberitahu lewat telepon")
    assert done() == expected
    step(planner, address, "reported", 1, counts=COUNTS)
    assert done() == list(COUNTS.values()) != expected
