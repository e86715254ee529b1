"""A save that fails loses nothing: the line is cut at the worst moment, the page read anew, and all is still there."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import Office
from tests.web.sound import settled

Open = Callable[..., Page]


def _failed_and_kept(page: Page, save: Locator, kept: Callable[[], None]) -> None:
    """Save without a line, be told, come back, and find what was typed."""
    page.context.set_offline(True)
    save.click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    settled(page)
    kept()


def _plan(office: Office) -> dict[str, Any]:
    found: dict[str, Any] = office.get("/v1/plans")["items"][0]
    return found


def test_what_was_typed_outlives_a_lost_line_on_every_form(office: Office, window: Open) -> None:
    plan, [data] = _plan(office), office.get("/v1/datasets")["items"]
    page = window(office, "/susun")
    name = page.get_by_role("textbox", name="Nama rencana")
    name.fill("Januari kedua")
    save = page.get_by_role("button", name="Susun", exact=True)
    _failed_and_kept(page, save, lambda: expect(name).to_have_value("Januari kedua"))

    page.goto(f"/terbitkan/{plan['id']}")
    note = page.get_by_role("textbox", name="Catatan untuk Kepala Dinas")
    note.fill("Sudah diperiksa")
    save = page.get_by_role("button", name="Ajukan persetujuan")
    _failed_and_kept(page, save, lambda: expect(note).to_have_value("Sudah diperiksa"))
    assert office.get("/v1/publications")["items"] == []

    page.goto(f"/data/{data['id']}/kebijakan")
    rule = page.get_by_role("textbox", name="jarak hub maks km")
    rule.fill("12")
    save = page.get_by_role("button", name="Simpan sebagai versi baru")
    _failed_and_kept(page, save, lambda: expect(rule).to_have_value("12"))
    page.get_by_role("button", name="Buang perubahan").click()

    page.goto(f"/data/{data['id']}/1/villages")
    settled(page)
    page.get_by_role("gridcell", name="1482", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("1483")
    page.keyboard.press("Enter")
    save = page.get_by_role("button", name="Simpan sebagai versi baru")
    cell = page.locator('[data-at="0 6"]')
    _failed_and_kept(page, save, lambda: expect(cell).to_have_text("1483"))
    assert office.get("/v1/datasets")["items"][0]["version"] == 1

    page.goto("/stok-biaya/kartu")
    page.get_by_role("button", name="Tambah kiriman").click()
    amount = page.get_by_label("Jumlah", exact=True)
    page.get_by_label("Datang tanggal").fill("2027-01-12")
    amount.fill("1500")
    save = page.get_by_role("button", name="Simpan di data")
    expect(save).to_be_enabled()
    _failed_and_kept(page, save, lambda: expect(amount).to_have_value(re.compile("1.?500")))

    page.goto("/jadwal/papan")
    page.get_by_role("button", name="Susun ulang sisanya").click()
    dialog = page.get_by_role("dialog")
    field = dialog.locator("input:visible").and_(dialog.get_by_label("Yang terjadi"))
    field.click()
    page.get_by_role("option", name="Hari libur tambahan").click()
    dialog.get_by_label("Tanggal", exact=True).fill("2027-01-13")
    dialog.get_by_role("button", name="Tambahkan").click()
    save = dialog.get_by_role("button", name="Susun ulang sisanya")

    def named() -> None:
        page.get_by_role("button", name="Susun ulang sisanya").click()
        expect(dialog.get_by_role("listitem").filter(has_text="13 Jan libur")).to_be_visible()

    _failed_and_kept(page, save, named)
    assert len(office.get("/v1/plans")["items"]) == 1


def test_a_study_and_a_public_link_are_asked_for_again_as_they_were(office: Office, window: Open) -> None:
    page = window(office, "/skenario/baru")
    settled(page)
    name = page.get_by_label("Nama studi")
    name.fill("Usulan anggaran")
    scenario = page.get_by_role("region", name="Skenario 1")
    scenario.get_by_label("Nama pendek").fill("uang")
    scenario.get_by_label("Pertanyaan").fill("Bila anggaran dipotong?")
    scenario.get_by_label("Yang berubah").click()
    page.get_by_role("option", name="Anggaran sebulan", exact=True).click()
    scenario.get_by_label("Rupiah").fill("3000000")

    def kept() -> None:
        expect(name).to_have_value("Usulan anggaran")
        expect(scenario.get_by_label("Pertanyaan")).to_have_value("Bila anggaran dipotong?")
        expect(scenario.get_by_label("Rupiah")).to_have_value(re.compile("3.?000.?000"))

    _failed_and_kept(page, page.get_by_role("button", name="Baca kembali"), kept)
    page.get_by_role("button", name="Baca kembali").click()
    expect(page.get_by_role("region", name="Dibaca sebagai")).to_contain_text("3.000.000")
    _failed_and_kept(page, page.get_by_role("button", name="Mulai hitung"), kept)
    assert office.get("/v1/studies")["items"] == []

    page.goto("/riwayat?bagian=tautan")
    make = page.get_by_role("button", name="Buat tautan Januari 2027")
    expect(make).to_be_visible()
    page.context.set_offline(True)
    make.click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("alert").first.get_by_role("button", name="Coba lagi").click()
    expect(page.get_by_role("textbox", name="Tautan Januari 2027")).to_be_visible()
    assert len(office.get("/v1/public-links")["items"]) == 1


def test_every_page_tells_that_the_server_is_away_and_shows_what_was_read(office: Office, window: Open) -> None:
    page = window(office, "/beranda")
    settled(page)
    links = page.get_by_role("navigation").get_by_role("link")
    for name in ("Jadwal", "Belum terlayani", "Stok & biaya", "Data", "Riwayat"):
        links.filter(has_text=name).first.click()
        # The page before may be settled still while the parts of this one are on their way.
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(name), re.IGNORECASE))
        settled(page)
    page.context.set_offline(True)
    for name in ("Jadwal", "Belum terlayani", "Stok & biaya", "Data", "Riwayat"):
        links.filter(has_text=name).first.click()
        # Whatever was read before stays; no page turns white, none waits for ever.
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_text(re.compile(r"Server tidak terjangkau sejak \d\d\.\d\d"))).to_be_visible()
