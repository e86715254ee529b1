"""Visits of a published plan go their steps: many announced in one action, each confirmed, held and reported."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Office, opened
from tests.web.sound import barriers, out_of_window, picture, settled
from tests.web.test_keyboard import press

Open = Callable[..., Page]
TUESDAY = datetime(2027, 1, 5, 1, 30, tzinfo=UTC)
"""The month has begun: visits are due to be announced, and some are of today."""
HEAD_DAY = "2027-01-05"


class Clock:
    """A clock that stands, and is put forward by hand."""

    def __init__(self) -> None:
        self.now = TUESDAY

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def published(demo_store: Path, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """The demo month, published."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    with opened(path, clock=clock) as office:
        [plan] = office.get("/v1/plans")["items"]
        asked = office.client.post("/v1/publications", json={"plan_id": plan["id"], "revision": 1})
        approve = asked.headers["location"] + "/approve"
        approved = office.client.post(approve, json={}, headers={"if-match": '"1"'})
        assert approved.status_code == 200, approved.text
        yield office


def _publication(office: Office) -> str:
    [found] = office.get("/v1/publications", state="published")["items"]
    return f"/v1/publications/{found['id']}"


def _due(office: Office, kind: str) -> list[str]:
    items = office.get("/v1/attention", month="2027-01")["items"]
    named: list[str] = next((item["visits"] for item in items if item["kind"] == kind), [])
    return named


def _states(office: Office) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in office.get(_publication(office) + "/visits", limit=500)["items"]}


def _stepped(office: Office, visit: str, state: str) -> None:
    where = f"{_publication(office)}/visits/{visit}"
    tag = {"if-match": office.client.get(where).headers["etag"]}
    said = office.client.put(f"{where}/state", json={"state": state}, headers=tag)
    assert said.status_code == 200, said.text


def test_all_visits_due_are_announced_in_one_action_and_a_conflict_is_told(published: Office, window: Open) -> None:
    due = _due(published, "not_announced")
    assert len(due) > 3
    left, taken, rest = due[0], due[1], due[2:]
    page = window(published, "/beranda")
    line = page.get_by_role("listitem").filter(has_text=f"{len(due)} kunjungan belum diberitahukan")
    # By keyboard alone.
    press(page, line.get_by_role("button", name="Tandai diberitahukan"))
    dialog = page.get_by_role("dialog")
    ticks = dialog.get_by_role("group").get_by_role("checkbox")
    expect(ticks).to_have_count(len(due))
    names = {item["id"]: f"{item['name']}, {item['subdistrict']}" for item in _states(published).values()}
    settled(page)
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "beranda-beri-tahu")
    one = ticks.and_(dialog.get_by_label(names[left], exact=True)).first
    one.focus()
    page.keyboard.press("Space")
    expect(dialog.get_by_role("checkbox", name="Pilih semua")).not_to_be_checked()
    # Meanwhile somebody else announces one of them.
    _stepped(published, taken, "announced")
    # The line breaks after two visits: the rest stays ticked.
    sent: list[str] = []

    def breaks(route: Any) -> None:
        sent.append(route.request.url)
        if len(sent) > 2:
            route.abort()
        else:
            route.continue_()

    page.route("**/state", breaks)
    press(page, dialog.get_by_role("button", name=f"Tandai {len(due) - 1} kunjungan diberitahukan"))
    expect(dialog.get_by_text("Server tidak terjangkau")).to_be_visible()
    expect(dialog.get_by_text("1 kunjungan belum tersimpan")).to_be_visible()
    expect(dialog.get_by_text("Keadaannya baru diubah orang lain: diberitahukan.")).to_be_visible()
    expect(one).not_to_be_checked()
    page.unroute("**/state")
    press(page, dialog.get_by_role("button", name=f"Tandai {len(rest) - 1} kunjungan diberitahukan"))
    expect(dialog).to_have_count(0)
    expect(page.get_by_text(f"{len(rest)} kunjungan ditandai diberitahukan.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="1 kunjungan belum diberitahukan")).to_be_visible()
    states = _states(published)
    assert {id for id, item in states.items() if item["state"] == "announced"} == {taken, *rest}
    assert _due(published, "not_announced") == [left]


def test_those_who_said_yes_are_confirmed_from_the_first_page(published: Office, window: Open) -> None:
    for id in _due(published, "not_announced"):
        _stepped(published, id, "announced")
    due = _due(published, "not_confirmed")
    assert len(due) > 1
    yes = due[0]
    names = {item["id"]: f"{item['name']}, {item['subdistrict']}" for item in _states(published).values()}
    page = window(published, "/beranda")
    line = page.get_by_role("listitem").filter(has_text=f"{len(due)} kunjungan belum dikonfirmasi")
    line.get_by_role("button", name="Tandai dikonfirmasi").click()
    dialog = page.get_by_role("dialog")
    ticks = dialog.get_by_role("group").get_by_role("checkbox")
    # Nobody is taken to have said yes: each is ticked by whoever heard it.
    expect(ticks).to_have_count(len(due))
    expect(ticks.and_(dialog.get_by_role("checkbox", checked=True))).to_have_count(0)
    settled(page)
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "beranda-konfirmasi")
    ticks.and_(dialog.get_by_label(names[yes], exact=True)).first.check()
    dialog.get_by_role("button", name="Tandai 1 kunjungan dikonfirmasi").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("1 kunjungan ditandai dikonfirmasi.")).to_be_visible()
    assert {id for id, item in _states(published).items() if item["state"] == "confirmed"} == {yes}
    assert set(_due(published, "not_confirmed")) == set(due) - {yes}


def test_a_visit_is_announced_confirmed_held_and_reported_in_its_drawer(
    published: Office, window: Open, clock: Clock
) -> None:
    visit = next(item for item in _states(published).values() if item["day"] > HEAD_DAY)
    id, day = visit["id"], visit["day"]
    page = window(published, f"/jadwal/daftar?kunjungan={id}")
    drawer = page.get_by_role("complementary", name=visit["name"])
    expect(drawer.get_by_text("Langkah kunjungan (jadwal terbit v1)")).to_be_visible()
    drawer.get_by_role("button", name="Tandai sudah diberitahukan").click()
    drawer.get_by_role("button", name="Tandai sudah dikonfirmasi").click()
    held = drawer.get_by_role("button", name="Tandai sudah terlaksana")
    expect(held).to_be_disabled()
    expect(drawer.get_by_text("Paling awal pada hari kunjungan")).to_be_visible()
    assert _states(published)[id]["state"] == "confirmed"
    # Going back wants a reason.
    drawer.get_by_text("Ubah ke langkah lain").click()
    drawer.locator("input:visible").and_(drawer.get_by_label("Langkah", exact=True)).click()
    page.get_by_role("option", name="diberitahukan").click()
    change = drawer.get_by_role("button", name="Ubah langkah")
    expect(change).to_be_disabled()
    drawer.get_by_label("Alasan").fill("salah desa")
    change.click()
    drawer.get_by_role("button", name="Tandai sudah dikonfirmasi").click()
    expect(held).to_be_visible()
    # On its day.
    clock.now = datetime.fromisoformat(f"{day}T09:00:00+07:00").astimezone(UTC)
    page.reload()
    held.click()
    save = drawer.get_by_role("button", name="Simpan hasil kunjungan")
    expect(save).to_be_disabled()
    for label, counted in (("Orang direkam", "41"), ("Kartu diserahkan", "37"), ("IKD diaktifkan", "12")):
        drawer.get_by_label(label).fill(counted)
    # A lost line loses nothing of it, nor does leaving the page.
    page.route("**/state", lambda route: route.abort())
    save.click()
    expect(drawer.get_by_text("Langkah belum tersimpan")).to_be_visible()
    page.unroute("**/state")
    page.reload()
    expect(drawer.get_by_label("Orang direkam")).to_have_value("41")
    expect(drawer.get_by_text("dikembalikan")).to_be_visible()
    settled(page)
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "jadwal-lapor")
    save.click()
    expect(drawer.get_by_text("Semua langkah selesai.")).to_be_visible()
    expect(drawer.get_by_text("41 orang direkam · 37 kartu · 12 IKD").first).to_be_visible()
    drawer.get_by_text("Riwayat langkah").click()
    history = drawer.get_by_role("list", name="Riwayat langkah").get_by_role("listitem")
    expect(history).to_have_count(6)
    expect(history.filter(has_text="salah desa")).to_contain_text("dikonfirmasi → diberitahukan")
    expect(history.first).to_contain_text("terlaksana → dilaporkan oleh komputer kantor")
    told = _states(published)[id]
    assert (told["state"], told["counts"]) == ("reported", {"recorded": 41, "cards": 37, "ikd": 12})
    expect(page.get_by_role("table").first.get_by_text("dilaporkan")).to_be_visible()


REFUSED = {
    "code": "STATE",
    "sentence": {"id": "Penyimpanan tidak dapat ditulis.", "en": "The store cannot be written."},
}


def test_a_step_back_with_its_reason_is_kept_while_the_server_fails_and_taken_once_it_is_back(
    published: Office, window: Open
) -> None:
    visit = next(item for item in _states(published).values() if item["day"] > HEAD_DAY)
    id = visit["id"]
    _stepped(published, id, "announced")
    page = window(published, f"/jadwal/daftar?kunjungan={id}")
    drawer = page.get_by_role("complementary", name=visit["name"])
    drawer.get_by_text("Ubah ke langkah lain").click()
    drawer.locator("input:visible").and_(drawer.get_by_label("Langkah", exact=True)).click()
    page.get_by_role("option", name="direncanakan").click()
    why = drawer.get_by_label("Alasan")
    why.fill("salah desa")
    change = drawer.get_by_role("button", name="Ubah langkah")
    page.route("**/state", lambda route: route.fulfill(status=500, json=REFUSED))
    change.click()
    expect(drawer.get_by_role("alert")).to_contain_text("Penyimpanan tidak dapat ditulis.")
    expect(why).to_have_value("salah desa")
    page.unroute("**/state")
    page.context.set_offline(True)
    change.click()
    expect(drawer.get_by_role("alert")).to_contain_text("Periksa jaringan kantor")
    # Nothing is sent while nobody listens; once somebody does, the button is there again by itself.
    expect(change).to_be_disabled()
    expect(why).to_have_value("salah desa")
    assert _states(published)[id]["state"] == "announced"
    page.context.set_offline(False)
    change.click()
    expect(drawer.get_by_role("button", name="Tandai sudah diberitahukan")).to_be_visible()
    assert _states(published)[id]["state"] == "planned"
