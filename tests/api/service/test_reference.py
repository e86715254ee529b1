"""Sheets and numbers of the policy are told as offices write them, in both languages."""

from fastapi.testclient import TestClient

from api import wiring


def test_every_sheet_is_told_with_its_columns(desktop: TestClient) -> None:
    items = {item["sheet"]: item for item in desktop.get("/v1/reference/sheets").json()["items"]}
    assert list(items) == list(wiring.sheet_columns())
    assert {name for name, item in items.items() if item["needed"]} == {"villages", "teams", "stock"}
    villages = {column["name"]: column for column in items["villages"]["columns"]}
    assert villages["eligible"]["heading"] == {"id": "wajib_ktp", "en": "eligible"}
    assert {"id": "lemah", "en": "weak"} in villages["connectivity"]["words"]


def test_every_number_of_the_policy_has_a_name_a_unit_and_a_default(desktop: TestClient) -> None:
    items = {item["path"]: item for item in desktop.get("/v1/reference/parameters").json()["items"]}
    assert items["hub_max_m"]["name"] == {"id": "jarak_hub_maks_km", "en": "hub_max_km"}
    assert items["hub_max_m"]["unit"]["id"] == "km"
    assert items["hub_max_m"]["default"] == {"id": "10", "en": "10"}
    assert all(item["name"]["id"] and item["unit"]["en"] and item["default"]["id"] for item in items.values())
