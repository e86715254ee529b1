"""What stands around every page: plan, language, keyboard, connection; small, sound, and asking nobody else."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.conftest import PHONE, Office
from tests.web.sound import barriers, out_of_window, settled

FIRST_VIEW_BYTES = 600_000
Open = Callable[..., Page]


def test_the_first_view_is_small(office: Office, window: Open) -> None:
    page = window(office, "about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto("/")
    settled(page)
    assert 50_000 < sum(sizes) <= FIRST_VIEW_BYTES


def test_month_plan_and_state_are_always_named(office: Office, window: Open) -> None:
    page = window(office)
    bar = page.get_by_role("banner")
    expect(bar.get_by_role("button", name="Januari 2027")).to_be_visible()
    expect(bar.get_by_text("Draf", exact=True)).to_be_visible()
    expect(bar.get_by_text("per Sel 1 Des 2026")).to_be_visible()
    expect(page).to_have_url(f"{office.address}/beranda?rencana={office.get('/v1/plans')['items'][0]['id']}")


def test_the_language_changes_and_the_page_stays(office: Office, window: Open) -> None:
    page = window(office)
    expect(page.get_by_role("heading", level=1)).to_have_text("Beranda")
    page.get_by_text("EN", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")


def test_a_lost_server_is_told_with_the_time_and_taken_back(office: Office, window: Open) -> None:
    page = window(office)
    settled(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_text(re.compile(r"Server tidak terjangkau sejak \d\d\.\d\d"))).to_be_visible(timeout=15_000)
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_text("Server tidak terjangkau sejak")).to_have_count(0)


def test_a_village_is_found_by_name_and_code_with_the_keyboard(office: Office, window: Open) -> None:
    page = window(office)
    settled(page)
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Cari")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("bukit batu")
    expect(page.locator("[data-combobox-selected]")).to_contain_text("17.02.07.2028")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("kunjungan=|17.02.07.2028"))


# Pressed in the same moment as the button: before the focus can have moved into what opens.
OPENED_AND_LEFT = """button => {
  button.focus();
  button.click();
  button.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', code: 'Escape', bubbles: true}));
}"""


def test_a_quick_escape_closes_a_menu(office: Office, window: Open) -> None:
    page = window(office)
    settled(page)
    for name in ("Unduh", "Pilih bulan dan rencana", "Akun"):
        button = page.get_by_role("button", name=name).first
        button.evaluate(OPENED_AND_LEFT)
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(page.get_by_role("menu")).to_have_count(0)
        button.click()
        expect(page.get_by_role("menu")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.get_by_role("menu")).to_have_count(0)


def test_the_shell_is_sound_and_fits(office: Office, window: Open) -> None:
    page = window(office)
    settled(page)
    assert barriers(page) == []
    assert out_of_window(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert out_of_window(page) == []


def test_an_address_that_leads_nowhere_says_so(office: Office, window: Open) -> None:
    page = window(office, "/desa/17.02.99.9999/nothing")
    expect(page.get_by_role("heading", level=1)).to_have_text("Halaman tidak ditemukan")
    page.get_by_role("link", name="Ke Beranda").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Beranda")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_a_day_is_typed_and_shown_as_offices_write_it(office: Office, window: Open) -> None:
    page = window(office, "/susun")
    day = page.get_by_role("textbox", name="Dilihat dari tanggal")
    day.fill("12/1/2027")
    day.blur()
    expect(day).to_have_value("12/01/2027")
    day.fill("31/02/2027")
    expect(page.get_by_text("Tulis tanggal seperti 12/01/2027.")).to_be_visible()
    day.fill("2027-01-04")
    page.get_by_text("EN", exact=True).click()
    expect(page.get_by_role("textbox", name="Seen from")).to_have_value("04/01/2027")
    page.get_by_role("button", name="Open the calendar").click()
    month = page.get_by_role("button", name="Choose a month")
    expect(month).to_have_text("January 2027")
    page.keyboard.press("Escape")
    expect(month).to_have_count(0)
