"""Who is left out and what would let them in; whether cards and money last."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.web.conftest import PHONE, Office
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]


def _plan(office: Office) -> str:
    id: str = office.get("/v1/plans")["items"][0]["id"]
    return id


def _visits(office: Office) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.get(f"/v1/plans/{_plan(office)}/visits", limit=500)["items"]
    return found


def test_left_out_are_all_listed_with_reason_and_grade(office: Office, window: Open) -> None:
    page = window(office, "/belum-terlayani")
    settled(page)
    left = office.get(f"/v1/plans/{_plan(office)}/left-out", limit=500)["items"]
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(len(left) + 1)
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "belum-terlayani")
    most = max(left, key=lambda item: (item["demand"] - item["invited"], item["name"]))
    page.get_by_role("row").nth(1).focus()
    page.keyboard.press("Enter")
    chosen = page.get_by_role("region", name="Terpilih:")
    expect(chosen).to_contain_text(most["sentence"]["id"])
    # The engine seeks places; a busy machine takes its time.
    with page.expect_response(lambda answer: "/slots" in answer.url, timeout=120_000):
        chosen.get_by_role("button", name="Coba masukkan").click()
    expect(chosen.locator("[aria-busy=true]")).to_have_count(0, timeout=120_000)
    expect(chosen.get_by_role("alert")).to_have_count(0)
    assert barriers(page) == []
    picture(page, "belum-terlayani-coba")


def test_the_ledgers_add_up_to_what_the_service_tells(office: Office, window: Open) -> None:
    page = window(office, "/stok-biaya/kartu")
    settled(page)
    stock = office.get(f"/v1/plans/{_plan(office)}/ledgers/stock")
    ledger = page.get_by_role("region", name="Buku kartu, hari demi hari")
    expect(ledger.get_by_role("row")).to_have_count(len(stock["days"]) + 1)
    expect(page.locator("figure svg")).to_be_visible()
    # Bars and signs have their legend beneath them; all of it in cards.
    legend = page.locator("figure [data-legend]")
    expect(legend.get_by_role("listitem")).to_have_text(["Loket", "Lapangan", "Rusak"])
    expect(legend).to_contain_text("keluar pada hari itu, keping")
    expect(legend).to_contain_text("Kiriman masuk, keping")
    # The reserve is never touched, and no more is printed than is there.
    assert all(day["closing"] >= stock["reserve"] for day in stock["days"])
    assert all(day["field_used"] <= day["field_allowed"] for day in stock["days"])
    people = [origin for visit in _visits(office) for origin in visit["people"]]
    villages = page.get_by_role("region", name="Direkam dan dicetak, per desa")
    expect(villages.get_by_role("row")).to_have_count(len({origin["site"] for origin in people}) + 1)
    first = villages.get_by_role("row").nth(1)
    waiting = dict.fromkeys({origin["site"] for origin in people}, 0)
    for origin in people:
        waiting[origin["site"]] += origin["recorded"] - origin["cards"]
    expect(first.get_by_role("cell").last).to_have_text(str(max(waiting.values())))
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "stok-kartu")
    page.get_by_text("Biaya", exact=True).click()
    money = office.get(f"/v1/plans/{_plan(office)}/ledgers/money")
    total = f"{money['total_rupiah']:,}".replace(",", ".")
    expect(page.get_by_text(f"Rp {total}", exact=True)).to_be_visible()
    settled(page)
    assert barriers(page) == []
    picture(page, "stok-biaya")
    assert sum(line["amount_rupiah"] for line in money["items"]) == money["total_rupiah"]
    phone = window(office, "/stok-biaya/biaya", PHONE)
    settled(phone)
    assert out_of_window(phone) == []
