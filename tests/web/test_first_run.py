"""The first day: the one-time link, the office, its people, its keys; and what was typed when the line is cut."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from api.auth.accounts import new_setup_token
from api.db.scope import OpenRows
from tests.web.conftest import MONDAY, Office, opened
from tests.web.sound import barriers, out_of_window, picture, settled

SECRET, LATER = "kuda putih berlari pelan", "sungai dingin di bawah bukit"


@pytest.fixture
def unopened(empty_store: Path, tmp_path: Path) -> Iterator[Office]:
    """A service with accounts that nobody has opened yet."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(empty_store, path)
    with opened(path, desktop=False) as office:
        yield office


@pytest.mark.parametrize(("path", "code", "there"), [("/mulai", "FirstRun", "Lanjut"), ("/beranda", "SignIn", "Masuk")])
def test_a_door_whose_code_does_not_come_says_so(
    unopened: Office, window: Callable[..., Page], path: str, code: str, there: str
) -> None:
    page = window(unopened, "about:blank")
    page.route(re.compile(f"/assets/{code}-"), lambda route: route.abort("connectionrefused"))
    page.goto(path)
    expect(page.get_by_role("main").get_by_role("alert")).to_be_visible()
    assert [*barriers(page), *out_of_window(page)] == []
    page.unroute_all()
    page.reload()
    expect(page.get_by_role("button", name=there)).to_be_visible()


def _cut(page: Page, save: Locator, field: Locator, typed: str) -> None:
    """Save while the line is cut: the page says so, and what was typed stays."""
    page.context.set_offline(True)
    save.click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(field).to_have_value(typed)
    page.context.set_offline(False)


def test_an_office_is_opened_by_its_link_and_gets_its_people(unopened: Office, window: Callable[..., Page]) -> None:
    with unopened.database.writing() as connection:
        token = new_setup_token(OpenRows(connection), MONDAY)
    page = window(unopened, "/setup")
    expect(page.get_by_role("button", name="Lanjut")).to_be_disabled()
    page.goto("about:blank")
    page.goto(f"/setup#token={token}")
    typed = {"Kode wilayah kantor": "17.02", "Nama kantor": "Disdukcapil Uji", "Nama akun": "sri"}
    for label, text in typed.items():
        page.get_by_role("textbox", name=label).fill(text)
    page.get_by_label("Kata sandi").fill("pendek")
    go_on = page.get_by_role("button", name="Lanjut")
    go_on.click()
    expect(page.get_by_role("alert")).to_contain_text("Kata sandi: tertulis 6; seharusnya 12 sampai 128 huruf")
    page.get_by_label("Kata sandi").fill(SECRET)
    assert [*barriers(page), *out_of_window(page)] == []
    picture(page, "mulai")
    _cut(page, go_on, page.get_by_role("textbox", name="Nama kantor"), "Disdukcapil Uji")

    # The office is made, and the line is cut before the account is let in: the link itself holds no more.
    page.route(
        "**/v1/session",
        lambda route: route.abort("connectionrefused") if route.request.method == "POST" else route.continue_(),
    )
    # By its address: the failure of the request that was cut before may be told only now.
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/v1/session")):
        go_on.click()
    expect(go_on).to_be_enabled()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.unroute("**/v1/session")
    go_on.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengaturan")
    name = page.get_by_role("textbox", name="Nama kantor")
    name.fill("Disdukcapil Kabupaten Uji")
    save = page.get_by_role("button", name="Simpan", exact=True)
    _cut(page, save, name, "Disdukcapil Kabupaten Uji")
    save.click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()

    page.get_by_role("tab", name="Pengguna").click()
    settled(page)
    login = page.get_by_role("textbox", name="Nama akun")
    login.fill("budi")
    page.get_by_label("Kata sandi pertama").fill(LATER)
    page.get_by_role("combobox", name="Peran").press("ArrowDown")
    page.get_by_role("option", name="Ketua tim").click()
    page.keyboard.press("Escape")
    assert barriers(page) == []
    save = page.get_by_role("button", name="Tambah pengguna")
    _cut(page, save, login, "budi")
    save.click()
    expect(page.get_by_role("row").filter(has_text="budi")).to_contain_text("ketua tim")
    expect(login).to_have_value("")
    picture(page, "pengguna")

    page.get_by_role("tab", name="Kunci API").click()
    settled(page)
    key = page.get_by_role("textbox", name="Nama kunci")
    key.fill("QGIS")
    page.get_by_role("combobox", name="Yang boleh dilakukan").press("ArrowDown")
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    assert barriers(page) == []
    save = page.get_by_role("button", name="Buat kunci")
    _cut(page, save, key, "QGIS")
    save.click()
    expect(page.get_by_text("jmp_").first).to_be_visible()

    page.get_by_role("tab", name="Kata sandi saya").click()
    old, new = page.get_by_label("Kata sandi sekarang"), page.get_by_label("Kata sandi baru")
    old.fill(SECRET)
    new.fill(LATER + " jauh")
    assert barriers(page) == []
    save = page.get_by_role("button", name="Ganti kata sandi")
    _cut(page, save, new, LATER + " jauh")
    save.click()
    expect(page.get_by_role("textbox", name="Nama akun")).to_be_visible()
    page.get_by_role("textbox", name="Nama akun").fill("sri")
    page.get_by_role("textbox", name="Kata sandi", exact=True).fill(LATER + " jauh")
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
