"""Stories of the planning head, from the first click to what is saved, in a real browser before a real server."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, text

from api.db.engine import Database
from api.db.upgrade import upgrade
from tests.api.service import postgres
from tests.web.conftest import MONDAY, PHONE, STORED_CHILD, Office, opened, over
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]


@pytest.fixture
def solving(demo_store: Path, tmp_path: Path) -> Iterator[Office]:
    """The demo month, and a solver that tells its progress and waits until it is stopped."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    with opened(path, solves=1, solver=(*STORED_CHILD, "slow")) as office:
        yield office


@pytest.fixture
def solving_on_postgresql(tmp_path: Path) -> Iterator[Office]:
    """The same over PostgreSQL, where jobs are handed out by way of the database."""
    why = postgres.missing()
    if why is not None:
        pytest.skip(f"SKIPPED, BY NAME: no story on PostgreSQL: {why}")
    with postgres.running() as address:
        engine = create_engine(address.format(name="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE stories"))
        engine.dispose()
        url = address.format(name="stories")
        database = Database(url)
        upgrade(database)
        database.close()
        with over(url, tmp_path, solves=1, solver=(*STORED_CHILD, "demo")) as office:
            office.demo()
        with over(url, tmp_path, solves=1, solver=(*STORED_CHILD, "slow")) as office:
            yield office


def sound(page: Page, name: str | None = None) -> None:
    """Nothing keeps anybody out, nothing is cut; kept as a picture where it has a name."""
    settled(page)
    if name is not None:
        picture(page, name)
    assert barriers(page) == []
    assert out_of_window(page) == []


def _planned_stopped_and_published(office: Office, page: Page, look: Callable[[Page, str], None]) -> None:
    """From the first click to the frozen version."""
    # The month that is offered is the next one.
    page.clock.set_fixed_time(MONDAY)
    page.goto("/susun")
    look(page, "susun")
    page.get_by_role("textbox", name="Nama rencana").fill("Januari, wajib IKD")
    page.get_by_role("button", name="Susun", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Penyusunan jadwal")
    expect(page.get_by_text(re.compile(r"Paling banyak 0,4\d\s%\sdi bawah"))).to_be_visible()
    best = page.get_by_role("region", name="Rencana terbaik sejauh ini")
    expect(best.get_by_role("img")).to_be_visible()
    look(page, "susun-berjalan")
    page.get_by_role("button", name="Hentikan, pakai rencana terbaik").click()
    expect(page.get_by_role("heading", name="Rencana yang disimpan")).to_be_visible()
    [made, *_] = office.get("/v1/plans")["items"]
    assert made["name"] == "Januari, wajib IKD"

    page.goto(f"/terbitkan/{made['id']}")
    look(page, "terbitkan")
    page.get_by_role("textbox", name="Catatan untuk Kepala Dinas").fill("Siap ditandatangani")
    page.get_by_role("button", name="Ajukan persetujuan").click()
    page.get_by_role("button", name="Setujui dan terbitkan").click()
    expect(page.get_by_text("Terbit sebagai v1.")).to_be_visible()
    [frozen] = office.get("/v1/publications")["items"]
    assert (frozen["state"], frozen["number"], frozen["plan_id"]) == ("published", 1, made["id"])

    page.goto("/riwayat")
    badge = page.get_by_role("main").get_by_text("Terbit v1")
    expect(badge).to_have_css("white-space", "nowrap")
    row = page.get_by_role("main").get_by_role("row").filter(has=page.get_by_text("Terbit v1"))
    expect(row).to_contain_text("Januari 2027")
    look(page, "riwayat")
    page.get_by_role("tab", name="Catatan perubahan").click()
    expect(page.get_by_role("cell", name="persetujuan diajukan")).to_be_visible()


def test_a_month_is_planned_stopped_when_good_enough_and_published(solving: Office, window: Open) -> None:
    _planned_stopped_and_published(solving, window(solving), sound)


def test_the_same_on_postgresql(solving_on_postgresql: Office, window: Open) -> None:
    page = window(solving_on_postgresql)
    _planned_stopped_and_published(solving_on_postgresql, page, lambda seen, _: settled(seen))


def test_the_first_page_tells_what_to_decide_and_where_we_stand(office: Office, window: Open) -> None:
    page = window(office, "/beranda")
    expect(page.get_by_role("heading", name=re.compile("Perlu Keputusan"))).to_be_visible()
    expect(page.get_by_text("dari 214.600 wajib KTP")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Sindang Beliti Ulu"))).to_be_visible()
    sound(page, "beranda")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    sound(page, "beranda-ponsel")


def test_a_faulty_cell_is_found_and_put_right_with_the_keyboard(office: Office, window: Open) -> None:
    [data] = office.get("/v1/datasets")["items"]
    page = window(office, f"/data/{data['id']}/1/villages")
    settled(page)
    cell = page.get_by_role("gridcell", name="1482", exact=True)
    cell.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("9999")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 perubahan belum disimpan")).to_be_visible()
    page.reload()
    expect(page.get_by_text(re.compile("Isian yang belum tersimpan"))).to_be_visible()
    page.get_by_role("button", name="Simpan sebagai versi baru").click()
    expect(page).to_have_url(re.compile("/2/villages"))
    expect(page.get_by_text("1 hal yang harus diperbaiki", exact=False).first).to_be_visible()
    sound(page, "data-temuan")
    page.get_by_role("gridcell", name="9999", exact=True).focus()
    page.keyboard.press("F2")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("1483")
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+S")
    expect(page).to_have_url(re.compile("/3/villages"))
    assert office.get(f"/v1/datasets/{data['id']}/versions/3")["faults"] == 0
    page.goto(f"/data/{data['id']}/beda?dari=1&ke=3")
    expect(page.get_by_role("cell", name="1483")).to_be_visible()
    sound(page, "data-beda")


def test_rules_of_the_office_are_told_in_plain_words_and_changed(office: Office, window: Open) -> None:
    [data] = office.get("/v1/datasets")["items"]
    page = window(office, f"/data/{data['id']}/kebijakan")
    expect(page.get_by_text("Warga diajak paling jauh sekian kilometer", exact=False)).to_be_visible()
    page.get_by_role("textbox", name="jarak hub maks km").fill("12")
    page.get_by_role("button", name="Simpan sebagai versi baru").click()
    expect(page.get_by_text("1 perubahan belum disimpan")).to_have_count(0)
    [row] = office.get(f"/v1/datasets/{data['id']}/versions/2/sheets/policy")["items"]
    assert row["cells"] == {"parameter": "jarak_hub_maks_km", "value": "12"}
    sound(page, "kebijakan")
    for path, name in (("/data", "data"), ("/pengaturan", "pengaturan"), ("/bantuan", "bantuan")):
        page.goto(path)
        sound(page, name)


def test_an_office_that_begins_is_led_to_its_data(empty: Office, window: Open) -> None:
    page = window(empty, "/beranda")
    expect(page.get_by_text("Belum ada rencana").last).to_be_visible()
    page.get_by_role("link", name="Ke Data").click()
    sound(page, "data-kosong")
    page.get_by_role("button", name="Muat contoh Rejang Lebong").click()
    expect(page.get_by_text("Tidak ada temuan")).to_be_visible(timeout=60_000)
    assert empty.get("/v1/datasets")["items"][0]["name"] == "Rejang Lebong"
