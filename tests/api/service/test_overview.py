"""A plan as a whole: coverage, days, ledgers, the map, and what differs from another."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.db.engine import Database
from api.settings import Settings
from tests.api.office import day
from tests.api.service.test_changes import change, move
from tests.api.service.test_plans import kept


@pytest.fixture
def office(sqlite_address: str, settings: Settings) -> Iterator[TestClient]:
    database = Database(sqlite_address)
    with TestClient(create_app(settings, database=database), raise_server_exceptions=False) as client:
        yield client
    database.close()


def told(client: TestClient, id: str, part: str, **query: Any) -> Any:
    answer = client.get(f"/v1/plans/{id}/{part}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_coverage_names_what_it_is_a_share_of_and_adds_up(office: TestClient) -> None:
    id = kept(office)
    whole = told(office, id, "coverage")
    summary = office.get(f"/v1/plans/{id}").json()["summary"]
    rows = whole["subdistricts"]
    added = whole["recording"]["added"]
    assert added + whole["recorded_besides"] == summary["people"]["recording"]
    assert 0 < added == sum(row["recording"]["added"] for row in rows)
    assert whole["recorded_besides"] > 0, "pupils of 16"
    for part in (whole["recording"], *(row["recording"] for row in rows)):
        assert part["denominator"] == part["before"] + part["added"] + part["left"]
        assert part["after_percent"] == round(100 * (part["before"] + part["added"]) / part["denominator"], 2)
    assert whole["ikd"]["denominator"] == whole["recording"]["before"] + whole["recording"]["added"]
    after = [row["recording"]["after_percent"] for row in rows]
    assert after == sorted(after)


def test_the_calendar_tells_days_off_teams_and_cards(office: TestClient) -> None:
    id = kept(office)
    calendar = told(office, id, "calendar")
    assert [item["day"] for item in calendar["days"]] == [day(number).isoformat() for number in range(1, 13)]
    assert [item["day"] for item in calendar["days"] if not item["working"]] == [day(6).isoformat(), day(7).isoformat()]
    friday = calendar["days"][4]
    assert (friday["hours"]["kind"], calendar["days"][0]["hours"]["kind"]) == ("friday", "usual")
    assert calendar["days"][3]["kits_out"] == [{"team": "t2", "count": 1}]
    stock = told(office, id, "ledgers/stock")
    for one, two in zip(calendar["days"], stock["days"], strict=True):
        assert one["closing_cards"] == int(two["closing"] // 1)
    assert [team["days_used"] for team in calendar["teams"]] == [1, 2]


def test_the_burn_down_shows_what_the_field_takes_and_the_first_short_day(office: TestClient) -> None:
    id = kept(office)
    stock = told(office, id, "ledgers/stock")
    assert stock["first_red"] is None
    assert [item["counted"] for item in stock["deliveries"]] == [True, False]
    last = stock["days"][-1]
    assert last["without_field"] - last["closing"] == pytest.approx(last["field_used"], abs=1e-5)
    assert all(item["field_used"] <= item["field_allowed"] for item in stock["days"])


def test_a_delivery_that_does_not_come_is_seen_in_the_burn_down_before_anything_is_kept(office: TestClient) -> None:
    id = kept(office)
    address = f"/v1/plans/{id}/ledgers/stock/preview"
    due = day(5).isoformat()
    late = {"kind": "delivery", "due": due, "day": day(8).isoformat(), "quantity": 60}
    ledger = office.post(address, json={"changes": [late]}).json()
    assert next((item["day"], item["cards"]) for item in ledger["deliveries"]) == (day(8).isoformat(), 60)
    now = told(office, id, "ledgers/stock")
    assert next(item["cards"] for item in now["deliveries"]) == 100
    none = office.post(address, json={"changes": [{"kind": "delivery", "due": due, "quantity": 0}]}).json()
    assert none["days"][-1]["closing"] == pytest.approx(now["days"][-1]["closing"] - 100)
    wrong = office.post(address, json={"changes": [late | {"due": day(6).isoformat()}]})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/changes/0/due")


def test_money_adds_up_to_the_rupiah(office: TestClient) -> None:
    id = kept(office)
    money = told(office, id, "ledgers/money")
    total = office.get(f"/v1/plans/{id}").json()["summary"]["cost_rupiah"]
    assert money["total_rupiah"] == total == money["days"][-1]["so_far_rupiah"]
    for part in ("items", "teams", "days"):
        assert sum(item["amount_rupiah"] for item in money[part]) == total
    assert (money["budget_rupiah"], money["left_rupiah"]) == (None, None)


def test_the_map_has_every_place_with_what_the_plan_does_there(office: TestClient) -> None:
    id = kept(office)
    villages = {item["id"]: item["properties"] for item in told(office, id, "map/villages")["features"]}
    assert {code[-1]: item["state"] for code, item in villages.items()} == {
        "1": "home", "2": "joined", "3": "home", "4": "left_out", "5": "partly",
    }  # fmt: skip
    assert villages["17.02.01.2002"]["place"] == "17.02.01.2001"
    assert villages["17.02.01.2004"]["label"] == "Kayu Manis (k2)"
    assert all(item["closed"] == [] and item["cuts"] == [] for item in villages.values())
    sites = [item["properties"]["kind"] for item in told(office, id, "map/sites")["features"]]
    assert sorted(set(sites)) == ["base", "school"]
    hubs = told(office, id, "map/hubs")["features"]
    assert [item["properties"]["villages"] for item in hubs] == [["17.02.01.2002"]]
    joins = told(office, id, "map/joins")["features"]
    assert [item["geometry"]["type"] for item in joins] == ["LineString"]
    routes = told(office, id, "map/routes")["features"]
    assert sum(item["properties"]["visits"] for item in routes) == 4
    assert len(told(office, id, "map/routes", day=day(2))["features"]) == 2
    assert len(told(office, id, "map/visits", team="t2")["features"]) == 3
    land = told(office, id, "map/villages", shape="land")["features"]
    assert {item["geometry"]["type"] for item in land} == {"MultiPolygon"}
    assert all(item["properties"]["approximate"] for item in land)


def test_a_map_that_has_not_changed_is_not_sent_again(office: TestClient) -> None:
    id = kept(office)
    first = office.get(f"/v1/plans/{id}/map/villages")
    again = office.get(f"/v1/plans/{id}/map/villages", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    change(office, id, move("10703040", 2, 3, "t2"))
    assert office.get(f"/v1/plans/{id}/map/villages", headers={"if-none-match": first.headers["etag"]}).is_success
    assert office.get(f"/v1/plans/{id}/map/secrets").status_code == 422


def test_two_plans_are_compared_visit_by_visit_and_place_by_place(office: TestClient) -> None:
    one, two = kept(office), kept(office)
    same = told(office, one, "comparison", **{"with": two})
    assert (same["visits"], same["places"], same["recording"], same["same_data"]) == ([], [], 0, True)
    change(
        office, two, move("10703040", 2, 3, "t2"), {"op": "remove", "site": "17.02.01.2001", "day": day(2).isoformat()}
    )
    found = told(office, one, "comparison", **{"with": two})
    kinds = {(item["kind"], item["site"]) for item in found["visits"]}
    assert kinds == {("moved", "10703040"), ("dropped", "17.02.01.2001")}
    assert {item["site"] for item in found["places"]} == {"17.02.01.2001", "17.02.01.2002"}
    assert sum(item["change"] for item in found["places"]) == found["recording"] < 0
    assert found["visits_moved"] == 2
    assert {"10703040", "17.02.01.2001", "17.02.01.2002"} == {item["site"] for item in found["origins"]}
    assert all(day(2).isoformat() in item["lost"] for item in found["staff"])
    assert found["staff"]
    back = told(office, two, "comparison", **{"with": one})
    assert back["recording"] == -found["recording"]
    steps = told(office, two, "comparison", **{"with": two, "revision": 1})
    assert steps["recording"] == found["recording"]
    assert office.get(f"/v1/plans/{one}/comparison", params={"with": "plan_x"}).status_code == 404
