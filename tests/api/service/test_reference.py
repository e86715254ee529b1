"""Sheets and numbers of the policy are told as offices write them, in both languages."""

from fastapi.testclient import TestClient

from api import wiring
from geodata.read.policy_help import HELP, RATE_HELP
from geodata.read.policy_names import PARAMETERS, RATES


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
    hub = items["hub_max_m"]
    assert hub["about"]["id"].startswith("Warga diajak paling jauh")
    assert (hub["least"], hub["most"], hub["words"]) == ({"id": "0", "en": "0"}, None, [])
    assert items["show_up_village_ppm"]["most"] == {"id": "1", "en": "1"}
    assert items["notice_days"]["least"] == {"id": "7", "en": "7"}
    assert items["hours.shift_start"]["most"] == {"id": "24:00", "en": "24:00"}
    assert items["equity"]["words"] == [
        {"id": "setelah_nilai", "en": "after_value"},
        {"id": "utama", "en": "first"},
    ]
    assert (items["equity"]["least"], items["equity"]["most"]) == (None, None)
    assert all(item["name"]["id"] and item["unit"]["en"] and item["default"]["id"] for item in items.values())


def test_every_price_has_a_code_a_meaning_and_a_default(desktop: TestClient) -> None:
    items = {item["path"]: item for item in desktop.get("/v1/reference/rates").json()["items"]}
    assert set(items) == {f"rates.{field}" for field in RATES}
    assert items["rates.per_km"]["code"] == {"id": "per_km", "en": "per_km"}
    assert items["rates.lodging"]["default_rupiah"] == 300_000


def test_help_is_plain_words_for_every_number_and_for_nothing_else() -> None:
    assert HELP.keys() == {parameter.path for parameter in PARAMETERS}
    assert RATE_HELP.keys() == RATES.keys()
    told = [*HELP.values(), *RATE_HELP.values()]
    assert len(set(told)) == len(told)
    for pair in told:
        for text in pair:
            assert text[0].isupper() or text.startswith("IKD")
            assert text.endswith(".")
            assert not any(word in text for word in ("_", "permille of", "ppm"))
