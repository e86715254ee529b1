"""Who may do less sees less, and is told who may; the public link is made, opened and withdrawn."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from api.auth.accounts import NewAccount, add_account
from api.auth.desktop import OFFICE_ID
from api.auth.roles import Role
from api.db.scope import OpenRows
from tests.web.conftest import MONDAY, Office, opened
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]
SECRET = "kuda putih berlari"  # noqa: S105
PEOPLE = {"bupati": Role.VIEWER, "gudang": Role.STOCK_KEEPER, "entri": Role.DATA_ADMIN}


@pytest.fixture(scope="module")
def published(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with accounts, whose month is published."""
    path = tmp_path_factory.mktemp("roles") / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    with opened(path) as office:
        [plan] = office.get("/v1/plans")["items"]
        asked = office.client.post("/v1/publications", json={"plan_id": plan["id"], "revision": plan["revision"]})
        approved = office.client.post(
            asked.headers["location"] + "/approve", json={"why": "baik"}, headers={"if-match": '"1"'}
        )
        assert approved.status_code == 200, approved.text
        with office.database.writing() as connection:
            rows = OpenRows(connection).of(OFFICE_ID)
            for name, role in PEOPLE.items():
                add_account(rows, NewAccount(login=name, password=SECRET, roles=(role,)), MONDAY - timedelta(days=1))
    with opened(path, desktop=False) as office:
        yield office


def _signed_in(window: Open, office: Office, name: str, path: str) -> Page:
    page = window(office, path)
    page.get_by_role("textbox", name="Nama akun").fill(name)
    page.get_by_label("Kata sandi").fill(SECRET)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page)
    return page


def test_a_reader_sees_the_published_plan_and_cannot_change_it(published: Office, window: Open) -> None:
    page = _signed_in(window, published, "bupati", "/beranda")
    expect(page.get_by_role("banner").get_by_text("Terbit v1", exact=True)).to_be_visible()
    expect(page.get_by_text("dari 214.600 wajib KTP")).to_be_visible()
    page.goto("/jadwal/daftar")
    expect(page.get_by_role("table").get_by_role("row").nth(5)).to_be_visible()
    expect(page.get_by_text("Hanya baca: peran Anda tidak mengubah rencana.")).to_be_visible()
    expect(page.get_by_role("button", name="Susun ulang sisanya")).to_have_count(0)
    settled(page)
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "jadwal-pembaca")
    page.goto("/data")
    expect(page.get_by_role("heading", name="Tidak ada izin")).to_be_visible()
    page.goto("/belum-terlayani")
    expect(page.get_by_role("heading", name="Tidak ada izin")).to_be_visible()


def test_a_stock_keeper_changes_deliveries_and_sees_no_money(published: Office, window: Open) -> None:
    page = _signed_in(window, published, "gudang", "/stok-biaya/kartu")
    expect(page.get_by_role("region", name="Buku kartu, hari demi hari")).to_be_visible()
    expect(page.get_by_role("button", name="Tambah kiriman")).to_be_visible()
    expect(page.get_by_text("Biaya", exact=True)).to_have_count(0)
    page.goto("/stok-biaya/biaya")
    expect(page.get_by_role("heading", name="Tidak ada izin")).to_be_visible()


SMALL = 5


def _publish(office: Office) -> tuple[str, list[dict[str, Any]]]:
    """Put the plan of the office in force, with one visit that hardly anybody is invited to."""
    [plan] = office.get("/v1/plans")["items"]
    first = office.get(f"/v1/plans/{plan['id']}/visits", limit=500)["items"][0]
    few = {
        "op": "invite",
        "site": first["site"],
        "day": first["day"],
        "origin": first["people"][0]["site"],
        "invited": SMALL - 1,
    }
    changed = office.client.post(
        f"/v1/plans/{plan['id']}/changes", json={"changes": [few], "why": None}, headers={"if-match": '"1"'}
    )
    assert changed.status_code == 201, changed.text
    asked = office.client.post("/v1/publications", json={"plan_id": plan["id"], "revision": 2})
    approved = office.client.post(
        asked.headers["location"] + "/approve", json={"why": "baik"}, headers={"if-match": '"1"'}
    )
    assert approved.status_code == 200, approved.text
    return plan["id"], office.get(f"/v1/plans/{plan['id']}/visits", limit=500)["items"]


def test_a_public_link_is_made_opened_by_anybody_and_withdrawn(office: Office, window: Open) -> None:
    page = window(office, "/riwayat?bagian=tautan")
    page.get_by_role("button", name="Buat tautan Januari 2027").click()
    field = page.get_by_role("textbox", name="Tautan Januari 2027")
    expect(field).to_be_visible()
    address = field.input_value()
    settled(page)
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "tautan-umum")
    anybody = page.context.new_page()
    anybody.goto(address)
    # A draft is nobody's business.
    expect(anybody.get_by_text("Belum ada jadwal yang terbit untuk hari-hari ini.")).to_be_visible()
    _, visits = _publish(office)
    anybody.reload()
    expect(anybody.get_by_role("listitem")).to_have_count(len(visits))
    shown = anybody.content()
    staff = {name for visit in visits for name in visit["staff"]} | {visit["team"] for visit in visits}
    assert [name for name in staff if re.search(rf">[^<]*\b{re.escape(name)}\b", shown)] == []
    token = address.rsplit("/", 1)[-1]
    told = office.get(f"/v1/public/{token}")["visits"]
    assert [visit["invited"] for visit in told if visit["invited"] is not None and visit["invited"] < SMALL] == []
    assert anybody.evaluate("document.documentElement.lang") == "id"
    assert barriers(anybody) == []
    anybody.close()
    page.get_by_role("button", name="Tarik").click()
    page.get_by_role("dialog").get_by_role("button", name="Tarik").click()
    expect(page.get_by_role("table").get_by_text("ditarik")).to_be_visible()
    gone = office.client.get(address, headers={"accept-language": "id"})
    assert gone.status_code == 404
    [link] = office.get("/v1/public-links")["items"]
    assert link["revoked"]


REFUSED_TO_READERS = {
    "/belum-terlayani",
    "/stok-biaya/kartu",
    "/stok-biaya/biaya",
    "/susun",
    "/skenario",
    "/skenario/baru",
    "/terbitkan/{plan}",
    "/data",
}
OPEN_TO_READERS = (
    "/beranda",
    "/peta",
    "/jadwal/papan",
    "/jadwal/bulan",
    "/jadwal/daftar",
    "/riwayat",
    "/cetak/bulan/{plan}",
    "/cetak/peta/{plan}",
    "/pengaturan",
    "/bantuan",
)


def test_a_reader_who_opens_any_page_reads_it_or_is_told_who_may(published: Office, window: Open) -> None:
    page = _signed_in(window, published, "bupati", "/beranda")
    expect(page).to_have_url(re.compile("rencana="))
    plan = page.url.split("rencana=")[1].split("&")[0]
    main = page.get_by_role("main")
    told: dict[str, str] = {}
    for pattern in (*OPEN_TO_READERS, *REFUSED_TO_READERS):
        page.goto(pattern.format(plan=plan))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        settled(page)
        if main.get_by_role("alert").count():
            told[pattern] = main.get_by_role("alert").first.inner_text()
        elif main.get_by_role("heading", name="Tidak ada izin").count():
            told[pattern] = "may not"
            # Who may, by the name of the role, or who gives the right.
            expect(main.get_by_text(re.compile("perencana|pengelola akun", re.IGNORECASE)).first).to_be_visible()
    assert told == dict.fromkeys(REFUSED_TO_READERS, "may not")
