"""Who is left out and what would let them in; whether cards and money last."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.conftest import PHONE, Office
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]


def _plan(office: Office) -> str:
    id: str = office.get("/v1/plans")["items"][0]["id"]
    return id


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
    chosen.get_by_role("button", name="Coba masukkan").click()
    # The engine seeks places; a busy machine takes its time.
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
