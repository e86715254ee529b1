"""The map and its list: the same places, by day and team, with what each village gets and why not."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.conftest import PHONE, Office
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]


def _plan(office: Office) -> str:
    id: str = office.get("/v1/plans")["items"][0]["id"]
    return id


def test_map_and_list_show_the_same_villages_and_a_village_tells_all(office: Office, window: Open) -> None:
    page = window(office, "/peta")
    settled(page)
    page.wait_for_selector("[data-drawn]", state="attached")
    villages = office.get(f"/v1/plans/{_plan(office)}/map/villages")["features"]
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(len(villages) + 1)
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "peta")
    left = next(item["properties"] for item in villages if item["properties"]["state"] == "left_out")
    page.get_by_label("Cari desa atau kode").fill(left["code"])
    expect(page.get_by_text(f"1 dari {len(villages)} tampil")).to_be_visible()
    page.get_by_role("row").filter(has_text=left["name"]).click()
    sheet = page.get_by_role("region", name=left["label"])
    expect(sheet).to_contain_text("Mengapa belum terlayani")
    expect(sheet.get_by_role("link", name="Lihat dan coba masukkan")).to_be_visible()
    assert barriers(page) == []
    picture(page, "peta-desa")


def test_days_go_by_with_the_keyboard_and_are_told_in_words(office: Office, window: Open) -> None:
    page = window(office, "/peta")
    settled(page)
    page.get_by_role("slider", name="Hari").focus()
    page.keyboard.press("ArrowRight")
    days = sorted({item["day"] for item in office.get(f"/v1/plans/{_plan(office)}/visits", limit=500)["items"]})
    expect(page).to_have_url(re.compile(f"hari={days[0]}"))
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\d tim · \d+ desa"))).to_be_visible()
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile(f"hari={days[-1]}"))


def test_on_a_phone_the_list_comes_first(office: Office, window: Open) -> None:
    page = window(office, "/peta", PHONE)
    settled(page)
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "peta-hp")
